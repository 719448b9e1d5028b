import type Sqlite from 'better-sqlite3';

/** Who works at a connection, and with which key. */
export interface StorageSession {
  /** Name that the logs get; null where nobody was named. */
  operator: string | null;
  /** Key of the sealed columns; null while they are locked, and where nothing is sealed. */
  key: Buffer | null;
}

const sessions = new WeakMap<Sqlite.Database, StorageSession>();

/**
 * Gives the connection its session. SQL asks for it by a function, `operator_name()`, so that no statement's caller has
 * to pass it on, and none can forget it.
 */
export function beginSession(database: Sqlite.Database): void {
  const session: StorageSession = { operator: null, key: null };
  sessions.set(database, session);
  database.function('operator_name', { directOnly: true }, () => session.operator);
}

export function sessionOf(database: Sqlite.Database): StorageSession {
  const session = sessions.get(database);
  if (session === undefined) throw new Error('The connection was not opened by openDatabase.');
  return session;
}
