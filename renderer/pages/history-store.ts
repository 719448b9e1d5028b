import type { AppError } from '../../shared/error';
import type { AuditChange, AuditPage, LifeStep } from '../../shared/ipc-audit';
import { type Call, errorOf } from '../api';
import { createValue, type Observable } from '../store/observable';
import { type Filter, timesOf, unfiltered } from './history-filter';

export interface HistoryState {
  /** Null until it was read. */
  readonly life: readonly LifeStep[] | null;
  readonly changes: readonly AuditChange[] | null;
  readonly total: number;
  readonly forms: AuditPage['forms'];
  readonly operators: AuditPage['operators'];
  readonly filter: Filter;
  readonly loading: boolean;
  readonly problem: AppError | null;
}

export interface HistoryStore {
  readonly state: Observable<HistoryState>;
  /** Reads both from the beginning. */
  load(): Promise<void>;
  filterBy(part: Partial<Filter>): Promise<void>;
  more(): Promise<void>;
}

const pageLength = 100;

export function createHistoryStore(call: Call, submissionId: number): HistoryStore {
  const state = createValue<HistoryState>({
    ...{ life: null, changes: null, total: 0, forms: [], operators: [] },
    ...{ filter: unfiltered, loading: false, problem: null },
  });
  /** Grows with every question: the answer to an earlier one is not shown any more. */
  let asked = 0;

  async function read(before: readonly AuditChange[]): Promise<void> {
    asked += 1;
    const question = asked;
    const { filter } = state.get();
    state.set({ ...state.get(), loading: true, problem: null });
    try {
      const page = await call('audit.changes', {
        ...{
          submissionId,
          form: filter.form,
          operator: filter.operator,
          ...timesOf(filter.time, new Date()),
          afterVersion: filter.versions?.after ?? null,
          throughVersion: filter.versions?.through ?? null,
        },
        ...{ before: before.at(-1)?.id ?? null, limit: pageLength },
      });
      if (question !== asked) return;
      const { changes, ...rest } = page;
      state.set({ ...state.get(), ...rest, changes: [...before, ...changes], loading: false });
    } catch (error) {
      if (question === asked) state.set({ ...state.get(), loading: false, problem: errorOf(error) });
    }
  }

  return {
    state,
    load: async () => {
      try {
        const life = await call('audit.life', { submissionId });
        state.set({ ...state.get(), life });
      } catch (error) {
        state.set({ ...state.get(), problem: errorOf(error) });
        return;
      }
      await read([]);
    },
    filterBy: async (part) => {
      state.set({ ...state.get(), filter: { ...state.get().filter, ...part } });
      await read([]);
    },
    more: async () => {
      const { changes, total, loading } = state.get();
      if (loading || changes === null || changes.length >= total) return;
      await read(changes);
    },
  };
}
