import { columnKey } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { commitDraft } from '../store/draft';
import type { Notices } from '../store/notices';
import type { SubmissionStore } from '../store/submission-store';
import { listRowsFull } from './list-words';
import { nextSort, plainView, type ListFilter, type ListView } from './list-view';
import type { GridShape } from './shape';

/** What the clerk does to the rows of a list, and how she looks at it. */
export interface ListController {
  readonly form: Form;
  insert(where: 'above' | 'below'): void;
  duplicate(): void;
  move(where: 'up' | 'down'): void;
  /** The next of upwards, downwards, order of entry. */
  turnSort(column: string): void;
  sort(descending: boolean): void;
  filter(column: string, filter: ListFilter | null): void;
  onlyTroubled(troubled: boolean): void;
  /** Sorts and filters again what was changed since. */
  apply(): void;
  clear(): void;
  /** Key of the column with the cursor. */
  column(): string;
}

export function createListController(
  store: SubmissionStore,
  form: Form,
  notices: Pick<Notices, 'tell'>,
): ListController {
  const { code } = form;
  const viewNow = () => store.listRows.shown.get(code).view;

  function current(): {
    readonly shape: GridShape;
    readonly rows: readonly string[];
    readonly column: number;
  } {
    const selection = store.selection.current.get();
    const shape = store.shape(form);
    if (selection?.shape.form !== code) return { shape, rows: [], column: 0 };
    const { from, to } = selection.range;
    const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
    return { shape, rows: shape.rows.slice(top, bottom + 1), column: selection.at.column };
  }

  /** The cursor on the same column of another record. */
  function goTo(id: string | null, column: number) {
    const shape = store.shape(form);
    const row = id === null ? -1 : shape.rows.indexOf(id);
    if (row >= 0) store.selection.select(shape, { row, column });
  }

  function columnAt(): string {
    return columnKey(form.columns?.[current().column]?.code ?? '');
  }

  /** What is sorted or filtered is seen from its top; otherwise the cursor stays on its record. */
  function look(view: ListView, from: 'top' | 'here') {
    commitDraft();
    const { shape, column } = current();
    const id = shape.rows[store.selection.current.get()?.at.row ?? 0] ?? null;
    store.listRows.look(code, view);
    const next = store.shape(form);
    if (from === 'here' && id !== null && next.rows.includes(id)) goTo(id, column);
    else store.selection.select(next, { row: 0, column });
  }

  /** True, after saying why, when nothing can be changed. */
  function refused(): boolean {
    const closed = store.locked.get();
    if (closed) notices.tell(listRowsFull.locked);
    return closed;
  }

  return {
    form,
    insert(where) {
      if (refused()) return;
      commitDraft();
      const { rows, column } = current();
      const records = new Set(store.records(code).map(({ id }) => id));
      const present = rows.filter((id) => records.has(id));
      const beside = where === 'above' ? present[0] : present.at(-1);
      if (beside === undefined) return notices.tell(listRowsFull.atFoot);
      const added = store.listEdits.insert(form, beside, where, present.length);
      goTo(added, column);
      if (present.length > 1) notices.tell(listRowsFull.inserted(present.length));
    },
    duplicate() {
      if (refused()) return;
      commitDraft();
      const { rows, column } = current();
      const added = store.listEdits.duplicate(form, rows);
      if (added === null) return notices.tell(listRowsFull.nothingToCopy);
      goTo(added, column);
    },
    move(where) {
      if (refused()) return;
      commitDraft();
      const selection = store.selection.current.get();
      if (viewNow().sort !== null) return notices.tell(listRowsFull.sortedNoMove);
      const { rows, shape: before } = current();
      if (!store.listEdits.move(form, rows, where, before.rows)) return;
      const shape = store.shape(form);
      const row = shape.rows.indexOf(rows[0] ?? '');
      if (selection === null || row < 0) return;
      const { from, to } = selection.range;
      const shift = row - Math.min(from.row, to.row);
      const moved = <T extends { row: number; column: number }>(at: T) => ({ ...at, row: at.row + shift });
      store.selection.select(shape, moved(from), moved(to), moved(selection.at));
    },
    turnSort: (column) => look({ ...viewNow(), sort: nextSort(viewNow().sort, column) }, 'top'),
    sort(descending) {
      const column = columnAt();
      const { sort } = viewNow();
      const again = sort?.column === column && sort.descending === descending;
      look({ ...viewNow(), sort: again ? null : { column, descending } }, 'top');
    },
    filter(column, filter) {
      const { [column]: _, ...others } = viewNow().filters;
      look({ ...viewNow(), filters: filter === null ? others : { ...others, [column]: filter } }, 'top');
    },
    onlyTroubled: (troubled) => look({ ...viewNow(), troubled }, 'top'),
    apply: () => look(viewNow(), 'here'),
    clear: () => look(plainView, 'here'),
    column: columnAt,
  };
}
