import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupStem } from '../../shared/backup-name';
import { refusal } from '../../shared/error';
import { hasBrokenReferences, isSound, tablesOf, versionOf } from './integrity';

/** Where the copies of a database file are kept. */
export const backupFolderOf = (file: string): string => path.join(path.dirname(file), 'backups');

/**
 * Puts a consistent copy into the folder before a migration, under a name that sorts by time, and returns its path.
 * Copying the file itself would miss what is still in the WAL. It gets its final name only after it was read back and
 * found whole: a backup that nobody checked is not one.
 */
export function makeBackup(database: Sqlite.Database, folder: string, now: Date): string {
  mkdirSync(folder, { recursive: true });
  const name = backupStem(path.parse(database.name).name, versionOf(database), now, 'migration');
  const target = freeName(folder, name);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    database.prepare<[string]>('VACUUM INTO ?').run(partial);
    verifyCopy(partial, rowCounts(database));
    flush(partial);
    renameSync(partial, target);
    flushFolder(folder);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  return target;
}

export function freeName(folder: string, name: string): string {
  let candidate = path.join(folder, `${name}.db`);
  for (let count = 2; existsSync(candidate); count++) candidate = path.join(folder, `${name}-${count}.db`);
  return candidate;
}

export type RowCounts = readonly (readonly [table: string, rows: number])[];

/** Refused with `database.corrupt` unless the copy is whole and has as many rows as its original had. */
export function verifyCopy(file: string, counts: RowCounts): void {
  const copy = new Sqlite(file, { readonly: true });
  try {
    const complete = JSON.stringify(rowCounts(copy)) === JSON.stringify(counts);
    if (!complete || !isSound(copy) || hasBrokenReferences(copy)) throw refusal('database.corrupt', { file });
  } finally {
    copy.close();
  }
}

export function rowCounts(database: Sqlite.Database): RowCounts {
  return tablesOf(database).map((table) => {
    const count = database
      .prepare<[], number>(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
      .pluck();
    return [table, count.get() ?? 0];
  });
}

export function flush(file: string): void {
  // Windows flushes only what was opened for writing.
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Without this a name that was given or taken may be gone after a power failure. Windows has no such thing. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } catch {
    // Some network folders and sticks refuse it; the file itself was flushed.
  } finally {
    closeSync(descriptor);
  }
}
