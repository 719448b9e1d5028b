import { z } from 'zod';
import type { ImportComparison, ImportReport } from './import/report';
import { newSchoolSchema } from './school';

function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

const importId = z.string().min(1).max(40);

/** Whose figures the file is taken for; the clerk confirms or corrects what the file says about itself. */
export const importTargetSchema = z.strictObject({
  importId,
  school: z.union([
    z.strictObject({ id: z.number().int().positive() }),
    z.strictObject({ create: newSchoolSchema }),
  ]),
  schoolYear: z.number().int().min(1990).max(2100),
  edition: z.string().min(1),
});
export type ImportTarget = z.infer<typeof importTargetSchema>;

/** An import that can still be taken back as a whole: nothing of the submission was changed since. */
export interface LastImport {
  readonly fileName: string;
  /** ISO time in UTC. */
  readonly at: string;
  readonly accepted: number;
}

/**
 * Import in stages: `read` → `compare` → `apply`, nothing stored before `apply`, which is one transaction. One file is
 * staged at a time; reading another drops it.
 */
export const importContract = {
  /** Asks for a file and reads it; null when the clerk cancels the dialog. Refused with `file.…`. */
  'import.read': { input: z.null(), output: output<ImportReport | null>() },
  'import.compare': { input: importTargetSchema, output: output<ImportComparison>() },
  'import.apply': {
    input: importTargetSchema.extend({
      /** Keys of the differences that the clerk does not want. */
      refused: z.array(z.string().max(200)).max(200_000),
    }),
    output: z.strictObject({
      schoolId: z.number().int().positive(),
      collectionId: z.number().int().positive(),
      accepted: z.number().int().nonnegative(),
      state: z.enum(['draft', 'finalised']),
    }),
  },
  'import.discard': { input: z.null(), output: z.null() },
  /** Null when there is none that can be taken back. */
  'import.last': {
    input: z.strictObject({ submissionId: z.number().int().positive() }),
    output: output<LastImport | null>(),
  },
  /** Brings back what stood there before the last import; refused with `import.notUndoable`. */
  'import.undo': {
    input: z.strictObject({
      submissionId: z.number().int().positive(),
      revision: z.number().int().nonnegative(),
    }),
    output: z.strictObject({
      revision: z.number().int().nonnegative(),
      values: z.number().int().nonnegative(),
    }),
  },
} as const;
