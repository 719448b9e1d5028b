import { columnKey } from '../../shared/cell';
import { compare, decimal } from '../../shared/decimal';
import type { Form, FormColumn } from '../../shared/form';
import type { CellContent, ListRecord } from '../../shared/submission';

/** By which column a list is shown in order; `column` is its key, `c05`. */
export interface ListSort {
  readonly column: string;
  readonly descending: boolean;
}

/** What of a column is shown. Ends of a range are canonical texts, empty where that side is open. */
export type ListFilter =
  | { readonly kind: 'choices'; readonly texts: readonly string[] }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  | { readonly kind: 'blank' };

/** How the clerk looks at a list; nothing that is stored changes by it. */
export interface ListView {
  readonly sort: ListSort | null;
  /** By column key. */
  readonly filters: Readonly<Record<string, ListFilter>>;
  /** Only records with something to correct or to explain. */
  readonly troubled: boolean;
}

export const plainView: ListView = { sort: null, filters: {}, troubled: false };

export function isFiltered({ filters, troubled }: ListView): boolean {
  return troubled || Object.keys(filters).length > 0;
}

export function isPlain(view: ListView): boolean {
  return view.sort === null && !isFiltered(view);
}

/** A first click on a column sorts upwards, a second downwards, a third gives the order of entry back. */
export function nextSort(sort: ListSort | null, column: string): ListSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** The records that a view shows, in its order. `troubled` tells whether something is wrong with a record. */
export function recordsInView(
  form: Form,
  records: readonly ListRecord[],
  view: ListView,
  troubled: (id: string) => boolean,
): readonly ListRecord[] {
  const filters = Object.entries(view.filters);
  const shown = isFiltered(view)
    ? records.filter(
        (record) =>
          (!view.troubled || troubled(record.id)) &&
          filters.every(([column, filter]) => meets(record.cells[column], filter)),
      )
    : records;
  const { sort } = view;
  const column = form.columns?.find(({ code }) => columnKey(code) === sort?.column);
  return sort === null || column === undefined ? shown : sorted(shown, column, sort);
}

function meets(content: CellContent | undefined, filter: ListFilter): boolean {
  const text = content?.text ?? '';
  switch (filter.kind) {
    case 'choices':
      return filter.texts.includes(text);
    case 'contains':
      return text.toLowerCase().includes(filter.text.toLowerCase());
    case 'blank':
      return text === '';
    case 'range':
      return content !== undefined && content.kind !== 'raw' && isBetween(content, filter);
  }
}

function isBetween(
  content: CellContent,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  const order = (bound: string) =>
    content.kind === 'number'
      ? compare(decimal(content.text), decimal(bound))
      : content.text < bound
        ? -1
        : Number(content.text > bound);
  return (from === '' || order(from) >= 0) && (to === '' || order(to) <= 0);
}

const byWords = new Intl.Collator('zh-CN', { numeric: true });

/** Blanks come last in both directions, before them what cannot be read as the column's kind. */
function sorted(
  records: readonly ListRecord[],
  column: FormColumn,
  { descending }: ListSort,
): readonly ListRecord[] {
  const key = columnKey(column.code);
  const options = new Map((column.options ?? []).map((option, index) => [option, index]));
  const ordered = (content: CellContent) =>
    content.kind === 'number' ? decimal(content.text) : (options.get(content.text) ?? content.text);
  const items = records.map((record) => {
    const content = record.cells[key];
    const rank = content === undefined ? 2 : content.kind === 'raw' ? 1 : 0;
    return { record, rank, value: content === undefined ? '' : ordered(content) };
  });
  const step = descending ? -1 : 1;
  // The order of entry decides between equals: sorting is stable.
  return items
    .sort((a, b) => {
      if (a.rank !== b.rank) return a.rank - b.rank;
      if (typeof a.value === 'string' || typeof b.value === 'string') {
        const [first, second] = [String(a.value), String(b.value)];
        return (
          step *
          (column.type === 'date'
            ? Number(first > second) - Number(first < second)
            : byWords.compare(first, second))
        );
      }
      return step * compare(a.value, b.value);
    })
    .map(({ record }) => record);
}

/** The texts that stand in a column with how often each does, the declared choices first, blanks last. */
export function choicesOf(
  column: FormColumn,
  records: readonly ListRecord[],
): readonly { readonly text: string; readonly count: number }[] {
  const counts = new Map(
    (column.options ?? []).filter((option) => option !== '').map((option) => [option, 0]),
  );
  for (const { cells } of records) {
    const text = cells[columnKey(column.code)]?.text ?? '';
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const blanks = counts.get('') ?? 0;
  counts.delete('');
  return [...[...counts].map(([text, count]) => ({ text, count })), { text: '', count: blanks }];
}

/**
 * The rows of a view after records came or went since it was made: what was shown stays where it was, what is gone is
 * left out, and a record that was not there yet is shown, whatever the filters say, after the one before it.
 */
export function followRows(
  shown: readonly string[],
  seen: ReadonlySet<string>,
  ids: readonly string[],
): readonly string[] {
  const present = new Set(ids);
  const kept = shown.filter((id) => present.has(id));
  const shownNow = new Set(kept);
  const after = new Map<string, string[]>();
  const atHead: string[] = [];
  const atFoot: string[] = [];
  let before: string | null = null;
  let newest: string[] = atHead;
  ids.forEach((id) => {
    if (shownNow.has(id)) {
      before = id;
      newest = after.get(id) ?? [];
      after.set(id, newest);
    } else if (!seen.has(id)) newest.push(id);
  });
  // New ones at the foot of the list stand at the foot of what is shown, however that is sorted.
  if (before !== null) {
    for (let index = ids.length - 1; index >= 0 && !seen.has(ids[index] ?? ''); index -= 1) {
      const id = ids[index] ?? '';
      if (shownNow.has(id)) break;
      atFoot.unshift(id);
    }
  }
  const foot = new Set(atFoot);
  const inserted = (list: readonly string[]) => list.filter((id) => !foot.has(id));
  return [...inserted(atHead), ...kept.flatMap((id) => [id, ...inserted(after.get(id) ?? [])]), ...atFoot];
}
