import { cellName } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { CountedCell, NotCounted, RosterPlan } from '../../shared/roster/plan';

/** Cells ticked or not by hand, by `form!cell`. */
export type Ticks = ReadonlyMap<string, boolean>;

/** What the rosters say of one form. */
export interface PlannedForm {
  readonly form: Form;
  /** Would change, and are ticked of themselves. */
  readonly fill: readonly CountedCell[];
  /** Typed by hand otherwise: they are left as they are unless she ticks them. */
  readonly kept: readonly CountedCell[];
  /** Part of a total that has to wait for an answer: left as they are unless she ticks them. */
  readonly waiting: readonly CountedCell[];
  /** Computed or pulled, and different: nothing is filled there. */
  readonly other: readonly CountedCell[];
  /** With something standing there. */
  readonly same: number;
  /** Nobody is counted there, and nothing stands there. */
  readonly blank: number;
  readonly notCounted: readonly NotCounted[];
}

export function isFillable({ kind }: CountedCell): boolean {
  return kind === 'fill' || kind === 'kept';
}

/** A blank that is as it should be: no agreement that anybody made. */
export function isBlank({ kind, now }: CountedCell): boolean {
  return kind === 'same' && now === '';
}

export function isTicked({ form, cell, kind }: CountedCell, ticks: Ticks): boolean {
  return ticks.get(cellName(form, cell)) ?? kind === 'fill';
}

/** The forms that the rosters say something about, in the order of the window. */
export function plannedForms(plan: RosterPlan, forms: readonly Form[]): readonly PlannedForm[] {
  const cells = grouped(plan.cells);
  const notCounted = grouped(plan.notCounted);
  return forms.flatMap((form): PlannedForm[] => {
    const own = cells.get(form.code) ?? [];
    const left = notCounted.get(form.code) ?? [];
    if (own.length + left.length === 0) return [];
    const of = (kind: CountedCell['kind']) => own.filter((cell) => cell.kind === kind);
    return [
      {
        form,
        fill: of('fill'),
        kept: of('kept').filter(({ waiting }) => waiting !== true),
        waiting: own.filter(({ waiting }) => waiting === true),
        other: of('other'),
        same: own.filter((cell) => cell.kind === 'same' && !isBlank(cell)).length,
        blank: own.filter(isBlank).length,
        notCounted: left,
      },
    ];
  });
}

function grouped<T extends { readonly form: string }>(list: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const known = groups.get(each.form);
    if (known === undefined) groups.set(each.form, [each]);
    else known.push(each);
  }
  return groups;
}

/** How many cells would be written. */
export function tickedCount(cells: readonly CountedCell[], ticks: Ticks): number {
  return cells.filter((cell) => isFillable(cell) && isTicked(cell, ticks)).length;
}

/** Cells that would change of themselves, by form. */
export function offeredByForm({ cells }: RosterPlan): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { form, kind } of cells) if (kind === 'fill') counts.set(form, (counts.get(form) ?? 0) + 1);
  return counts;
}

/** A cell that is counted otherwise than before. */
export interface Recounted {
  readonly cell: CountedCell;
  readonly before: string;
}

/** What one plan counts otherwise than the one before it; a cell that was not counted before had ''. */
export function recounted(before: RosterPlan, after: RosterPlan): readonly Recounted[] {
  const known = new Map(before.cells.map((each) => [cellName(each.form, each.cell), each.counted]));
  return after.cells.flatMap((cell): Recounted[] => {
    const old = known.get(cellName(cell.form, cell.cell)) ?? '';
    return old === cell.counted ? [] : [{ cell, before: old }];
  });
}

/** A roster is there that the form is counted from, though it may lack what one of its cells counts. */
export function isCountable(plan: RosterPlan | null, form: string): boolean {
  if (plan === null) return false;
  const of = (reason: NotCounted['reason']) =>
    plan.notCounted.some((each) => each.form === form && each.reason === reason);
  return plan.cells.some((each) => each.form === form) || of('noField') || of('unanswered') || of('skipped');
}
