import path from 'node:path';
import { loadDefinitions } from '../../electron/definitions';
import { createDoor, type Door } from '../../electron/door';
import { allHandlers } from '../../electron/handlers/all';
import type { Desktop, HandlerContext, Printer } from '../../electron/handlers/context';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { refuseWhileLocked } from '../../electron/storage/access';
import { type Database, databaseRefusal } from '../../electron/storage/database';
import type { AppError } from '../../shared/error';
import type { Envelope, Input, Method, Output } from '../../shared/ipc';
import { noon, openTemporary, temporaryFolder } from './storage-place';
import { workplaceOf } from '../support/workplace';

export const resources = path.resolve(import.meta.dirname, '../../resources');
export const definitions = loadDefinitions(resources);

/** Pages can only be made in a window; the end-to-end tests have one. */
const noPrinter: Printer = {
  pdf: () => Promise.reject(new Error('no window')),
  preview: () => Promise.reject(new Error('no window')),
  print: () => Promise.reject(new Error('no window')),
  windowPdf: () => Promise.reject(new Error('no window')),
  printWindow: () => Promise.reject(new Error('no window')),
};

export const ourPage = { url: 'app://tianbao/', isMainFrame: true };

export interface Program {
  readonly folder: string;
  readonly database: Database;
  readonly door: Door;
  /** What handlers asked of the desktop. */
  readonly asked: readonly string[];
  /** What the clerk chooses in the next open dialog; null when she cancels. */
  readonly openFile: { path: string | null };
  /** Whether she prints in the next dialog, and where she saves from the preview that opens next. */
  readonly paper: { prints: boolean; saves: string | null };
  /** The answer of a call that has to succeed. */
  readonly value: <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;
  /** The error of a call that has to be refused. */
  readonly error: <M extends Method>(method: M, input: Input<M>) => Promise<AppError>;
}

/** A desktop on which the clerk cancels every dialog, but for what a test answers. */
export function desktopWith(answers: Partial<Desktop>): Desktop {
  return {
    workbookOffered: () => false,
    chooseOpenFile: () => Promise.resolve(null),
    chooseOpenFiles: () => Promise.resolve(null),
    chooseSaveTarget: () => Promise.resolve(null),
    showFile: () => false,
    openDataFolder: () => Promise.resolve(),
    chooseFolder: () => Promise.resolve(null),
    openFolder: () => Promise.resolve(),
    quit: () => undefined,
    closeOthers: () => undefined,
    zoom: () => 1,
    progress: () => undefined,
    printer: noPrinter,
    copyPicture: () => Promise.resolve(true),
    ...answers,
  };
}

/** Everything behind the door, on a database of its own, without a window. */
export function openProgram(time = noon, folder = temporaryFolder()): Program {
  const database = openTemporary(folder);
  const log = createLog(path.join(folder, 'logs'));
  const asked: string[] = [];
  const openFile: Program['openFile'] = { path: null };
  const paper: Program['paper'] = { prints: true, saves: null };
  const desktop = desktopWith({
    chooseOpenFile: () => Promise.resolve(openFile.path),
    chooseOpenFiles: () => Promise.resolve(openFile.path?.split('\n') ?? null),
    chooseSaveTarget: (name) => Promise.resolve(path.join(folder, name)),
    showFile: (file) => asked.push(`showFile ${file}`) > 0,
    openDataFolder: () => Promise.resolve(void asked.push('openDataFolder')),
    printer: {
      ...noPrinter,
      windowPdf: () => Promise.resolve({ bytes: Buffer.from('%PDF-1.7'), pages: 1 }),
      preview: (_html, _title, watch) => {
        if (paper.prints) watch?.printed?.();
        if (paper.saves !== null) watch?.saved?.(paper.saves);
        return Promise.resolve({ pages: 1 });
      },
      print: () => Promise.resolve(paper.prints),
      printWindow: () => Promise.resolve(paper.prints),
    },
    quit: () => void asked.push('quit'),
    closeOthers: () => void asked.push('closeOthers'),
    progress: ({ step }) => void asked.push(`progress ${step}`),
  });
  const context: HandlerContext = {
    ...{ definitions, database, desktop, log, resources },
    workplace: workplaceOf(database.name),
    ...{ jobs: createInlineJobs(), version: '9.9.9', now: () => time },
    copySoon: (reason) => void asked.push(`copy ${reason}`),
  };
  const door = createDoor({
    handlers: allHandlers(context),
    log,
    translate: (error) => databaseRefusal(error, database.name),
    guard: (method) => refuseWhileLocked(database, method),
  });

  const call = <M extends Method>(method: M, input: Input<M>) =>
    door(ourPage, method, input) as Promise<Envelope<Output<M>>>;

  async function value<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    const envelope = await call(method, input);
    if (!envelope.ok) throw new Error(JSON.stringify(envelope.error));
    return envelope.value;
  }

  async function error<M extends Method>(method: M, input: Input<M>): Promise<AppError> {
    const envelope = await call(method, input);
    if (envelope.ok) throw new Error(`${method} was not refused.`);
    return envelope.error;
  }

  return { folder, database, door, asked, openFile, paper, value, error };
}
