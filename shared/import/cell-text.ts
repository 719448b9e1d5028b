import { decimal, decimalText } from '../decimal';
import type { GridCell } from '../grid';
import { asPercentage } from '../percentage';
import type { CellContent } from '../submission';
import { halfWidth, readCell } from '../value';
import type { CellProblem, CellSpec } from '../value';

/** What official workbooks print where nothing is to be filled: `*`, dashes of every width, a slash, also several in a row. */
const closingMark = /^(\*+|[-\u2010-\u2015\u2500]+|\/)$/;

/** Cleaned for comparison: one width of characters, one kind of line break, no spaces at the ends of lines. */
export function plainText(text: string): string {
  return halfWidth(text.replace(/\r\n?/g, '\n'))
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** A mark that stands for 「不填」; a blank is none. */
export function isClosingMark(text: string): boolean {
  return closingMark.test(plainText(text));
}

/** The plain decimal that a cleaned text says, thousands separators understood; null where it is no number. */
export function figureIn(text: string): string | null {
  const plain = plainText(text);
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  const number = grouped.replace(/^\+/, '');
  return /^-?\d+(\.\d+)?$/.test(number) ? decimalText(decimal(number)) : null;
}

/** Whether two texts say the same value: `1,234`, `１２３４` and `1234.0` do. */
export function saysSame(a: string, b: string): boolean {
  if (a === b) return true;
  if (plainText(a) === plainText(b)) return true;
  const [left, right] = [figureIn(a), figureIn(b)];
  return left !== null && left === right;
}

/** The same for a cell: where no figure is expected, `0312` and `312` are two texts. */
export function saysSameIn(spec: Pick<CellSpec, 'type'>, a: string, b: string): boolean {
  return spec.type === 'integer' || spec.type === 'decimal' ? saysSame(a, b) : plainText(a) === plainText(b);
}

/** A total as it is compared with the recomputed one. */
export function statedText(text: string): string {
  return figureIn(text) ?? plainText(text);
}

export function isFigure(spec: CellSpec): boolean {
  return spec.type === 'integer' || spec.type === 'decimal';
}

/** What a found cell becomes: content, null for a blank; `mark` for 「不填」 in a figure cell, which says neither blank nor zero. */
export type CellReading =
  | { readonly kind: 'content'; readonly content: CellContent | null; readonly problem: CellProblem | null }
  | { readonly kind: 'mark' }
  | { readonly kind: 'uncalculated' };

/**
 * A cell whose format shows 0.9531 as 95.31 %, in the unit of a cell of ours that holds percentages: `95.31`. For any
 * other cell of ours it stays as it is, and `tellOddities` tells of it.
 */
export function inUnitOf<T extends GridCell | undefined>(found: T, percentage: boolean): T {
  if (found?.percent !== true || !percentage) return found;
  const { percent: _, ...plain } = found;
  return { ...plain, text: asPercentage(found.text) } as T;
}

/** Reads a cell of a foreign workbook for a cell of ours. What cannot be its value is kept as it stands. */
export function readFound(found: GridCell | undefined, spec: CellSpec): CellReading {
  if (found === undefined) return { kind: 'content', content: null, problem: null };
  if (found.kind === 'uncalculated') return { kind: 'uncalculated' };
  if (isFigure(spec) && found.kind === 'text' && isClosingMark(found.text)) return { kind: 'mark' };
  const { content, problem } = readCell(found.text, spec);
  return { kind: 'content', content, problem };
}
