import type { RosterKind } from './definition';
import type { RosterDoubt } from './doubt';

/** What stored rosters say of a submission, for the window. */

/** A file that a roster was read from. */
export interface RosterFile {
  readonly fileName: string;
  readonly rows: number;
  /**
   * Rows left out while it was loaded whose pupil is in the roster by no other row; absent where there are none, and in
   * rosters that were stored before it was counted.
   */
  readonly leftOut?: number;
}

/** A roster that is stored on this computer. */
export interface StoredRoster {
  readonly kind: RosterKind;
  readonly people: number;
  readonly files: readonly RosterFile[];
  /** ISO time in UTC. */
  readonly loadedAt: string;
  /** Day until which it is meant to be kept, `2027-08-31`: shown, never deleted without being asked. */
  readonly keepUntil: string;
  /** It is the roster of last year's submission, read here because no other was loaded. */
  readonly fromLastYear?: true;
}

/** After a roster was deleted. */
export interface RemovedRoster {
  /** Those that are left. */
  readonly rosters: readonly StoredRoster[];
  /** File names of copies in `backups` that could not be opened: the roster may still stand in them. */
  readonly leftIn: readonly string[];
}

/** A cell that the rosters count. Numbers are plain integers as text; a blank is ''. */
export interface CountedCell {
  readonly form: string;
  readonly cell: string;
  readonly counted: string;
  /** What stands there now; of a computed or pulled cell what it will be once the cells marked `fill` are filled. */
  readonly now: string;
  /** 「小学 · 三年级 · 女」 */
  readonly words: string;
  /**
   * `fill`: an input cell, or a pulled one whose source says nothing, that would change; `same`: it says so already;
   * `kept`: typed by hand otherwise than the roster counted before, or in a form that is 已核对, so it is not
   * overwritten unless she wants it, or of a form that is counted in part only; `other`: computed, pulled or closed, and different.
   */
  readonly kind: 'fill' | 'same' | 'kept' | 'other';
  /** Of `kept`: a total that it is part of cannot be counted before a question is answered. */
  readonly waiting?: true;
}

/**
 * Something that the rosters do not say and that had to be supposed. None is silent: what depends on one that is not
 * answered is not filled.
 */
export interface RosterAssumption {
  /** `entered.gradeOne`, `preschool.years` …; the sentences are in `sentences/roster-assumptions.ts`. */
  readonly id: string;
  /** Numbers and names for the sentence. */
  readonly params: Readonly<Record<string, string | number>>;
  /** How many people it is about. */
  readonly people: number;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** What is usual; the page shows it chosen but not confirmed. */
  readonly usual: string | null;
  readonly answer: string | null;
  /** Forms with cells that depend on it. */
  readonly forms: readonly string[];
}

/**
 * Columns or forms that cannot be counted from what is there, and why: `noLastYear`, `noRoster`, `noField` with the label;
 * `unanswered` while a question is open, `skipped` where her answer to it is that she fills this herself.
 */
export interface NotCounted {
  readonly form: string;
  /** Codes of the columns and of the rows with such cells. */
  readonly columns: readonly string[];
  readonly rows?: readonly string[];
  readonly reason: 'noLastYear' | 'noRoster' | 'noField' | 'unanswered' | 'skipped';
  readonly label: string;
}

export interface RosterPlan {
  readonly assumptions: readonly RosterAssumption[];
  readonly cells: readonly CountedCell[];
  readonly notCounted: readonly NotCounted[];
  /** Forms that are 已核对: a cell that is filled there takes 已核对 back. */
  readonly reviewed?: readonly string[];
  /** The submission is 定稿: nothing can be filled before it is reopened. */
  readonly finalised?: true;
  /** Forms whose columns make sense together only and of which some could not be counted: nothing is filled unasked. */
  readonly partial?: readonly string[];
  /** The two rosters of pupils can hardly be of one school a year apart. */
  readonly doubt?: RosterDoubt;
  /** Cells whose count would be remembered anew, otherwise or no more by `rosters.apply`, also without filling any. */
  readonly toRemember: number;
  /** A difference that is asked about is no more: `rosters.settle` takes the question back. */
  readonly settled?: true;
  /** Changes with every change of rosters, answers and cells: `rosters.apply` refuses another one. */
  readonly digest: string;
}

/** A person behind a number. The identity number is masked. */
export interface ShownPerson {
  readonly id: number;
  readonly kind: RosterKind;
  /** Canonical texts by field id. */
  readonly values: Readonly<Record<string, string>>;
  /** `三年级2班`; of staff 学段 and post. */
  readonly place: string;
  readonly age: number | null;
}

export interface PeopleBehind {
  readonly words: string;
  readonly counted: string;
  /** What is counted is classes (教基2106): each with its size, `people` are then their pupils. */
  readonly classes: readonly { readonly name: string; readonly pupils: number }[];
  readonly people: readonly ShownPerson[];
  /** The rosters are gone: only the number is left. */
  readonly gone: boolean;
}

/** What happened to a pupil between two rosters; the names are those of the columns of 教基3040. */
export const arrivals = ['招生', '复学', '转入', '其他增加'] as const;
export const departures = ['毕业', '结业', '休学', '退学', '死亡', '转出', '其他减少'] as const;
export type Arrival = (typeof arrivals)[number];
export type Departure = (typeof departures)[number];
export type Move = Arrival | Departure;

/** A pupil who is in one of the two rosters only, or who is in both but not a grade further. */
export interface Movement {
  readonly person: ShownPerson;
  readonly side: 'came' | 'went' | 'stayed';
  /** Grade last year and this year, `五年级`; null where the pupil was not here. */
  readonly before: string | null;
  readonly after: string | null;
  /** What the rosters suggest; null where they cannot tell. */
  readonly suggested: Move | null;
  /** What the clerk has said. */
  readonly chosen: Move | null;
  /**
   * 留级 or 跳级 of one who stayed; what else is odd: 学籍状态 of one who left, another identity number, sex or 民族 (汉族 or
   * 少数民族) than last year.
   */
  readonly remark: string | null;
  /** Indexes of the flows that the pupil stands in: two of one who stayed, none where the roster tells no grade. */
  readonly flows: readonly number[];
}

/** Grade g of last year ± names = grade g+1 of this year. */
export interface GradeFlow {
  readonly stage: string;
  /** `一年级 → 二年级` */
  readonly label: string;
  readonly before: number;
  readonly came: number;
  readonly went: number;
  /** 留级 and 跳级, in minus out. */
  readonly shifted: number;
  readonly after: number;
  /** Names without a word yet. */
  readonly open: number;
}

export interface Movements {
  /** False where there is no roster of last year: then nothing can be told. */
  readonly possible: boolean;
  readonly movements: readonly Movement[];
  readonly flows: readonly GradeFlow[];
}

/** Records that the rosters propose for a ledger; those there already (same identity number) are left out. */
export interface LedgerProposal {
  readonly form: '局控辍1' | '局特教2';
  readonly records: readonly {
    readonly person: ShownPerson;
    /** By column key, as text. */
    readonly cells: Readonly<Record<string, string>>;
  }[];
}
