import type { AccessState } from '../../shared/ipc-access';
import { createValue } from './observable';

/** Who works and whether there is a password, where that changed since the start; null is as the start said. */
export const access = createValue<AccessState | null>(null);

/** The window is covered: while the last numbers are still being saved, and then until the password is given. */
export const cover = createValue<'saving' | 'locked' | null>(null);

/** Does it now, or as soon as the window is no longer covered. */
export function whenUncovered(act: () => void): void {
  if (cover.get() === null) return act();
  const stop = cover.subscribe(() => {
    if (cover.get() !== null) return;
    stop();
    act();
  });
}
