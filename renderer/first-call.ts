import { createCall } from './api';

// The page imports this before anything else: main answers while React and the engine are still being read.
export const call = createCall(window.tianbao);
export const started = call('app.start', null);
