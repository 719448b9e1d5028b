import { CallFailure } from '../api';
import { createValue, type Observable } from './observable';

/** Whether anything can be entered: not once 定稿 is done, and not while it, or taking it back, is on its way. */
export interface StateLock {
  readonly locked: Observable<boolean>;
  /** Looks at the state again. */
  readonly follow: () => void;
  /** What is entered while the state changes would be refused, or be of the wrong version: nothing is. */
  readonly during: <T>(action: () => Promise<T>) => Promise<T>;
}

export function createStateLock(isFinalised: () => boolean, onChange: () => void): StateLock {
  const locked = createValue(isFinalised());
  let changing = false;

  function follow() {
    const next = changing || isFinalised();
    if (locked.get() === next) return;
    locked.set(next);
    onChange();
  }

  return {
    locked,
    follow,
    async during(action) {
      changing = true;
      follow();
      try {
        return await action();
      } finally {
        changing = false;
        follow();
      }
    },
  };
}

/** Asks, and when the submission was changed elsewhere reads it anew and asks once more. */
export async function askTwice<T>(ask: () => Promise<T>, reload: () => Promise<void>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || thrown.error.code !== 'submission.stale') throw thrown;
  }
  await reload();
  return ask();
}
