import path from 'node:path';
import { historyFileName, historyPlan } from '../../shared/audit-plan';
import type { Input, Output } from '../../shared/ipc';
import { localDate } from '../local-date';
import { accessState } from '../storage/access';
import { allChanges, auditPage, lifeOf } from '../storage/audit';
import { findCollection } from '../storage/collections';
import { recordEvent } from '../storage/events';
import { schoolOf } from '../storage/load';
import { findSubmission } from '../storage/submissions';
import type { HandlerContext, Handlers } from './context';

/** What the log says, to be read and to be taken along; only that it was taken along is written down. */
export function auditHandlers({
  database,
  definitions,
  desktop,
  jobs,
  now,
}: HandlerContext): Handlers<'audit'> {
  async function exportHistory({
    submissionId,
    texts,
  }: Input<'audit.export'>): Promise<Output<'audit.export'>> {
    const submission = findSubmission(database, submissionId);
    const school = schoolOf(database, submission);
    const target = await desktop.chooseSaveTarget(historyFileName(school, localDate(now())));
    if (target === null) return null;
    // The clerk may have gone on working while the dialog was open.
    const changes = allChanges(database, submissionId);
    const collection = findCollection(database, submission.collectionId);
    const life = lifeOf(database, submissionId);
    const leaving = texts ? 'withTexts' : 'withoutTexts';
    const people = accessState(database).operators.length > 0;
    const list = historyPlan({ definitions, school, collection, life, changes, at: now(), leaving, people });
    const { hash } = await jobs.run('list.write', { list, target });
    const fileName = path.basename(target);
    recordEvent(database, {
      ...{ at: now(), submissionId, kind: 'historyExported', about: fileName, after: hash },
    });
    return { fileName, folder: path.dirname(target), changes: changes.length };
  }

  return {
    'audit.life': ({ submissionId }) => lifeOf(database, submissionId),
    'audit.changes': ({ submissionId, before, limit, ...filter }) =>
      auditPage(database, submissionId, filter, before, limit),
    'audit.export': exportHistory,
  };
}
