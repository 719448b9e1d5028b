import path from 'node:path';
import { historyFileName, historyPlan } from '../../shared/audit-plan';
import type { Output } from '../../shared/ipc';
import { localDate } from '../local-date';
import { allChanges, auditPage, lifeOf } from '../storage/audit';
import { findCollection } from '../storage/collections';
import { schoolOf } from '../storage/load';
import { findSubmission } from '../storage/submissions';
import type { HandlerContext, Handlers } from './context';

/** A sheet has 1,048,576 rows. */
const rowsOfSheet = 1_048_000;

/** What the log says, to be read and to be taken along; nothing is changed. */
export function auditHandlers({
  database,
  definitions,
  desktop,
  jobs,
  now,
}: HandlerContext): Handlers<'audit'> {
  async function exportHistory(submissionId: number): Promise<Output<'audit.export'>> {
    const submission = findSubmission(database, submissionId);
    const school = schoolOf(database, submission);
    const target = await desktop.chooseSaveTarget(historyFileName(school, localDate(now())));
    if (target === null) return null;
    // The clerk may have gone on working while the dialog was open.
    const changes = allChanges(database, submissionId, rowsOfSheet);
    const collection = findCollection(database, submission.collectionId);
    const life = lifeOf(database, submissionId);
    const list = historyPlan({ definitions, school, collection, life, changes, at: now() });
    await jobs.run('list.write', { list, target });
    return { fileName: path.basename(target), folder: path.dirname(target), changes: changes.length };
  }

  return {
    'audit.life': ({ submissionId }) => lifeOf(database, submissionId),
    'audit.changes': ({ submissionId, before, limit, ...filter }) =>
      auditPage(database, submissionId, filter, before, limit),
    'audit.export': ({ submissionId }) => exportHistory(submissionId),
  };
}
