import { createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import type { Submission } from '../../shared/submission';
import { setCells } from '../storage/cells';
import { cellHistory } from '../storage/cell-history';
import { findCollection } from '../storage/collections';
import { allOrNothing } from '../storage/imports';
import { loadOpen } from '../storage/load';
import { setRecords } from '../storage/records';
import { changedSinceReview, explain, setReviewed } from '../storage/review';
import { setCounted } from '../storage/rosters-words';
import { confirm } from '../storage/to-confirm';
import {
  type ChangeHead,
  finaliseSubmission,
  findSubmission,
  reopenSubmission,
} from '../storage/submissions';
import { acceptCellChanges, acceptRecordChanges, findForm } from './cell-changes';
import type { HandlerContext, Handlers } from './context';
import { hashOfFinal } from './final';
import { openForms, versionOf } from './opening';
import { whatIsMissing } from './readiness';

export function submissionHandlers(context: HandlerContext): Handlers<'submission'> {
  const { database, definitions, now } = context;

  function headOf({ submissionId, revision }: { submissionId: number; revision: number }): ChangeHead {
    return { submissionId, revision, at: now() };
  }

  function editionOf(submissionId: number): string {
    const { collectionId } = findSubmission(database, submissionId);
    return findCollection(database, collectionId).edition;
  }

  function finalise(head: ChangeHead): Submission {
    const open = loadOpen(database, head.submissionId);
    const { collection, data } = open;
    const { id: _id, ...school } = open.school;
    if (data.submission.state !== 'draft') throw refusal('submission.finalised', {});
    const calculation = createCalculation(definitions, open);
    const missing = whatIsMissing(calculation, data.explanations);
    if (missing.errors + missing.warnings + missing.unreviewed > 0)
      throw refusal('submission.notReady', missing);
    // Nothing can have changed in between: this handler never waits, and the revision is compared once more.
    return finaliseSubmission(database, head, {
      editionVersion: versionOf(definitions, collection.edition),
      hash: hashOfFinal(definitions, open, calculation),
      school,
    });
  }

  return {
    'submission.open': ({ schoolId, collectionId }) => openForms(context, schoolId, collectionId),
    'submission.setCells': ({ changes, origin, counted, ...change }) => {
      const accepted = acceptCellChanges(definitions, editionOf(change.submissionId), changes);
      const set = () => setCells(database, headOf(change), accepted, origin);
      if (counted === undefined) return { revision: set() };
      return allOrNothing(database, () => {
        const revision = set();
        setCounted(database, change.submissionId, counted);
        return { revision };
      });
    },
    'submission.setRecords': ({ changes, origin, ...change }) => {
      const accepted = acceptRecordChanges(definitions, editionOf(change.submissionId), changes);
      return { revision: setRecords(database, headOf(change), accepted, origin) };
    },
    'submission.setReviewed': ({ forms, reviewed, ...change }) => {
      const edition = editionOf(change.submissionId);
      const unknown = forms.find((form) => findForm(definitions, edition, form) === undefined);
      if (unknown !== undefined) throw refusal('submission.unknownCell', { form: unknown, cell: '' });
      return { revision: setReviewed(database, headOf(change), forms, reviewed) };
    },
    'submission.changedSince': ({ submissionId }) => changedSinceReview(database, submissionId),
    'submission.cellHistory': ({ submissionId, form, cell }) =>
      cellHistory(database, submissionId, form, cell),
    'submission.confirm': ({ cells, confirmed, ...change }) => ({
      revision: confirm(database, headOf(change), cells, confirmed),
    }),
    'submission.explain': ({ explanation, ...change }) => ({
      revision: explain(database, headOf(change), explanation),
    }),
    'submission.finalise': (change) => {
      const submission = finalise(headOf(change));
      context.copySoon?.('finalise');
      return submission;
    },
    'submission.reopen': ({ reason, ...change }) => reopenSubmission(database, headOf(change), reason),
  };
}
