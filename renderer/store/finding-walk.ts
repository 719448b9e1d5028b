import type { App } from './context';
import { groupFindings } from './finding-groups';
import type { SubmissionStore } from './submission-store';

/** The findings to go through as they stood when one of them was last shown, and which one that was. */
interface Walk {
  readonly keys: readonly string[];
  readonly at: number;
}

const walks = new WeakMap<SubmissionStore, Walk>();

/**
 * Which finding follows, by key; null when none is left. A finding that was put right is gone: what came after it then
 * comes next, so that she does not begin anew at the top. After the last one comes the first.
 */
export function nextKey(open: readonly string[], walk: Walk | undefined, step: 1 | -1): string | null {
  const first = step === 1 ? open[0] : open.at(-1);
  if (walk === undefined || first === undefined) return first ?? null;
  const left = new Set(open);
  const shown = walk.keys[walk.at];
  if (shown !== undefined && left.has(shown))
    return open[(open.indexOf(shown) + step + open.length) % open.length] ?? null;
  const onwards = step === 1 ? walk.keys.slice(walk.at + 1) : walk.keys.slice(0, walk.at).reverse();
  return onwards.find((key) => left.has(key)) ?? first;
}

/** Findings still to be dealt with, in the order in which the panel shows them. */
function openInOrder({ session }: App, store: SubmissionStore): readonly string[] {
  const by = session.preferences.get().findingsBy ?? 'form';
  const forms = store.forms.map(({ code }) => code);
  const open = store.findings.get().filter((view) => view.open);
  return groupFindings(store.definitions, open, by, forms).flatMap(({ views }) =>
    views.map(({ finding }) => finding.key),
  );
}

/** F8 and Shift+F8: shows the next or the previous finding that is to be dealt with. */
export function stepToFinding(app: App, store: SubmissionStore, step: 1 | -1): void {
  const keys = openInOrder(app, store);
  const shown = store.selection.finding.get()?.key;
  const at = shown === undefined ? -1 : keys.indexOf(shown);
  const key = nextKey(keys, at < 0 ? walks.get(store) : { keys, at }, step);
  const next = store.findings.get().find(({ finding }) => finding.key === key);
  if (next === undefined) {
    app.notices.tell('没有未处理的问题。');
    return;
  }
  showFinding(app, store, next.finding);
}

/** Takes the clerk to the finding's cell, with the keyboard, and remembers where she is in the list. */
export function showFinding(
  app: App,
  store: SubmissionStore,
  finding: Parameters<App['navigation']['goToFinding']>[1],
): void {
  const keys = openInOrder(app, store);
  walks.set(store, { keys, at: keys.indexOf(finding.key) });
  app.navigation.goToFinding(store, finding);
  // The cell may have been the selected one all along; then nothing else brings the keyboard to it.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.cell-editor')?.focus());
}
