import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeWorkbook } from '../../electron/workbook/write';
import { readReference } from '../support/definitions';
import { planOfLastYear, readWithOpenpyxl, sharedFolder } from './workbook-readers';
import type { OtherSheet } from './workbook-readers';

interface OfficialCell {
  readonly addr: string;
  readonly text?: string;
  readonly style: number;
}
interface Official {
  readonly styles: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly sheet: {
    readonly merges: readonly string[];
    readonly hiddenRows: readonly number[];
    readonly hiddenCols: readonly string[];
    readonly colWidths: readonly { from: string; to: string; width: number; hidden: boolean }[];
    readonly rowHeights: Readonly<Record<string, number>>;
    readonly pageSetup: Readonly<Record<string, unknown>> & {
      readonly margins: Readonly<Record<string, number>>;
    };
    readonly labels: readonly OfficialCell[];
    readonly dataCells: readonly OfficialCell[];
    readonly artefacts: readonly Omit<OfficialCell, 'style'>[];
    readonly blankStyled: readonly OfficialCell[];
  };
}

const { styles, sheet: official } = readReference('official-layout-331.json') as Official;
const folder = sharedFolder();
let sheet: OtherSheet;

beforeAll(async () => {
  const file = path.join(folder, '上年.xlsx');
  await writeWorkbook(planOfLastYear(), file);
  const sheets = await readWithOpenpyxl(file);
  sheet = sheets.get('基础基331')!;
});

test('本学年初在校 for 小学 stands in R10, as text like every number of that edition', () => {
  expect(sheet.cells['R10']).toMatchObject({ value: '612', type: 's' });
  expect(sheet.cells['D10']).toMatchObject({ value: '603', type: 's' });
  expect(sheet.cells['O10']?.value).toBeNull();
});

test('has every official text at its address and no other', () => {
  const marks = official.dataCells.filter((cell) => cell.text !== undefined);
  const expected = [...official.labels, ...official.artefacts, ...marks].map(({ addr, text }) => [
    addr,
    text,
  ]);
  const entered = new Set(
    official.dataCells.filter((cell) => cell.text === undefined).map((cell) => cell.addr),
  );
  const found = Object.entries(sheet.cells).flatMap(([address, { value }]) =>
    value === null || entered.has(address) ? [] : [[address, value]],
  );
  expect(found.sort()).toEqual(expected.sort());
});

test('has the official font, fill, lines and alignment in every cell', () => {
  const printed = [...official.labels, ...official.dataCells];
  for (const { addr, style } of [...printed, ...official.blankStyled]) {
    const { font, size, bold, h, wrap, numFmt, fill, border } = styles[String(style)] ?? {};
    expect([addr, sheet.cells[addr]?.style]).toMatchObject([
      addr,
      { font, size, bold, h, wrap, numFmt, fill, border },
    ]);
  }
  for (const { addr, style } of printed)
    expect(sheet.cells[addr]?.style['v']).toBe(styles[String(style)]?.['v']);
});

test('has the official merges, widths, heights and hidden helpers', () => {
  expect(sheet.merges).toEqual([...official.merges].sort());
  expect(sheet.columns).toEqual(official.colWidths);
  expect(sheet.rows).toEqual(official.rowHeights);
  expect(sheet.hiddenRows.map(Number)).toEqual(official.hiddenRows);
  expect(sheet.columns.filter((column) => column.hidden).map((column) => column.from)).toEqual(
    official.hiddenCols,
  );
});

test('has the official page set-up', () => {
  const {
    margins,
    footerCenter,
    orientation,
    paperSize,
    scale,
    fitToPage,
    fitToWidth,
    fitToHeight,
    horizontalCentered,
  } = official.pageSetup;
  expect(sheet.page).toMatchObject({
    margins,
    orientation,
    paperSize,
    scale,
    fitToPage,
    fitToWidth,
    fitToHeight,
    horizontalCentered,
    footer: footerCenter,
    header: null,
  });
});
