import { z } from 'zod';

/**
 * A submission (上报) is one school's set of forms in one collection. Cells are addressed by form code and cell key:
 * `04.15` (row.column) in a matrix, the field id in a field form; a list form has records with an id and `c05` columns.
 */

/**
 * What stands in a cell. `number`: `text` is a canonical decimal (`601`, `-3`, `12.5`). `text`: as typed.
 * `raw`: what the clerk typed but the cell's type cannot hold, kept letter by letter until she corrects it.
 * A blank cell has no content.
 */
export const cellContentSchema = z.strictObject({
  kind: z.enum(['number', 'text', 'raw']),
  text: z.string().min(1).max(4000),
});
export type CellContent = z.infer<typeof cellContentSchema>;

export const cellKeySchema = z.string().regex(/^(\d{2}\.[1-9]\d?|[a-zA-Z][\w.\u4e00-\u9fff]*)$/);
export const columnKeySchema = z.string().regex(/^c\d{2}$/);
export const recordIdSchema = z.string().regex(/^[0-9a-z-]{8,40}$/);

/** One cell to be set; `content: null` makes it blank. */
export const cellChangeSchema = z.strictObject({
  form: z.string(),
  cell: cellKeySchema,
  content: cellContentSchema.nullable(),
});
export type CellChange = z.infer<typeof cellChangeSchema>;

/** A record of a list form. `position` orders the records on screen. */
export const listRecordSchema = z.strictObject({
  id: recordIdSchema,
  position: z.number(),
  cells: z.record(columnKeySchema, cellContentSchema),
});
export type ListRecord = z.infer<typeof listRecordSchema>;

/** `cells: null` removes the record; otherwise only the named columns change, `null` making one blank. */
export const recordChangeSchema = z.strictObject({
  form: z.string(),
  id: recordIdSchema,
  position: z.number().optional(),
  cells: z.record(columnKeySchema, cellContentSchema.nullable()).nullable(),
});
export type RecordChange = z.infer<typeof recordChangeSchema>;

/**
 * The clerk's text for a finding, bound to the finding's key and to the values it was written about: of a warning its
 * reason, of an error a 特殊情况说明.
 */
export const explanationSchema = z.strictObject({
  finding: z.string().min(1).max(80),
  text: z.string().trim().min(1).max(1000),
  /** The finding's cells and their values when the text was written; a different value makes the text stale. */
  values: z.record(z.string(), z.string()),
  /** 特殊情况说明: asks the bureau to accept an error that truly cannot be put right; never set on a warning. */
  exception: z.literal(true).optional(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const submissionStateSchema = z.enum(['draft', 'finalised']);
export type SubmissionState = z.infer<typeof submissionStateSchema>;

export const submissionSchema = z.strictObject({
  id: z.number().int().positive(),
  schoolId: z.number().int().positive(),
  collectionId: z.number().int().positive(),
  state: submissionStateSchema,
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.number().int().nonnegative(),
  /** Number of the last 定稿; 0 before the first. */
  version: z.number().int().nonnegative(),
  editionVersion: z.string(),
});
export type Submission = z.infer<typeof submissionSchema>;

/** Everything stored about one submission. */
export interface SubmissionData {
  readonly submission: Submission;
  readonly cells: readonly { form: string; cell: string; content: CellContent }[];
  readonly lists: Readonly<Record<string, readonly ListRecord[]>>;
  /** Forms marked 已核对: their blanks mean zero. */
  readonly reviewed: readonly string[];
  readonly explanations: readonly Explanation[];
  /**
   * Lists that nothing is known of, because what came from outside leaves name lists at their school: what reads them
   * is undecided, not zero, until a record is entered or the list is marked 已核对.
   */
  readonly unknownLists?: readonly string[];
  /** 待核: cells whose value was taken over from last year and that the clerk has not confirmed yet. */
  readonly toConfirm?: readonly { form: string; cell: string }[];
  /** What the rosters counted when they were last applied, as plain integers: a number typed otherwise is asked about. */
  readonly counted?: readonly { form: string; cell: string; counted: string }[];
}

/** A yearly round (年报任务). `schoolYear` 2026 means 2026—2027学年, counted on 1 September 2026. */
export const collectionSchema = z.strictObject({
  id: z.number().int().positive(),
  title: z.string().trim().min(1).max(60),
  schoolYear: z.number().int().min(2000).max(2099),
  edition: z.string(),
  /** Ids of target profiles, the first with a threshold decides. */
  targetProfiles: z.array(z.string()),
  /** Reading of an indicator chosen for this round, where it is not that of the profile. */
  methods: z.record(z.string(), z.string()).optional(),
  /** Last day for reporting, `2026-09-20`, or null. */
  dueDate: z.iso.date().nullable(),
});
export type Collection = z.infer<typeof collectionSchema>;
export const newCollectionSchema = collectionSchema.omit({ id: true });
export type NewCollection = z.infer<typeof newCollectionSchema>;
