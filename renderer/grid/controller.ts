import { cellName } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { App } from '../store/context';
import { createValue, type Observable } from '../store/observable';
import { askImportUndo } from '../store/import-undo';
import type { SubmissionStore, Undone } from '../store/submission-store';
import type { Copied } from './clipboard';
import { findNext } from './find';
import { goalOf } from './go-to';
import type { PlainCommand } from './keyboard';
import { destination, extension, nextInSelection, type Move } from './moves';
import { placeNames } from './places';
import { positionsInRange, type GridShape, type Position, type Range } from './shape';
import { createTransfer } from './transfer';

/** What the clerk does in the form that is shown, from the keyboard, the mouse or the clipboard. */
export interface GridController extends Readonly<Record<PlainCommand, () => void>> {
  readonly form: Form;
  /** The bar that is open above the form. */
  readonly bar: Observable<'find' | 'goTo' | null>;
  closeBar(): void;
  /** Takes the typed text of a cell over and returns how the cell shows it. */
  commit(cell: string, text: string): string;
  /** How a cell shows its value. */
  textOf(cell: string): string;
  /** Fills the whole selection with what was typed in its cell. */
  fillTyped(text: string): void;
  /** `pageRows` are in sight at once. */
  move(move: Move, extend: boolean, pageRows: number): void;
  copy(): Copied;
  paste(copied: Copied): void;
  /** Puts the cursor on the next cell that shows the text; false when there is none. */
  findNext(text: string, step: 1 | -1): boolean;
  /** Puts the cursor where a typed code leads; false when it leads nowhere. */
  goTo(text: string): boolean;
  /** Why the cell cannot be typed; null when it can. */
  locked(cell: string): string | null;
}

export const finalisedReason = '报表已定稿，不能修改。需要修改时，请先在「定稿与导出」页取消定稿。';
const finalisingReason = '正在定稿或取消定稿，请稍候再填。';
const computedReason = '本格由程序按公式计算，不用填写。';
const notApplicableReason = '本格不填。';

type Surroundings = Pick<App, 'navigation' | 'notices'> & Partial<Pick<App, 'call'>>;

export function createGridController(
  store: SubmissionStore,
  form: Form,
  { call, navigation, notices }: Surroundings,
): GridController {
  const { selection } = store;
  const bar = createValue<'find' | 'goTo' | null>(null);
  const transfer = createTransfer(store, form, { notices, selected, locked, closedReason });
  /** Where Tab was first pressed, as long as nothing but Tab moved the cursor since. */
  let tabbing: { readonly column: number; readonly came: unknown } | null = null;

  /** The selection in this form, over the rows that are there now. */
  function selected(): { readonly shape: GridShape; readonly range: Range; readonly at: Position } {
    const current = selection.current.get();
    if (current?.shape.form !== form.code) selection.resume(store.shape(form));
    const start = { row: 0, column: 0 };
    const { range, at } = selection.current.get() ?? { range: { from: start, to: start }, at: start };
    return { shape: store.shape(form), range, at };
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

  function textOf(cell: string): string {
    return store.cells.get(cellName(form.code, cell)).view.text;
  }

  function refuse(cell: string): boolean {
    const reason = locked(cell);
    if (reason !== null) notices.tell(reason);
    return reason !== null;
  }

  /** After undo the cursor goes where it happened, be it in another form. What was said before holds no more. */
  function show(place: Undone | null) {
    notices.dismiss();
    if (place !== null) navigation.goToCell(store, place);
    if (place?.filled !== undefined) notices.tell(`已撤销按名册填入的 ${place.filled} 格，按 Ctrl+Y 恢复。`);
  }

  /** With nothing of this window to take back, it may be an import that was only just done. */
  function undo() {
    const place = store.undo();
    show(place);
    if (place === null && call !== undefined)
      askImportUndo({ call, navigation }, store).catch((thrown: unknown) => console.error(thrown));
  }

  /** Enter and Tab: inside a selection of several cells they stay in it. */
  function goToEntry(move: Move & { readonly by: 'entry' }) {
    const { shape, range, at } = selected();
    if (range.from.row !== range.to.row || range.from.column !== range.to.column) {
      const next = nextInSelection(shape, range, at, move.direction);
      if (next !== null) selection.select(shape, range.from, range.to, next);
      return;
    }
    const sideways = move.direction === 'left' || move.direction === 'right';
    const begun = tabbing?.came === selection.current.get() ? tabbing : null;
    const column = begun?.column ?? at.column;
    const from = move.direction === 'down' ? { ...at, column } : at;
    selection.select(shape, destination(shape, from, move));
    tabbing = sideways ? { column, came: selection.current.get() } : null;
  }

  /** Whole rows or columns, with the cursor where it is. */
  function selectWhole(part: 'rows' | 'columns' | 'all') {
    const { shape, range, at } = selected();
    const [from, to] = [{ ...range.from }, { ...range.to }];
    if (part !== 'columns') [from.column, to.column] = [0, shape.columns.length - 1];
    if (part !== 'rows') [from.row, to.row] = [0, shape.rows.length - 1];
    selection.select(shape, from, to, at);
  }

  return {
    form,
    locked,
    bar,
    closeBar: () => bar.set(null),
    openFind: () => bar.set('find'),
    openGoTo: () => bar.set('goTo'),
    goTo(text) {
      const goal = goalOf(text, form, store.forms, (each) => store.shape(each));
      if (goal === null) return false;
      if (goal.cell === null) navigation.go({ name: 'form', form: goal.form.code });
      else navigation.goToCell(store, { form: goal.form.code, cell: goal.cell });
      return true;
    },
    textOf,
    commit(cell, text) {
      const notes = store.enter(form, [{ cell, text }]);
      if (notes.length > 0) notices.tell(`${notes.join('，')}。`);
      return textOf(cell);
    },
    move(move, extend, pageRows) {
      if (move.by === 'entry') return goToEntry({ ...move, by: 'entry' });
      const { shape, range, at } = selected();
      if (extend) selection.select(shape, range.from, extension(shape, range.to, move, pageRows), at);
      else selection.select(shape, destination(shape, at, move, pageRows));
    },
    selectAll: () => selectWhole('all'),
    selectRows: () => selectWhole('rows'),
    selectColumns: () => selectWhole('columns'),
    clear: transfer.clear,
    copy: transfer.copy,
    paste: transfer.paste,
    fillDown: () => transfer.fill('down'),
    fillRight: () => transfer.fill('right'),
    fillTyped: transfer.fillTyped,
    undo,
    redo: () => show(store.redo()),
    findNext(text, step) {
      const { shape, at } = selected();
      const { rowName, columnName } = placeNames(form, shape);
      const textAt = (place: Position) => textOf(shape.cellAt(place));
      const found = findNext({ shape, textAt, rowName, columnName }, text, at, step);
      if (found !== null) selection.select(shape, found);
      return found !== null;
    },
    // The empty record at the foot of a list.
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
}
