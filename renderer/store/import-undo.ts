import type { LastImport } from '../../shared/ipc-import';
import type { App } from './context';
import { createValue } from './observable';
import type { SubmissionStore } from './submission-store';

/** The submission whose last import she wants to take back; null where nobody asked. */
export const importUndoAsked = createValue<number | null>(null);

/** The import that led to what the submission shows; null where something was changed since. */
export async function lastImport(
  { call }: Pick<App, 'call'>,
  store: SubmissionStore,
): Promise<LastImport | null> {
  if (store.locked.get() || !(await store.save.settled())) return null;
  return call('import.last', { submissionId: store.submission.get().id });
}

/**
 * Ctrl+Z where this window has nothing to take back: what was imported last can still be, after a question. Says
 * whether it was asked.
 */
export async function askImportUndo(
  app: Pick<App, 'call' | 'navigation'>,
  store: SubmissionStore,
): Promise<boolean> {
  const { undo, redo } = store.history.get();
  if (undo || redo || (await lastImport(app, store)) === null) return false;
  importUndoAsked.set(store.submission.get().id);
  app.navigation.go({ name: 'home' });
  return true;
}
