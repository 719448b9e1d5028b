import path from 'node:path';
import { loadDefinitions } from '../../electron/definitions';
import { createDoor, type Door } from '../../electron/door';
import { allHandlers } from '../../electron/handlers/all';
import type { Desktop, HandlerContext } from '../../electron/handlers/context';
import { createLog } from '../../electron/log';
import { type Database, databaseRefusal } from '../../electron/storage/database';
import type { AppError } from '../../shared/error';
import type { Envelope, Input, Method, Output } from '../../shared/ipc';
import { noon, openTemporary, temporaryFolder } from './storage-place';

export const definitions = loadDefinitions(path.resolve(import.meta.dirname, '../../resources'));

export const ourPage = { url: 'app://tianbao/', isMainFrame: true };

export interface Program {
  readonly folder: string;
  readonly database: Database;
  readonly door: Door;
  /** What handlers asked of the desktop. */
  readonly asked: readonly string[];
  /** The answer of a call that has to succeed. */
  readonly value: <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;
  /** The error of a call that has to be refused. */
  readonly error: <M extends Method>(method: M, input: Input<M>) => Promise<AppError>;
}

/** Everything behind the door, on a database of its own, without a window. */
export function openProgram(time = noon): Program {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const log = createLog(path.join(folder, 'logs'));
  const asked: string[] = [];
  const desktop: Desktop = {
    chooseSaveTarget: (name) => Promise.resolve(path.join(folder, name)),
    showFile: () => true,
    openDataFolder: () => Promise.resolve(void asked.push('openDataFolder')),
    quit: () => void asked.push('quit'),
  };
  const context: HandlerContext = { definitions, database, desktop, log, version: '9.9.9', now: () => time };
  const door = createDoor({
    handlers: allHandlers(context),
    log,
    translate: (error) => databaseRefusal(error, database.name),
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

  return { folder, database, door, asked, value, error };
}
