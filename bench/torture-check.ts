import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { type SubmissionState, shown, type World } from './torture-model';
import { readRest, type Rest } from './torture-rest';

/** What one look at a data folder, in which nothing runs, found. */
export interface Found {
  /** What is wrong with the file itself, its log or its copies; none of it is right ever. */
  readonly faults: readonly string[];
  /** Null where there is no database yet. */
  readonly world: World | null;
  /** Everything else that is in it. */
  readonly rest: Rest;
  /** Migrations that it has had. */
  readonly version: number;
  /** Names of whole copies. */
  readonly copies: readonly string[];
}

const files = ['tianbao.db', 'tianbao.db-wal', 'tianbao.db-journal'];

/** Reads copies, because opening the file itself would already repair it. */
export function look(folder: string, scratch: string): Found {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const name of files)
    if (existsSync(path.join(folder, name))) copyFileSync(path.join(folder, name), path.join(scratch, name));
  const { copies, faults } = lookAtCopies(path.join(folder, 'backups'));
  const file = path.join(scratch, 'tianbao.db');
  if (!existsSync(file)) return { faults, world: null, rest: {}, version: 0, copies };
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file);
    const version = Number(database.pragma('user_version', { simple: true }));
    const sound = database.pragma('integrity_check', { simple: true });
    if (sound !== 'ok') faults.push(`integrity_check: ${String(sound)}`);
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) faults.push(`foreign_key_check: ${broken.length} rows`);
    if (version === 0) return { faults, world: null, rest: {}, version, copies };
    const world = readWorld(database);
    faults.push(...replayedLog(database, world));
    return { faults, world, rest: readRest(database), version, copies };
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    faults.push(`the database cannot be read: ${told}`);
    return { faults, world: null, rest: {}, version: 0, copies };
  } finally {
    database?.close();
  }
}

/** Whatever has the name of a copy is one. */
function lookAtCopies(folder: string): { copies: string[]; faults: string[] } {
  const copies: string[] = [];
  const faults: string[] = [];
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : [];
  for (const name of names) {
    try {
      const copy = new Sqlite(path.join(folder, name), { readonly: true });
      const sound = copy.pragma('integrity_check', { simple: true });
      copy.close();
      if (sound === 'ok') copies.push(name);
      else faults.push(`the copy ${name} is damaged: ${String(sound)}`);
    } catch (error) {
      faults.push(`the copy ${name} cannot be read: ${error instanceof Error ? error.message : ''}`);
    }
  }
  return { copies, faults };
}

interface Row {
  readonly [column: string]: string | number | null;
}
const text = (value: string | number | null | undefined): string => String(value ?? '');

function readWorld(database: Sqlite.Database): World {
  const world: Record<string, SubmissionState> = {};
  const rows = (sql: string, id: number): readonly Row[] => database.prepare<[number], Row>(sql).all(id);
  const heads = database.prepare<[], Row>('SELECT id, state, revision, version FROM submissions').all();
  for (const head of heads) {
    const id = Number(head['id']);
    const records: Record<string, { position: number; cells: Record<string, string> }> = {};
    for (const row of rows('SELECT form, record, position FROM records WHERE submission_id = ?', id))
      records[`${text(row['form'])}!${text(row['record'])}`] = {
        position: Number(row['position']),
        cells: {},
      };
    for (const row of rows('SELECT * FROM record_cells WHERE submission_id = ?', id)) {
      const record = records[`${text(row['form'])}!${text(row['record'])}`];
      if (record !== undefined) record.cells[text(row['column_key'])] = contentOf(row, 'kind', 'text');
    }
    world[id] = {
      ...{ state: text(head['state']), revision: Number(head['revision']) },
      ...{ version: Number(head['version']), records },
      cells: Object.fromEntries(
        rows('SELECT * FROM cells WHERE submission_id = ?', id).map((row) => [
          nameOf(row),
          contentOf(row, 'kind', 'text'),
        ]),
      ),
      reviewed: rows('SELECT form FROM reviewed WHERE submission_id = ?', id).map((row) => text(row['form'])),
      explanations: Object.fromEntries(
        rows('SELECT finding, text FROM explanations WHERE submission_id = ?', id).map((row) => [
          text(row['finding']),
          text(row['text']),
        ]),
      ),
      toConfirm: rows('SELECT form, cell FROM to_confirm WHERE submission_id = ?', id).map(nameOf),
    };
  }
  return world;
}

const nameOf = (row: Row): string => `${text(row['form'])}!${text(row['cell'])}`;
const contentOf = (row: Row, kind: string, content: string): string =>
  shown({ kind: text(row[kind]), text: text(row[content]) });

/** The log alone has to give the cells and records that are there, and every entry what stood there before it. */
function replayedLog(database: Sqlite.Database, world: World): string[] {
  const faults: string[] = [];
  const now = new Map<string, string>();
  for (const row of database.prepare<[], Row>('SELECT * FROM edit_log ORDER BY id').iterate()) {
    const key = `${text(row['submission_id'])}!${nameOf(row)}`;
    const before = row['old_kind'] === null ? undefined : contentOf(row, 'old_kind', 'old_text');
    if (now.get(key) !== before)
      faults.push(`log ${text(row['id'])}: ${key} was ${now.get(key) ?? 'blank'}, not ${before ?? 'blank'}`);
    if (row['new_kind'] === null) now.delete(key);
    else now.set(key, contentOf(row, 'new_kind', 'new_text'));
  }
  const there = new Map<string, string>(
    Object.entries(world).flatMap(([id, { cells, records }]) => [
      ...Object.entries(cells).map(([name, content]) => [`${id}!${name}`, content] as const),
      ...Object.entries(records).flatMap(([name, record]) => [
        [`${id}!${name}`, `position:${record.position}`] as const,
        ...Object.entries(record.cells).map(
          ([column, content]) => [`${id}!${name}.${column}`, content] as const,
        ),
      ]),
    ]),
  );
  for (const key of new Set([...now.keys(), ...there.keys()]))
    if (now.get(key) !== there.get(key))
      faults.push(`log: ${key} would be ${now.get(key) ?? 'blank'}, is ${there.get(key) ?? 'blank'}`);
  return faults.slice(0, 5);
}
