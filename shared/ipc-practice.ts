import { z } from 'zod';

/** What the guide remembers of the sample that is open; it goes with the sample. */
export const guideMemorySchema = z.strictObject({
  /** Steps that were done once, by name. */
  done: z.array(z.string().max(20)).max(20),
  folded: z.boolean(),
});
export type GuideMemory = z.infer<typeof guideMemorySchema>;

/** The sample school: a database of its own beside the clerk's, thrown away when she has had enough. */
export const practiceContract = {
  /**
   * Opens the sample, made anew where there is none; the page is loaded anew. Refused with `data.unreadable`,
   * `database.…` and, where the program's own files are damaged, `file.…` or `document.…`; then nothing has changed.
   */
  'practice.enter': { input: z.null(), output: z.null() },
  /** Back to the clerk's own data; `discard` throws the sample away. */
  'practice.leave': { input: z.strictObject({ discard: z.boolean() }), output: z.null() },
  'practice.guide': { input: z.null(), output: guideMemorySchema },
  /** Refused with `app.badRequest` outside of the sample: nothing of it is kept among real data. */
  'practice.remember': { input: guideMemorySchema, output: z.null() },
} as const;
