import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { readBackupName } from '../../shared/backup-name';
import type { AppError } from '../../shared/error';
import type { BackupItem } from '../../shared/ipc-backup';
import { backupFolderOf } from './backup';

/**
 * What is remembered about copies. It stands beside them and not in the database: it must outlive a damaged one, and
 * restoring an older state must not change where copies go.
 */
export interface BackupNote {
  /** The folder that she chose. */
  readonly chosen: string | null;
  readonly trouble: AppError | null;
}

const noteName = 'backups.json';

export function readNote(databaseFile: string): BackupNote {
  try {
    const text = readFileSync(path.join(backupFolderOf(databaseFile), noteName), 'utf8');
    const { chosen, trouble } = JSON.parse(text) as Partial<BackupNote>;
    return {
      chosen: typeof chosen === 'string' && path.isAbsolute(chosen) ? chosen : null,
      trouble: typeof trouble?.code === 'string' ? trouble : null,
    };
  } catch {
    // There is none yet, or somebody changed it: then she is asked for a folder again.
    return { chosen: null, trouble: null };
  }
}

export function writeNote(databaseFile: string, note: Partial<BackupNote>): void {
  const folder = backupFolderOf(databaseFile);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, noteName);
  writeFileSync(`${file}.new`, JSON.stringify({ ...readNote(databaseFile), ...note }));
  renameSync(`${file}.new`, file);
}

/** Where the copy of a file is put that she opens to look into it. */
export const openedFolderOf = (databaseFile: string): string =>
  path.join(path.dirname(databaseFile), 'restore');

/** Two PCs may share a stick: neither may thin out, or count as its own, what the other has put there. */
export const chosenFolderOf = (chosen: string): string => path.join(chosen, `填报备份-${hostname()}`);

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
