import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { readBackupName } from '../../shared/backup-name';
import type { BackupItem } from '../../shared/ipc-backup';
import { backupFolderOf } from './backup';
import { type BackupFolder, readNote, writeNote } from './backup-note';

/** In milliseconds: so far a clock may be wrong without anybody wondering. */
const aDay = 24 * 60 * 60 * 1000;

/**
 * Copies as they were made, the last one first. One of which nobody knows when it was made (as before a migration) goes
 * by its own time, and where that is still to come, behind those that have a possible one.
 */
export function newestFirst(
  copies: readonly BackupItem[],
  made: readonly string[],
  now = new Date(),
): readonly BackupItem[] {
  const place = new Map(made.map((name, index) => [name, index]));
  const known = copies
    .filter(({ name }) => place.has(name))
    .sort((a, b) => (place.get(b.name) ?? 0) - (place.get(a.name) ?? 0));
  const isToCome = ({ at }: BackupItem) => Date.parse(at) > now.getTime() + aDay;
  const unknown = copies
    .filter(({ name }) => !place.has(name))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const sorted = [...known];
  for (const copy of unknown.filter((each) => !isToCome(each)).reverse()) {
    const before = sorted.findIndex(({ at }) => at <= copy.at);
    sorted.splice(before < 0 ? sorted.length : before, 0, copy);
  }
  return [...sorted, ...unknown.filter(isToCome)];
}

/** Longer than any folder of copies is. */
const rememberedNames = 300;

/** Names in the order in which they were made, with one more as the last; those of a migration, which makes its own, before. */
export function orderWith(databaseFile: string, name: string): readonly string[] {
  const before = readNote(databaseFile).made;
  const others = copiesIn(backupFolderOf(databaseFile), 'own')
    .map((each) => each.name)
    .filter((each) => each !== name && !before.includes(each));
  return [...before, ...others.reverse(), name].slice(-rememberedNames);
}

/** Where the copy of a file is put that she opens to look into it. */
export const openedFolderOf = (databaseFile: string): string =>
  path.join(path.dirname(databaseFile), 'restore');

/** Earlier programs gave all data of a PC this one folder. */
export const sharedFolderOf = (chosen: string): string => path.join(chosen, `填报备份-${hostname()}`);

/** Two PCs, or two people at one, may share a stick: neither may thin out what the other has put there. */
export function chosenFolderOf(databaseFile: string, chosen: string): string {
  const { inner } = readNote(databaseFile);
  return inner === null ? sharedFolderOf(chosen) : path.join(chosen, inner);
}

/** Gives the data a folder of their own, once and for all: it keeps its name where the PC gets another. */
export function nameInner(databaseFile: string): void {
  if (readNote(databaseFile).inner !== null) return;
  writeNote(databaseFile, { inner: `填报备份-${hostname()}-${randomBytes(4).toString('hex')}` });
}

const markName = '填报备份.id';

/** Null where the folder has none, or is not there. */
export function readMark(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, markName), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Reads what marks the folder, or marks it. */
export function markOf(folder: string): string {
  const mark = readMark(folder);
  if (mark !== null && mark !== '') return mark;
  const made = randomBytes(8).toString('hex');
  writeFileSync(path.join(folder, markName), made);
  return made;
}

/** That a copy was put there. */
export function rememberFolder(databaseFile: string, put: BackupFolder): void {
  const others = readNote(databaseFile).folders.filter(({ mark }) => mark !== put.mark);
  writeNote(databaseFile, { folders: [...others, put] });
}

/** Copies in a folder, newest first; none where it cannot be read. */
export function copiesIn(folder: string, place: 'own' | 'chosen'): readonly BackupItem[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const said = readBackupName(name);
      const stats =
        said === undefined ? undefined : statSync(path.join(folder, name), { throwIfNoEntry: false });
      if (said === undefined || stats?.isFile() !== true) return [];
      return [{ place, name, at: said.at, reason: said.reason, bytes: stats.size }];
    })
    .sort((a, b) => (a.at < b.at || (a.at === b.at && a.name < b.name) ? 1 : -1));
}

/**
 * Whether the database is gone while copies of it, or what a restore that was ended left, are there: then nothing may be
 * begun without asking.
 */
export function isDatabaseMissing(databaseFile: string): boolean {
  if ((statSync(databaseFile, { throwIfNoEntry: false })?.size ?? 0) > 0) return false;
  const folder = backupFolderOf(databaseFile);
  const data = path.dirname(databaseFile);
  const left = (name: string) =>
    name === `${path.basename(databaseFile)}.restoring` || /^damaged-\d/.test(name);
  if (existsSync(data) && readdirSync(data).some(left)) return true;
  return existsSync(folder) && readdirSync(folder).some((name) => readBackupName(name) !== undefined);
}
