import type { WorkProgress } from '../../shared/ipc-work';
import { jobs } from './jobs';
import type { Jobs } from './table';

/** Jobs on the calling thread, for the command line and for tests of handlers. They cannot be cancelled. */
export function createInlineJobs(progress: (progress: WorkProgress) => void = () => undefined): Jobs {
  return {
    run: (name, input) => jobs[name](input, progress),
    cancel: () => undefined,
    isBusy: () => false,
  };
}
