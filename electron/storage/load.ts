import type { OpenSubmission } from '../../shared/ipc';
import type { School } from '../../shared/school';
import type { Submission, SubmissionData } from '../../shared/submission';
import { loadCells } from './cells';
import { findCollection } from './collections';
import type { Database } from './database';
import { filedVersion } from './exports';
import { loadUnknownLists } from './imports';
import { loadLists } from './records';
import { loadExplanations, loadReviewed } from './review';
import { loadCounted } from './rosters-words';
import { findSchool } from './schools';
import { ownTargets } from './targets';
import { loadToConfirm } from './to-confirm';
import { type Before, earlierSubmissions, finalisedSchool, findSubmission } from './submissions';

/** Nine years back reaches the first grade of a pupil who leaves grade nine. */
const yearsBack = 9;

export function loadData(database: Database, submission: Submission): SubmissionData {
  const unknownLists = loadUnknownLists(database, submission.id);
  const toConfirm = loadToConfirm(database, submission.id);
  const counted = loadCounted(database, submission.id);
  return {
    submission,
    cells: loadCells(database, submission.id),
    lists: loadLists(database, submission.id),
    reviewed: loadReviewed(database, submission.id),
    explanations: loadExplanations(database, submission.id),
    ...(unknownLists.length > 0 && { unknownLists }),
    ...(toConfirm.length > 0 && { toConfirm }),
    ...(counted.length > 0 && { counted }),
  };
}

/** The school that a submission's figures are about: of a finalised one as it was at 定稿. */
export function schoolOf(database: Database, { id, schoolId }: Submission): School {
  const finalised = finalisedSchool(database, id);
  return finalised === null ? findSchool(database, schoolId) : { id: schoolId, ...finalised };
}

/** The school's submissions before a round, newest first, each with the school as it was then. */
export function loadPrevious(database: Database, before: Before): OpenSubmission['previous'] {
  return earlierSubmissions(database, before, yearsBack).map((earlier) => ({
    school: schoolOf(database, earlier),
    collection: findCollection(database, earlier.collectionId),
    data: loadData(database, earlier),
  }));
}

/** A submission with all that is needed to show, check and export it. */
export function loadOpen(database: Database, submissionId: number): OpenSubmission {
  const submission = findSubmission(database, submissionId);
  const collection = findCollection(database, submission.collectionId);
  const own = ownTargets(database, collection.targetProfiles);
  const filed = filedVersion(database, submissionId);
  return {
    school: schoolOf(database, submission),
    collection,
    data: loadData(database, submission),
    previous: loadPrevious(database, { schoolId: submission.schoolId, ...collection }),
    ...(own.length > 0 && { ownProfiles: own }),
    ...(filed !== null && { filedVersion: filed }),
  };
}
