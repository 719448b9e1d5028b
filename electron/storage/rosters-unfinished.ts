import path from 'node:path';
import { type RosterKind, rosterOf } from '../../shared/roster/definition';
import { backupFolderOf } from './backup';
import { copiesElsewhere, databasesIn } from './backup-elsewhere';
import type { OwedRoster } from './backup-note';
import { owe } from './backup-owed';
import type { Database } from './database';
import { isCopying, noteRemoval, removeRostersFrom, removeTraces } from './rosters-traces';
import { asideWords } from './set-aside';
import { readSetting, writeSetting } from './settings';

/** Inside the transaction that deletes the roster: a program that is ended before the copies were changed goes on by it. */
export function markRemoved(database: Database, roster: OwedRoster): void {
  writeSetting(database, 'removedRosters', [...removedRosters(database), roster]);
}

export const removedRosters = (database: Database): readonly OwedRoster[] =>
  readSetting(database, 'removedRosters') ?? [];

/** That the copies were changed. Not while one is being made, which may have the roster still and is made anew. */
export function forgetRemoved(database: Database, rosters: readonly OwedRoster[]): void {
  if (isCopying(database)) return;
  const isDone = (roster: OwedRoster) =>
    rosters.some((each) => each.submissionId === roster.submissionId && each.kind === roster.kind);
  writeSetting(
    database,
    'removedRosters',
    removedRosters(database).filter((each) => !isDone(each)),
  );
}

/**
 * Deletes from the copies what was deleted here when the program was ended. Before another copy is made: that one may have
 * a roster which was loaded anew. Gives the names of copies that stayed as they were. Main answers other calls between two.
 */
export async function finishRosterRemovals(database: Database): Promise<readonly string[]> {
  const removed = removedRosters(database);
  if (removed.length === 0) return [];
  removeTraces(database);
  const half = noteRemoval(database);
  const rosters = removed.map((each) => ({ ...each, of: rosterOf(each.kind as RosterKind) }));
  const own = backupFolderOf(database.name);
  const { files, unreached } = copiesElsewhere(database.name);
  owe(database.name, { rosters: removed });
  const unchanged: string[] = [];
  for (const file of [...databasesIn(own), ...files]) {
    await new Promise(setImmediate);
    if (removeRostersFrom(database, file, rosters)) continue;
    unchanged.push(path.dirname(file) === own ? path.basename(file) : file);
  }
  forgetRemoved(database, removed);
  return [...unchanged, ...unreached, ...half, ...asideWords(database.name)];
}
