import type { AppError } from '../../shared/error';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { type Call, errorOf } from '../api';
import { createValue, type Observable } from '../store/observable';
import { windowLines } from './about-window';

interface AboutState {
  readonly lines: readonly SelfCheckLine[];
  readonly checking: boolean;
  readonly problem: AppError | null;
}

export interface AboutStore {
  readonly state: Observable<AboutState>;
  /** What is known at once comes first; reading the whole data takes longer. */
  check(): Promise<void>;
}

export function createAboutStore(call: Call): AboutStore {
  const state = createValue<AboutState>({ lines: [], checking: false, problem: null });
  return {
    state,
    check: async () => {
      if (state.get().checking) return;
      state.set({ ...state.get(), checking: true, problem: null });
      try {
        const quick = [...(await call('about.selfCheck', null)), ...windowLines()];
        state.set({ ...state.get(), lines: quick });
        const data = await call('about.checkData', null);
        state.set({ lines: [...data, ...quick], checking: false, problem: null });
      } catch (error) {
        state.set({ ...state.get(), checking: false, problem: errorOf(error) });
      }
    },
  };
}
