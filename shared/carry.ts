import { bridgeCell } from './bridge';
import type { Calculation } from './calculation';
import { planRecords, type CarriedRecord, type SkippedRecord } from './carry-records';
import { cellsOf, type FormCell } from './cell';
import { compare, decimal } from './decimal';
import type { Definitions } from './definitions';
import type { CellRef } from './finding';
import type { Form } from './form';
import type { School } from './school';
import { isClosedFor } from './standing';
import type { CellChange, CellContent } from './submission';
import { contentFits, readCell } from './value';
import { printed } from './value-text';

/**
 * Why a cell that may be carried is not: something stands there already; its form is 已核对, so that its blank was meant;
 * last year's text could not be read, or cannot stand in this year's cell; no cell of last year's edition says the same.
 */
export type CarryObstacle = 'filled' | 'reviewed' | 'unreadable' | 'unfit' | 'noCounterpart';

export interface CarriedCell {
  /** In this year's form. */
  readonly cell: string;
  /** Exactly what stood there last year. */
  readonly content: CellContent;
  /** Where it stood; another form where the edition changed. */
  readonly from: CellRef;
}

export interface SkippedCell {
  readonly cell: string;
  readonly reason: CarryObstacle;
}

export interface CarriedForm {
  readonly form: Form;
  readonly cells: readonly CarriedCell[];
  /** Cells with something to carry, or without a counterpart, that are left as they are. */
  readonly skipped: readonly SkippedCell[];
  /** Of a list, the records that go on. */
  readonly records: readonly CarriedRecord[];
  readonly skippedRecords: readonly SkippedRecord[];
}

/** One school's figures of one year. */
export interface CarryYear {
  readonly calculation: Calculation;
  readonly edition: string;
  readonly schoolYear: number;
  readonly school: School;
}

/**
 * What last year's submission offers for this year's blank cells, by form; forms that offer nothing and skip nothing are
 * left out. Only cells whose definition says `carried` are looked at, and of lists the records that `carriedRecords`
 * describes. Nothing is changed.
 */
export function carryPlan(
  definitions: Definitions,
  forms: readonly Form[],
  now: CarryYear,
  last: CarryYear,
): readonly CarriedForm[] {
  return forms
    .map((form) => formPlan(definitions, form, now, last))
    .filter(
      ({ cells, skipped, records, skippedRecords }) =>
        cells.length + skipped.length + records.length + skippedRecords.length > 0,
    );
}

/** The cells of the plan as one change of this year's submission; `without` are forms that the clerk took out. */
export function carryChanges(
  plan: readonly CarriedForm[],
  without: ReadonlySet<string> = new Set(),
): readonly CellChange[] {
  return plan
    .filter(({ form }) => !without.has(form.code))
    .flatMap(({ form, cells }) => cells.map(({ cell, content }) => ({ form: form.code, cell, content })));
}

function formPlan(definitions: Definitions, form: Form, now: CarryYear, last: CarryYear): CarriedForm {
  const cells: CarriedCell[] = [];
  const skipped: SkippedCell[] = [];
  for (const cell of cellsOf(form)) {
    if (!cell.carried || isClosedHere(cell, now)) continue;
    const result = cellPlan(definitions, cell, now, last);
    if (result === null) continue;
    if (typeof result === 'string') skipped.push({ cell: cell.key, reason: result });
    else cells.push(result);
  }
  const { records, skipped: skippedRecords } = planRecords(form, now, last);
  return { form, cells, skipped, records, skippedRecords };
}

/** A stage that the school does not teach, or a field that the official form closes for its type. */
function isClosedHere({ form, key }: FormCell, { calculation, school }: CarryYear): boolean {
  return isClosedFor(form, key, school) || calculation.cell(form.code, key).kind !== 'input';
}

/** Null where there is nothing to carry: last year's cell was blank. */
function cellPlan(
  definitions: Definitions,
  cell: FormCell,
  now: CarryYear,
  last: CarryYear,
): CarriedCell | CarryObstacle | null {
  const from = placeLastYear(definitions, cell, last);
  if (from === null) return 'noCounterpart';
  const content = contentLastYear(from, last);
  if (content === null) return null;
  if (now.calculation.cell(cell.form.code, cell.key).content !== null) return 'filled';
  if (now.calculation.isReviewed(cell.form.code)) return 'reviewed';
  if (content.kind === 'raw') return 'unreadable';
  const fitting = fitted(content, cell);
  return fitting === null ? 'unfit' : { cell: cell.key, content: fitting, from };
}

/** The same cell, or the one whose labels say the same in the edition before; null when there is none. */
function placeLastYear(definitions: Definitions, { form, key }: FormCell, last: CarryYear): CellRef | null {
  const filled = (code: string) => last.calculation.forms.some((each) => each.code === code);
  if (filled(form.code)) return { form: form.code, cell: key };
  const [row, col] = key.split('.');
  if (form.kind !== 'matrix' || row === undefined || col === undefined) return null;
  const home = bridgeCell(definitions, { form: form.code, row, col }, last.edition);
  if (home === undefined || !filled(home.form)) return null;
  return { form: home.form, cell: `${home.row}.${home.col}` };
}

/** What was typed there or, where it was computed or pulled, its value with all its digits. */
function contentLastYear({ form, cell }: CellRef, { calculation, school }: CarryYear): CellContent | null {
  const definition = calculation.forms.find(({ code }) => code === form);
  if (definition === undefined || isClosedFor(definition, cell, school)) return null;
  const view = calculation.cell(form, cell);
  if (view.content !== null) return view.content;
  const [row, col] = cell.split('.');
  if (view.text === '' || row === undefined || col === undefined) return null;
  const value = calculation.value(form, row, col);
  const text = printed(value);
  if (text === '') return null;
  return { kind: typeof value === 'string' ? 'text' : 'number', text };
}

/** The content as this year's cell holds it, without any change of the value; null when it cannot. */
function fitted(content: CellContent, { spec }: FormCell): CellContent | null {
  if (contentFits(content, spec)) return content;
  const reading = readCell(content.text, spec);
  if (reading.content === null || reading.problem !== null) return null;
  const numbers = content.kind === 'number' && reading.content.kind === 'number';
  const same = numbers
    ? compare(decimal(content.text), decimal(reading.content.text)) === 0
    : content.text === reading.content.text;
  return same ? reading.content : null;
}
