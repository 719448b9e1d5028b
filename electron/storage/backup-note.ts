import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { AppError } from '../../shared/error';
import { backupFolderOf, flush, flushFolder } from './backup';

/**
 * What is remembered about copies. It stands beside them and not in the database: it must outlive a damaged one, and
 * restoring an older state must not change where copies go.
 */
export interface BackupNote {
  /** The folder that she chose. */
  readonly chosen: string | null;
  readonly trouble: AppError | null;
  /** Name of the folder within the chosen one: no other data have it. */
  readonly inner: string | null;
  /** Every folder in which copies were put, on whatever stick, forgotten or not. */
  readonly folders: readonly BackupFolder[];
  /** Those of before the data folder was copied or moved: they may be another's, and nothing in them is changed. */
  readonly earlier: readonly BackupFolder[];
  /** What is to be done in a folder that was not there. */
  readonly owed: readonly Owed[];
  /** Names in the order in which the copies were made, which no clock can turn round. */
  readonly made: readonly string[];
  /** Of what the newest copy was made; `content` is null where it is not of what is there now. */
  readonly newest: { readonly name: string; readonly at: string; readonly content: string | null } | null;
}

export interface BackupFolder {
  readonly folder: string;
  /** What stands in the folder, by which one stick is told from another with the same letter. */
  readonly mark: string;
  /** ISO time of the last copy. */
  readonly at: string;
}

/** A roster that was deleted. */
export interface OwedRoster {
  readonly submissionId: number;
  readonly kind: string;
}

export interface Owed {
  /** Of the folder. */
  readonly mark: string;
  /** Its copies have no password yet. */
  readonly seal: boolean;
  readonly rosters: readonly OwedRoster[];
}

const noteName = 'backups.json';
/** Says the same: which sticks have copies can be found out from nothing else. */
const twinName = 'backups.twin.json';
const emptyNote: BackupNote = {
  ...{ chosen: null, trouble: null, inner: null, folders: [], earlier: [], owed: [], made: [], newest: null },
};

/** Where the data are. Whoever copies the folder by hand copies the note too: this tells the two apart. */
interface Home {
  readonly host: string;
  readonly folder: string;
  /** Of the folder on its disk, whatever its name; null where the disk does not say. */
  readonly id: string | null;
}

type StoredNote = BackupNote & { readonly home: Home };

/** The last one, or where that cannot be read, the twin beside it. */
function storedIn(folder: string): Partial<StoredNote> {
  try {
    return JSON.parse(readFileSync(path.join(folder, noteName), 'utf8')) as Partial<StoredNote>;
  } catch {
    return JSON.parse(readFileSync(path.join(folder, twinName), 'utf8')) as Partial<StoredNote>;
  }
}

export function readNote(databaseFile: string): BackupNote {
  try {
    const note = storedIn(backupFolderOf(databaseFile));
    const { chosen, trouble, inner, newest, home } = note;
    const folders = listOf(note.folders, isFolder);
    const earlier = listOf(note.earlier, isFolder);
    const here = home === undefined || isHome(home, homeOf(databaseFile));
    return {
      chosen: typeof chosen === 'string' && path.isAbsolute(chosen) ? chosen : null,
      trouble: typeof trouble?.code === 'string' ? trouble : null,
      inner: here && typeof inner === 'string' && /^填报备份-[^/\\]*-[0-9a-f]{8}$/.test(inner) ? inner : null,
      folders: here ? folders : [],
      earlier: here ? earlier : [...earlier, ...folders],
      owed: here ? listOf(note.owed, isOwed) : [],
      made: listOf(note.made, (each) => typeof each === 'string'),
      newest: typeof newest?.name === 'string' && typeof newest.at === 'string' ? newest : null,
    };
  } catch {
    // There is none yet, or somebody changed both: then she is asked for a folder again.
    return emptyNote;
  }
}

export function writeNote(databaseFile: string, note: Partial<BackupNote>): void {
  const folder = backupFolderOf(databaseFile);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, noteName);
  const stored: StoredNote = { ...readNote(databaseFile), ...note, home: homeOf(databaseFile) };
  const text = JSON.stringify(stored);
  writeFileSync(`${file}.new`, text);
  flush(`${file}.new`);
  renameSync(`${file}.new`, file);
  flushFolder(folder);
  // Not flushed: until it is on the disk the note itself is.
  writeFileSync(path.join(folder, twinName), text);
}

/** Somebody may have written anything into the file. */
function listOf<T>(list: readonly (T | null)[] | undefined, is: (each: T) => boolean): readonly T[] {
  return Array.isArray(list) ? list.filter((each): each is T => each !== null && is(each as T)) : [];
}

const isFolder = ({ folder, mark, at }: Partial<BackupFolder>): boolean =>
  typeof folder === 'string' && path.isAbsolute(folder) && typeof mark === 'string' && typeof at === 'string';

const isOwed = ({ mark, rosters }: Partial<Owed>): boolean =>
  typeof mark === 'string' && Array.isArray(rosters);

function homeOf(databaseFile: string): Home {
  const folder = path.resolve(path.dirname(databaseFile));
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
  const id = stats === undefined || stats.ino === 0n ? null : `${stats.ino} ${stats.birthtimeNs}`;
  return { host: hostname(), folder, id };
}

/**
 * A PC that got another name, a stick with the data that got another letter: the disk still knows the folder. Folders
 * of the same name on the same PC are one, also where the disk tells nothing.
 */
const isHome = (a: Partial<Home>, b: Home): boolean =>
  (a.host === b.host && a.folder === b.folder) || (b.id !== null && a.id === b.id);
