import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../shared/generator/random';
import { look } from './torture-check';
import type { Memory } from './torture-clerk';
import { type Control, errors, names, openControl, operations } from './torture-control';
import { cutPower, diskOf, replay } from './torture-disk';
import type { Plan, PlannedFault } from './torture-plan';
import { listen } from './torture-talk';
import { copiesToRead, judge, passwordsOf } from './torture-judge';
import { type Life, type Refusal, type Watch, watcher } from './torture-watch';

/** What the harness was started with. */
export interface Setting {
  /** The driver without a window, and that of the window (plain Node) where there is one. */
  readonly headless: readonly string[];
  readonly windowed: readonly string[] | null;
  readonly shim: string;
  /** Everything that a round writes lies below. */
  readonly scratch: string;
  readonly resources: string;
}

export interface RoundResult {
  /** Acknowledged edits by kind. */
  readonly done: Readonly<Record<string, number>>;
  readonly refused: readonly Refusal[];
  /** Faults that the program met. */
  readonly hits: number;
  /** Whether the edit that was under way is there; null where none was. */
  readonly landed: boolean | null;
  /** What did not reach the disk when the power went. */
  readonly unwritten: { readonly writes: number; readonly names: number };
  /** Code with which the start was refused. */
  readonly startRefused: string | null;
  readonly opened: boolean;
  readonly wrong: readonly string[];
  readonly heard: readonly string[];
}

/**
 * How long a lasting fault goes on once the page was answered, in milliseconds, and what is left then to show that all is
 * well again. One that is there from the start on may never let it be answered.
 */
const faultLasts = 300;
const afterFault = 150;
/** The clerk may not come to what the end is aimed at. */
const aimedFor = 6000;
const hangs = 90_000;

/** Runs the program once, ends it as planned, and holds what is left against what was acknowledged. */
export async function runRound(
  setting: Setting,
  life: Life,
  plan: Plan,
  random: Random,
): Promise<RoundResult> {
  const control = openControl(path.join(setting.scratch, 'control'), true);
  const journal = path.join(setting.scratch, 'journal');
  writeFileSync(journal, '');
  mkdirSync(life.folder, { recursive: true });
  const disk = plan.ending === 'power' ? diskOf(life.folder) : null;
  const watch = watcher(life);
  writeFileSync(path.join(setting.scratch, 'memory.json'), JSON.stringify(memoryOf(setting, life, plan)));
  await run(start(setting, life, plan, disk === null ? null : journal), { life, plan, control, watch });
  const hits = control.get('hits');
  control.close();
  let unwritten = { writes: 0, names: 0 };
  if (disk !== null) {
    replay(disk, life.folder, readFileSync(journal), random);
    const left = `${life.folder}.left`;
    mkdirSync(left, { recursive: true });
    unwritten = cutPower(disk, left, random);
    for (const kept of ['logs', 'window'])
      if (existsSync(path.join(life.folder, kept)))
        cpSync(path.join(life.folder, kept), path.join(left, kept), { recursive: true });
    rmSync(life.folder, { recursive: true, force: true });
    renameSync(left, life.folder);
  }
  const found = await look(life.folder, {
    scratch: path.join(setting.scratch, 'look'),
    passwords: passwordsOf(life),
    read: copiesToRead(life),
  });
  watch.wrong.push(...found.faults);
  const landed = judge(life, found, watch.wrong);
  const { done, refused, startRefused, opened, wrong, heard } = watch;
  return { done, refused, hits, landed, unwritten, startRefused, opened, wrong, heard };
}

/** More of them would take longer to read than the run lasts. */
const rememberedCopies = 3;

/** By then a removal of the password that was cut off is finished; in milliseconds. */
const removalWait = 13_000;

function memoryOf({ scratch }: Setting, life: Life, { aim, ending }: Plan): Memory {
  const outbox = path.join(scratch, 'outbox');
  rmSync(outbox, { recursive: true, force: true });
  mkdirSync(outbox, { recursive: true });
  // Copies that were not reached yet when a change was cut off may ask for either password.
  const known = life.halfChanged ? [] : [...life.copies];
  const copies = known.filter(([name]) => !life.unchanged.has(name)).slice(-rememberedCopies);
  const linger =
    life.halfChanged && ending === 'quit' && life.data.office.password === null ? removalWait : 0;
  return { linger, office: life.data.office, retired: life.retired, copies, aim, outbox };
}

