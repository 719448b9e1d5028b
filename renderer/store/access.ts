import type { AccessState } from '../../shared/ipc-access';
import { createValue } from './observable';

/** Who works and whether there is a password, where that changed since the start; null is as the start said. */
export const access = createValue<AccessState | null>(null);

/** The window is covered: while the last numbers are still being saved, and then until the password is given. */
export const cover = createValue<'saving' | 'locked' | null>(null);
