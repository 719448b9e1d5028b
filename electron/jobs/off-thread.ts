import type { WorkProgress } from '../../shared/ipc-work';
import { createInlineJobs } from './inline';
import type { Jobs } from './table';

/** Runs each job in a worker thread that is started for it. Not there yet: they run inline. */
export function createJobs(_worker: string, progress: (progress: WorkProgress) => void): Jobs {
  return createInlineJobs(progress);
}
