import { halfWidth } from '../../shared/value';
import type { GridShape, Position } from './shape';

/** A form as it is searched: what its cells show and what its rows and columns are called. */
export interface Searched {
  readonly shape: GridShape;
  readonly textAt: (at: Position) => string;
  readonly rowName: (row: number) => string;
  readonly columnName: (column: number) => string;
}

/** As it is compared: no matter how wide or large the letters are, and without spaces. */
function plain(text: string): string {
  return halfWidth(text).replace(/\s/g, '').toLowerCase();
}

/**
 * The next cell after `from` (before it for −1), in reading order and around the end, that shows the text. A name of a
 * row or column leads to the first cell of it that means something. Null when there is none.
 */
export function findNext(searched: Searched, query: string, from: Position, step: 1 | -1): Position | null {
  const { shape } = searched;
  const wanted = plain(query);
  const width = shape.columns.length;
  const count = width * shape.rows.length;
  if (wanted === '' || count === 0) return null;
  const visitable = (at: Position) => shape.kindAt(at) !== 'notApplicable';
  const columns = shape.columns.map((_, column) => plain(searched.columnName(column)).includes(wanted));
  const headRow = columns.map((named, column) =>
    named ? shape.rows.findIndex((_, row) => visitable({ row, column })) : -1,
  );
  const start = from.row * width + from.column;
  for (let moved = 1; moved <= count; moved += 1) {
    const index = (start + step * moved + count) % count;
    const at = { row: Math.floor(index / width), column: index % width };
    if (!visitable(at)) continue;
    if (headRow[at.column] === at.row || plain(searched.textAt(at)).includes(wanted)) return at;
    if (plain(searched.rowName(at.row)).includes(wanted) && isFirstInRow(shape, at)) return at;
  }
  return null;
}

function isFirstInRow(shape: GridShape, { row, column }: Position): boolean {
  for (let before = 0; before < column; before += 1)
    if (shape.kindAt({ row, column: before }) !== 'notApplicable') return false;
  return true;
}
