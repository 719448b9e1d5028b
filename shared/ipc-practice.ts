import { z } from 'zod';

/** The sample school: a database of its own beside the clerk's, thrown away when she has had enough. */
export const practiceContract = {
  /** Opens the sample, made anew where there is none; the page is loaded anew. */
  'practice.enter': { input: z.null(), output: z.null() },
  /** Back to the clerk's own data; `discard` throws the sample away. */
  'practice.leave': { input: z.strictObject({ discard: z.boolean() }), output: z.null() },
} as const;
