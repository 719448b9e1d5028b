import type { CellContent, ListRecord, RecordChange, SubmissionData } from '../../shared/submission';
import type { Database } from './database';
import { editLog, type EditOrigin, type LoggedContent, type LoggedEdit } from './edit-log';
import { changeDraft, type ChangeHead } from './submissions';
import { toConfirmMarks } from './to-confirm';

interface RecordRow {
  readonly form: string;
  readonly record: string;
  readonly position: number;
}
type RecordCellRow = {
  readonly form: string;
  readonly record: string;
  readonly column_key: string;
} & CellContent;
type RecordCells = Record<string, CellContent>;

export function loadLists(database: Database, submissionId: number): SubmissionData['lists'] {
  const rows = database
    .prepare<[number], RecordRow>(
      'SELECT form, record, position FROM records WHERE submission_id = ? ORDER BY form, position, record',
    )
    .all(submissionId);
  const cells = database
    .prepare<[number], RecordCellRow>(
      `SELECT form, record, column_key, kind, unsealed(text, 'record_cells.text') AS text
       FROM record_cells WHERE submission_id = ?`,
    )
    .all(submissionId);
  const cellsOf = new Map<string, RecordCells>(rows.map(({ form, record }) => [`${form}!${record}`, {}]));
  for (const { form, record, column_key, kind, text } of cells) {
    const found = cellsOf.get(`${form}!${record}`);
    if (found !== undefined) found[column_key] = { kind, text };
  }
  const lists: Record<string, ListRecord[]> = {};
  for (const { form, record, position } of rows) {
    (lists[form] ??= []).push({ id: record, position, cells: cellsOf.get(`${form}!${record}`) ?? {} });
  }
  return lists;
}

/** Adds, changes and removes records of list forms, all or none. */
export function setRecords(
  database: Database,
  head: ChangeHead,
  changes: readonly RecordChange[],
  origin: EditOrigin = 'typed',
): number {
  return changeDraft(database, head, (revision) => {
    const log = editLog(database, head.submissionId, revision, head.at, origin, 'people');
    const table = recordTable(database, head.submissionId, log);
    const marks = toConfirmMarks(database, head.submissionId);
    for (const { form, id, position, cells } of changes) {
      if (cells === null) {
        table.remove(form, id);
        marks.removeRecord(form, id);
        continue;
      }
      table.place(form, id, position);
      if (origin === 'carried') marks.unreview(form, head.at);
      for (const [key, content] of Object.entries(cells)) {
        table.setCell(form, id, key, content);
        if (origin === 'carried' && content !== null) marks.add(form, `${id}.${key}`);
        else marks.remove(form, `${id}.${key}`);
      }
    }
  });
}

function recordTable(database: Database, submissionId: number, log: (edit: LoggedEdit) => void) {
  const selectPosition = database
    .prepare<[number, string, string], number>(
      'SELECT position FROM records WHERE submission_id = ? AND form = ? AND record = ?',
    )
    .pluck();
  const selectLast = database
    .prepare<[number, string], number | null>(
      'SELECT max(position) FROM records WHERE submission_id = ? AND form = ?',
    )
    .pluck();
  const upsertRecord = database.prepare<[number, string, string, number]>(
    `INSERT INTO records (submission_id, form, record, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (submission_id, form, record) DO UPDATE SET position = excluded.position`,
  );
  const deleteRecord = database.prepare<[number, string, string]>(
    'DELETE FROM records WHERE submission_id = ? AND form = ? AND record = ?',
  );
  const selectCells = database.prepare<[number, string, string], { column_key: string } & CellContent>(
    `SELECT column_key, kind, unsealed(text, 'record_cells.text') AS text
     FROM record_cells WHERE submission_id = ? AND form = ? AND record = ?`,
  );
  const deleteCells = database.prepare<[number, string, string]>(
    'DELETE FROM record_cells WHERE submission_id = ? AND form = ? AND record = ?',
  );
  const selectCell = database.prepare<[number, string, string, string], CellContent>(
    `SELECT kind, unsealed(text, 'record_cells.text') AS text
     FROM record_cells WHERE submission_id = ? AND form = ? AND record = ? AND column_key = ?`,
  );
  const upsertCell = database.prepare<[number, string, string, string, string, string]>(
    `INSERT INTO record_cells (submission_id, form, record, column_key, kind, text)
     VALUES (?, ?, ?, ?, ?, sealed(?, 'record_cells.text'))
     ON CONFLICT (submission_id, form, record, column_key) DO UPDATE SET kind = excluded.kind, text = excluded.text`,
  );
  const deleteCell = database.prepare<[number, string, string, string]>(
    'DELETE FROM record_cells WHERE submission_id = ? AND form = ? AND record = ? AND column_key = ?',
  );

  function setCell(form: string, id: string, key: string, content: CellContent | null): void {
    const before = selectCell.get(submissionId, form, id, key) ?? null;
    log({ form, cell: `${id}.${key}`, before, after: content });
    if (content === null) deleteCell.run(submissionId, form, id, key);
    else upsertCell.run(submissionId, form, id, key, content.kind, content.text);
  }

  function place(form: string, id: string, wanted: number | undefined): void {
    const before = selectPosition.get(submissionId, form, id);
    const after = wanted ?? before ?? (selectLast.get(submissionId, form) ?? 0) + 1;
    upsertRecord.run(submissionId, form, id, after);
    log({ form, cell: id, before: positioned(before), after: positioned(after) });
  }

  function remove(form: string, id: string): void {
    for (const { column_key, kind, text } of selectCells.all(submissionId, form, id))
      log({ form, cell: `${id}.${column_key}`, before: { kind, text }, after: null });
    deleteCells.run(submissionId, form, id);
    const before = selectPosition.get(submissionId, form, id);
    deleteRecord.run(submissionId, form, id);
    log({ form, cell: id, before: positioned(before), after: null });
  }

  return { setCell, place, remove };
}

function positioned(position: number | undefined): LoggedContent | null {
  return position === undefined ? null : { kind: 'position', text: String(position) };
}
