import { describe, expect, test } from 'vitest';
import { dateText, decimalText, isDateFormat, numberStyleOf } from '../../electron/workbook/cell-texts';
import { resolveTarget } from '../../electron/workbook/xlsx-package';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1234, '1234'],
    [-3, '-3'],
    [12.5, '12.5'],
    [0.1 + 0.2, '0.3'],
    [418.1818181818182, '418.181818181818'],
    [1e-7, '0.0000001'],
    [-2.5e-10, '-0.00000000025'],
    [1e15, '1000000000000000'],
    [123456789012345678, '123456789012346000'],
    [1.5e20, '150000000000000000000'],
    [1.25e22, '12500000000000000000000'],
  ])('%d is %s', (value, text) => expect(decimalText(value)).toBe(text));
});

describe('dates', () => {
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [46266, '2026-09-01'],
    [46266.572916666664, '2026-09-01 13:45:00'],
    [46265.9999999, '2026-09-01'],
    [2958465, '9999-12-31'],
    [2958466, null],
    [0.5, null],
    [-1, null],
    [1e300, null],
  ])('day %d is %s', (serial, text) => expect(dateText(serial, false)).toBe(text));

  test('counted from 1904', () => {
    expect(dateText(0, true)).toBe('1904-01-01');
    expect(dateText(44804, true)).toBe('2026-09-01');
  });

  test.each([
    'yyyy-mm-dd',
    'yyyy"年"m"月"',
    'm"月"d"日"',
    '[$-804]yyyy/m/d;@',
    'e"年"',
    'yyyy-mm-dd hh:mm',
    'mmm',
    '[DBNum1]m"月"',
  ])('%s shows a date', (code) => expect(isDateFormat(164, code)).toBe(true));

  test.each([
    'General',
    '0.00',
    '0.00E+00',
    '##0.0E+0',
    '0"day"',
    '[Red]0',
    'hh:mm:ss',
    '[h]:mm',
    '@',
    'mm:ss',
    '\\d0',
    'G/通用格式',
    '0_d',
  ])('%s shows none', (code) => expect(isDateFormat(164, code)).toBe(false));

  test('formats without a code', () => {
    expect([14, 22, 31, 57].map((id) => isDateFormat(id, undefined))).toEqual([true, true, true, true]);
    expect([0, 1, 9, 20, 45, 49].some((id) => isDateFormat(id, undefined))).toBe(false);
  });
});

test.each([
  ['xl/workbook.xml', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
  ['xl/workbook.xml', '/xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
  ['xl/worksheets/sheet1.xml', '../sharedStrings.xml', 'xl/sharedStrings.xml'],
  ['', './xl/workbook.xml', 'xl/workbook.xml'],
  ['xl/workbook.xml', '../../etc/passwd', null],
  ['', '..', null],
])('seen from %j, %j is %j', (part, target, found) => expect(resolveTarget(part, target)).toBe(found));

describe('percentages', () => {
  test.each(['0%', '0.00%', '[Red]0.0%;-0.0%', '#,##0.0 %', '0.00_)%', '0" 约"%'])('%s is one', (code) =>
    expect(numberStyleOf(164, code)).toBe('percent'),
  );
  test.each(['0.00"%"', '0\\%', '0.00', 'General', '0"百分之%'])('%s is none', (code) =>
    expect(numberStyleOf(164, code)).toBe('plain'),
  );
  test('without a code only 9 and 10 are', () => {
    const known = Array.from({ length: 50 }, (_, id) => id).filter(
      (id) => numberStyleOf(id, undefined) === 'percent',
    );
    expect(known).toEqual([9, 10]);
  });
});
