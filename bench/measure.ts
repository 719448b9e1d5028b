import fs from 'node:fs';
import path from 'node:path';

/** Value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export function row(name: string, samples: readonly number[], budget: string): string {
  const figures = [0.5, 0.95].map((share) => percentile(samples, share).toFixed(2).padStart(8));
  return `${name.padEnd(46)} p50 ${figures[0] ?? ''} ms   p95 ${figures[1] ?? ''} ms   ${budget}`;
}

/** What the disk itself takes to make 4 KiB durable, in milliseconds: the floor for every saved edit. */
export function fsyncSamples(folder: string, count: number): number[] {
  const file = path.join(folder, 'fsync.probe');
  const handle = fs.openSync(file, 'w');
  const block = Buffer.alloc(4096, 1);
  const samples = Array.from({ length: count }, () => {
    const before = performance.now();
    fs.writeSync(handle, block);
    fs.fsyncSync(handle);
    return performance.now() - before;
  });
  fs.closeSync(handle);
  fs.rmSync(file);
  return samples;
}

/** Processes of a program, the given one and all below it. */
function processTree(pid: number): number[] {
  const children = fs
    .readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '))
    .filter((child) => child !== '');
  return [pid, ...children.flatMap((child) => processTree(Number(child)))];
}

/** Proportional set size of a program with all its processes, in MB; shared pages are counted once. */
export function memoryPss(pid: number): number {
  const kilobytes = processTree(pid).map((process) => {
    const rollup = fs.readFileSync(`/proc/${process}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  });
  return kilobytes.reduce((total, part) => total + part, 0) / 1024;
}
