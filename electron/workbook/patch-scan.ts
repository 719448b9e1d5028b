import { columnNumber, parseRange } from '../../shared/workbook-address';
import type { Range } from '../../shared/workbook-address';
import { walkTags } from './patch-tags';
import type { Tag, TagEnds } from './patch-tags';

export interface CellPlace extends TagEnds {
  readonly tag: Tag;
  readonly column: number;
  formula: boolean;
  /** Children that are neither formula nor value, such as extensions: they stay. */
  readonly extensions: [start: number, end: number][];
}

export interface RowPlace extends TagEnds {
  readonly tag: Tag;
  readonly row: number;
  /** In their order; of rows that nobody asked for none. */
  readonly cells: CellPlace[];
}

export interface ColumnStyle {
  readonly from: number;
  readonly to: number;
  readonly style: string;
}

/** What has to be known of a sheet's XML to put cells into it. Offsets count UTF-16 units of the decoded text. */
export interface SheetPlaces {
  readonly data: TagEnds & { readonly tag: Tag };
  readonly rows: readonly RowPlace[];
  readonly columns: readonly ColumnStyle[];
  readonly merges: readonly Range[];
  /** Where an array formula or a data table of another cell puts its results. */
  readonly results: readonly Range[];
  readonly dimension: Tag | null;
}

type Open<T extends TagEnds> = { -readonly [K in keyof T]: T[K] };

const notClosed: TagEnds = { closeStart: -1, end: -1 };

function rangeOf(reference: string | undefined): Range {
  return parseRange((reference ?? '').replaceAll('$', ''));
}

/** Finds everything in one pass. Throws where rows or cells are not in ascending order: no program could be sure of it. */
export function scanSheet(text: string, wantedRows: ReadonlySet<number>): SheetPlaces {
  let data: Open<SheetPlaces['data']> | undefined;
  let dimension: Tag | null = null;
  const rows: RowPlace[] = [];
  const columns: ColumnStyle[] = [];
  const merges: Range[] = [];
  const results: Range[] = [];
  let row: Open<RowPlace> | undefined;
  let cell: Open<CellPlace> | undefined;
  let lastRow = 0;
  let lastColumn = 0;

  /** A row without a number follows the one before it. */
  function openRow(tag: Tag): void {
    const number = Number(tag.attributes.get('r') ?? lastRow + 1);
    if (!Number.isInteger(number) || number <= lastRow) throw new Error(`row ${number} after ${lastRow}`);
    lastRow = number;
    lastColumn = 0;
    row = { tag, row: number, cells: [], ...notClosed };
    rows.push(row);
  }

  function openCell(tag: Tag): void {
    const reference = tag.attributes.get('r');
    const column = reference === undefined ? lastColumn + 1 : columnOf(reference, lastRow);
    if (column <= lastColumn) throw new Error(`column ${column} after ${lastColumn}`);
    lastColumn = column;
    if (row === undefined || !wantedRows.has(row.row)) return;
    cell = { tag, column, formula: false, extensions: [], ...notClosed };
    row.cells.push(cell);
  }

  function openFormula(tag: Tag): void {
    if (cell !== undefined) cell.formula = true;
    const kind = tag.attributes.get('t');
    if (kind === 'array' || kind === 'dataTable') results.push(rangeOf(tag.attributes.get('ref')));
  }

  function openTag(tag: Tag, parents: readonly string[]): void {
    const section = parents[1];
    if (parents.length === 1 && tag.local === 'sheetData') data = { tag, ...notClosed };
    else if (parents.length === 1 && tag.local === 'dimension') dimension = tag;
    else if (section === 'sheetData') {
      if (parents.length === 2 && tag.local === 'row') openRow(tag);
      else if (parents.length === 3 && tag.local === 'c') openCell(tag);
      else if (parents.length === 4 && tag.local === 'f') openFormula(tag);
    } else if (section === 'mergeCells' && tag.local === 'mergeCell') {
      merges.push(rangeOf(tag.attributes.get('ref')));
    } else if (section === 'cols' && tag.local === 'col') {
      const style = tag.attributes.get('style') ?? '0';
      columns.push({ from: Number(tag.attributes.get('min')), to: Number(tag.attributes.get('max')), style });
    }
  }

  function closeTag(tag: Tag, ends: TagEnds, parents: readonly string[]): void {
    if (tag === data?.tag) Object.assign(data, ends);
    else if (tag === row?.tag) Object.assign(row, ends);
    else if (tag === cell?.tag) {
      Object.assign(cell, ends);
      cell = undefined;
    } else if (cell !== undefined && parents.length === 4 && !['f', 'v', 'is'].includes(tag.local)) {
      cell.extensions.push([tag.start, ends.end]);
    }
  }

  walkTags(text, { open: openTag, close: closeTag });
  if (data === undefined) throw new Error('no sheetData');
  return { data, rows, columns, merges, results, dimension };
}

function columnOf(reference: string, row: number): number {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)$/i.exec(reference);
  if (match?.[1] === undefined || Number(match[2]) !== row)
    throw new Error(`cell ${reference} in row ${row}`);
  return columnNumber(match[1].toUpperCase());
}
