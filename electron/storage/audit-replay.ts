import Sqlite from 'better-sqlite3';
import type { Database } from './database';
import { beginSessionWith } from './session';

/** Whether the log says the same as what stands in the forms. */
export interface Replay {
  readonly submissions: number;
  /** Changes that were played again. */
  readonly changes: number;
  /** Cells and records that the log and the forms have alike. */
  readonly same: number;
  /**
   * Where they differ, as `submission!form!cell`, at most 100: a value that no change led to, one that a change led to
   * and that is not there, or a change of a value that did not stand there then.
   */
  readonly differences: readonly string[];
  readonly total: number;
}

interface LoggedRow {
  readonly id: number;
  readonly submission_id: number;
  readonly form: string;
  readonly cell: string;
  readonly old_kind: string | null;
  readonly old_text: string | null;
  readonly new_kind: string | null;
  readonly new_text: string | null;
}

interface StandingRow {
  readonly name: string;
  readonly content: string | number;
}

const reported = 100;
/** Rows between two words of how far it is: some milliseconds' worth. */
const slice = 2000;

const textOf = (kind: string | null, text: string | null): string | null =>
  kind === null || text === null ? null : `${kind} ${text}`;

/** What stands in the forms now: cells, cells of records, and where each record is. */
const standing = `
  SELECT submission_id || '!' || form || '!' || cell AS name, kind || ' ' || text AS content FROM cells
  UNION ALL
  SELECT submission_id || '!' || form || '!' || record || '.' || column_key,
    kind || ' ' || unsealed(text, 'record_cells.text') FROM record_cells
  UNION ALL
  SELECT submission_id || '!' || form || '!' || record, position FROM records`;

const logged = `SELECT id, submission_id, form, cell, old_kind, unsealed(old_text, 'edit_log.old_text') AS old_text,
  new_kind, unsealed(new_text, 'edit_log.new_text') AS new_text FROM edit_log ORDER BY id`;

export interface ReplayRequest {
  /** File of the open database. */
  readonly database: string;
  /** Of the sealed columns. */
  readonly key: Uint8Array | null;
}

/**
 * Plays the log from its beginning and compares where it leads with what stands there. It reads one moment of the file
 * on a connection of its own and takes its time: for a thread of its own. `progress` hears the rows that are done.
 */
export function replay(
  { database, key }: ReplayRequest,
  progress: (done: number, total: number) => void = () => undefined,
): Replay {
  const copy = new Sqlite(database, { readonly: true });
  try {
    beginSessionWith(copy, key === null ? null : Buffer.from(key));
    copy.exec('BEGIN');
    return replayed(copy, progress);
  } finally {
    copy.close();
  }
}

function replayed(copy: Database, progress: (done: number, total: number) => void): Replay {
  const count = (table: string) =>
    copy.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const changes = count('edit_log');
  const expected = new Map<string, string>();
  const differing = new Set<string>();
  const total = changes + count('cells') + count('record_cells') + count('records');
  let done = 0;
  const tick = () => {
    done += 1;
    if (done % slice === 0) progress(done, total);
  };
  for (const row of copy.prepare<[], LoggedRow>(logged).iterate()) {
    const name = `${row.submission_id}!${row.form}!${row.cell}`;
    if ((expected.get(name) ?? null) !== textOf(row.old_kind, row.old_text)) differing.add(name);
    const after = textOf(row.new_kind, row.new_text);
    if (after === null) expected.delete(name);
    else expected.set(name, after);
    tick();
  }
  let same = 0;
  for (const { name, content } of copy.prepare<[], StandingRow>(standing).iterate()) {
    // A place is a number, and its text in the log is how JavaScript writes it.
    const stands = typeof content === 'number' ? `position ${String(content)}` : content;
    if (expected.get(name) === stands) same += 1;
    else differing.add(name);
    expected.delete(name);
    tick();
  }
  for (const name of expected.keys()) differing.add(name);
  return {
    ...{ submissions: count('submissions'), changes, same },
    ...{ differences: [...differing].slice(0, reported), total: differing.size },
  };
}
