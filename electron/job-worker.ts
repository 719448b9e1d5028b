import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../shared/error';
import { writeAsJob } from './atomic-write';
import { jobs } from './jobs/jobs';
import { take, type WorkerMessage, type WorkerTask } from './jobs/message';
import type { Job, JobName } from './jobs/table';

/** A worker thread: does the one job that it was started for. */

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function failure(thrown: unknown): WorkerMessage {
  if (thrown instanceof Refusal) return { refused: thrown.error };
  const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { failed: { message, stack } };
}

const { name, input, mark, turn } = workerData as WorkerTask;
writeAsJob({ mark, mayReplace: () => take(turn, 'replacing') });
// The table ties each job to its input; TypeScript cannot follow one name through both lookups.
const job = jobs[name] as Job<JobName>;
job(input, (progress) => tell({ progress })).then(
  (done) => tell({ done }),
  (thrown: unknown) => tell(failure(thrown)),
);
