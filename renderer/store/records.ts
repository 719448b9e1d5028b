import { dateOfSerial, dateWithoutYear } from '../../shared/date-entry';
import { cleanIdentity } from '../../shared/identity';
import { identityColumns, toldByIdentity } from '../../shared/identity-column';
import { filledFromIdentity } from '../../shared/sentences/identity';
import { readCell } from '../../shared/value';
import { columnKey } from '../../shared/cell';
import { highestNumber, numberColumn } from '../../shared/record';
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

type Cells = Record<string, CellContent | null>;

/** When and for which round something is typed. */
export interface EntrySurroundings {
  readonly schoolYear: number;
  readonly today: string;
}

/** Entries that were made more of than what was typed. */
interface Made {
  serials: number;
  date: string | null;
  readonly told: Set<string>;
}

function cellsByRecord(
  form: Form,
  known: KnownRecords['record'],
  entries: readonly Entry[],
  surroundings: EntrySurroundings,
  made: Made,
): ReadonlyMap<string, Cells> {
  const byRecord = new Map<string, Cells>();
  const computed = new Set(computedColumns(form));
  const planned = plannedColumns(form);
  for (const { cell, text } of entries) {
    const spec = specOf(form, cell);
    const { record, column } = recordCell(cell);
    if (spec === undefined || computed.has(column)) continue;
    const cells = byRecord.get(record) ?? {};
    byRecord.set(record, cells);
    const identity = identityColumns(form).has(column);
    const { content } = readCell(identity ? cleanIdentity(text) : text, spec);
    cells[column] = content;
    if (spec.type !== 'date' || content?.kind !== 'raw') continue;
    // Of many dates at once nobody looks at each: a year is added to what is entered alone only.
    if (entries.length > 1) {
      const serial = dateOfSerial(text, surroundings.schoolYear);
      if (serial === null) continue;
      made.serials += 1;
      cells[column] = { kind: 'text', text: serial };
    } else {
      const between = datesBeside(form, column, known(record));
      made.date = dateWithoutYear(text, { ...surroundings, planned: planned.has(column), between });
      if (made.date !== null) cells[column] = { kind: 'text', text: made.date };
    }
  }
  return byRecord;
}

/** The columns of a list name its dates in the order in which they happen: left, reported, came back. */
function datesBeside(
  form: Form,
  column: string,
  record: ListRecord | undefined,
): { readonly from: string | null; readonly to: string | null } {
  const dates = (form.columns ?? []).filter(({ type }) => type === 'date').map(({ code }) => columnKey(code));
  const textOf = (key: string) => {
    const content = record?.cells[key];
    return content?.kind === 'text' ? [content.text] : [];
  };
  const before = dates.slice(0, dates.indexOf(column)).flatMap(textOf);
  const after = dates.slice(dates.indexOf(column) + 1).flatMap(textOf);
  return { from: before.sort().at(-1) ?? null, to: after.sort()[0] ?? null };
}

/** Keys of the columns that say what is planned. */
function plannedColumns(form: Form): ReadonlySet<string> {
  const columns = (form.columns ?? []).filter(({ label }) => label.at(-1)?.startsWith('计划') === true);
  return new Set(columns.map(({ code }) => columnKey(code)));
}

/** What an identity number tells goes into cells that are blank, before and after the entry. */
function fillFromIdentity(form: Form, cells: Cells, before: ListRecord | undefined, made: Made) {
  for (const column of identityColumns(form)) {
    const identity = cells[column];
    if (identity === undefined || identity === null || sameContent(identity, before?.cells[column] ?? null))
      continue;
    for (const { key, label, value } of toldByIdentity(form, identity.text)) {
      if (before?.cells[key] !== undefined || (cells[key] ?? null) !== null) continue;
      cells[key] = { kind: 'text', text: value };
      made.told.add(label);
    }
  }
}

function notesOf({ serials, date, told }: Made): readonly string[] {
  return [
    ...(date === null ? [] : [`记作 ${date}`]),
    ...(serials > 0 ? [`${serials} 个日期由 Excel 的日期序号换算，请看一眼`] : []),
    ...(told.size > 0 ? [filledFromIdentity([...told])] : []),
  ];
}

/** What is said of the rows of a list after many cells were entered at once. */
export function rowNotes(added: number, filtered: boolean): readonly string[] {
  return [
    ...(filtered ? ['列表有筛选，只填到显示的行'] : []),
    ...(added > 0 ? [`新增 ${added} 行`] : []),
    ...(added > 0 && filtered ? ['新增的行都先显示着，可能不合筛选'] : []),
  ];
}

function sameContent(a: CellContent | null, b: CellContent | null): boolean {
  return a?.kind === b?.kind && a?.text === b?.text;
}

/** The records of a list in their order, and each by its id. */
export interface KnownRecords {
  readonly records: readonly ListRecord[];
  readonly record: (id: string) => ListRecord | undefined;
}

export interface RecordsEntered {
  readonly changes: readonly RecordChange[];
  /** What else was made of the texts. */
  readonly notes: readonly string[];
  /** Records that were not there before. */
  readonly added: number;
}

/**
 * What typed texts change in a list, and what the clerk is told about it. A record that is not there yet is added at
 * the foot and numbered; blanks alone do not make one.
 */
export function recordChanges(
  form: Form,
  { records, record: known }: KnownRecords,
  entries: readonly Entry[],
  surroundings: EntrySurroundings,
): RecordsEntered {
  const made: Made = { serials: 0, date: null, told: new Set() };
  const number = numberColumn(form);
  let added = 0;
  let highest: number | null = null;
  const changes: RecordChange[] = [];
  for (const [id, cells] of cellsByRecord(form, known, entries, surroundings, made)) {
    const record = known(id);
    fillFromIdentity(form, cells, record, made);
    if (record !== undefined) {
      const changed = Object.entries(cells).filter(
        ([column, content]) => !sameContent(content, record.cells[column] ?? null),
      );
      if (changed.length > 0) changes.push({ form: form.code, id, cells: Object.fromEntries(changed) });
      continue;
    }
    if (Object.values(cells).every((content) => content === null)) continue;
    added += 1;
    highest = (highest ?? (number === null ? 0 : highestNumber(records, number))) + 1;
    const position = (records.at(-1)?.position ?? 0) + added;
    const numbered = number === null ? {} : { [number]: { kind: 'number' as const, text: String(highest) } };
    const filled = Object.entries(cells).filter(([, content]) => content !== null);
    changes.push({ form: form.code, id, position, cells: { ...numbered, ...Object.fromEntries(filled) } });
  }
  return { changes, notes: notesOf(made), added };
}
