import { z } from 'zod';
import { themeSchema } from './indicator-schema';
import type { CellContent, SubmissionState } from './submission';

/** The part of the contract that serves filling: where a number comes from, several schools, the clerk's comfort. */

/**
 * Where a value came from: typed here, read from a workbook, a blank of an official workbook that means 0 there, or
 * taken over from last year's submission, or counted from a roster.
 */
export type EditOrigin = 'typed' | 'imported' | 'importedBlank' | 'carried' | 'roster';

/** One change of one cell. A blank is null. */
export interface CellHistoryEntry {
  /** ISO time in UTC. */
  readonly at: string;
  readonly origin: EditOrigin;
  readonly before: CellContent | null;
  readonly after: CellContent | null;
  /** The workbook that an imported value came from. */
  readonly fileName: string | null;
}

/** How far one form of one school is; counts are of findings still open. */
export interface FormStanding {
  readonly form: string;
  /** Entered cells, or records of a list. */
  readonly filled: number;
  readonly reviewed: boolean;
  readonly errors: number;
  readonly warnings: number;
}

/** How far one school is in a round. `state` is null where nothing was begun; then `forms` is what it would fill. */
export interface SchoolStanding {
  readonly schoolId: number;
  readonly name: string;
  readonly code: string;
  readonly type: string;
  readonly state: SubmissionState | null;
  /** Number of the last 定稿; 0 before the first. */
  readonly version: number;
  readonly forms: readonly FormStanding[];
}

/** One school's figures of one form, as they are shown; only those that are not blank. */
export interface SchoolFigures {
  readonly schoolId: number;
  readonly name: string;
  readonly code: string;
  readonly type: string;
  /** False when the school does not fill the form in this round. */
  readonly fills: boolean;
  /** Null where nothing was begun; then nothing is known of its figures. */
  readonly state: SubmissionState | null;
  /** By cell key. */
  readonly texts: Readonly<Record<string, string>>;
  /** Cells that are open in the form, but not at this school: rows of a stage that it does not teach. */
  readonly closed: readonly string[];
  /** Of a list. */
  readonly records: number;
  /** Cell keys with an open error, and with an open warning. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** What the window remembers for the clerk's comfort; losing it costs a click. */
export const preferencesSchema = z.strictObject({
  /** Last year's figures are shown beside this year's. */
  priorYear: z.boolean().optional(),
  /** How the findings are arranged. */
  findingsBy: z.enum(['form', 'rule']).optional(),
  /** How large everything is shown; 1 is the usual size. */
  zoom: z.number().min(1).max(2).optional(),
  /** Panels that are folded. */
  folded: z.array(z.enum(['tree', 'details', 'findings'])).optional(),
  /** Theme of the indicators that was looked at last. */
  theme: themeSchema.optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const id = z.number().int().positive();
/** `04.15`, a field id, or `<record id>.c05`. */
const anyCell = z.string().regex(/^[\w.\u4e00-\u9fff-]{1,60}$/);
const round = z.strictObject({ collectionId: id });

function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

export const homeStandingSchema = z.strictObject({
  /** Entered cells or records, by form. */
  filled: z.record(z.string(), z.number().int().nonnegative()),
  findings: z
    .array(
      z.strictObject({
        ...{ key: z.string(), check: z.string(), form: z.string(), text: z.string() },
        severity: z.enum(['error', 'warning']),
        cells: z.array(z.strictObject({ form: z.string(), cell: z.string() })).readonly(),
        waitsFor: z.string().nullable(),
        ...{ open: z.boolean(), excepted: z.boolean() },
      }),
    )
    .max(500),
});

/**
 * What the home page says of a submission, without the values behind it. It is what the calculation gave when it was
 * kept: the next start paints the page from it and computes everything again as soon as it is painted.
 */
export type HomeStanding = z.infer<typeof homeStandingSchema>;

export const fillContract = {
  /** What ever stood in a cell, newest first, at most 200 entries. */
  'submission.cellHistory': {
    input: z.strictObject({ submissionId: id, form: z.string(), cell: anyCell }),
    output: output<readonly CellHistoryEntry[]>(),
  },
  /**
   * The clerk has looked at values that are 待核; cells that are not are passed over. With `confirmed` false she takes
   * that back: they are 待核 again, but for cells without a value and those of forms that are 已核对.
   */
  'submission.confirm': {
    input: z.strictObject({
      submissionId: id,
      revision: z.number().int().nonnegative(),
      cells: z
        .array(z.strictObject({ form: z.string(), cell: anyCell }))
        .min(1)
        .max(20000),
      confirmed: z.boolean(),
    }),
    output: z.strictObject({ revision: z.number().int().nonnegative() }),
  },
  /**
   * Every school on this computer in one round, in the order of their codes. Looking makes nothing. Asking again, for
   * this or for `formAcross`, ends the one before with `work.cancelled`.
   */
  'collection.overview': { input: round, output: output<readonly SchoolStanding[]>() },
  /** One form of every school in one round, in the same order. */
  'collection.formAcross': {
    input: round.extend({ form: z.string() }),
    output: output<readonly SchoolFigures[]>(),
  },
  /** Nobody waits for `overview` or `formAcross` any more: ends it with `work.cancelled`. */
  'collection.stopLooking': { input: z.null(), output: z.null() },
  /** Remembers what is given and keeps the rest. */
  /** Kept for the next start of the window; for a revision that is no longer the present one nothing is kept. */
  'app.keepStanding': {
    input: z.strictObject({
      submissionId: z.number().int().positive(),
      revision: z.number().int().nonnegative(),
      standing: homeStandingSchema,
    }),
    output: z.null(),
  },
  'app.setPreferences': { input: preferencesSchema, output: z.null() },
  /** Shows everything larger, smaller or in the usual size, and remembers it; gives the factor. */
  'app.zoom': {
    input: z.strictObject({ step: z.union([z.literal(-1), z.literal(0), z.literal(1)]) }),
    output: z.number(),
  },
} as const;
