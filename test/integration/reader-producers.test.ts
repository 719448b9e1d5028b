import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readGrid } from '../../electron/workbook/open';
import { packWorkbook } from '../../electron/workbook/package';
import { Refusal } from '../../shared/error';
import type { Grid, GridCell } from '../../shared/grid';
import { lockWithLibreOffice, openpyxlReading, readingOf, writeWithPython } from './reader-programs';
import { convertWithLibreOffice, planOfLastYear, planOfThisYear, sharedFolder } from './workbook-readers';

const folder = sharedFolder();
const inFolder = (...names: readonly string[]): string => path.join(folder, ...names);

async function gridOf(file: string): Promise<Grid> {
  return readGrid(readFileSync(file), path.basename(file));
}

async function writeWithExceljs(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('教基3112_小学');
  sheet.mergeCells('A1:F1');
  sheet.getCell('A1').value = '小学学生数';
  sheet.getCell('B3').value = { richText: [{ text: '班' }, { font: { bold: true }, text: '数' }] };
  sheet.getCell('A5').value = 0.1 + 0.2;
  sheet.getCell('A6').value = new Date(Date.UTC(2026, 8, 1));
  sheet.getCell('A7').value = { formula: 'A5*2', result: 0.6 };
  sheet.getCell('A8').value = { formula: 'A5*2' };
  sheet.getCell('A9').value = '０１２';
  sheet.getCell('A10').value = true;
  sheet.getCell('A11').value = { error: '#N/A' };
  sheet.getCell('A12').value = { text: '链接', hyperlink: 'http://example.invalid' };
  book.addWorksheet('隐藏', { state: 'veryHidden' }).getCell('B2').value = 5;
  await book.xlsx.writeFile(file);
}

const written = [
  'openpyxl',
  'xlsxwriter',
  'constant-memory',
  'since-1904',
  'exceljs',
  'this-year',
  'last-year',
];

beforeAll(async () => {
  await writeWithPython(folder);
  await writeWithExceljs(inFolder('exceljs.xlsx'));
  writeFileSync(inFolder('this-year.xlsx'), packWorkbook(planOfThisYear()));
  writeFileSync(inFolder('last-year.xlsx'), packWorkbook(planOfLastYear(true)));
  const files = written.map((name) => inFolder(`${name}.xlsx`));
  await convertWithLibreOffice(files, 'xlsx', inFolder('libreoffice'));
  await convertWithLibreOffice(files, 'xls', inFolder('libreoffice'));
}, 180_000);

describe('cell by cell as openpyxl reads it', () => {
  test.each(written.flatMap((name) => [`${name}.xlsx`, path.join('libreoffice', `${name}.xlsx`)]))(
    '%s',
    { timeout: 60_000 },
    async (name) => {
      const found = readingOf(await gridOf(inFolder(name)));
      const cells = found.reduce((count, sheet) => count + Object.keys(sheet.cells).length, 0);
      expect(cells).toBeGreaterThan(10);
      expect(found).toEqual(await openpyxlReading(inFolder(name)));
    },
  );
});

/** What SheetJS reads: value by address, numbers rounded as office programs show them. */
function sheetjsReading(file: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const book = XLSX.read(readFileSync(file), { type: 'buffer' });
  const textOf = ({ t, v, w }: XLSX.CellObject): string => {
    if (t === 'e') return w ?? '';
    return typeof v === 'number'
      ? String(Number(v.toPrecision(15)))
      : String(v).replace(/^(true|false)$/, (word) => word.toUpperCase());
  };
  return Object.fromEntries(
    Object.entries(book.Sheets).map(([name, sheet]) => [
      name,
      Object.fromEntries(
        Object.entries(sheet)
          .filter((entry): entry is [string, XLSX.CellObject] => !entry[0].startsWith('!'))
          .filter(([, cell]) => cell.t !== 'z' && cell.v !== '')
          .map(([address, cell]) => [address, textOf(cell)]),
      ),
    ]),
  );
}

/** Serial numbers of dates, which SheetJS leaves as they are. */
function comparable({ kind, text }: GridCell): string {
  if (kind === 'number') return String(Number(text));
  if (kind !== 'date') return text;
  const days =
    (Date.parse(`${text.replace(' ', 'T')}${text.includes(' ') ? '' : 'T00:00:00'}Z`) -
      Date.UTC(1899, 11, 30)) /
    86_400_000;
  return String(Number((days < 61 ? days - 1 : days).toPrecision(15)));
}

describe('an .xls, value by value as SheetJS reads it', () => {
  const withDates = written.filter((name) => name !== 'since-1904');
  test.each(withDates)('%s', { timeout: 60_000 }, async (name) => {
    const file = inFolder('libreoffice', `${name}.xls`);
    const grid = await gridOf(file);
    expect(grid.format).toBe('xls');
    const found = grid.sheets.map((sheet) => [
      sheet.name,
      Object.fromEntries([...sheet.cells].map(([address, cell]) => [address, comparable(cell)])),
    ]);
    expect(Object.fromEntries(found)).toEqual(sheetjsReading(file));
  });

  test.each(written)(
    '%s has the sheets, merges and dates of its .xlsx',
    { timeout: 60_000 },
    async (name) => {
      const outline = async (format: string) =>
        readingOf(await gridOf(inFolder('libreoffice', `${name}.${format}`))).map(({ cells, ...rest }) => ({
          ...rest,
          dates: Object.entries(cells).filter(([, [kind]]) => kind === 'date'),
        }));
      expect(await outline('xls')).toEqual(await outline('xlsx'));
    },
  );
});

describe('an opening password, set by LibreOffice', () => {
  test.each(['xlsx', 'xls'])('%s', { timeout: 60_000 }, async (format) => {
    const target = inFolder(`locked.${format}`);
    await lockWithLibreOffice(inFolder('exceljs.xlsx'), target, inFolder('locking'));
    const error = await gridOf(target).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).error).toEqual({
      code: 'file.encrypted',
      params: { file: `locked.${format}` },
    });
  });
});
