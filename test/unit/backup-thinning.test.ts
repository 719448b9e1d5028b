import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupStem, readBackupName } from '../../shared/backup-name';
import { backupLimits, copiesToRemove, type ThinnedCopy } from '../../shared/backup-thinning';
import type { BackupReason } from '../../shared/ipc-backup';

const now = new Date('2026-11-22T10:00:00.000Z');
const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** A copy of so many hours ago. */
function copy(hours: number, reason: BackupReason = 'daily', bytes = 1_000_000): ThinnedCopy {
  const at = new Date(now.getTime() - hours * hour).toISOString();
  return { name: `${at}-${reason}`, at, reason, bytes };
}

const left = (copies: readonly ThinnedCopy[], limits = backupLimits) => {
  const gone = new Set(copiesToRemove(copies, now, limits));
  return copies.filter(({ name }) => !gone.has(name));
};

test('a name says when, why and of which version, and names of earlier programs are read too', () => {
  const at = new Date('2026-11-22T18:21:14.567Z');
  const stem = backupStem('tianbao', 8, at, 'finalise');
  expect(stem).toBe('tianbao-v8-20261122T182114Z-finalise');
  const said = { at: '2026-11-22T18:21:14.000Z', reason: 'finalise', version: 8 };
  expect(readBackupName(`${stem}.db`)).toEqual(said);
  expect(readBackupName(`${stem}-2.db`)).toEqual(said);
  expect(readBackupName('tianbao-v7-20260910T040000Z.db')).toMatchObject({ reason: 'migration', version: 7 });
  expect(readBackupName('tianbao-v7-20260910T040000Z-3.db')).toMatchObject({ reason: 'migration' });
  for (const other of [
    'tianbao.db',
    `${stem}.db.partial`,
    'tianbao-v1-damaged.db',
    'a-v1-20261399T990000Z.db',
  ])
    expect(readBackupName(other), other).toBeUndefined();
});

test('of the last day twelve are kept, then one a day, a week, a month, and none after two years', () => {
  // Every two hours for three years.
  const copies = Array.from({ length: (3 * 365 * 24) / 2 }, (_, index) => copy(index * 2));
  const ages = left(copies).map(({ at }) => (now.getTime() - Date.parse(at)) / day);
  const between = (from: number, to: number) => ages.filter((age) => age > from && age <= to).length;
  expect(between(-1, 1)).toBe(12);
  expect(between(1, 14)).toBe(13);
  expect(between(14, 91)).toBe(12);
  expect(between(91, 731)).toBe(22);
  expect(between(731, 2000)).toBe(0);
});

test('a copy of a 定稿 is never too old, one before a migration or a restore is kept a year', () => {
  const old = [copy(24 * 1000, 'finalise'), copy(24 * 1001, 'finalise'), copy(24 * 1002, 'daily')];
  const turning = [copy(24 * 300, 'restore'), copy(24 * 300.1, 'migration'), copy(24 * 800, 'restore')];
  expect(left([copy(0), ...old, ...turning]).map(({ reason }) => reason)).toEqual([
    'daily',
    'finalise',
    'finalise',
    'restore',
    'migration',
  ]);
});

test('a folder that is too large loses the oldest ordinary ones first and those of a 定稿 last', () => {
  const copies = [copy(1), copy(2), copy(30), copy(60, 'restore'), copy(70, 'finalise'), copy(100)];
  const names = (bytes: number) => left(copies, { ...backupLimits, bytes }).map(({ name }) => name);
  const [newest, second, third, restore, finalise] = copies.map(({ name }) => name);
  expect(names(5_000_000)).toEqual([newest, second, third, restore, finalise]);
  expect(names(4_000_000)).toEqual([newest, second, restore, finalise]);
  expect(names(2_000_000)).toEqual([newest, finalise]);
  expect(names(1_000_000)).toEqual([newest]);
  expect(names(0)).toEqual([newest]);
});

const reasons = fc.constantFrom<BackupReason>(
  'finalise',
  'export',
  'migration',
  'daily',
  'manual',
  'restore',
);
const anyCopies = fc
  .array(fc.tuple(fc.double({ min: -48, max: 20_000, noNaN: true }), reasons, fc.nat(60_000_000)), {
    maxLength: 80,
  })
  .map((list) =>
    list.map(([hours, reason, bytes], index) => {
      const made = copy(hours, reason, bytes);
      return { ...made, name: `${made.name}-${index}` };
    }),
  );

test('whatever there is: the newest stays, the size fits, doing it again changes nothing, a 定稿 goes only for room', () => {
  fc.assert(
    fc.property(anyCopies, fc.integer({ min: 0, max: 500_000_000 }), (copies, bytes) => {
      const limits = { ...backupLimits, bytes };
      const kept = left(copies, limits);
      if (copies.length === 0) return;
      const newest = Math.max(...copies.map(({ at }) => Date.parse(at)));
      expect(kept.some(({ at }) => Date.parse(at) === newest)).toBe(true);
      const size = kept.reduce((sum, each) => sum + each.bytes, 0);
      expect(size <= bytes || kept.length === 1).toBe(true);
      expect(left(kept, limits)).toEqual(kept);
      const lostFinal = copies.some((each) => each.reason === 'finalise' && !kept.includes(each));
      // Where a 定稿 had to go, nothing else but the newest was left to go.
      if (lostFinal) expect(kept.filter(({ reason }) => reason !== 'finalise').length).toBeLessThanOrEqual(1);
      // Order in which they are found in the folder does not matter.
      expect(new Set(left([...copies].reverse(), limits))).toEqual(new Set(kept));
    }),
    { numRuns: 300 },
  );
});
