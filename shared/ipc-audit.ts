import { z } from 'zod';
import type { CellContent } from './submission';
import type { EditOrigin } from './ipc-fill';

/** A list record's place, logged like a cell: it was added, moved or removed. */
export type LoggedContent = CellContent | { readonly kind: 'position'; readonly text: string };

/** One change of a cell or of a list record, newest first. */
export interface AuditChange {
  readonly id: number;
  /** ISO time in UTC. */
  readonly at: string;
  readonly operator: string | null;
  readonly origin: EditOrigin;
  readonly form: string;
  readonly cell: string;
  /** Null is a blank. */
  readonly before: LoggedContent | null;
  readonly after: LoggedContent | null;
}

export interface AuditEvent {
  /** One of `eventKinds`; what a newer program wrote may be another. */
  readonly kind: string;
  readonly about: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** One step in the life of a submission, oldest first. Of one that is older than the log of it `created` is missing. */
export interface LifeStep {
  /** ISO time in UTC. */
  readonly at: string;
  readonly operator: string | null;
  readonly kind: 'created' | 'imported' | 'finalised' | 'reopened' | 'exported' | 'other';
  /** Number of the 定稿; null of a draft. */
  readonly version: number | null;
  /** Of `exported`: all of it, one name list, or the table of indicators; null in what is older than this. */
  readonly what: 'workbook' | 'list' | 'table' | null;
  readonly fileName: string | null;
  /** SHA-256 of the file. */
  readonly hash: string | null;
  /** Of `reopened`. */
  readonly reason: string | null;
  /** Of `imported`: how many values she took, and how many not. */
  readonly counts: { readonly accepted: number; readonly refused: number } | null;
  /** Of `other`: what was done, to what, from what to what. */
  readonly event: AuditEvent | null;
}

export interface AuditPage {
  readonly changes: readonly AuditChange[];
  /** Of all pages. */
  readonly total: number;
  /** Forms with a change, and who made one; of all changes, whatever the filter. Null is nobody named. */
  readonly forms: readonly string[];
  readonly operators: readonly (string | null)[];
}

const submissionId = z.number().int().positive();

export const auditContract = {
  'audit.life': { input: z.strictObject({ submissionId }), output: z.custom<readonly LifeStep[]>() },
  /** One page of the changes; `before` is the id that the page before ended with. */
  'audit.changes': {
    input: z.strictObject({
      submissionId,
      form: z.string().max(60).nullable(),
      /** An empty name: changes of nobody named. */
      operator: z.string().max(60).nullable(),
      /** ISO times in UTC: not before, and before. */
      since: z.iso.datetime().nullable(),
      until: z.iso.datetime().nullable(),
      /** Numbers of a 定稿: changes made after the one, and those that the other holds. */
      afterVersion: z.number().int().positive().nullable(),
      throughVersion: z.number().int().positive().nullable(),
      before: z.number().int().positive().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.custom<AuditPage>(),
  },
  /**
   * Both as a workbook; values of name lists are left out, and without `texts` reasons and explanations too, which may
   * name somebody. Null when the clerk cancels the dialog.
   */
  'audit.export': {
    input: z.strictObject({ submissionId, texts: z.boolean() }),
    output: z.custom<{
      readonly fileName: string;
      readonly folder: string;
      readonly changes: number;
    } | null>(),
  },
} as const;
