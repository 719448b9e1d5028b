import { expect, test } from 'vitest';
import { strengthOf } from '../../renderer/pages/access-strength';
import { access, cover } from '../../renderer/store/access';
import type { App } from '../../renderer/store/context';
import { lockNow, untilLock } from '../../renderer/store/idle';

const state = { operators: [], operator: null, hasPassword: true, sealed: true, idleMinutes: 10 };

test('the window is locked so many minutes after the last sign, and never without a password or where she does not want it', () => {
  expect(untilLock(state, 1000, 1000)).toBe(600_000);
  expect(untilLock(state, 1000, 601_000)).toBe(0);
  // After the PC has slept it is long due.
  expect(untilLock(state, 1000, 9_001_000)).toBeLessThan(0);
  expect(untilLock({ ...state, idleMinutes: 0 }, 0, 9_000_000)).toBeNull();
  expect(untilLock({ ...state, hasPassword: false }, 0, 9_000_000)).toBeNull();
});

test.each([
  ['', 'short'],
  ['a1b2c', 'short'],
  ['123456', 'weak'],
  ['12345678a', 'weak'],
  ['20260901', 'weak'],
  ['aaaaaaa1', 'weak'],
  ['abcdefgh', 'weak'],
  ['xiao3ban', 'fair'],
  ['Qinghe2026', 'good'],
  ['qinghe-zhen-xuexiao', 'good'],
])('%s is %s', (password, strength) => {
  expect(strengthOf(password)).toBe(strength);
});

/** Of the window only what locking asks of it. */
function appThat(saves: boolean) {
  const said: string[] = [];
  const app = {
    call: (method: string) => Promise.resolve(said.push(method)),
    notices: { tell: (text: string, tone: string) => said.push(`${tone} ${text}`) },
    session: {
      state: { get: () => ({ submission: { save: { settled: () => Promise.resolve(saves) } } }) },
      unsaved: () => 3,
      start: { access: state, practice: false },
    },
  };
  return { app: app as unknown as App, said };
}

test('the window is covered only once everything is saved; what could not be saved is said instead', async () => {
  const covers: unknown[] = [];
  const stop = cover.subscribe(() => covers.push(cover.get()));
  const failing = appThat(false);
  await lockNow(failing.app);
  expect(covers).toEqual(['saving', null]);
  expect(failing.said).toHaveLength(1);
  expect(failing.said[0]).toMatch(/^problem 还有 3 项没有保存，没有锁定/);
  const saving = appThat(true);
  await lockNow(saving.app);
  expect(covers.slice(2)).toEqual(['saving', 'locked']);
  expect(saving.said).toEqual(['access.lock']);
  cover.set(null);
  access.set({ ...state, hasPassword: false });
  const without = appThat(true);
  await lockNow(without.app);
  expect(cover.get()).toBeNull();
  expect(without.said[0]).toMatch(/还没有设密码/);
  access.set(null);
  stop();
});
