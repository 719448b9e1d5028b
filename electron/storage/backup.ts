import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { refusal } from '../../shared/error';
import { isSound, tablesOf, versionOf } from './integrity';

/** Where the copies of a database file are kept. */
export const backupFolderOf = (file: string): string => path.join(path.dirname(file), 'backups');

/**
 * Puts a consistent copy into the folder, under a name that sorts by time, and returns its path. Copying the file
 * itself would miss what is still in the WAL. It gets its final name only after it was read back and found whole: a
 * backup that nobody checked is not one.
 */
export function makeBackup(database: Sqlite.Database, folder: string, now: Date): string {
  mkdirSync(folder, { recursive: true });
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const name = `${path.parse(database.name).name}-v${versionOf(database)}-${stamp}`;
  const target = freeName(folder, name);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    database.prepare<[string]>('VACUUM INTO ?').run(partial);
    verifyCopy(database, partial);
    flush(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  return target;
}

function freeName(folder: string, name: string): string {
  let candidate = path.join(folder, `${name}.db`);
  for (let count = 2; existsSync(candidate); count++) candidate = path.join(folder, `${name}-${count}.db`);
  return candidate;
}

function verifyCopy(original: Sqlite.Database, file: string): void {
  const copy = new Sqlite(file, { readonly: true });
  try {
    const complete = JSON.stringify(rowCounts(copy)) === JSON.stringify(rowCounts(original));
    if (!isSound(copy) || !complete) throw refusal('database.corrupt', { file });
  } finally {
    copy.close();
  }
}

function rowCounts(database: Sqlite.Database): readonly [string, number][] {
  return tablesOf(database).map((table) => {
    const count = database
      .prepare<[], number>(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
      .pluck();
    return [table, count.get() ?? 0];
  });
}

function flush(file: string): void {
  // Windows flushes only what was opened for writing.
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
