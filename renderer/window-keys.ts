import { openDialog } from './components/open-dialog';
import { FinishPage } from './on-demand';
import { pressCarryKey } from './pages/carry-keys';
import { focusNextRegion } from './panels/regions';
import type { App } from './store/context';
import { manual } from './store/manual';
import { isAside } from './store/navigation';
import { stepToFinding } from './store/finding-walk';
import type { SubmissionStore } from './store/submission-store';
import { turnSchool } from './store/switching';

/** Keys that work everywhere in the window. Returns whether the key was one of them. */
export function pressWindowKey(event: KeyboardEvent, app: App, showKeys: () => void): boolean {
  const store = app.session.state.get().submission;
  // Each key takes one layer away or does one thing: what an editor or a note has taken is done with.
  if (event.isComposing || event.altKey || event.defaultPrevented) return false;
  if (event.key === 'F1') {
    if (event.shiftKey) showKeys();
    else if (manual.get() === null) manual.set({ page: placeOf(app) });
    return true;
  }
  // With Shift it filters a list.
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'l') {
    if (!event.repeat) lock(app);
    return true;
  }
  const dialog = openDialog();
  if (dialog !== null) return event.key === 'Escape' && closeDialog(dialog);
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === 'o') {
    if (!event.repeat) importFile(app);
    return true;
  }
  if (event.key === 'Escape' && manual.get() !== null) {
    // Asked for, and not there yet.
    manual.set(null);
    return true;
  }
  if (event.key === 'Escape') return closeDrawer(app) || leaveImport(app) || leaveAside(app);
  if (store === null) return false;
  if (pressCarryKey(event, app, store)) return true;
  switch (event.key) {
    case 'F6':
      focusNextRegion(app.navigation, event.shiftKey ? -1 : 1);
      return true;
    case 'F8':
      stepToFinding(app, store, event.shiftKey ? -1 : 1);
      return true;
    case 'F9':
      if (!event.repeat) finalise(app, store);
      return true;
    case 'PageUp':
    case 'PageDown':
      if (!control) return false;
      if (event.shiftKey && event.repeat) return true;
      if (event.shiftKey) void turnSchool(app, event.key === 'PageDown' ? 1 : -1);
      else turnPage(app, store, event.key === 'PageDown' ? 1 : -1);
      return true;
    case 'p':
    case 'P':
      if (!control) return false;
      print(app);
      return true;
    case 'k':
    case 'K':
      if (!control) return false;
      chooseSchool();
      return true;
    case 's':
    case 'S':
      if (!control) return false;
      if (!event.repeat) void saveNow(app);
      return true;
    default:
      return false;
  }
}

/** The page whose chapter F1 opens. */
function placeOf({ navigation, session }: App) {
  const { name } = navigation.page.get();
  return session.state.get().submission === null && name === 'home' ? 'welcome' : name;
}

/** The dialog hears Escape itself, unless the control that had the focus has gone. */
function closeDialog(dialog: HTMLElement): boolean {
  dialog.querySelector<HTMLElement>('[data-close]')?.click();
  return true;
}

/** With few schools it is a list of the page, which opens by itself; with many a dialog. */
function chooseSchool() {
  const choose = document.querySelector<HTMLElement>('[data-testid="choose-school"]');
  if (choose instanceof HTMLSelectElement) {
    choose.focus();
    choose.showPicker();
  } else choose?.click();
}

function closeDrawer({ navigation }: App): boolean {
  const open = navigation.drawer.get();
  if (open !== null) navigation.toggleDrawer(open);
  return open !== null;
}

/** On the page of the import it asks for another file. */
function importFile({ navigation }: App) {
  if (navigation.page.get().name !== 'import') navigation.go({ name: 'import' });
  else document.querySelector<HTMLButtonElement>('[data-testid="import-choose"]')?.click();
}

/** Also over a dialog: whoever leaves her desk does so at once. */
function lock(app: App) {
  void import('./store/idle').then(({ lockNow }) => lockNow(app));
}

/** As its button does it: nothing is stored before the last step, but choices made one by one would be lost. */
function leaveImport({ navigation }: App): boolean {
  const here = navigation.page.get().name === 'import';
  const button = document.querySelector<HTMLButtonElement>('[data-testid="import-leave"]');
  if (here && button !== null) button.click();
  else if (here) navigation.go({ name: 'home' });
  return here;
}

function leaveAside({ navigation }: App): boolean {
  const here = isAside(navigation.page.get());
  if (here) navigation.back();
  return here;
}

/** F9 is 定稿, which asks first; as long as something stands in the way it shows the list of it. */
function finalise({ navigation }: App, store: SubmissionStore) {
  const here = navigation.page.get().name === 'finish';
  navigation.go({ name: 'finish' });
  if (here) document.querySelector<HTMLButtonElement>('[data-testid="finalise"]')?.click();
  else if (store.submission.get().state === 'draft')
    void FinishPage.load().then(() => requestAnimationFrame(focusFinalise));
}

function focusFinalise() {
  document.querySelector<HTMLButtonElement>('[data-testid="finalise"]')?.focus();
}

function turnPage({ navigation }: App, store: SubmissionStore, step: 1 | -1) {
  const page = navigation.page.get();
  const index = page.name === 'form' ? store.forms.findIndex(({ code }) => code === page.form) : -1;
  const next = index < 0 ? store.forms[0] : store.forms[index + step];
  if (next !== undefined) navigation.go({ name: 'form', form: next.code });
}

function print({ navigation }: App) {
  const page = navigation.page.get();
  if (page.name !== 'print') navigation.go({ name: 'print', form: page.name === 'form' ? page.form : null });
}

async function saveNow({ notices, session }: App) {
  const saved = await session.saveNow();
  notices.tell(saved ? '已保存。' : '没有保存成功，原因见下方状态栏。', saved ? 'info' : 'problem');
}
