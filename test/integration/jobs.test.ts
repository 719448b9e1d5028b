import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../../electron/atomic-write';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createJobs } from '../../electron/jobs/off-thread';
import type { JobLimits } from '../../electron/jobs/off-thread';
import type { Jobs } from '../../electron/jobs/table';
import { buildJobWorker } from '../../scripts/build.mjs';
import { type AppError, Refusal } from '../../shared/error';
import type { WorkProgress } from '../../shared/ipc-work';
import { temporaryFolder } from './storage-place';
import { planOfThisYear } from './workbook-readers';

const plan = planOfThisYear();
const before = 'the workbook of yesterday';
let worker: string;

beforeAll(async () => {
  worker = await buildJobWorker();
}, 120_000);

async function refusalOf(act: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Refusal)) throw new Error('It was not refused.', { cause: thrown });
  return thrown.error;
}

function targetIn(folder: string, contents?: string): string {
  const target = path.join(folder, '报表.xlsx');
  if (contents !== undefined) writeFileSync(target, contents);
  return target;
}

/** Jobs done by a worker of the test's own, which is told to do `script` instead of any job. */
function jobsDoing(
  script: string,
  limits: Partial<JobLimits> = {},
  heard?: (said: WorkProgress) => void,
): Jobs {
  const file = path.join(temporaryFolder(), 'worker.cjs');
  writeFileSync(file, `const { parentPort, workerData } = require('node:worker_threads');\n${script}`);
  const time = {
    'workbook.read': 60_000,
    'roster.read': 60_000,
    'workbook.write': 60_000,
    'list.write': 60_000,
    'template.fill': 60_000,
    ...{ 'backup.copy': 60_000, 'backup.contents': 60_000 },
    ...{ 'backup.compare': 60_000, 'backup.prepare': 60_000, 'data.check': 10_000 },
  };
  const jobs = createJobs(file, heard ?? (() => undefined), { time, memory: 400, ...limits });
  onTestFinished(() => jobs.cancel());
  return jobs;
}

/** Says that it has come so far, and goes on for ever. */
const endless = `
  parentPort.postMessage({ progress: { step: 'writing', done: 0, total: 0 } });
  for (;;);`;

/** Leaves a temporary file in the target's folder, as a job does that is ended while it writes. */
const half = `
  const { writeFileSync } = require('node:fs');
  const { dirname, join } = require('node:path');
  const folder = dirname(workerData.input.target);
  writeFileSync(join(folder, '.tianbao-' + workerData.mark + 'aa.tmp'), 'half');
  writeFileSync(join(folder, '.tianbao-ffffffff.tmp'), 'of somebody else');
  ${endless}`;

test('a workbook written off the thread is the one written on it, step by step', async () => {
  const [here, there] = [targetIn(temporaryFolder()), targetIn(temporaryFolder())];
  const steps: string[] = [];
  const jobs = createJobs(worker, ({ step }) => void steps.push(step));
  const written = await jobs.run('workbook.write', { plan, target: there });
  expect(written).toEqual(await createInlineJobs().run('workbook.write', { plan, target: here }));
  expect(sha256(readFileSync(there))).toBe(written.hash);
  expect(readFileSync(there).equals(readFileSync(here))).toBe(true);
  expect(readdirSync(path.dirname(there))).toEqual(['报表.xlsx']);
  expect(steps).toEqual(['writing', 'verifying']);
});

test('a refusal comes back with its code and parameters', async () => {
  const target = path.join(temporaryFolder(), 'gone', '报表.xlsx');
  expect(
    await refusalOf(createJobs(worker, () => undefined).run('workbook.write', { plan, target })),
  ).toEqual({ code: 'workbook.targetGone', params: { file: '报表.xlsx' } });
});

test('a defect comes back as an error with the place where it happened', async () => {
  const broken = { ...plan, sheets: plan.sheets.map((sheet) => ({ ...sheet, styles: {} })) };
  const run = createJobs(worker, () => undefined).run('workbook.write', {
    plan: broken,
    target: targetIn(temporaryFolder()),
  });
  await expect(run).rejects.toThrow(/^no style/);
  await expect(run).rejects.toHaveProperty('stack', expect.stringContaining('job-worker'));
});

