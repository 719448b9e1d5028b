import type { Database } from './database';

/** A workbook that left the program. */
export interface ExportRecord {
  readonly submissionId: number;
  readonly revision: number;
  readonly at: Date;
  /** All of it, one name list, or the table of indicators. */
  readonly what: 'workbook' | 'list' | 'table';
  /** Null for a draft. */
  readonly version: number | null;
  readonly editionVersion: string;
  readonly folder: string;
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly hash: string;
}

type ExportRow = [number, number, string, string, number | null, string, string, string, string];

export function recordExport(database: Database, record: ExportRecord): void {
  const insert = database.prepare<ExportRow>(
    `INSERT INTO exports
       (submission_id, revision, at, what, version, edition_version, folder, file_name, hash, operator)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, operator_name())`,
  );
  const { submissionId, revision, version, editionVersion, folder, fileName, hash } = record;
  const [at, what] = [record.at.toISOString(), record.what];
  insert.run(submissionId, revision, at, what, version, editionVersion, folder, fileName, hash);
}

export function lastExport(database: Database): { folder: string; fileName: string } | undefined {
  const select = 'SELECT folder, file_name AS fileName FROM exports ORDER BY id DESC LIMIT 1';
  return database.prepare<[], { folder: string; fileName: string }>(select).get();
}

/** The highest version of which there is a file: one that left the program, or that it was taken in from. */
export function filedVersion(database: Database, submissionId: number): number | null {
  const select = `
    SELECT max(version) FROM (
      SELECT version FROM exports WHERE submission_id = :id AND what = 'workbook'
      UNION ALL
      SELECT l.version FROM state_log l
      JOIN imports i ON i.submission_id = l.submission_id AND i.revision = l.revision
      WHERE l.submission_id = :id AND l.state = 'finalised'
    )`;
  return database.prepare<[{ id: number }], number | null>(select).pluck().get({ id: submissionId }) ?? null;
}
