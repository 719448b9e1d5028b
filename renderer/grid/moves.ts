import type { GridShape, Position, Range } from './shape';

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * How the clerk wants to move. `step` looks at every cell that means something, `edge` goes as far as it can,
 * `entry` goes to the next cell to be typed, `page` as many rows up or down as are in sight.
 */
export type Move =
  | { readonly by: 'step' | 'edge' | 'entry' | 'page'; readonly direction: Direction }
  | { readonly by: 'rowStart' | 'rowEnd' | 'first' | 'last' };

const offsets: Record<Direction, Position> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
};

type Accepts = (at: Position) => boolean;

/** Whether the clerk may type in the cell. */
export function isOpen(shape: GridShape, at: Position): boolean {
  const kind = shape.kindAt(at);
  return kind === 'input' || kind === 'pulled';
}

/** Where a move ends; the starting place when there is nowhere to go. `pageRows` are in sight at once. */
export function destination(shape: GridShape, from: Position, move: Move, pageRows = 10): Position {
  const visitable: Accepts = (at) => shape.kindAt(at) !== 'notApplicable';
  const enterable: Accepts = (at) => isOpen(shape, at);
  const last = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
  switch (move.by) {
    case 'step':
      return nextInLine(shape, from, move.direction, visitable) ?? from;
    case 'edge':
      return lastInLine(shape, from, move.direction, visitable);
    case 'page': {
      const at = extension(shape, from, move, pageRows);
      const back = move.direction === 'up' ? 'down' : 'up';
      return visitable(at) ? at : (nextInLine(shape, at, back, visitable) ?? from);
    }
    case 'entry':
      return nextEntry(shape, from, move.direction, enterable) ?? from;
    case 'rowStart':
      return nextInLine(shape, { row: from.row, column: -1 }, 'right', visitable) ?? from;
    case 'rowEnd':
      return nextInLine(shape, { row: from.row, column: last.column + 1 }, 'left', visitable) ?? from;
    case 'first':
      return nextInReadingOrder(shape, { row: 0, column: -1 }, 1, visitable) ?? from;
    case 'last':
      return nextInReadingOrder(shape, { row: last.row, column: last.column + 1 }, -1, visitable) ?? from;
  }
}

/**
 * Where the far corner of a selection goes when it is stretched. Closed cells count here, so that the selection is
 * the rectangle that the clerk sees.
 */
export function extension(shape: GridShape, to: Position, move: Move, pageRows = 10): Position {
  const last = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
  switch (move.by) {
    case 'first':
      return { row: 0, column: 0 };
    case 'last':
      return last;
    case 'rowStart':
      return { row: to.row, column: 0 };
    case 'rowEnd':
      return { row: to.row, column: last.column };
    case 'edge':
      return shifted(shape, to, move.direction, Number.MAX_SAFE_INTEGER);
    case 'page':
      return shifted(shape, to, move.direction, Math.max(1, pageRows));
    case 'step':
    case 'entry':
      return shifted(shape, to, move.direction, 1);
  }
}

/** So many cells further, or at the edge before that. */
function shifted(shape: GridShape, { row, column }: Position, direction: Direction, by: number): Position {
  const offset = offsets[direction];
  const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1));
  return {
    row: within(row + offset.row * by, shape.rows.length),
    column: within(column + offset.column * by, shape.columns.length),
  };
}

/**
 * The next cell to be typed inside a selection: along the rows for left and right, down the columns otherwise, and at
 * the end at the other end again. Null when nothing in it can be typed.
 */
export function nextInSelection(
  shape: GridShape,
  { from, to }: Range,
  at: Position,
  direction: Direction,
): Position | null {
  const [top, left] = [Math.min(from.row, to.row), Math.min(from.column, to.column)];
  const [height, width] = [Math.abs(from.row - to.row) + 1, Math.abs(from.column - to.column) + 1];
  const along = direction === 'left' || direction === 'right';
  const step = direction === 'left' || direction === 'up' ? -1 : 1;
  const [row, column] = [at.row - top, at.column - left];
  const start = along ? row * width + column : column * height + row;
  const count = width * height;
  for (let moved = 1; moved <= count; moved += 1) {
    const index = (start + step * moved + count * 2) % count;
    const place = along
      ? { row: top + Math.floor(index / width), column: left + (index % width) }
      : { row: top + (index % height), column: left + Math.floor(index / height) };
    if (isOpen(shape, place)) return place;
  }
  return null;
}

function inside(shape: GridShape, at: Position): boolean {
  return at.row >= 0 && at.row < shape.rows.length && at.column >= 0 && at.column < shape.columns.length;
}

function nextInLine(
  shape: GridShape,
  from: Position,
  direction: Direction,
  accepts: Accepts,
): Position | null {
  const offset = offsets[direction];
  let at = { row: from.row + offset.row, column: from.column + offset.column };
  while (inside(shape, at) && !accepts(at))
    at = { row: at.row + offset.row, column: at.column + offset.column };
  return inside(shape, at) ? at : null;
}

function lastInLine(shape: GridShape, from: Position, direction: Direction, accepts: Accepts): Position {
  let at = from;
  for (let next = nextInLine(shape, at, direction, accepts); next !== null;) {
    at = next;
    next = nextInLine(shape, at, direction, accepts);
  }
  return at;
}

function nextEntry(
  shape: GridShape,
  from: Position,
  direction: Direction,
  accepts: Accepts,
): Position | null {
  if (direction === 'left') return nextInReadingOrder(shape, from, -1, accepts);
  if (direction === 'right') return nextInReadingOrder(shape, from, 1, accepts);
  const inColumn = nextInLine(shape, from, direction, accepts);
  if (inColumn !== null || !shape.wraps) return inColumn;
  return direction === 'down'
    ? nextColumn(shape, from.column, 1, accepts)
    : nextColumn(shape, from.column, -1, accepts);
}

/** First cell of the nearest column to the right, or last cell of the nearest one to the left. */
function nextColumn(shape: GridShape, column: number, offset: 1 | -1, accepts: Accepts): Position | null {
  const row = offset === 1 ? -1 : shape.rows.length;
  const direction = offset === 1 ? 'down' : 'up';
  for (let at = column + offset; at >= 0 && at < shape.columns.length; at += offset) {
    const found = nextInLine(shape, { row, column: at }, direction, accepts);
    if (found !== null) return found;
  }
  return null;
}

function nextInReadingOrder(
  shape: GridShape,
  from: Position,
  offset: 1 | -1,
  accepts: Accepts,
): Position | null {
  const width = shape.columns.length;
  const count = width * shape.rows.length;
  for (let index = from.row * width + from.column + offset; index >= 0 && index < count; index += offset) {
    const at = { row: Math.floor(index / width), column: index % width };
    if (accepts(at)) return at;
  }
  return null;
}
