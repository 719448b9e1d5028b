import { columnLetters, isInRange, parseAddress, parseRange } from '../../shared/workbook-address';
import type { Position, Range } from '../../shared/workbook-address';
import type { SkippedValue, TemplateValue } from '../jobs/table';
import { contentOf, newCell, refilledCell } from './patch-cell';
import type { CellContent, Qualify } from './patch-cell';
import { scanSheet } from './patch-scan';
import type { RowPlace, SheetPlaces } from './patch-scan';
import { attributePlaces } from './patch-tags';
import { applyEdits } from './patch-text';
import type { Edit } from './patch-text';

interface Wanted extends Position {
  readonly value: TemplateValue;
  readonly content: CellContent;
}

export interface PatchedSheet {
  readonly text: string;
  readonly filled: readonly TemplateValue[];
  readonly skipped: readonly SkippedValue[];
}

const lastPosition: Position = { column: 16_384, row: 1_048_576 };

function byRow(wanted: readonly Wanted[]): readonly (readonly [number, readonly Wanted[]])[] {
  const rows = new Map<number, Map<number, Wanted>>();
  for (const cell of wanted) {
    const cells = rows.get(cell.row) ?? new Map<number, Wanted>();
    rows.set(cell.row, cells.set(cell.column, cell));
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => [row, [...cells.values()].sort((a, b) => a.column - b.column)]);
}

function isInRow(row: number): (range: Range) => boolean {
  return ({ from, to }) => from.row <= row && row <= to.row;
}

const covers = (position: Position) => (range: Range) => isInRange(range, position);
const isFirst = ({ from }: Range, { row, column }: Position): boolean =>
  from.row === row && from.column === column;

/** Inserted cells look as if the clerk had typed into the empty place: by the row's style, else by the column's. */
function styleAt(places: SheetPlaces, row: RowPlace | undefined, column: number): string {
  const ofRow = row?.tag.attributes;
  const custom = ofRow?.get('customFormat');
  if (custom === '1' || custom === 'true') return ofRow?.get('s') ?? '0';
  return places.columns.find(({ from, to }) => from <= column && column <= to)?.style ?? '0';
}

/** New value of a row's `spans`, an aid for programs that must not lie; null where it holds all the cells. */
function widenedSpans(spans: string | undefined, cells: readonly Wanted[]): string | null {
  const numbers = (spans ?? '').split(/[\s:]+/).map(Number);
  if (spans === undefined || numbers.some((number) => !Number.isInteger(number) || number < 1)) return null;
  const columns = cells.map(({ column }) => column);
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  if (columns.every((column) => from <= column && column <= to)) return null;
  return `${Math.min(from, ...columns)}:${Math.max(to, ...columns)}`;
}

function attributeEdit(
  text: string,
  tag: { start: number; tagEnd: number },
  name: string,
  value: string,
): Edit[] {
  const place = attributePlaces(text.slice(tag.start, tag.tagEnd)).find((found) => found.name === name);
  if (place === undefined) return [];
  return [{ start: tag.start + place.valueStart, end: tag.start + place.valueEnd, text: value }];
}

/** Puts content into an element that has none: `/>` becomes an opening and a closing tag. */
function insideEmpty(
  text: string,
  tag: { name: string; start: number; tagEnd: number },
  content: string,
): Edit {
  const slash = text.lastIndexOf('/', tag.tagEnd);
  return { start: slash, end: tag.tagEnd, text: `>${content}</${tag.name}>` };
}

function dimensionEdits(text: string, { dimension }: SheetPlaces, added: readonly Wanted[]): Edit[] {
  const reference = dimension?.attributes.get('ref');
  if (dimension === null || reference === undefined || added.length === 0) return [];
  const { from, to } = parseRange(reference.replaceAll('$', ''));
  const rows = [from.row, to.row, ...added.map(({ row }) => row)];
  const columns = [from.column, to.column, ...added.map(({ column }) => column)];
  const corner = (pick: (numbers: readonly number[]) => number): string =>
    `${columnLetters(pick(columns))}${pick(rows)}`;
  const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));
  const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b));
  const whole = { from: parseAddress(corner(least)), to: parseAddress(corner(most)) };
  if (isInRange({ from, to }, whole.from) && isInRange({ from, to }, whole.to)) return [];
  return attributeEdit(text, dimension, 'ref', `${corner(least)}:${corner(most)}`);
}

/**
 * Puts values into a sheet's XML. Nothing but the cells that are filled changes, besides the sheet's `dimension` and a
 * row's `spans` where a new cell lies beyond them. `heads`: cells that belong to table objects.
 * Throws where the XML is not well-formed or its rows or cells are out of order.
 */
