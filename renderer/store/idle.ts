import type { AccessState } from '../../shared/ipc-access';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { access, cover } from './access';
import type { App } from './context';
import { commitAll } from './draft';

/** What somebody at the PC does. Only its time is noted, so that a keystroke costs nothing. */
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const minute = 60_000;

export const accessOf = ({ session }: Pick<App, 'session'>): AccessState =>
  access.get() ?? session.start.access;

/** One moment by both clocks, in milliseconds: that of the calendar can be set back, the other stands while the PC sleeps. */
export interface Moment {
  readonly calendar: number;
  readonly steady: number;
}

const present = (): Moment => ({ calendar: Date.now(), steady: performance.now() });

/** Milliseconds until the window is to be locked; null where it never is by itself, 0 or less where it is now. */
export function untilLock(
  { hasPassword, idleMinutes }: AccessState,
  lastSign: Moment,
  now: Moment,
): number | null {
  if (!hasPassword || idleMinutes <= 0) return null;
  const idle = Math.max(now.calendar - lastSign.calendar, now.steady - lastSign.steady);
  return idleMinutes * minute - idle;
}

/** Locks the window when nobody was at it for as long as the clerk said. Returns how to stop. */
export function watchIdle(app: App): () => void {
  let last = present();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whoever wakes the PC may not be who left it: a sign that comes when the lock is due does not put it off. */
  const noted = () => {
    const now = present();
    const left = untilLock(accessOf(app), last, now);
    if (left !== null && left <= 0 && cover.get() === null) plan();
    else last = now;
  };

  function plan() {
    clearTimeout(timer);
    const left = untilLock(accessOf(app), last, present());
    if (left === null) return;
    // In steps of a minute, because a timer stands while the PC sleeps.
    if (left > 0) timer = setTimeout(plan, Math.min(left, minute));
    else if (cover.get() === null) void lockNow(app).then(again);
  }
  /** Also after a lock that could not be: the next try comes when it is due again. */
  function again() {
    last = present();
    plan();
  }

  const stops = [
    access.subscribe(again),
    cover.subscribe(() => {
      if (cover.get() === null) again();
    }),
  ];
  for (const sign of signs) window.addEventListener(sign, noted, { capture: true, passive: true });
  plan();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) window.removeEventListener(sign, noted, { capture: true });
    for (const stop of stops) stop();
  };
}

/** Covers the window, saves what is on the way, and has main forget the key. What could not be saved is never locked away. */
export async function lockNow(app: App): Promise<void> {
  const { call, notices, session } = app;
  if (cover.get() !== null) return;
  if (session.start.practice) {
    notices.tell('现在打开的是示例学校，里面没有真的数据，不用锁定。');
    return;
  }
  if (!accessOf(app).hasPassword) {
    notices.tell('还没有设密码，不能锁定。可以在「更多」→「人员与密码」里设置。');
    return;
  }
  cover.set('saving');
  try {
    // Texts that stay drafts while their page is open, too: whoever quits from the lock screen must lose none.
    commitAll();
    const saved = (await session.state.get().submission?.save.settled()) ?? true;
    if (!saved) {
      cover.set(null);
      notices.tell(`还有 ${session.unsaved()} 项没有保存，没有锁定。原因见下方状态栏。`, 'problem');
      return;
    }
    await call('access.lock', null);
    cover.set('locked');
  } catch (thrown) {
    cover.set(null);
    notices.tell(`没有锁定。${errorSentence(errorOf(thrown))}`, 'problem');
  }
}
