import type { BackupReason } from './ipc-backup';

/** How many copies are kept, and for how long. Days are those of Beijing. */
export interface BackupLimits {
  /** Copies of the last 24 hours. */
  readonly recent: number;
  /** For this many days one a day, one a week, one a month; after the last of them none. */
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  /** For this many days every copy that was made before a migration or a restore is kept. */
  readonly turning: number;
  /** Size of all copies in a folder, in bytes. */
  readonly bytes: number;
}

export const backupLimits: BackupLimits = {
  recent: 12,
  daily: 14,
  weekly: 91,
  monthly: 731,
  turning: 365,
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
 * Names of the copies that are to be removed. Never the newest. A 定稿's copy goes only where the folder is too large,
 * and then after all others.
 */
export function copiesToRemove(
  copies: readonly ThinnedCopy[],
  now: Date,
  limits: BackupLimits = backupLimits,
): readonly string[] {
  const newestFirst = [...copies].sort((a, b) => timeOf(b) - timeOf(a) || (a.name < b.name ? 1 : -1));
  const kept = withinAge(newestFirst, now, limits);
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
  return newestFirst.filter((copy) => !left.has(copy)).map(({ name }) => name);
}

function withinAge(newestFirst: readonly ThinnedCopy[], now: Date, limits: BackupLimits): ThinnedCopy[] {
  const taken = new Set<string>();
  let recent = 0;
  return newestFirst.filter((copy, index) => {
    const age = (now.getTime() - timeOf(copy)) / day;
    const period = periodOf(timeOf(copy), age, limits);
    const isFirst = period !== null && !taken.has(period);
    // What is kept for another reason stands for its day, too.
    if (period !== null) taken.add(period);
    if (age <= 1) recent++;
    if (index === 0 || copy.reason === 'finalise') return true;
    if ((copy.reason === 'migration' || copy.reason === 'restore') && age <= limits.turning) return true;
    return isFirst || (age <= 1 && recent <= limits.recent);
  });
}

/** Of the copies of one period the newest is kept; null where none is. A clock that was ahead makes ages below zero. */
function periodOf(time: number, age: number, { daily, weekly, monthly }: BackupLimits): string | null {
  const date = Math.floor((time + beijing) / day);
  if (age <= daily) return `day ${date}`;
  // The first day of all was a Thursday.
  if (age <= weekly) return `week ${Math.floor((date + 3) / 7)}`;
  if (age <= monthly) return `month ${new Date(time + beijing).toISOString().slice(0, 7)}`;
  return null;
}

function rankOf({ reason }: ThinnedCopy): number {
  if (reason === 'finalise') return 2;
  return reason === 'migration' || reason === 'restore' ? 1 : 0;
}

const timeOf = ({ at }: ThinnedCopy): number => Date.parse(at);
