import type { Definitions } from '../definitions';
import type { SubmissionData } from '../submission';
import { isPersonal } from '../workbook-findings';

/** Name lists that a workbook is silent about: they stay at their school. */
export function unknownLists(
  { forms }: Definitions,
  known: SubmissionData['lists'],
): NonNullable<SubmissionData['unknownLists']> {
  return Object.values(forms)
    .filter((form) => isPersonal(form) && known[form.code] === undefined)
    .map(({ code }) => code);
}