function start(setting: Setting, life: Life, plan: Plan, journal: string | null): ChildProcess {
  const variables = {
    TIANBAO_FAULT_FOLDER: life.folder,
    TIANBAO_FAULT_CONTROL: path.join(setting.scratch, 'control'),
    ...(journal !== null && { TIANBAO_FAULT_JOURNAL: journal }),
    // The driver of the window is no part of the program: it hands the shim on.
    ...(plan.windowed ? { TIANBAO_FAULT_SHIM: setting.shim } : { LD_PRELOAD: setting.shim }),
  };
  const [executable = '', ...args] = (plan.windowed ? setting.windowed : null) ?? setting.headless;
  const enough = plan.ending === 'quit' ? 25 : 1_000_000;
  const input = [life.folder, setting.resources, life.papers, variables.TIANBAO_FAULT_CONTROL];
  const rest = [String(plan.seed), String(enough), path.join(setting.scratch, 'memory.json')];
  const env: NodeJS.ProcessEnv = { ...process.env, ...variables };
  if (plan.windowed) delete env['ELECTRON_RUN_AS_NODE'];
  return spawn(executable, [...args, 'work', ...input, ...rest], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
}

function arm(control: Control, { error, operations: which, files, skip, times }: PlannedFault): void {
  const mask = which.reduce((all, operation) => all | operations[operation], 0);
  control.set({ errno: errors[error], skip, mask, names: names[files], times });
}

/** Until the process is gone. */
async function run(
  child: ChildProcess,
  { life, plan, control, watch }: { life: Life; plan: Plan; control: Control; watch: Watch },
): Promise<void> {
  const timers: NodeJS.Timeout[] = [];
  const after = (milliseconds: number, act: () => void) => void timers.push(setTimeout(act, milliseconds));
  const { fault, ending } = plan;
  let killed = false;
  let said = '';

  function kill(): void {
    killed = true;
    // The driver of the window has to name it first: it would go on alone.
    if (plan.windowed && watch.pid === null && child.exitCode === null) return after(20, kill);
    if (watch.pid !== null) end(watch.pid);
    child.kill('SIGKILL');
  }
  /** From here on the planned time runs. */
  function count(): void {
    const isCounted = ending === 'call' || (ending === 'power' && !plan.timed);
    if (isCounted) control.set({ kill: plan.calls });
    const wait = plan.wait + (fault === null ? 0 : faultLasts + afterFault);
    // The calls may not come together.
    if (ending !== 'quit') after(isCounted ? 3000 : wait, kill);
  }

  control.set({ clock: plan.clock[0], tear: plan.tear ? 1 : 0 });
  if (fault?.early === true) arm(control, fault);
  if (!plan.late) count();
  let begun = false;
  function begin(): void {
    if (begun) return;
    begun = true;
    if (fault?.early === false) arm(control, fault);
    if (plan.late) count();
  }
  watch.onOpened = () => {
    control.set({ clock: plan.clock[1] });
    // What a cut-off change left was finished when the password was given.
    if (control.get('hits') === 0 && life.data.office.password !== null) life.halfChanged = false;
    if (plan.aim === null) begin();
    else after(aimedFor, begin);
  };
  watch.onTry = (kind) => {
    if (kind === plan.aim) begin();
  };
  let answered = false;
  watch.onAnswer = () => {
    if (!answered) after(faultLasts, () => control.set({ times: 0 }));
    answered = true;
  };
  after(hangs, () => {
    watch.wrong.push('nothing came for a minute and a half');
    kill();
  });
  child.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  (child.stdio[3] as NodeJS.ReadableStream).on('data', listen(watch.hear));
  watch.onClosed = () => {
    if (control.get('hits') === 0 && plan.ending === 'quit') life.halfChanged = false;
  };
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...how) => resolve(how));
  });
  for (const timer of timers) clearTimeout(timer);
  const isMeant = killed || signal === 'SIGKILL' || (plan.windowed && ending !== 'quit');
  if (!isMeant && code !== 0) watch.wrong.push(`the program ended with ${code ?? signal ?? ''}: ${said}`);
  if (watch.startRefused !== null && (fault?.early !== true || control.get('hits') === 0))
    watch.wrong.push(`the start was refused with ${watch.startRefused}`);
  if (watch.startRefused === 'app.internal')
    watch.wrong.push('the start was refused without a designed error');
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
