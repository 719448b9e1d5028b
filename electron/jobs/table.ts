import type { Recognition } from '../../shared/import/recognition';
import type { Grid } from '../../shared/grid';
import type { WorkProgress } from '../../shared/ipc-work';
import type { ListPlan } from '../../shared/workbook-list';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import type { WrittenWorkbook } from '../workbook/write';
import type { BackupComparison, BackupContents } from '../../shared/ipc-backup';
import type { CopyMade, CopyRequest } from '../storage/backup-copy';
import type { ComparisonRequest } from '../storage/backup-contents';
import type { PrepareRequest } from '../storage/backup-restore';
import type { FileCheck } from '../storage/audit-check';
import type { Replay, ReplayRequest } from '../storage/audit-replay';
import type { RosterColumns } from '../../shared/roster/definition';
import type { RosterReading } from '../../shared/roster/tables';
import type { WrittenList } from '../workbook/write-list';

/** A value for a cell of a template, as it is written into the sheet's XML. */
export interface TemplateValue {
  readonly sheet: string;
  readonly address: string;
  /** `blank` empties the cell, which keeps its style: the bureau's `{{…}}` must not stay where there is no value. */
  readonly kind: 'number' | 'text' | 'blank';
  /** A plain decimal for `number`; empty for `blank`. */
  readonly text: string;
}

/**
 * What filling left alone: a formula, a cell hidden under a merge, a head of a table object (Excel repairs the file when
 * it differs from the table's own list of columns), an address beyond XFD1048576, a sheet that is not there.
 */
export interface SkippedValue {
  readonly sheet: string;
  readonly address: string;
  readonly why: 'formula' | 'covered' | 'tableHead' | 'outside' | 'noSheet';
}

/** A foreign file as the program goes on with it; the bytes stay where they are. */
export interface ReadFile {
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly grid: Grid;
  readonly recognition: Recognition;
}

/** Work that takes long enough to be kept off the main thread: name → input and output, all of it plain data. */
export interface JobTable {
  /**
   * Reads any workbook and says what its sheets are. Refused with `file.…`. `resources`: folder of the definitions;
   * `edition` decides between forms of two editions that a sheet fits alike.
   */
  'workbook.read': { input: { file: string; resources: string; edition?: string }; output: ReadFile };
  /**
   * Reads the people out of 1 to 60 files: workbooks and text tables. `known` are heads that were mapped by hand.
   * Refused with `file.…`, `roster.noTable`, `roster.tooMany`.
   */
  'roster.read': {
    input: {
      files: readonly string[];
      columns: RosterColumns;
      known: readonly (readonly [head: string, field: string | null])[];
    };
    output: RosterReading;
  };
  /** Refused with `workbook.…`. */
  'workbook.write': { input: { plan: WorkbookPlan; target: string }; output: WrittenWorkbook };
  /** A workbook of lists, by the streaming writer. Refused with `workbook.…`. */
  'list.write': { input: { list: ListPlan; target: string }; output: WrittenList };
  /** Writes a filled copy of the template; everything but the filled cells stays byte for byte. */
  'template.fill': {
    input: { template: string; target: string; values: readonly TemplateValue[] };
    output: {
      hash: string;
      filled: number;
      skipped: readonly SkippedValue[];
      /** The template has formulas of its own: those that read a filled cell have no stored result until it is opened and saved. */
      formulas: boolean;
    };
  };
  /** These four are run by a table of their own, so that a copy never keeps the clerk's own work waiting. */
  'backup.copy': { input: CopyRequest; output: CopyMade };
  'backup.contents': { input: { copy: string; known: number }; output: BackupContents };
  'backup.compare': { input: ComparisonRequest; output: BackupComparison };
  'backup.prepare': { input: PrepareRequest; output: null };
  /** Reads a database file through: whether it is sound, and whether its log leads to what stands in it; null where it is not. */
  'data.check': { input: ReplayRequest; output: { check: FileCheck; played: Replay | null } };
}

export type JobName = keyof JobTable;
export type JobInput<N extends JobName> = JobTable[N]['input'];
export type JobOutput<N extends JobName> = JobTable[N]['output'];
export type Job<N extends JobName> = (
  input: JobInput<N>,
  progress: (progress: WorkProgress) => void,
) => Promise<JobOutput<N>>;

/** Runs jobs, one at a time; a second one is refused with `work.busy`. */
export interface Jobs {
  run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>>;
  /** Ends the job under way: its call is refused with `work.cancelled` and leaves nothing behind. */
  cancel(): void;
  /** Whether a job is under way. */
  isBusy(): boolean;
}
