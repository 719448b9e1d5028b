import path from 'node:path';
import { expect, test } from 'vitest';
import { packWorkbook } from '../../electron/workbook/package';
import { writeWorkbook } from '../../electron/workbook/write';
import { calculationInput, village } from '../support/school';
import { temporaryFolder } from './storage-place';
import { planOf, planOfLastYear, planOfThisYear, readWithOpenpyxl } from './workbook-readers';
import type { OtherSheet } from './workbook-readers';

function sheetOf(sheets: ReadonlyMap<string, OtherSheet>, name: string): OtherSheet {
  const sheet = sheets.get(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

test('this year’s workbook has 教基3112’s 在校生数 in I6, as a number', async () => {
  const file = path.join(temporaryFolder(), '报表.xlsx');
  const written = await writeWorkbook(planOfThisYear(), file);
  const sheets = await readWithOpenpyxl(file);
  const sheet = sheetOf(sheets, '教基3112_小学');
  expect(sheet.cells['I6']).toMatchObject({ value: 601, type: 'n' });
  expect(sheet.cells['A6']).toMatchObject({ value: '总计' });
  expect(sheet.cells['B6']).toMatchObject({ value: '01', type: 's' });
  expect(sheet.cells['J7']).toMatchObject({ value: '—' });
  expect(sheet.merges).toContain('E3:H3');
  expect(sheet.page).toMatchObject({
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    horizontalCentered: true,
    footer: '&P/&N',
    titleRows: '$3:$5',
    printArea: ['$A$1:$Q$17'],
  });
  expect(sheetOf(sheets, '_data').state).toBe('veryHidden');
  expect([...sheets.keys()]).toHaveLength(written.sheets);
});

test('every planned value, text and merge is what the second program finds', async () => {
  const nineYears = { ...village, type: '九年一贯制学校' } as const;
  const blocks = calculationInput({ '教基4153!13.3': 1, '教基4153!22.4': 2 }, { school: nineYears });
  for (const plan of [planOfThisYear(), planOfThisYear(true), planOfLastYear(true), planOf(blocks)]) {
    const file = path.join(temporaryFolder(), '报表.xlsx');
    await writeWorkbook(plan, file);
    const sheets = await readWithOpenpyxl(file);
    expect([...sheets.keys()]).toEqual(plan.sheets.map(({ sheet }) => sheet));
    for (const template of plan.sheets) {
      const sheet = sheetOf(sheets, template.sheet);
      expect(sheet.merges).toEqual([...template.merges].sort());
      const found = template.texts.map(({ address }) => [address, sheet.cells[address]?.value ?? '']);
      expect(found).toEqual(template.texts.map(({ address, text }) => [address, text]));
      expect(sheet.page['header']).toBe(template.page.header === null ? null : '草稿');
    }
    for (const { sheet, address, value } of plan.cells) {
      const found = sheetOf(sheets, sheet).cells[address]?.value ?? null;
      const expected =
        value.kind === 'number' ? Number(value.text) : value.kind === 'blank' ? null : value.text;
      expect([sheet, address, found]).toEqual([sheet, address, expected]);
    }
  }
});

test('texts that look like something else stay the texts they are', async () => {
  const texts = [
    '=1+1',
    '+86 10',
    '-1+2',
    '@SUM(A1)',
    '_x000D_',

    '<b>&amp;"\'',
    '  两边有空格  ',
    '第一行\n第二行',
    '001',
    '1E5',
    '𠀀',
  ];
  const fields = [
    'website',
    'principalName',
    'principalSign',
    'statHeadName',
    'statHeadDept',
    'statHeadPost',
    'fillerName',
    'fillerDept',
    'fillerPost',
    'mobile',
    'areaCode',
    'orgEmail',
  ];
  const input = calculationInput();
  const cells = texts.map((text, index) => ({
    form: '教基1001',
    cell: fields[index] ?? '',
    content: { kind: 'text' as const, text },
  }));
  const plan = planOf({ ...input, data: { ...input.data, cells } }, true);
  const file = path.join(temporaryFolder(), '文字.xlsx');
  await writeWorkbook(plan, file);
  const sheet = sheetOf(await readWithOpenpyxl(file), '教基1001_小学');
  for (const text of texts) {
    const planned = plan.cells.find((cell) => cell.sheet === '教基1001_小学' && cell.value.text === text);
    const quoted = /^[=+\-@]/.test(text);
    expect(sheet.cells[planned?.address ?? '']).toMatchObject({ value: text, type: 's', style: { quoted } });
  }
});

test('the same submission gives the same bytes', () => {
  expect(Buffer.from(packWorkbook(planOfThisYear())).equals(packWorkbook(planOfThisYear()))).toBe(true);
});
