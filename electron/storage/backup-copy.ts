import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type AppError, Refusal, refusal } from '../../shared/error';
import { flush, flushFolder, freeName, rowCounts, verifyCopy } from './backup';
import { markOf } from './backup-place';
import { hasBrokenReferences, isSound } from './integrity';

/** Room that a copy must leave on the disk, in bytes: the clerk's own saves come first. */
const roomLeft = 50 * 1024 * 1024;
const everyPage = 0x7fffffff;
const patience = 1500;

export interface CopyRequest {
  readonly source: string;
  readonly folder: string;
  /** Name without its extension. */
  readonly stem: string;
  /** A folder in which the copy is put as well. */
  readonly also: string | null;
}

export interface CopyMade {
  readonly name: string;
  readonly bytes: number;
  /** Why there is none in the other folder. */
  readonly alsoTrouble: AppError | null;
  /** By which the other folder is known again; null where nothing was put there. */
  readonly alsoMark: string | null;
}

/**
 * Copies the database as it is now by SQLite's own backup, while others go on changing it: everything is read within
 * one transaction. Refused with `backup.…`.
 */
export async function copyDatabase({ source, folder, stem, also }: CopyRequest): Promise<CopyMade> {
  try {
    mkdirSync(folder, { recursive: true });
    refuseWithoutRoom(source, folder);
    removePartials(folder);
    const target = freeName(folder, stem);
    const partial = `${target}.partial`;
    try {
      await backUp(source, partial);
      renameSync(partial, target);
      flushFolder(folder);
    } finally {
      rmSync(partial, { force: true });
      rmSync(`${partial}-journal`, { force: true });
    }
    const { alsoTrouble, alsoMark } =
      also === null ? { alsoTrouble: null, alsoMark: null } : copyAlso(target, also);
    return { name: path.basename(target), bytes: statSync(target).size, alsoTrouble, alsoMark };
  } catch (error) {
    throw backupRefusal(error, folder);
  }
}

async function backUp(source: string, partial: string): Promise<void> {
  const database = new Sqlite(source, { readonly: true, fileMustExist: true, timeout: patience });
  try {
    database.exec('BEGIN');
    const counts = rowCounts(database);
    await database.backup(partial, { progress: () => everyPage });
    standAlone(partial);
    try {
      verifyCopy(partial, counts);
    } catch (error) {
      if (error instanceof Refusal && (!isSound(database) || hasBrokenReferences(database)))
        throw refusal('backup.sourceDamaged', { file: source });
      throw error;
    }
    flush(partial);
  } finally {
    database.close();
  }
}

/** A copy that says it has a write-ahead log could not be read on a write-protected stick. */
function standAlone(file: string): void {
  const copy = new Sqlite(file);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function refuseWithoutRoom(source: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const log = statSync(`${source}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const needed = statSync(source).size + log + roomLeft;
  if (bavail * bsize < needed)
    throw refusal('backup.noRoom', { folder, megabytes: Math.ceil(needed / 1024 / 1024) });
}

/** What a program that was ended left behind. */
function removePartials(folder: string): void {
  for (const name of readdirSync(folder))
    if (/\.partial(-journal|-wal|-shm)?$/.test(name)) rmSync(path.join(folder, name), { force: true });
}

/** Never fails: the copy on this PC is there already. */
function copyAlso(file: string, folder: string): Pick<CopyMade, 'alsoTrouble' | 'alsoMark'> {
  const parent = path.dirname(folder);
  const failed = (alsoTrouble: AppError) => ({ alsoTrouble, alsoMark: null });
  try {
    if (!existsSync(parent)) return failed({ code: 'backup.chosenGone', params: { folder: parent } });
    mkdirSync(folder, { recursive: true });
    removePartials(folder);
    // Before the copy: of one that nobody knows of, a roster could never be deleted.
    const alsoMark = markOf(folder);
    const target = path.join(folder, path.basename(file));
    const partial = `${target}.partial`;
    try {
      const digest = copyInPieces(file, partial);
      flush(partial);
      if (digestOf(partial) !== digest)
        return failed({ code: 'backup.failed', params: { folder: parent, reason: 'VERIFY' } });
      renameSync(partial, target);
      flushFolder(folder);
    } finally {
      rmSync(partial, { force: true });
    }
    return { alsoTrouble: null, alsoMark };
  } catch (error) {
    return failed(backupRefusal(error, parent).error);
  }
}

/** A slow stick takes long for all of it, and she may call it off meanwhile. Gives the digest of what was read. */
function copyInPieces(from: string, to: string): string {
  const target = openSync(to, 'w');
  try {
    return readInPieces(from, (bytes) => {
      for (let at = 0; at < bytes.length;) at += writeSync(target, bytes, at);
    });
  } finally {
    closeSync(target);
  }
}

const digestOf = (file: string): string => readInPieces(file, () => undefined);

function readInPieces(file: string, take: (bytes: Buffer) => void): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  const source = openSync(file, 'r');
  try {
    for (;;) {
      const bytes = piece.subarray(0, readSync(source, piece));
      if (bytes.length === 0) return hash.digest('hex');
      hash.update(bytes);
      take(bytes);
    }
  } finally {
    closeSync(source);
  }
}

/** What the clerk is told about anything that kept a copy from being made. */
export function backupRefusal(error: unknown, folder: string): Refusal {
  if (error instanceof Refusal) return error;
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  return refusal('backup.failed', { folder, reason });
}
