import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../electron/workbook/write';
import { readReference } from '../support/definitions';
import { calculationInput, round2025old, village } from '../support/school';
import { planOf, planOfLastYear, readWithOpenpyxl, sharedFolder } from './workbook-readers';
import type { OtherCell, OtherSheet } from './workbook-readers';

interface OfficialCell {
  readonly addr: string;
  readonly text?: string;
  readonly style: number;
}
interface OfficialSheet {
  readonly name: string;
  readonly merges: readonly string[];
  readonly hiddenRows: readonly number[];
  readonly colWidths: readonly { from: string; to: string; width: number; hidden: boolean }[];
  readonly rowHeights: Readonly<Record<string, number>>;
  readonly defaultRowHeight: number;
  readonly pageSetup: Readonly<Record<string, unknown>>;
  readonly labels: readonly OfficialCell[];
  readonly dataCells: readonly (OfficialCell & { readonly role: 'input' | 'computed' | 'na' })[];
  readonly artefacts: readonly Omit<OfficialCell, 'style'>[];
  readonly blankStyled: readonly OfficialCell[];
}
interface Official {
  readonly styles: readonly Readonly<Record<string, unknown>>[];
  readonly sheetOrder: readonly string[];
  readonly sheets: readonly OfficialSheet[];
}

/** A real export of a kindergarten, without what identifies it. */
const official = readReference('official-layout-2018-86.json') as Official;
const folder = sharedFolder();
let exported: ReadonlyMap<string, OtherSheet>;

/** 2020 is the school year of the official workbook. */
const kindergarten = calculationInput(
  { '基础基311!02.2': 3, '基础基311!02.3': 0, '基础基411!02.2': 1 },
  {
    school: { ...village, type: '幼儿园', name: '清河镇中心幼儿园' },
    collection: { ...round2025old, schoolYear: 2020 },
  },
);

function sheetOf(name: string): OtherSheet {
  const sheet = exported.get(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

beforeAll(async () => {
  const file = path.join(folder, '幼儿园.xlsx');
  await writeWorkbook(planOf(kindergarten), file);
  exported = await readWithOpenpyxl(file);
});

test('the sheets of a kindergarten stand in the official order, before ours', () => {
  expect([...exported.keys()].slice(0, official.sheetOrder.length)).toEqual(official.sheetOrder);
});

/** Text of a fixture as openpyxl reads it: a carriage return before a line break is written as `_x000D_`. */
function shown(cell: OtherCell | undefined): string | null {
  return cell === undefined || cell.value === null ? null : String(cell.value);
}

function styleText(style: Readonly<Record<string, unknown>> | undefined): string {
  const { font, size, bold, h, v, wrap, numFmt, fill, border } = style ?? {};
  return JSON.stringify({ font, size, bold, h, v, wrap, numFmt, fill, border });
}

/** `B5: 宋体 9 …` for every cell, so that a difference names its address. */
function byAddress(cells: readonly (readonly [string, string | null])[]): Record<string, string | null> {
  return Object.fromEntries([...cells].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe.each(official.sheets.map((sheet) => [sheet.name, sheet] as const))('%s', (name, sheet) => {
  const entered = new Set(sheet.dataCells.filter(({ text }) => text === undefined).map(({ addr }) => addr));

  test('has every official text at its address and no other', () => {
    const marks = sheet.dataCells.filter(({ text }) => text !== undefined);
    const expected = [...sheet.labels, ...sheet.artefacts, ...marks].map(
      ({ addr, text }) => [addr, text ?? ''] as const,
    );
    const found = Object.entries(sheetOf(name).cells).flatMap(([address, cell]) =>
      shown(cell) === null || entered.has(address) ? [] : [[address, shown(cell)] as const],
    );
    expect(byAddress(found)).toEqual(byAddress(expected));
  });

  test('has the official font, fill, lines and alignment in every cell', () => {
    const { cells } = sheetOf(name);
    const styled = [...sheet.labels, ...sheet.dataCells, ...sheet.blankStyled];
    const expected = styled.map(({ addr, style }) => [addr, styleText(official.styles[style])] as const);
    const found = styled.map(({ addr }) => [addr, styleText(cells[addr]?.style)] as const);
    expect(byAddress(found)).toEqual(byAddress(expected));
    const helpers = new Set(sheet.artefacts.map(({ addr }) => addr));
    const known = new Set(styled.map(({ addr }) => addr));
    expect(Object.keys(cells).filter((addr) => !known.has(addr) && !helpers.has(addr))).toEqual([]);
  });

  test('has the official merges, sizes and hidden rows and columns', () => {
    const found = sheetOf(name);
    expect(found.merges).toEqual([...sheet.merges].sort());
    expect(found.columns).toEqual(sheet.colWidths);
    expect(found.rows).toEqual(sheet.rowHeights);
    expect(found.defaultRowHeight).toBe(sheet.defaultRowHeight);
    expect(found.hiddenRows.map(Number)).toEqual(sheet.hiddenRows);
  });

  test('has the official page set-up', () => {
    const { paper: _, footerCenter, headerCenter, ...page } = sheet.pageSetup;
    expect(sheetOf(name).page).toMatchObject({ ...page, footer: footerCenter, header: headerCenter });
  });
});

test('numbers are text, as in every cell of that edition, and a zero is an empty cell', () => {
  const { cells } = sheetOf('基础基311');
  expect(cells['E8']).toMatchObject({ value: '3', type: 's' });
  expect(cells['D8']).toMatchObject({ value: '3', type: 's' });
  expect(cells['F8']?.value).toBeNull();
  expect(sheetOf('基础基411').cells['E8']).toMatchObject({ value: '1', type: 's' });
});

test('the cover names the kindergarten', () => {
  const { cells } = sheetOf('封面');
  expect(cells['D11']?.value).toBe('清河镇中心幼儿园');
  expect(cells['D12']?.value).toBe(village.code);
});

test('本学年初在校 for 小学 stands in R10 of 基础基331', async () => {
  const file = path.join(folder, '上年.xlsx');
  await writeWorkbook(planOfLastYear(), file);
  const sheet = (await readWithOpenpyxl(file)).get('基础基331');
  expect(sheet?.cells['R10']).toMatchObject({ value: '612', type: 's' });
  expect(sheet?.cells['D10']).toMatchObject({ value: '603', type: 's' });
  expect(sheet?.cells['O10']?.value).toBeNull();
});
