import path from 'node:path';
import { expect, test } from 'vitest';
import { writeWorkbook } from '../../electron/workbook/write';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { workbookPlan } from '../../shared/workbook';
import { dayText, isSignatureLine } from '../../shared/workbook-signatures';
import { calculationInput, round2025old, village } from '../support/school';
import { openProgram } from './handlers-context';
import { finaliseSample } from './sample-years';
import { temporaryFolder } from './storage-place';
import { definitions, readWithOpenpyxl } from './workbook-readers';
import type { OtherSheet } from './workbook-readers';

const names = { '教基1001!principalName': '贾校长', '教基1001!fillerName': '甄老师' };

/** Sheets of the workbook, as openpyxl reads them. */
async function sheetsOf(
  input: CalculationInput,
  more: { draft: boolean; reportedOn?: string },
): Promise<ReadonlyMap<string, OtherSheet>> {
  const calculation = createCalculation(definitions, input);
  const file = path.join(temporaryFolder(), '报表.xlsx');
  const plan = workbookPlan({ definitions, ...input, calculation, ...more, hashText: () => '' });
  await writeWorkbook(plan, file);
  return readWithOpenpyxl(file);
}

function linesOf(sheet: OtherSheet | undefined): [string, string][] {
  return Object.entries(sheet?.cells ?? {}).flatMap(([address, { value }]) =>
    isSignatureLine(String(value ?? '')) ? [[address, String(value)]] : [],
  );
}

const room = '　　　　　　';
const draftLine = `单位负责人：贾校长　　　　统计负责人：${room}　　　　填表人：甄老师　　　　报出日期：20　　年　　月　　日`;

test('a draft names who is known, and leaves room for the rest and for the day', async () => {
  const sheets = await sheetsOf(calculationInput(names), { draft: true, reportedOn: '2026-09-10' });
  expect(linesOf(sheets.get('封面'))).toEqual([['C14', draftLine]]);
  expect(linesOf(sheets.get('数据核查结果说明')).map(([, line]) => line)).toEqual([draftLine]);
  expect(linesOf(sheets.get('指标')).map(([, line]) => line)).toEqual([draftLine]);
});

test('a final workbook states the day of 定稿, as the clerk’s calendar has it', async () => {
  const program = openProgram(new Date('2026-09-09T20:30:00Z'));
  const { final } = await finaliseSample(program);
  const written = await program.value('workbook.export', { submissionId: final.id, draft: false });
  const sheets = await readWithOpenpyxl(path.join(program.folder, written?.fileName ?? ''));
  const [line] = linesOf(sheets.get('封面'));
  const day = new Date('2026-09-09T20:30:00Z');
  const local = `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`;
  expect(line?.[1]).toMatch(new RegExp(`报出日期：${local}$`));
});

test('the bureau’s own forms are signed a row below their table, and no cell of theirs moves', async () => {
  const sheets = await sheetsOf(calculationInput(names), { draft: false, reportedOn: '2026-09-10' });
  const sheet = sheets.get('生均公用经费拨付情况表');
  const template = Object.entries(sheet?.cells ?? {});
  const [line] = linesOf(sheet);
  const row = Number(/\d+$/.exec(line?.[0] ?? '')?.[0]);
  const above = template
    .map(([address]) => Number(/\d+$/.exec(address)?.[0]))
    .filter((other) => other !== row);
  expect(line?.[1]).toBe(draftLine.replace('20　　年　　月　　日', '2026年9月10日'));
  expect(Math.max(...above)).toBe(row - 2);
  expect(sheet?.cells['A6']?.value).toBe('小学(不足100人的按100人核定)');
  expect(String(sheet?.page['printArea'])).toContain(`$${row}`);
});

test('official sheets carry no line of ours', async () => {
  const current = await sheetsOf(calculationInput(names), { draft: true });
  for (const [name, sheet] of current) if (name.startsWith('教基')) expect(linesOf(sheet)).toEqual([]);
  const kindergarten = { ...village, type: '幼儿园' } as const;
  const earlier = calculationInput(
    { '基础基111!principal': '贾园长' },
    { school: kindergarten, collection: round2025old },
  );
  const older = await sheetsOf(earlier, { draft: true });
  for (const [name, sheet] of older)
    if (name.startsWith('基础基') || name === '封面' || name === '目录') expect(linesOf(sheet)).toEqual([]);
  expect(linesOf(older.get('指标'))[0]?.[1]).toMatch(/^单位负责人：贾园长　/);
});

test('every visible sheet of a draft says 草稿 in its header, and a final one nothing', async () => {
  for (const draft of [true, false]) {
    const sheets = await sheetsOf(calculationInput(names), { draft });
    for (const [name, sheet] of sheets) {
      if (sheet.state !== 'visible') continue;
      expect([name, sheet.page['header']]).toEqual([name, draft ? '草稿' : null]);
      expect([name, sheet.page['footer']]).toEqual([name, '&P/&N']);
      expect([name, sheet.page['paperSize'], sheet.page['orientation']]).toEqual([name, 9, 'landscape']);
    }
  }
});

test('a day is written as people write it', () => {
  expect(dayText('2026-09-01')).toBe('2026年9月1日');
});
