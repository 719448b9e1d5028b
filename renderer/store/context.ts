import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { Call } from '../api';
import type { CellSnapshot } from './cell-snapshot';
import type { Navigation } from './navigation';
import type { Notices } from './notices';
import type { Session } from './session';
import type { SubmissionStore } from './submission-store';

/** What every part of the window can reach; none of it changes while the window is open. */
export interface App {
  readonly call: Call;
  readonly session: Session;
  readonly navigation: Navigation;
  readonly notices: Notices;
}

export const AppContext = createContext<App | null>(null);
export const SubmissionContext = createContext<SubmissionStore | null>(null);

export function useApp(): App {
  const app = use(AppContext);
  if (app === null) throw new Error('outside of the application');
  return app;
}

export function useSubmission(): SubmissionStore {
  const submission = use(SubmissionContext);
  if (submission === null) throw new Error('no submission is open');
  return submission;
}

/** Everything that one cell shows; renders again only when that changes. */
export function useCell(name: string): CellSnapshot {
  const { cells } = useSubmission();
  return useSyncExternalStore(
    useCallback((listener) => cells.subscribe(name, listener), [cells, name]),
    () => cells.get(name),
  );
}

/** Ids of the rows of a list form, the empty one at the foot included. */
export function useRows(form: string): readonly string[] {
  const { rows } = useSubmission();
  return useSyncExternalStore(
    useCallback((listener) => rows.subscribe(form, listener), [rows, form]),
    () => rows.get(form),
  );
}
