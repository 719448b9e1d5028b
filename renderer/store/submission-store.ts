import type { CarryYear } from '../../shared/carry';
import type { IndicatorResult } from '../../shared/indicator-result';
import type { Definitions } from '../../shared/definitions';
import type { CellRef, Finding, SkippedCheck } from '../../shared/finding';
import type { Form } from '../../shared/form';
import type { OpenSubmission } from '../../shared/ipc';
import type { HomeStanding } from '../../shared/ipc-fill';
import type { School } from '../../shared/school';
import type {
  CellChange,
  Collection,
  Explanation,
  ListRecord,
  RecordChange,
  Submission,
} from '../../shared/submission';
import type { Call } from '../api';
import type { Entry } from '../grid/clipboard';
import type { GridShape } from '../grid/shape';
import type { CellSnapshot } from './cell-snapshot';
import type { FindingView } from './finding-views';
import type { FormGroup } from './form-groups';
import type { History } from './history';
import type { Keyed } from './keyed';
import type { LastYear } from './last-year';
import type { ListEdits } from './list-edits';
import type { ListRows } from './list-rows';
import type { Observable } from './observable';
import type { FormProgress } from './progress';
import type { RosterCounts } from './roster-counts';
import type { SaveQueue } from './save-queue';
import type { SelectionStore } from './selection';
import type { ToConfirm } from './to-confirm';

/** One submission on screen: its figures with everything derived, and everything the clerk can do to it. */
export interface SubmissionStore {
  readonly definitions: Definitions;
  readonly school: School;
  readonly collection: Collection;
  /** In the order in which the window shows them and turns from one to the next. */
  readonly forms: readonly Form[];
  readonly groups: readonly FormGroup[];
  readonly submission: Observable<Submission>;
  /** Nothing can be entered: it is finalised, or about to be. */
  readonly locked: Observable<boolean>;
  readonly findings: Observable<readonly FindingView[]>;
  readonly progress: Observable<readonly FormProgress[]>;
  /** Grows whenever findings or indicators may have changed. */
  readonly derived: Observable<number>;
  readonly cells: Keyed<CellSnapshot>;
  /** Ids of a list's rows by form, with an empty one at the foot as long as it can be filled. */
  readonly rows: Keyed<readonly string[]>;
  readonly selection: SelectionStore;
  readonly history: History['available'];
  /** Computes what was shown as it was kept; nothing where that was done. */
  begin(): void;
  readonly save: Pick<SaveQueue, 'state' | 'retry' | 'settled' | 'revision'>;
  shape(form: Form): GridShape;
  /** Takes typed or pasted texts over as one change; returns what else was made of them, as sentences for the clerk. */
  enter(form: Form, entries: readonly Entry[]): readonly string[];
  /** Puts values of last year into cells of any forms and records into lists, as one step; they are 待核 from then on. */
  carry(changes: readonly CellChange[], records?: readonly RecordChange[]): void;
  /**
   * Numbers counted from rosters, written by `ask` in main on the revision that it is given; undo takes all of them back
   * as one step. False when something typed before could not be saved; then nothing was asked. Throws what `ask` throws.
   */
  fillFromRosters(
    changes: readonly CellChange[],
    ask: (revision: number) => Promise<unknown>,
  ): Promise<boolean>;
  /** What the rosters counted when they were last applied. */
  readonly rosterCounts: Pick<RosterCounts, 'current' | 'of'>;
  /** The clerk has looked at these cells: they are 待核 no more. Undo takes it back. */
  confirm(cells: readonly CellRef[]): void;
  /** How many records there were to remove. */
  removeRecords(form: Form, ids: readonly string[]): number;
  /** Records of a list, in the order of entry. */
  records(form: string): readonly ListRecord[];
  readonly listRows: ListRows;
  readonly listEdits: ListEdits;
  undo(): Undone | null;
  redo(): CellRef | null;
  review(forms: readonly string[], reviewed: boolean): void;
  /** Finds out, once, which forms were changed after 已核对 before this window was opened. */
  lookBack(): Promise<void>;
  /** Of an error the text is a 特殊情况说明. An empty text withdraws it. */
  explain(this: void, finding: Finding, text: string): void;
  /** By the key of the finding, also of findings that are none now. */
  explanations(): ReadonlyMap<string, Explanation>;
  /** The same text for each of several findings, as one change of what is shown. */
  explainAll(this: void, findings: readonly Finding[], text: string): void;
  /** False when something could not be saved; then nothing was finalised. */
  finalise(): Promise<boolean>;
  reopen(reason: string): Promise<void>;
  indicators(): readonly IndicatorResult[];
  /** The indicators of so many years ago, 0 is this year; null when nothing is known of that year. */
  indicatorsOf(yearsBack: number): readonly IndicatorResult[] | null;
  skipped(): readonly SkippedCheck[];
  readonly lastYear: LastYear;
  /** The figures as they are now; a reload replaces them. */
  year(): CarryYear;
  readonly toConfirm: ToConfirm['current'];
}

/** Where undo took something back; `filled` are the cells of a whole filling from rosters that it took back. */
export interface Undone extends CellRef {
  readonly filled?: number;
}

export interface SubmissionOptions {
  readonly definitions: Definitions;
  readonly open: OpenSubmission;
  /** What the home page showed of it last: then nothing is computed before `begin`. */
  readonly standing?: HomeStanding | undefined;
  readonly call: Call;
  /** Local date, `2026-09-06`. */
  readonly today?: () => string;
}
