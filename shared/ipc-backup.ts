import { z } from 'zod';
import type { AppError } from './error';

/** Why a copy was made. `restore`: of the state before an older one was put in its place. */
export type BackupReason = 'finalise' | 'export' | 'migration' | 'daily' | 'manual' | 'restore';

/** `own`: beside the data. `chosen`: in the folder or on the stick that she named. */
export const backupPlaceSchema = z.enum(['own', 'chosen']);

export interface BackupItem {
  readonly place: z.infer<typeof backupPlaceSchema>;
  /** File name, which is its identity within its place. */
  readonly name: string;
  /** ISO time in UTC. */
  readonly at: string;
  readonly reason: BackupReason;
  readonly bytes: number;
}

export interface BackupList {
  readonly items: readonly BackupItem[];
  readonly folder: string;
  /** Where copies go besides; `reachable` is false while the stick is not there. */
  readonly chosen: { readonly folder: string; readonly reachable: boolean } | null;
  readonly bytes: number;
  readonly limit: number;
  /** Why the last automatic copy could not be made. */
  readonly trouble: AppError | null;
}

/** What a copy holds, in the words of the home page. */
export interface BackupContents {
  readonly sound: boolean;
  /** Number of migrations it has had: more than the program knows cannot be restored. */
  readonly version: number;
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
  readonly form: string;
  readonly cell: string;
  readonly then: string | null;
  readonly now: string | null;
}

const item = z.strictObject({ place: backupPlaceSchema, name: z.string().min(1).max(200) });

export const backupContract = {
  'backup.list': { input: z.null(), output: z.custom<BackupList>() },
  'backup.contents': { input: item, output: z.custom<BackupContents>() },
  'backup.compare': {
    input: item,
    output: z.custom<{ readonly differences: readonly BackupDifference[]; readonly total: number }>(),
  },
  'backup.make': { input: z.null(), output: z.custom<BackupItem>() },
  /** Asks for a folder; null when she cancels. A copy is made there at once. */
  'backup.chooseFolder': { input: z.null(), output: z.custom<BackupList | null>() },
  'backup.forgetFolder': { input: z.null(), output: z.custom<BackupList>() },
  /**
   * Puts the copy in the place of what is there now, which is copied first (or, where it is damaged, kept beside it
   * under another name). The page is loaded anew.
   */
  'backup.restore': { input: item, output: z.null() },
  /** As `backup.restore`, of a file that she chooses; null when she cancels. */
  'backup.restoreFile': { input: z.null(), output: z.custom<'restored' | null>() },
} as const;
