import { cellKey } from '../cell';
import { formatAddress } from '../workbook-address';
import { labelKey } from './label';
import { matchAxis } from './place-axis';
import type { AxisLine, AxisMatch } from './place-axis';
import type { AxisItem, FormModel } from './recognise-form';
import type { SheetIndex, SheetLabel } from './recognise-sheet';

/** Where a table stands on a sheet: its head above, its row labels at the left. */
export interface TableFrame {
  readonly headTop: number;
  readonly headBottom: number;
  readonly labelColumn: number;
  /** Rows from here on are the table's. */
  readonly firstRow: number;
}

/** Heads and marks of columns that hold no figures; they come and go without changing the table. */
const beside = new Set(
  ['代码', '编号', '单位', '计量单位', '备注', '序号', '行次', '栏次', '甲', '乙', '丙', '丁', '戊'].map(
    labelKey,
  ),
);
/** Lines under a table. */
const foot = /^(注|说明|备注|填表|制表|审核|单位负责人|统计负责人|负责人|报出日期|填报|联系)/u;

/** Forms have at most 45 rows; a sheet with more labels than this is some other list. */
const mostRows = 200;

/** Heads of official forms have at most four rows; a bureau may add one or two. */
const highestHead = 7;
const headDistance = 4;

function wordsOf(items: readonly AxisItem[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { path } of items) {
    for (const key of path) words.add(key);
    for (let from = 0; from < path.length - 1; from += 1) words.add(path.slice(from).join(''));
  }
  return words;
}

/** The column that says most of the form's row labels; of two that say as many, the first. */
function labelColumnOf(index: SheetIndex, rows: readonly AxisItem[]): number | null {
  const own = new Set(rows.map(({ path }) => path.at(-1) ?? ''));
  const rowsIn = new Map<number, Set<number>>();
  for (const key of own)
    for (const { row, column } of index.byKey.get(key) ?? []) {
      const said = rowsIn.get(column);
      if (said === undefined) rowsIn.set(column, new Set([row]));
      else said.add(row);
    }
  const best = [...rowsIn].sort((a, b) => b[1].size - a[1].size || a[0] - b[0])[0];
  return best?.[0] ?? null;
}

function headHits(index: SheetIndex, words: ReadonlySet<string>, after: number): ReadonlyMap<number, number> {
  const hits = new Map<number, number>();
  for (const { row, toRow, column, key } of index.labels) {
    if (column <= after || !words.has(key)) continue;
    for (let at = row; at <= Math.min(toRow, row + highestHead); at += 1)
      hits.set(at, (hits.get(at) ?? 0) + 1);
  }
  return hits;
}

export function frameOf(index: SheetIndex, model: FormModel): TableFrame | null {
  const labelColumn = labelColumnOf(index, model.rows);
  if (labelColumn === null) return null;
  const own = new Set(model.rows.map(({ path }) => path.at(-1) ?? ''));
  const hits = headHits(index, wordsOf(model.columns), labelColumn);
  const rowLabels = [...own]
    .flatMap((key) => index.byKey.get(key) ?? [])
    .filter(({ column }) => column === labelColumn)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
  for (const firstRow of rowLabels) {
    let headBottom = firstRow - 1;
    while (headBottom > 0 && firstRow - headBottom <= headDistance && !hits.has(headBottom)) headBottom -= 1;
    if (!hits.has(headBottom)) continue;
    let headTop = headBottom;
    while (hits.has(headTop - 1) && headBottom - headTop < highestHead) headTop -= 1;
    return { headTop, headBottom, labelColumn, firstRow: headBottom + 1 };
  }
  return null;
}

/** Labels over a column of the head, from the top down, each once. */
function headPath(index: SheetIndex, frame: TableFrame, column: number): readonly SheetLabel[] {
  const path: SheetLabel[] = [];
  for (let row = frame.headTop; row <= frame.headBottom; row += 1) {
    const label = index.labelAt(row, column);
    if (label !== undefined && label.key !== '' && path.at(-1) !== label) path.push(label);
  }
  return path;
}

/** Whether the head joins cells: then a blank above a column is no continuation of what stands left of it. */
function joinsCells(index: SheetIndex, frame: TableFrame): boolean {
  return index.labels.some(
    ({ row, column, toColumn }) =>
      row >= frame.headTop && row <= frame.headBottom && column > frame.labelColumn && toColumn > column,
  );
}

/** The label in the first row of a head that stands left of a blank above a column. */
function inherited(index: SheetIndex, frame: TableFrame, column: number): readonly string[] | null {
  if (index.labelAt(frame.headTop, column) !== undefined) return null;
  for (let left = column - 1; left > frame.labelColumn; left -= 1) {
    const label = index.labelAt(frame.headTop, left);
    if (label !== undefined) return label.key === '' ? null : [label.key];
  }
  return null;
}

function columnLines(index: SheetIndex, frame: TableFrame, model: FormModel): AxisLine[] {
  const words = wordsOf(model.columns);
  const lines: AxisLine[] = [];
  const mayInherit = frame.headTop < frame.headBottom && !joinsCells(index, frame);
  for (let column = frame.labelColumn + 1; column <= index.lastColumn; column += 1) {
    const labels = headPath(index, frame, column);
    const own = labels.at(-1);
    // Only a head over several columns: it does not say what this one of them is.
    if (own === undefined || own.toColumn > own.column) continue;
    // A title merged over the whole table says nothing about a column.
    const path = labels.filter(({ column: from }) => from > frame.labelColumn).map(({ key }) => key);
    if (path.length === 0 || path.every((key) => beside.has(key) && !words.has(key))) continue;
    const maybe = mayInherit ? inherited(index, frame, column) : null;
    lines.push({
      at: column,
      path,
      maybe: maybe !== null && words.has(maybe[0] ?? '') ? maybe : null,
      code: null,
      foreign: path.some((key) => !words.has(key) && key !== '计'),
    });
  }
  return lines;
}

