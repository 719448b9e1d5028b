import type { AppError } from '../../shared/error';
import type { StoredRoster } from '../../shared/roster/plan';
import { errorOf, type Call } from '../api';
import { createValue, type Observable } from './observable';

/** The rosters that count for one submission; null until main has told. */
export interface RosterListState {
  readonly submissionId: number | null;
  readonly rosters: readonly StoredRoster[] | null;
  readonly refused: AppError | null;
}

/** What is stored, for all parts of the page 名册. */
export interface RosterList {
  readonly state: Observable<RosterListState>;
  /** Asks main anew; what was known of the same submission stays until the answer is there. */
  load(submissionId: number): Promise<void>;
  /** Main has told of them with another answer, after saving or deleting. */
  took(submissionId: number, rosters: readonly StoredRoster[]): void;
}

export function createRosterList(call: Call): RosterList {
  const state = createValue<RosterListState>({ submissionId: null, rosters: null, refused: null });
  return {
    state,
    async load(submissionId) {
      const before = state.get();
      const known = before.submissionId === submissionId ? before.rosters : null;
      state.set({ submissionId, rosters: known, refused: null });
      try {
        const rosters = await call('rosters.list', { submissionId });
        if (state.get().submissionId === submissionId) state.set({ submissionId, rosters, refused: null });
      } catch (thrown) {
        if (state.get().submissionId === submissionId)
          state.set({ submissionId, rosters: known, refused: errorOf(thrown) });
      }
    },
    took: (submissionId, rosters) => state.set({ submissionId, rosters, refused: null }),
  };
}

const lists = new WeakMap<Call, RosterList>();

/** The one of this window. */
export function rosterListFor(call: Call): RosterList {
  const list = lists.get(call) ?? createRosterList(call);
  lists.set(call, list);
  return list;
}
