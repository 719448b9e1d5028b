import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AppError } from '../../shared/error';
import { errorOf, type Call } from '../api';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';

export interface Asked<T> {
  /** The last answer, kept while a new one is on its way. */
  readonly value: T | null;
  readonly error: AppError | null;
  readonly waiting: boolean;
  readonly again: () => void;
  readonly stop: () => void;
}

/**
 * Asks main about all schools, anew whenever a change has been saved or a school has come. Leaving the page ends the
 * work, by `ending`. `ask` must keep its identity as long as the question is the same.
 */
export function useAllSchools<T>(
  ask: (call: Call) => Promise<T>,
  ending: 'collection.stopLooking' | 'figures.stopAcross' = 'collection.stopLooking',
): Asked<T> {
  const { call, session } = useApp();
  const { schools, collections } = useValue(session.state);
  const saved = useSavedRevision();
  const [turn, setTurn] = useState(0);
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const question = useMemo(
    () => ({ ask, saved, schools, collections, turn }),
    [ask, saved, schools, collections, turn],
  );
  const [answered, setAnswered] = useState<typeof question | null>(null);

  useEffect(() => {
    let left = false;
    let done = false;
    question
      .ask(call)
      .then(
        (answer) => {
          if (left) return;
          setValue(answer);
          setError(null);
        },
        (thrown: unknown) => {
          if (!left) setError(errorOf(thrown));
        },
      )
      .finally(() => {
        done = true;
        if (!left) setAnswered(question);
      });
    return () => {
      left = true;
      if (!done) void call(ending, null).catch(() => undefined);
    };
  }, [call, question, ending]);

  return {
    value,
    error,
    waiting: answered !== question,
    again: useCallback(() => setTurn((now) => now + 1), []),
    stop: useCallback(() => void call(ending, null).catch(() => undefined), [call, ending]),
  };
}

/** Revision of the open submission as far as it is saved. */
function useSavedRevision(): number {
  const { save } = useSubmission();
  const { status } = useValue(save.state);
  const revision = save.revision();
  const [saved, setSaved] = useState(revision);
  if (status === 'saved' && saved !== revision) setSaved(revision);
  return saved;
}
