import type { CellRef } from '../../shared/finding';
import type { Database } from './database';
import { recordEvent } from './events';
import { changeDraft, type ChangeHead } from './submissions';

/** Cells that are 待核. */
export function loadToConfirm(database: Database, submissionId: number): CellRef[] {
  const select = 'SELECT form, cell FROM to_confirm WHERE submission_id = ? ORDER BY form, cell';
  return database.prepare<[number], CellRef>(select).all(submissionId);
}

export interface ToConfirmMarks {
  /** False where it was marked already. */
  add(form: string, cell: string): boolean;
  /** False where it was not marked. */
  remove(form: string, cell: string): boolean;
  /** All cells of a record that is there no more. */
  removeRecord(form: string, id: string): void;
  /** What nobody has looked at cannot be in a form that was looked at as a whole: 定稿 asks for nothing else. */
  unreview(form: string, at: Date): void;
}

/** Inside a change of the submission. */
export function toConfirmMarks(database: Database, submissionId: number): ToConfirmMarks {
  const insert = database.prepare<[number, string, string]>(
    'INSERT OR IGNORE INTO to_confirm (submission_id, form, cell) VALUES (?, ?, ?)',
  );
  const remove = database.prepare<[number, string, string]>(
    'DELETE FROM to_confirm WHERE submission_id = ? AND form = ? AND cell = ?',
  );
  const removeRecord = database.prepare<[number, string, number, string]>(
    'DELETE FROM to_confirm WHERE submission_id = ? AND form = ? AND substr(cell, 1, ?) = ?',
  );
  const unreview = database.prepare<[number, string]>(
    'DELETE FROM reviewed WHERE submission_id = ? AND form = ?',
  );
  return {
    removeRecord: (form, id) => void removeRecord.run(submissionId, form, id.length + 1, `${id}.`),
    unreview(form, at) {
      if (unreview.run(submissionId, form).changes > 0)
        recordEvent(database, { at, submissionId, kind: 'unreviewed', about: form });
    },
    add: (form, cell) => insert.run(submissionId, form, cell).changes > 0,
    remove: (form, cell) => remove.run(submissionId, form, cell).changes > 0,
  };
}

/**
 * The clerk has looked at these cells, or takes that back. Those that are not 待核 are passed over, and so are those
 * that cannot be: without a value, or in a form that is 已核对.
 */
export function confirm(
  database: Database,
  head: ChangeHead,
  cells: readonly CellRef[],
  confirmed = true,
): number {
  const { submissionId, at } = head;
  const canBe = database.prepare<{ id: number; form: string; cell: string }>(
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM reviewed WHERE submission_id = :id AND form = :form) AND (
       EXISTS (SELECT 1 FROM cells WHERE submission_id = :id AND form = :form AND cell = :cell)
       OR EXISTS (SELECT 1 FROM record_cells
                  WHERE submission_id = :id AND form = :form AND record || '.' || column_key = :cell))`,
  );
  return changeDraft(database, head, () => {
    const marks = toConfirmMarks(database, submissionId);
    const changed = new Map<string, string[]>();
    for (const { form, cell } of cells) {
      const isChanged = confirmed
        ? marks.remove(form, cell)
        : canBe.get({ id: submissionId, form, cell }) !== undefined && marks.add(form, cell);
      if (isChanged) changed.set(form, [...(changed.get(form) ?? []), cell]);
    }
    const kind = confirmed ? 'confirmed' : 'unconfirmed';
    for (const [form, keys] of changed)
      recordEvent(database, { at, submissionId, kind, about: form, after: keys.join(' ') });
  });
}

/** A form that is 已核对 has been looked at as a whole; called inside a change of the submission. */
export function confirmForm(database: Database, submissionId: number, form: string): void {
  database
    .prepare<[number, string]>('DELETE FROM to_confirm WHERE submission_id = ? AND form = ?')
    .run(submissionId, form);
}
