import { expect, test } from 'vitest';
import { createPageTurns } from '../../electron/page-turns';

test('a page whose data were left may not call; the next one may, and the old one again where nothing changed', () => {
  const pages = createPageTurns();
  expect(pages.mayCall('a')).toBe(true);
  const stay = pages.leave();
  expect(pages.mayCall('a')).toBe(false);
  expect(pages.mayCall('b')).toBe(true);
  expect(pages.mayCall('a')).toBe(false);
  stay();
  expect([pages.mayCall('a'), pages.mayCall('b')]).toEqual([true, true]);
  pages.leave();
  expect([pages.mayCall('a'), pages.mayCall('b'), pages.mayCall('c')]).toEqual([false, false, true]);
});
