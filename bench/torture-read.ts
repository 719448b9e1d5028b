import type Sqlite from 'better-sqlite3';
import { type SubmissionState, shown, type World } from './torture-model';
import { emptyOffice, exportAct, neverChosen, type Office, roundText, stateAct } from './torture-office';

/** What a database holds, read by the harness itself; personal columns were unsealed before. */

export interface Row {
  readonly [column: string]: string | number | null;
}
const text = (value: string | number | null | undefined): string => String(value ?? '');
const orNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

export function readWorld(database: Sqlite.Database): World {
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
export function replayedLog(database: Sqlite.Database, world: World): string[] {
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

/** Older databases have no people and no password; who works is not in the file. */
export function readOffice(database: Sqlite.Database, password: Office['password']): Office {
  const rows = (table: string): readonly Row[] => database.prepare<[], Row>(`SELECT * FROM ${table}`).all();
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table'`;
  const there = new Set(database.prepare<[], string>(sql).pluck().all());
  const settings = new Map(rows('settings').map((row) => [text(row['key']), text(row['value'])]));
  const people = there.has('operators') ? rows('operators') : [];
  const byId = (table: string, of: (row: Row) => string): Record<string, string> =>
    Object.fromEntries(rows(table).map((row) => [text(row['id']), of(row)]));
  const chosen = settings.get('lastOperator');
  return {
    ...emptyOffice,
    ...{ password, chosen: chosen === undefined ? neverChosen : chosen === 'null' ? null : chosen },
    people: Object.fromEntries(
      people.map((row) => [
        text(row['id']),
        { name: text(row['name']), duty: text(row['duty']) as 'clerk', retired: row['retired'] === 1 },
      ]),
    ),
    schools: byId('schools', (row) => text(row['name'])),
    rounds: byId('collections', (row) =>
      roundText({
        targetProfiles: JSON.parse(text(row['target_profiles'])) as string[],
        dueDate: orNull(row['due_date']),
      }),
    ),
    targets: there.has('target_profiles') ? rows('target_profiles').map((row) => text(row['id'])) : [],
    preferences: preferencesText(JSON.parse(settings.get('preferences') ?? '{}') as object),
    acts: [...rows('state_log').map(actOfState), ...rows('exports').map(actOfExport)],
  };
}

export const preferencesText = (preferences: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(preferences).sort()));

const actOfState = (row: Row): string =>
  stateAct(
    text(row['submission_id']),
    { revision: Number(row['revision']), state: text(row['state']), version: Number(row['version']) },
    orNull(row['reason']),
    orNull(row['operator']),
  );

const actOfExport = (row: Row): string =>
  exportAct(
    text(row['submission_id']),
    { revision: Number(row['revision']), version: row['version'] === null ? null : Number(row['version']) },
    text(row['hash']),
    orNull(row['operator']),
  );

/** Who stands in the logs, by `submission!revision`; null for nobody. */
export function readSignatures(database: Sqlite.Database): ReadonlyMap<string, readonly (string | null)[]> {
  const columns = database.pragma('table_info(edit_log)') as { name: string }[];
  if (!columns.some(({ name }) => name === 'operator')) return new Map();
  const signed = new Map<string, (string | null)[]>();
  const select = 'SELECT DISTINCT submission_id, revision, operator FROM edit_log';
  for (const row of database.prepare<[], Row>(select).iterate()) {
    const name = `${text(row['submission_id'])}!${text(row['revision'])}`;
    signed.set(name, [...(signed.get(name) ?? []), orNull(row['operator'])]);
  }
  return signed;
}
