/** A rectangle on screen, in pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Around {
  /** The cell that has the editor. */
  readonly cell: Box;
  /** The row below, down to the cell where Enter goes; null in the last row. */
  readonly below: Box | null;
  /** What of the sheet can be seen, without its head. */
  readonly view: Box;
  /** Where the page of the form ends at the foot: below a short form there is room. */
  readonly foot: number;
}

const gap = 4;

/**
 * Where a note of this size stands beside a cell: above it, over what is filled already; in the first rows, where the
 * head is above, below the row that comes next. Null where neither has room: nothing that is still to be filled, and no
 * head of a column, may be covered.
 */
export function calloutPlace(
  { cell, below, view, foot }: Around,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } | null {
  if (cell.bottom < view.top || cell.top > view.bottom || cell.right < view.left || cell.left > view.right)
    return null;
  const left = Math.max(view.left, Math.min(cell.left, view.right - width));
  const above = cell.top - gap - height;
  if (above >= view.top) return { left, top: above };
  const under = (below ?? cell).bottom + gap;
  return under + height <= foot ? { left, top: under } : null;
}
