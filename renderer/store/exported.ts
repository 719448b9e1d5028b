import { createValue } from './observable';

/** Number of the version that was exported last while the window is open; null before. Drafts do not count. */
export const exportedVersion = createValue<number | null>(null);
