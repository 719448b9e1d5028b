import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { cellText, readWorkbook } from '../../electron/workbook/read';

const run = { font: { bold: true } };

test.each<[string, ExcelJS.CellValue, string, string]>([
  ['a number', 601, 'number', '601'],
  ['a decimal', 0.1, 'number', '0.1'],
  ['a text', '小学', 'text', '小学'],
  ['nothing', null, 'blank', ''],
  ['an empty text', '', 'blank', ''],
  ['a truth', true, 'text', 'TRUE'],
  ['rich text', { richText: [{ ...run, text: '在校' }, { text: '生数' }] }, 'text', '在校生数'],
  ['an error', { error: '#N/A' }, 'text', '#N/A'],
  ['a hyperlink', { text: '教育局', hyperlink: 'http://localhost/' }, 'text', '教育局'],
  ['a day', new Date(Date.UTC(2026, 8, 1)), 'text', '2026-09-01'],
  ['a moment', new Date(Date.UTC(2026, 8, 1, 8, 30)), 'text', '2026-09-01 08:30:00'],
])('%s is read as what it says', (_, value, kind, text) => {
  expect(cellText(value)).toEqual({ kind, text });
});

test.each<[string, ExcelJS.CellValue, string, string, string | undefined]>([
  ['with its result', { formula: 'A1+1', result: 5, date1904: false }, 'number', '5', 'A1+1'],
  ['without a result', { formula: 'A1+1', date1904: false }, 'blank', '', 'A1+1'],
  ['that is shared', { sharedFormula: 'A1', result: '是', date1904: false }, 'text', '是', undefined],
  [
    'that failed',
    { formula: '1/0', result: { error: '#DIV/0!' }, date1904: false },
    'text',
    '#DIV/0!',
    '1/0',
  ],
])('a formula %s is read as its result', (_, value, kind, text, formula) => {
  expect(cellText(value)).toEqual({ kind, text, ...(formula === undefined ? {} : { formula }) });
});

test('a workbook of another program is read with names, merges and values', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('教基3112_小学');
  sheet.mergeCells('A1:C1');
  sheet.getCell('A1').value = '小学分类型学生数';
  sheet.getCell('B3').value = 601;
  workbook.addWorksheet('_data', { state: 'veryHidden' });
  const [first, second] = await readWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()));
  expect(first).toMatchObject({ name: '教基3112_小学', visibility: 'visible', merges: 1 });
  expect([...(first?.cells ?? [])]).toEqual([
    ['A1', { kind: 'text', text: '小学分类型学生数' }],
    ['B3', { kind: 'number', text: '601' }],
  ]);
  expect(second?.visibility).toBe('veryHidden');
});
