import type Sqlite from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import type { Database } from './database';
import { type NewEvent, recordEvent } from './events';
import {
  isSealedPlace,
  keyBytes,
  newParameters,
  type PasswordParameters,
  sealBytes,
  sealText,
  unsealBytes,
  unsealText,
} from './sealing';
import { unwrapKey, wrapKey } from './sealing';
import { lockSession, sessionOf } from './session';
import { readSetting, writeSetting } from './settings';

interface AccessRow {
  readonly parameters: string;
  readonly wrapped_key: Buffer;
  readonly sealed: 0 | 1;
  readonly idle_minutes: number;
  readonly unfinished: 0 | 1;
  readonly earlier: Buffer | null;
}

/** What the copies may have been sealed with before. */
export interface Earlier {
  readonly wrappedKey: Buffer;
  readonly key: Buffer;
}

const earlierPlace = 'access.earlier';

/** What an interrupted change left to be done; null where there was no password before, or nothing is left. */
export function earlierOf({ earlier }: AccessRow, key: Buffer): Earlier | null {
  const opened = earlier === null ? null : unsealBytes(earlier, key, earlierPlace);
  return opened === null
    ? null
    : { key: opened.subarray(0, keyBytes), wrappedKey: opened.subarray(keyBytes) };
}

export function accessRow(database: Sqlite.Database): AccessRow | undefined {
  return database.prepare<[], AccessRow>('SELECT * FROM access').get();
}

/** The key that the password opens; null when it is not the password. Takes a fifth of a second off the main thread. */
export async function keyOf(row: AccessRow, password: string): Promise<Buffer | null> {
  return unwrapKey(row.wrapped_key, password, JSON.parse(row.parameters) as PasswordParameters);
}

/** Lets the connection work with the key of its file. */
export function unlockSession(database: Database, key: Buffer): void {
  const session = sessionOf(database);
  session.locked = false;
  session.key = session.sealing ? key : null;
}

/** Forgets the key. Nothing happens where there is no password. */
export function lock(database: Database): void {
  lockSession(database);
}

/** What shall stand in the file from now on. */
export interface NewAccess {
  readonly row: Omit<AccessRow, 'unfinished' | 'earlier'>;
  readonly key: Buffer;
}

/** Another password has another key: what was sealed under the old one is sealed anew, so that the old one opens nothing. */
export async function newAccess(
  password: string,
  { sealed, idleMinutes }: { readonly sealed: boolean; readonly idleMinutes: number },
): Promise<NewAccess> {
  const key = randomBytes(keyBytes);
  const parameters = newParameters();
  const wrapped = await wrapKey(key, password, parameters);
  return {
    key,
    row: {
      parameters: JSON.stringify(parameters),
      wrapped_key: wrapped,
      sealed: sealed ? 1 : 0,
      idle_minutes: idleMinutes,
    },
  };
}

/**
 * Puts another password, or none, in the place of what there is, and seals or opens every personal column: one
 * transaction, so that a power cut leaves all of it or nothing. Until `finishTraces` ran, free pages and the write-ahead
 * log may still hold the texts as they were; the file remembers that.
 */
export function changeAccess(
  database: Database,
  next: NewAccess | null,
  at = new Date(),
  earlier: Earlier | null = null,
): void {
  const { key } = sessionOf(database);
  const sealing = next?.row.sealed === 1;
  database
    .transaction(() => {
      // Before the keys change: it is sealed anew with everything else.
      recordEvent(database, { at, ...eventOf(accessRow(database), next) });
      writeAccess(database, next, key, earlier);
      if (next === null && earlier !== null) writeSetting(database, 'removedPassword', textsOf(earlier));
      else forgetRemoved(database);
    })
    .immediate();
  Object.assign(sessionOf(database), {
    ...{ locked: false, sealing, key: sealing ? next.key : null },
  });
}

const textsOf = ({ key, wrappedKey }: Earlier) => ({
  ...{ key: key.toString('base64'), wrappedKey: wrappedKey.toString('base64') },
});

