import { existsSync, mkdirSync, mkdtempSync, openSync, closeSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppError } from '../shared/error';

export interface DataFolder {
  readonly folder: string;
  /** Why the clerk's folder cannot be used; `folder` is then a temporary one for what Chromium must write. */
  readonly error: AppError | undefined;
}

/** Makes the folder if needed and tries whether it can be written to, before anything relies on it. */
export function prepareDataFolder(wanted: string): DataFolder {
  const absolute = path.resolve(wanted);
  try {
    if (wanted === '') throw Object.assign(new Error('No folder was named.'), { code: 'NO_FOLDER_NAMED' });
    makeFolder(absolute);
    // One folder must have one name, because the lock against a second instance goes by it.
    const folder = realpathSync(absolute);
    probe(folder);
    return { folder, error: undefined };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    const params = { folder: wanted === '' ? '--data' : absolute, reason };
    return {
      folder: mkdtempSync(path.join(tmpdir(), 'tianbao-')),
      error: { code: 'data.unreadable', params },
    };
  }
}

/** Making all of a path at once calls a write-protected stick a missing folder; the last step alone tells. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (!existsSync(path.dirname(folder)) || existsSync(folder)) throw error;
    mkdirSync(folder);
  }
}

/** Permissions do not tell: a read-only share or stick fails only when something is written. */
function probe(folder: string): void {
  const file = path.join(folder, `.probe-${process.pid}`);
  closeSync(openSync(file, 'w'));
  rmSync(file);
}
