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
    `INSERT INTO imports (submission_id, revision, at, origin, file_name, hash, accepted, refused)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { submissionId, revision, at, origin, fileName, hash, accepted, refused } = record;
  insert.run(submissionId, revision, at.toISOString(), origin, fileName, hash, accepted, refused);
}

/** Runs all of it in one transaction: whatever fails, a full disk or a refusal, leaves nothing behind. */
export function allOrNothing<T>(database: Database, act: () => T): T {
  return database.transaction(act).immediate();
}
