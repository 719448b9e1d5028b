import type { AppError } from './error';
import type { Range } from './workbook-address';

/**
 * What a cell of a workbook says, whatever program wrote it. Nothing of its meaning is decided here.
 * - `number`: `text` is a plain decimal (`1234`, `-3`, `12.5`), rounded to the 15 digits that office programs show
 * - `text`: as it stands, rich text joined, no trimming
 * - `date`: a number that its style shows as a date, `2026-09-01`, with ` 13:45:00` only if it has a time
 * - `boolean`: `TRUE` or `FALSE`; `error`: `#REF!` and the like
 * - `uncalculated`: a formula without a stored result; `text` is empty
 */
export interface GridCell {
  readonly kind: 'number' | 'text' | 'date' | 'boolean' | 'error' | 'uncalculated';
  readonly text: string;
  /** Formula without `=`, empty for one that shares another cell's; null where there is none. The rest is its stored result. */
  readonly formula: string | null;
  /** A number that its format shows as a percentage: `0.95` is seen as 95 %. Absent for all others. */
  readonly percent?: true;
}

/** Places whose number format is a percentage, blank ones too, as runs of columns and the rows and cells that differ. */
export interface PercentPlaces {
  readonly columns: readonly (readonly [from: number, to: number])[];
  /** Rows with a format of their own. */
  readonly rows: readonly (readonly [row: number, percent: boolean])[];
  /** Cells that say otherwise than their row or column. */
  readonly exceptions: readonly string[];
}

export interface GridSheet {
  readonly name: string;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  /** Cells that hold something, by address (`B12`), row by row. Cells covered by a merge are not among them. */
  readonly cells: ReadonlyMap<string, GridCell>;
  readonly merges: readonly Range[];
  /** Characters wide by letters, of the first columns and where the sheet states it; 0 for a hidden one. */
  readonly widths?: ReadonlyMap<string, number>;
  /** Only of an `.xlsx`, and absent where there is none: a template's cells must be filled as their format shows them. */
  readonly percents?: PercentPlaces;
}

/** A workbook of any origin as it was read: the only form in which the rest of the program meets foreign files. */
export interface Grid {
  readonly format: 'xlsx' | 'xls';
  readonly sheets: readonly GridSheet[];
  /** What was left aside (macros, links to other files, charts sheets), for the clerk to know. */
  readonly notices: readonly AppError[];
}
