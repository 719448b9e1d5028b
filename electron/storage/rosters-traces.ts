import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupFolderOf, flush, flushFolder } from './backup';
import { copiesElsewhere } from './backup-elsewhere';
import { openedFolderOf } from './backup-place';
import type { Database } from './database';
import { tablesOf, takeBackUnfinished } from './integrity';
import { shareSession } from './session';

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
 * Those elsewhere are named with their folder; of a folder that is not there, such as a stick, only itself is.
 */
export function removeFromCopies(database: Database, remove: (copy: Database) => void): readonly string[] {
  noteRemoval(database);
  const own = backupFolderOf(database.name);
  const { files, unreached } = copiesElsewhere(database.name);
  return [...copiesNot(changed, own), ...files.filter((file) => !changed(file)), ...unreached];

  function changed(file: string): boolean {
    return changeCopy(database, file, remove);
  }
}

function copiesNot(changed: (file: string) => boolean, folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((each) => each.endsWith('.db'));
  return names.filter((name) => !changed(path.join(folder, name)));
}

const removals = new WeakMap<Database, number>();

/** What is being copied or looked at meanwhile may have it still: the one is made anew, the other goes. */
export function noteRemoval(database: Database): void {
  removals.set(database, removalsFrom(database) + 1);
  rmSync(openedFolderOf(database.name), { recursive: true, force: true });
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
