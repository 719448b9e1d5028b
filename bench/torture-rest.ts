import { createHash } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import type { Edit } from './torture-model';

/**
 * What the database holds besides figures, marks and texts: what happened, schools, rounds, targets, people and name
 * lists. Nothing of it is foretold; what was there once stays, as long as nothing was asked for that changes it.
 */
export type Rest = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Kind = Edit['kind'];

/** Rows by their key; `grows`: new ones may come at any time. `by`: the edits that may change what is there. */
interface Table {
  readonly key: string;
  readonly grows: boolean;
  readonly by: readonly Kind[];
  /** Each such acknowledged edit leaves a row. */
  readonly leaves?: readonly Kind[];
}

const log = (...leaves: Kind[]): Table => ({ key: 'id', grows: true, by: [], leaves });
const roster = (key: string): Table => ({ key, grows: false, by: ['rosterSave', 'rosterFill'] });

export const tables: Readonly<Record<string, Table>> = {
  edit_log: log(),
  events: log('rosterSave', 'person', 'password', 'target'),
  state_log: log('finalise', 'reopen'),
  exports: log('export'),
  imports: log('import'),
  schools: { ...log(), by: ['school'] },
  collections: { ...log(), by: ['round'] },
  target_profiles: log('target'),
  operators: { ...log(), by: ['person'] },
  rosters: roster('id'),
  roster_people: roster('roster_id, person'),
  roster_moves: roster('submission_id, roster_id, person'),
  // Given before the fill that asks for them.
  roster_answers: { ...roster('submission_id, assumption'), grows: true },
  roster_counts: {
    ...roster('submission_id, form, cell'),
    by: ['rosterSave', 'rosterFill', 'cells', 'import'],
  },
  roster_heads: roster('roster_of, head'),
};

/** Digests of all rows. A column that a migration adds empty changes none. */
export function readRest(database: Sqlite.Database): Rest {
  const there = new Set(
    database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all(),
  );
  const rest: Record<string, Record<string, string>> = {};
  for (const [table, { key }] of Object.entries(tables)) {
    if (!there.has(table)) continue;
    const rows: Record<string, string> = {};
    const id = key.split(', ');
    for (const row of database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate())
      rows[id.map((column) => String(row[column])).join(' ')] = digest(row);
    rest[table] = rows;
  }
  return rest;
}

function digest(row: Readonly<Record<string, unknown>>): string {
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return createHash('sha256').update(JSON.stringify(filled.sort())).digest('base64').slice(0, 16);
}

/**
 * What is lost of `before`. `tried` are the kinds of all edits that were asked for since, `done` how many of each were
 * acknowledged. After a restore `before` is what the copy holds, and what was done is counted from there.
 */
export function lostRest(
  before: Rest,
  after: Rest,
  tried: ReadonlySet<Kind>,
  done: Readonly<Record<string, number>>,
): readonly string[] {
  return Object.entries(before).flatMap(([table, rows]) => {
    const { grows = false, by = [], leaves = [] } = tables[table] ?? {};
    const now = after[table] ?? {};
    if (by.some((kind) => tried.has(kind))) return [];
    const names = Object.keys(rows);
    const gone = names.filter((key) => now[key] === undefined).length;
    const other = names.filter((key) => now[key] !== undefined && now[key] !== rows[key]).length;
    const added = Object.keys(now).length - (names.length - gone);
    const owed = leaves.reduce((sum, kind) => sum + (done[kind] ?? 0), 0);
    return [
      ...(gone > 0 ? [`${table}: ${gone} rows are gone`] : []),
      ...(other > 0 ? [`${table}: ${other} rows are not as they were`] : []),
      ...(!grows && added > 0 ? [`${table}: ${added} rows came that nobody asked for`] : []),
      ...(added < owed ? [`${table}: ${owed} rows were acknowledged, ${added} came`] : []),
    ];
  });
}
