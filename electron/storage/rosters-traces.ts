import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupFolderOf, flush, flushFolder } from './backup';
import { copiesElsewhere } from './backup-elsewhere';
import type { OwedRoster } from './backup-note';
import { owe } from './backup-owed';
import { openedFolderOf } from './backup-place';
import type { Database } from './database';
import { tablesOf, takeBackUnfinished } from './integrity';
import { shareSession } from './session';
import { asideWords, removeHalfDone } from './set-aside';

/** How long to wait for a copy that another program has open, in ms. */
const copyPatience = 500;

/**
 * Takes what was deleted from the disk too. Deleted and overwritten values are zeroed as they go (`secure_delete`, set
 * for every connection); what is left of them stands in the write-ahead log until it is emptied into the file. Called
 * outside a transaction. Where another program holds the file the log stays until the next change or the end.
 */
export function removeTraces(database: Database): void {
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/**
 * Deletes from the copies that were made of the database, whatever version they had then, here and in every folder
 * that ever got one. Gives the names of those that could not be opened or changed: what stands in them is still there.
 * Those elsewhere are named with their folder; of a folder that is not there, such as a stick, only itself is, and what
 * is in it is changed once it is back (`backup-owed.ts`). Damaged databases that were set aside are named too.
 */
export function removeFromCopies(
  database: Database,
  roster: OwedRoster,
  remove: (copy: Database) => void,
): readonly string[] {
  const half = noteRemoval(database);
  const own = backupFolderOf(database.name);
  const { files, unreached } = copiesElsewhere(database.name);
  owe(database.name, { rosters: [roster] });
  return [
    ...copiesNot(changed, own),
    ...files.filter((file) => !changed(file)),
    ...unreached,
    ...half,
    ...asideWords(database.name),
  ];

  function changed(file: string): boolean {
    return changeCopy(database, file, remove);
  }
}

/** From a copy on a stick that was away when they were deleted; what was mapped by hand then goes with them. */
export function removeRostersFrom(
  database: Database,
  file: string,
  rosters: readonly (OwedRoster & { readonly of: string })[],
): boolean {
  return changeCopy(database, file, (copy) =>
    copy
      .transaction(() => {
        for (const { submissionId, kind, of } of rosters) {
          const remove = 'DELETE FROM rosters WHERE submission_id = ? AND kind = ?';
          copy.prepare<[number, string]>(remove).run(submissionId, kind);
          if (tablesOf(copy).includes('roster_heads'))
            copy.prepare<[string]>('DELETE FROM roster_heads WHERE roster_of = ?').run(of);
        }
        // A copy of before a migration may have it: put back, it would delete what was loaded since.
        if (tablesOf(copy).includes('settings'))
          copy.exec(`DELETE FROM settings WHERE key = 'removedRosters'`);
      })
      .immediate(),
  );
}

function copiesNot(changed: (file: string) => boolean, folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((each) => each.endsWith('.db'));
  return names.filter((name) => !changed(path.join(folder, name)));
}

export const isCopying = (database: Database): boolean => (copying.get(database) ?? 0) > 0;

const removals = new WeakMap<Database, number>();

const copying = new WeakMap<Database, number>();

/** While `act` runs there is a copy in the making, which is no left-over. */
export async function whileCopying<T>(database: Database, act: () => Promise<T>): Promise<T> {
  const count = (change: number) => copying.set(database, (copying.get(database) ?? 0) + change);
  count(1);
  try {
    return await act();
  } finally {
    count(-1);
  }
}

/**
 * What is being copied or looked at meanwhile may have it still: the one is made anew, the other goes, and so does what a
 * program that was ended left half done. Gives what of it could not be removed.
 */
export function noteRemoval(database: Database): readonly string[] {
  removals.set(database, removalsFrom(database) + 1);
  rmSync(openedFolderOf(database.name), { recursive: true, force: true });
  return removeHalfDone(database.name, isCopying(database));
}

/** How often something was removed from copies: one that was being made meanwhile may have it still. */
export function removalsFrom(database: Database): number {
  return removals.get(database) ?? 0;
}

/** In a file of its own, which takes the copy's name once it is whole: a power cut leaves the one or the other. */
function changeCopy(database: Database, file: string, remove: (copy: Database) => void): boolean {
  const partial = `${file}.changing`;
  try {
    if (!hasRosters(file)) return true;
    copyFileSync(file, partial);
    const copy = new Sqlite(partial, { timeout: copyPatience });
    try {
      shareSession(database, copy);
      copy.pragma('foreign_keys = ON');
      copy.pragma('secure_delete = ON');
      remove(copy);
    } finally {
      copy.close();
    }
    flush(partial);
    renameSync(partial, file);
    flushFolder(path.dirname(file));
    return true;
  } catch {
    // Damaged, locked or write-protected: whoever deletes has to hear of it, and her data is sound all the same.
    return false;
  } finally {
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${rest}`, { force: true });
  }
}

/** Leaves the file alone in its folder: no journal of it may meet the one that takes its name. */
function hasRosters(file: string): boolean {
  const copy = new Sqlite(file, { timeout: copyPatience });
  try {
    takeBackUnfinished(copy);
    return tablesOf(copy).includes('rosters');
  } finally {
    copy.close();
  }
}
