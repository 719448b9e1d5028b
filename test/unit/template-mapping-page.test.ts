import { expect, test } from 'vitest';
import { listThrough, withPlaced, withSource, type MappedShown } from '../../renderer/pages/template-mapped';
import { suggestions } from '../../renderer/pages/template-suggestions';
import { moved, previewOf, reachOf, shownColumns, shownRows } from '../../renderer/pages/template-view';
import type { MappedPlaces } from '../../shared/template/check';
import { templateSheet } from '../../shared/template/sheets';
import { readCellSource, sourceName, type CellSource } from '../../shared/template/source';
import { typedSource } from '../../shared/template/words';
import { shippedDefinitions } from '../support/definitions';
import { gridSheet } from '../support/grid';

const definitions = shippedDefinitions();
const sheet = templateSheet(gridSheet('县表', { A1: '标题', B3: '人数', D4: 5 }, ['A1:C2']), []);
const nothing: MappedPlaces = { cells: [], lists: [] };

function source(text: string): CellSource {
  const found = readCellSource(definitions, text);
  if ('unknown' in found) throw new Error(`no source ${text}`);
  return found.read;
}

test('a sheet is drawn with its merges, one row and column further than it goes', () => {
  const preview = previewOf(sheet);
  expect(preview.columns.map(({ letters }) => letters)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(preview.rows.map(({ cells }) => cells.map(({ address }) => address))).toEqual([
    ['A1', 'D1', 'E1'],
    ['D2', 'E2'],
    ['A3', 'B3', 'C3', 'D3', 'E3'],
    ['A4', 'B4', 'C4', 'D4', 'E4'],
    ['A5', 'B5', 'C5', 'D5', 'E5'],
  ]);
  expect(preview.rows[0]?.cells[0]).toMatchObject({ columnSpan: 3, rowSpan: 2 });
  expect(preview.cut).toBe(false);
});

test('cells beyond what the sheet says are drawn when they are mapped', () => {
  const preview = previewOf(sheet, reachOf(['B2', 'C9', 'F3']));
  expect([preview.rows.length, preview.columns.length]).toEqual([10, 7]);
});

test('a large sheet is drawn as far as anybody looks, merges that reach further included', () => {
  const large = templateSheet(gridSheet('大', { A1: 1, ZZ90000: 2 }, ['A400:A1048576', 'B2:XFD2']), []);
  const preview = previewOf(large);
  expect(preview.rows).toHaveLength(shownRows);
  expect(preview.columns).toHaveLength(shownColumns);
  expect(preview.cut).toBe(true);
  expect(preview.at({ column: 2, row: 2 })).toMatchObject({ columnSpan: shownColumns - 1, rowSpan: 1 });
  expect(preview.at({ column: 1, row: 400 })).toMatchObject({ rowSpan: 1 });
});

test.each([
  [null, 'ArrowDown', 'A1'],
  ['A1', 'ArrowRight', 'D1'],
  ['A1', 'ArrowDown', 'A3'],
  ['D2', 'ArrowLeft', 'A1'],
  ['B3', 'ArrowUp', 'A1'],
  ['E5', 'ArrowRight', null],
  ['A1', 'ArrowUp', null],
  ['E4', 'Home', 'A4'],
  ['E4', 'x', null],
])('from %s %s leads to %s', (from, key, to) => {
  expect(moved(previewOf(sheet), from, key)).toBe(to);
});

test('a source by hand replaces what was there; clearing takes it away', () => {
  const before: MappedPlaces = {
    ...nothing,
    cells: [{ sheet: '县表', address: 'B4', source: '教基3112!01.7', by: 'label' }],
  };
  const after = withSource(before, sheet, 'B4', source('教基3112!2.7'));
  expect(after.cells).toEqual([{ sheet: '县表', address: 'B4', source: '教基3112!02.7', by: 'hand' }]);
  expect(withSource(after, sheet, 'B4', null)).toEqual(nothing);
});

test('columns of a list join one list, and leave it one by one', () => {
  const one = withSource(nothing, sheet, 'A5', source('局缺口1!c04'));
  const two = withSource(one, sheet, 'B5', source('局缺口1!c09'));
  expect(two.lists).toMatchObject([{ form: '局缺口1', firstRow: 5, columns: { c04: 'A', c09: 'B' } }]);
  expect(listThrough(two.lists, '县表', 'B7')?.column).toBe('c09');
  expect(listThrough(two.lists, '县表', 'C7')).toBeNull();
  expect(withSource(two, sheet, 'A5', null).lists).toMatchObject([{ columns: { c09: 'B' } }]);
  expect(withSource(withSource(two, sheet, 'A5', null), sheet, 'B5', null).lists).toEqual([]);
});

test('taking a sheet for a form replaces what labels said, not marks or hand work', () => {
  const cell = (address: string, by: 'label' | 'mark' | 'hand', name = '县表') => ({
    ...{ sheet: name, address, source: '教基3112!01.7', by },
  });
  const before = {
    ...nothing,
    cells: [cell('A4', 'label'), cell('B4', 'mark'), cell('A4', 'label', '别的')],
  };
  const placed = { ...nothing, cells: [cell('B4', 'hand'), cell('C4', 'hand')] };
  expect(withPlaced(before, '县表', placed).cells).toEqual([
    cell('B4', 'mark'),
    cell('A4', 'label', '别的'),
    cell('C4', 'hand'),
  ]);
});

test('a source is shown as a person would type it', () => {
  expect(typedSource(source('school.name'))).toBe('学校名称');
  expect(typedSource(source('  校名：{{school.name}}（{{教基3112!1.7}}）'))).toBe(
    '  校名：{{学校名称}}（{{教基3112!01.7}}）',
  );
});

test('what follows a mapped neighbour is offered, closed cells left out', () => {
  const shown = (name: string): MappedShown => ({
    ...{ source: name, by: 'hand', value: { kind: 'blank' }, read: source(name) },
  });
  const offered = (mapped: Readonly<Record<string, string>>, address: string) =>
    suggestions(
      definitions,
      new Map(Object.entries(mapped).map(([at, name]) => [at, shown(name)])),
      address,
    ).map(({ after, source: next }) => `${after} ${sourceName(next)}`);
  expect(offered({ B4: '教基3112!01.9', C3: '教基3112!03.1' }, 'C4')).toEqual([
    'left 教基3112!01.10',
    'above 教基3112!04.1',
  ]);
  expect(offered({ B4: '教基3112!06.2' }, 'C4')).toEqual(['left 教基3112!06.7']);
  expect(offered({ B4: 'school.name', C3: '教基3112!12.1' }, 'C4')).toEqual([]);
});
