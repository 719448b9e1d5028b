import type { Plan } from './torture-plan';
import type { RoundResult } from './torture-round';

type Counts = Record<string, number>;

export interface Report {
  readonly seed: number;
  seconds: number;
  rounds: number;
  windowed: number;
  /** Runs of the program that answered the page. */
  starts: number;
  readonly endings: Counts;
  /** Rounds by what the data folder began with. */
  readonly lives: Counts;
  /** Faults that were met, by errno. */
  readonly faults: Counts;
  turnedClocks: number;
  edits: number;
  readonly editsByKind: Counts;
  readonly refused: Counts;
  readonly startsRefused: Counts;
  /** Edits under way when the program ended: there as a whole, and not there. */
  underWay: { there: number; notThere: number };
  unwritten: { writes: number; names: number };
  /** Rounds after which something acknowledged was not there. */
  lost: number;
  /** Rounds in which anything was wrong, the losses included. */
  wrong: number;
}

export const emptyReport = (seed: number): Report => ({
  ...{ seed, seconds: 0, rounds: 0, windowed: 0, starts: 0, endings: {}, lives: {}, faults: {} },
  ...{ turnedClocks: 0, edits: 0, editsByKind: {}, refused: {}, startsRefused: {} },
  ...{ underWay: { there: 0, notThere: 0 }, unwritten: { writes: 0, names: 0 }, lost: 0, wrong: 0 },
});

function count(counts: Counts, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}

export function addRound(report: Report, plan: Plan, result: RoundResult, life: string): void {
  report.rounds += 1;
  if (plan.windowed) report.windowed += 1;
  if (result.opened) report.starts += 1;
  count(report.endings, plan.ending);
  count(report.lives, life);
  if (plan.fault !== null && result.hits > 0) count(report.faults, plan.fault.error, result.hits);
  if (plan.clock.some((seconds) => seconds !== 0)) report.turnedClocks += 1;
  for (const [kind, number] of Object.entries(result.done)) {
    report.edits += number;
    count(report.editsByKind, kind, number);
  }
  for (const { code } of result.refused) count(report.refused, code);
  if (result.startRefused !== null) count(report.startsRefused, result.startRefused);
  if (result.landed !== null) report.underWay[result.landed ? 'there' : 'notThere'] += 1;
  report.unwritten.writes += result.unwritten.writes;
  report.unwritten.names += result.unwritten.names;
  if (result.wrong.some((line) => line.startsWith('LOST'))) report.lost += 1;
  if (result.wrong.length > 0) report.wrong += 1;
}
