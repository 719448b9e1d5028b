import type { Database } from './database';

/** When the submission became what it is, if that is 定稿; null for a draft. */
export function finalisedAt(database: Database, submissionId: number): Date | null {
  const select = 'SELECT state, at FROM state_log WHERE submission_id = ? ORDER BY id DESC LIMIT 1';
  const last = database.prepare<[number], { state: string; at: string }>(select).get(submissionId);
  return last?.state === 'finalised' ? new Date(last.at) : null;
}
