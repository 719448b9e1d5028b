import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnLetters,
  columnNumber,
  formatAddress,
  formatRange,
  isInRange,
  parseAddress,
  parseRange,
  positionsOf,
} from '../../shared/workbook-address';

test('columns are counted as a workbook counts them', () => {
  expect([1, 26, 27, 52, 53, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 16384 }),
      (column) => columnNumber(columnLetters(column)) === column,
    ),
  );
});

test('addresses and ranges are read back as they were written', () => {
  expect(parseAddress('R10')).toEqual({ column: 18, row: 10 });
  expect(formatAddress({ column: 9, row: 6 })).toBe('I6');
  expect(formatRange(parseRange('B2:R2'))).toBe('B2:R2');
  expect(formatRange(parseRange('C7'))).toBe('C7:C7');
  expect(positionsOf(parseRange('B2:C3')).map(formatAddress)).toEqual(['B2', 'C2', 'B3', 'C3']);
});

test('a range holds its corners and nothing outside', () => {
  const range = parseRange('D7:R21');
  const inside = ['D7', 'R21', 'J10'];
  const outside = ['C7', 'D6', 'S21', 'R22'];
  expect(inside.every((address) => isInRange(range, parseAddress(address)))).toBe(true);
  expect(outside.some((address) => isInRange(range, parseAddress(address)))).toBe(false);
});

test('what is no address is refused', () => {
  for (const text of ['', 'A0', '6I', 'I', 'i6', 'I6:', 'I6 ']) expect(() => parseAddress(text)).toThrow();
});
