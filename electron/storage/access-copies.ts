import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  accessRow,
  type Earlier,
  isUnfinished,
  type NewAccess,
  rewriteFile,
  setFinished,
  writeAccess,
} from './access-password';
import { backupFolderOf, flush } from './backup';
import { copiesElsewhere } from './backup-elsewhere';
import type { Database } from './database';
import { isSound } from './integrity';
import { migrateCopy } from './migrate';
import { migrations } from './migrations';
import { noteRemoval } from './rosters-traces';

/** How long to wait for a copy that another program has open, in ms. */
const copyPatience = 500;

export interface TracesLeft {
  /** Names of copies that stayed as they were. */
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
  noteRemoval(database);
  const finished = rewriteOrWait(database);
  const unchanged: string[] = [];
  const own = backupFolderOf(database.name);
  const { files, unreached } = copiesElsewhere(database.name);
  for (const file of [...copiesIn(own), ...wholeOnes(files)]) {
    await new Promise(setImmediate);
    if (changeCopy(file, next, earlier)) continue;
    unchanged.push(path.dirname(file) === own ? path.basename(file) : file);
  }
  unchanged.push(...unreached);
  if (finished && next !== null && isUnfinished(database)) setFinished(database);
  return { unchanged, finished };
}

/** A full disk or somebody who reads the file is no reason to tell her that nothing was changed: it was. */
function rewriteOrWait(database: Database): boolean {
  try {
    return rewriteFile(database);
  } catch {
    return false;
  }
}

function copiesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  removeHalf(folder);
  return files.filter((file) => file.endsWith('.db'));
}

/** What a power cut left half changed beside them goes. */
function wholeOnes(files: readonly string[]): readonly string[] {
  for (const folder of new Set(files.map((file) => path.dirname(file)))) removeHalf(folder);
  return files;
}

/** One that cannot be removed now is of no use to anybody, and goes the next time. */
function removeHalf(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.includes(changing))) {
    try {
      rmSync(path.join(folder, name), { force: true });
    } catch {
      // The copy itself is named where it cannot be changed.
    }
  }
}

const changing = '.db.changing';

/** In a file of its own, which takes the copy's name once it is whole: a power cut leaves the one or the other. */
function changeCopy(file: string, next: NewAccess | null, earlier: Earlier | null): boolean {
  const partial = file.replace(/\.db$/, changing);
  try {
    copyFileSync(file, partial);
    const copy = new Sqlite(partial, { timeout: copyPatience });
    try {
      migrateCopy(copy, migrations);
      const row = accessRow(copy);
      if (next !== null && row?.wrapped_key.equals(next.row.wrapped_key) === true) return true;
      const key =
        row === undefined ? null : row.wrapped_key.equals(earlier?.wrappedKey ?? noKey) ? earlier : undefined;
      if (key === undefined) return false;
      copy.pragma('secure_delete = ON');
      copy.transaction(() => writeAccess(copy, next, key?.key ?? null)).immediate();
      rewriteFile(copy);
      if (!isSound(copy)) return false;
    } finally {
      copy.close();
    }
    flush(partial);
    renameSync(partial, file);
    return true;
  } catch {
    // Damaged, locked or write-protected: she has to hear of it, and her data are sound all the same.
    return false;
  } finally {
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${rest}`, { force: true });
  }
}

const noKey = Buffer.alloc(0);
