import type { Definitions } from '../definitions';
import type { SubmissionData } from '../submission';
import { isPersonal } from '../workbook-findings';

type Unknown = NonNullable<SubmissionData['unknownLists']>;

/** Name lists that a workbook is silent about: they stay at their school. */
export function unknownLists({ forms }: Definitions, known: SubmissionData['lists']): Unknown {
  return Object.values(forms)
    .filter((form) => isPersonal(form) && known[form.code] === undefined)
    .map(({ code }) => code);
}

/** The same once the workbook is taken in: where something was stored before, its lists are what they were. */
export function unknownAfterImport(
  definitions: Definitions,
  stored: SubmissionData | null,
  found: SubmissionData['lists'],
): Unknown {
  const isUntouched =
    stored === null ||
    (stored.cells.length === 0 &&
      stored.reviewed.length === 0 &&
      Object.values(stored.lists).every((records) => records.length === 0));
  return isUntouched ? unknownLists(definitions, found) : (stored.unknownLists ?? []);
}
