import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/error';
import type { CellHistoryEntry } from '../../shared/ipc-fill';
import { CallFailure } from '../api';
import type { CellSnapshot } from '../store/cell-snapshot';
import { useApp, useSubmission } from '../store/context';

export interface LoadedHistory {
  /** Newest first; null until it is known. */
  readonly entries: readonly CellHistoryEntry[] | null;
  readonly problem: AppError | null;
  /** Asks once more. */
  readonly again: () => void;
}

/** She rests on the cell: a cursor that passes asks nothing. */
const rest = 200;

/** What ever stood in a cell that can be filled; asked for when she rests on it, and again when it was saved. */
export function useCellHistory(form: string, cell: string, snapshot: CellSnapshot): LoadedHistory {
  const { call } = useApp();
  const { submission } = useSubmission();
  const [loaded, setLoaded] = useState<Omit<LoadedHistory, 'again'>>({ entries: null, problem: null });
  const [tries, setTries] = useState(0);
  const { kind } = snapshot.view;
  const isAsked = (kind === 'input' || kind === 'pulled') && snapshot.save === null;
  useEffect(() => {
    if (!isAsked) return;
    let left = false;
    const timer = setTimeout(() => {
      call('submission.cellHistory', { submissionId: submission.get().id, form, cell }).then(
        (entries) => {
          if (!left) setLoaded({ entries, problem: null });
        },
        (error: unknown) => {
          const problem: AppError =
            error instanceof CallFailure
              ? error.error
              : { code: 'app.internal', params: { id: 'cellHistory' } };
          if (!left) setLoaded((before) => ({ ...before, problem }));
        },
      );
    }, rest);
    return () => {
      left = true;
      clearTimeout(timer);
    };
    // A new snapshot may mean that something was saved.
  }, [call, submission, form, cell, isAsked, snapshot, tries]);
  return { ...loaded, again: () => setTries(tries + 1) };
}
