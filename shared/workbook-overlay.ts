import type { Layout, Side } from './layout';
import { formatAddress, isInRange, isSingleCell, parseRange, positionsOf } from './workbook-address';
import type { Position, Range } from './workbook-address';
import type { LinedStyles } from './workbook-borders';
import type { FixedText } from './workbook-sheet';

export function overlap(one: Range, other: Range): boolean {
  return (
    one.from.column <= other.to.column &&
    other.from.column <= one.to.column &&
    one.from.row <= other.to.row &&
    other.from.row <= one.to.row
  );
}

/** The layout's merges, and of the built ones those that none of them touches. */
export function mergesOf(layout: Pick<Layout, 'merges'>, built: readonly Range[]): readonly Range[] {
  const listed = (layout.merges ?? []).map(parseRange);
  return [...built.filter((range) => !listed.some((other) => overlap(range, other))), ...listed];
}

/** Left and right end of a table whose sides are open. */
export interface OpenSides {
  readonly first: number;
  readonly last: number;
}

/**
 * The final style of a cell: the style that the layout lists for its place, the last match first, or else its own,
 * without the lines that the layout leaves out and those at the open sides of the table.
 */
export type Restyle = (position: Position, style: string, merge?: Range) => string;

export function restyling(
  layout: Pick<Layout, 'styles' | 'openLines'>,
  styles: LinedStyles,
  open: OpenSides | null,
): Restyle {
  const ranges = (layout.styles ?? []).map(([range, style]) => ({ range: parseRange(range), style }));
  const openLines = (layout.openLines ?? []).map(([range, side]) => ({ range: parseRange(range), side }));
  return (position, own, merge) => {
    const style = ranges.findLast(({ range }) => isInRange(range, position))?.style ?? own;
    const removed = new Set<Side>();
    for (const { range, side } of openLines) if (isInRange(range, position)) removed.add(side);
    if (position.column === open?.first) removed.add('left');
    if ((merge?.to.column ?? position.column) === open?.last) removed.add('right');
    return styles.without(style, removed);
  };
}

const everySide: readonly Side[] = ['left', 'right', 'top', 'bottom'];

/**
 * The cells under a merge: they print nothing, but spreadsheet programs draw the merge's right and lower lines from
 * them. Each has those outer lines of the merge that its first cell has, and is left out when there are none.
 */
export function coveredCells(
  merges: readonly Range[],
  styles: LinedStyles,
  styleAt: (address: string) => string | undefined,
): readonly FixedText[] {
  return merges.flatMap((merge) => {
    const [corner, ...covered] = positionsOf(merge);
    const style = corner === undefined ? undefined : styleAt(formatAddress(corner));
    if (style === undefined) return [];
    const lines = styles.lines(style);
    return covered.flatMap((position) => {
      const kept = outerSides(merge, position).filter((side) => lines.has(side));
      if (kept.length === 0) return [];
      const removed = new Set(everySide.filter((side) => !kept.includes(side)));
      return [{ address: formatAddress(position), text: '', style: styles.without('covered', removed) }];
    });
  });
}

function outerSides({ from, to }: Range, { column, row }: Position): readonly Side[] {
  return everySide.filter(
    (side) =>
      (side === 'left' && column === from.column) ||
      (side === 'right' && column === to.column) ||
      (side === 'top' && row === from.row) ||
      (side === 'bottom' && row === to.row),
  );
}

/** Addresses that a merge hides: all its cells but the first. */
export function hiddenBy(merges: readonly Range[]): ReadonlySet<string> {
  return new Set(
    merges.flatMap((merge) =>
      isSingleCell(merge)
        ? []
        : positionsOf(merge)
            .slice(1)
            .map((position) => formatAddress(position)),
    ),
  );
}
