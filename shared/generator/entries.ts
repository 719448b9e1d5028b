import { cellApplies } from '../applicability';
import type { Teaching } from '../applicability';
import { cellsOf, columnKey, specOf } from '../cell';
import type { FormCell } from '../cell';
import type { Form } from '../form';
import type { CellContent, ListRecord } from '../submission';
import type { CellSpec } from '../value';
import { readCell } from '../value';
import type { RecordValues } from './forms/ledger-records';
import type { Sheet } from './sheet';

/** One cell as it is stored. */
export interface Entry {
  readonly form: string;
  readonly cell: string;
  readonly content: CellContent;
  readonly kind: FormCell['kind'];
  /** A counted zero that is left blank unless the source of the cell says otherwise. */
  readonly silent: boolean;
}

/** A counted value as a clerk would have typed it. Throws when the cell cannot hold it: the rule is wrong then. */
export function contentOf(
  value: number | string,
  spec: CellSpec,
  form: string,
  cell: string,
): CellContent | null {
  const whole = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (whole && (spec.type === 'integer' || spec.type === 'decimal'))
    return { kind: 'number', text: String(value) };
  const reading = readCell(String(value), spec);
  if (reading.problem !== null)
    throw new Error(`${form}!${cell} cannot hold ${value}: ${reading.problem.code}`);
  return reading.content;
}

/**
 * Cells of a form to enter, from what was counted: those that the school sees and that are not computed. A zero is
 * left blank unless `zeros`; the form is then 已核对.
 */
export function entriesOf(form: Form, sheet: Sheet, teaching: Teaching, zeros: boolean): readonly Entry[] {
  const entries: Entry[] = [];
  for (const cell of cellsOf(form)) {
    if (cell.kind !== 'input' && cell.kind !== 'pulled') continue;
    const value = sheet.values.get(cell.key);
    if (value === undefined || value === '') continue;
    const silent = !zeros && Number(value) === 0;
    if ((silent && cell.kind === 'input') || !cellApplies(cell, teaching)) continue;
    const content = contentOf(value, cell.spec, form.code, cell.key);
    if (content !== null) entries.push({ form: form.code, cell: cell.key, content, kind: cell.kind, silent });
  }
  return entries;
}

export function recordsOf(form: Form, records: readonly RecordValues[], year: number): readonly ListRecord[] {
  return records.map((values, index) => ({
    id: `${year}-${String(index + 1).padStart(5, '0')}`,
    position: index + 1,
    cells: Object.fromEntries(
      (form.columns ?? []).flatMap((column): [string, CellContent][] => {
        const value = values[Number(column.code)];
        if (value === undefined || column.computed !== undefined) return [];
        const content = contentOf(value, specOf(column), form.code, column.code);
        return content === null ? [] : [[columnKey(column.code), content]];
      }),
    ),
  }));
}
