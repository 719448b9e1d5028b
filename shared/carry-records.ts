import { stagesOf } from './applicability';
import type { CarriedForm, CarryYear } from './carry';
import { columnKey, expandCodes, specOf } from './cell';
import type { CarriedRecords, Form } from './form';
import { highestNumber, numberColumn } from './record';
import type { CellContent, ListRecord, RecordChange } from './submission';
import { contentFits } from './value';

/**
 * Why a record of last year's list is not offered: the same is there already; its form is 已核对, so that what is not in
 * it was meant; it ended in its year; the person has finished school or gone on to another one; or it stated a total of
 * records that need not all go on.
 */
export type RecordObstacle = 'present' | 'reviewed' | 'ended' | 'left' | 'total';

export interface CarriedRecord {
  /** As last year, so that the record is known again when it is offered a second time. */
  readonly id: string;
  /** By column key, as they would stand this year; without 序号 and computed columns. */
  readonly cells: Readonly<Record<string, CellContent>>;
}

export interface SkippedRecord {
  readonly id: string;
  readonly reason: RecordObstacle;
}

interface RecordPlan {
  readonly records: readonly CarriedRecord[];
  readonly skipped: readonly SkippedRecord[];
}

/** What last year's list offers for this year's, in its order. Nothing is changed. */
export function planRecords(form: Form, now: CarryYear, last: CarryYear): RecordPlan {
  const { carriedRecords: rule } = form;
  const records: CarriedRecord[] = [];
  const skipped: SkippedRecord[] = [];
  if (rule === undefined || form.kind !== 'list') return { records, skipped };
  const present = now.calculation.records(form.code);
  for (const record of last.calculation.records(form.code)) {
    const result = recordPlan(form, rule, record, present, { now, last });
    if (typeof result === 'string') skipped.push({ id: record.id, reason: result });
    else if (Object.keys(result.cells).length > 0) records.push(result);
  }
  return { records, skipped };
}

/**
 * The records of the plan as one change of this year's submission: at the foot of their lists and numbered on.
 * `present` are the records that stand there now; `without` are forms that the clerk took out.
 */
export function carryRecordChanges(
  plan: readonly Pick<CarriedForm, 'form' | 'records'>[],
  present: (form: string) => readonly ListRecord[],
  without: ReadonlySet<string> = new Set(),
): readonly RecordChange[] {
  return plan
    .filter(({ form }) => !without.has(form.code))
    .flatMap(({ form, records }) => {
      const known = present(form.code);
      const foot = known.at(-1)?.position ?? 0;
      const number = numberColumn(form);
      const highest = number === null ? 0 : highestNumber(known, number);
      return records.map(({ id, cells }, index): RecordChange => {
        const own =
          number === null ? {} : { [number]: { kind: 'number' as const, text: String(highest + index + 1) } };
        return { form: form.code, id, position: foot + index + 1, cells: { ...own, ...cells } };
      });
    });
}

function recordPlan(
  form: Form,
  rule: CarriedRecords,
  record: ListRecord,
  present: readonly ListRecord[],
  { now, last }: { readonly now: CarryYear; readonly last: CarryYear },
): CarriedRecord | RecordObstacle {
  const { totalRecords: total } = form;
  if (total !== undefined && textOf(record, total.column) === total.text) return 'total';
  const moved = aYearLater(rule, takenOver(form, rule, record), last, now);
  if (moved === null) return 'left';
  const carried = { id: record.id, cells: moved };
  const entered = { ...carried, position: record.position };
  if (hasEnded(rule, now.calculation.recordIfEntered(form, entered), last.schoolYear)) return 'ended';
  if (present.some((each) => each.id === record.id || isSame(form, rule, entered, each))) return 'present';
  return now.calculation.isReviewed(form.code) ? 'reviewed' : carried;
}

/** A text that its column cannot hold goes on too: it is shown wrong as it was, and is nothing that could be counted. */
function takenOver(form: Form, rule: CarriedRecords, { cells }: ListRecord): CarriedRecord['cells'] {
  const codes = (form.columns ?? []).map(({ code }) => code);
  const wanted = new Set(expandCodes(rule.columns, codes) ?? []);
  const taken: Record<string, CellContent> = {};
  for (const column of form.columns ?? []) {
    const key = columnKey(column.code);
    const content = cells[key];
    if (content === undefined || column.computed !== undefined || !wanted.has(column.code)) continue;
    const fits = content.kind === 'raw' || contentFits(content, specOf(column));
    taken[key] = fits ? content : { kind: 'raw', text: content.text };
  }
  return taken;
}

/** Null where the person is at the school no more. */
function aYearLater(
  { grades }: CarriedRecords,
  cells: CarriedRecord['cells'],
  last: CarryYear,
  now: CarryYear,
): CarriedRecord['cells'] | null {
  if (grades === undefined) return cells;
  const [stage, grade] = [columnKey(grades.stage), columnKey(grades.grade)];
  const step = grades.steps.find(
    (each) =>
      each.stage === cells[stage]?.text &&
      each.grade === cells[grade]?.text &&
      (each.system === undefined || each.system === last.school.system),
  );
  if (step === undefined) return cells;
  if (step.to === undefined || (step.to.stage !== step.stage && !stagesOf(now.school).has(step.to.stage)))
    return null;
  return {
    ...cells,
    [stage]: { kind: 'text', text: step.to.stage },
    [grade]: { kind: 'text', text: step.to.grade },
  };
}

function hasEnded({ ended = [] }: CarriedRecords, record: ListRecord, lastSchoolYear: number): boolean {
  return ended.some(({ column, values, on }) => {
    if (!values.includes(textOf(record, column))) return false;
    const day = on === undefined ? '' : textOf(record, on);
    return day < `${lastSchoolYear}-09-01`;
  });
}

/** Two people of one name have different numbers; where one number is not written down they count as the same. */
function isSame(form: Form, { same }: CarriedRecords, one: ListRecord, other: ListRecord): boolean {
  const codes = (form.columns ?? []).map(({ code }) => code);
  const both = (expandCodes(same, codes) ?? [])
    .map((code) => [textOf(one, code), textOf(other, code)] as const)
    .filter(([left, right]) => left !== '' && right !== '');
  return both.length > 0 && both.every(([left, right]) => left === right);
}

function textOf({ cells }: ListRecord, column: string): string {
  return cells[columnKey(column)]?.text ?? '';
}
