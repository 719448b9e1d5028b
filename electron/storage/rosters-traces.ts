import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupFolderOf } from './backup';
import type { Database } from './database';
import { tablesOf } from './integrity';

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
 * Deletes from the copies that were made of the database, whatever version they had then. Gives the names of those that
 * could not be opened or changed: what stands in them is still there.
 */
export function removeFromCopies(database: Database, remove: (copy: Database) => void): readonly string[] {
  const folder = backupFolderOf(database.name);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((each) => each.endsWith('.db'));
  return names.filter((name) => !changeCopy(path.join(folder, name), remove));
}

function changeCopy(file: string, remove: (copy: Database) => void): boolean {
  let copy: Database | null = null;
  try {
    copy = new Sqlite(file, { timeout: copyPatience });
    if (tablesOf(copy).includes('rosters')) {
      copy.pragma('foreign_keys = ON');
      copy.pragma('secure_delete = ON');
      remove(copy);
    }
    return true;
  } catch {
    // Damaged, locked or write-protected: whoever deletes has to hear of it, and her data is sound all the same.
    return false;
  } finally {
    copy?.close();
  }
}
