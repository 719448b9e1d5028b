import type { BackupReason } from './ipc-backup';

/** How many copies are kept. Days are those of Beijing; only days on which copies were made count. */
export interface BackupLimits {
  /** The last ones, whatever they are. */
  readonly recent: number;
  /** The last copy of each of so many days, weeks, months. */
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  /** The last ones of those that were made before a migration or a restore. */
  readonly turning: number;
  /** The last ones of those of which nobody knows when they were made. */
  readonly undated: number;
  /** Size of all copies in a folder, in bytes. */
  readonly bytes: number;
}

export const backupLimits: BackupLimits = {
  recent: 12,
  daily: 14,
  weekly: 13,
  monthly: 24,
  turning: 12,
  undated: 24,
  bytes: 500 * 1024 * 1024,
};

export interface ThinnedCopy {
  readonly name: string;
  /** ISO time in UTC. */
  readonly at: string;
  readonly reason: BackupReason;
  readonly bytes: number;
}

const day = 24 * 60 * 60 * 1000;
const beijing = 8 * 60 * 60 * 1000;

/**
 * Names of the copies that are to be removed. `copies` are in the order in which they were made, the last one first, and
 * what time it is now does not count: a clock that is wrong, or was for a day, takes no good copy away. Never the last
 * one. A 定稿's copy goes only where the folder is too large, and then after all others.
 */
export function copiesToRemove(
  copies: readonly ThinnedCopy[],
  limits: BackupLimits = backupLimits,
): readonly string[] {
  const kept = withinCounts(copies, limits);
  let bytes = kept.reduce((total, copy) => total + copy.bytes, 0);
  const [newest, ...others] = kept;
  // Oldest first within each rank.
  const order = others.reverse().sort((a, b) => rankOf(a) - rankOf(b));
  const left = new Set(kept);
  for (const copy of order) {
    if (bytes <= limits.bytes) break;
    bytes -= copy.bytes;
    left.delete(copy);
  }
  if (newest !== undefined) left.add(newest);
  return copies.filter((copy) => !left.has(copy)).map(({ name }) => name);
}

function withinCounts(copies: readonly ThinnedCopy[], limits: BackupLimits): ThinnedCopy[] {
  const dated = datedOf(copies);
  const isTurning = ({ reason }: ThinnedCopy) => reason === 'migration' || reason === 'restore';
  const kept = new Set([
    ...copies.slice(0, limits.recent),
    ...copies.filter(({ reason }) => reason === 'finalise'),
    ...copies.filter(isTurning).slice(0, limits.turning),
    ...copies.filter((copy) => !dated.has(copy)).slice(0, limits.undated),
  ]);
  const inOrder = copies.filter((copy) => dated.has(copy));
  for (const [count, periodOf] of [
    [limits.daily, dayOf],
    [limits.weekly, weekOf],
    [limits.monthly, monthOf],
  ] as const)
    for (const copy of lastOfEach(inOrder, periodOf).slice(0, count)) kept.add(copy);
  return copies.filter((copy) => kept.has(copy));
}

function lastOfEach(copies: readonly ThinnedCopy[], periodOf: (copy: ThinnedCopy) => string | number) {
  const taken = new Set<string | number>();
  return copies.filter((copy) => {
    const period = periodOf(copy);
    return !taken.has(period) && taken.add(period);
  });
}

/**
 * Copies whose times agree with the order in which they were made: the most that do. The rest was made while the clock
 * was wrong, and stands for no day.
 */
function datedOf(copies: readonly ThinnedCopy[]): ReadonlySet<ThinnedCopy> {
  // The longest row that never rises from the last one to the first: `ends[n]` closes the best one of n + 1 copies.
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  const times = copies.map(timeOf);
  times.forEach((time, index) => {
    const found = ends.findIndex((end) => (times[end] ?? time) < time);
    const length = found < 0 ? ends.length : found;
    before[index] = ends[length - 1];
    ends[length] = index;
  });
  const dated = new Set<ThinnedCopy>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) {
    const copy = copies[at];
    if (copy !== undefined) dated.add(copy);
  }
  return dated;
}

const localOf = (copy: ThinnedCopy): number => timeOf(copy) + beijing;
const dayOf = (copy: ThinnedCopy): number => Math.floor(localOf(copy) / day);
/** The first day of all was a Thursday. */
const weekOf = (copy: ThinnedCopy): number => Math.floor((dayOf(copy) + 3) / 7);
const monthOf = (copy: ThinnedCopy): string => new Date(localOf(copy)).toISOString().slice(0, 7);

function rankOf({ reason }: ThinnedCopy): number {
  if (reason === 'finalise') return 2;
  return reason === 'migration' || reason === 'restore' ? 1 : 0;
}

const timeOf = ({ at }: ThinnedCopy): number => Date.parse(at);
