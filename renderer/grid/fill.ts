import type { Entry } from './clipboard';
import { isOpen } from './moves';
import { positionsInRange, withoutFoot, type GridShape, type Position, type Range } from './shape';

export interface Filled {
  readonly entries: readonly Entry[];
  /** Cells of the selection that cannot be typed, or that have nothing to be filled with. */
  readonly skipped: readonly Position[];
}

/**
 * Ctrl+D and Ctrl+R: what stands in the first row or column of the selection goes into the rest of it. A selection of
 * one row or column takes what stands before it. Null when nothing stands before it. `foot` is the blank row of a list:
 * it becomes no record because the rows above it are filled.
 */
export function fillFrom(
  shape: GridShape,
  range: Range,
  direction: 'down' | 'right',
  textAt: (at: Position) => string,
  foot: number | null = null,
): Filled | null {
  const down = direction === 'down';
  const selected = positionsInRange(range);
  const first = selected[0]?.[0] ?? range.from;
  const single = down ? selected.length === 1 : selected[0]?.length === 1;
  const line = (down ? first.row : first.column) - (single ? 1 : 0);
  if (line < 0) return null;
  const sourceOf = (at: Position) => (down ? { ...at, row: line } : { ...at, column: line });
  const targets = withoutFoot(selected, foot)
    .flat()
    .filter((at) => (down ? at.row : at.column) !== line);
  const fills = (at: Position) => isOpen(shape, at) && shape.kindAt(sourceOf(at)) !== 'notApplicable';
  return {
    entries: targets.filter(fills).map((at) => ({ cell: shape.cellAt(at), text: textAt(sourceOf(at)) })),
    skipped: targets.filter((at) => !fills(at)),
  };
}

/** One typed text for every cell of the selection that takes it. */
export function fillWith(shape: GridShape, range: Range, text: string, foot: number | null = null): Filled {
  const targets = withoutFoot(positionsInRange(range), foot).flat();
  return {
    entries: targets.filter((at) => isOpen(shape, at)).map((at) => ({ cell: shape.cellAt(at), text })),
    skipped: targets.filter((at) => !isOpen(shape, at)),
  };
}
