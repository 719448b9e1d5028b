import type { CellRef } from '../../shared/finding';
import type { Form } from '../../shared/form';
import { cellName, columnKey } from '../../shared/cell';
import { takesText } from '../components/text-field';
import { cellsInRange } from '../grid/shape';
import { splitName } from '../store/cell-snapshot';
import type { App } from '../store/context';
import { commitDraft } from '../store/draft';
import type { SubmissionStore } from '../store/submission-store';
import { askImportUndo } from '../store/import-undo';
import { toConfirmByForm } from '../store/to-confirm';

/** Keys of what was taken over from last year, and of last year's figures. Returns whether the key was one of them. */
export function pressCarryKey(event: KeyboardEvent, app: App, store: SubmissionStore): boolean {
  const control = event.ctrlKey || event.metaKey;
  if (event.key === 'F7' && !control) {
    goToNextToConfirm(app, store);
    return true;
  }
  if (event.key === 'F4' && !control) {
    togglePriorYear(app, store);
    return true;
  }
  if (control && !event.shiftKey && event.key.toLowerCase() === 'z' && onHomePage(app)) {
    undoFromHome(app, store);
    return true;
  }
  if (control && !event.shiftKey && event.key.toLowerCase() === 'm') {
    if (isWritingBeside()) return false;
    // A key held down would confirm what nobody has looked at.
    if (!event.repeat) confirmSelected(app, store);
    return true;
  }
  return false;
}

/** Everywhere else Ctrl+Z belongs to the form, or to the text that is being typed. */
function onHomePage({ navigation }: App): boolean {
  return navigation.page.get().name === 'home' && !takesText(document.activeElement);
}

/** In a text that is none of the form's cells: there the key says nothing about the cell. */
function isWritingBeside(): boolean {
  const element = document.activeElement;
  return takesText(element) && element?.classList.contains('cell-editor') !== true;
}

/** What was taken over is taken back where it was asked for; like every undo it shows where that happened. */
function undoFromHome(app: App, store: SubmissionStore) {
  const { navigation, notices } = app;
  notices.dismiss();
  const place = store.undo();
  if (place !== null) return navigation.goToCell(store, place);
  const none = () => notices.tell('没有可以撤销的。');
  askImportUndo(app, store).then((asked) => asked || none(), none);
}

/** Shows or hides last year's figures; without last year it says so. */
export function togglePriorYear({ session, notices }: App, store: SubmissionStore): void {
  if (!store.lastYear.exists) {
    notices.tell(noLastYear);
    return;
  }
  session.prefer({ priorYear: session.preferences.get().priorYear !== true });
}

export const noLastYear = '程序里没有本校上一学年的报表。可以先导入上年的工作簿。';

/** Puts the cursor on the next cell that is 待核, from where it is on, then from the first form again. */
export function goToNextToConfirm({ navigation, notices }: App, store: SubmissionStore): void {
  commitDraft();
  const page = navigation.page.get();
  const active = page.name === 'form' ? store.selection.active() : null;
  const next = nextToConfirm(store, active === null ? null : splitName(active));
  if (next === null) notices.tell('没有待核的格。');
  else navigation.goToCell(store, next);
}

/** Confirms what is selected in the form that is shown; after a single cell the cursor goes on to the next. */
export function confirmSelected({ navigation, notices }: App, store: SubmissionStore): void {
  const page = navigation.page.get();
  const { selection } = store;
  const here = selection.current.get();
  if (page.name !== 'form' || here?.shape.form !== page.form || store.locked.get()) return;
  commitDraft();
  const all = cellsInRange(here.shape, here.range).map((cell) => ({ form: page.form, cell }));
  const waiting = all.filter(({ form, cell }) => store.toConfirm.get().has(cellName(form, cell)));
  if (waiting.length === 0) {
    notices.tell(all.length === 1 ? '这一格不是待核的。按 F7 到下一个待核的格。' : '所选的格没有待核的。');
    return;
  }
  store.confirm(waiting);
  const left = toConfirmByForm(store.toConfirm.get()).get(page.form) ?? 0;
  if (left === 0) notices.tell('本表待核的格都确认了。');
  else if (all.length > 1) notices.tell(`已确认 ${waiting.length} 格，本表还有 ${left} 格待核。`);
  else goOn(navigation, store, all[0] ?? null);
}

/** To the next one of the same form, as long as there is one below. */
function goOn(navigation: App['navigation'], store: SubmissionStore, from: CellRef | null) {
  const next = nextToConfirm(store, from);
  if (next !== null && next.form === from?.form) navigation.goToCell(store, next);
}

/** Forms in their order, cells row by row; `from` itself comes last of all. */
export function nextToConfirm(store: Places, from: CellRef | null): CellRef | null {
  const names = store.toConfirm.get();
  if (names.size === 0) return null;
  const counts = toConfirmByForm(names);
  const start = Math.max(
    store.forms.findIndex(({ code }) => code === from?.form),
    0,
  );
  const order = [...store.forms.slice(start), ...store.forms.slice(0, start)];
  for (const form of order) {
    if (!counts.has(form.code)) continue;
    const waiting = cellsInOrder(store, form).filter((cell) => names.has(cellName(form.code, cell)));
    const after = from?.form === form.code ? cellsAfter(store, form, from.cell) : null;
    const next = waiting.find((cell) => after === null || after.has(cell));
    if (next !== undefined) return { form: form.code, cell: next };
  }
  // Only what stands before the cursor in its own form is left.
  const own = order[0];
  const [first] =
    own === undefined ? [] : cellsInOrder(store, own).filter((cell) => names.has(cellName(own.code, cell)));
  return own === undefined || first === undefined ? null : { form: own.code, cell: first };
}

type Places = Pick<SubmissionStore, 'forms' | 'shape' | 'toConfirm' | 'records'>;

/** Of a list all records, whatever is filtered: who is taken to one sees it. */
function cellsInOrder({ shape, records }: Places, form: Form): readonly string[] {
  if (form.kind === 'list') {
    const columns = (form.columns ?? []).map(({ code }) => columnKey(code));
    return records(form.code).flatMap(({ id }) => columns.map((column) => `${id}.${column}`));
  }
  const its = shape(form);
  const last = { row: its.rows.length - 1, column: its.columns.length - 1 };
  return cellsInRange(its, { from: { row: 0, column: 0 }, to: last });
}

function cellsAfter(store: Places, form: Form, cell: string): ReadonlySet<string> {
  const all = cellsInOrder(store, form);
  return new Set(all.slice(all.indexOf(cell) + 1));
}
