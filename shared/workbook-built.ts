import type { Form } from './form';
import { columnNumber, formatAddress, formatRange, isSingleCell, positionsOf } from './workbook-address';
import type { Range } from './workbook-address';
import type { FixedText, SizeSpan } from './workbook-sheet';

/** Labels, merges and row heights while they are being written. */
export interface Built {
  readonly texts: FixedText[];
  readonly merges: string[];
  readonly rows: SizeSpan[];
}

/** Writes one text over a range; the covered cells get the same style, because borders are theirs. */
export function write(built: Built, range: Range, text: string, style: string): void {
  const [first, ...covered] = positionsOf(range);
  if (first === undefined) return;
  built.texts.push({ address: formatAddress(first), text, style });
  for (const position of covered) built.texts.push({ address: formatAddress(position), text: '', style });
  if (!isSingleCell(range)) built.merges.push(formatRange(range));
}

export function writeCell(built: Built, column: number, row: number, text: string, style: string): void {
  write(built, { from: { column, row }, to: { column, row } }, text, style);
}

/** Width of each column in characters, as the layout lists it. */
export function columnWidths(form: Form): (column: number) => number {
  const spans = form.layout.columnWidths.map((span) => ({
    from: columnNumber(span.from),
    to: columnNumber(span.to),
    size: span.hidden === true ? 0 : span.size,
  }));
  return (column) => spans.find((span) => column >= span.from && column <= span.to)?.size ?? 9;
}
