import type Sqlite from 'better-sqlite3';
import { refusal } from '../../shared/error';
import { tablesOf } from './integrity';
import { isSealedPlace, sealText, unsealText } from './sealing';

/** Who works at a connection, and with which key. */
export interface StorageSession {
  /** Name that the logs get; null where nobody was named. */
  operator: string | null;
  /** Key of the sealed columns; null while they are locked, and where nothing is sealed. */
  key: Buffer | null;
  /** Personal columns are sealed: without the key none is written either. */
  sealing: boolean;
  /** There is a password, and it was not given yet. */
  locked: boolean;
}

const sessions = new WeakMap<Sqlite.Database, StorageSession>();

/**
 * Gives the connection its session. SQL asks for it by functions, so that no statement's caller has to pass it on, and
 * none can forget it: `operator_name()`; `sealed(text, 'table.column')` for what goes into a personal column and
 * `unsealed(text, 'table.column')` for what comes out of it. Without sealing both give the text as it is.
 */
export function beginSession(database: Sqlite.Database): StorageSession {
  const session: StorageSession = { operator: null, key: null, sealing: false, locked: false };
  sessions.set(database, session);
  const here = { directOnly: true };
  database.function('operator_name', here, () => session.operator);
  database.function('sealed', here, (text: unknown, place: unknown) => {
    if (typeof text !== 'string') return text;
    if (!isSealedPlace(place)) throw new Error(`${String(place)} is no place of sealed texts.`);
    // A text that should be sealed is not written without the key.
    if (session.sealing && session.key === null) throw keyless(session);
    return sealText(text, place, session.sealing ? session.key : null);
  });
  database.function('unsealed', here, (text: unknown, place: unknown) => {
    if (typeof text !== 'string') return text;
    if (!isSealedPlace(place)) throw new Error(`${String(place)} is no place of sealed texts.`);
    if (session.locked && session.sealing) throw keyless(session);
    return unsealText(text, place, session.key);
  });
  return session;
}

export function sessionOf(database: Sqlite.Database): StorageSession {
  const session = sessions.get(database);
  if (session === undefined) throw new Error('The connection was not opened by openDatabase.');
  return session;
}

const keyless = ({ locked }: StorageSession) =>
  locked ? refusal('access.locked', {}) : refusal('access.unreadable', {});

interface AccessRow {
  readonly sealed: 0 | 1;
}

/** Locks the connection where the file has a password. */
export function lockSession(database: Sqlite.Database): void {
  const session = sessionOf(database);
  session.key?.fill(0);
  session.key = null;
  const known = tablesOf(database).includes('access');
  const row = known ? database.prepare<[], AccessRow>('SELECT sealed FROM access').get() : undefined;
  session.locked = row !== undefined;
  session.sealing = row?.sealed === 1;
}

/**
 * A copy of the database is read and written with the key of the original: what was sealed under another is refused with
 * `access.unreadable` when it is asked for, and a copy that is not sealed stays so.
 */
export function shareSession(from: Sqlite.Database, copy: Sqlite.Database): void {
  beginSessionWith(copy, sessionOf(from).key);
}

/** As `shareSession`, with the key at hand: a thread has no connection of the original. */
export function beginSessionWith(copy: Sqlite.Database, key: Buffer | null): void {
  const session = beginSession(copy);
  lockSession(copy);
  session.locked = false;
  session.key = session.sealing ? key : null;
}
