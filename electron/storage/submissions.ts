import { refusal } from '../../shared/error';
import { type NewSchool, newSchoolSchema } from '../../shared/school';
import type { Submission, SubmissionState } from '../../shared/submission';
import type { Database } from './database';
import { recordEvent } from './events';
import { givenElsewhere } from './given-versions';

interface SubmissionRow {
  readonly id: number;
  readonly school_id: number;
  readonly collection_id: number;
  readonly state: SubmissionState;
  readonly revision: number;
  readonly version: number;
  readonly edition_version: string;
}

/** What every change names: the submission, the revision it was made on, and when. */
export interface ChangeHead {
  readonly submissionId: number;
  readonly revision: number;
  readonly at: Date;
}

function submissionOf(row: SubmissionRow): Submission {
  return {
    id: row.id,
    schoolId: row.school_id,
    collectionId: row.collection_id,
    state: row.state,
    revision: row.revision,
    version: row.version,
    editionVersion: row.edition_version,
  };
}

export function findSubmission(database: Database, id: number): Submission {
  const row = database.prepare<[number], SubmissionRow>('SELECT * FROM submissions WHERE id = ?').get(id);
  if (row === undefined) throw refusal('submission.unknown', { id });
  return submissionOf(row);
}

/** The school's submission in the collection; undefined when there is none. */
export function submissionIn(
  database: Database,
  schoolId: number,
  collectionId: number,
): Submission | undefined {
  const select = 'SELECT * FROM submissions WHERE school_id = ? AND collection_id = ?';
  const row = database.prepare<[number, number], SubmissionRow>(select).get(schoolId, collectionId);
  return row === undefined ? undefined : submissionOf(row);
}

export interface SubmissionPlace {
  readonly schoolId: number;
  readonly collectionId: number;
  /** Version of the edition that the forms have now; a draft follows it, a finalised submission keeps its own. */
  readonly editionVersion: string;
  /** When it is opened; the time now where it is left out. */
  readonly at?: Date;
}

/** The school's submission in the collection; an empty one is made when there is none. */
export function openSubmission(database: Database, place: SubmissionPlace): Submission {
  const select = database.prepare<[number, number], SubmissionRow>(
    'SELECT * FROM submissions WHERE school_id = ? AND collection_id = ?',
  );
  const insert = database.prepare<[number, number, string]>(
    `INSERT INTO submissions (school_id, collection_id, state, revision, version, edition_version)
     VALUES (?, ?, 'draft', 0, 0, ?)`,
  );
  const follow = database.prepare<[string, number]>(
    'UPDATE submissions SET edition_version = ? WHERE id = ?',
  );
  const { schoolId, collectionId, editionVersion, at = new Date() } = place;
  return database
    .transaction(() => {
      const row = select.get(schoolId, collectionId);
      if (row === undefined) {
        const submissionId = Number(insert.run(schoolId, collectionId, editionVersion).lastInsertRowid);
        return logState(database, { submissionId, at }, null, 'created');
      }
      if (row.state !== 'draft' || row.edition_version === editionVersion) return submissionOf(row);
      follow.run(editionVersion, row.id);
      const versions = { before: row.edition_version, after: editionVersion };
      recordEvent(database, { at, submissionId: row.id, kind: 'editionFollowed', ...versions });
      return findSubmission(database, row.id);
    })
    .immediate();
}

/** The round before which earlier years are looked for. */
export interface Before {
  readonly schoolId: number;
  readonly schoolYear: number;
  readonly edition: string;
}

/**
 * The school's submissions of earlier years, newest first, one a year: of two editions, the one now filled. Looking
 * into a year makes a submission; one in which nothing was ever filled is no last year, or its blanks would count as
 * zeros against this year's figures.
 */
export function earlierSubmissions(database: Database, before: Before, limit: number): Submission[] {
  const select = database.prepare<[string, number, number, number], SubmissionRow>(
    `SELECT id, school_id, collection_id, state, revision, version, edition_version FROM (
       SELECT s.*, c.school_year AS year, row_number() OVER (
         PARTITION BY c.school_year ORDER BY c.edition = ? DESC, s.id DESC
       ) AS choice
       FROM submissions s
       JOIN collections c ON c.id = s.collection_id
       WHERE s.school_id = ? AND c.school_year < ? AND (
         EXISTS (SELECT 1 FROM cells WHERE submission_id = s.id)
         OR EXISTS (SELECT 1 FROM records WHERE submission_id = s.id)
         OR EXISTS (SELECT 1 FROM reviewed WHERE submission_id = s.id)
       )
     )
     WHERE choice = 1 ORDER BY year DESC LIMIT ?`,
  );
  const { schoolId, schoolYear, edition } = before;
  return select.all(edition, schoolId, schoolYear, limit).map(submissionOf);
}

/**
 * Runs one change of a draft in one transaction and returns its new revision. Refused when the submission is
 * finalised, or was changed since the page last heard of it: two pages must not overwrite each other unseen.
 */
