import { describe, expect, it } from 'vitest';
import { fillFrom, fillWith } from '../../../renderer/grid/fill';
import { grid, place, range } from '../../support/grid-shape';

const shape = grid('iici', 'inii', 'ciii');
const textAt = (at: { row: number; column: number }) => `${at.row + 1}/${at.column + 1}`;
const shown = (filled: ReturnType<typeof fillFrom>) =>
  filled?.entries.map(({ cell, text }) => `${cell}=${text}`);

describe('fillFrom', () => {
  it('takes the first row of the selection into the rest of it', () => {
    const filled = fillFrom(shape, range(shape, '01.1', '03.2'), 'down', textAt);
    expect(shown(filled)).toEqual(['02.1=1/1', '03.2=1/2']);
    expect(filled?.skipped.map((at) => shape.cellAt(at))).toEqual(['02.2', '03.1']);
  });

  it('takes the first column into the rest, however the selection was drawn', () => {
    const filled = fillFrom(shape, range(shape, '03.4', '02.3'), 'right', textAt);
    expect(shown(filled)).toEqual(['02.4=2/3', '03.4=3/3']);
  });

  it('takes what stands above a single row and left of a single cell, a computed figure as well', () => {
    expect(shown(fillFrom(shape, range(shape, '02.3', '02.4'), 'down', textAt))).toEqual([
      '02.3=1/3',
      '02.4=1/4',
    ]);
    expect(shown(fillFrom(shape, range(shape, '01.2', '01.2'), 'right', textAt))).toEqual(['01.2=1/1']);
  });

  it('has nothing to fill with at the edge, and nothing in a closed cell', () => {
    expect(fillFrom(shape, range(shape, '01.2', '01.2'), 'down', textAt)).toBeNull();
    expect(fillFrom(shape, range(shape, '02.1', '02.1'), 'right', textAt)).toBeNull();
    const closed = fillFrom(shape, range(shape, '02.3', '02.3'), 'right', textAt);
    expect(closed?.entries).toEqual([]);
    expect(closed?.skipped).toEqual([place(shape, '02.3')]);
  });
});

describe('fillWith', () => {
  it('fills every cell that can be typed', () => {
    const filled = fillWith(shape, range(shape, '01.3', '02.2'), '5');
    expect(filled.entries).toEqual([
      { cell: '01.2', text: '5' },
      { cell: '02.3', text: '5' },
    ]);
    expect(filled.skipped.map((at) => shape.cellAt(at))).toEqual(['01.3', '02.2']);
  });

  it('makes no record of the blank row at the foot, unless nothing else is selected', () => {
    const foot = 2;
    const column = range(shape, '01.4', '03.4');
    expect(fillWith(shape, column, '5', foot).entries.map(({ cell }) => cell)).toEqual(['01.4', '02.4']);
    expect(shown(fillFrom(shape, column, 'down', textAt, foot))).toEqual(['02.4=1/4']);
    const alone = range(shape, '03.4', '03.4');
    expect(fillWith(shape, alone, '5', foot).entries).toHaveLength(1);
    expect(shown(fillFrom(shape, alone, 'down', textAt, foot))).toEqual(['03.4=2/4']);
    expect(fillFrom(shape, range(shape, '02.4', '03.4'), 'down', textAt, foot)?.entries).toEqual([]);
  });
});
