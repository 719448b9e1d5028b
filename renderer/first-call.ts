import type { AppStart } from '../shared/ipc';
import { createCall } from './api';

// The page imports this before anything else: main answers while React and the engine are still being read.
export const call = createCall(window.tianbao);
let first: Promise<AppStart> | null = call('app.start', null);

/** What main answers to the start, once: it holds long texts that nobody needs again. */
export function started(): Promise<AppStart> {
  const answer = first ?? call('app.start', null);
  first = null;
  return answer;
}
