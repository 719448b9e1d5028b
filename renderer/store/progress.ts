import { isAsked } from '../../shared/asked-forms';
import type { Finding } from '../../shared/finding';
import type { Form } from '../../shared/form';
import type { SchoolType } from '../../shared/school-types';
import { countsByForm } from '../../shared/standing';
import type { Collection, SubmissionState } from '../../shared/submission';
import type { FindingView } from './finding-views';

/**
 * `optional`: nobody asks for it, and nothing stands in it. `changed`: 已核对, and something was entered afterwards; it
 * counts as 已核对 all the same.
 */
export type FormState = 'optional' | 'empty' | 'filling' | 'problem' | 'reviewed' | 'changed' | 'finalised';

/** How far one form is. */
export interface FormProgress {
  readonly form: Form;
  readonly state: FormState;
  readonly filled: number;
  readonly reviewed: boolean;
  /** Something was entered after it was marked 已核对. */
  readonly changed?: boolean;
  readonly errors: number;
  /** Warnings that still want an explanation. */
  readonly warnings: number;
}

/** 已核对 and nothing left to correct or explain. */
export function isDone(form: Pick<FormProgress, 'reviewed' | 'errors' | 'warnings'>): boolean {
  return form.reviewed && form.errors + form.warnings === 0;
}

export interface ProgressInput {
  readonly forms: readonly Form[];
  readonly filled: (form: string) => number;
  readonly isReviewed: (form: string) => boolean;
  readonly isChanged?: (form: string) => boolean;
  readonly findings: readonly FindingView[];
  readonly state: SubmissionState;
}

export function stateOf(
  progress: Omit<FormProgress, 'state' | 'form'>,
  submission: SubmissionState,
): FormState {
  if (submission === 'finalised') return 'finalised';
  if (progress.errors + progress.warnings > 0) return 'problem';
  if (progress.reviewed) return progress.changed === true ? 'changed' : 'reviewed';
  return progress.filled > 0 ? 'filling' : 'empty';
}

function same(a: FormProgress, b: FormProgress): boolean {
  return (
    a.form === b.form &&
    a.state === b.state &&
    a.filled === b.filled &&
    a.reviewed === b.reviewed &&
    a.changed === b.changed &&
    a.errors === b.errors &&
    a.warnings === b.warnings
  );
}

/** The forms that count: what may be left alone and was does not. */
export function askedOf(progress: readonly FormProgress[]): readonly FormProgress[] {
  return progress.filter(({ state }) => state !== 'optional');
}

/** Entries that did not change keep their identity. */
export function progressOf(input: ProgressInput, before: readonly FormProgress[]): readonly FormProgress[] {
  const counts = countsByForm(input.findings.filter(({ open }) => open).map(({ finding }) => finding));
  const next = input.forms.map((form, index) => {
    const counted = {
      form,
      filled: input.filled(form.code),
      reviewed: input.isReviewed(form.code),
      changed: input.isChanged?.(form.code) === true,
      ...(counts.get(form.code) ?? { errors: 0, warnings: 0 }),
    };
    const asked = isAsked(form, counted.filled > 0 || counted.reviewed);
    const progress = { ...counted, state: asked ? stateOf(counted, input.state) : ('optional' as const) };
    const old = before[index];
    return old !== undefined && same(old, progress) ? old : progress;
  });
  const unchanged =
    next.length === before.length && next.every((progress, index) => progress === before[index]);
  return unchanged ? before : next;
}

/**
 * Whether the school may have nothing to fill in: ledgers, and forms on what happens in few schools. Pupils, classes,
 * staff and buildings every school has that is asked for them.
 */
export function mayBeEmpty(form: Pick<Form, 'kind' | 'mayBeEmpty'>, type: SchoolType): boolean {
  return form.kind === 'list' || (form.mayBeEmpty === true && type !== '特殊教育学校');
}

export type NextStep =
  | { readonly do: 'fill'; readonly form: Form }
  | { readonly do: 'correct' | 'explain'; readonly finding: Finding; readonly left: number }
  | { readonly do: 'review'; readonly form: Form; readonly left: number }
  | { readonly do: 'finalise' | 'export' | 'report' | 'begin' }
  | { readonly do: 'goOn'; readonly round: Collection };

/** What became of a finalised submission, and what else there is to do. */
export interface AfterFinal {
  /** Of the round. */
  readonly schoolYear: number;
  /** Whether there is a file of this version. */
  readonly isFiled: boolean;
  /** The school year that is filled now. */
  readonly thisYear: number;
  readonly rounds: readonly Collection[];
}

/** Without a file it is exported; with one it is reported, and that of an earlier year is done with. */
function stepAfter({ schoolYear, isFiled, thisYear, rounds }: AfterFinal): NextStep {
  if (!isFiled) return { do: 'export' };
  if (schoolYear >= thisYear) return { do: 'report' };
  const round = rounds.find((each) => each.schoolYear === thisYear);
  return round === undefined ? { do: 'begin' } : { do: 'goOn', round };
}

/** The one thing to do next: fill every form, correct, explain, mark 已核对, 定稿, export. */
export function nextStep(
  all: readonly FormProgress[],
  findings: readonly FindingView[],
  state: SubmissionState,
  after: AfterFinal | null = null,
): NextStep {
  if (state === 'finalised') return after === null ? { do: 'export' } : stepAfter(after);
  const progress = askedOf(all);
  const untouched = progress.find((form) => form.filled === 0 && !form.reviewed);
  if (untouched !== undefined) return { do: 'fill', form: untouched.form };
  const open = findings.filter((view) => view.open);
  const errors = open.filter(({ finding }) => finding.severity === 'error');
  if (errors[0] !== undefined) return { do: 'correct', finding: errors[0].finding, left: errors.length };
  if (open[0] !== undefined) return { do: 'explain', finding: open[0].finding, left: open.length };
  const unreviewed = progress.filter((form) => !form.reviewed);
  if (unreviewed[0] !== undefined) return { do: 'review', form: unreviewed[0].form, left: unreviewed.length };
  return { do: 'finalise' };
}
