import type { School } from '../school';
import type { CellContent, Collection, Explanation, ListRecord, SubmissionData } from '../submission';
import type { TargetProfile } from '../target-profile';
import type { ImportProblem, ImportReport } from './report';
import type { SchoolFacts } from './school-facts';

/** Where a value stands in the file. */
export interface FoundAt {
  readonly sheet: string;
  readonly address: string;
}

/** What a file says about the cells that it has a place for. Nothing is decided here about a school or a year. */
export interface FoundContent {
  /** Of matrix and field forms, by `form!cell`; null is a blank that the file has a place for. */
  readonly cells: ReadonlyMap<string, CellContent | null>;
  /** By code of the list form; a form that is absent is not in the file. */
  readonly lists: Readonly<Record<string, readonly ListRecord[]>>;
  /** Codes of forms; null where the file does not say what was 已核对. */
  readonly reviewed: readonly string[] | null;
  readonly explanations: readonly Explanation[];
  /** What the school's rosters counted, where the file says it. */
  readonly counted?: SubmissionData['counted'];
  /** Totals that the file states, by `form!cell` or `form!record.c05`. */
  readonly stated: ReadonlyMap<string, string>;
}

/** A file as it was read, ready to be held against what is stored. */
export interface StagedImport {
  readonly report: Omit<ImportReport, 'importId'>;
  readonly found: FoundContent;
  /** What our own program had written into the file; the same as `found` but for edits from outside. */
  readonly written: FoundContent | null;
  /** School and round as our own workbook carries them; their ids are placeholders. */
  readonly own: {
    readonly school: School;
    readonly collection: Collection;
    /** The bureau's own among the round's target profiles. */
    readonly ownProfiles: readonly TargetProfile[];
    readonly editionVersion: string;
  } | null;
  /** Where each cell of `found` stands, by `form!cell`. */
  readonly places: ReadonlyMap<string, FoundAt>;
  /** Figure cells marked as not to be filled, by `form!cell`: a mark says neither blank nor zero. */
  readonly marked: ReadonlyMap<string, FoundAt>;
  /** Rows of an explanations sheet that no data sheet explains; matched with findings once there are some. */
  readonly explanationRows: readonly ExplanationRow[];
  readonly edition: string | null;
  /** What the file says about its school. */
  readonly facts: SchoolFacts;
}

/** A line of 数据核查结果说明. */
export interface ExplanationRow extends FoundAt {
  readonly form: string;
  readonly check: string;
  /** The cells with their values, one a line. */
  readonly cells: string;
  readonly text: string;
  /** The sheet calls it a 特殊情况说明. */
  readonly exception?: true;
  /** The sheet says that values changed after it was written. */
  readonly stale?: true;
}

export type ReportProblem = (
  severity: ImportProblem['severity'],
  at: FoundAt,
  error: ImportProblem['error'],
) => void;
