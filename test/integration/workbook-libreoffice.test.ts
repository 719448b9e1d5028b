import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeWorkbook } from '../../electron/workbook/write';
import {
  convertWithLibreOffice,
  planOfLastYear,
  planOfThisYear,
  readWithOpenpyxl,
  sharedFolder,
} from './workbook-readers';

const folder = sharedFolder();
const plans = { 本年: planOfThisYear(), 上年: planOfLastYear(true) };

beforeAll(async () => {
  const files = Object.entries(plans).map(([name, plan]) => ({
    plan,
    file: path.join(folder, `${name}.xlsx`),
  }));
  for (const { plan, file } of files) await writeWorkbook(plan, file);
  const names = files.map(({ file }) => file);
  await convertWithLibreOffice(names, 'pdf', path.join(folder, 'pdf'));
  await convertWithLibreOffice(names, 'xlsx', path.join(folder, 'xlsx'));
}, 180_000);

/** Width and height of every page, in millimetres. */
function pagesOf(name: string): [number, number][] {
  const pdf = readFileSync(path.join(folder, 'pdf', `${name}.pdf`), 'latin1');
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((match) => [
    Math.round((Number(match[1]) / 72) * 25.4),
    Math.round((Number(match[2]) / 72) * 25.4),
  ]);
}

test.each(Object.keys(plans))('%s prints on A4 landscape', (name) => {
  const pages = pagesOf(name);
  const visible = plans[name as keyof typeof plans].sheets.filter(
    (sheet) => sheet.visibility === 'visible',
  ).length;
  expect(pages.length).toBeGreaterThanOrEqual(visible);
  expect(new Set(pages.map(String))).toEqual(new Set(['297,210']));
});

test.each(Object.entries(plans))(
  '%s keeps its values when LibreOffice saves it again',
  async (name, plan) => {
    const sheets = await readWithOpenpyxl(path.join(folder, 'xlsx', `${name}.xlsx`));
    const visible = plan.sheets.filter((sheet) => sheet.visibility === 'visible');
    const names = new Set(visible.map(({ sheet }) => sheet));
    for (const { sheet } of visible) expect([...sheets.keys()]).toContain(sheet);
    for (const { sheet, address, value } of plan.cells.filter((cell) => names.has(cell.sheet))) {
      const found = sheets.get(sheet)?.cells[address]?.value ?? null;
      // LibreOffice calculates with 15 digits: what it cut there may round the other way in the fourteenth.
      const read = typeof found === 'number' ? Number(found.toPrecision(13)) : found;
      const number = Number(Number(Number(value.text).toPrecision(15)).toPrecision(13));
      const expected = value.kind === 'number' ? number : value.kind === 'blank' ? null : value.text;
      expect([sheet, address, read]).toEqual([sheet, address, expected]);
    }
  },
);

test('county tools find 601 in I6 and 612 in R10 of the copies, too', async () => {
  const present = await readWithOpenpyxl(path.join(folder, 'xlsx', '本年.xlsx'));
  const earlier = await readWithOpenpyxl(path.join(folder, 'xlsx', '上年.xlsx'));
  expect(present.get('教基3112_小学')?.cells['I6']?.value).toBe(601);
  expect(earlier.get('基础基331')?.cells['R10']?.value).toBe('612');
});
