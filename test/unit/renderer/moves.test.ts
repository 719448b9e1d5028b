import { describe, expect, it } from 'vitest';
import { destination, type Move } from '../../../renderer/grid/moves';
import { positionOf, type GridShape } from '../../../renderer/grid/shape';
import type { CellKind } from '../../../shared/calculation';

/** i input, c computed, p pulled, n not applicable. */
function shapeOf(...lines: readonly string[]): GridShape {
  const kinds: Record<string, CellKind> = { i: 'input', c: 'computed', p: 'pulled', n: 'notApplicable' };
  const rows = lines.map((_, index) => String(index + 1).padStart(2, '0'));
  const columns = [...(lines[0] ?? '')].map((_, index) => String(index + 1));
  return {
    form: '表',
    rows,
    columns,
    wraps: true,
    cellAt: (at) => `${rows[at.row] ?? ''}.${columns[at.column] ?? ''}`,
    kindAt: (at) => kinds[lines[at.row]?.[at.column] ?? 'n'] ?? 'notApplicable',
  };
}

const shape = shapeOf('icin', 'inpi', 'cici');

function go(from: string, move: Move, over: GridShape = shape): string {
  const at = positionOf(over, from);
  if (at === null) throw new Error(`no cell ${from}`);
  return over.cellAt(destination(over, at, move));
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

  it('stretches over closed cells as well, so that the selection stays a rectangle', () => {
    expect(go('02.1', { by: 'reach', direction: 'right' })).toBe('02.2');
  });
});
