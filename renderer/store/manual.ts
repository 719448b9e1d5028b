import { createValue } from './observable';

/**
 * The manual over the window: which chapter is open, null for that of the page where she is; closed when all is null.
 * What is under it stays as it was, down to the cursor.
 */
export const manual = createValue<{ readonly chapter: string | null } | null>(null);
