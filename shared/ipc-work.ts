import { z } from 'zod';

/** Work off the main thread, as far as it has come. One piece of it runs at a time. */
export interface WorkProgress {
  /** What is being done; the sentence is in the window. */
  readonly step:
    | 'reading'
    | 'counting'
    | 'recognising'
    | 'comparing'
    | 'writing'
    | 'verifying'
    | 'filling'
    | 'printing'
    | 'schools'
    | 'checking'
    | 'replaying';
  readonly done: number;
  /** 0 where the end cannot be told. */
  readonly total: number;
}

export const workContract = {
  /** Ends the work that is under way: the call that began it is refused with `work.cancelled`, and nothing is left behind. */
  'work.cancel': { input: z.null(), output: z.null() },
} as const;
