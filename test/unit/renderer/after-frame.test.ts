import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterFrame, forgetAfterFrame } from '../../../renderer/panels/after-frame';

let frames: (() => void)[];

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const paint = () => {
  const due = frames;
  frames = [];
  for (const frame of due) frame();
};

test('several updates share one frame and run after it', () => {
  const ran: string[] = [];
  afterFrame(() => ran.push('a'));
  afterFrame(() => ran.push('b'));
  expect(frames).toHaveLength(1);
  paint();
  expect(ran).toEqual([]);
  vi.runAllTimers();
  expect(ran).toEqual(['a', 'b']);
});

test('a change that comes between a frame and what follows it waits for its own frame', () => {
  const ran: string[] = [];
  const update = () => ran.push('panel');
  afterFrame(update);
  paint();
  afterFrame(update);
  vi.runAllTimers();
  expect(ran).toEqual([]);
  paint();
  vi.runAllTimers();
  expect(ran).toEqual(['panel']);
});

test('what is left is not updated any more, before the frame or after it', () => {
  const ran: string[] = [];
  const [early, late] = [() => ran.push('early'), () => ran.push('late')];
  afterFrame(early);
  afterFrame(late);
  forgetAfterFrame(early);
  paint();
  forgetAfterFrame(late);
  vi.runAllTimers();
  expect(ran).toEqual([]);
});
