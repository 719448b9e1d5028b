import type { OpenSubmission } from '../../shared/ipc';
import type { School } from '../../shared/school';
import type { Submission, SubmissionData } from '../../shared/submission';
import { loadCells } from './cells';
import { findCollection } from './collections';
import type { Database } from './database';
import { loadLists } from './records';
import { loadExplanations, loadReviewed } from './review';
import { findSchool } from './schools';
import { earlierSubmissions, finalisedSchool, findSubmission } from './submissions';

/** Nine years back reaches the first grade of a pupil who leaves grade nine. */
const yearsBack = 9;

export function loadData(database: Database, submission: Submission): SubmissionData {
  return {
    submission,
    cells: loadCells(database, submission.id),
    lists: loadLists(database, submission.id),
    reviewed: loadReviewed(database, submission.id),
    explanations: loadExplanations(database, submission.id),
  };
}

/** The school that a submission's figures are about: of a finalised one as it was at 定稿. */
function schoolOf(database: Database, { id, schoolId }: Submission): School {
  const finalised = finalisedSchool(database, id);
  return finalised === null ? findSchool(database, schoolId) : { id: schoolId, ...finalised };
}

/** A submission with all that is needed to show, check and export it. */
export function loadOpen(database: Database, submissionId: number): OpenSubmission {
  const submission = findSubmission(database, submissionId);
  return {
    school: schoolOf(database, submission),
    collection: findCollection(database, submission.collectionId),
    data: loadData(database, submission),
    previous: earlierSubmissions(database, submission, yearsBack).map((earlier) => ({
      school: schoolOf(database, earlier),
      collection: findCollection(database, earlier.collectionId),
      data: loadData(database, earlier),
    })),
  };
}
