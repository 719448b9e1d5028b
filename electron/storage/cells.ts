import type { CellChange, CellContent, SubmissionData } from '../../shared/submission';
import type { Database } from './database';
import { type EditOrigin, editLog } from './edit-log';
import { changeDraft, type ChangeHead } from './submissions';
import { toConfirmMarks } from './to-confirm';

type CellRow = { readonly form: string; readonly cell: string } & CellContent;

export function loadCells(database: Database, submissionId: number): SubmissionData['cells'] {
  const select = 'SELECT form, cell, kind, text FROM cells WHERE submission_id = ? ORDER BY form, cell';
  const rows = database.prepare<[number], CellRow>(select).all(submissionId);
  return rows.map(({ form, cell, kind, text }) => ({ form, cell, content: { kind, text } }));
}

/** All or none: a paste that fails in the middle leaves nothing behind. */
export function setCells(
  database: Database,
  head: ChangeHead,
  changes: readonly CellChange[],
  origin: EditOrigin = 'typed',
): number {
  const select = database.prepare<[number, string, string], CellContent>(
    'SELECT kind, text FROM cells WHERE submission_id = ? AND form = ? AND cell = ?',
  );
  const remove = database.prepare<[number, string, string]>(
    'DELETE FROM cells WHERE submission_id = ? AND form = ? AND cell = ?',
  );
  const upsert = database.prepare<[number, string, string, string, string]>(
    `INSERT INTO cells (submission_id, form, cell, kind, text) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (submission_id, form, cell) DO UPDATE SET kind = excluded.kind, text = excluded.text`,
  );
  const id = head.submissionId;
  return changeDraft(database, head, (revision) => {
    const log = editLog(database, id, revision, head.at, origin);
    const marks = toConfirmMarks(database, id);
    for (const { form, cell, content } of changes) {
      log({ form, cell, before: select.get(id, form, cell) ?? null, after: content });
      if (content === null) remove.run(id, form, cell);
      else upsert.run(id, form, cell, content.kind, content.text);
      if (origin === 'carried' && content !== null) {
        marks.add(form, cell);
        marks.unreview(form, head.at);
      } else marks.remove(form, cell);
    }
  });
}
