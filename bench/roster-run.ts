import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packRoster } from '../electron/cli/generate-roster-file';
import { loadDefinitions } from '../electron/definitions';
import type { Desktop, HandlerContext, Handlers } from '../electron/handlers/context';
import { allHandlers } from '../electron/handlers/all';
import { createJobs } from '../electron/jobs/off-thread';
import { createLog } from '../electron/log';
import { openDatabase } from '../electron/storage/database';
import type { RosterKind } from '../shared/roster/definition';
import { benchRosters, benchSchoolYear } from './roster-school';
import { workplaceOf } from '../test/support/workplace';

/**
 * Runs inside Electron as Node; roster.bench.ts starts it. With TIANBAO_BENCH_WRITE it writes the files of a size and
 * ends; else it takes the file TIANBAO_BENCH_FILE the whole way, each time with a database of its own on disk.
 */

export interface RosterTimes {
  /** From the file chosen to the forms filled, in milliseconds; the clerk's own time is not in it. */
  readonly all: number[];
  readonly read: number[];
  readonly save: number[];
  readonly plan: number[];
  readonly answers: number[];
  readonly apply: number[];
  /** One stored row corrected until the new plan is there. */
  readonly recount: number[];
  readonly filled: number;
  readonly pupils: number;
  /** Largest resident size of the process, in MB. */
  readonly peak: number;
}

const root = path.resolve(import.meta.dirname, '../..');
const resources = path.join(root, 'resources');
const worker = path.join(root, 'out', 'build', 'job-worker.cjs');
const pupils = Number(process.env['TIANBAO_BENCH_PUPILS']);
const runs = Number(process.env['TIANBAO_BENCH_RUNS']);
const now = new Date(`${benchSchoolYear}-09-10T04:00:00Z`);

async function write(folder: string): Promise<void> {
  const { pupils: sheets, before } = benchRosters(pupils);
  writeFileSync(path.join(folder, 'pupils.xlsx'), await packRoster(sheets, 'xlsx'));
  writeFileSync(path.join(folder, 'pupils.csv'), await packRoster(sheets, 'gbk'));
  writeFileSync(path.join(folder, 'before.csv'), await packRoster(before, 'csv'));
}

/** What the program does, without window and door. */
function openProgram(folder: string) {
  const place = { file: path.join(folder, 'tianbao.db'), backupFolder: path.join(folder, 'backups'), now };
  const database = openDatabase(place);
  let file = '';
  const desktop = {
    chooseOpenFiles: () => Promise.resolve([file]),
    progress: () => undefined,
  } as unknown as Desktop;
  const definitions = loadDefinitions(resources);
  const context: HandlerContext = {
    ...{ definitions, database, desktop, resources, log: createLog(path.join(folder, 'logs')) },
    workplace: workplaceOf(database.name),
    ...{ jobs: createJobs(worker, () => undefined), version: '9.9.9', now: () => now },
  };
  const handlers = allHandlers(context);
  return { database, handlers, choose: (name: string) => void (file = name) };
}

type Program = ReturnType<typeof openProgram>;

async function begin({ handlers }: Program) {
  const { id: _id, ...school } = benchRosters(1).school;
  const { id: schoolId } = await handlers['school.create'](school);
  const { id: collectionId } = await handlers['collection.create']({
    ...{ title: '年报', schoolYear: benchSchoolYear, edition: 'jiaoji-2021', targetProfiles: [] },
    dueDate: `${benchSchoolYear}-09-20`,
  });
  const open = await handlers['submission.open']({ schoolId, collectionId });
  return open.data.submission;
}

async function timed<T>(samples: number[], act: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await act();
  samples.push(performance.now() - started);
  return result;
}

async function load(
  { handlers, choose }: Program,
  input: { submissionId: number; kind: RosterKind; file: string },
  times: Pick<RosterTimes, 'read' | 'save'>,
): Promise<number> {
  const { submissionId, kind, file } = input;
  choose(file);
  const staged = await timed(times.read, () => handlers['rosters.read']({ submissionId, kind }));
  if (staged?.ready !== true) throw new Error(`not ready: ${JSON.stringify(staged?.open)}`);
  await timed(times.save, () => handlers['rosters.save']({ stagedId: staged.stagedId, submissionId }));
  return staged.rows;
}

type Plan = Awaited<ReturnType<Handlers<'rosters'>['rosters.plan']>>;

/** Confirms what is usual, as the clerk would press one by one. */
async function confirm({ handlers }: Program, submissionId: number, plan: Plan): Promise<Plan> {
  let latest = plan;
  for (const { id, usual, choices, answer } of plan.assumptions) {
    if (answer !== null) continue;
    const chosen = usual ?? choices[0]?.id ?? null;
    latest = await handlers['rosters.answer']({ submissionId, assumption: id, answer: chosen });
  }
  return latest;
}

async function once(
  file: string,
  before: string,
  times: RosterTimes,
): Promise<Pick<RosterTimes, 'filled' | 'pupils'>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const program = openProgram(folder);
  const { handlers } = program;
  const { id: submissionId, revision } = await begin(program);
  await load(program, { submissionId, kind: 'pupilsBefore', file: before }, { read: [], save: [] });
  const started = performance.now();
  const rows = await load(program, { submissionId, kind: 'pupils', file }, times);
  const first = await timed(times.plan, () => handlers['rosters.plan']({ submissionId }));
  const plan = await timed(times.answers, () => confirm(program, submissionId, first));
  const cells = plan.cells.flatMap(({ form, cell, kind }) => (kind === 'fill' ? [{ form, cell }] : []));
  const { filled } = await timed(times.apply, () =>
    handlers['rosters.apply']({ submissionId, revision, digest: plan.digest, cells }),
  );
  times.all.push(performance.now() - started);
  for (let change = 0; change < 10; change += 1) {
    const residence = change % 2 === 0 ? '其他' : '走读';
    await timed(times.recount, () =>
      handlers['rosters.change']({ submissionId, kind: 'pupils', person: change + 1, texts: { residence } }),
    );
  }
  program.database.close();
  rmSync(folder, { recursive: true, force: true });
  return { filled, pupils: rows };
}

async function main(): Promise<void> {
  const {
    TIANBAO_BENCH_WRITE: folder,
    TIANBAO_BENCH_FILE: file = '',
    TIANBAO_BENCH_BEFORE: before = '',
  } = process.env;
  if (folder !== undefined) {
    await write(folder);
    process.stdout.write('{}');
    return;
  }
  const times = {
    ...{ all: [], read: [], save: [], plan: [], answers: [], apply: [], recount: [] },
    ...{ filled: 0, pupils: 0, peak: 0 },
  };
  let result = { filled: 0, pupils: 0 };
  for (let run = 0; run < runs; run += 1) result = await once(file, before, times);
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ ...times, ...result, peak } satisfies RosterTimes));
}

void main();
