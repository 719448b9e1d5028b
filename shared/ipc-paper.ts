import { z } from 'zod';

function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

/** What to print: some forms, or everything that the workbook shows. */
export const paperSchema = z.strictObject({
  submissionId: z.number().int().positive(),
  /** Form codes in order; null for all visible sheets of the workbook, cover and explanations included. */
  forms: z.array(z.string()).min(1).nullable(),
});
export type Paper = z.infer<typeof paperSchema>;

export interface PrintedPdf {
  readonly fileName: string;
  readonly folder: string;
  readonly pages: number;
}

export const paperContract = {
  /** Shows the pages in a window of their own, as they will be printed; returns their number. */
  'paper.preview': { input: paperSchema, output: output<{ readonly pages: number }>() },
  /** Asks where to save the PDF; null when cancelled. */
  'paper.savePdf': { input: paperSchema, output: output<PrintedPdf | null>() },
  /** The system's print dialog; false when the clerk cancels it. */
  'paper.print': { input: paperSchema, output: z.boolean() },
} as const;
