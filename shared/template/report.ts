import type { AppError } from '../error';
import type { PercentPlaces } from '../grid';
import type { SubmissionState } from '../submission';
import type { MappedCell, MappedList, Mapping } from './mapping';

/** A cell of the template as the mapping page shows it. */
export interface TemplateCell {
  readonly address: string;
  readonly text: string;
  /** A formula of the bureau's own is never overwritten. */
  readonly formula: boolean;
}

export interface TemplateSheet {
  readonly sheet: string;
  readonly visible: boolean;
  readonly cells: readonly TemplateCell[];
  /** Merged ranges as `B2:D3`. */
  readonly merges: readonly string[];
  readonly rows: number;
  readonly columns: number;
  /** Column widths in characters by letters, where stated. */
  readonly widths: Readonly<Record<string, number>>;
  /** Where a figure is shown as a percentage; absent where nowhere. */
  readonly percents?: PercentPlaces;
  /** Form that the sheet was taken for; null where none. */
  readonly form: string | null;
  /** Cells of that form without a place on the sheet. */
  readonly missing: readonly string[];
}

export interface TemplateProblem {
  readonly sheet: string;
  readonly address: string;
  readonly error: AppError;
}

/** A blank workbook of the bureau's, with the mapping as far as it could be found. */
export interface TemplateReport {
  readonly templateId: string;
  readonly fileName: string;
  readonly sheets: readonly TemplateSheet[];
  readonly mapping: Mapping;
  /** Name of the mapping file that was taken along; null where the mapping was found in the template itself. */
  readonly mappingFile: string | null;
  readonly problems: readonly TemplateProblem[];
}

/** A mapping file laid over the template. */
export interface LoadedMapping {
  readonly fileName: string;
  readonly mapping: Mapping;
  readonly problems: readonly TemplateProblem[];
}

/** Places of one form's cells on a sheet that the clerk named. */
export interface PlacedSheet {
  readonly cells: readonly MappedCell[];
  readonly lists: readonly MappedList[];
  /** Cells of the form without a place on the sheet. */
  readonly missing: readonly string[];
  readonly problems: readonly TemplateProblem[];
}

/** What was written into the template. */
export interface FilledTemplate {
  readonly fileName: string;
  readonly folder: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly filled: number;
  /** Mapped cells whose value is blank: they stay as the template has them. */
  readonly blank: number;
  /** The template has formulas of its own: they are computed when the file is opened. */
  readonly formulas: boolean;
  /** What the figures were when they went in: those of a draft may still be wrong. */
  readonly state: SubmissionState;
  /** Number of the 定稿; 0 for a draft. */
  readonly version: number;
  /** Mapped cells that were left alone, with the reason. */
  readonly skipped: readonly TemplateProblem[];
}

export type { MappedCell, MappedList, Mapping };
