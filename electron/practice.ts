import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { refusal } from '../shared/error';
import { readSample, type SampleSource, storeSample } from './practice-sample';
import { backupFolderOf } from './storage/backup';
import { type Database, openDatabase } from './storage/database';
import { allOrNothing } from './storage/imports';
import { listSchools } from './storage/schools';
import { copySettings } from './storage/settings';

/** Folders below the data folder. Only `practice` is ever opened: the others are on their way in or out. */
const folders = { whole: 'practice', making: 'practice-making', discarded: 'practice-discarded' } as const;

const databaseName = 'tianbao.db';

export interface PracticePlace extends SampleSource {
  readonly dataFolder: string;
  /** The clerk's own, which is only read: what the window remembers is the same in the sample. */
  readonly own: Database;
}

/**
 * Sees to it that there is a sample that can be opened: one that was left whole is kept, anything else is made anew.
 * It is made aside and gets its name only once it is whole, so that a program killed meanwhile leaves none.
 * Refused with `data.unreadable` where the folder cannot be written, and as `readSample`.
 */
export async function prepareSample(place: PracticePlace): Promise<void> {
  const { dataFolder, own } = place;
  const whole = path.join(dataFolder, folders.whole);
  const making = path.join(dataFolder, folders.making);
  await inFolder(dataFolder, async () => {
    for (const left of [folders.making, folders.discarded]) remove(path.join(dataFolder, left));
    if (isUsable(whole, place)) return;
    const content = await readSample(place);
    remove(whole);
    mkdirSync(making, { recursive: true });
    withDatabase(making, place.now, (database) =>
      allOrNothing(database, () => {
        storeSample(database, place, content);
        copySettings(own, database);
      }),
    );
    renameSync(making, whole);
  });
}

/** Throws the sample away while nothing of it is open. Refused with `data.unreadable` where another program holds it. */
export async function discardSample(dataFolder: string): Promise<void> {
  const whole = path.join(dataFolder, folders.whole);
  const discarded = path.join(dataFolder, folders.discarded);
  await inFolder(dataFolder, () => {
    remove(discarded);
    if (existsSync(whole)) renameSync(whole, discarded);
    remove(discarded);
    return Promise.resolve();
  });
}

/** Also brings one that an earlier version of the program made up to date. */
function isUsable(folder: string, { now, own }: PracticePlace): boolean {
  if (!existsSync(path.join(folder, databaseName))) return false;
  try {
    return withDatabase(folder, now, (database) => {
      copySettings(own, database);
      return listSchools(database).length > 0;
    });
  } catch {
    // Nothing in it is hers: what cannot be opened is made anew.
    return false;
  }
}

function withDatabase<T>(folder: string, now: Date, use: (database: Database) => T): T {
  const file = path.join(folder, databaseName);
  const database = openDatabase({ file, backupFolder: backupFolderOf(file), now });
  try {
    return use(database);
  } finally {
    database.close();
  }
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

async function inFolder(folder: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    throw refusal('data.unreadable', { folder, reason: String(error.code) });
  }
}
