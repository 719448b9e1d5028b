import { describe, expect, it } from 'vitest';
import { findNext, type Searched } from '../../../renderer/grid/find';
import { grid, place } from '../../support/grid-shape';

const shape = grid('niii', 'iiii', 'icni');
const texts: Record<string, string> = { '01.2': '601', '02.4': '61', '03.1': '东庄', '03.2': '1234' };
const searched: Searched = {
  shape,
  textAt: (at) => texts[shape.cellAt(at)] ?? '',
  rowName: (row) => ['总计', '女生', '其中：Ｂ类'][row] ?? '',
  columnName: (column) => ['合计', '一年级', '二年级', '女教师'][column] ?? '',
};

function find(query: string, from = '01.2', step: 1 | -1 = 1): string | null {
  const found = findNext(searched, query, place(shape, from), step);
  return found === null ? null : shape.cellAt(found);
}

describe('findNext', () => {
  it('goes from figure to figure and around the end', () => {
    expect(find('61')).toBe('02.4');
    expect(find('01', '02.4')).toBe('01.2');
    expect(find('61', '02.4')).toBe('02.4');
    expect(find('1', '01.2')).toBe('02.4');
    expect(find('1', '01.2', -1)).toBe('03.2');
  });

  it('leads from the name of a row or column to its first cell', () => {
    expect(find('女生')).toBe('02.1');
    expect(find('总计', '03.4')).toBe('01.2');
    expect(find('二年级', '03.4')).toBe('01.3');
    expect(find('合计')).toBe('02.1');
    expect(find('女', '01.2')).toBe('01.4');
    expect(find('女', '01.4')).toBe('02.1');
  });

  it('does not mind wide letters, spaces and capitals', () => {
    expect(find('１２３４')).toBe('03.2');
    expect(find(' b 类 ')).toBe('03.1');
  });

  it('finds nothing for nothing', () => {
    expect(find('西庄')).toBeNull();
    expect(find('  ')).toBeNull();
  });
});
