import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { Refusal, refusal } from '../../shared/error';
import { forgetStanding } from '../home-standing';
import { backupStem } from '../../shared/backup-name';
import { backupFolderOf, flush, flushFolder, freeName } from './backup';
import { writeNote } from './backup-note';
import { orderWith } from './backup-place';
import { givenInFiles, rememberGiven } from './given-versions';
import { isSound, isWholeCopy, tablesOf, versionOf } from './integrity';

/** What SQLite keeps beside a database; a left-over of one must never meet another. */
const companions = ['-wal', '-shm', '-journal'] as const;
const busyMilliseconds = 1500;
/** Antivirus and indexers hold a fresh file for moments; in milliseconds. */
const renameDelays = [50, 100, 200, 400, 800];

export interface PrepareRequest {
  /** The copy; with its log or journal where there is one beside it. */
  readonly source: string;
  /** Where it is put, ready to take the database's place: on the same disk. */
  readonly prepared: string;
  /** Number of migrations that the program has. */
  readonly known: number;
  /** Written into the copy's own events; null for one that is only looked into. */
  readonly restored: Restored | null;
  /** Databases that may know numbers of 定稿 which the copy does not: what it replaces, and other copies. */
  readonly others?: readonly string[];
}

export interface Restored {
  readonly at: string;
  /** Who puts it back, and goes on working with it; left out where nobody knows, as after a bad start. */
  readonly operator?: string | null;
  readonly name: string;
  /** What had become of the file in whose place it goes; left out where that is sound. */
  readonly instead?: 'damaged' | 'missing';
}

/** Where a copy waits until it takes the place of the database. */
export const preparedFileOf = (databaseFile: string): string => `${databaseFile}.restoring`;

/** Copies and verifies. Refused with `backup.gone`, `.damaged`, `.newer`, `.notRestored`; then nothing is left. */
export function prepareCopy({ source, prepared, known, restored, others = [] }: PrepareRequest): void {
  const name = path.basename(source);
  if (!existsSync(source)) throw refusal('backup.gone', { name });
  try {
    removePrepared(prepared);
    mkdirSync(path.dirname(prepared), { recursive: true });
    copyFileSync(source, prepared);
    for (const rest of ['-wal', '-journal'])
      if (existsSync(`${source}${rest}`)) copyFileSync(`${source}${rest}`, `${prepared}${rest}`);
    settle(prepared, (copy) => {
      if (versionOf(copy) > known) throw refusal('backup.newer', { name });
      if (!isWholeCopy(copy, known)) throw refusal('backup.damaged', { name });
      if (restored === null) return;
      noteRestored(copy, restored);
      rememberGiven(copy, givenInFiles(others));
    });
    flush(prepared);
  } catch (error) {
    discardPrepared(prepared);
    const damaged = error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(error.code);
    throw damaged ? refusal('backup.damaged', { name }) : notRestored(error, name);
  }
}

/** What the clerk is told about anything else that keeps a copy from taking its place. */
export function notRestored(error: unknown, file: string): Refusal {
  if (error instanceof Refusal) return error;
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  return refusal('backup.notRestored', { file, reason });
}

