import type { RosterKind, RosterOf } from '../../shared/roster/definition';
import type { Rosters } from '../../shared/roster/facts';
import type { RosterFile, StoredRoster } from '../../shared/roster/plan';
import type { Database } from './database';

/** A roster as it is stored: all of it in one transaction, in place of the one of its kind. */
export interface NewRoster {
  readonly submissionId: number;
  readonly kind: RosterKind;
  readonly files: readonly RosterFile[];
  /** Canonical texts by field id, in the order of the files. */
  readonly people: readonly Readonly<Record<string, string>>[];
  /** Heads that were mapped by hand, to be remembered. */
  readonly heads: readonly { readonly head: string; readonly field: string | null }[];
  readonly at: Date;
  /** `2027-08-31` */
  readonly keepUntil: string;
}

export function saveRoster(_database: Database, _roster: NewRoster): void {
  throw new Error('not written yet');
}

/** Those of the submission; of last year's pupils the ones loaded here, else the roster of the submission before. */
export function loadRosters(_database: Database, _submissionId: number): Rosters {
  return { pupils: null, pupilsBefore: null, staff: null };
}

export function listRosters(_database: Database, _submissionId: number): readonly StoredRoster[] {
  return [];
}

/** What heads were taken for by hand, as they were written. */
export function knownHeads(_database: Database, _of: RosterOf): ReadonlyMap<string, string | null> {
  return new Map();
}
