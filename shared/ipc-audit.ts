import { z } from 'zod';
import type { CellContent } from './submission';
import type { EditOrigin } from './ipc-fill';

/** One change of a cell or of a list record, newest first. */
export interface AuditChange {
  readonly id: number;
  /** ISO time in UTC. */
  readonly at: string;
  readonly operator: string | null;
  readonly origin: EditOrigin;
  readonly form: string;
  readonly cell: string;
  readonly before: CellContent | null;
  readonly after: CellContent | null;
}

/** One step in the life of a submission, oldest first. */
export interface LifeStep {
  readonly at: string;
  readonly operator: string | null;
  readonly kind: 'created' | 'imported' | 'finalised' | 'reopened' | 'exported' | 'other';
  /** Number of the 定稿. */
  readonly version: number | null;
  readonly draft: boolean;
  readonly fileName: string | null;
  /** SHA-256 of the file. */
  readonly hash: string | null;
  readonly reason: string | null;
  /** Of `other`: what was done, to what, from what to what. */
  readonly event: {
    readonly kind: string;
    readonly about: string | null;
    readonly before: string | null;
    readonly after: string | null;
  } | null;
}

const submissionId = z.number().int().positive();

export const auditContract = {
  'audit.life': { input: z.strictObject({ submissionId }), output: z.custom<readonly LifeStep[]>() },
  /** One page of the changes; `before` is the id that the page before ended with. */
  'audit.changes': {
    input: z.strictObject({
      submissionId,
      form: z.string().nullable(),
      operator: z.string().nullable(),
      before: z.number().int().positive().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.custom<{ readonly changes: readonly AuditChange[]; readonly total: number }>(),
  },
  /** Both as a workbook; values of name lists are left out. Null when the clerk cancels the dialog. */
  'audit.export': {
    input: z.strictObject({ submissionId }),
    output: z.custom<{
      readonly fileName: string;
      readonly folder: string;
      readonly changes: number;
    } | null>(),
  },
} as const;