/** What copies are sealed with that were not changed when the password was taken away; null where nothing is left. */
export function removedPassword(database: Database): Earlier | null {
  const removed = readSetting(database, 'removedPassword') ?? null;
  return removed === null
    ? null
    : { key: Buffer.from(removed.key, 'base64'), wrappedKey: Buffer.from(removed.wrappedKey, 'base64') };
}

/** What is done to the password; what is known of it is only whether it seals. */
function eventOf(
  row: AccessRow | undefined,
  next: NewAccess | null,
): Pick<NewEvent, 'kind' | 'before' | 'after'> {
  const words = (sealed: 0 | 1) => (sealed === 1 ? 'sealed' : 'plain');
  const before = row === undefined ? null : words(row.sealed);
  if (next === null) return { kind: 'passwordRemoved', before };
  return {
    kind: row === undefined ? 'passwordSet' : 'passwordChanged',
    before,
    after: words(next.row.sealed),
  };
}

/** Inside a transaction, of the database or of a copy of it. */
export function writeAccess(
  database: Sqlite.Database,
  next: NewAccess | null,
  key: Buffer | null,
  earlier: Earlier | null = null,
): void {
  reseal(database, key, next?.row.sealed === 1 ? next.key : null);
  database.prepare('DELETE FROM access').run();
  if (next === null) return;
  const { parameters, wrapped_key, sealed, idle_minutes } = next.row;
  const before =
    earlier === null
      ? null
      : sealBytes(Buffer.concat([earlier.key, earlier.wrappedKey]), next.key, earlierPlace);
  database
    .prepare<[string, Buffer, number, number, Buffer | null]>(
      `INSERT INTO access (id, parameters, wrapped_key, sealed, idle_minutes, unfinished, earlier)
       VALUES (1, ?, ?, ?, ?, 1, ?)`,
    )
    .run(parameters, wrapped_key, sealed, idle_minutes, before);
}

/** Forms whose values are records of people: only those have a place, and the log has it of every one there ever was. */
const ofLists = `form IN (SELECT form FROM edit_log WHERE old_kind = 'position' OR new_kind = 'position')`;

/** Every sealed column by its table, as `sealedPlaces` names them. */
const personalColumns: readonly (readonly [table: string, columns: readonly string[], where?: string])[] = [
  ['edit_log', ['old_text', 'new_text'], ofLists],
  ['events', ['old_text', 'new_text']],
  ['explanations', ['text', 'cell_values']],
  ['record_cells', ['text']],
  ['roster_heads', ['head']],
  ['roster_people', ['person_values']],
  ['state_log', ['reason']],
];

/** Refused with `access.unreadable` where something was not sealed with `from`. */
function reseal(database: Sqlite.Database, from: Buffer | null, to: Buffer | null): void {
  database.function('resealed', { directOnly: true }, (text: unknown, place: unknown) => {
    if (typeof text !== 'string') return text;
    if (!isSealedPlace(place)) throw new Error(`${String(place)} is no place of sealed texts.`);
    return sealText(unsealText(text, place, from), place, to);
  });
  for (const [table, columns, where = '1'] of personalColumns) {
    const set = columns.map((column) => `${column} = resealed(${column}, '${table}.${column}')`);
    database.prepare(`UPDATE ${table} SET ${set.join(', ')} WHERE ${where}`).run();
  }
}

/**
 * Rewrites the file, so that no page of it and no byte of the log holds what stood there before; false where somebody
 * reads the file at the moment and keeps the log.
 */
export function rewriteFile(database: Sqlite.Database): boolean {
  database.exec('VACUUM');
  return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
}

export function isUnfinished(database: Database): boolean {
  return accessRow(database)?.unfinished === 1;
}

export function setFinished(database: Database): void {
  database.prepare('UPDATE access SET unfinished = 0, earlier = NULL').run();
  forgetRemoved(database);
}

function forgetRemoved(database: Database): void {
  if (removedPassword(database) !== null) writeSetting(database, 'removedPassword', null);
}