test.each(['writing', 'verifying'])(
  'cancelled while %s, nothing is left and the old file stays',
  async (step) => {
    const target = targetIn(temporaryFolder(), before);
    let cancelled = false;
    const jobs: Jobs = createJobs(worker, (said) => {
      if (said.step === step && !cancelled) jobs.cancel();
      cancelled ||= said.step === step;
    });
    expect((await refusalOf(jobs.run('workbook.write', { plan, target }))).code).toBe('work.cancelled');
    expect(readFileSync(target, 'utf8')).toBe(before);
    expect(readdirSync(path.dirname(target))).toEqual(['报表.xlsx']);
    expect((await jobs.run('workbook.write', { plan, target })).sheets).toBe(plan.sheets.length);
  },
);

test('what a cancelled job left is removed, what others left is not', async () => {
  const folder = temporaryFolder();
  const jobs: Jobs = jobsDoing(half, {}, () => jobs.cancel());
  const run = jobs.run('workbook.write', { plan, target: targetIn(folder) });
  expect((await refusalOf(run)).code).toBe('work.cancelled');
  expect(readdirSync(folder)).toEqual(['.tianbao-ffffffff.tmp']);
});

test('a job that already replaces its target is not cancelled any more', async () => {
  const jobs: Jobs = jobsDoing(
    `Atomics.store(workerData.turn, 0, 1);
     parentPort.postMessage({ progress: { step: 'writing', done: 0, total: 0 } });
     setTimeout(() => parentPort.postMessage({ done: 'written' }), 50);`,
    {},
    () => jobs.cancel(),
  );
  expect(await jobs.run('workbook.write', { plan, target: targetIn(temporaryFolder()) })).toBe('written');
});

test('a second job is refused while one is under way, and runs when it is over', async () => {
  const jobs = jobsDoing(endless);
  const input = { plan, target: targetIn(temporaryFolder()) };
  const first = refusalOf(jobs.run('workbook.write', input));
  expect((await refusalOf(jobs.run('workbook.write', input))).code).toBe('work.busy');
  jobs.cancel();
  expect((await first).code).toBe('work.cancelled');
  jobs.cancel();
  const second = refusalOf(jobs.run('workbook.write', input));
  jobs.cancel();
  expect((await second).code).toBe('work.cancelled');
});

test('a file that takes too long to read is named', async () => {
  const time = {
    ...{ 'workbook.read': 200, 'roster.read': 200 },
    ...{ 'workbook.write': 200, 'list.write': 200, 'template.fill': 200 },
    ...{
      'backup.copy': 200,
      'backup.contents': 200,
      'backup.compare': 200,
      'backup.prepare': 200,
      'data.check': 10_000,
    },
  };
  const jobs = jobsDoing(endless, { time });
  const run = jobs.run('workbook.read', { file: '/媒体/奇怪的表.xlsx', resources: '' });
  expect(await refusalOf(run)).toEqual({ code: 'file.tooSlow', params: { file: '奇怪的表.xlsx' } });
  const target = targetIn(temporaryFolder());
  const writing = jobs.run('workbook.write', { plan, target });
  expect(await refusalOf(writing)).toEqual({ code: 'work.crashed', params: { reason: '超时' } });
});

test.each([
  ['objects', 'const kept = []; for (;;) kept.push({ at: kept.length, as: [String(kept.length)] });'],
  ['bytes', 'const kept = []; setInterval(() => kept.push(Buffer.alloc(1_000_000, 1)), 1);'],
])('a job that fills the memory with %s ends without the program', async (_, script) => {
  const run = jobsDoing(script, { memory: 64 }).run('workbook.read', { file: 'x.xlsx', resources: '' });
  expect(await refusalOf(run)).toEqual({ code: 'work.crashed', params: { reason: '内存不足' } });
});

test('a thread that ends without an answer is noticed', async () => {
  const jobs = jobsDoing('process.exit(3);');
  const run = jobs.run('workbook.read', { file: 'x.xlsx', resources: '' });
  expect(await refusalOf(run)).toEqual({ code: 'work.crashed', params: { reason: '退出码 3' } });
});
