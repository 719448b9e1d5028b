import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupFolderOf } from './backup';
import type { Database } from './database';
import { tablesOf } from './integrity';

/**
 * Takes what was deleted from the disk too. Deleted and overwritten values are zeroed as they go (`secure_delete`, set
 * for every connection); what is left of them stands in the write-ahead log until it is emptied into the file. Called
 * outside a transaction. Where another program holds the file the log stays until the next change or the end.
 */
export function removeTraces(database: Database): void {
  database.pragma('wal_checkpoint(TRUNCATE)');
}

/** Deletes the rosters of a kind from the copies that were made of the database, whatever version they had then. */
export function removeFromCopies(database: Database, submissionId: number, kind: string): void {
  const folder = backupFolderOf(database.name);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.db'))) {
    const copy = new Sqlite(path.join(folder, name));
    try {
      if (!tablesOf(copy).includes('rosters')) continue;
      copy.pragma('foreign_keys = ON');
      copy.pragma('secure_delete = ON');
      copy
        .prepare<[number, string]>('DELETE FROM rosters WHERE submission_id = ? AND kind = ?')
        .run(submissionId, kind);
    } finally {
      copy.close();
    }
  }
}
