import Sqlite from 'better-sqlite3';
import { Refusal, refusal } from '../../shared/error';
import { makeBackup } from './backup';
import { tablesOf, versionOf } from './integrity';

export interface MigrationOptions {
  readonly backupFolder: string;
  readonly now: Date;
}

/** Runs the steps that the file has not had yet; a file with something in it is copied first. */
export function migrate(
  database: Sqlite.Database,
  steps: readonly string[],
  options: MigrationOptions,
): void {
  const found = versionOf(database);
  if (found >= steps.length) return;
  const backup = tablesOf(database).length > 0 ? backUp(database, options) : '';
  // SQLite ignores this inside a transaction, and a step that rebuilds a table must not set off its references.
  database.pragma('foreign_keys = OFF');
  try {
    steps.slice(found).forEach((sql, index) => takeStep(database, found + index + 1, sql, backup));
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

/** Of a copy that is changed as a whole and then takes the place of the old one: there is nothing to copy before. */
export function migrateCopy(copy: Sqlite.Database, steps: readonly string[]): void {
  const found = versionOf(copy);
  copy.pragma('foreign_keys = OFF');
  steps.slice(found).forEach((sql, index) => takeStep(copy, found + index + 1, sql, ''));
}

function takeStep(database: Sqlite.Database, step: number, sql: string, backup: string): void {
  const run = database.transaction(() => {
    database.exec(sql);
    const broken = database.pragma('foreign_key_check');
    if (!Array.isArray(broken) || broken.length > 0)
      throw new Error('The step leaves references to nothing.');
    database.pragma(`user_version = ${step}`);
  });
  try {
    run.exclusive();
  } catch (error) {
    // Not the step's fault, and each has its own advice for the clerk.
    if (error instanceof Sqlite.SqliteError && /^SQLITE_(FULL|BUSY|IOERR|READONLY)/.test(error.code))
      throw error;
    throw refusal('database.migrationFailed', { file: database.name, backup, step });
  }
}

/** Without a good copy nothing is migrated. */
function backUp(database: Sqlite.Database, { backupFolder, now }: MigrationOptions): string {
  try {
    return makeBackup(database, backupFolder, now);
  } catch (error) {
    if (error instanceof Sqlite.SqliteError || error instanceof Refusal) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    if (reason === 'ENOSPC') throw refusal('database.full', { file: backupFolder });
    throw refusal('database.writeFailed', { file: backupFolder, reason });
  }
}
