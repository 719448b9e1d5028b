import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { encodeGbk } from '../../electron/cli/generate-gbk';
import { packRoster } from '../../electron/cli/generate-roster-file';
import { rosterOfYear } from '../../electron/cli/generate-rosters';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { pupilRoster } from '../../shared/generator/roster';
import type { RosterSheet } from '../../shared/generator/roster-file';
import { beginYear } from '../support/roster-filled';
import { loadRoster, writeRosterFiles } from '../support/roster-journey';
import { definitions, openProgram } from './handlers-context';
import { convertWithLibreOffice, sharedFolder } from './workbook-readers';

/** The same pupils in files of other programs: each gives the people that were written, text for text. */

const run = promisify(execFile);
const options = { schools: 1, seed: 52, years: 2, types: ['九年一贯制学校'] as const, largest: 300 };
const folder = sharedFolder();
const file = (name: string): string => path.join(folder, name);

const python = `
import csv, datetime, sys
import openpyxl, xlsxwriter
source, folder = sys.argv[1], sys.argv[2]
rows = list(csv.reader(open(source, encoding="utf-8-sig")))
birth = rows[0].index("出生日期")
book = openpyxl.Workbook()
sheet = book.active
for row in rows:
    sheet.append(row)
book.save(folder + "/openpyxl.xlsx")
# Inline texts, and dates as Excel has them.
book = xlsxwriter.Workbook(folder + "/xlsxwriter.xlsx", {"constant_memory": True})
sheet = book.add_worksheet("学生信息")
day = book.add_format({"num_format": "yyyy-mm-dd"})
for at, row in enumerate(rows):
    for column, text in enumerate(row):
        if at > 0 and column == birth:
            sheet.write_datetime(at, column, datetime.datetime.strptime(text, "%Y-%m-%d"), day)
        else:
            sheet.write_string(at, column, text)
book.close()
`;

async function exceljsFile({ heads, rows }: RosterSheet): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  sheet.addRow([...heads]);
  for (const row of rows) sheet.addRow([...row]);
  await book.xlsx.writeFile(file('exceljs.xlsx'));
}

const [generated] = generateSchools(definitions, options);
const lived = [...generatedYears(options, 0)].at(-1);
if (generated === undefined || lived === undefined) throw new Error('no school');
const people = pupilRoster(lived).map(({ values }) => values);

beforeAll(async () => {
  const sheets = rosterOfYear('pupils', lived, 'export');
  writeFileSync(file('pupils.xlsx'), await packRoster(sheets, 'xlsx'));
  writeFileSync(file('ours.csv'), await packRoster(sheets, 'csv'));
  const text = readFileSync(file('ours.csv'), 'utf8').replace('\uFEFF', '');
  // Windows' Notepad, an exporter that ends lines its own way, Excel's 「Unicode 文本」 and one that keeps codes by a tab.
  writeFileSync(file('without-mark.csv'), text.replaceAll('\r\n', '\n'));
  writeFileSync(file('utf-16.txt'), Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le'));
  writeFileSync(file('tabs.csv'), encodeGbk(text.replace(/(?<=,)(\d{17}[\dX])(?=,)/g, '"\t$1"')));
  await convertWithLibreOffice([file('pupils.xlsx')], 'xls:MS Excel 97', folder);
  await run('/usr/bin/python3', ['-c', python, file('ours.csv'), folder]);
  if (sheets[0] !== undefined) await exceljsFile(sheets[0]);
}, 120_000);

test.each([
  ['our own .xlsx', 'pupils.xlsx'],
  ['.xls of LibreOffice', 'pupils.xls'],
  ['.xlsx of openpyxl', 'openpyxl.xlsx'],
  ['.xlsx of xlsxwriter, inline texts and real dates', 'xlsxwriter.xlsx'],
  ['.xlsx of exceljs', 'exceljs.xlsx'],
  ['CSV in UTF-8 with its mark', 'ours.csv'],
  ['CSV in UTF-8 without a mark, line feeds', 'without-mark.csv'],
  ['text with tabs in UTF-16', 'utf-16.txt'],
  ['CSV in GBK, a tab before every identity number', 'tabs.csv'],
])('%s', async (_producer, name) => {
  const program = openProgram();
  const { submissionId } = await beginYear(program.value, definitions, generated);
  await loadRoster(program, submissionId, 'pupils', [file(name)]);
  const stored = program.database
    .prepare<[], string>('SELECT person_values FROM roster_people ORDER BY person')
    .pluck()
    .all()
    .map((text) => JSON.parse(text) as Record<string, string>);
  expect(stored).toHaveLength(people.length);
  expect(stored).toEqual(people);
});

test('a class teacher’s sheet is often called Sheet1: the title above the heads tells grade and class', async () => {
  const program = openProgram();
  const { submissionId } = await beginYear(program.value, definitions, generated);
  const sheets = rosterOfYear('pupils', lived, 'class').filter(({ name }) => name.endsWith('班'));
  const files = await Promise.all(
    sheets.map((sheet, index) =>
      writeRosterFiles(program.folder, `名单${index}`, [{ ...sheet, name: 'Sheet1' }], 'xlsx'),
    ),
  );
  const staged = await loadRoster(program, submissionId, 'pupils', files.flat());
  expect(staged.rows).toBe(sheets.reduce((sum, { rows }) => sum + rows.length, 0));
  const stored = program.database
    .prepare<[], string>('SELECT person_values FROM roster_people')
    .pluck()
    .all()
    .map((text) => JSON.parse(text) as Record<string, string>);
  const place = ({ stage, grade, class: number }: Record<string, string>) => `${stage} ${grade} ${number}`;
  const known = new Map(people.map((values) => [values['identity'], place(values)]));
  expect(stored.map(place)).toEqual(stored.map(({ identity }) => known.get(identity)));
});
