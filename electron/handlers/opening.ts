import type { Definitions } from '../../shared/definitions';
import type { OpenSubmission } from '../../shared/ipc';
import { findCollection } from '../storage/collections';
import { loadOpen } from '../storage/load';
import { findSchool } from '../storage/schools';
import { writeSetting } from '../storage/settings';
import { openSubmission } from '../storage/submissions';
import type { HandlerContext } from './context';

export function versionOf(definitions: Definitions, edition: string): string {
  return definitions.editions.find(({ id }) => id === edition)?.version ?? '';
}

/** The one way to a submission, by the clerk's choice or at the start: a draft follows its edition on either. */
export function openForms(
  { database, definitions, now }: Pick<HandlerContext, 'database' | 'definitions' | 'now'>,
  schoolId: number,
  collectionId: number,
): OpenSubmission {
  findSchool(database, schoolId);
  const { edition } = findCollection(database, collectionId);
  const editionVersion = versionOf(definitions, edition);
  const submission = openSubmission(database, { schoolId, collectionId, editionVersion, at: now() });
  writeSetting(database, 'lastSubmission', submission.id);
  return loadOpen(database, submission.id);
}
