import type { Calculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import type { OpenSubmission } from '../../shared/ipc';
import { submissionDocument } from '../../shared/workbook-data';
import { sha256 } from '../atomic-write';
import type { Database } from '../storage/database';
import { finalisedHash } from '../storage/submissions';
import { whatIsMissing } from './readiness';

/**
 * SHA-256 of all that a final workbook says: the data, and the findings and indicators beside it, which also read
 * earlier years and definitions. Left out is what may change without a second look: the number of the 定稿, which it
 * gets only afterwards, and the due date, which the bureau may put off.
 */
export function hashOfFinal(
  definitions: Definitions,
  { school, collection, data, ownProfiles }: OpenSubmission,
  calculation: Calculation,
): string {
  const edition = definitions.editions.find(({ id }) => id === collection.edition);
  if (edition === undefined) throw new Error(`no edition ${collection.edition}`);
  const document = submissionDocument({
    ...{ school, collection, ownProfiles, edition, data, calculation },
    editions: definitions.editions,
    draft: false,
  });
  const said = {
    ...document,
    version: 0,
    collection: { ...document.collection, dueDate: null },
    findings: calculation
      .findings()
      .map(({ key, severity, status, values }) => [key, severity, status, values]),
    indicators: calculation.indicators(),
  };
  return sha256(Buffer.from(JSON.stringify(said)));
}

/** 定稿 is a promise about figures that were checked: everything is computed again and has to come out the same. */
export function refuseUnlessFinal(
  database: Database,
  definitions: Definitions,
  open: OpenSubmission,
  calculation: Calculation,
): void {
  const { submission, explanations } = open.data;
  if (submission.state !== 'finalised') throw refusal('submission.notFinalised', {});
  const missing = whatIsMissing(calculation, explanations, open.data.unknownLists);
  if (missing.errors + missing.warnings + missing.unreviewed > 0)
    throw refusal('submission.notReady', missing);
  const hash = finalisedHash(database, submission.id);
  if (hash !== null && hash !== hashOfFinal(definitions, open, calculation))
    throw refusal('submission.changedSince', {});
}
