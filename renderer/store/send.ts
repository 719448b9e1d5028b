import type { Call } from '../api';
import type { Write } from './write';

/** Sends one write to main and returns the revision that it made. */
export function send(
  call: Call,
  submissionId: number,
  write: Write,
  revision: number,
): Promise<{ revision: number }> {
  const on = { submissionId, revision };
  switch (write.kind) {
    case 'cells':
      return call('submission.setCells', {
        ...on,
        changes: [...write.changes],
        origin: write.carried === true ? 'carried' : write.counted === true ? 'roster' : 'typed',
        ...(write.remembers !== undefined && { counted: [...write.remembers] }),
      });
    case 'records':
      return call('submission.setRecords', {
        ...on,
        changes: [...write.changes],
        origin: write.carried === true ? 'carried' : 'typed',
      });
    case 'reviewed':
      return call('submission.setReviewed', { ...on, forms: [...write.forms], reviewed: write.reviewed });
    case 'confirm':
      return call('submission.confirm', { ...on, cells: [...write.cells], confirmed: write.confirmed });
    case 'explanation':
      return call('submission.explain', { ...on, explanation: write.explanation });
  }
}
