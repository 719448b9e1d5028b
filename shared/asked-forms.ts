import type { Calculation } from './calculation';
import type { Form } from './form';
import type { SubmissionData } from './submission';

/**
 * Whether a school is asked for the form: an optional one only once something stands in it or it is marked 已核对. What
 * is not asked for is in no count, no workbook and no check.
 */
export function isAsked({ optional }: Pick<Form, 'optional'>, isStarted: boolean): boolean {
  return isStarted || optional !== true;
}

/** The forms of a submission that somebody waits for; those that were left alone and may be are not among them. */
export function askedForms(calculation: Pick<Calculation, 'forms' | 'isStarted'>): readonly Form[] {
  return calculation.forms.filter((form) => isAsked(form, calculation.isStarted(form.code)));
}

/** Codes of the forms in which anything stands or that are marked 已核对, by the data alone. */
export function startedForms({
  cells,
  lists,
  reviewed,
}: Pick<SubmissionData, 'cells' | 'lists' | 'reviewed'>): ReadonlySet<string> {
  const kept = Object.entries(lists).flatMap(([code, records]) => (records.length > 0 ? [code] : []));
  return new Set([...cells.map(({ form }) => form), ...kept, ...reviewed]);
}
