import Sqlite from 'better-sqlite3';
import type { Database } from './database';
import { shareSession } from './session';

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
/** Rows between two pauses: some milliseconds' worth. */
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

/**
 * Plays the log from its beginning and compares where it leads with what stands there. It reads one moment of the file
 * on a connection of its own, and lets others work after every slice: `pause` is awaited with the share that is done.
 */
export async function replay(
  database: Database,
  pause: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<Replay> {
  const copy = new Sqlite(database.name, { readonly: true });
  try {
    shareSession(database, copy);
    copy.exec('BEGIN');
    return await replayed(copy, pause);
  } finally {
    copy.close();
  }
}

async function replayed(
  copy: Database,
  pause: (done: number, total: number) => Promise<void>,
): Promise<Replay> {
  const count = (table: string) =>
    copy.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  const changes = count('edit_log');
  const expected = new Map<string, string>();
  const differing = new Set<string>();
  let done = 0;
  for (const row of copy.prepare<[], LoggedRow>(logged).iterate()) {
    const name = `${row.submission_id}!${row.form}!${row.cell}`;
    if ((expected.get(name) ?? null) !== textOf(row.old_kind, row.old_text)) differing.add(name);
    const after = textOf(row.new_kind, row.new_text);
    if (after === null) expected.delete(name);
    else expected.set(name, after);
    done += 1;
    if (done % slice === 0) await pause(done, changes);
  }
  let same = 0;
  done = 0;
  for (const { name, content } of copy.prepare<[], StandingRow>(standing).iterate()) {
    // A place is a number, and its text in the log is how JavaScript writes it.
    const stands = typeof content === 'number' ? `position ${String(content)}` : content;
    if (expected.get(name) === stands) same += 1;
    else differing.add(name);
    expected.delete(name);
    done += 1;
    if (done % slice === 0) await pause(changes, changes);
  }
  for (const name of expected.keys()) differing.add(name);
  return {
    ...{ submissions: count('submissions'), changes, same },
    ...{ differences: [...differing].slice(0, reported), total: differing.size },
  };
}
