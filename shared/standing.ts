import { askedForms } from './asked-forms';
import type { Calculation } from './calculation';
import { cellsOf } from './cell';
import { whatIsAsked } from './explanation';
import type { Finding } from './finding';
import type { Form } from './form';
import type { FormStanding, SchoolFigures } from './ipc-fill';
import type { School } from './school';
import type { Explanation, SubmissionData } from './submission';

/** How far a submission is, counted once for the window's own forms and for the table of all schools. */

/**
 * Still to be dealt with. What waits for a form that has not been begun is shown apart, because it may vanish when that
 * form is filled.
 */
export function isOpen(finding: Finding, explanation: Explanation | undefined): boolean {
  return finding.waitsFor === null && whatIsAsked(finding, explanation) !== null;
}

export interface OpenCounts {
  readonly errors: number;
  readonly warnings: number;
}

/** Open findings by the form that their check belongs to. */
export function countsByForm(open: Iterable<Finding>): ReadonlyMap<string, OpenCounts> {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { form, severity } of open) {
    const count = counts.get(form) ?? { errors: 0, warnings: 0 };
    counts.set(form, count);
    if (severity === 'error') count.errors += 1;
    else count.warnings += 1;
  }
  return counts;
}

/** How many cells of each form hold something; records of lists are counted by the calculation. */
export function enteredByForm(cells: SubmissionData['cells']): Map<string, number> {
  const entered = new Map<string, number>();
  for (const { form } of cells) entered.set(form, (entered.get(form) ?? 0) + 1);
  return entered;
}

/** A field that the official form closes for this type of school. */
export function isClosedFor(form: Form, cell: string, { type }: Pick<School, 'type'>): boolean {
  return form.fields?.find(({ id }) => id === cell)?.notApplicableTo?.includes(type) === true;
}

export interface Checked {
  readonly school: Pick<School, 'type'>;
  readonly data: Pick<SubmissionData, 'cells' | 'explanations'>;
  readonly calculation: Calculation;
}

export function openFindingsOf({ data, calculation }: Omit<Checked, 'school'>): readonly Finding[] {
  const written = new Map(data.explanations.map((explanation) => [explanation.finding, explanation]));
  return calculation.findings().filter((finding) => isOpen(finding, written.get(finding.key)));
}

/** Every form that the school is asked for, in the edition's order. */
export function standingsOf(
  { data, calculation }: Omit<Checked, 'school'>,
  open: readonly Finding[],
): readonly FormStanding[] {
  const entered = enteredByForm(data.cells);
  const counts = countsByForm(open);
  return askedForms(calculation).map(({ code }) => ({
    form: code,
    filled: calculation.records(code).length + (entered.get(code) ?? 0),
    reviewed: calculation.isReviewed(code),
    ...(counts.get(code) ?? { errors: 0, warnings: 0 }),
  }));
}

/** What the form shows at this school; of a list only how many records it has. */
export function figuresOf(
  form: Form,
  { school, calculation }: Checked,
  open: readonly Finding[],
): Pick<SchoolFigures, 'texts' | 'closed' | 'errors' | 'warnings' | 'records'> {
  const texts: Record<string, string> = {};
  const closed: string[] = [];
  for (const { key, kind } of form.kind === 'list' ? [] : cellsOf(form)) {
    const view = calculation.cell(form.code, key);
    if (kind !== 'notApplicable' && (view.kind === 'notApplicable' || isClosedFor(form, key, school)))
      closed.push(key);
    else if (view.text !== '') texts[key] = view.text;
  }
  const cellsIn = (severity: Finding['severity']) => [
    ...new Set(
      open
        .filter((finding) => finding.severity === severity)
        .flatMap(({ cells }) => cells.filter((cell) => cell.form === form.code).map(({ cell }) => cell)),
    ),
  ];
  return {
    ...{ texts, closed, records: calculation.records(form.code).length },
    ...{ errors: cellsIn('error'), warnings: cellsIn('warning') },
  };
}