export function changeDraft(
  database: Database,
  head: ChangeHead,
  change: (revision: number) => void,
): number {
  return database
    .transaction(() => {
      const submission = findSubmission(database, head.submissionId);
      if (submission.state !== 'draft') throw refusal('submission.finalised', {});
      refuseStale(submission, head.revision);
      change(submission.revision + 1);
      return raiseRevision(database, submission);
    })
    .immediate();
}

function refuseStale(submission: Submission, known: number): void {
  if (known !== submission.revision) {
    throw refusal('submission.stale', { known, current: submission.revision });
  }
}

function raiseRevision(database: Database, { id, revision }: Submission): number {
  database
    .prepare<[number, number]>('UPDATE submissions SET revision = ? WHERE id = ?')
    .run(revision + 1, id);
  return revision + 1;
}

export interface Finalised {
  /** The one that the checks just ran with: the final figures answer to it. */
  readonly editionVersion: string;
  /** Of what the checks just passed; a final workbook has to be made of the same. */
  readonly hash: string;
  /** The record that decided which forms were filled; it stays with the figures when the school changes later. */
  readonly school: NewSchool;
}

export function finaliseSubmission(database: Database, head: ChangeHead, finalised: Finalised): Submission {
  const { version } = findSubmission(database, head.submissionId);
  const given = Math.max(version, givenElsewhere(database, head.submissionId));
  return setFinal(database, head, finalised, given + 1);
}

/** Takes back a 定稿 that our own workbook carries, with its number. */
export function restoreFinal(
  database: Database,
  head: ChangeHead,
  finalised: Finalised & { readonly version: number },
): Submission {
  return setFinal(database, head, finalised, finalised.version);
}

function setFinal(
  database: Database,
  head: ChangeHead,
  { editionVersion, hash, school }: Finalised,
  version: number,
): Submission {
  return database
    .transaction(() => {
      changeDraft(database, head, () => {
        const update = database.prepare<[number, string, string, string, number]>(
          `UPDATE submissions SET state = 'finalised', version = ?, edition_version = ?, finalised_hash = ?,
             finalised_school = ?
           WHERE id = ?`,
        );
        update.run(version, editionVersion, hash, JSON.stringify(school), head.submissionId);
      });
      return logState(database, head, null);
    })
    .immediate();
}

/** Numbers of 定稿 that were given away elsewhere are not given again: the next one follows them. */
export function raiseVersion(database: Database, submissionId: number, version: number): void {
  const update = 'UPDATE submissions SET version = max(version, ?) WHERE id = ?';
  database.prepare<[number, number]>(update).run(version, submissionId);
}

/** Null when it is a draft, or was finalised by a program that kept no hash. */
export function finalisedHash(database: Database, submissionId: number): string | null {
  const select = 'SELECT finalised_hash FROM submissions WHERE id = ?';
  return database.prepare<[number], string | null>(select).pluck().get(submissionId) ?? null;
}

/** The school as it was at 定稿; null for a draft, which follows the school's record. */
export function finalisedSchool(database: Database, submissionId: number): NewSchool | null {
  const select = 'SELECT finalised_school FROM submissions WHERE id = ?';
  const text = database.prepare<[number], string | null>(select).pluck().get(submissionId) ?? null;
  return text === null ? null : newSchoolSchema.parse(JSON.parse(text));
}

export function submissionsOf(database: Database, schoolId: number): Submission[] {
  const select = 'SELECT * FROM submissions WHERE school_id = ? ORDER BY id';
  return database.prepare<[number], SubmissionRow>(select).all(schoolId).map(submissionOf);
}

export function reopenSubmission(database: Database, head: ChangeHead, reason: string): Submission {
  return database
    .transaction(() => {
      const submission = findSubmission(database, head.submissionId);
      if (submission.state !== 'finalised') throw refusal('submission.notFinalised', {});
      refuseStale(submission, head.revision);
      const update = `UPDATE submissions SET state = 'draft', finalised_hash = NULL, finalised_school = NULL WHERE id = ?`;
      database.prepare<[number]>(update).run(submission.id);
      raiseRevision(database, submission);
      return logState(database, head, reason);
    })
    .immediate();
}

/** `as`: what happened, where it is not that the submission came into its present state. */
function logState(
  database: Database,
  { submissionId, at }: Omit<ChangeHead, 'revision'>,
  reason: string | null,
  as?: 'created',
): Submission {
  const { revision, state, version } = findSubmission(database, submissionId);
  const insert = database.prepare<[number, number, string, string, number, string | null]>(
    `INSERT INTO state_log (submission_id, revision, at, state, version, reason, operator)
     VALUES (?, ?, ?, ?, ?, sealed(?, 'state_log.reason'), operator_name())`,
  );
  insert.run(submissionId, revision, at.toISOString(), as ?? state, version, reason);
  return findSubmission(database, submissionId);
}
