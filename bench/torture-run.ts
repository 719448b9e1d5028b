import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../shared/generator/random';
import { look } from './torture-check';
import { drawPlan, killOnly, type Plan, powerOnly, quietly } from './torture-plan';
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
  readonly sabotage: 'sync' | 'early' | null;
  /** Every so many rounds one in the window; 0 for none. */
  readonly windowEvery: number;
}

type Kind = 'full' | 'old' | 'fresh';

async function torture(order: Order): Promise<Report> {
  const random = new Random(order.seed);
  const started = Date.now();
  const until = started + order.minutes * 60_000;
  const report = emptyReport(order.seed);
  const isOver = () => (order.rounds > 0 ? report.rounds >= order.rounds : Date.now() > until);
  for (let lives = 0; !isOver(); lives++) {
    const kind: Kind =
      order.sabotage === null
        ? random.weighted([['full', 6], ['old', 3], ['fresh', 1]] as const) // prettier-ignore
        : 'full';
    const life = beginLife(order, kind);
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

function planOf({ sabotage }: Order, plan: Plan): Plan {
  if (sabotage === null) return plan;
  return sabotage === 'sync' ? powerOnly(plan) : killOnly(plan);
}

function beginLife({ scratch, base }: Order, kind: Kind): Life {
  const folder = path.join(scratch, 'data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (kind !== 'fresh') cpSync(path.join(base, kind), folder, { recursive: true });
  const found = look(folder, path.join(scratch, 'look'));
  if (found.faults.length > 0) throw new Error(`The life begins badly: ${found.faults.join('; ')}`);
  const papers = kind === 'fresh' ? 'none' : path.join(base, 'papers.json');
  return {
    folder,
    papers,
    world: found.world ?? {},
    rest: found.rest,
    tried: new Set(),
    open: [],
    imported: null,
    copies: new Map(),
  };
}

/** What a round that went wrong left, with what it was. */
function keep(
  { scratch }: Order,
  life: Life,
  plan: Plan,
  number: number,
  { wrong, refused }: RoundResult,
): void {
  const kept = path.join(scratch, 'kept', String(number));
  mkdirSync(kept, { recursive: true });
  if (existsSync(life.folder)) cpSync(life.folder, path.join(kept, 'data'), { recursive: true });
  writeFileSync(path.join(kept, 'round.json'), JSON.stringify({ plan, wrong, refused }, null, 2));
  process.stderr.write(`round ${number}: ${wrong.join('\n  ')}\n  ${JSON.stringify(plan)}\n`);
}

torture(JSON.parse(process.argv[2] ?? '{}') as Order).then(
  (report) => process.stdout.write(JSON.stringify(report)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exitCode = 2;
  },
);
