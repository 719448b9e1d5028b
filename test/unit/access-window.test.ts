import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { strengthOf } from '../../renderer/pages/access-strength';
import { access, cover } from '../../renderer/store/access';
import type { App } from '../../renderer/store/context';
import { lockNow, untilLock, watchIdle } from '../../renderer/store/idle';

const state = { operators: [], operator: null, hasPassword: true, sealed: true, idleMinutes: 10 };

const at = (calendar: number, steady: number = calendar) => ({ calendar, steady });

test('the window is locked so many minutes after the last sign, and never without a password or where she does not want it', () => {
  expect(untilLock(state, at(1000), at(1000))).toBe(600_000);
  expect(untilLock(state, at(1000), at(601_000))).toBe(0);
  // The PC has slept, or its clock was put back or on by an hour.
  expect(untilLock(state, at(1000), at(9_001_000, 2000))).toBeLessThan(0);
  expect(untilLock(state, at(9_001_000, 1000), at(5_401_000 + 600_000, 601_000))).toBe(0);
  expect(untilLock(state, at(1000), at(3_601_000, 2000))).toBeLessThan(0);
  expect(untilLock({ ...state, idleMinutes: 0 }, at(0), at(9_000_000))).toBeNull();
  expect(untilLock({ ...state, hasPassword: false }, at(0), at(9_000_000))).toBeNull();
});

describe('watching', () => {
  const page = new EventTarget();
  let stop: () => void;
  let said: string[];

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    vi.stubGlobal('window', page);
    const watched = appThat(true);
    said = watched.said;
    stop = watchIdle(watched.app);
  });
  afterEach(() => {
    stop();
    cover.set(null);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('ten minutes after the last sign, also when the clock was put back an hour meanwhile', async () => {
    await vi.advanceTimersByTimeAsync(300_000);
    page.dispatchEvent(new Event('keydown'));
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(599_000);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect([said, cover.get()]).toEqual([['access.lock'], 'locked']);
  });

  test('at the first touch after the PC has slept, which does not put it off', async () => {
    await vi.advanceTimersByTimeAsync(1000);
    vi.setSystemTime(Date.now() + 3_600_000);
    page.dispatchEvent(new Event('pointermove'));
    await vi.advanceTimersByTimeAsync(1);
    expect([said, cover.get()]).toEqual([['access.lock'], 'locked']);
  });
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
  ['Qinghe2026', 'weak'],
  ['qinghexiaoxue2026', 'weak'],
  ['20260901Qinghe', 'weak'],
  ['Wangxiaoming@123', 'weak'],
  ['ab1cab1cab1c', 'weak'],
  ['Qinghe840617', 'fair'],
  ['qinghe-zhen-xuexiao', 'fair'],
  ['Shu4bei-7ge', 'good'],
  ['k7lm92pqtfa3', 'good'],
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
