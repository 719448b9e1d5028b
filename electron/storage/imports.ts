import type { Database } from './database';

/** A workbook that was taken in. */
export interface ImportRecord {
  readonly submissionId: number;
  /** That the import led to. */
  readonly revision: number;
  readonly at: Date;
  readonly origin: 'own' | 'official';
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly accepted: number;
  readonly refused: number;
}

type ImportRow = [number, number, string, string, string, string, number, number];

export function recordImport(database: Database, record: ImportRecord): void {
  const insert = database.prepare<ImportRow>(
    `INSERT INTO imports
       (submission_id, revision, at, origin, file_name, hash, accepted, refused, operator)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, operator_name())`,
  );
  const { submissionId, revision, at, origin, fileName, hash, accepted, refused } = record;
  insert.run(submissionId, revision, at.toISOString(), origin, fileName, hash, accepted, refused);
}

/** Runs all of it in one transaction: whatever fails, a full disk or a refusal, leaves nothing behind. */
export function allOrNothing<T>(database: Database, act: () => T): T {
  return database.transaction(act).immediate();
}

/** Notes name lists that the submission's workbook did not carry. */
export function setUnknownLists(database: Database, submissionId: number, forms: readonly string[]): void {
  const insert = database.prepare<[number, string]>(
    'INSERT OR IGNORE INTO unknown_lists (submission_id, form) VALUES (?, ?)',
  );
  for (const form of forms) insert.run(submissionId, form);
}

export function loadUnknownLists(database: Database, submissionId: number): readonly string[] {
  const select = 'SELECT form FROM unknown_lists WHERE submission_id = ? ORDER BY form';
  return database.prepare<[number], string>(select).pluck().all(submissionId);
}
