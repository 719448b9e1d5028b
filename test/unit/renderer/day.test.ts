import { expect, it } from 'vitest';
import { dayFrom } from '../../../renderer/store/day';

it('is the day it was told at the start, and one more after every midnight', () => {
  let now = new Date(2026, 10, 22, 23, 50);
  const today = dayFrom('2021-09-30', () => now);
  expect(today()).toBe('2021-09-30');
  now = new Date(2026, 10, 22, 23, 59);
  expect(today()).toBe('2021-09-30');
  now = new Date(2026, 10, 23, 0, 1);
  expect(today()).toBe('2021-10-01');
  now = new Date(2026, 10, 25, 8, 0);
  expect(today()).toBe('2021-10-03');
});
