import { existsSync, rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { backupStem } from '../../shared/backup-name';
import { backupLimits, copiesToRemove } from '../../shared/backup-thinning';
import { type AppError, Refusal, refusal } from '../../shared/error';
import type { BackupItem, BackupList, BackupReason } from '../../shared/ipc-backup';
import { createJobs } from '../jobs/off-thread';
import type { Jobs } from '../jobs/table';
import type { Log } from '../log';
import { backupFolderOf } from '../storage/backup';
import { contentOf } from '../storage/backup-contents';
import { backupRefusal } from '../storage/backup-copy';
import { adoptShared } from '../storage/backup-elsewhere';
import { readNote, writeNote } from '../storage/backup-note';
import {
  chosenFolderOf,
  copiesIn,
  nameInner,
  newestFirst,
  orderWith,
  rememberFolder,
} from '../storage/backup-place';
import type { Database } from '../storage/database';
import { versionOf } from '../storage/integrity';
import { removalsFrom, removeTraces, whileCopying } from '../storage/rosters-traces';
import { asideOf, removeHalfDone } from '../storage/set-aside';

/** In milliseconds. */
const folderPatience = 1500;
/** While the program is used a copy is made when the newest is older than this, in milliseconds. */
const usedInterval = 4 * 60 * 60 * 1000;

/** Makes the copies of one database, one after another. */
export interface Backups {
  /** Never throws: what went wrong is remembered, and the next one is tried all the same. */
  automatic(reason: BackupReason): Promise<void>;
  make(reason: BackupReason): Promise<BackupItem>;
  /** Calls off the copies that she asked for: refused with `work.cancelled`, they leave nothing half done. */
  cancel(): void;
  list(): Promise<BackupList>;
}

interface BackupsOptions {
  readonly database: Database;
  readonly jobs: Pick<Jobs, 'run' | 'cancel'>;
  readonly log: Log;
  readonly now: () => Date;
}

/** A copy that she waits for. */
interface Asked {
  calledOff: boolean;
  running: boolean;
}

const made = new WeakMap<Database, Backups>();

/** The one that makes the copies of the context's database. */
export function backupsOf({
  database,
  jobs,
  log,
  now,
}: Omit<BackupsOptions, 'jobs'> & { jobs?: Jobs }): Backups {
  const known = made.get(database);
  if (known !== undefined) return known;
  const backups = createBackups({ database, jobs: copyJobs(jobs), log, now });
  made.set(database, backups);
  return backups;
}

/**
 * Jobs apart from those that the clerk waits for, one after another. `inline` where the thread was not built, as in
 * tests of handlers.
 */
export function copyJobs(inline?: Jobs): Pick<Jobs, 'run' | 'cancel'> {
  const worker = path.join(import.meta.dirname, 'job-worker.cjs');
  const hasWorker = statSync(worker, { throwIfNoEntry: false }) !== undefined;
  const jobs = hasWorker || inline === undefined ? createJobs(worker, () => undefined) : inline;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(name, input) {
      const turn = last.then(() => jobs.run(name, input));
      last = turn.catch(() => undefined);
      return turn;
    },
    cancel: () => jobs.cancel(),
  };
}

/** What there is, without looking into any copy. */
export async function listBackups(databaseFile: string): Promise<BackupList> {
  const { chosen, trouble, made: order } = readNote(databaseFile);
  const folder = backupFolderOf(databaseFile);
  const own = copiesIn(folder, 'own');
  const reachable = chosen !== null && (await isThere(chosen));
  const elsewhere =
    chosen !== null && reachable ? copiesIn(chosenFolderOf(databaseFile, chosen), 'chosen') : [];
  return {
    items: newestFirst([...own, ...elsewhere], order),
    folder,
    chosen: chosen === null ? null : { folder: chosen, reachable },
    bytes: own.reduce((total, { bytes }) => total + bytes, 0),
    limit: backupLimits.bytes,
    trouble,
    aside: asideOf(databaseFile),
  };
}

/** A folder on another PC that is switched off may take half a minute to be missed: longer than anybody waits. */
function isThere(folder: string): Promise<boolean> {
  const found = stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return Promise.race([found, wait(folderPatience, false, { ref: false })]);
}

/** That copies kept what they had is told until none of them is there any more: the next copy changes nothing of it. */
function stillTold(databaseFile: string): boolean {
  const { trouble } = readNote(databaseFile);
  if (trouble?.code !== 'access.copiesUnchanged') return false;
  const own = backupFolderOf(databaseFile);
  return trouble.params.names.split('、').some((name) => existsSync(path.resolve(own, name)));
}

