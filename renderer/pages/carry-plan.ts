import { carryPlan, type CarriedForm, type CarryObstacle } from '../../shared/carry';
import { cellsOf } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { matrixPlace } from '../grid/cell-marks';
import { createValue } from '../store/observable';
import type { SubmissionStore } from '../store/submission-store';

/** What last year offers for what is blank now; nothing without last year or once it is 定稿. */
export function offerOf(store: SubmissionStore): readonly CarriedForm[] {
  const last = store.locked.get() ? null : store.lastYear.whole();
  return last === null ? [] : carryPlan(store.definitions, store.forms, store.year(), last);
}

export function offered(plan: readonly CarriedForm[]): number {
  return plan.reduce((sum, { cells }) => sum + cells.length, 0);
}

/** The submission for which the offer is to be shown of itself, because its round was just created. */
export const newRound = createValue<number | null>(null);

const reasons: Readonly<Record<CarryObstacle, string>> = {
  filled: '今年已填',
  reviewed: '本表已核对',
  unreadable: '上年填的不是有效的数',
  unfit: '上年的值不合今年的格式',
  noCounterpart: '上年的表没有对应的格',
};

/** Why cells are left as they are: `今年已填 3 格，上年的表没有对应的格 2 格`; empty when none is. */
export function skippedSentence({ skipped }: CarriedForm): string {
  const counts = new Map<CarryObstacle, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${reasons[reason]} ${count} 格`).join('，');
}

/** The words of a cell's row and column, or of its field. */
export function placeOf(form: Form, key: string): string {
  const cell = cellsOf(form).find((each) => each.key === key);
  if (cell === undefined || cell.row === null || cell.column === null)
    return form.fields?.find(({ id }) => id === key)?.label ?? key;
  return (form.columns?.length ?? 0) === 1 ? cell.row.label : matrixPlace(cell.row, cell.column);
}
