import { describe, expect, it } from 'vitest';
import {
  destination,
  extension,
  nextInSelection,
  type Direction,
  type Move,
} from '../../../renderer/grid/moves';
import type { GridShape } from '../../../renderer/grid/shape';
import { grid, place } from '../../support/grid-shape';

const shape = grid('icin', 'inpi', 'cici');

const at = (cell: string) => place(shape, cell);

function go(from: string, move: Move, over: GridShape = shape): string {
  return over.cellAt(destination(over, at(from), move));
}

describe('destination', () => {
  it('skips computed and closed cells on the way to the next entry', () => {
    expect(go('01.1', { by: 'entry', direction: 'right' })).toBe('01.3');
    expect(go('01.3', { by: 'entry', direction: 'right' })).toBe('02.1');
    expect(go('02.1', { by: 'entry', direction: 'left' })).toBe('01.3');
    expect(go('01.3', { by: 'entry', direction: 'down' })).toBe('02.3');
  });

  it('goes on at the head of the next column, and stays at the very end', () => {
    expect(go('02.1', { by: 'entry', direction: 'down' })).toBe('03.2');
    expect(go('03.4', { by: 'entry', direction: 'down' })).toBe('03.4');
    expect(go('03.4', { by: 'entry', direction: 'right' })).toBe('03.4');
    expect(go('01.1', { by: 'entry', direction: 'left' })).toBe('01.1');
  });

  it('does not leave a list at its foot', () => {
    const list = { ...shape, wraps: false };
    expect(go('02.1', { by: 'entry', direction: 'down' }, list)).toBe('02.1');
  });

  it('lets arrows look at computed cells, never at closed ones', () => {
    expect(go('01.1', { by: 'step', direction: 'right' })).toBe('01.2');
    expect(go('02.1', { by: 'step', direction: 'right' })).toBe('02.3');
    expect(go('01.3', { by: 'step', direction: 'right' })).toBe('01.3');
    expect(go('01.2', { by: 'step', direction: 'down' })).toBe('03.2');
  });

  it('knows the ends of rows, columns and the form', () => {
    expect(go('02.3', { by: 'rowStart' })).toBe('02.1');
    expect(go('01.1', { by: 'rowEnd' })).toBe('01.3');
    expect(go('02.3', { by: 'first' })).toBe('01.1');
    expect(go('02.3', { by: 'last' })).toBe('03.4');
    expect(go('01.1', { by: 'edge', direction: 'down' })).toBe('03.1');
  });

  it('turns by as many rows as are in sight, and stops at a cell that means something', () => {
    const page = (from: string, direction: Direction, rows: number) =>
      shape.cellAt(destination(shape, at(from), { by: 'page', direction }, rows));
    expect(page('01.1', 'down', 2)).toBe('03.1');
    expect(page('01.1', 'down', 9)).toBe('03.1');
    expect(page('03.2', 'up', 1)).toBe('03.2');
    expect(page('03.4', 'up', 2)).toBe('02.4');
  });
});

describe('extension', () => {
  const reach = (to: string, move: Move, rows?: number) => shape.cellAt(extension(shape, at(to), move, rows));

  it('stretches over closed cells as well, so that the selection stays a rectangle', () => {
    expect(reach('02.1', { by: 'step', direction: 'right' })).toBe('02.2');
    expect(reach('01.1', { by: 'edge', direction: 'right' })).toBe('01.4');
    expect(reach('01.3', { by: 'edge', direction: 'down' })).toBe('03.3');
  });

  it('reaches the ends of the row, the form and a page', () => {
    expect(reach('02.3', { by: 'rowStart' })).toBe('02.1');
    expect(reach('02.3', { by: 'rowEnd' })).toBe('02.4');
    expect(reach('02.3', { by: 'first' })).toBe('01.1');
    expect(reach('02.3', { by: 'last' })).toBe('03.4');
    expect(reach('01.2', { by: 'page', direction: 'down' }, 2)).toBe('03.2');
    expect(reach('03.2', { by: 'page', direction: 'up' }, 9)).toBe('01.2');
  });
});

describe('nextInSelection', () => {
  const range = { from: at('03.4'), to: at('01.3') };
  const inside = (from: string, direction: Direction) => {
    const next = nextInSelection(shape, range, at(from), direction);
    return next === null ? null : shape.cellAt(next);
  };

  it('goes down the columns and around, over the cells that can be typed', () => {
    expect(inside('01.3', 'down')).toBe('02.3');
    expect(inside('02.3', 'down')).toBe('02.4');
    expect(inside('03.4', 'down')).toBe('01.3');
    expect(inside('01.3', 'up')).toBe('03.4');
  });

  it('goes along the rows and around', () => {
    expect(inside('01.3', 'right')).toBe('02.3');
    expect(inside('02.4', 'right')).toBe('03.4');
    expect(inside('01.3', 'left')).toBe('03.4');
  });

  it('knows when nothing in it can be typed', () => {
    const closed = { from: at('01.4'), to: at('01.4') };
    expect(nextInSelection(shape, closed, at('01.4'), 'down')).toBeNull();
  });
});
