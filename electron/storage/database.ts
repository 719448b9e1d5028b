import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Refusal, refusal } from '../../shared/error';
import { hasBrokenReferences, isSound, lacksTables, schemaOf, versionOf } from './integrity';
import { migrate } from './migrate';
import { migrations } from './migrations';
import { currentSchema } from './schema';
import { beginSession, lockSession } from './session';

export type Database = Sqlite.Database;

/** Another program may be reading the file for a moment (antivirus, a backup); a clerk waits this long without noticing. */
const busyMilliseconds = 1500;

export interface OpenOptions {
  readonly file: string;
  /** Where copies are put before a migration. */
  readonly backupFolder: string;
  readonly now: Date;
  /** Only tests pass other steps. */
  readonly steps?: readonly string[];
}

/**
 * Opens the database, making or migrating it as needed. Whatever is wrong with the file, it is refused before
 * anything is written to it: a damaged file must reach the person who can rescue it as it was found.
 */
export function openDatabase({ file, backupFolder, now, steps = migrations }: OpenOptions): Database {
  return refusing(file, () => {
    if (hasContent(file)) inspect(file, steps);
    return closingOnFailure(new Sqlite(file, { timeout: busyMilliseconds }), (database) => {
      beginSession(database);
      database.pragma('journal_mode = WAL');
      // A clerk may switch the computer off right after 「已保存」; NORMAL could lose the last edits then.
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      // A deleted roster must not be found in the file again.
      database.pragma('secure_delete = ON');
      migrate(database, steps, { backupFolder, now });
      lockSession(database);
      // A file held by another program is noticed now, not at the first edit; and one that SQLite could open for reading
      // only, in which a transaction that writes nothing would begin without a word.
      database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${steps.length}; ROLLBACK`);
      return database;
    });
  });
}

function hasContent(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

/** Read-only, because even closing a connection that can write may change the file by emptying its WAL into it. */
function inspect(file: string, steps: readonly string[]): void {
  const known = steps.length;
  const database = new Sqlite(file, { readonly: true, timeout: busyMilliseconds });
  try {
    const found = versionOf(database);
    if (found > known) throw refusal('database.newer', { file, found, known });
    const whole = isSound(database) && !lacksTables(database, schemaAfter(steps, found));
    if (!whole || hasBrokenReferences(database)) throw refusal('database.corrupt', { file });
  } finally {
    database.close();
  }
}

function schemaAfter(steps: readonly string[], count: number): Readonly<Record<string, string>> {
  if (steps === migrations && count === migrations.length) return currentSchema;
  const made = new Sqlite(':memory:');
  try {
    for (const step of steps.slice(0, count)) made.exec(step);
    return schemaOf(made);
  } finally {
    made.close();
  }
}

function closingOnFailure<T>(database: Database, use: (database: Database) => T): T {
  try {
    return use(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Turns what SQLite throws while opening into what the clerk can be told. */
function refusing<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const known = databaseRefusal(error, file);
    // Nothing of hers was on its way to the disk yet: it is the place that cannot be used.
    if (known?.error.code === 'database.writeFailed') {
      throw refusal('data.unreadable', { folder: path.dirname(file), reason: known.error.params.reason });
    }
    throw known ?? error;
  }
}

/** Undefined for errors that are not SQLite's, and for those that are ours (a constraint, wrong SQL). */
export function databaseRefusal(error: unknown, file: string): Refusal | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined;
  const reason = error.code;
  if (is(reason, 'SQLITE_FULL')) return refusal('database.full', { file });
  if (is(reason, 'SQLITE_CORRUPT') || is(reason, 'SQLITE_NOTADB'))
    return refusal('database.corrupt', { file });
  if (is(reason, 'SQLITE_BUSY') || is(reason, 'SQLITE_LOCKED')) return refusal('database.locked', { file });
  const failed = ['SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_NOMEM'];
  return failed.some((code) => is(reason, code))
    ? refusal('database.writeFailed', { file, reason })
    : undefined;
}

/** SQLite refines its codes by appending to them: SQLITE_IOERR_FSYNC is an SQLITE_IOERR. */
function is(code: string, family: string): boolean {
  return code === family || code.startsWith(`${family}_`);
}
