import type { Explanation } from '../../shared/submission';
import type { Database } from './database';
import { recordEvent } from './events';
import { changeDraft, type ChangeHead } from './submissions';
import { confirmForm } from './to-confirm';

interface ExplanationRow {
  readonly finding: string;
  readonly text: string;
  readonly cell_values: string;
  readonly exception: 0 | 1;
}

/** Forms marked 已核对. */
export function loadReviewed(database: Database, submissionId: number): string[] {
  const select = 'SELECT form FROM reviewed WHERE submission_id = ? ORDER BY form';
  return database.prepare<[number], string>(select).pluck().all(submissionId);
}

const changedSince = `EXISTS (SELECT 1 FROM edit_log WHERE edit_log.submission_id = reviewed.submission_id
  AND edit_log.form = reviewed.form AND edit_log.at > reviewed.at)`;

/** Forms marked 已核对 that were changed afterwards, in the order in which it was done whatever the clock said. */
export function changedSinceReview(database: Database, submissionId: number): string[] {
  const select = `SELECT form FROM reviewed WHERE submission_id = ? AND ${changedSince} ORDER BY form`;
  return database.prepare<[number], string>(select).pluck().all(submissionId);
}

export function setReviewed(
  database: Database,
  head: ChangeHead,
  forms: readonly string[],
  reviewed: boolean,
): number {
  const insert = database.prepare<[{ id: number; form: string; at: string }]>(
    `INSERT INTO reviewed (submission_id, form, at) VALUES (:id, :form, max(:at, coalesce(
       (SELECT max(at) FROM edit_log WHERE submission_id = :id AND form = :form), :at)))
     ON CONFLICT (submission_id, form) DO UPDATE SET at = excluded.at WHERE ${changedSince}`,
  );
  const remove = database.prepare<[number, string]>(
    'DELETE FROM reviewed WHERE submission_id = ? AND form = ?',
  );
  const { submissionId, at } = head;
  return changeDraft(database, head, () => {
    for (const form of forms) {
      const { changes } = reviewed
        ? insert.run({ id: submissionId, form, at: at.toISOString() })
        : remove.run(submissionId, form);
      if (reviewed) confirmForm(database, submissionId, form);
      const kind = reviewed ? 'reviewed' : 'unreviewed';
      if (changes > 0) recordEvent(database, { at, submissionId, kind, about: form });
    }
  });
}

export function loadExplanations(database: Database, submissionId: number): Explanation[] {
  const select = `SELECT finding, unsealed(text, 'explanations.text') AS text,
      unsealed(cell_values, 'explanations.cell_values') AS cell_values, exception
    FROM explanations WHERE submission_id = ? ORDER BY finding`;
  const rows = database.prepare<[number], ExplanationRow>(select).all(submissionId);
  return rows.map(({ finding, text, cell_values, exception }) => ({
    finding,
    text,
    values: JSON.parse(cell_values) as Explanation['values'],
    ...(exception === 1 && { exception: true as const }),
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
  const upsert = database.prepare<[number, string, string, string, number, string]>(
    `INSERT INTO explanations (submission_id, finding, text, cell_values, exception, at)
     VALUES (?, ?, sealed(?, 'explanations.text'), sealed(?, 'explanations.cell_values'), ?, ?)
     ON CONFLICT (submission_id, finding)
     DO UPDATE SET text = excluded.text, cell_values = excluded.cell_values, exception = excluded.exception,
       at = excluded.at`,
  );
  const remove = database.prepare<[number, string]>(
    'DELETE FROM explanations WHERE submission_id = ? AND finding = ?',
  );
  const find = database.prepare<[number, string], { text: string; exception: 0 | 1 }>(
    `SELECT unsealed(text, 'explanations.text') AS text, exception
     FROM explanations WHERE submission_id = ? AND finding = ?`,
  );
  const { submissionId, at } = head;
  return changeDraft(database, head, () => {
    for (const { finding, text, values, exception } of explanations) {
      const before = find.get(submissionId, finding);
      const isException = text === '' ? before?.exception === 1 : exception === true;
      if ((before?.text ?? '') !== text || isException !== (before?.exception === 1))
        recordEvent(database, {
          ...{ at, submissionId, kind: isException ? 'exception' : 'explained', about: finding },
          ...{ before: before?.text ?? null, after: text === '' ? null : text },
        });
      if (text === '') remove.run(submissionId, finding);
      else
        upsert.run(
          submissionId,
          finding,
          text,
          JSON.stringify(values),
          exception === true ? 1 : 0,
          at.toISOString(),
        );
    }
  });
}
