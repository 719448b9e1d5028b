import { createValue } from './observable';

/** Number of the version that was exported last while the window is open; null before. Drafts do not count. */
export const exportedVersion = createValue<number | null>(null);

/** The highest version of the shown submission of which there is a file; null where there is none. */
export const filedVersion = createValue<{ readonly submissionId: number; readonly version: number } | null>(
  null,
);
