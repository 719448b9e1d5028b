import { useEffect, useState } from 'react';
import type { CellSnapshot } from '../store/cell-snapshot';
import { useSubmission } from '../store/context';
import { afterFrame, forgetAfterFrame } from './after-frame';

/**
 * A watched value for panels beside the sheet: it follows when the frame that shows the change is on screen. Unlike a
 * value that is only shown late, the component is not rendered at all while a keystroke is being carried out.
 */
export function useLater<T>(subscribe: (listener: () => void) => () => void, get: () => T): T {
  const [shown, setShown] = useState<{ readonly value: T }>(() => ({ value: get() }));
  useEffect(() => {
    const update = () => {
      const value = get();
      setShown((before) => (Object.is(before.value, value) ? before : { value }));
    };
    const follow = () => afterFrame(update);
    follow();
    const leave = subscribe(follow);
    return () => {
      leave();
      forgetAfterFrame(update);
    };
  }, [subscribe, get]);
  return shown.value;
}

/** One cell, for the panel. Whoever uses it is keyed by the cell's name. */
export function useCellLater(name: string): CellSnapshot {
  const { cells } = useSubmission();
  const [watched] = useState(() => ({
    subscribe: (listener: () => void) => cells.subscribe(name, listener),
    get: () => cells.get(name),
  }));
  return useLater(watched.subscribe, watched.get);
}
