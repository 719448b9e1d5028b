import { columnGroups, smallestLetters } from './column-groups';
import type { PageSetup } from '../workbook-sheet';
import { millimetresToPoints, paperSize, pointsPerInch } from './measure';
import type { PaperTable, Track } from './table';

/** What one piece of paper shows of a sheet. */
export interface PaperPage {
  readonly table: PaperTable;
  /** Repeated above the rows; empty on the page where they stand themselves. */
  readonly head: readonly Track[];
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  /** 1 is the size of the sheet. */
  readonly scale: number;
}

/** Points between the margins. */
export function printableSize(page: PageSetup): { readonly width: number; readonly height: number } {
  const { width, height } = paperSize(page);
  const { left, right, top, bottom } = page.margins;
  return {
    width: millimetresToPoints(width) - (left + right) * pointsPerInch,
    height: millimetresToPoints(height) - (top + bottom) * pointsPerInch,
  };
}

export function sizeOf(tracks: readonly Track[]): number {
  return tracks.reduce((sum, { size }) => sum + size, 0);
}

/** Workbook programs scale in whole per cent and to no less than a tenth. */
const smallestScale = 0.1;

/**
 * Fitting only shrinks; a sheet that is not fitted prints at its stated scale. Where that is wider than the paper, as the
 * cover of 2018 with some fonts, a workbook program cuts the sheet between two columns; it is of no use on paper, so it
 * is made to fit.
 */
export function scaleOf({ template: { page }, rows, columns }: PaperTable): number {
  const room = printableSize(page);
  const wide = room.width / sizeOf(columns);
  const high = page.fit === 'page' ? room.height / sizeOf(rows) : Infinity;
  const stated = page.fit === 'none' ? (page.scale ?? 100) / 100 : 1;
  // Not 0.57 for what is 0.58 but for the last digit of a double.
  return Math.max(smallestScale, Math.min(stated, Math.floor(Math.min(wide, high) * 100 + 1e-6) / 100));
}

/** A hair, so that a sheet that fits exactly is not broken by the last digit of a double. */
const hair = 0.01;

/** As many rows on each page as it has room for, and always one. */
function filled(rows: readonly Track[], roomFrom: (first: Track) => number): readonly (readonly Track[])[] {
  const pages: Track[][] = [];
  let page: Track[] = [];
  let left = 0;
  for (const row of rows) {
    if (page.length === 0 || row.size > left) {
      page = [row];
      left = roomFrom(row) + hair - row.size;
      pages.push(page);
    } else {
      page.push(row);
      left -= row.size;
    }
  }
  return pages;
}

/** Points of the smallest letters in the sheet's own cells. */
function lettersOf({ template: { data, styles } }: PaperTable): number {
  return data.reduce((size, { style }) => Math.min(size, styles[style]?.size ?? size), Infinity);
}

/** A list that would be too small to read in the width of its paper goes over pages side by side. */
function partsOf(table: PaperTable): readonly (readonly Track[])[] {
  const letters = lettersOf(table);
  if (!Number.isFinite(letters) || scaleOf(table) * letters >= smallestLetters) return [table.columns];
  const room = printableSize(table.template.page).width;
  return columnGroups(table.columns, room * Math.max(1, letters / smallestLetters));
}

/**
 * The pages of a sheet. No row is split, and the title rows are repeated on every page that begins below them. `isList`:
 * where its columns do not fit, the pages of the same rows follow one another from left to right.
 */
export function pagesOf(table: PaperTable, isList = false): readonly PaperPage[] {
  const { template } = table;
  const parts = isList ? partsOf(table) : [table.columns];
  // One scale for all: the rows stand at the same height on pages that are laid side by side.
  const scale = Math.min(...parts.map((columns) => scaleOf({ ...table, columns })));
  const height = printableSize(template.page).height / scale;
  const [from, to] = template.titleRows ?? [0, 0];
  const titles = table.rows.filter(({ index }) => index >= from && index <= to);
  const headOn = (first: Track): readonly Track[] => (to > 0 && first.index > to ? titles : []);
  const isOnePage = template.page.fit === 'page';
  const pages = isOnePage ? [table.rows] : filled(table.rows, (first) => height - sizeOf(headOn(first)));
  return pages.flatMap((rows) =>
    parts.map((columns) => ({
      table,
      head: rows[0] === undefined ? [] : headOn(rows[0]),
      rows,
      columns,
      scale,
    })),
  );
}
