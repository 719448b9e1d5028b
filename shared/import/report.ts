import type { AppError } from '../error';
import type { NewSchool } from '../school';
import type { SchoolType } from '../school-types';
import type { CellProblem } from '../value';
import type { Recognition } from './recognition';

/** Something in a workbook that was not taken as it stands; `error` means that content could not be read. */
export interface ImportProblem {
  readonly severity: 'error' | 'notice';
  /** Empty where the whole file is meant. */
  readonly sheet: string;
  /** Empty where the whole sheet is meant. */
  readonly address: string;
  readonly error: AppError;
}

/** One sheet of the file as the clerk is told about it. */
export interface SheetReport {
  readonly sheet: string;
  readonly part: 'form' | Recognition['others'][number]['part'];
  /** Code and title of the form; null where the sheet is none. */
  readonly form: string | null;
  readonly title: string | null;
  readonly how: 'layout' | 'labels' | null;
  /** Cells with a value that were read. */
  readonly cells: number;
  /** Cells of the form that the sheet has no place for. */
  readonly missing: number;
}

/** A visible cell that says something else than the program wrote into the workbook: changed in WPS, Excel or another. */
export interface OutsideEdit {
  readonly sheet: string;
  readonly address: string;
  /** Null where the cell belongs to no form: a label, or the text of an explanation. */
  readonly form: string | null;
  readonly cell: string | null;
  readonly written: string;
  readonly found: string;
  /** `taken`: offered as a difference; `computed`: a total, recomputed and never taken; `label`: no figure, left aside. */
  readonly fate: 'taken' | 'computed' | 'label';
}

/** What a chosen file is, before anything is stored. */
export interface ImportReport {
  readonly importId: string;
  readonly fileName: string;
  /** `own`: carries our data sheet, undamaged; `official`: read from the visible cells alone. */
  readonly origin: 'own' | 'official';
  readonly edition: string | null;
  readonly school: {
    readonly code: string | null;
    readonly name: string | null;
    readonly type: SchoolType | null;
  };
  /** The school as our own workbook carries it, for a computer that does not know it yet; null of any other. */
  readonly record: NewSchool | null;
  readonly schoolYear: number | null;
  /** Of our own workbooks; an official one is a draft with version 0. */
  readonly state: 'draft' | 'finalised';
  readonly version: number;
  readonly sheets: readonly SheetReport[];
  readonly edits: readonly OutsideEdit[];
  readonly problems: readonly ImportProblem[];
}

/** One thing that would change. Accepted unless the clerk refuses it; the window begins with some of them refused. */
export interface ImportDifference {
  /** Unique in the comparison: `cell:教基3112!01.7`, `record:局控辍2!record-0001`, `reviewed:教基3112`, `explanation:…`. */
  readonly key: string;
  readonly kind: 'cell' | 'record' | 'reviewed' | 'explanation';
  readonly form: string;
  /** Cell key; record id of a record; empty otherwise. */
  readonly cell: string;
  /** Row and column in the words of the form. */
  readonly label: string;
  /** Empty for a blank. */
  readonly stored: string;
  readonly found: string;
  /** `edited`: changed by hand outside after our export; `blank`: a blank of an official form, which means 0. */
  readonly origin: 'file' | 'edited' | 'blank';
  /**
   * What is stored when she refuses an `edited` difference while nothing is stored: what our program had written into
   * the file, so that no number is lost. Absent otherwise: refusing then leaves `stored` as it is.
   */
  readonly instead?: string;
  /** Why the cell cannot hold what was found (`约100`, `#REF!`): taken all the same it is kept as it stands and shown wrong. */
  readonly unreadable?: CellProblem['code'];
  /** A pulled cell already shows this figure, and its source still says it once the rest is taken. */
  readonly repeats?: true;
}

/** The file held against what is stored for one school and year. */
export interface ImportComparison {
  /** What accepting would do first. */
  readonly creates: { readonly school: boolean; readonly collection: boolean; readonly submission: boolean };
  /** A finalised submission can be compared and not be changed. */
  readonly state: 'draft' | 'finalised';
  readonly differences: readonly ImportDifference[];
  /** Values that are the same in both. */
  readonly same: number;
  /** Becomes final again with its version if everything is accepted and nothing else is stored. */
  readonly restoresFinal: boolean;
  readonly problems: readonly ImportProblem[];
}
