import { createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import type { Output } from '../../shared/ipc';
import type { Submission } from '../../shared/submission';
import { setCells } from '../storage/cells';
import { findCollection } from '../storage/collections';
import { loadOpen } from '../storage/load';
import { setRecords } from '../storage/records';
import { explain, setReviewed } from '../storage/review';
import { findSchool } from '../storage/schools';
import { writeSetting } from '../storage/settings';
import {
  type ChangeHead,
  finaliseSubmission,
  findSubmission,
  openSubmission,
  reopenSubmission,
} from '../storage/submissions';
import { acceptCellChanges, acceptRecordChanges, findForm } from './cell-changes';
import type { HandlerContext, Handlers } from './context';
import { whatIsMissing } from './readiness';

export function submissionHandlers({ database, definitions, now }: HandlerContext): Handlers<'submission'> {
  function headOf({ submissionId, revision }: { submissionId: number; revision: number }): ChangeHead {
    return { submissionId, revision, at: now() };
  }

  function editionOf(submissionId: number): string {
    const { collectionId } = findSubmission(database, submissionId);
    return findCollection(database, collectionId).edition;
  }

  function open(schoolId: number, collectionId: number): Output<'submission.open'> {
    findSchool(database, schoolId);
    const { edition } = findCollection(database, collectionId);
    const submission = openSubmission(database, {
      schoolId,
      collectionId,
      editionVersion: versionOf(edition),
    });
    writeSetting(database, 'lastSubmission', submission.id);
    return loadOpen(database, submission.id);
  }

  function versionOf(edition: string): string {
    return definitions.editions.find(({ id }) => id === edition)?.version ?? '';
  }

  function finalise(head: ChangeHead): Submission {
    const { school, collection, data, previous } = loadOpen(database, head.submissionId);
    if (data.submission.state !== 'draft') throw refusal('submission.finalised', {});
    const calculation = createCalculation(definitions, { school, collection, data, previous });
    const missing = whatIsMissing(calculation, data.explanations);
    if (missing.errors + missing.warnings + missing.unreviewed > 0)
      throw refusal('submission.notReady', missing);
    // Nothing can have changed in between: this handler never waits, and the revision is compared once more.
    return finaliseSubmission(database, head, versionOf(collection.edition));
  }

  return {
    'submission.open': ({ schoolId, collectionId }) => open(schoolId, collectionId),
    'submission.setCells': ({ changes, ...change }) => {
      const accepted = acceptCellChanges(definitions, editionOf(change.submissionId), changes);
      return { revision: setCells(database, headOf(change), accepted) };
    },
    'submission.setRecords': ({ changes, ...change }) => {
      const accepted = acceptRecordChanges(definitions, editionOf(change.submissionId), changes);
      return { revision: setRecords(database, headOf(change), accepted) };
    },
    'submission.setReviewed': ({ forms, reviewed, ...change }) => {
      const edition = editionOf(change.submissionId);
      const unknown = forms.find((form) => findForm(definitions, edition, form) === undefined);
      if (unknown !== undefined) throw refusal('submission.unknownCell', { form: unknown, cell: '' });
      return { revision: setReviewed(database, headOf(change), forms, reviewed) };
    },
    'submission.explain': ({ explanation, ...change }) => ({
      revision: explain(database, headOf(change), explanation),
    }),
    'submission.finalise': (change) => finalise(headOf(change)),
    'submission.reopen': ({ reason, ...change }) => reopenSubmission(database, headOf(change), reason),
  };
}
