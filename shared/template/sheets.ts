import type { GridSheet, PercentPlaces } from '../grid';
import type { Placement } from '../import/recognition';
import { formatAddress, formatRange, isInRange, parseAddress, parseRange } from '../workbook-address';
import type { Position, Range } from '../workbook-address';
import type { TemplateCell, TemplateSheet } from './report';
import { hasMark } from './source';

/** What is asked of a sheet again and again, looked up once. */
export interface SheetIndex {
  readonly sheet: TemplateSheet;
  readonly cells: ReadonlyMap<string, TemplateCell>;
  /** The merge that hides a cell, `B2:D3`; null for its first cell and for all others. */
  readonly coveredBy: (position: Position) => string | null;
  /** Its number format shows a figure as a percentage. */
  readonly isPercent: (position: Position) => boolean;
}

/** A sheet of the template as it goes to the page. The blank cells that are to be filled count towards its size. */
export function templateSheet(grid: GridSheet, placements: readonly Placement[]): TemplateSheet {
  const cells = [...grid.cells].map(([address, { kind, text, formula }]): TemplateCell => ({
    address,
    // A formula is shown by its result; one that holds a mark itself, and not only points to one, must be seen to.
    text: hasMark(formula ?? '') ? `=${formula ?? ''}` : text,
    formula: formula !== null || kind === 'uncalculated',
  }));
  const places = [...grid.cells.keys(), ...placements.flatMap(({ cells: at }) => [...at.values()])].map(
    parseAddress,
  );
  const corners = [...places, ...grid.merges.map(({ to }) => to)];
  return {
    sheet: grid.name,
    visible: grid.visibility === 'visible',
    cells,
    merges: grid.merges.map(formatRange),
    rows: corners.reduce((most, { row }) => Math.max(most, row), 1),
    columns: corners.reduce((most, { column }) => Math.max(most, column), 1),
    widths: Object.fromEntries(grid.widths ?? []),
    ...(grid.percents === undefined ? {} : { percents: grid.percents }),
    form: placements[0]?.form ?? null,
    missing: placements.flatMap(({ missing }) => missing),
  };
}

interface NamedMerge {
  readonly text: string;
  readonly range: Range;
}

const tallest = 100;

/** A sheet may have tens of thousands of merges, and each mapped cell asks. */
function mergesByRow(sheet: TemplateSheet): {
  readonly byRow: ReadonlyMap<number, readonly NamedMerge[]>;
  readonly tall: readonly NamedMerge[];
} {
  const byRow = new Map<number, NamedMerge[]>();
  const tall: NamedMerge[] = [];
  for (const text of sheet.merges) {
    const merge = { text, range: parseRange(text) };
    const { from, to } = merge.range;
    if (to.row - from.row >= tallest) tall.push(merge);
    else
      for (let row = from.row; row <= to.row; row += 1) {
        const there = byRow.get(row);
        if (there === undefined) byRow.set(row, [merge]);
        else there.push(merge);
      }
  }
  return { byRow, tall };
}

/** What a cell that is to be filled may hold already. */
export function isBlankOrFigure(text: string): boolean {
  return /^\s*(-?\d+(\.\d+)?)?\s*$/.test(text);
}

function percentTest(percents: PercentPlaces | undefined): SheetIndex['isPercent'] {
  if (percents === undefined) return () => false;
  const { columns, rows, exceptions } = percents;
  const byRow = new Map(rows);
  const others = new Set(exceptions);
  return (position) => {
    const { row, column } = position;
    const around = byRow.get(row) ?? columns.some(([from, to]) => from <= column && column <= to);
    return around !== others.has(formatAddress(position));
  };
}

const known = new WeakMap<TemplateSheet, SheetIndex>();

export function indexOf(sheet: TemplateSheet): SheetIndex {
  const before = known.get(sheet);
  if (before !== undefined) return before;
  const merges = mergesByRow(sheet);
  const index: SheetIndex = {
    sheet,
    cells: new Map(sheet.cells.map((cell) => [cell.address, cell])),
    isPercent: percentTest(sheet.percents),
    coveredBy: (position) => {
      const near = [...(merges.byRow.get(position.row) ?? []), ...merges.tall];
      const merge = near.find(({ range }) => isInRange(range, position));
      const isFirst = merge?.range.from.column === position.column && merge.range.from.row === position.row;
      return merge === undefined || isFirst ? null : merge.text;
    },
  };
  known.set(sheet, index);
  return index;
}

export function sheetIndexes(sheets: readonly TemplateSheet[]): ReadonlyMap<string, SheetIndex> {
  return new Map(sheets.map((sheet) => [sheet.sheet, indexOf(sheet)]));
}

/** More records than any school has of anything. */
const rowLimit = 2000;

/** What stands beside or under a list and is none of its records. */
const closingWords =
  /合\s*计|总\s*计|小\s*计|填表|填报|制表|负责人|审核|复核|盖章|签字|签章|^[注说备]明?[：:]/;

/**
 * Last row that a sheet leaves for records from `firstRow` on: the one before the next words in these columns, before a
 * total or the line of signatures; the limit where nothing follows. Printed serial numbers, and a formula that every
 * row has, end nothing.
 */
export function lastFreeRow(sheet: TemplateSheet, firstRow: number, columns: readonly number[]): number {
  const wanted = new Set(columns);
  const inFirstRow = indexOf(sheet).cells;
  let last = firstRow + rowLimit - 1;
  for (const { address, text, formula } of sheet.cells) {
    const { row, column } = parseAddress(address);
    if (row <= firstRow || row > last) continue;
    const ends = formula
      ? wanted.has(column) && inFirstRow.get(formatAddress({ column, row: firstRow }))?.formula !== true
      : closingWords.test(text) || (wanted.has(column) && !isBlankOrFigure(text));
    if (ends) last = row - 1;
  }
  for (const merge of sheet.merges) {
    const { from, to } = parseRange(merge);
    const wide =
      from.column < to.column && columns.some((column) => column >= from.column && column <= to.column);
    if (wide && from.row > firstRow && from.row <= last) last = from.row - 1;
  }
  return last;
}
