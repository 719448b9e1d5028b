import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { packList } from '../../electron/workbook/list-writer';
import { readGrid } from '../../electron/workbook/open';
import { findListDifference, writeList } from '../../electron/workbook/write-list';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { formSheets, listPlan } from '../../shared/workbook';
import type { ListPlan } from '../../shared/workbook-list';
import type { ListRecord } from '../../shared/submission';
import { calculationInput } from '../support/school';
import { openProgram } from './handlers-context';
import { fillSample } from './sample-years';
import { temporaryFolder } from './storage-place';
import { convertWithLibreOffice, definitions, readWithOpenpyxl, sharedFolder } from './workbook-readers';

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const number = (value: string) => ({ kind: 'number', text: value }) as const;

/** Invented: area code 99 does not exist. */
const identity = '990123201305200020';
const records: ListRecord[] = [
  {
    id: 'a',
    position: 1,
    cells: { c01: number('1'), c02: text('王小红'), c03: text('女'), c04: text(identity) },
  },
  { id: 'b', position: 2, cells: { c01: number('2'), c02: text('=HYPERLINK("x")'), c18: number('3') } },
  { id: 'c', position: 3, cells: { c02: text('+86'), c23: text('第一行\n第二行') } },
];
const input = calculationInput({}, { lists: { 局控辍1: records } });

function plannedOf(of: CalculationInput): { list: ListPlan; whole: ReturnType<typeof formSheets>[number] } {
  const calculation = createCalculation(definitions, of);
  const all = { definitions, ...of, calculation, draft: true, hashText: () => '' };
  const list = listPlan(all, '局控辍1');
  const form = definitions.forms['局控辍1'];
  const [whole] = form === undefined ? [] : formSheets(all, [form]);
  if (list === null || whole === undefined) throw new Error('no list');
  return { list, whole };
}

const folder = sharedFolder();
const file = path.join(folder, '台账.xlsx');
const sheetName = '控辍保学工作台账（疑似辍学、辍学学生名册）';

beforeAll(async () => {
  expect((await writeList(plannedOf(input).list, file)).records).toBe(3);
});

test('each value stands where the form’s own sheet has it, in the same style', async () => {
  const { whole } = plannedOf(input);
  const sheet = (await readWithOpenpyxl(file)).get(sheetName);
  for (const { address, text: fixed } of whole.template.texts)
    expect([address, sheet?.cells[address]?.value ?? '']).toEqual([address, fixed]);
  for (const { address, value, style } of whole.cells) {
    const expected = value.kind === 'number' ? Number(value.text) : value.text === '' ? null : value.text;
    const cell = sheet?.cells[address];
    expect([address, cell?.value ?? null]).toEqual([address, expected]);
    const { font, size, format } = whole.template.styles[style] ?? {};
    expect([address, cell?.style]).toMatchObject([address, { font, size, numFmt: format }]);
  }
  expect(sheet?.merges).toEqual([...whole.template.merges].sort());
  expect(sheet?.page).toMatchObject({ printArea: [expect.stringContaining('$A$1')], titleRows: '$3:$3' });
});

test('identity numbers are texts, and so is what looks like a formula, for LibreOffice too', async () => {
  const copies = path.join(folder, 'copies');
  await convertWithLibreOffice([file], 'xlsx', copies);
  for (const copy of [file, path.join(copies, '台账.xlsx')]) {
    const cells = (await readWithOpenpyxl(copy)).get(sheetName)?.cells ?? {};
    expect(cells['D4']).toMatchObject({ value: identity, type: 's' });
    expect(cells['B5']).toMatchObject({ value: '=HYPERLINK("x")', type: 's' });
    expect(cells['B6']).toMatchObject({ value: '+86', type: 's' });
    expect(cells['R5']).toMatchObject({ value: 3, type: 'n' });
  }
});

test('every page of it says that it is personal data', async () => {
  const sheet = (await readWithOpenpyxl(file)).get(sheetName);
  expect(sheet?.page['headerRight']).toBe('含个人信息，请妥善保管');
});

test('a list that reads back otherwise is found, wherever it differs', async () => {
  const { list } = plannedOf(input);
  const grid = await readGrid(await packList(list), 'x.xlsx');
  expect(findListDifference(list, grid)).toBeNull();
  const [sheet] = list.sheets;
  if (sheet === undefined) throw new Error('no sheet');
  const rows = [...sheet.rows];
  const with_ = (changed: typeof rows): ListPlan => ({ ...list, sheets: [{ ...sheet, rows: changed }] });
  expect(findListDifference(with_(rows.slice(0, 2)), grid)).toMatchObject({ sheet: sheetName });
  const other = [rows[0] ?? [], rows[1] ?? [], (rows[2] ?? []).with(1, { kind: 'text', text: '+87' })];
  expect(findListDifference(with_(other), grid)).toMatchObject({
    address: 'B6',
    expected: '+87',
    found: '+86',
  });
});

test('many rows are the same workbook as few, piece by piece', async () => {
  const many = Array.from({ length: 3000 }, (_, index): ListRecord => ({
    ...{ id: `r${index}`, position: index },
    cells: { c01: number(String(index + 1)), c02: text(`学生${index}`), c09: text('清河镇'.repeat(20)) },
  }));
  const { list } = plannedOf(calculationInput({}, { lists: { 局控辍1: many } }));
  const target = path.join(temporaryFolder(), '台账.xlsx');
  await writeList(list, target);
  const cells = (await readGrid(readFileSync(target), '台账.xlsx')).sheets[0]?.cells;
  const found = ['A4', 'B3003', 'A3004'].map((address) => cells?.get(address)?.text);
  expect(found).toEqual(['1', '学生2999', undefined]);
  expect(cells?.get('A3005')?.text).toMatch(/^单位负责人：/);
});

test('the clerk gets a list when she confirmed it, under its own name, and it is remembered', async () => {
  const program = openProgram();
  const { data } = await fillSample(program);
  const asked = { submissionId: data.submission.id, form: '局特教2', confirmed: true } as const;
  const fileName = '台账_局特教2_清河镇中心小学_2026-09-10.xlsx';
  const result = await program.value('workbook.exportList', asked);
  expect(result).toMatchObject({ fileName, records: 3 });
  const [sheet] = (await readWithOpenpyxl(path.join(program.folder, fileName))).values();
  expect(sheet?.cells['D4']).toMatchObject({ value: identity, type: 's' });
  const rows = program.database.prepare('SELECT file_name, version, hash FROM exports').all();
  expect(rows).toEqual([{ file_name: fileName, version: null, hash: result?.hash }]);

  const unconfirmed = { ...asked, confirmed: false } as unknown as typeof asked;
  expect((await program.error('workbook.exportList', unconfirmed)).code).toBe('app.badRequest');
  for (const form of ['教基3112', '局缺口1', '没有'])
    expect((await program.error('workbook.exportList', { ...asked, form })).code).toBe('workbook.notList');
});

test('a place that is gone is named and nothing is left', async () => {
  const gone = path.join(temporaryFolder(), 'gone', '台账.xlsx');
  await expect(writeList(plannedOf(input).list, gone)).rejects.toMatchObject({
    error: { code: 'workbook.targetGone' },
  });
  const place = temporaryFolder();
  writeFileSync(path.join(place, '台账.xlsx'), 'before');
  expect(readdirSync(place)).toEqual(['台账.xlsx']);
  expect(existsSync(gone)).toBe(false);
});
