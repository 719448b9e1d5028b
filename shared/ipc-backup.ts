import { z } from 'zod';
import type { AppError } from './error';

/** Why a copy was made. `restore`: of the state before an older one was put in its place. */
export type BackupReason = 'finalise' | 'export' | 'migration' | 'daily' | 'manual' | 'restore';

/** `own`: beside the data. `chosen`: in the folder or on the stick that she named. `file`: a file that she opened. */
export const backupPlaceSchema = z.enum(['own', 'chosen', 'file']);

export interface BackupItem {
  readonly place: z.infer<typeof backupPlaceSchema>;
  /** File name, which is its identity within its place. */
  readonly name: string;
  /** ISO time in UTC; of a file whose name does not say, when it was last changed. */
  readonly at: string;
  /** Null for a file whose name does not say. */
  readonly reason: BackupReason | null;
  readonly bytes: number;
}

/** A damaged database that was kept when a copy took its place. */
export interface AsideData {
  /** Of its folder within the data folder. */
  readonly name: string;
  /** ISO time in UTC. */
  readonly at: string;
  readonly bytes: number;
}

export interface BackupList {
  /** Newest first; a copy in both places is there twice. */
  readonly items: readonly BackupItem[];
  readonly folder: string;
  /** Where copies go besides; `reachable` is false while the stick is not there. */
  readonly chosen: { readonly folder: string; readonly reachable: boolean } | null;
  /** Of the copies beside the data. */
  readonly bytes: number;
  readonly limit: number;
  /** Why the last automatic copy, or its twin in the chosen folder, could not be made. */
  readonly trouble: AppError | null;
  /** What is in them can neither be sealed nor searched for somebody: she decides when they go. */
  readonly aside: readonly AsideData[];
}

/** What a copy holds, in the words of the home page. */
export interface BackupContents {
  readonly sound: boolean;
  /** Number of migrations it has had: more than the program knows cannot be restored. */
  readonly version: number;
  /** Whether it comes from a newer program. */
  readonly newer: boolean;
  readonly submissions: readonly {
    readonly school: string;
    readonly schoolCode: string;
    readonly schoolYear: number;
    readonly edition: string;
    readonly state: 'draft' | 'finalised';
    readonly finalVersion: number;
    readonly cells: number;
    readonly records: number;
  }[];
  readonly people: number;
  readonly lastChangeAt: string | null;
}

/** A cell that is not the same in the copy and now; null is a blank. */
export interface BackupDifference {
  readonly school: string;
  readonly schoolYear: number;
  /** Where the cell is now; null where there is no such submission any more. */
  readonly open: { readonly schoolId: number; readonly collectionId: number } | null;
  readonly form: string;
  /** `04.15`, a field, or `<record>.c05`. */
  readonly cell: string;
  readonly then: string | null;
  readonly now: string | null;
}

export interface BackupComparison {
  /** The first ones, by school, year, form and cell. */
  readonly differences: readonly BackupDifference[];
  readonly total: number;
  /** Every 定稿 since the copy was made, by submission; those that were exported may have been reported. */
  readonly lostFinals: readonly {
    readonly school: string;
    readonly schoolYear: number;
    readonly versions: readonly { readonly version: number; readonly exported: boolean }[];
  }[];
  /** People in the rosters. */
  readonly people: { readonly then: number; readonly now: number };
}

const asideNames = z.array(z.string().min(1).max(60)).min(1).max(100);
const item = z.strictObject({ place: backupPlaceSchema, name: z.string().min(1).max(200) });

export const backupContract = {
  'backup.list': { input: z.null(), output: z.custom<BackupList>() },
  'backup.contents': { input: item, output: z.custom<BackupContents>() },
  'backup.compare': { input: item, output: z.custom<BackupComparison>() },
  'backup.make': { input: z.null(), output: z.custom<BackupItem>() },
  /** Ends the copy under way: its call is refused with `work.cancelled`, and nothing half is left. */
  'backup.cancel': { input: z.null(), output: z.null() },
  /** Deletes damaged databases that were set aside, for good. */
  'backup.discardAside': { input: z.strictObject({ names: asideNames }), output: z.custom<BackupList>() },
  /** Asks for a folder; null when she cancels. A copy is made there at once. */
  'backup.chooseFolder': { input: z.null(), output: z.custom<BackupList | null>() },
  'backup.forgetFolder': { input: z.null(), output: z.custom<BackupList>() },
  /** Opens the folder of the copies, or the chosen one. */
  'backup.showFolder': { input: z.enum(['own', 'chosen']), output: z.null() },
  /** Asks for a file, which is then the one of place `file`; null when she cancels. */
  'backup.chooseFile': { input: z.null(), output: z.custom<BackupItem | null>() },
  /**
   * Puts the copy in the place of what is there now, which is copied first (or, where it is damaged, kept beside it
   * under another name). The page is loaded anew.
   */
  'backup.restore': { input: item, output: z.null() },
  /** After a bad start: begins with nothing; what is there is kept beside it. The page is loaded anew. */
  'backup.startAnew': { input: z.null(), output: z.null() },
} as const;
