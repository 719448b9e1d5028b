import type { Form } from '../../shared/form';
import { numberColumn } from '../../shared/record';
import type { CellContent, ListRecord, RecordChange } from '../../shared/submission';
import { computedColumns } from '../grid/cell-spec';
import { newRecordId } from './records';

/** Where rows of a list come, go and stand, as changes of one step. `records` are in the order of entry. */
export interface RowChanges {
  readonly changes: readonly RecordChange[];
  /** The record on which the cursor goes; null when it stays. */
  readonly cursor: string | null;
}

const nothing: RowChanges = { changes: [], cursor: null };

/** New empty rows above or below a record, with places between it and its neighbour. */
export function insertedRows(
  form: Form,
  records: readonly ListRecord[],
  beside: string,
  where: 'above' | 'below',
  count: number,
): RowChanges {
  const index = records.findIndex(({ id }) => id === beside);
  if (index < 0 || count < 1) return nothing;
  const at = where === 'above' ? index : index + 1;
  const added = Array.from({ length: count }, () => ({ id: newRecordId(), cells: {} }));
  return { changes: placed(form, records, at, added), cursor: added[0]?.id ?? null };
}

/** Copies of records with all that was typed in them, below the last one. */
export function duplicatedRows(
  form: Form,
  records: readonly ListRecord[],
  ids: readonly string[],
): RowChanges {
  const wanted = new Set(ids);
  const chosen = records.filter(({ id }) => wanted.has(id));
  const last = chosen.at(-1);
  if (last === undefined) return nothing;
  const own = new Set([...computedColumns(form), numberColumn(form) ?? '']);
  const copies = chosen.map(({ cells }) => ({
    id: newRecordId(),
    cells: Object.fromEntries(Object.entries(cells).filter(([column]) => !own.has(column))),
  }));
  return { changes: placed(form, records, records.indexOf(last) + 1, copies), cursor: copies[0]?.id ?? null };
}

/** Neighbours among the records on screen go past the one shown above or below them, and past what is hidden between. */
export function movedRows(
  form: Form,
  records: readonly ListRecord[],
  ids: readonly string[],
  where: 'up' | 'down',
  shown: ReadonlySet<string> = new Set(records.map(({ id }) => id)),
): RowChanges {
  const wanted = new Set(ids);
  const seen = records.filter(({ id }) => shown.has(id));
  const chosen = seen.filter(({ id }) => wanted.has(id));
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (first === undefined || last === undefined) return nothing;
  const [top, foot] = [seen.indexOf(first), seen.indexOf(last)];
  const passed = seen[where === 'up' ? top - 1 : foot + 1];
  if (foot - top + 1 !== chosen.length || passed === undefined) return nothing;
  const places = [first, last, passed].map((record) => records.indexOf(record));
  const [from, to] = [Math.min(...places), Math.max(...places)];
  const part = records.slice(from, to + 1);
  const others = part.filter((record) => !chosen.includes(record));
  const moved = where === 'up' ? [...chosen, ...others] : [...others, ...chosen];
  const order = [...records.slice(0, from), ...moved, ...records.slice(to + 1)];
  const positions = new Map(moved.map(({ id }, index) => [id, part[index]?.position ?? 0]));
  const changes = numbered(form, records, order, new Map(), positions);
  return { changes, cursor: null };
}

/** Takes records out; where the column 序号 counted the rows it goes on doing so. */
export function removedRows(form: Form, records: readonly ListRecord[], ids: readonly string[]): RowChanges {
  const gone = new Set(ids);
  const removed = records.filter(({ id }) => gone.has(id));
  const order = records.filter(({ id }) => !gone.has(id));
  const changes = removed.map(({ id }): RecordChange => ({ form: form.code, id, cells: null }));
  return { changes: [...changes, ...numbered(form, records, order, new Map(), new Map())], cursor: null };
}

interface NewRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, CellContent>>;
}

function placed(
  form: Form,
  records: readonly ListRecord[],
  at: number,
  added: readonly NewRow[],
): readonly RecordChange[] {
  const before = records[at - 1]?.position ?? (records[at]?.position ?? 1) - 1;
  const after = records[at]?.position ?? before + added.length + 1;
  const step = (after - before) / (added.length + 1);
  const positions = new Map(added.map(({ id }, index) => [id, before + step * (index + 1)]));
  const order = [...records.slice(0, at), ...added.map(({ id }) => ({ id })), ...records.slice(at)];
  const places = [before, ...positions.values(), after];
  // Halved too often, or two records in one place: then all get new places.
  const crowded = places.some((place, index) => index > 0 && !(place > (places[index - 1] ?? place)));
  if (crowded) order.forEach(({ id }, index) => positions.set(id, index + 1));
  return numbered(form, records, order, new Map(added.map((row) => [row.id, row.cells])), positions);
}

/**
 * The changes that bring records into an order. Where 序号 counted the rows from 1 on it counts them afterwards too;
 * numbers that the clerk gave herself stay, and a new row then gets the next higher one.
 */
function numbered(
  form: Form,
  records: readonly ListRecord[],
  order: readonly { readonly id: string }[],
  added: ReadonlyMap<string, NewRow['cells']>,
  positions: ReadonlyMap<string, number>,
): readonly RecordChange[] {
  const column = numberColumn(form);
  const known = new Map(records.map((record) => [record.id, record]));
  const numberOf = (id: string) => (column === null ? undefined : known.get(id)?.cells[column]?.text);
  const counted = column !== null && records.every(({ id }, index) => numberOf(id) === String(index + 1));
  let highest =
    column === null ? 0 : records.reduce((most, { id }) => Math.max(most, Number(numberOf(id)) || 0), 0);
  return order.flatMap(({ id }, index): RecordChange[] => {
    const cells = added.get(id);
    const position = positions.get(id);
    const next = counted ? index + 1 : cells === undefined ? null : (highest += 1);
    const other = column !== null && next !== null && numberOf(id) !== String(next);
    if (cells === undefined && position === undefined && !other) return [];
    const number = other ? { [column]: { kind: 'number' as const, text: String(next) } } : {};
    const place = position === undefined ? {} : { position };
    return [{ form: form.code, id, ...place, cells: { ...cells, ...number } }];
  });
}
