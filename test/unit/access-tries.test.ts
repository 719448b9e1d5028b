import { expect, test } from 'vitest';
import { createTries } from '../../electron/lock-tries';

test('two wrong passwords cost nothing, each later one twice the wait of the one before, five minutes at most', () => {
  let now = 0;
  const tries = createTries(() => now);
  const waits: number[] = [];
  for (let count = 0; count < 12; count += 1) {
    expect(tries.begin()).toBe(0);
    tries.end();
    const seconds = tries.wrong();
    waits.push(seconds);
    if (seconds > 0) expect(tries.begin()).toBe(seconds);
    now += seconds * 1000 - 1;
    if (seconds > 0) expect(tries.begin()).toBe(1);
    now += 1;
  }
  expect(waits).toEqual([0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  tries.right();
  expect([tries.begin(), tries.wrong()]).toEqual([0, 0]);
});

test('one is looked at after the other: a hundred at once are one try', () => {
  const tries = createTries(() => 0);
  expect([tries.begin(), tries.begin(), tries.begin()]).toEqual([0, 1, 1]);
  tries.end();
  expect(tries.begin()).toBe(0);
});
