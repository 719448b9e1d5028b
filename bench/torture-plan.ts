import type { Random } from '../shared/generator/random';
import type { Edit } from './torture-model';
import { type Fault, type names, type Operation, operations } from './torture-control';

/** How a run of the program ends: killed after a time, killed between two calls on files, without power, by itself. */
export type Ending = 'kill' | 'call' | 'power' | 'quit';

export interface PlannedFault {
  readonly error: Fault;
  readonly operations: readonly Operation[];
  readonly files: keyof typeof names;
  /** Calls that are let through before the first one fails, and how many fail then. */
  readonly skip: number;
  readonly times: number;
  /** From the start on; otherwise once the page was answered. */
  readonly early: boolean;
}

/** What happens to one run of the program, drawn from the seed. */
export interface Plan {
  readonly windowed: boolean;
  readonly ending: Ending;
  /** Milliseconds after the start, or (`late`) after the page was answered. */
  readonly wait: number;
  readonly late: boolean;
  /** Of a loss of power: after `wait`, otherwise after `calls`. */
  readonly timed: boolean;
  /** Of `call`, and of a loss of power that is not timed: how many calls on files are left to the process. */
  readonly calls: number;
  /** Of `call`: half of the last write is done. */
  readonly tear: boolean;
  readonly fault: PlannedFault | null;
  /** Seconds that the clock is off at the start, and once the page was answered. */
  readonly clock: readonly [number, number];
  /** The planned time, and a fault that is not early, begin when the clerk asks for this. */
  readonly aim: Edit['kind'] | null;
  /** Of the clerk. */
  readonly seed: number;
}

const day = 86_400;
const turnedTo = [0, -3600, -40 * day, 3 * day, -400 * day] as const;

export function drawPlan(random: Random, windowed: boolean): Plan {
  const aim = random.chance(0.3)
    ? random.weighted([['password', 5], ['restore', 2], ['person', 1]] as const) // prettier-ignore
    : null;
  const late = aim !== null || random.chance(0.75);
  return {
    aim,
    ...{ windowed, late, timed: random.chance(aim === null ? 0.3 : 0.1) },
    ending: drawEnding(random, aim !== null),
    wait: late ? random.skewed(15, windowed ? 2500 : 900) : random.int(60, windowed ? 1500 : 700),
    calls: random.chance(0.4) ? random.int(1, 40) : random.int(40, 400),
    tear: random.chance(0.5),
    fault: random.chance(0.55) ? drawFault(random) : null,
    clock: random.chance(0.3) ? [random.pick(turnedTo), random.pick(turnedTo)] : [0, 0],
    seed: random.int(1, 1_000_000_000),
  };
}

/** Between two calls on files more often where the end is aimed: making a key takes most of the time. */
const drawEnding = (random: Random, isAimed: boolean): Ending =>
  random.weighted([['kill', isAimed ? 2 : 4], ['call', isAimed ? 5 : 3], ['power', 4], ['quit', 1]] as const); // prettier-ignore

function drawFault(random: Random): PlannedFault {
  const all = Object.keys(operations) as Operation[];
  const some = all.filter(() => random.chance(0.6));
  const files = [['all', 3], ['database', 2], ['other', 1]] as const; // prettier-ignore
  return {
    error: random.pick(['EIO', 'ENOSPC', 'EROFS', 'short'] as const),
    operations: random.chance(0.5) || some.length === 0 ? [random.pick(all)] : some,
    files: random.weighted(files),
    skip: random.chance(0.6) ? random.int(0, 4) : random.int(4, 60),
    times: random.pick([1, 1, 3, 12, 5000, 5000]),
    early: random.chance(0.3),
  };
}

/** A start and a few edits under which nothing goes wrong: how each life ends. */
export const quietly = (random: Random): Plan => ({
  ...{
    windowed: false,
    ending: 'quit',
    wait: 0,
    late: true,
    timed: true,
    calls: 0,
    tear: false,
    fault: null,
    aim: null,
  },
  clock: [0, 0],
  seed: random.int(1, 1_000_000_000),
});

/** Only the power goes, after edits on which nothing else falls: what a build that does not flush cannot survive. */
export const powerOnly = (plan: Plan): Plan => ({
  ...{ ...plan, ending: 'power', late: true, timed: true, fault: null, clock: [0, 0], aim: null },
});

/** Only killed, while it edits. */
export const killOnly = (plan: Plan): Plan => ({
  ...{ ...plan, ending: 'kill', late: true, fault: null, clock: [0, 0], aim: null },
});

/** Nothing goes wrong, and it ends by itself. */
export const quietEnd = (plan: Plan): Plan => ({
  ...{ ...plan, ending: 'quit', late: true, fault: null, clock: [0, 0] },
});
