import type { LoggedContent } from '../../shared/ipc-audit';
import type { EditOrigin } from '../../shared/ipc-fill';
import type { Database } from './database';

/** The log alone can rebuild a removed record. */
export type { LoggedContent } from '../../shared/ipc-audit';
export type { EditOrigin } from '../../shared/ipc-fill';

export interface LoggedEdit {
  readonly form: string;
  readonly cell: string;
  readonly before: LoggedContent | null;
  readonly after: LoggedContent | null;
}

type EditRow = [
  number,
  number,
  string,
  EditOrigin,
  string,
  string,
  string | null,
  string | null,
  string | null,
  string | null,
];

/** Returns the function that writes down one edit; nothing is written where nothing changed. What is said of people is sealed. */
export function editLog(
  database: Database,
  submissionId: number,
  revision: number,
  at: Date,
  origin: EditOrigin,
  of: 'figures' | 'people' = 'figures',
): (edit: LoggedEdit) => void {
  const [oldText, newText] =
    of === 'people' ? [`sealed(?, 'edit_log.old_text')`, `sealed(?, 'edit_log.new_text')`] : ['?', '?'];
  const insert = database.prepare<EditRow>(
    `INSERT INTO edit_log
       (submission_id, revision, at, origin, form, cell, old_kind, old_text, new_kind, new_text, operator)
     VALUES (?, ?, ?, ?, ?, ?, ?, ${oldText}, ?, ${newText}, operator_name())`,
  );
  const time = at.toISOString();
  const unlooked = database.prepare<[string, number, string, string]>(
    'UPDATE reviewed SET at = ? WHERE submission_id = ? AND form = ? AND at >= ?',
  );
  // A clock that was turned back must not make an edit look older than the 已核对 that stood before it.
  const justBefore = new Date(at.getTime() - 1).toISOString();
  const seen = new Set<string>();
  return ({ form, cell, before, after }) => {
    if (before?.kind === after?.kind && before?.text === after?.text) return;
    const values = [
      before?.kind ?? null,
      before?.text ?? null,
      after?.kind ?? null,
      after?.text ?? null,
    ] as const;
    insert.run(submissionId, revision, time, origin, form, cell, ...values);
    if (!seen.has(form)) unlooked.run(justBefore, submissionId, form, time);
    seen.add(form);
  };
}

/** Names the state of all figures: no other database that made as many edits made its last one at the same moment. */
export function lastEdit(database: Database): string {
  const select = `SELECT id || ' ' || at FROM edit_log ORDER BY id DESC LIMIT 1`;
  return database.prepare<[], string>(select).pluck().get() ?? '';
}
