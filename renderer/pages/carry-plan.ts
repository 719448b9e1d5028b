import { carryPlan, type CarriedForm, type CarryObstacle } from '../../shared/carry';
import type { CarriedRecord, RecordObstacle } from '../../shared/carry-records';
import { cellsOf, columnKey, expandCodes } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { matrixPlace } from '../grid/cell-marks';
import { createValue } from '../store/observable';
import type { SubmissionStore } from '../store/submission-store';

/** What last year offers for what is blank now; nothing without last year or once it is 定稿. */
export function offerOf(store: SubmissionStore): readonly CarriedForm[] {
  const last = store.locked.get() ? null : store.lastYear.whole();
  return last === null ? [] : carryPlan(store.definitions, store.forms, store.year(), last);
}

/** Cells, and records of lists. */
export function offered(plan: readonly Pick<CarriedForm, 'cells' | 'records'>[]): number {
  return plan.reduce((sum, { cells, records }) => sum + cells.length + records.length, 0);
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

const recordReasons: Readonly<Record<RecordObstacle, string>> = {
  present: '今年已登记',
  reviewed: '本表已核对',
  ended: '已了结',
  left: '已毕业或升学离校',
  total: '合计行',
};

/** Why something is left as it is: `今年已填 3 格，上年的表没有对应的格 2 格`; empty when nothing is. */
export function skippedSentence({ skipped, skippedRecords }: CarriedForm): string {
  return [
    ...counted(skipped, (reason) => reasons[reason], '格'),
    ...counted(skippedRecords, (reason) => recordReasons[reason], '条'),
  ].join('，');
}

function counted<Reason>(
  skipped: readonly { readonly reason: Reason }[],
  words: (reason: Reason) => string,
  unit: string,
): readonly string[] {
  const counts = new Map<Reason, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${words(reason)} ${count} ${unit}`);
}

/** By what she knows a record again, and how it stands now: no number of an identity card, no telephone. */
export function recordWords(
  form: Form,
  { cells }: CarriedRecord,
): { readonly name: string; readonly now: string } {
  const { carriedRecords: rule, columns = [] } = form;
  const open = columns.filter(({ sensitive }) => sensitive !== true).map(({ code }) => code);
  const words = (codes: readonly (string | undefined)[]) =>
    codes.flatMap((code) =>
      code !== undefined && open.includes(code) ? (cells[columnKey(code)]?.text ?? []) : [],
    );
  const same =
    expandCodes(
      rule?.same,
      columns.map(({ code }) => code),
    ) ?? [];
  const state = [
    rule?.grades?.stage,
    rule?.grades?.grade,
    ...(rule?.ended ?? []).map(({ column }) => column),
  ];
  return { name: words(same).join(' · ') || '（没有写名称）', now: [...new Set(words(state))].join(' ') };
}

/** The words of a cell's row and column, or of its field. */
export function placeOf(form: Form, key: string): string {
  const cell = cellsOf(form).find((each) => each.key === key);
  if (cell === undefined || cell.row === null || cell.column === null)
    return form.fields?.find(({ id }) => id === key)?.label ?? key;
  return (form.columns?.length ?? 0) === 1 ? cell.row.label : matrixPlace(cell.row, cell.column);
}