export function patchSheet(
  text: string,
  values: readonly TemplateValue[],
  heads: readonly Range[],
): PatchedSheet {
  const skipped: SkippedValue[] = [];
  const skip = ({ sheet, address }: TemplateValue, why: SkippedValue['why']): void => {
    skipped.push({ sheet, address, why });
  };
  const wanted: Wanted[] = [];
  for (const value of values) {
    const position = parseAddress(value.address);
    if (isInRange({ from: { column: 1, row: 1 }, to: lastPosition }, position))
      wanted.push({ ...position, value, content: contentOf(value) });
    else skip(value, 'outside');
  }
  const rows = byRow(wanted);
  const places = scanSheet(text, new Set(rows.map(([row]) => row)));
  const { name } = places.data.tag;
  const prefix = name.slice(0, name.length - 'sheetData'.length);
  const q: Qualify = (local) => `${prefix}${local}`;

  const edits: Edit[] = [];
  const filled: TemplateValue[] = [];
  const added: Wanted[] = [];

  /** The cells of a row that may be filled, and what becomes of those that it has. */
  function fillable(row: number, cells: readonly Wanted[], place: RowPlace | undefined): readonly Wanted[] {
    const [merges, results, tables] = [places.merges, places.results, heads].map((ranges) =>
      ranges.filter(isInRow(row)),
    );
    const formulas = new Set(place?.cells.filter(({ formula }) => formula).map(({ column }) => column));
    return cells.filter((cell) => {
      const why =
        formulas.has(cell.column) || results?.some(covers(cell))
          ? 'formula'
          : merges?.some((range) => covers(cell)(range) && !isFirst(range, cell))
            ? 'covered'
            : tables?.some(covers(cell))
              ? 'tableHead'
              : null;
      if (why !== null) skip(cell.value, why);
      else filled.push(cell.value);
      return why === null;
    });
  }

  function fresh(cells: readonly Wanted[], place: RowPlace | undefined): string {
    return cells
      .map(({ value, column, content }) => newCell(value.address, styleAt(places, place, column), content, q))
      .join('');
  }

  function patchRow(cells: readonly Wanted[], place: RowPlace): void {
    const existing = new Map(place.cells.map((cell) => [cell.column, cell]));
    const missing: Wanted[] = [];
    for (const cell of cells) {
      const found = existing.get(cell.column);
      if (found === undefined) {
        if (cell.content.kind !== 'blank') missing.push(cell);
        continue;
      }
      const { tag, end, extensions } = found;
      const kept = extensions.map(([from, to]) => text.slice(from, to)).join('');
      const refilled = refilledCell(text.slice(tag.start, tag.tagEnd), kept, cell.content, q);
      edits.push({ start: tag.start, end, text: refilled });
    }
    if (missing.length === 0) return;
    added.push(...missing);
    const spans = widenedSpans(place.tag.attributes.get('spans'), missing);
    if (spans !== null) edits.push(...attributeEdit(text, place.tag, 'spans', spans));
    if (place.tag.selfClosing) {
      edits.push(insideEmpty(text, place.tag, fresh(missing, place)));
      return;
    }
    for (const cell of missing) {
      const next = place.cells.find(({ column }) => column > cell.column)?.tag.start ?? place.closeStart;
      edits.push({ start: next, end: next, text: fresh([cell], place) });
    }
  }

  const newRows: { readonly row: number; readonly xml: string }[] = [];
  const known = new Map(places.rows.map((place) => [place.row, place]));
  for (const [row, cells] of rows) {
    const place = known.get(row);
    const open = fillable(row, cells, place);
    if (place !== undefined) {
      patchRow(open, place);
      continue;
    }
    const present = open.filter(({ content }) => content.kind !== 'blank');
    if (present.length === 0) continue;
    added.push(...present);
    newRows.push({ row, xml: `<${q('row')} r="${row}">${fresh(present, undefined)}</${q('row')}>` });
  }
  edits.push(...rowInsertions(text, places, newRows), ...dimensionEdits(text, places, added));
  return { text: applyEdits(text, edits), filled, skipped };
}

function rowInsertions(
  text: string,
  { data, rows }: SheetPlaces,
  newRows: readonly { readonly row: number; readonly xml: string }[],
): readonly Edit[] {
  if (newRows.length === 0) return [];
  if (data.tag.selfClosing) return [insideEmpty(text, data.tag, newRows.map(({ xml }) => xml).join(''))];
  let at = 0;
  return newRows.map(({ row, xml }) => {
    while (at < rows.length && (rows[at]?.row ?? 0) < row) at += 1;
    const start = rows[at]?.tag.start ?? data.closeStart;
    return { start, end: start, text: xml };
  });
}
