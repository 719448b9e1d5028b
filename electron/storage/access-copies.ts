import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { backupStem, readBackupName } from '../../shared/backup-name';
import {
  accessRow,
  type Earlier,
  type NewAccess,
  removedPassword,
  rewriteFile,
  setFinished,
  writeAccess,
} from './access-password';
import { backupFolderOf, flush, flushFolder, freeName } from './backup';
import { copiesElsewhere } from './backup-elsewhere';
import { readNote, writeNote } from './backup-note';
import { owe } from './backup-owed';
import type { Database } from './database';
import { isSound, tablesOf, versionOf } from './integrity';
import { migrateCopy } from './migrate';
import { migrations } from './migrations';
import { isCopying, noteRemoval, removeTraces } from './rosters-traces';
import { sessionOf } from './session';
import { asideWords } from './set-aside';

/** How long to wait for a copy that another program has open, in ms. */
const copyPatience = 500;

export interface TracesLeft {
  /** Names of copies, and of damaged files set aside, that stayed as they were. */
  readonly unchanged: readonly string[];
  /** The file itself could be rewritten; otherwise it is tried again when it is next unlocked. */
  readonly finished: boolean;
}

/**
 * Takes what stood in the database before out of its free pages, its log and its copies, which get the same password:
 * what was sealed here is sealed there. Gives the names of copies that stayed as they were (held by another program,
 * damaged, or with a password of their own). Main answers other calls between two copies.
 */
export async function finishTraces(
  database: Database,
  next: NewAccess | null,
  earlier: Earlier | null,
): Promise<TracesLeft> {
  const half = noteRemoval(database);
  const finished = rewriteOrWait(database);
  const unchanged: string[] = [];
  const own = backupFolderOf(database.name);
  const { files, unreached } = copiesElsewhere(database.name);
  owe(database.name, { seal: next !== null });
  for (const file of [...copiesIn(own), ...files]) {
    await new Promise(setImmediate);
    if (changeCopy(database.name, file, next, earlier)) continue;
    unchanged.push(path.dirname(file) === own ? path.basename(file) : file);
  }
  unchanged.push(...unreached);
  // Who takes the password away wants nothing hidden.
  if (next !== null) unchanged.push(...half, ...asideWords(database.name));
  // A copy that is being made is made anew: a program that is ended before that goes on at the next start.
  const noted = !finished || isCopying(database) || noteFinished(database);
  return { unchanged, finished: finished && noted };
}

/** Where the removal of a password was cut off: takes it from the copies too, as the removal would have done. */
export async function finishRemoval(database: Database): Promise<void> {
  const removed = removedPassword(database);
  if (removed === null || accessRow(database) !== undefined) return;
  tellUnchanged(database, (await finishTraces(database, null, removed)).unchanged);
}

/** To her, who was not there when it came out; also where copies are looked after. */
export function tellUnchanged(database: Database, unchanged: readonly string[]): void {
  if (unchanged.length === 0) return;
  writeNote(database.name, {
    trouble: { code: 'access.copiesUnchanged', params: { names: unchanged.join('、') } },
  });
}

/** Gives a copy the password that the database has, as it should have got it earlier. */
export function giveAccess(database: Database, file: string): boolean {
  const row = accessRow(database);
  const { key, locked } = sessionOf(database);
  if (row === undefined) return true;
  if (locked || (key === null && row.sealed === 1)) return false;
  // Without sealing nothing is done with a key.
  return changeCopy(database.name, file, { row, key: key ?? noKey }, null);
}

/** A full disk or somebody who reads the file is no reason to tell her that nothing was changed: it was. */
function rewriteOrWait(database: Database): boolean {
  try {
    return rewriteFile(database);
  } catch {
    return false;
  }
}

/** On a disk that takes nothing any more it is all done over at the next unlocking. */
function noteFinished(database: Database): boolean {
  try {
    setFinished(database);
    // What the copies were sealed with is to stand in the log no more than in the file.
    removeTraces(database);
    return true;
  } catch {
    return false;
  }
}

function copiesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  return files.filter((file) => file.endsWith('.db'));
}

const changing = '.db.changing';

/** In a file of its own, which takes the copy's name once it is whole: a power cut leaves the one or the other. */
function changeCopy(
  databaseFile: string,
  file: string,
  next: NewAccess | null,
  earlier: Earlier | null,
): boolean {
  const partial = file.replace(/\.db$/, changing);
  try {
    copyFileSync(file, partial);
    const copy = new Sqlite(partial, { timeout: copyPatience });
    let version: number;
    let isDone: boolean;
    try {
      const canHold = tablesOf(copy).includes('access');
      if (next === null && !canHold) return true;
      // The table of the password came with a migration: the copy is of that version from then on.
      if (!canHold) migrateCopy(copy, migrations);
      version = versionOf(copy);
      const row = accessRow(copy);
      isDone = next === null ? row === undefined : row?.wrapped_key.equals(next.row.wrapped_key) === true;
      if (!isDone) {
        const key =
          row === undefined
            ? null
            : row.wrapped_key.equals(earlier?.wrappedKey ?? noKey)
              ? earlier
              : undefined;
        if (key === undefined) return false;
        copy.pragma('secure_delete = ON');
        copy.transaction(() => writeAccess(copy, next, key?.key ?? null)).immediate();
        rewriteFile(copy);
        if (!isSound(copy)) return false;
      }
    } finally {
      copy.close();
    }
    if (!isDone) {
      flush(partial);
      renameSync(partial, file);
      flushFolder(path.dirname(file));
    }
    nameByVersion(databaseFile, file, version);
    return true;
  } catch {
    // Damaged, locked or write-protected: she has to hear of it, and her data are sound all the same.
    return false;
  } finally {
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${rest}`, { force: true });
  }
}

/** A name that says another version than the copy has would send an earlier program to a file that it cannot open. */
function nameByVersion(databaseFile: string, file: string, version: number): void {
  const said = readBackupName(path.basename(file));
  if (said === undefined || said.version === version) return;
  const stem = backupStem(path.parse(databaseFile).name, version, new Date(said.at), said.reason);
  const target = freeName(path.dirname(file), stem);
  renameSync(file, target);
  flushFolder(path.dirname(file));
  const [before, after] = [path.basename(file), path.basename(target)];
  const { made, newest } = readNote(databaseFile);
  writeNote(databaseFile, {
    made: made.map((name) => (name === before ? after : name)),
    newest: newest?.name === before ? { ...newest, name: after } : newest,
  });
}

const noKey = Buffer.alloc(0);
