import { z } from 'zod';
import type { AppError } from './error';
import { aboutContract } from './ipc-about';
import { accessContract, type AccessState } from './ipc-access';
import { auditContract } from './ipc-audit';
import { backupContract } from './ipc-backup';
import { fillContract, type HomeStanding, type Preferences } from './ipc-fill';
import { figuresContract } from './ipc-figures';
import { importContract } from './ipc-import';
import { paperContract } from './ipc-paper';
import { practiceContract } from './ipc-practice';
import { rostersContract } from './ipc-rosters';
import { templateContract } from './ipc-template';
import { workContract, type WorkProgress } from './ipc-work';
import { newSchoolSchema, type School, schoolSchema } from './school';
import type { SchoolChange } from './school-change';
import {
  cellChangeSchema,
  collectionSchema,
  explanationSchema,
  newCollectionSchema,
  recordChangeSchema,
  submissionSchema,
} from './submission';
import type { SubmissionData } from './submission';
import type { TargetProfile } from './target-profile';

/**
 * The contract between the window and main: method → input and output. Adding a method touches this table and its
 * handler, nothing else. Inputs are parsed strictly in main; outputs are main's own data and are only typed.
 */

/** Marks the type of an output that main builds itself. */
function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

const submissionId = z.number().int().positive();
const revision = z.number().int().nonnegative();
/** A change names the submission and the revision it was made on. */
const change = z.strictObject({ submissionId, revision });
const revised = z.strictObject({ revision });

/**
 * One submission with all that is needed to show and check it: also the submissions of earlier years, newest first.
 * The school of a finalised one is as it was at 定稿.
 */
export interface OpenSubmission {
  readonly school: School;
  readonly collection: z.infer<typeof collectionSchema>;
  readonly data: SubmissionData;
  readonly previous: readonly {
    school: School;
    collection: z.infer<typeof collectionSchema>;
    data: SubmissionData;
  }[];
  /** Those of the round's target profiles that are the bureau's own. */
  readonly ownProfiles?: readonly TargetProfile[];
  /** The highest version of which there is a file that can be, or was, reported; left out where there is none. */
  readonly filedVersion?: number;
}

export interface AppStart {
  /** `Definitions` as JSON: one string crosses to the page faster than tens of thousands of parts. */
  readonly definitions: string;
  /** `ParsedExpressions` as JSON: those that main parsed while the page was loading. */
  readonly expressions?: string;
  readonly schools: readonly School[];
  readonly collections: readonly z.infer<typeof collectionSchema>[];
  /** The submission that was open last, ready to be shown; null on the first start. */
  readonly open: OpenSubmission | null;
  /** How the open one stood when it was left, where nothing has changed since that could change it. */
  readonly standing?: HomeStanding | undefined;
  readonly version: string;
  /** Today in the clerk's time zone, `2026-09-14`. */
  readonly today: string;
  readonly preferences: Preferences;
  readonly access: AccessState;
  /** What is open is the sample school, which can be thrown away. */
  readonly practice: boolean;
  /** The program was started with a workbook, which the next `import.read` takes instead of asking. */
  readonly workbookOffered: boolean;
}

export interface ExportResult {
  readonly fileName: string;
  readonly folder: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly sheets: number;
  readonly cells: number;
  /** Version of the final workbook; null for a draft. */
  readonly version: number | null;
}

export interface ListExportResult {
  readonly fileName: string;
  readonly folder: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly records: number;
}

