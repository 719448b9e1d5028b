import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readGrid } from '../../electron/workbook/open';
import type { GridSheet } from '../../shared/grid';
import { tianbao } from './cli-run';
import { temporaryFolder } from './storage-place';

/** The rosters that `generate` writes beside an invented school. */

interface School {
  readonly code: string;
  readonly files: readonly string[];
}
const options = ['generate', '--schools', '1', '--seed', '7', '--type', '小学', '--out', 'county'];

async function generated(folder: string, ...more: string[]): Promise<School> {
  const { exitCode, json, said } = await tianbao(folder, ...options, ...more);
  expect([exitCode, said]).toEqual([0, []]);
  const [school] = (json as { schools: School[] }).schools;
  if (school === undefined) throw new Error('no school');
  expect(readdirSync(path.join(folder, 'county')).sort()).toEqual([...school.files].sort());
  return school;
}

async function sheetsOf(folder: string, file: string): Promise<readonly GridSheet[]> {
  return (await readGrid(readFileSync(path.join(folder, 'county', file)), file)).sheets;
}

/** Texts of a column below its head. */
function column({ cells }: GridSheet, letter: string): readonly string[] {
  return [...cells].flatMap(([address, { text }]) =>
    new RegExp(`^${letter}\\d+$`).test(address) && address !== `${letter}1` ? [text] : [],
  );
}

test('--rosters writes this and last year’s pupils and the staff, as many as the forms count', async () => {
  const folder = temporaryFolder();
  const { code, files } = await generated(folder, '--rosters');
  const names = ['学生名册', '上年学生名册', '教职工名册'].map((title) => `${code}-${title}.xlsx`);
  expect(files).toEqual([`${code}.json`, ...names]);

  const document = JSON.parse(readFileSync(path.join(folder, 'county', `${code}.json`), 'utf8')) as {
    forms: Record<string, Record<string, number>>;
  };
  const [pupils] = await sheetsOf(folder, names[0] ?? '');
  const [before] = await sheetsOf(folder, names[1] ?? '');
  const [staff] = await sheetsOf(folder, names[2] ?? '');
  if (pupils === undefined || before === undefined || staff === undefined) throw new Error('no sheet');
  expect(['A1', 'B1', 'D1', 'E1'].map((address) => pupils.cells.get(address)?.text)).toEqual([
    ...['全国学籍号', '姓名', '出生日期', '身份证件号'],
  ]);
  const girls = column(pupils, 'C').filter((sex) => sex === '女');
  const inPrimary = column(pupils, 'G').filter((stage) => stage === '小学').length;
  expect(column(pupils, 'E').every((number) => /^990101\d{11}[\dX]$/.test(number))).toBe(true);
  expect(inPrimary).toBe(document.forms['教基3112']?.['01.7']);
  expect(girls.length).toBeGreaterThan(0);
  // The year's balance: as many now as a year ago, with those who came and without those who went.
  expect(column(before, 'B').length).toBeGreaterThan(0);
  expect(column(staff, 'B').length).toBeGreaterThan(0);
});

test('a class teacher’s workbook has a sheet for each class; as CSV each class is a file', async () => {
  const folder = temporaryFolder();
  const workbook = await generated(folder, '--roster-style', 'class');
  const sheets = await sheetsOf(folder, `${workbook.code}-学生名册.xlsx`);
  expect(sheets.length).toBeGreaterThanOrEqual(6);
  expect(sheets[0]?.cells.get('A1')?.text).toContain('学生名册（2025年9月）');

  // The files of the first run are replaced, and nobody else's file is touched.
  writeFileSync(path.join(folder, 'county', '通知.txt'), '');
  const refused = await tianbao(folder, ...options, '--roster-style', 'class', '--roster-format', 'gbk');
  expect(refused.exitCode).toBe(2);
  const again = await tianbao(
    folder,
    ...options,
    '--roster-style',
    'class',
    '--roster-format',
    'gbk',
    '--force',
  );
  expect(again.exitCode).toBe(0);
  const names = readdirSync(path.join(folder, 'county'));
  expect(names).toContain('通知.txt');
  expect(names.filter((name) => name.endsWith('.xlsx'))).toEqual([]);
  const classes = names.filter((name) => name.includes('-学生名册-'));
  expect(classes).toHaveLength(sheets.length);
  const bytes = readFileSync(path.join(folder, 'county', classes[0] ?? ''));
  expect(new TextDecoder('gbk').decode(bytes).split('\r\n')[1]).toContain('序号,姓名,性别,身份证号');
});

test('the same seed gives the same rosters', async () => {
  const [one, other] = [temporaryFolder(), temporaryFolder()];
  const { code } = await generated(one, '--rosters', '--roster-format', 'csv');
  await generated(other, '--rosters', '--roster-format', 'csv');
  const file = `${code}-学生名册.csv`;
  const read = (folder: string) => readFileSync(path.join(folder, 'county', file), 'utf8');
  expect(read(one)).toBe(read(other));
  expect(read(one).startsWith('\uFEFF全国学籍号,')).toBe(true);
});

test.each([
  ['--roster-style', 'other', '--roster-style 不能是“other”，应为export、earlier、later、class'],
  ['--roster-format', 'xls', '--roster-format 不能是“xls”，应为xlsx、csv、gbk'],
])('%s %s is bad input', async (option, value, sentence) => {
  const { exitCode, said } = await tianbao(temporaryFolder(), ...options, option, value);
  expect([exitCode, said[0]]).toEqual([2, expect.stringContaining(sentence)]);
});
