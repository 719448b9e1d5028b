import type { CellRef } from '../../shared/finding';
import type { Database } from './database';
import { changeDraft, type ChangeHead } from './submissions';

/** Cells that are 待核. */
export function loadToConfirm(database: Database, submissionId: number): CellRef[] {
  const select = 'SELECT form, cell FROM to_confirm WHERE submission_id = ? ORDER BY form, cell';
  return database.prepare<[number], CellRef>(select).all(submissionId);
}

export interface ToConfirmMarks {
  add(form: string, cell: string): void;
  remove(form: string, cell: string): void;
}

/** Inside a change of the submission. */
export function toConfirmMarks(database: Database, submissionId: number): ToConfirmMarks {
  const insert = database.prepare<[number, string, string]>(
    'INSERT OR IGNORE INTO to_confirm (submission_id, form, cell) VALUES (?, ?, ?)',
  );
  const remove = database.prepare<[number, string, string]>(
    'DELETE FROM to_confirm WHERE submission_id = ? AND form = ? AND cell = ?',
  );
  return {
    add: (form, cell) => insert.run(submissionId, form, cell),
    remove: (form, cell) => remove.run(submissionId, form, cell),
  };
}

/** The clerk has looked at these cells; those that are not 待核 are passed over. */
export function confirm(database: Database, head: ChangeHead, cells: readonly CellRef[]): number {
  return changeDraft(database, head, () => {
    const marks = toConfirmMarks(database, head.submissionId);
    for (const { form, cell } of cells) marks.remove(form, cell);
  });
}

/** A form that is 已核对 has been looked at as a whole; called inside a change of the submission. */
export function confirmForm(database: Database, submissionId: number, form: string): void {
  database
    .prepare<[number, string]>('DELETE FROM to_confirm WHERE submission_id = ? AND form = ?')
    .run(submissionId, form);
}
