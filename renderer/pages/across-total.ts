import { columnPath, specOf } from '../../shared/cell';
import { add, decimal, decimalText, type Num } from '../../shared/decimal';
import type { Form, FormColumn, FormRow } from '../../shared/form';

/** What is a share of something, or a figure per head: schools have one each, and their sum says nothing. */
const perSomething = /率|比例|生均|人均|每百|平均|[%％‰]/;

/**
 * Whether a cell's figures may be added up over schools. The definitions say it of columns (`additive`); of rows that
 * state a target or a rate by themselves their wording does.
 */
export function addsUp(form: Form, row: FormRow, column: FormColumn): boolean {
  const { type } = specOf(column, row);
  if (type !== 'integer' && type !== 'decimal') return false;
  if (column.additive === false || row.op !== undefined || form.unit === '%') return false;
  return ![row.label, row.unit ?? '', columnPath(column)].some((words) => perSomething.test(words));
}

const figure = /^-?\d+(\.\d+)?$/;

/** The exact sum, with the decimals that the cell has; `null` when one of the texts is no number; blank over blanks. */
export function totalOf(texts: readonly string[], decimals?: number): string | null {
  const entered = texts.filter((text) => text !== '');
  if (entered.length === 0) return '';
  if (!entered.every((text) => figure.test(text))) return null;
  const sum = entered.reduce<Num>((total, text) => add(total, decimal(text)), 0);
  return decimalText(sum, decimals);
}
