import type { SubmissionData } from '../../shared/submission';
import type { Call } from '../api';
import type { Write } from './write';

/** Forms that were changed after they were marked 已核对. */
export interface ChangedSince {
  readonly has: (form: string) => boolean;
  /** Takes a write over, before or after it was applied; `isReviewed` says how the forms are marked then. */
  follow(write: Write, isReviewed: (form: string) => boolean): void;
  /** Asks main once what was changed before this window knew the submission; true where that is something new. */
  lookBack(): Promise<boolean>;
}

export function createChangedSince(call: Call, { submission, reviewed }: SubmissionData): ChangedSince {
  const changed = new Set<string>();
  /** Marked anew while main was asked: what it answers of them is older. */
  const marked = new Set<string>();
  // Where nothing was 已核对 there is nothing to ask.
  let asked = reviewed.length === 0;

  return {
    has: (form) => changed.has(form),
    follow(write, isReviewed) {
      if (write.kind === 'cells' || write.kind === 'records') {
        for (const { form } of write.changes) if (isReviewed(form)) changed.add(form);
      } else if (write.kind === 'reviewed') {
        for (const form of write.forms) {
          changed.delete(form);
          marked.add(form);
        }
      }
    },
    async lookBack() {
      if (asked) return false;
      asked = true;
      const before = changed.size;
      const forms = await call('submission.changedSince', { submissionId: submission.id });
      for (const form of forms) if (!marked.has(form)) changed.add(form);
      return changed.size > before;
    },
  };
}
