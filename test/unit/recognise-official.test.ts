import { describe, expect, test } from 'vitest';
import type { Grid, GridCell, GridSheet } from '../../shared/grid';
import { recogniseWorkbook } from '../../shared/import/recognise';
import { parseRange } from '../../shared/workbook-address';
import { readReference } from '../support/definitions';
import { definitions, formOf } from './workbook-plans';
import { placedCells } from '../../shared/workbook-cells';
import { formatAddress } from '../../shared/workbook-address';
import { village } from '../support/school';

interface OfficialText {
  readonly addr: string;
  readonly text?: string;
}
interface OfficialSheet {
  readonly name: string;
  readonly merges: readonly string[];
  readonly labels: readonly OfficialText[];
  readonly dataCells: readonly (OfficialText & { readonly role: 'input' | 'computed' | 'na' })[];
  readonly artefacts: readonly OfficialText[];
}
const official = readReference('official-layout-2018-86.json') as {
  readonly sheets: readonly OfficialSheet[];
};

const text = (value: string): GridCell => ({ kind: 'text', text: value, formula: null });

/** A sheet of the official export of a kindergarten, its figures as text; every third is a zero and so a blank. */
function officialSheet(sheet: OfficialSheet): GridSheet {
  const cells = new Map<string, GridCell>();
  for (const { addr, text: own } of [...sheet.artefacts, ...sheet.labels])
    if (own !== undefined) cells.set(addr, text(own));
  for (const [at, { addr, text: mark, role }] of sheet.dataCells.entries()) {
    if (mark !== undefined) cells.set(addr, text(mark));
    else if (role !== 'na' && at % 3 > 0) cells.set(addr, text(String(at)));
  }
  return { name: sheet.name, visibility: 'visible', cells, merges: sheet.merges.map(parseRange) };
}

const grid: Grid = { format: 'xlsx', sheets: official.sheets.map(officialSheet), notices: [] };
const found = recogniseWorkbook(definitions, grid);
const forms = official.sheets.map(({ name }) => name).filter((name) => name.startsWith('基础基'));

test('every form of the official export is found by its layout, cover and contents are not forms', () => {
  expect(found.placements.map(({ form, sheet, how }) => [form, sheet, how])).toEqual(
    forms.map((name) => [name, name, 'layout']),
  );
  expect(found.others).toEqual([
    { sheet: '封面', part: 'front' },
    { sheet: '目录', part: 'front' },
  ]);
  expect(found.edition).toBe('jichuji-2018-86');
  expect(found.schoolYear).toBe(2020);
});

describe.each(found.placements.map((placement) => [placement.form, placement] as const))(
  '%s',
  (code, placement) => {
    test('has every open cell of the official sheet, and no other', () => {
      const sheet = official.sheets.find(({ name }) => name === placement.sheet);
      const open = sheet?.dataCells.filter(({ role }) => role !== 'na').map(({ addr }) => addr) ?? [];
      const closed = new Set(sheet?.dataCells.filter(({ role }) => role === 'na').map(({ addr }) => addr));
      const placed = [...placement.cells.values()].filter((address) => !closed.has(address));
      expect(placed.sort()).toEqual([...open].sort());
      expect(placement.missing).toEqual([]);
      expect(placement.confidence).toBe(1);
      const planned = new Map(
        placedCells(formOf(code), { ...village, type: '幼儿园' }).map(({ key, position }) => [
          key,
          formatAddress(position),
        ]),
      );
      for (const [key, address] of placement.cells) expect(planned.get(key)).toBe(address);
    });
  },
);

test('the same under other names, in another order and without the sheets of the front', () => {
  const sheets = grid.sheets
    .filter(({ name }) => name.startsWith('基础基'))
    .reverse()
    .map((sheet, at) => ({ ...sheet, name: `Sheet${at + 1}` }));
  const renamed = recogniseWorkbook(definitions, { ...grid, sheets });
  expect(renamed.placements.map(({ form }) => form)).toEqual([...forms].reverse());
  expect(renamed.placements.every(({ how }) => how === 'layout')).toBe(true);
  expect(renamed.schoolYear).toBe(2020);
});
