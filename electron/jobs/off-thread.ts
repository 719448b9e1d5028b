import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal, refusal } from '../../shared/error';
import type { WorkProgress } from '../../shared/ipc-work';
import { temporaryPrefix } from '../atomic-write';
import { take, type WorkerMessage, type WorkerTask } from './message';
import type { JobInput, JobName, JobOutput, Jobs } from './table';

/** How long a job may take, in milliseconds, and the memory that it may add, in MB. */
export interface JobLimits {
  readonly time: { readonly [N in JobName]: number };
  readonly memory: number;
}

/** A foreign file may be made to keep its reader busy for ever; what we write ourselves only waits for slow disks. */
const usualLimits: JobLimits = {
  time: {
    'workbook.read': 5_000,
    'roster.read': 120_000,
    'workbook.write': 120_000,
    'list.write': 120_000,
    'template.fill': 120_000,
    'data.check': 600_000,
    'backup.copy': 600_000,
    'backup.contents': 120_000,
    'backup.compare': 120_000,
    'backup.prepare': 600_000,
  },
  memory: 400,
};

/** 20,000 pupils × 60 columns take 300 MB while their sheet is unpacked. */
const moreMemory: Partial<Record<JobName, number>> = { 'roster.read': 700 };

interface Running {
  readonly cancel: () => void;
}

/** Between two looks at the memory, in milliseconds: faster than a thread can fill a PC's. */
const memoryWatch = 100;

/**
 * Runs each job in a worker thread that is started for it and ends with it: a file that eats the memory or never ends
 * costs its thread, not the program. `worker` is the built file of job-worker.ts.
 */
export function createJobs(
  worker: string,
  progress: (progress: WorkProgress) => void,
  limits: JobLimits = usualLimits,
): Jobs {
  let running: Running | null = null;

  async function run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>> {
    if (running !== null) throw refusal('work.busy', {});
    const mark = randomBytes(4).toString('hex');
    const turn = new Int32Array(new SharedArrayBuffer(4));
    const task: WorkerTask<N> = { name, input, mark, turn };
    const memory = Math.max(limits.memory, moreMemory[name] ?? 0);
    const resourceLimits = { maxOldGenerationSizeMb: memory };
    const thread = new Worker(worker, { workerData: task, resourceLimits });
    try {
      return await new Promise<JobOutput<N>>((resolve, reject) => {
        // After this no message can change the outcome any more, and the target stays as it is.
        const stop = (reason: Error) => take(turn, 'cancelled') && reject(reason);
        running = { cancel: () => void stop(refusal('work.cancelled', {})) };
        listen(thread, { resolve: (value) => resolve(value as JobOutput<N>), reject, progress });
        watchTime(thread, limits.time[name], () => stop(tooSlow(input)));
        watchMemory(thread, memory, () => stop(outOfMemory()));
      });
    } finally {
      await thread.terminate();
      await removeTemporaries(input, mark);
      running = null;
    }
  }

  return { run, cancel: () => running?.cancel(), isBusy: () => running !== null };
}

/** The start of the thread itself does not count: a cold disk is not the file's fault. */
function watchTime(thread: Worker, limit: number, onLimit: () => void): void {
  thread.once('online', () => {
    const timer = setTimeout(onLimit, limit);
    thread.once('exit', () => clearTimeout(timer));
  });
}

/** V8 limits a thread's objects; unpacked bytes lie outside of its heap and count only for the process. */
function watchMemory(thread: Worker, limit: number, onLimit: () => void): void {
  const before = process.memoryUsage.rss();
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() - before > limit * 1024 * 1024) onLimit();
  }, memoryWatch);
  thread.once('exit', () => clearInterval(timer));
}

function outOfMemory(): Refusal {
  return refusal('work.crashed', { reason: '内存不足' });
}

interface Listener {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly progress: (progress: WorkProgress) => void;
}

function listen(thread: Worker, { resolve, reject, progress }: Listener): void {
  thread.on('message', (message: WorkerMessage) => {
    if ('progress' in message) progress(message.progress);
    else if ('done' in message) resolve(message.done);
    else if ('refused' in message) reject(new Refusal(message.refused));
    else reject(Object.assign(new Error(message.failed.message), { stack: message.failed.stack }));
  });
  thread.once('error', (error: NodeJS.ErrnoException) => {
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : error);
  });
  thread.once('exit', (code) => reject(refusal('work.crashed', { reason: `退出码 ${code}` })));
}

/** A file that is read is to blame itself; when writing takes for ever, the disk is. */
function tooSlow(input: JobInput<JobName>): Refusal {
  if ('file' in input) return refusal('file.tooSlow', { file: path.basename(input.file) });
  if ('files' in input)
    return refusal('file.tooSlow', { file: input.files.map((file) => path.basename(file)).join('、') });
  return refusal('work.crashed', { reason: '超时' });
}

/** A thread that is ended cannot clear up after itself. */
async function removeTemporaries(input: JobInput<JobName>, mark: string): Promise<void> {
  if (!('target' in input)) return;
  const folder = path.dirname(input.target);
  // A folder that is gone has nothing in it to remove.
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(temporaryPrefix(mark)));
  await Promise.all(left.map((name) => rm(path.join(folder, name), { force: true }).catch(() => undefined)));
}
