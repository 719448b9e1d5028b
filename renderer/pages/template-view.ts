import type { TemplateCell, TemplateSheet } from '../../shared/template/report';
import {
  columnLetters,
  columnNumber,
  formatAddress,
  parseAddress,
  parseRange,
  type Position,
} from '../../shared/workbook-address';
import { textWidth } from '../../shared/workbook-sheet';

/** More of a sheet is never looked at to map it; drawing it all would make the window wait. */
export const shownRows = 400;
export const shownColumns = 80;

export interface PreviewCell {
  readonly address: string;
  readonly position: Position;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly content: TemplateCell | null;
}

export interface PreviewRow {
  readonly row: number;
  readonly cells: readonly PreviewCell[];
}

/** A sheet as a plain table: what is under a merge is not drawn. */
export interface Preview {
  /** `width` in pixels. */
  readonly columns: readonly { readonly letters: string; readonly width: number }[];
  readonly rows: readonly PreviewRow[];
  /** The cell that is drawn at a place: of a merge its first. */
  readonly at: (position: Position) => PreviewCell | undefined;
  /** The sheet goes on beyond what is drawn. */
  readonly cut: boolean;
}

/** As far right and down as any of these cells is. */
export function reachOf(addresses: Iterable<string>): Position {
  let [row, column] = [0, 0];
  for (const address of addresses) {
    const position = parseAddress(address);
    row = Math.max(row, position.row);
    column = Math.max(column, position.column);
  }
  return { row, column };
}

/** `reach`: what must be shown even where the sheet says nothing. */
export function previewOf(sheet: TemplateSheet, reach: Position = { row: 0, column: 0 }): Preview {
  // One row and column more, so that she can map a cell beside the last one.
  const rows = Math.max(sheet.rows, reach.row) + 1;
  const columns = Math.max(sheet.columns, reach.column) + 1;
  const [lastRow, lastColumn] = [Math.min(rows, shownRows), Math.min(columns, shownColumns)];
  const contents = new Map(sheet.cells.map((cell) => [cell.address, cell]));
  const { spans, owner } = mergesOf(sheet, lastRow, lastColumn);
  const drawn = new Map<string, PreviewCell>();
  const table: PreviewRow[] = [];
  for (let row = 1; row <= lastRow; row += 1) {
    const cells: PreviewCell[] = [];
    for (let column = 1; column <= lastColumn; column += 1) {
      const address = formatAddress({ column, row });
      if ((owner.get(address) ?? address) !== address) continue;
      const span = spans.get(address) ?? { columnSpan: 1, rowSpan: 1 };
      const cell = { address, position: { column, row }, ...span, content: contents.get(address) ?? null };
      drawn.set(address, cell);
      cells.push(cell);
    }
    table.push({ row, cells });
  }
  const widths = widthsOf(sheet, lastColumn);
  return {
    columns: Array.from({ length: lastColumn }, (_, index) => {
      const letters = columnLetters(index + 1);
      return { letters, width: pixels(widths[letters]) };
    }),
    rows: table,
    at: (position) => {
      const address = formatAddress(position);
      return drawn.get(owner.get(address) ?? address);
    },
    cut: lastRow < rows || lastColumn < columns,
  };
}

/** Characters wide: as the sheet states it, or where it states nothing as wide as its own texts, within reason. */
function widthsOf(sheet: TemplateSheet, lastColumn: number): Readonly<Record<string, number>> {
  if (Object.keys(sheet.widths).length > 0) return sheet.widths;
  const merged = new Set(sheet.merges.map((merge) => merge.split(':')[0]));
  const widths: Record<string, number> = {};
  for (const { address, text } of sheet.cells) {
    const { column } = parseAddress(address);
    if (column > lastColumn || merged.has(address)) continue;
    const letters = columnLetters(column);
    widths[letters] = Math.max(widths[letters] ?? 8.43, Math.min(24, textWidth(text) + 2));
  }
  return widths;
}

/** Of a column without a stated width what programs take; never so narrow that nobody could point at it. */
function pixels(characters = 8.43): number {
  return Math.min(420, Math.max(22, Math.round(characters * 7 + 5)));
}

interface Merges {
  readonly spans: ReadonlyMap<string, { readonly columnSpan: number; readonly rowSpan: number }>;
  /** First cell of the merge by each of its cells. */
  readonly owner: ReadonlyMap<string, string>;
}

function mergesOf(sheet: TemplateSheet, lastRow: number, lastColumn: number): Merges {
  const spans = new Map<string, { columnSpan: number; rowSpan: number }>();
  const owner = new Map<string, string>();
  for (const { from, to } of sheet.merges.map(parseRange)) {
    if (from.row > lastRow || from.column > lastColumn) continue;
    const end = { row: Math.min(to.row, lastRow), column: Math.min(to.column, lastColumn) };
    const first = formatAddress(from);
    spans.set(first, { columnSpan: end.column - from.column + 1, rowSpan: end.row - from.row + 1 });
    for (let row = from.row; row <= end.row; row += 1) {
      for (let column = from.column; column <= end.column; column += 1)
        owner.set(formatAddress({ column, row }), first);
    }
  }
  return { spans, owner };
}

const steps: Readonly<Record<string, (cell: PreviewCell) => Position>> = {
  ArrowUp: ({ position: { column, row } }) => ({ column, row: row - 1 }),
  ArrowDown: ({ position: { column, row }, rowSpan }) => ({ column, row: row + rowSpan }),
  ArrowLeft: ({ position: { column, row } }) => ({ column: column - 1, row }),
  ArrowRight: ({ position: { column, row }, columnSpan }) => ({ column: column + columnSpan, row }),
  Home: ({ position: { row } }) => ({ column: 1, row }),
};

/** Where a key leads from a cell, over a merge in one step; null where it leads nowhere. */
export function moved(preview: Preview, address: string | null, key: string): string | null {
  const step = steps[key];
  if (step === undefined) return null;
  const from = address === null ? undefined : preview.at(parseAddress(address));
  if (from === undefined) return preview.rows[0]?.cells[0]?.address ?? null;
  return preview.at(step(from))?.address ?? null;
}

/** Cells of one column over the rows of a list. */
export function listAddress(letters: string, row: number): string {
  return `${columnLetters(columnNumber(letters))}${row}`;
}
