import type { CellHistoryEntry, EditOrigin } from '../../shared/ipc-fill';
import type { CellContent } from '../../shared/submission';
import type { Database } from './database';

interface HistoryRow {
  readonly at: string;
  readonly origin: EditOrigin;
  readonly old_kind: CellContent['kind'] | null;
  readonly old_text: string | null;
  readonly new_kind: CellContent['kind'] | null;
  readonly new_text: string | null;
  readonly file_name: string | null;
}

const longest = 200;

function content(kind: CellContent['kind'] | null, text: string | null): CellContent | null {
  return kind === null || text === null ? null : { kind, text };
}

/**
 * What ever stood in a cell, newest first; an imported value names its workbook. An import writes in several steps and
 * is recorded with the revision that the last one led to: its values are those with a revision up to that.
 */
export function cellHistory(
  database: Database,
  submissionId: number,
  form: string,
  cell: string,
): readonly CellHistoryEntry[] {
  const select = database.prepare<[number, string, string, number], HistoryRow>(
    `SELECT at, origin, old_kind, unsealed(old_text, 'edit_log.old_text') AS old_text,
       new_kind, unsealed(new_text, 'edit_log.new_text') AS new_text,
       CASE WHEN origin IN ('imported', 'importedBlank') THEN
         (SELECT file_name FROM imports
          WHERE imports.submission_id = edit_log.submission_id AND imports.revision >= edit_log.revision
          ORDER BY imports.revision, imports.id LIMIT 1)
       END AS file_name
     FROM edit_log
     WHERE submission_id = ? AND form = ? AND cell = ? AND coalesce(new_kind, old_kind) <> 'position'
     ORDER BY id DESC LIMIT ?`,
  );
  return select.all(submissionId, form, cell, longest).map((row) => ({
    at: row.at,
    origin: row.origin,
    before: content(row.old_kind, row.old_text),
    after: content(row.new_kind, row.new_text),
    fileName: row.file_name,
  }));
}
