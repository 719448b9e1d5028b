import type { AppError } from '../../shared/error';
import type { WorkProgress } from '../../shared/ipc-work';
import type { JobInput, JobName } from './table';

/** What a worker is given when it starts. */
export interface WorkerTask<N extends JobName = JobName> {
  readonly name: N;
  readonly input: JobInput<N>;
  /** In the name of every temporary file that the job makes. */
  readonly mark: string;
  /** One number, shared with the thread that started the job; see `turn`. */
  readonly turn: Int32Array;
}

/**
 * What of cancelling and replacing the target comes first. A job that has begun to replace its target is not cancelled
 * any more, and a cancelled one replaces nothing: the clerk is never told that nothing was written while it was.
 */
export const turn = { open: 0, replacing: 1, cancelled: 2 } as const;

/** Takes the turn, if nobody has. */
export function take(state: Int32Array, what: 'replacing' | 'cancelled'): boolean {
  const before = Atomics.compareExchange(state, 0, turn.open, turn[what]);
  return before === turn.open || before === turn[what];
}

/** What a worker says. Errors lose their class and fields between threads, so they cross as plain data. */
export type WorkerMessage =
  | { readonly progress: WorkProgress }
  | { readonly done: unknown }
  | { readonly refused: AppError }
  | { readonly failed: { readonly message: string; readonly stack: string | undefined } };
