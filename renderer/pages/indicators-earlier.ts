import { useEffect, useMemo, useState } from 'react';
import { useSubmission } from '../store/context';
import type { SubmissionStore } from '../store/submission-store';
import type { EarlierYears } from './indicators-trend';

/** The earlier years, newest first, each computed in a pause of its own after the page is painted. */
export function useEarlierYears(): EarlierYears {
  const store = useSubmission();
  const [progress, setProgress] = useState<{ readonly store: SubmissionStore; readonly done: number }>({
    store,
    done: 0,
  });
  // A round judged otherwise is another store, whose years have to be computed anew.
  const done = progress.store === store ? progress.done : 0;
  const backs = useMemo(
    () => store.lastYear.years.map((schoolYear) => store.collection.schoolYear - schoolYear),
    [store],
  );
  useEffect(() => {
    const back = backs[done];
    if (back === undefined) return undefined;
    const waiting = requestIdleCallback(
      () => {
        store.indicatorsOf(back);
        setProgress({ store, done: done + 1 });
      },
      { timeout: 400 },
    );
    return () => cancelIdleCallback(waiting);
  }, [store, backs, done]);
  return useMemo(() => backs.slice(0, done).map((back) => store.indicatorsOf(back)), [store, backs, done]);
}
