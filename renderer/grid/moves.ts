import type { GridShape, Position } from './shape';

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * How the clerk wants to move. `step` looks at every cell that means something, `edge` goes as far as it can,
 * `entry` goes to the next cell to be typed, `reach` stretches the selection cell by cell.
 */
export type Move =
  | { readonly by: 'step' | 'edge' | 'entry' | 'reach'; readonly direction: Direction }
  | { readonly by: 'rowStart' | 'rowEnd' | 'first' | 'last' };

const offsets: Record<Direction, Position> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
};

type Accepts = (at: Position) => boolean;

/** Where a move ends; the starting place when there is nowhere to go. */
export function destination(shape: GridShape, from: Position, move: Move): Position {
  const visitable: Accepts = (at) => shape.kindAt(at) !== 'notApplicable';
  const enterable: Accepts = (at) => shape.kindAt(at) === 'input' || shape.kindAt(at) === 'pulled';
  const last = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
  switch (move.by) {
    case 'step':
      return nextInLine(shape, from, move.direction, visitable) ?? from;
    case 'edge':
      return lastInLine(shape, from, move.direction, visitable);
    case 'reach':
      return nextInLine(shape, from, move.direction, () => true) ?? from;
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
