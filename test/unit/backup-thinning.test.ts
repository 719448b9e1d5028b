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

/** In the order in which they stand, the last one first. */
const left = (copies: readonly ThinnedCopy[], limits = backupLimits) => {
  const gone = new Set(copiesToRemove(copies, limits));
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

test('the last twelve are kept, then the last of each day, week and month, of so many as copies were made in', () => {
  // Every two hours for three years.
  const copies = Array.from({ length: (3 * 365 * 24) / 2 }, (_, index) => copy(index * 2));
  const ages = left(copies).map(({ at }) => (now.getTime() - Date.parse(at)) / day);
  const between = (from: number, to: number) => ages.filter((age) => age > from && age <= to).length;
  // Twelve of today and yesterday, and thirteen days before.
  expect(between(-1, 14)).toBe(12 + 13);
  // Eleven weeks and the ends of three months, one of which also ends a week.
  expect(between(14, 91)).toBe(13);
  // The other twenty months; none before.
  expect(between(91, 731)).toBe(20);
  expect(between(731, 2000)).toBe(0);
  // Whoever comes back after years finds what she left: nothing is too old by itself.
  const later = copies.map((each) => copy((now.getTime() - Date.parse(each.at)) / hour + 5 * 365 * 24));
  expect(left(later).length).toBeGreaterThan(50);
});

test('a copy of a 定稿 is never too old, of those before a migration or a restore the last twelve are kept', () => {
  const days = (from: number, count: number, reason: BackupReason) =>
    Array.from({ length: count }, (_, index) => copy(24 * from + index, reason));
  const daily = days(1, 12, 'daily');
  const finals = days(1000, 3, 'finalise');
  const turning = [...days(900, 8, 'restore'), ...days(950, 8, 'migration')];
  const kept = left([...daily, ...turning, ...finals]).map(({ reason }) => reason);
  const count = (reason: BackupReason) => kept.filter((each) => each === reason).length;
  // One more of the migrations is the last of its month.
  expect([count('daily'), count('restore'), count('migration'), count('finalise')]).toEqual([12, 8, 4, 3]);
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
/** In any order of making, with any clock. */
const anyCopies = fc
  .array(fc.tuple(fc.double({ min: -200_000, max: 200_000, noNaN: true }), reasons, fc.nat(60_000_000)), {
    maxLength: 80,
  })
  .map((list) =>
    list.map(([hours, reason, bytes], index) => {
      const made = copy(hours, reason, bytes);
      return { ...made, name: `${made.name}-${index}` };
    }),
  );

test('whatever the clock said: the last ones made stay, the size fits, doing it again changes nothing, a 定稿 goes only for room', () => {
  fc.assert(
    fc.property(anyCopies, fc.integer({ min: 0, max: 500_000_000 }), (copies, bytes) => {
      const limits = { ...backupLimits, bytes };
      const kept = left(copies, limits);
      if (copies.length === 0) return;
      expect(kept[0]).toBe(copies[0]);
      const roomy = left(copies, { ...backupLimits, bytes: Infinity });
      expect(roomy.slice(0, 12)).toEqual(copies.slice(0, 12));
      expect(left(kept, limits)).toEqual(kept);
      const size = kept.reduce((sum, each) => sum + each.bytes, 0);
      expect(size <= bytes || kept.length === 1).toBe(true);
      expect(copies.filter((each) => each.reason === 'finalise' && !roomy.includes(each))).toEqual([]);
      const lostFinal = copies.some((each) => each.reason === 'finalise' && !kept.includes(each));
      // Where a 定稿 had to go, nothing else but the newest was left to go.
      if (lostFinal) expect(kept.filter(({ reason }) => reason !== 'finalise').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

/** Copies of a good clock, the last one first: gaps in hours. */
const goodCopies = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 30, maxLength: 200 })
  .map((gaps) => {
    let hours = 0;
    return gaps.map((gap) => copy((hours += gap)));
  });

test('what a clock that was wrong for a while has dated takes the place of no good copy', () => {
  const wrong = fc.record({
    at: fc.nat(1000),
    // Before all others or after them, by years.
    hours: fc.oneof(fc.integer({ min: 90_000, max: 200_000 }), fc.integer({ min: -200_000, max: -9000 })),
    count: fc.integer({ min: 1, max: 10 }),
  });
  fc.assert(
    fc.property(goodCopies, wrong, (good, { at, hours, count }) => {
      // Somewhere among them, with more good ones on both sides than it has itself.
      const place = 11 + (at % (good.length - 22));
      const bad = Array.from({ length: count }, (_, index) => copy(hours + index, 'daily'));
      const kept = left([...good.slice(0, place), ...bad, ...good.slice(place)]);
      // Only what was among the last ones made and nothing else has moved on.
      const recent = new Set(good.slice(0, backupLimits.recent));
      const missing = left(good).filter((each) => !kept.includes(each) && !recent.has(each));
      expect(missing).toEqual([]);
      expect(bad.filter((each) => !kept.includes(each))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a clock that begins anew with each start keeps more than a day', () => {
  // A dead battery: every morning it is the same day, five copies each.
  const copies = Array.from({ length: 300 }, (_, index) => ({
    ...copy(100_000 - 4 * (4 - (index % 5))),
    name: `copy-${index}`,
  }));
  const kept = left(copies);
  expect(kept.slice(0, 12)).toEqual(copies.slice(0, 12));
  expect(kept.length).toBeGreaterThanOrEqual(24);
  expect(kept.every((each) => copies.indexOf(each) < 300)).toBe(true);
});
