import { cellName } from '../../shared/cell';
import type { CellRef } from '../../shared/finding';
import type { Form } from '../../shared/form';
import type { App } from '../store/context';
import { newRecordId } from '../store/records';
import type { SubmissionStore } from '../store/submission-store';
import { parseTable, pasteInto, printTable } from './clipboard';
import { destination, type Move } from './moves';
import { cellsInRange, listShape, positionsInRange, type GridShape, type Range } from './shape';

/** What the clerk does in the form that is shown, from the keyboard, the mouse or the clipboard. */
export interface GridController {
  readonly form: Form;
  /** Takes the typed text of a cell over and returns how the cell shows it. */
  commit(cell: string, text: string): string;
  move(move: Move, extend: boolean): void;
  selectAll(): void;
  clear(): void;
  copy(): string;
  paste(text: string): void;
  undo(): void;
  redo(): void;
  /** Puts the cursor in the empty record at the foot of a list. */
  addRecord(): void;
  /** Removes the selected records of a list. */
  removeRecords(): void;
  /** Why the cell cannot be typed; null when it can. */
  locked(cell: string): string | null;
}

export const finalisedReason = '报表已定稿，不能修改。需要修改时，请先在「定稿与导出」页取消定稿。';
const finalisingReason = '正在定稿或取消定稿，请稍候再填。';
const computedReason = '本格由程序按公式计算，不用填写。';
const notApplicableReason = '本格不填。';

type Surroundings = Pick<App, 'navigation' | 'notices'>;

export function createGridController(
  store: SubmissionStore,
  form: Form,
  { navigation, notices }: Surroundings,
): GridController {
  const { selection } = store;

  /** The selection in this form, over the rows that are there now. */
  function selected(): { readonly shape: GridShape; readonly range: Range } {
    const current = selection.current.get();
    if (current?.shape.form !== form.code) selection.resume(store.shape(form));
    const range = selection.current.get()?.range ?? {
      from: { row: 0, column: 0 },
      to: { row: 0, column: 0 },
    };
    return { shape: store.shape(form), range };
  }

  /** Why nothing at all can be typed; null when something can. */
  function closedReason(): string | null {
    if (store.submission.get().state === 'finalised') return finalisedReason;
    return store.locked.get() ? finalisingReason : null;
  }

  function locked(cell: string): string | null {
    const closed = closedReason();
    if (closed !== null) return closed;
    const { kind } = store.cells.get(cellName(form.code, cell)).view;
    if (kind === 'computed') return computedReason;
    return kind === 'notApplicable' ? notApplicableReason : null;
  }

  function refuse(cell: string): boolean {
    const reason = locked(cell);
    if (reason !== null) notices.tell(reason);
    return reason !== null;
  }

  /** After undo the cursor goes where it happened, be it in another form. What was said before holds no more. */
  function show(place: CellRef | null) {
    notices.dismiss();
    if (place !== null) navigation.goToCell(store, place);
  }

  return {
    form,
    locked,
    commit(cell, text) {
      store.enter(form, [{ cell, text }]);
      return store.cells.get(cellName(form.code, cell)).view.text;
    },
    move(move, extend) {
      const { shape, range } = selected();
      if (extend) selection.select(shape, range.from, destination(shape, range.to, move));
      else selection.select(shape, destination(shape, range.from, move));
    },
    selectAll() {
      const shape = store.shape(form);
      const last = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
      selection.select(shape, { row: 0, column: 0 }, last);
    },
    clear() {
      const { shape, range } = selected();
      const single = cellsInRange(shape, range);
      if (single.length === 1 && refuse(single[0] ?? '')) return;
      const open = single.filter((cell) => locked(cell) === null);
      store.enter(
        form,
        open.map((cell) => ({ cell, text: '' })),
      );
    },
    copy() {
      const { shape, range } = selected();
      const text = (cell: string) => store.cells.get(cellName(form.code, cell)).view.text;
      return printTable(positionsInRange(range).map((row) => row.map((at) => text(shape.cellAt(at)))));
    },
    paste(text) {
      const { shape, range } = selected();
      const closed = closedReason();
      if (closed !== null) {
        notices.tell(closed);
        return;
      }
      const table = parseTable(text);
      const pasted = pasteInto(roomFor(shape, range, table.length), range, table);
      if (pasted.entries.length === 0) {
        notices.tell('没有可以粘贴的单元格：所选的格由程序计算或不填。', 'problem');
        return;
      }
      store.enter(form, pasted.entries);
      selection.select(store.shape(form), pasted.range.from, pasted.range.to);
      const notes = [
        `已粘贴 ${pasted.entries.length} 格`,
        pasted.skipped > 0 ? `跳过 ${pasted.skipped} 个计算或不填的格` : '',
        pasted.outside > 0 ? `${pasted.outside} 个值超出表格，没有粘贴` : '',
      ].filter((note) => note !== '');
      if (table.length > 1 || notes.length > 1) notices.tell(`${notes.join('，')}。`);
    },
    undo: () => show(store.undo()),
    redo: () => show(store.redo()),
    addRecord() {
      if (form.kind !== 'list') return;
      const shape = store.shape(form);
      const row = shape.rows.length - 1;
      selection.select(shape, destination(shape, { row, column: 0 }, { by: 'step', direction: 'right' }));
    },
    removeRecords() {
      if (form.kind !== 'list' || refuse('')) return;
      const { shape, range } = selected();
      const rows = positionsInRange(range).map((row) => shape.rows[row[0]?.row ?? 0] ?? '');
      const removed = store.removeRecords(form, rows);
      if (removed > 0) notices.tell(`已删除 ${removed} 行。按 Ctrl+Z 可以恢复。`);
      selection.resume(store.shape(form));
    },
  };

  /** A list grows by the rows that are pasted past its foot. */
  function roomFor(shape: GridShape, range: Range, height: number): GridShape {
    if (form.kind !== 'list') return shape;
    const missing = Math.min(range.from.row, range.to.row) + height - shape.rows.length;
    const added = Array.from({ length: Math.max(0, missing) }, newRecordId);
    return listShape(form, [...shape.rows, ...added]);
  }
}