export function createBackups({ database, jobs, log, now }: BackupsOptions): Backups {
  const file = database.name;
  const folder = backupFolderOf(file);
  let last: Promise<unknown> = Promise.resolve();
  const allAsked = new Set<Asked>();

  /** A stick may be slow: the next copy waits for the one before. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function copyNow(reason: BackupReason): Promise<BackupItem> {
    const { chosen } = readNote(file);
    if (chosen !== null && (await isThere(chosen))) {
      attempt(() => nameInner(file));
      attempt(() => adoptShared(file, chosen));
      await settleBefore();
    }
    const also = chosen === null ? null : chosenFolderOf(file, chosen);
    for (;;) {
      await finishBefore();
      const at = now();
      const stem = backupStem(path.parse(file).name, versionOf(database), at, reason);
      const removals = removalsFrom(database);
      const content = contentOf(database);
      const copy = await whileCopying(database, () =>
        jobs.run('backup.copy', { source: file, folder, stem, also }),
      );
      if (removalsFrom(database) === removals) {
        note(copy.alsoTrouble);
        attempt(() => {
          remember(copy.name, at, reason === 'restore' ? null : content);
          if (also !== null && copy.alsoMark !== null)
            rememberFolder(file, { folder: also, mark: copy.alsoMark, at: at.toISOString() });
        });
        thin(copy.name, also);
        return { place: 'own', name: copy.name, at: at.toISOString(), reason, bytes: copy.bytes };
      }
      // A roster was deleted meanwhile, which may still stand in this copy and kept the log from being emptied.
      for (const place of [folder, also])
        if (place !== null) rmSync(path.join(place, copy.name), { force: true });
      removeTraces(database);
    }
  }

  /** A copy that is made before it may have a roster that was loaded anew, or one deleted while the last was made. */
  async function finishBefore(): Promise<void> {
    try {
      const { finishUnfinished } = await import('../storage/unfinished');
      await finishUnfinished(database);
    } catch (error) {
      log.failure('backup.unfinished', error);
    }
  }

  /** What a stick could not be given while it was away. */
  async function settleBefore(): Promise<void> {
    try {
      if (readNote(file).owed.length === 0) return;
      const { settleOwed } = await import('../storage/backup-settle');
      const { tellUnchanged } = await import('../storage/access-copies');
      tellUnchanged(database, await settleOwed(database));
    } catch (error) {
      log.failure('backup.settling', error);
    }
  }

  /** A copy from before a restore is not of what is there then. */
  function remember(name: string, at: Date, content: string | null): void {
    writeNote(file, { made: orderWith(file, name), newest: { name, at: at.toISOString(), content } });
  }

  function thin(newest: string, also: string | null): void {
    for (const [place, where] of [['own', folder] as const, ['chosen', also] as const]) {
      if (where === null) continue;
      const copies = newestFirst(copiesIn(where, place), readNote(file).made, now()).flatMap((copy) =>
        copy.reason === null ? [] : [{ ...copy, reason: copy.reason }],
      );
      const old = copiesToRemove(copies).filter((name) => name !== newest);
      // One that another program holds goes the next time.
      for (const name of old) attempt(() => rmSync(path.join(where, name), { force: true }));
    }
  }

  function attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      log.failure('backup.thinning', error);
    }
  }

  function note(trouble: AppError | null): void {
    attempt(() => {
      if (trouble === null && stillTold(file)) return;
      if (JSON.stringify(readNote(file).trouble) !== JSON.stringify(trouble)) writeNote(file, { trouble });
    });
  }

  /** Whether something was changed since the newest copy, and that is long enough ago. */
  function isDue(): boolean {
    const { newest } = readNote(file);
    // After a restore the newest one is of the state that she left: the one she came back to is worth a copy.
    if (newest === null || newest.content === null || !existsSync(path.join(folder, newest.name)))
      return true;
    const age = now().getTime() - Date.parse(newest.at);
    // A clock that was ahead, or behind, must not keep copies from being made.
    if (age >= 0 && age < usedInterval) return false;
    return contentOf(database) !== newest.content;
  }

  return {
    automatic: (reason) =>
      inTurn(async () => {
        try {
          if (!database.open || (reason === 'daily' && !isDue())) return;
          await copyNow(reason);
        } catch (error) {
          note(backupRefusal(error, folder).error);
          if (!(error instanceof Refusal)) log.failure('backup.failed', error);
          else log.write('backup.refused', { code: error.error.code });
        }
      }),
    make(reason) {
      const asked: Asked = { calledOff: false, running: false };
      if (reason === 'manual') allAsked.add(asked);
      return inTurn(async () => {
        if (asked.calledOff) throw refusal('work.cancelled', {});
        asked.running = true;
        try {
          return await copyNow(reason);
        } finally {
          // A thread that is ended cannot clear up after itself.
          if (asked.calledOff) removeHalfDone(file, false);
        }
      }).finally(() => allAsked.delete(asked));
    },
    cancel() {
      for (const asked of allAsked) {
        asked.calledOff = true;
        if (asked.running) jobs.cancel();
      }
    },
    list: () => listBackups(file),
  };
}