/** Copies that are older than the table of events cannot say it. */
function noteRestored(copy: Sqlite.Database, { at, operator, name, instead }: Restored): void {
  if (!tablesOf(copy).includes('events')) return;
  // Of what is no secret: it needs no key, which a copy may have another of.
  const insert = `INSERT INTO events (at, operator, kind, about, new_text) VALUES (?, ?, 'backupRestored', ?, ?)`;
  copy
    .prepare<[string, string | null, string, string | null]>(insert)
    .run(at, operator ?? null, name, instead ?? null);
  if (operator === undefined) return;
  // Whoever worked when the copy was made is not who works now: under another's name nothing may be written down.
  const select = 'SELECT id FROM operators WHERE name = ? AND retired = 0';
  const id = copy.prepare<[string | null], number>(select).pluck().get(operator) ?? null;
  const upsert = `INSERT INTO settings (key, value) VALUES ('lastOperator', ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
  copy.prepare<[string]>(upsert).run(JSON.stringify(id));
}

/** That the file in whose place it goes turned out to be damaged is known only once the copy is prepared. */
export function noteDamaged(prepared: string): void {
  settle(prepared, (copy) => {
    if (!tablesOf(copy).includes('events')) return;
    copy.exec(`UPDATE events SET new_text = 'damaged' WHERE id = (SELECT max(id) FROM events)`);
  });
  flush(prepared);
}

function removePrepared(prepared: string): void {
  for (const ending of ['', ...companions]) rmSync(`${prepared}${ending}`, { force: true });
}

/** Of a restore that failed. What cannot be removed now, as on a disk that takes nothing, goes with the next one. */
export function discardPrepared(prepared: string): void {
  try {
    removePrepared(prepared);
  } catch {
    // The clerk is told why her copy was not put back, not that its remains are still there.
  }
}

/**
 * A restore that was ended after it set the old database aside leaves its copy, verified, and no database: the copy goes
 * among the others, the newest of them, so that it is offered first. Nothing where there is a database.
 */
export function offerUnfinished(databaseFile: string, known: number, now: Date): void {
  const prepared = preparedFileOf(databaseFile);
  if (hasContent(databaseFile) || !hasContent(prepared)) return;
  const folder = backupFolderOf(databaseFile);
  mkdirSync(folder, { recursive: true });
  const stem = backupStem(path.parse(databaseFile).name, known, now, 'manual');
  const target = freeName(folder, stem);
  renameSync(prepared, target);
  flushFolder(folder);
  try {
    writeNote(databaseFile, { made: orderWith(databaseFile, path.basename(target)) });
  } catch {
    // It is there, among the others by its own time.
  }
}

const hasContent = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Brings everything into the one file. Nothing else may have it open. */
function settle(file: string, look: (database: Sqlite.Database) => void = () => undefined): void {
  const database = new Sqlite(file, { timeout: busyMilliseconds });
  try {
    look(database);
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

/**
 * Steps that put the prepared file in the place of the closed database. However far they come, what is found at the
 * next start is whole: the old database up to the last step, the new one after it. A database that cannot be read, or
 * of which no copy could be made (`aside`), is kept whole under another name.
 */
export function stepsIntoPlace(
  databaseFile: string,
  prepared: string,
  { now, aside }: { readonly now: Date; readonly aside: boolean },
): readonly (() => void)[] {
  return [
    () => {
      if (aside || !canSettle(databaseFile)) setAside(databaseFile, now);
    },
    () => {
      // The rename would hand it to the new file.
      if (companions.some((ending) => existsSync(`${databaseFile}${ending}`)))
        throw refusal('backup.inUse', { file: databaseFile });
    },
    () => {
      forgetStanding(databaseFile);
      renamePatiently(prepared, databaseFile);
      flushFolder(path.dirname(databaseFile));
    },
  ];
}

/** False for a file that is no sound database or missing; refused with `backup.inUse` while another program holds it. */
function canSettle(file: string): boolean {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return false;
  try {
    // Only looked at: closing a connection that can write would empty the log into a file that is to be kept as it is.
    const database = new Sqlite(file, { readonly: true, timeout: busyMilliseconds });
    try {
      if (!isSound(database)) return false;
    } finally {
      database.close();
    }
    settle(file);
    return true;
  } catch (error) {
    const code = error instanceof Sqlite.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
      throw refusal('backup.inUse', { file });
    return false;
  }
}

/**
 * Keeps a database that cannot be opened, with what belongs to it, in a folder beside: somebody may still rescue it.
 * Returns the folder; undefined where there was nothing.
 */
export function setAside(file: string, now: Date): string | undefined {
  const endings = ['', ...companions].filter((ending) => existsSync(`${file}${ending}`));
  if (endings.length === 0) return undefined;
  forgetStanding(file);
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const folder = freeFolder(path.join(path.dirname(file), `damaged-${stamp}`));
  mkdirSync(folder);
  const inFolder = (ending: string) => path.join(folder, `${path.basename(file)}${ending}`);
  try {
    for (const ending of endings) {
      copyFileSync(`${file}${ending}`, inFolder(ending));
      flush(inFolder(ending));
    }
    flushFolder(folder);
    // Whole in the folder: only now may it go here. Without its log it could pass for sound, so it goes first.
    for (const ending of endings) rmSync(`${file}${ending}`);
  } catch {
    // What cannot be read can still be moved; neither can be lost by it.
    for (const ending of endings)
      if (existsSync(`${file}${ending}`)) renamePatiently(`${file}${ending}`, inFolder(ending));
  }
  flushFolder(path.dirname(file));
  return folder;
}

function freeFolder(wanted: string): string {
  let candidate = wanted;
  for (let count = 2; existsSync(candidate); count++) candidate = `${wanted}-${count}`;
  return candidate;
}

function renamePatiently(from: string, to: string): void {
  for (const delay of [...renameDelays, null]) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (delay === null || !['EPERM', 'EACCES', 'EBUSY'].includes(code)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delay);
    }
  }
}
