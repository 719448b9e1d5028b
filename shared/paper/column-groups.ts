import type { Track } from './table';

/** Points; smaller Chinese letters cannot be read on paper. */
export const smallestLetters = 6.5;

/** 序号 and 姓名: they say whose line it is, so they stand on every part of it. */
const repeatedColumns = 2;

function widthOf(tracks: readonly Track[]): number {
  return tracks.reduce((sum, { size }) => sum + size, 0);
}

/**
 * The columns of a list for each of the pages that lie side by side: as few as leave every page within `room`, about
 * equally wide, each beginning with the list's first columns. `room` in points at 100 %. A column that is wider than
 * the paper stands by itself.
 */
export function columnGroups(columns: readonly Track[], room: number): readonly (readonly Track[])[] {
  if (widthOf(columns) <= room) return [columns];
  const first = columns.slice(0, repeatedColumns);
  const others = columns.slice(repeatedColumns);
  for (let count = 2; count < others.length; count += 1) {
    const groups = shared(others, count).map((group) => [...first, ...group]);
    if (groups.every((group) => widthOf(group) <= room)) return groups;
  }
  return others.length === 0 ? [columns] : others.map((column) => [...first, column]);
}

/** Each column goes to the part in which its middle lies. */
function shared(columns: readonly Track[], count: number): readonly (readonly Track[])[] {
  const part = widthOf(columns) / count;
  const groups = Array.from({ length: count }, (): Track[] => []);
  let left = 0;
  for (const column of columns) {
    groups[Math.min(count - 1, Math.floor((left + column.size / 2) / part))]?.push(column);
    left += column.size;
  }
  return groups.filter((group) => group.length > 0);
}
