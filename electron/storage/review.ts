import type { Explanation } from '../../shared/submission';
import type { Database } from './database';
import { changeDraft, type ChangeHead } from './submissions';

interface ExplanationRow {
  readonly finding: string;
  readonly text: string;
  readonly cell_values: string;
}

/** Forms marked 已核对. */
export function loadReviewed(database: Database, submissionId: number): string[] {
  const select = 'SELECT form FROM reviewed WHERE submission_id = ? ORDER BY form';
  return database.prepare<[number], string>(select).pluck().all(submissionId);
}

export function setReviewed(
  database: Database,
  head: ChangeHead,
  forms: readonly string[],
  reviewed: boolean,
): number {
  const insert = database.prepare<[number, string, string]>(
    'INSERT INTO reviewed (submission_id, form, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = database.prepare<[number, string]>(
    'DELETE FROM reviewed WHERE submission_id = ? AND form = ?',
  );
  return changeDraft(database, head, () => {
    for (const form of forms) {
      if (reviewed) insert.run(head.submissionId, form, head.at.toISOString());
      else remove.run(head.submissionId, form);
    }
  });
}

export function loadExplanations(database: Database, submissionId: number): Explanation[] {
  const select =
    'SELECT finding, text, cell_values FROM explanations WHERE submission_id = ? ORDER BY finding';
  const rows = database.prepare<[number], ExplanationRow>(select).all(submissionId);
  return rows.map(({ finding, text, cell_values }) => ({
    finding,
    text,
    values: JSON.parse(cell_values) as Explanation['values'],
  }));
}

/** An empty text withdraws the explanation. */
export function explain(database: Database, head: ChangeHead, explanation: Explanation): number {
  return setExplanations(database, head, [explanation]);
}

export function setExplanations(
  database: Database,
  head: ChangeHead,
  explanations: readonly Explanation[],
): number {
  const upsert = database.prepare<[number, string, string, string, string]>(
    `INSERT INTO explanations (submission_id, finding, text, cell_values, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (submission_id, finding)
     DO UPDATE SET text = excluded.text, cell_values = excluded.cell_values, at = excluded.at`,
  );
  const remove = database.prepare<[number, string]>(
    'DELETE FROM explanations WHERE submission_id = ? AND finding = ?',
  );
  const { submissionId, at } = head;
  return changeDraft(database, head, () => {
    for (const { finding, text, values } of explanations) {
      if (text === '') remove.run(submissionId, finding);
      else upsert.run(submissionId, finding, text, JSON.stringify(values), at.toISOString());
    }
  });
}
