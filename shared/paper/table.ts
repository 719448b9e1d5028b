import type { Style } from '../layout';
import { formatAddress, parseAddress, parseRange } from '../workbook-address';
import type { Position, Range } from '../workbook-address';
import type { SheetPlan } from '../workbook-draft';
import type { SheetTemplate, SizeSpan } from '../workbook-sheet';
import { shownText } from './shown';
import { columnPoints, usualRowHeight, wrappedLines } from './measure';

/** One cell as it is printed. */
export interface PaperCell {
  readonly text: string;
  readonly style: Style;
  readonly isNumber: boolean;
}

/** A visible row or column; `size` in points at 100 %. */
export interface Track {
  readonly index: number;
  readonly size: number;
}

/** A sheet as far as it is printed: what is hidden is gone. */
export interface PaperTable {
  readonly template: SheetTemplate;
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  readonly cellAt: (position: Position) => PaperCell | undefined;
  /** The merge that a cell belongs to. */
  readonly mergeAt: (position: Position) => Range | undefined;
}

/** Points of one line of text in a row that states no height, by the size of its font. */
const autoLine = 1.35;

function spanAt(spans: readonly SizeSpan[]): (index: number) => SizeSpan | undefined {
  const byIndex = new Map<number, SizeSpan>();
  for (const span of spans)
    for (let index = span.from; index <= span.to; index += 1) byIndex.set(index, span);
  return (index) => byIndex.get(index);
}

function cellsOf({ template, cells }: SheetPlan): ReadonlyMap<string, PaperCell> {
  const found = new Map<string, PaperCell>();
  const put = (address: string, text: string, name: string, isNumber: boolean): void => {
    const style = template.styles[name];
    if (style === undefined) throw new Error(`no style ${name} for ${template.sheet} ${address}`);
    found.set(address, { text, style, isNumber });
  };
  for (const { address, text, style } of template.texts) put(address, text, style, false);
  for (const { address, style } of template.data) put(address, '', style, false);
  for (const { address, value, style } of cells) {
    const { format } = template.styles[style] ?? { format: 'General' };
    put(address, shownText(value, format), style, value.kind === 'number');
  }
  return found;
}

function mergesOf(template: SheetTemplate): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  for (const merge of template.merges.map(parseRange)) {
    for (let row = merge.from.row; row <= merge.to.row; row += 1)
      for (let column = merge.from.column; column <= merge.to.column; column += 1)
        found.set(formatAddress({ column, row }), merge);
  }
  return found;
}

function lastCell({ template }: SheetPlan, addresses: Iterable<string>): Position {
  if (template.printArea !== null) return parseRange(template.printArea).to;
  let last: Position = { column: 1, row: 1 };
  for (const address of addresses) {
    const { column, row } = parseAddress(address);
    last = { column: Math.max(last.column, column), row: Math.max(last.row, row) };
  }
  return last;
}

/** A row without a stated height is as high as its highest text, as programs make it when they open the file. */
function autoHeight(
  columns: readonly Track[],
  row: number,
  cellAt: PaperTable['cellAt'],
  mergeAt: PaperTable['mergeAt'],
): number {
  let height = usualRowHeight;
  for (const { index, size } of columns) {
    const position = { column: index, row };
    const cell = cellAt(position);
    if (cell === undefined || cell.text === '' || mergeAt(position) !== undefined) continue;
    const lines = cell.style.wrap === true ? wrappedLines(cell.text, size / cell.style.size) : 1;
    height = Math.max(height, lines * cell.style.size * autoLine);
  }
  return height;
}

export function paperTable(plan: SheetPlan): PaperTable {
  const { template } = plan;
  const cells = cellsOf(plan);
  const merges = mergesOf(template);
  const cellAt = (position: Position) => cells.get(formatAddress(position));
  const mergeAt = (position: Position) => merges.get(formatAddress(position));
  const last = lastCell(plan, cells.keys());
  const columnSpan = spanAt(template.columns);
  const rowSpan = spanAt(template.rows);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const columns = numbers(last.column).flatMap((index) => {
    const span = columnSpan(index);
    return span?.hidden === true ? [] : [{ index, size: columnPoints(span?.size) }];
  });
  const rows = numbers(last.row).flatMap((index) => {
    const span = rowSpan(index);
    if (span?.hidden === true) return [];
    const stated = span === undefined || span.size === 0 ? undefined : span.size;
    return [{ index, size: stated ?? autoHeight(columns, index, cellAt, mergeAt) }];
  });
  return { template, rows, columns, cellAt, mergeAt };
}
