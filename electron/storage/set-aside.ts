import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { refusal } from '../../shared/error';
import type { AsideData } from '../../shared/ipc-backup';
import { backupFolderOf } from './backup';
import { placesElsewhere } from './backup-elsewhere';

const folderPattern = /^damaged-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-\d+)?$/;

/** Damaged databases that were kept beside the one in use, newest first; nobody can seal what is in them or delete from it. */
export function asideOf(databaseFile: string): readonly AsideData[] {
  const data = path.dirname(databaseFile);
  if (!existsSync(data)) return [];
  return readdirSync(data, { withFileTypes: true })
    .flatMap((each) => {
      const [, year, month, day, ...time] = each.isDirectory() ? (folderPattern.exec(each.name) ?? []) : [];
      if (year === undefined) return [];
      const folder = path.join(data, each.name);
      const bytes = readdirSync(folder).reduce(
        (sum, name) => sum + (statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      );
      return [{ name: each.name, at: `${year}-${month}-${day}T${time.join(':')}.000Z`, bytes }];
    })
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** As they are named to her beside copies that could not be changed. */
export const asideWords = (databaseFile: string): readonly string[] =>
  asideOf(databaseFile).map(
    ({ name }) => `${path.join(path.dirname(databaseFile), name)}（损坏的数据文件，打不开）`,
  );

/** For good. Refused with `backup.gone` before anything is removed, and with `backup.asideHeld`. */
export function removeAside(databaseFile: string, names: readonly string[]): void {
  const known = new Set(asideOf(databaseFile).map(({ name }) => name));
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined) throw refusal('backup.gone', { name: missing });
  for (const name of names) {
    const folder = path.join(path.dirname(databaseFile), name);
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      throw refusal('backup.asideHeld', { folder });
    }
  }
}

const halfMade = /\.db\.partial(-journal|-wal|-shm)?$/;
const halfChanged = /\.db\.changing(-journal|-wal|-shm)?$/;
const halfRestored = /\.restoring(-journal|-wal|-shm)?$/;

/**
 * Removes what a program that was ended left half done, here and in the folders elsewhere: nobody needs it, and it has
 * in it what the database has. Not what is being `copied` at the moment. Gives what could not be removed.
 */
export function removeHalfDone(databaseFile: string, isCopying: boolean): readonly string[] {
  const isHalf = (name: string) => halfChanged.test(name) || (!isCopying && halfMade.test(name));
  const prepared = path.basename(databaseFile);
  return [
    ...namesIn(path.dirname(databaseFile), (name) => name.startsWith(prepared) && halfRestored.test(name)),
    ...[backupFolderOf(databaseFile), ...placesElsewhere(databaseFile)].flatMap((folder) =>
      namesIn(folder, isHalf),
    ),
  ].filter((file) => {
    try {
      rmSync(file, { force: true });
      return false;
    } catch {
      return true;
    }
  });
}

function namesIn(folder: string, wanted: (name: string) => boolean): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(wanted)
    .map((name) => path.join(folder, name));
}
