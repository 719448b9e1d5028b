import { expect, test } from 'vitest';
import { referencesOf } from '../../electron/workbook/patch-references';
import { calculatedCells } from '../../electron/workbook/patch-results';
import { staleCells } from '../../electron/workbook/patch-stale';
import { formatAddress, formatRange, parseAddress } from '../../shared/workbook-address';

const read = (formula: string): readonly string[] => {
  const { anywhere, ranges, names } = referencesOf(formula);
  return [
    ...ranges.map(({ sheet, range }) => `${sheet === null ? '' : `${sheet}!`}${formatRange(range)}`),
    ...names,
    ...(anywhere ? ['anywhere'] : []),
  ];
};

test.each([
  ['SUM(C4:E4)', ['C4:E4']],
  ['$B$2+b3-C$1*2', ['B2:B2', 'B3:B3', 'C1:C1']],
  ['IF(A1="B7","见 C9",D1)', ['A1:A1', 'D1:D1']],
  ["SUM('名 册'!B2:B9)+选项!$A$1", ['名 册!B2:B9', '选项!A1:A1']],
  ["'It''s'!A1", ["It's!A1:A1"]],
  ['SUM(C:C)+SUM(3:4)', ['C1:C1048576', 'A3:XFD4']],
  ['E9:C4', ['C4:E9']],
  ['LOG10(A2)+_xlfn.XLOOKUP(B1,C1:C3,D1:D3)', ['A2:A2', 'B1:B1', 'C1:C3', 'D1:D3']],
  ['本表合计*1.5E3', ['本表合计']],
  ['IF(TRUE,1,FALSE)', []],
  ['TODAY()-2026', []],
  ["[1]上年!A1+'[2]去 年'!B2", []],
  ['#REF!+A1', ['A1:A1']],
  ['INDIRECT("A"&1)', ['anywhere']],
  ['OFFSET(A1,1,1)', ['A1:A1', 'anywhere']],
  ['一月:三月!A1', ['anywhere']],
  ['SUM(名册表[人数])', ['名册表', '人数', 'anywhere']],
  ['SUM(A1:INDEX(B1:B9,3))', ['A1:A1', 'B1:B9', 'anywhere']],
])('%s reads %j', (formula, expected) => {
  expect(read(formula)).toEqual(expected);
});

const sheet = (cells: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`;

function staleOf(
  texts: Readonly<Record<string, string>>,
  filled: string,
  names: Record<string, string> = {},
): string[] {
  const [name = '', address = ''] = filled.split('!');
  const cells = Object.entries(texts).flatMap(([title, rows]) => calculatedCells(title, sheet(rows)));
  const defined = Object.entries(names).map(([title, formula]) => ({ name: title, formula }));
  return staleCells(cells, [{ sheet: name, ...parseAddress(address) }], defined).map(
    (cell) => `${cell.sheet}!${formatAddress(cell)}`,
  );
}

test('a total of totals on another sheet is stale, a formula beside them is not', () => {
  const texts = {
    甲: '<row r="1"><c r="A1"/><c r="B1"><f>A1*2</f><v>0</v></c><c r="C1"><f>D1*2</f><v>8</v></c><c r="D1"><v>4</v></c></row>',
    乙: '<row r="1"><c r="A1"><f>SUM(甲!B1:B9)</f><v>0</v></c><c r="B1"><f>A1&amp;"人"</f><v>0人</v></c><c r="C1"><f>NOW()</f><v>1</v></c></row>',
  };
  expect(staleOf(texts, '甲!A1')).toEqual(['甲!B1', '乙!A1', '乙!B1']);
  expect(staleOf(texts, '甲!D1')).toEqual(['甲!C1']);
  expect(staleOf(texts, '甲!Z9')).toEqual([]);
});

test('names, shared and array formulas are followed', () => {
  const texts = {
    甲:
      '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1+1</f><v>1</v></c><c r="C1"><f>合计</f><v>1</v></c></row>' +
      '<row r="2"><c r="B2"><f t="shared" si="0"/><v>1</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"/><v>1</v></c></row>' +
      '<row r="5"><c r="A5"><f t="array" ref="A5:B5">C5:D5</f><v>0</v></c><c r="B5"><v>0</v></c><c r="E5"><f>B5</f><v>0</v></c></row>',
  };
  expect(staleOf(texts, '甲!A3', { 合计: '中间', 中间: '甲!$B$3' })).toEqual([
    '甲!B1',
    '甲!C1',
    '甲!B2',
    '甲!B3',
  ]);
  expect(staleOf(texts, '甲!D5', { 合计: '甲!$Z$1' })).toEqual(['甲!A5', '甲!E5', '甲!B5']);
  // A name that nobody defines might be anything.
  expect(staleOf(texts, '甲!Z9')).toEqual(['甲!C1']);
});

test('names that stand for each other do not go on for ever', () => {
  const texts = { 甲: '<row r="1"><c r="A1"><f>左</f><v>1</v></c></row>' };
  expect(staleOf(texts, '甲!Z9', { 左: '右', 右: '左' })).toEqual(['甲!A1']);
});

test('a long chain is followed whether it runs down or up, in a moment', () => {
  const row = (number: number, formula: string): string =>
    `<row r="${number}"><c r="B${number}"><f>${formula}</f><v>0</v></c></row>`;
  const numbers = Array.from({ length: 4000 }, (_, index) => index + 1);
  const up = numbers.map((number) => row(number, number === 4000 ? 'A1' : `B${number + 1}`)).join('');
  const down = numbers.map((number) => row(number, number === 1 ? 'A1' : `B${number - 1}`)).join('');
  for (const rows of [up, down]) {
    expect(staleOf({ 甲: rows }, '甲!A1')).toHaveLength(4000);
    expect(staleOf({ 甲: rows }, '甲!A2')).toHaveLength(0);
  }
});
