import type { CellContent } from '../../shared/submission';
import type { Database } from './database';

/** A list record's place is logged like a cell, so that the log alone can rebuild a removed record. */
export type LoggedContent = CellContent | { readonly kind: 'position'; readonly text: string };

export type { EditOrigin } from '../../shared/ipc-fill';
import type { EditOrigin } from '../../shared/ipc-fill';

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

/** Returns the function that writes down one edit; nothing is written where nothing changed. */
export function editLog(
  database: Database,
  submissionId: number,
  revision: number,
  at: Date,
  origin: EditOrigin,
): (edit: LoggedEdit) => void {
  const insert = database.prepare<EditRow>(
    `INSERT INTO edit_log
       (submission_id, revision, at, origin, form, cell, old_kind, old_text, new_kind, new_text, operator)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, operator_name())`,
  );
  const time = at.toISOString();
  return ({ form, cell, before, after }) => {
    if (before?.kind === after?.kind && before?.text === after?.text) return;
    const values = [
      before?.kind ?? null,
      before?.text ?? null,
      after?.kind ?? null,
      after?.text ?? null,
    ] as const;
    insert.run(submissionId, revision, time, origin, form, cell, ...values);
  };
}
