import { readCell } from '../../shared/value';
import { columnKey } from '../../shared/cell';
import type { CellRef } from '../../shared/finding';
import type { Form } from '../../shared/form';
import type { CellContent, ListRecord, RecordChange } from '../../shared/submission';
import type { Entry } from '../grid/clipboard';
import { computedColumns, recordCell, specOf } from '../grid/cell-spec';

export function newRecordId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first cell of a row, where the cursor goes when the row comes back. */
export function startOfRecord(form: Form, id: string): CellRef {
  return { form: form.code, cell: `${id}.${columnKey(form.columns?.[0]?.code ?? '')}` };
}

/** Key of the column 序号, which the program numbers itself; null when the form has none. */
function numberColumn(form: Form): string | null {
  const first = form.columns?.[0];
  return first?.label.at(-1) === '序号' ? columnKey(first.code) : null;
}

function highestNumber(records: readonly ListRecord[], column: string): number {
  return records.reduce((highest, record) => Math.max(highest, Number(record.cells[column]?.text) || 0), 0);
}

type Cells = Record<string, CellContent | null>;

function cellsByRecord(form: Form, entries: readonly Entry[]): ReadonlyMap<string, Cells> {
  const byRecord = new Map<string, Cells>();
  for (const { cell, text } of entries) {
    const spec = specOf(form, cell);
    const at = recordCell(cell);
    if (spec === undefined || computedColumns(form).includes(at.column)) continue;
    const cells = byRecord.get(at.record) ?? {};
    cells[at.column] = readCell(text, spec).content;
    byRecord.set(at.record, cells);
  }
  return byRecord;
}

function sameContent(a: CellContent | null, b: CellContent | null): boolean {
  return a?.kind === b?.kind && a?.text === b?.text;
}

/**
 * What typed texts change in a list. A record that is not there yet is added at the foot and numbered; blanks alone
 * do not make one.
 */
export function recordChanges(
  form: Form,
  records: readonly ListRecord[],
  entries: readonly Entry[],
): readonly RecordChange[] {
  const known = new Map(records.map((record) => [record.id, record]));
  const number = numberColumn(form);
  let position = records.reduce((last, record) => Math.max(last, record.position), 0);
  let highest = number === null ? 0 : highestNumber(records, number);
  const changes: RecordChange[] = [];
  for (const [id, cells] of cellsByRecord(form, entries)) {
    const record = known.get(id);
    if (record !== undefined) {
      const changed = Object.entries(cells).filter(
        ([column, content]) => !sameContent(content, record.cells[column] ?? null),
      );
      if (changed.length > 0) changes.push({ form: form.code, id, cells: Object.fromEntries(changed) });
      continue;
    }
    if (Object.values(cells).every((content) => content === null)) continue;
    position += 1;
    highest += 1;
    const numbered = number === null ? {} : { [number]: { kind: 'number' as const, text: String(highest) } };
    const filled = Object.entries(cells).filter(([, content]) => content !== null);
    changes.push({ form: form.code, id, position, cells: { ...numbered, ...Object.fromEntries(filled) } });
  }
  return changes;
}
