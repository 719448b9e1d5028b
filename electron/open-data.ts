import path from 'node:path';
import { type AppError, Refusal, refusal } from '../shared/error';
import type { BackupReason } from '../shared/ipc-backup';
import { loadDefinitions } from './definitions';
import { createDoor, type Door } from './door';
import { allHandlers, handlersAfterBadStart } from './handlers/all';
import type { AllHandlers, Desktop, Workplace } from './handlers/context';
import { createJobs } from './jobs/off-thread';
import { desktopWhileOpen } from './locked-desktop';
import type { Log } from './log';
import { keepTexts, readKept } from './start-texts';
import { refuseWhileLocked } from './storage/access';
import { backupFolderOf } from './storage/backup';
import { isDatabaseMissing } from './storage/backup-place';
import { listCollections } from './storage/collections';
import { type Database, databaseRefusal, openDatabase } from './storage/database';
import { isRestoring, refusedWriteOf, refuseWhileRestoring } from './storage/restoring';
import { type StorageSession, sessionOf } from './storage/session';
import { readSetting, writeSetting } from './storage/settings';

/** By then the window is painted and the clerk has not typed much. */
const textsWait = 3000;
/** By then she is at work, and what a short look changed is worth no copy. In milliseconds. */
const copyWait = 3 * 60 * 1000;
const copyInterval = 60 * 60 * 1000;

export interface OpenDataOptions {
  /** Build of the program; definitions that it found right once are only read. */
  readonly build: string;
  readonly version: string;
  readonly dataFolder: string;
  readonly databaseFile: string;
  /** The database is the sample's. */
  readonly practice: boolean;
  /** Of `Workplace`. */
  readonly reopen: Workplace['reopen'];
  /** Who worked where the same data are opened again under the same page. */
  readonly session?: StorageSession | undefined;
  /** Of the window's own files. */
  readonly windowFolder: string;
  /** Of the definitions. */
  readonly resources: string;
  /** Why the data folder cannot be used. */
  readonly unusable: AppError | undefined;
  readonly desktop: Desktop;
  readonly log: Log;
  readonly clock: () => Date;
}

type Folder = 'lastFolder' | 'lastOpenFolder';

/** Everything behind the window: the data and what answers the page. */
export interface OpenedData {
  readonly door: Door;
  /** Why nothing could be opened; then every call is answered with it. */
  readonly failed: AppError | undefined;
  readonly session: () => StorageSession | undefined;
  readonly zoom: () => number | undefined;
  readonly rememberZoom: (factor: number) => void;
  readonly folder: (which: Folder) => string | undefined;
  readonly rememberFolder: (which: Folder, folder: string) => void;
  readonly close: () => void;
}

