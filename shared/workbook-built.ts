import type { Form } from './form';
import type { Layout } from './layout';
import { columnNumber, formatAddress, isSingleCell } from './workbook-address';
import type { Range } from './workbook-address';

/** What a cell prints and in which style, before the layout's own wording is laid over it. */
export interface Label {
  readonly text: string;
  readonly style: string;
}

/** Labels and merges while they are being written; the covered cells of a merge are not among them. */
export interface Built {
  readonly labels: Map<string, Label>;
  readonly merges: Range[];
  /** Lines of text that a row must hold. */
  readonly lines: Map<number, number>;
}

/** Writes one text over a range. */
export function write(built: Built, range: Range, text: string, style: string): void {
  built.labels.set(formatAddress(range.from), { text, style });
  if (!isSingleCell(range)) built.merges.push(range);
}

export function writeCell(built: Built, column: number, row: number, text: string, style: string): void {
  write(built, { from: { column, row }, to: { column, row } }, text, style);
}

/** Makes the row high enough for so many lines. */
export function needLines(built: Built, row: number, lines: number): void {
  built.lines.set(row, Math.max(built.lines.get(row) ?? 1, lines));
}

const usualColumnWidth = 9;

/** Width in characters of neighbouring columns together, as the layout lists them. */
export function widthOf({ columnWidths }: Pick<Layout, 'columnWidths'>, from: number, to: number): number {
  let width = 0;
  for (let column = from; column <= to; column += 1) {
    const span = columnWidths.find(
      (one) => column >= columnNumber(one.from) && column <= columnNumber(one.to),
    );
    width += span === undefined ? usualColumnWidth : span.hidden === true ? 0 : span.size;
  }
  return width;
}

/** Columns of a form's table: labels, unit and code at the left, the figures, remarks at the right. */
export function labelColumns({ layout }: Form): { readonly from: number; readonly to: number } | null {
  if (layout.labelColumn === undefined) return null;
  return {
    from: columnNumber(layout.labelColumn),
    to: columnNumber(layout.labelEnd ?? layout.labelColumn),
  };
}
