import type { RosterKind } from './definition';

/** What the window is told of files that were read but not stored yet. Identity numbers in it are masked. */

/** A column of a file and what it is taken for. */
export interface StagedColumn {
  /** From 0, as it stands in the sheet. */
  readonly index: number;
  readonly head: string;
  /** Field id; null where it is left aside. */
  readonly field: string | null;
  /** How the field was found: by its name, by another name of it, as this head was mapped last time, or now by hand; `unneeded` is no field. */
  readonly by: 'name' | 'alias' | 'remembered' | 'unneeded' | 'hand' | null;
  /** Up to three different texts of the column. */
  readonly samples: readonly string[];
}

/** One sheet with people on it. */
export interface StagedTable {
  readonly id: number;
  readonly fileName: string;
  readonly sheet: string;
  /** Row of the heads, from 1 as the sheet counts. */
  readonly headRow: number;
  readonly rows: number;
  readonly columns: readonly StagedColumn[];
  /** Heads whose columns were not read because no form needs them. */
  readonly neverKept: readonly string[];
  /**
   * Grade and class for rows that have none of their own, as the sheet's name, the title above the heads or the file's
   * name says: `三年级2班`.
   */
  readonly ofClass: string | null;
  /** Required fields, and those that a row needs to be counted, that no column was found for: labels. */
  readonly lacking: readonly string[];
  /** Heads of more columns of names, with other people in them: nothing is read of those, and it cannot be stored so. */
  readonly secondNames?: readonly string[];
  /** False where the clerk left the whole table out: its rows are not counted and have no problems. */
  readonly used: boolean;
}

export type RosterProblemCode =
  /** No name, or another required field blank. */
  | 'empty'
  /** Identity number: wrong length or characters, no such date, wrong check digit. */
  | 'identityLength'
  | 'identityCharacters'
  | 'identityDate'
  | 'identityCheckDigit'
  /** The same identity number, or the same name and birth date, in another row. */
  | 'duplicate'
  /** Sex, or birth date, other than the identity number says. */
  | 'sexDiffers'
  | 'birthDiffers'
  | 'unreadableDate'
  /** Not one of the values that the column may have. */
  | 'unknownValue'
  /** No grade can be told, or one that the school does not have. */
  | 'unknownGrade'
  | 'foreignGrade'
  /** Three years or more from the usual age of the grade; of staff younger than 16 or older than 75. */
  | 'ageFar'
  /** Neither sex and birth date nor an identity number that tells them. */
  | 'unknownSex'
  | 'unknownBirth';

/** Something in a row that must be put right, left out or, where it is only a doubt, accepted as it is. */
export interface RosterProblem {
  readonly id: string;
  /** Number of the staged row. */
  readonly row: number;
  readonly table: number;
  readonly fileName: string;
  readonly sheet: string;
  /** From 1, as the sheet counts. */
  readonly line: number;
  /** Of the person; empty where there is none. */
  readonly name: string;
  /** Where the person is to be looked for: `三年级2班`; as it is written where no grade can be told, of staff the post. */
  readonly place: string;
  readonly field: string | null;
  readonly code: RosterProblemCode;
  /** A doubt may be accepted as it is. */
  readonly severity: 'error' | 'doubt';
  /** What stands there, identity numbers masked; whole while the clerk corrects it (`rosters.rowOf`). */
  readonly text: string;
  /** What it disagrees with: the line of the other row, the value that the number tells, the usual age. */
  readonly against: string;
  readonly accepted: boolean;
  readonly leftOut: boolean;
}

export interface StagedRoster {
  readonly stagedId: string;
  readonly kind: RosterKind;
  readonly tables: readonly StagedTable[];
  readonly notices: readonly RosterNotice[];
  readonly rows: number;
  readonly leftOut: number;
  /**
   * At most 500, those still open first; at least thirty of every code, as far as there are so many, so that each can
   * be worked on.
   */
  readonly problems: readonly RosterProblem[];
  /** Open ones by code, all of them. */
  readonly open: Readonly<Partial<Record<RosterProblemCode, number>>>;
  /** Nothing is open and every table has what it needs. */
  readonly ready: boolean;
}

/**
 * What was passed over or supposed while reading: nothing of a file is left aside without a word. The sentence is
 * `noticeWords` in `words.ts`.
 */
export interface RosterNotice {
  /**
   * - `sheetWithoutHead`: no row with 姓名 and another column of a roster; `emptySheet`: nothing on it
   * - `hiddenSheet`: hidden in the file, but read like any other
   * - `totalLines`, `headLines`, `noteLines`, `emptyLines`: totals, repeated heads, notes and signatures, and lines in
   *   which no known column is filled
   * - `sideBySide`: several people in one line, read one after the other; `count` is how many
   * - `areaNames`: divisions by name instead of code, not used; `identityOther`: numbers of another document, not checked
   * - `notInService`: 退休, 离职 and 调出 of a staff list, who are stored but not counted
   * - `peopleAbove`: rows of people above the heads; `namesAside`: more columns of names that the clerk does not use
   * - `stageFromName`: only the name of the sheet or file tells whether 一年级 is of 小学 or 初中; `text` is the stage
   * - `gradeFromEntry`, `gradeFromClass`, `gradeFromName`: rows whose grade is not in a column of its own
   * - `file`: what the reader itself has to say (macros, links, covered cells), in `text`
   */
  readonly code:
    | 'sheetWithoutHead'
    | 'emptySheet'
    | 'hiddenSheet'
    | 'totalLines'
    | 'headLines'
    | 'noteLines'
    | 'sideBySide'
    | 'emptyLines'
    | 'areaNames'
    | 'identityOther'
    | 'notInService'
    | 'peopleAbove'
    | 'namesAside'
    | 'stageFromName'
    | 'gradeFromEntry'
    | 'gradeFromClass'
    | 'gradeFromName'
    | 'file';
  readonly fileName: string;
  readonly sheet: string;
  /** Rows that it is about; 0 where it is about the sheet or file. */
  readonly count: number;
  /** A sentence already (`file`), the grade and class of the name (`gradeFromName`), line numbers, or empty. */
  readonly text: string;
}

/** One staged row whole, for correcting it on this computer. */
export interface StagedRow {
  readonly row: number;
  readonly line: number;
  readonly fileName: string;
  readonly sheet: string;
  /** Raw texts by field id. */
  readonly texts: Readonly<Record<string, string>>;
  readonly leftOut: boolean;
}