/** Opens database and definitions. Never throws: what is wrong is answered to the page. */
export function openData(options: OpenDataOptions): OpenedData {
  const { desktop, log, databaseFile } = options;
  let database: Database | undefined;
  let stopCopying = (): void => undefined;
  let closed = false;

  /** Data that are closed already have nothing to give way to others. */
  const reopenOnce: Workplace['reopen'] = (wanted, swap) => {
    if (closed) throw refusal('work.busy', {});
    return options.reopen(wanted, swap);
  };

  function open(): AllHandlers {
    if (options.unusable !== undefined) throw new Refusal(options.unusable);
    if (!options.practice && isDatabaseMissing(databaseFile))
      throw refusal('backup.dataMissing', { file: databaseFile });
    const opening = performance.now();
    const opened = openDatabase({
      file: databaseFile,
      backupFolder: backupFolderOf(databaseFile),
      now: new Date(),
    });
    database = opened;
    if (options.session !== undefined) Object.assign(sessionOf(opened), options.session);
    log.write('start.database', { milliseconds: Math.round(performance.now() - opening) });
    const { definitions, startTexts } = readDefinitions(opened, options);
    const { resources, version, clock, practice, dataFolder } = options;
    const jobs = createJobs(path.join(import.meta.dirname, 'job-worker.cjs'), desktop.progress);
    const reopen: Workplace['reopen'] = (wanted, swap) => {
      if (jobs.isBusy()) throw refusal('work.busy', {});
      return reopenOnce(wanted, swap);
    };
    // A copy that cannot be made is remembered where copies are made.
    const copySoon = (reason: BackupReason) =>
      void import('./handlers/backup-making')
        .then(({ backupsOf }) => backupsOf({ database: opened, log, now: clock }).automatic(reason))
        .catch((error: unknown) => log.failure('backup.failed', error));
    if (!practice) stopCopying = startCopying(() => copySoon('daily'));
    return allHandlers({
      workplace: { dataFolder, databaseFile, practice, reopen },
      copySoon: practice ? undefined : copySoon,
      definitions,
      database: opened,
      desktop: desktopWhileOpen(desktop, opened),
      jobs,
      resources,
      log,
      version,
      now: clock,
      startTexts,
    });
  }

  let failed: AppError | undefined;
  let handlers: AllHandlers;
  try {
    handlers = open();
  } catch (error) {
    failed =
      error instanceof Refusal
        ? error.error
        : { code: 'app.internal', params: { id: log.failure('start.failed', error) } };
    log.write('start.refused', { code: failed.code });
    const { dataFolder, practice, version, clock } = options;
    const workplace = { dataFolder, databaseFile, practice, reopen: reopenOnce };
    const place = { workplace, version, now: clock };
    handlers = handlersAfterBadStart(failed, desktop, place);
  }
  const preferences = () => (database === undefined ? undefined : readSetting(database, 'preferences'));
  const translate = (error: unknown) => {
    const known = databaseRefusal(error, databaseFile);
    return database === undefined ? known : refusedWriteOf(database, known);
  };
  /** What the window remembers by itself is not worth a word when it cannot be written. */
  const writable = () => (database === undefined || isRestoring(database) ? undefined : database);
  return {
    door: createDoor({
      ...{ handlers, log, translate },
      guard(method) {
        if (database === undefined || failed !== undefined) return;
        refuseWhileLocked(database, method);
        refuseWhileRestoring(database, method);
      },
    }),
    failed,
    session: () => (database === undefined ? undefined : sessionOf(database)),
    zoom: () => preferences()?.zoom,
    rememberZoom(zoom) {
      const into = writable();
      if (into !== undefined) writeSetting(into, 'preferences', { ...preferences(), zoom });
    },
    folder: (which) => (database === undefined ? undefined : readSetting(database, which)),
    rememberFolder(which, folder) {
      const into = writable();
      if (into !== undefined) writeSetting(into, which, folder);
    },
    close() {
      closed = true;
      stopCopying();
      database?.close();
    },
  };
}

/** Seldom enough to be unnoticed; whether a copy is due is decided where it is made. Returns how to stop. */
function startCopying(copy: () => void): () => void {
  const first = setTimeout(copy, copyWait).unref();
  const later = setInterval(copy, copyInterval).unref();
  return () => {
    clearTimeout(first);
    clearInterval(later);
  };
}

function readDefinitions(
  database: Database,
  { build, resources, windowFolder, practice, log }: OpenDataOptions,
) {
  const reading = performance.now();
  let textsKey = '';
  const editions = new Set(listCollections(database).map(({ edition }) => edition));
  const definitions = loadDefinitions(resources, {
    has(digest) {
      textsKey = [build, digest, ...[...editions].sort()].join(' ');
      return readSetting(database, 'checkedDefinitions') === `${build} ${digest}`;
    },
    put: (digest) => writeSetting(database, 'checkedDefinitions', `${build} ${digest}`),
  });
  log.write('start.definitions', { milliseconds: Math.round(performance.now() - reading) });
  const readTexts = () => {
    const kept = readKept(windowFolder);
    return kept?.key === textsKey ? kept.texts : undefined;
  };
  let first = readTexts();
  // The next start is with the clerk's own data.
  if (first === undefined && !practice) {
    // Without them the next start takes a moment longer, and nothing else is wrong.
    const keep = () => void keepTexts(windowFolder, textsKey, definitions, editions).catch(() => undefined);
    setTimeout(keep, textsWait).unref();
  }
  /** They are long and seldom wanted twice: a page that is loaded anew has them read anew. */
  const startTexts = () => {
    const texts = first ?? readTexts();
    first = undefined;
    return texts;
  };
  return { definitions, startTexts };
}
