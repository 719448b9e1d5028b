import type { Page } from './navigation';
import { createValue } from './observable';

/** A chapter, null for the manual's start; or where she is, whose chapter is looked up. */
export type ManualAt =
  { readonly chapter: string | null } | { readonly page: Page['name'] | 'welcome' | null };

/** The manual over the window; null when it is closed. What is under it stays as it was, down to the cursor. */
export const manual = createValue<ManualAt | null>(null);
