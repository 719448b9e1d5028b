import type { Position, Range } from '../../shared/workbook-address';
import { columnNumber } from '../../shared/workbook-address';
import { limits } from './limits';

const pattern = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

/** Reads an address of a foreign file, `XFD1048576` at most; null for anything else. */
export function parseCellAddress(text: string): Position | null {
  const [, letters, digits] = pattern.exec(text) ?? [];
  if (letters === undefined) return null;
  const position = { column: columnNumber(letters), row: Number(digits) };
  return position.column <= limits.columns && position.row <= limits.rows ? position : null;
}

/** Reads `B2:R2`, or `B2` alone. Corners in another order are put right. */
export function parseCellRange(text: string): Range | null {
  const [first = '', second = first, ...more] = text.split(':');
  const a = parseCellAddress(first);
  const b = parseCellAddress(second);
  if (a === null || b === null || more.length > 0) return null;
  return {
    from: { column: Math.min(a.column, b.column), row: Math.min(a.row, b.row) },
    to: { column: Math.max(a.column, b.column), row: Math.max(a.row, b.row) },
  };
}