/** Labels of a row from the left, those over several rows too, as far as the figures. */
function rowPath(index: SheetIndex, row: number, before: number): readonly SheetLabel[] {
  const path: SheetLabel[] = [];
  for (let column = 1; column < before; column += 1) {
    const label = index.labelAt(row, column);
    if (label !== undefined && label.key !== '' && path.at(-1) !== label) path.push(label);
  }
  return path;
}

/**
 * Rows below the head. What the form does not know stands for a row of its own, unless it stands at the right of a
 * label that it knows: units and remarks.
 */
function rowLines(index: SheetIndex, frame: TableFrame, model: FormModel, firstData: number): AxisLine[] {
  const words = wordsOf(model.rows);
  const lines: AxisLine[] = [];
  for (let row = frame.firstRow; row <= index.lastRow; row += 1) {
    const all = rowPath(index, row, firstData);
    const isKnown = ({ key }: SheetLabel, level: number): boolean =>
      words.has(key) || (key === '计' && words.has(all[level - 1]?.key ?? ''));
    const lastKnown = all.findLastIndex(isKnown);
    const path = lastKnown < 0 ? all : all.slice(0, lastKnown + 1);
    const own = path.at(-1);
    // Only a label over several rows: it does not say what this one of them is.
    if (own === undefined || (lastKnown >= 0 && own.toRow > own.row)) continue;
    if (lastKnown < 0 && (own.row !== row || beside.has(own.key) || foot.test(path[0]?.key ?? ''))) continue;
    const foreign = !path.every(isKnown);
    lines.push({ at: row, path: path.map(({ key }) => key), maybe: null, code: null, foreign });
  }
  return lines;
}

type CodeAt = (line: AxisLine) => number | null;

/** Codes from where they agree with the labels most often; a row or column of figures does not do so. */
function withCodes(
  items: readonly AxisItem[],
  lines: readonly AxisLine[],
  match: AxisMatch,
  places: readonly CodeAt[],
): readonly AxisLine[] {
  let best: CodeAt | null = null;
  let most = 0;
  for (const place of places) {
    let agree = 0;
    for (const [item, line] of match.only) {
      const at = lines[line];
      if (at !== undefined && place(at) === items[item]?.number) agree += 1;
    }
    if (agree > most) [best, most] = [place, agree];
  }
  if (best === null) return lines;
  const codeAt = best;
  return lines.map((line) => ({ ...line, code: codeAt(line) }));
}

export interface PlacedMatrix {
  readonly cells: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, number>;
  readonly columns: ReadonlyMap<string, number>;
  /** Share of the sheet's lines that are the form's, 0 to 1. */
  readonly precision: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export function placeMatrix(index: SheetIndex, model: FormModel): PlacedMatrix | null {
  const frame = frameOf(index, model);
  if (frame === null) return null;
  let columns = columnLines(index, frame, model);
  const columnsByLabel = matchAxis(model.columns, columns);
  const firstData = Math.min(...columnsByLabel.only.map(([, line]) => columns[line]?.at ?? Infinity));
  let rows = rowLines(index, frame, model, Math.min(firstData, index.lastColumn + 1));
  if (rows.length > mostRows) return null;
  const rowsByLabel = matchAxis(model.rows, rows);
  const codeColumns: CodeAt[] = [];
  for (let column = 1; column < Math.min(firstData, index.lastColumn + 1); column += 1)
    codeColumns.push(({ at }) => index.codeAt(at, column));
  const codeRows: CodeAt[] = [];
  for (let row = frame.headBottom + 1; row <= frame.headBottom + 3; row += 1)
    codeRows.push(({ at }) => index.codeAt(row, at));
  rows = [...withCodes(model.rows, rows, rowsByLabel, codeColumns)];
  columns = [...withCodes(model.columns, columns, columnsByLabel, codeRows)];
  const rowMatch = matchAxis(model.rows, rows);
  const columnMatch = matchAxis(model.columns, columns);

  const placedRows = new Map<string, number>();
  for (const [item, line] of rowMatch.lines)
    placedRows.set(model.rows[item]?.code ?? '', rows[line]?.at ?? 0);
  const placedColumns = new Map<string, number>();
  for (const [item, line] of columnMatch.lines)
    placedColumns.set(model.columns[item]?.code ?? '', columns[line]?.at ?? 0);
  const fillable = new Set(model.fillable);
  const cells = new Map<string, string>();
  for (const [rowCode, row] of placedRows)
    for (const [columnCode, column] of placedColumns) {
      const key = cellKey(rowCode, columnCode);
      if (!fillable.has(key) || index.isCovered(row, column)) continue;
      cells.set(key, formatAddress({ row, column }));
    }
  if (cells.size === 0) return null;
  return {
    cells,
    rows: placedRows,
    columns: placedColumns,
    precision: (share(rowMatch.known, rows.length) + share(columnMatch.known, columns.length)) / 2,
  };
}
