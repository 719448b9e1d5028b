import Sqlite from 'better-sqlite3';
import type { Database } from './database';

/** What is wrong with a database file; both are empty for a sound one. */
export interface FileCheck {
  /** As SQLite words them, at most 5; page numbers and names of our tables only. */
  readonly problems: readonly string[];
  /** Rows that refer to one that is not there. */
  readonly brokenReferences: number;
}

export const isSoundFile = ({ problems, brokenReferences }: FileCheck): boolean =>
  problems.length === 0 && brokenReferences === 0;

/** Reads the whole file, which takes its time: for a thread of its own. */
export function checkFile(file: string): FileCheck {
  const database = new Sqlite(file, { readonly: true });
  try {
    const lines = database.prepare<[], string>('PRAGMA integrity_check(5)').pluck().all();
    const broken = database.pragma('foreign_key_check') as readonly unknown[];
    return { problems: lines.filter((line) => line !== 'ok'), brokenReferences: broken.length };
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
    // A file that cannot even be read through is what was asked about.
    return { problems: [error.code], brokenReferences: 0 };
  } finally {
    database.close();
  }
}

/** When anything was written down last, by the clock of then; null in a database that nobody has used. */
export function latestTrace(database: Database): Date | null {
  const latest = database
    .prepare<[], string | null>(
      `SELECT max(at) FROM (
         SELECT max(at) AS at FROM edit_log UNION ALL SELECT max(at) FROM state_log
         UNION ALL SELECT max(at) FROM exports UNION ALL SELECT max(at) FROM events)`,
    )
    .pluck()
    .get();
  return latest === undefined || latest === null ? null : new Date(latest);
}

export const sqliteVersion = (database: Database): string =>
  database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
