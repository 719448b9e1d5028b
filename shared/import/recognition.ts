import type { SchoolType } from '../school-types';

/** Where a form's cells stand on a sheet of a workbook that may not be ours. */
export interface Placement {
  /** Form code. */
  readonly form: string;
  readonly sheet: string;
  /** `layout`: every address is the definition's own; `labels`: found by heads, codes and row labels. */
  readonly how: 'layout' | 'labels';
  /** Address of each cell of a matrix or field form that has a place, by cell key (`04.15`, field id). */
  readonly cells: ReadonlyMap<string, string>;
  /** Of a list form: its rows, and the letters of its columns by column key (`c05`). */
  readonly list: {
    readonly firstRow: number;
    readonly lastRow: number;
    readonly columns: ReadonlyMap<string, string>;
  } | null;
  /** Keys of cells (columns of a list) that the sheet has no place for, without those that nobody fills. */
  readonly missing: readonly string[];
  /** Share of the form's labels that the sheet says too, 0 to 1. */
  readonly confidence: number;
}

/** What the sheets of a workbook are. Every sheet is in `placements` or in `others`. */
export interface Recognition {
  /** Edition that most placed forms belong to, never `local`; null where none is placed. */
  readonly edition: string | null;
  readonly placements: readonly Placement[];
  readonly others: readonly {
    readonly sheet: string;
    readonly part: 'front' | 'explanations' | 'indicators' | 'data' | 'unknown';
    /** Form code of a sheet that repeats one of `placements`; its part is `unknown`. */
    readonly repeats?: string;
  }[];
  /** What cover, sheet names and fields of the forms say about whose it is. */
  readonly school: {
    readonly code: string | null;
    readonly name: string | null;
    readonly type: SchoolType | null;
  };
  /** 2019 for 2019/2020. */
  readonly schoolYear: number | null;
}
