import type { AppError } from '../../shared/error';
import type { RosterField, RosterKind } from '../../shared/roster/definition';
import type { RosterProblem, RosterProblemCode, StagedRoster, StagedRow } from '../../shared/roster/staged';
import type { Observable } from './observable';

/** Whose roster is being loaded: it is stored for this submission, whichever is open by then. */
export interface LoadedFor {
  readonly submissionId: number;
  readonly schoolId: number;
  readonly collectionId: number;
  /** Names for people. */
  readonly school: string;
  readonly round: string;
}

/** A row that is being corrected; its raw texts are in the window only as long as it is open. */
export interface EditedRow {
  readonly row: StagedRow;
  readonly code: RosterProblemCode;
  readonly field: string | null;
  /** What other rows say in the same words: they may be corrected along with it. */
  readonly text: string;
}

export interface RosterLoadState {
  readonly staged: StagedRoster | null;
  readonly loadedFor: LoadedFor | null;
  readonly fields: readonly RosterField[];
  readonly busy: 'reading' | 'changing' | 'saving' | null;
  readonly refused: AppError | null;
  /** She ended the reading; nothing was changed. */
  readonly cancelled: boolean;
  /** Only problems of this kind are listed. */
  readonly filter: RosterProblemCode | null;
  /** Id of the problem that the keys act on. */
  readonly current: string | null;
  readonly edited: EditedRow | null;
  /** What 撤销 would take back, 「排除 1 行」. */
  readonly undoes: string | null;
  /** Something was put right, left out or mapped since the files were read. */
  readonly touched: boolean;
  /** What was done last, for those who cannot see the list change. */
  readonly told: string;
}

/** What may be said of a table; as `rosters.map` takes it. */
export interface TableChange {
  /** Column index → field id, null to leave it aside. */
  readonly columns?: Readonly<Record<string, string | null>>;
  /** Every column is taken for what its head says, before `columns` is heard. */
  readonly recognise?: true;
  readonly headRow?: number;
  readonly ofClass?: string;
  readonly used?: boolean;
}

/**
 * Files that are being loaded. It outlives the page, so that she can look at a form, or at another school, and go on.
 * Changes wait for one another; each can be taken back until the next one.
 */
export interface RosterLoad {
  readonly state: Observable<RosterLoadState>;
  /** What is typed into the edited row, by field id; apart, so that a keystroke draws no list of problems. */
  readonly typed: Observable<Readonly<Record<string, string>>>;
  read(kind: RosterKind, loadedFor: LoadedFor): Promise<void>;
  /** Ends the reading. */
  cancel(): void;
  /** The same change for tables with the same heads. */
  map(tables: readonly number[], change: TableChange): Promise<void>;
  leaveOut(rows: readonly number[], out: boolean): Promise<void>;
  accept(problems: readonly string[], accepted: boolean): Promise<void>;
  /** All that are open of one kind, also those that are not listed yet. */
  leaveOutAll(code: RosterProblemCode): Promise<void>;
  acceptAll(code: RosterProblemCode): Promise<void>;
  /** Fetches the row and opens it for correction. */
  edit(problem: RosterProblem): Promise<void>;
  type(field: string, text: string): void;
  closeRow(): void;
  /**
   * Sends what was typed; the row stays open while something is still wrong with it. `alike`: what was typed into the
   * field of the problem goes into every row with the same text there, also those that are not listed yet.
   */
  fix(alike?: boolean): Promise<void>;
  undo(): Promise<void>;
  choose(filter: RosterProblemCode | null): void;
  goTo(problem: string | null): void;
  /** Stores the roster; how many people it has now, null when it was refused. */
  save(): Promise<number | null>;
  discard(): Promise<void>;
}

export const nothing: RosterLoadState = {
  ...{ staged: null, loadedFor: null, fields: [], busy: null, refused: null, cancelled: false },
  ...{ filter: null, current: null, edited: null, undoes: null, touched: false, told: '' },
};
