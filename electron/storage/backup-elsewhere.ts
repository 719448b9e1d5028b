import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { earlierWords, unreachedWords } from '../../shared/backup-name';
import { backupFolderOf } from './backup';
import { type BackupFolder, readNote } from './backup-note';
import { chosenFolderOf, readMark, sharedFolderOf } from './backup-place';

/** Copies that are not beside the data. */
export interface Elsewhere {
  readonly files: readonly string[];
  /** Folders, with the time of their last copy, that are on a stick which is not there. */
  readonly unreached: readonly string[];
}

/**
 * All copies of the data in whatever folder ever got one, also where copies go there no more. In the folder that all
 * data of a PC once shared only those of these data.
 */
export function copiesElsewhere(databaseFile: string): Elsewhere {
  const { chosen, folders, earlier } = readNote(databaseFile);
  const own = chosen === null ? null : chosenFolderOf(databaseFile, chosen);
  const shared = chosen === null ? null : sharedFolderOf(chosen);
  const places = placesElsewhere(databaseFile);
  const unreached = absentFolders(databaseFile).map(({ folder, at }) => unreachedWords(folder, at));
  // Of a stick that is not there, and to which an earlier program copied, nothing more is known.
  const unknown =
    chosen !== null && own !== null && !existsSync(chosen) && !folders.some(({ folder }) => folder === own);
  const files = places.filter((place) => place !== shared).flatMap(databasesIn);
  return {
    files: [...files, ...(shared === null ? [] : oursIn(databaseFile, shared))],
    unreached: [
      ...unreached,
      ...(unknown ? [own] : []),
      ...earlier.map(({ folder, at }) => earlierWords(folder, at)),
    ],
  };
}

/** Folders that ever got copies, or will get the next one, as they are named; not all need to be there. */
export function placesElsewhere(databaseFile: string): readonly string[] {
  const { chosen, folders } = readNote(databaseFile);
  const own = chosen === null ? [] : [chosenFolderOf(databaseFile, chosen)];
  return [...new Set([...folders.map(({ folder }) => folder), ...own])];
}

/** Those that are on a stick which is not there. */
export function absentFolders(databaseFile: string): readonly BackupFolder[] {
  const marks = new Set(placesElsewhere(databaseFile).map(readMark));
  return readNote(databaseFile).folders.filter(({ mark }) => !marks.has(mark));
}

export function databasesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.db'));
  return names.map((name) => path.join(folder, name));
}

/** Puts what an earlier program copied of these data into their own folder. What cannot be moved stays. */
export function adoptShared(databaseFile: string, chosen: string): void {
  const to = chosenFolderOf(databaseFile, chosen);
  const from = sharedFolderOf(chosen);
  if (to === from || !existsSync(from)) return;
  for (const file of oursIn(databaseFile, from)) {
    const target = path.join(to, path.basename(file));
    mkdirSync(to, { recursive: true });
    if (!existsSync(target)) renameSync(file, target);
  }
  if (readdirSync(from).length === 0) rmdirSync(from);
}

/** By what the data are known again: two that were never one have not the same first entry of the log. */
interface Origin {
  readonly first: string | null;
  readonly schools: readonly string[];
}

/** Those that are not somebody else's for certain; none where nothing here can be read. */
function oursIn(databaseFile: string, folder: string): readonly string[] {
  const files = databasesIn(folder);
  if (files.length === 0) return [];
  const own = [databaseFile, ...databasesIn(backupFolderOf(databaseFile))].flatMap(
    (file) => originOf(file) ?? [],
  );
  if (own.length === 0) return [];
  return files.filter((file) => {
    const origin = originOf(file);
    return origin === null || own.some((each) => isSame(each, origin));
  });
}

function isSame(a: Origin, b: Origin): boolean {
  if (a.first !== null && b.first !== null) return a.first === b.first;
  return b.schools.length === 0 || b.schools.some((code) => a.schools.includes(code));
}

function originOf(file: string): Origin | null {
  let copy: Sqlite.Database | null = null;
  try {
    copy = new Sqlite(file, { readonly: true, fileMustExist: true });
    const first = `SELECT id || ' ' || at || ' ' || form || ' ' || cell FROM edit_log ORDER BY id LIMIT 1`;
    return {
      first: copy.prepare<[], string>(first).pluck().get() ?? null,
      schools: copy.prepare<[], string>('SELECT code FROM schools').pluck().all(),
    };
  } catch {
    return null;
  } finally {
    copy?.close();
  }
}
