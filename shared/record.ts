import { columnKey } from './cell';
import { decimal } from './decimal';
import type { Evaluate, Memory, RuntimeRecord, Value } from './evaluate';
import type { Form } from './form';
import type { CellContent, ListRecord, RecordChange } from './submission';
import { printed } from './value-text';

/** The records after a change: a new one is added, a removed one left out, others change only the columns named. */
export function applyRecordChange(
  records: readonly ListRecord[],
  change: RecordChange,
): readonly ListRecord[] {
  const found = records.find((record) => record.id === change.id);
  if (change.cells === null) return records.filter((record) => record.id !== change.id);
  const record = recordAfter(found, change, (records.at(-1)?.position ?? 0) + 1);
  return found === undefined
    ? [...records, record]
    : records.map((item) => (item.id === change.id ? record : item));
}

/** A record after a change that does not remove it; `foot` is the position of a new one that names none. */
export function recordAfter(found: ListRecord | undefined, change: RecordChange, foot: number): ListRecord {
  const cells: Record<string, CellContent> = { ...found?.cells };
  for (const [column, content] of Object.entries(change.cells ?? {})) {
    if (content === null) delete cells[column];
    else cells[column] = content;
  }
  return { id: change.id, position: change.position ?? found?.position ?? foot, cells };
}

/** The order of records on screen and on paper: two in one place go by their ids, here as in the database. */
export function placedBefore(a: ListRecord, b: ListRecord): number {
  return a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Computes a column of the current record. */
export interface RecordFormula {
  readonly column: string;
  readonly evaluate: Evaluate;
}

/** A record as expressions read it, and as it is shown: with its computed columns. */
export interface DerivedRecord {
  readonly record: ListRecord;
  readonly runtime: RuntimeRecord;
}

/** Reads a record and computes its columns, in the given order. A text that its column cannot hold has no value. */
export function deriveRecord(
  form: Form,
  entered: ListRecord,
  formulas: readonly RecordFormula[],
  memory: Memory,
): DerivedRecord {
  const values = new Map<string, Value>();
  for (const column of form.columns ?? []) {
    const content = entered.cells[columnKey(column.code)];
    if (content === undefined) continue;
    values.set(
      column.code,
      content.kind === 'raw' ? undefined : content.kind === 'number' ? decimal(content.text) : content.text,
    );
  }
  const { totalRecords } = form;
  const isTotal = totalRecords !== undefined && values.get(totalRecords.column) === totalRecords.text;
  const runtime: RuntimeRecord = { id: entered.id, values, isTotal };
  if (formulas.length === 0) return { record: entered, runtime };
  const cells: Record<string, CellContent> = { ...entered.cells };
  const outer = memory.record;
  memory.record = runtime;
  for (const { column, evaluate } of formulas) {
    const value = evaluate(memory);
    const key = columnKey(column);
    values.set(column, value);
    const text = printed(value);
    if (text === '') delete cells[key];
    else cells[key] = { kind: typeof value === 'string' ? 'text' : 'number', text };
  }
  memory.record = outer;
  return { record: { ...entered, cells }, runtime };
}

/** Key of the column 序号, which the program numbers itself; null when the form has none. */
export function numberColumn(form: Form): string | null {
  const first = form.columns?.[0];
  return first?.label.at(-1) === '序号' ? columnKey(first.code) : null;
}

export function highestNumber(records: readonly ListRecord[], column: string): number {
  return records.reduce((highest, record) => Math.max(highest, Number(record.cells[column]?.text) || 0), 0);
}
