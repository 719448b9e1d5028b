import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../shared/generator/random';
import { look } from './torture-check';
import { emptyOffice } from './torture-office';
import { drawPlan, killOnly, type Plan, powerOnly, quietEnd, quietly } from './torture-plan';
import { addRound, emptyReport, type Report } from './torture-report';
import { type RoundResult, runRound, type Setting } from './torture-round';
import type { Life } from './torture-watch';

/**
 * The harness itself, in Electron as Node, as the unprivileged user; scripts/torture.mjs makes everything ready and starts
 * it with a JSON text. Prints the report as JSON, and every loss on standard error as it is found.
 */

interface Order extends Setting {
  readonly seed: number;
  readonly minutes: number;
  /** 0 for as many as there is time. */
  readonly rounds: number;
  readonly base: string;
  /** Only what the named mutation cannot survive is tried. */
  readonly sabotage: keyof typeof provoking | null;
  /** What is under way when a run ends, in every round; null where that is drawn. */
  readonly aim: Plan['aim'];
  /** Every so many rounds one in the window; 0 for none. */
  readonly windowEvery: number;
}

type Kind = 'full' | 'old' | 'fresh';

async function torture(order: Order): Promise<Report> {
  const random = new Random(order.seed);
  const started = Date.now();
  const until = started + order.minutes * 60_000;
  const report = emptyReport(order.seed);
  const isOver = () =>
    // A spoiled build has shown what it was made for.
    (order.sabotage !== null && report.lost > 0) ||
    (order.rounds > 0 && report.rounds >= order.rounds) ||
    Date.now() > until;
  for (let lives = 0; !isOver(); lives++) {
    const kind: Kind =
      order.sabotage === null
        ? random.weighted([['full', 6], ['old', 3], ['fresh', 1]] as const) // prettier-ignore
        : 'full';
    const life = await beginLife(order, kind);
    const many = kind === 'fresh' ? random.int(2, 4) : random.int(4, 12);
    for (let round = 0; round <= many; round++) {
      const isLast = round === many || isOver();
      const windowed =
        order.windowed !== null &&
        order.windowEvery > 0 &&
        report.rounds % order.windowEvery === order.windowEvery - 1;
      const plan = isLast ? quietly(random) : planOf(order, drawPlan(random, windowed && kind !== 'fresh'));
      const result = await runRound(order, life, plan, random);
      addRound(report, plan, result, kind);
      if (result.wrong.length === 0 && !isLast) continue;
      if (result.wrong.length > 0) keep(order, life, plan, report.rounds, result);
      break;
    }
  }
  report.seconds = (Date.now() - started) / 1000;
  return report;
}

/** What each mutation cannot survive. */
const provoking = {
  sync: powerOnly,
  early: killOnly,
  seal: (plan: Plan): Plan => aimed(quietEnd(plan), 'password'),
  log: (plan: Plan): Plan => aimed(quietEnd(plan), 'finalise'),
} as const;

const aimed = (plan: Plan, aim: Plan['aim']): Plan => ({ ...plan, aim, late: true });

function planOf({ sabotage, aim }: Order, plan: Plan): Plan {
  if (sabotage !== null) return provoking[sabotage](plan);
  return aim === null ? plan : aimed(plan, aim);
}

async function beginLife({ scratch, base }: Order, kind: Kind): Promise<Life> {
  const folder = path.join(scratch, 'data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (kind !== 'fresh') cpSync(path.join(base, kind), folder, { recursive: true });
  const found = await look(folder, { scratch: path.join(scratch, 'look'), passwords: [], read: [] });
  if (found.faults.length > 0) throw new Error(`The life begins badly: ${found.faults.join('; ')}`);
  const papers = kind === 'fresh' ? 'none' : path.join(base, 'papers.json');
  return {
    folder,
    papers,
    data: { world: found.content?.world ?? {}, office: found.content?.office ?? emptyOffice },
    rest: found.content?.rest ?? {},
    ...{ tried: new Set(), done: {}, restored: null, open: [], imported: null, copies: new Map() },
    ...{ signed: new Map(), retired: [], unchanged: new Set(), halfChanged: false, halfChangedBefore: false },
  };
}

/** What a round that went wrong left, with what it was. */
function keep(
  { scratch }: Order,
  life: Life,
  plan: Plan,
  number: number,
  { wrong, refused, heard }: RoundResult,
): void {
  const kept = path.join(scratch, 'kept', String(number));
  mkdirSync(kept, { recursive: true });
  if (existsSync(life.folder)) cpSync(life.folder, path.join(kept, 'data'), { recursive: true });
  writeFileSync(path.join(kept, 'round.json'), JSON.stringify({ plan, wrong, refused, heard }, null, 2));
  process.stderr.write(`round ${number}: ${wrong.join('\n  ')}\n  ${JSON.stringify(plan)}\n`);
}

torture(JSON.parse(process.argv[2] ?? '{}') as Order).then(
  (report) => process.stdout.write(JSON.stringify(report)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exitCode = 2;
  },
);
