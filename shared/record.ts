import { columnKey } from './cell';
import { decimal } from './decimal';
import type { RuntimeList, RuntimeRecord, Value } from './evaluate';
import type { Form } from './form';
import type { CellContent, ListRecord, RecordChange } from './submission';

/** The records after a change: a new one is added, a removed one left out, others change only the columns named. */
export function applyRecordChange(
  records: readonly ListRecord[],
  change: RecordChange,
): readonly ListRecord[] {
  const found = records.find((record) => record.id === change.id);
  if (change.cells === null) return records.filter((record) => record.id !== change.id);
  const cells: Record<string, CellContent> = { ...found?.cells };
  for (const [column, content] of Object.entries(change.cells)) {
    if (content === null) delete cells[column];
    else cells[column] = content;
  }
  const position = change.position ?? found?.position ?? (records.at(-1)?.position ?? 0) + 1;
  const record: ListRecord = { id: change.id, position, cells };
  return found === undefined
    ? [...records, record]
    : records.map((item) => (item.id === change.id ? record : item));
}

/** A record as expressions read it. A text that its column cannot hold has no value. */
export function readRecord(form: Form, record: ListRecord): RuntimeRecord {
  const values = new Map<string, Value>();
  for (const column of form.columns ?? []) {
    const content = record.cells[columnKey(column.code)];
    if (content === undefined) continue;
    values.set(
      column.code,
      content.kind === 'raw' ? undefined : content.kind === 'number' ? decimal(content.text) : content.text,
    );
  }
  return { id: record.id, values };
}

export function runtimeList(records: readonly RuntimeRecord[]): RuntimeList {
  return { records, occurrences: new Map() };
}
