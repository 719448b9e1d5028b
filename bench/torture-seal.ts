import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type Sqlite from 'better-sqlite3';
import {
  isSealed,
  type PasswordParameters,
  type SealedPlace,
  sealedPlaces,
  unsealText,
  unwrapKey,
} from '../electron/storage/sealing';
import type { Secret } from './torture-office';

/** What the harness finds of a password in one database. */
export interface Access {
  /** Null where there is none; undefined where it is none of those that were ever given. */
  readonly password: Secret | null | undefined;
  readonly key: Buffer | null;
  /** Free pages and copies may still hold what stood there before. */
  readonly unfinished: boolean;
}

interface Row {
  readonly parameters: string;
  readonly wrapped_key: Buffer;
  readonly sealed: 0 | 1;
  readonly unfinished: 0 | 1;
}

/** Trying a password takes a fifth of a second: what was tried once is remembered. */
const opened = new Map<string, Buffer | null>();

async function tried({ wrapped_key, parameters }: Row, password: string): Promise<Buffer | null> {
  const name = `${wrapped_key.toString('hex')} ${password}`;
  const known = opened.get(name);
  if (known !== undefined) return known;
  const key = await unwrapKey(wrapped_key, password, JSON.parse(parameters) as PasswordParameters);
  opened.set(name, key);
  return key;
}

/**
 * Of `passwords`, which are all that were ever given, the present one first, exactly one may open it. Of many only the
 * last two are tried besides the one that does.
 */
export async function readAccess(database: Sqlite.Database, passwords: readonly string[]): Promise<Access> {
  const none: Access = { password: null, key: null, unfinished: false };
  const has = database.prepare<[], number>(`SELECT count(*) FROM sqlite_schema WHERE name = 'access'`);
  if (has.pluck().get() !== 1) return none;
  const row = database.prepare<[], Row>('SELECT * FROM access').get();
  if (row === undefined) return none;
  const fitting: { text: string; key: Buffer }[] = [];
  for (const [index, text] of passwords.entries()) {
    if (fitting.length > 0 && index >= alwaysTried) break;
    const key = await tried(row, text);
    if (key !== null) fitting.push({ text, key });
  }
  const [found, ...others] = fitting;
  const unfinished = row.unfinished === 1;
  if (found === undefined || others.length > 0) return { password: undefined, key: null, unfinished };
  return { password: { text: found.text, sealed: row.sealed === 1 }, key: found.key, unfinished };
}

const alwaysTried = 3;
const places = Object.keys(sealedPlaces) as SealedPlace[];
/** Figures are no personal data; only entries of lists are sealed in the log. */
const ofLists = `form IN (SELECT form FROM edit_log WHERE old_kind = 'position' OR new_kind = 'position')`;

/**
 * Opens every sealed column of a copy that nobody else reads, so that it is read like any other. Returns the places in
 * which a text stands open though everything there should be sealed, or cannot be opened.
 */
export function unsealAll(copy: Sqlite.Database, { password, key }: Access): readonly string[] {
  if (password?.sealed !== true || key === null) return [];
  const wrong = new Set<string>();
  copy.pragma('foreign_keys = OFF');
  copy.function('plain', (text: unknown, place: unknown) => {
    if (typeof text !== 'string') return text;
    const where = place as SealedPlace;
    if (!isSealed(text, where)) wrong.add(`${where} holds a text that is not sealed`);
    try {
      return unsealText(text, where, key);
    } catch {
      wrong.add(`${where} holds a text that the key does not open`);
      return text;
    }
  });
  copy.transaction(() => {
    for (const place of places) {
      const [table = '', column = ''] = place.split('.');
      const where = table === 'edit_log' ? ofLists : '1';
      copy.prepare(`UPDATE ${table} SET ${column} = plain(${column}, '${place}') WHERE ${where}`).run();
    }
  })();
  return [...wrong];
}

/** Stands in every personal text that the clerk of the harness writes, and in nothing else. */
export const personalMark = '某密';

/** Files in which one of the clerk's personal texts can be read, by path within the folder. */
export function readableFiles(folder: string): readonly string[] {
  const mark = Buffer.from(personalMark);
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = fileOf(entry);
    // The wal-index holds no content.
    if (file === null || file.endsWith('-shm')) continue;
    if (readFileSync(file).includes(mark)) found.push(path.relative(folder, file));
  }
  return found;
}

const fileOf = (entry: Dirent): string | null =>
  entry.isFile() ? path.join(entry.parentPath, entry.name) : null;