export const contract = {
  'app.start': { input: z.null(), output: output<AppStart>() },
  'app.openDataFolder': { input: z.null(), output: z.null() },
  'app.quit': { input: z.null(), output: z.null() },
  'school.create': { input: newSchoolSchema, output: schoolSchema },
  /** What saving this record would show and hide in the school's submissions; nothing is changed. */
  'school.previewChange': { input: schoolSchema, output: output<SchoolChange>() },
  'school.update': { input: schoolSchema, output: schoolSchema },
  'collection.create': { input: newCollectionSchema, output: collectionSchema },
  'collection.update': { input: collectionSchema, output: collectionSchema },
  /** Opens the school's submission in the collection, creating an empty one when there is none. */
  'submission.open': {
    input: z.strictObject({
      schoolId: z.number().int().positive(),
      collectionId: z.number().int().positive(),
    }),
    output: output<OpenSubmission>(),
  },
  'submission.setCells': {
    input: change.extend({
      changes: z.array(cellChangeSchema).min(1).max(20000),
      /**
       * `carried` values came from last year: they are 待核 until confirmed, typed anew or their form is 已核对. `roster`
       * is a fill from the rosters that was taken back and is done again.
       */
      origin: z.enum(['typed', 'carried', 'roster']).default('typed'),
      /** What the rosters have counted, put in place of what is remembered: a fill is taken back, or done again. */
      counted: z
        .array(
          z.strictObject({
            form: z.string().max(40),
            cell: z.string().max(60),
            counted: z.string().regex(/^\d{1,9}$/),
          }),
        )
        .max(20000)
        .optional(),
    }),
    output: revised,
  },
  'submission.setRecords': {
    input: change.extend({
      changes: z.array(recordChangeSchema).min(1).max(20000),
      /** As of cells: every cell of a `carried` record is 待核. */
      origin: z.enum(['typed', 'carried']).default('typed'),
    }),
    output: revised,
  },
  'submission.setReviewed': {
    input: change.extend({ forms: z.array(z.string()).min(1), reviewed: z.boolean() }),
    output: revised,
  },
  /** Forms in which something was entered after they were marked 已核对. */
  'submission.changedSince': {
    input: z.strictObject({ submissionId: z.number().int().positive() }),
    output: z.array(z.string()),
  },
  /** An empty text withdraws the explanation. */
  'submission.explain': {
    input: change.extend({ explanation: explanationSchema.extend({ text: z.string().trim().max(1000) }) }),
    output: revised,
  },
  /** Refused with `submission.notReady` while errors, unexplained warnings or forms not 已核对 are left. */
  'submission.finalise': { input: change, output: submissionSchema },
  'submission.reopen': {
    input: change.extend({ reason: z.string().trim().min(1).max(500) }),
    output: submissionSchema,
  },
  /** Asks for the target with a file dialog; null when the clerk cancels it. */
  'workbook.export': {
    input: z.strictObject({
      submissionId,
      draft: z.boolean(),
      /** Totals as figures, or as formulas with their results. */
      totals: z.enum(['numbers', 'formulas']).default('numbers'),
    }),
    output: output<ExportResult | null>(),
  },
  /**
   * One name list (台账) as a file of its own, personal data included: only after the clerk was told so. Asks for the
   * target with a file dialog; null when she cancels it. Refused with `workbook.notList`.
   */
  'workbook.exportList': {
    input: z.strictObject({ submissionId, form: z.string(), confirmed: z.literal(true) }),
    output: output<ListExportResult | null>(),
  },
  'workbook.showLast': { input: z.null(), output: z.null() },
  ...aboutContract,
  ...accessContract,
  ...auditContract,
  ...backupContract,
  ...fillContract,
  ...figuresContract,
  ...importContract,
  ...templateContract,
  ...paperContract,
  ...practiceContract,
  ...rostersContract,
  ...workContract,
} as const;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.input<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;

export type Envelope<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** Messages from main that nobody asked for. */
export interface Events {
  /** Somebody started the program again while it was running. */
  'app.secondInstance': null;
  /** As `app.secondInstance`, with a workbook: the next `import.read` takes it, unless the sample is open. */
  'app.workbookOffered': null;
  /** The window is about to close; the page answers by saving and calling `app.quit`. */
  'app.closing': null;
  /** Everything is shown larger or smaller, by this factor. */
  'app.zoomed': number;
  /** How far the work off the main thread has come. */
  'work.progress': WorkProgress;
}
export type EventName = keyof Events;

/** What the preload script puts on `window.tianbao`. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Envelope<unknown>>;
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void;
}
