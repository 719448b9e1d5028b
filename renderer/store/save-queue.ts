import { errorOf } from '../api';
import type { AppError } from '../../shared/error';
import { createValue, type Observable } from './observable';
import { itemsOf, merged, namesOf, type Write } from './write';

export interface SaveState {
  readonly status: 'saved' | 'saving' | 'failed';
  readonly items: number;
  readonly error: AppError | null;
}

export type SaveMark = 'saving' | 'failed' | null;

export interface SaveQueue {
  readonly state: Observable<SaveState>;
  add(write: Write): void;
  /** Sends again what could not be saved. */
  retry(): void;
  /** True as soon as everything is saved, false as soon as a write fails. */
  settled(): Promise<boolean>;
  /** Writes not acknowledged yet, oldest first. */
  pending(): readonly Write[];
  markOf(name: string): SaveMark;
  revision(): number;
  /** Main moved the submission on by something that did not go through the queue. */
  rebase(revision: number): void;
}

export interface SaveQueueOptions {
  readonly revision: number;
  readonly send: (write: Write, revision: number) => Promise<{ revision: number }>;
  /** Somebody else changed the submission: fetch it anew, lay the pending writes over it, tell its revision. */
  readonly reload: (pending: readonly Write[]) => Promise<number>;
  /** The marks of these cells changed. */
  readonly onMarks: (names: readonly string[]) => void;
}

const changesPerCall = 20000;
const reloadsInARow = 3;

/** Saves in the order of entry, one call at a time; what is entered meanwhile travels together in the next one. */
export function createSaveQueue(options: SaveQueueOptions): SaveQueue {
  const state = createValue<SaveState>({ status: 'saved', items: 0, error: null });
  const marks = new Map<string, number>();
  let writes: Write[] = [];
  let inFlight: Write | null = null;
  let failure: AppError | null = null;
  let revision = options.revision;
  let waiting: ((saved: boolean) => void)[] = [];

  function publish() {
    const items = writes.reduce((sum, write) => sum + itemsOf(write), 0);
    const status = failure !== null ? 'failed' : items === 0 ? 'saved' : 'saving';
    const before = state.get();
    if (before.status !== status || before.items !== items || before.error !== failure) {
      state.set({ status, items, error: failure });
    }
    if (status === 'saving') return;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(status === 'saved');
  }

  function count(write: Write, step: 1 | -1) {
    const names = namesOf(write);
    for (const name of names) {
      const left = (marks.get(name) ?? 0) + step;
      if (left > 0) marks.set(name, left);
      else marks.delete(name);
    }
    options.onMarks(names);
  }

  function setFailure(next: AppError | null) {
    if (failure === next) return;
    failure = next;
    options.onMarks([...marks.keys()]);
  }

  function take(write: Write) {
    const last = writes.at(-1);
    const joined =
      last === undefined || last === inFlight || itemsOf(last) + itemsOf(write) > changesPerCall
        ? null
        : merged(last, write);
    if (joined === null || last === undefined) {
      writes.push(write);
      count(write, 1);
      return;
    }
    writes[writes.length - 1] = joined;
    count(last, -1);
    count(joined, 1);
  }

  async function pump() {
    if (inFlight !== null) return;
    let reloads = 0;
    setFailure(null);
    publish();
    for (let write = writes[0]; write !== undefined; write = writes[0]) {
      inFlight = write;
      try {
        revision = (await options.send(write, revision)).revision;
        reloads = 0;
      } catch (thrown) {
        const error = errorOf(thrown);
        const again = error.code === 'submission.stale' && reloads < reloadsInARow;
        reloads += 1;
        if (again && (await reloaded())) continue;
        inFlight = null;
        setFailure(failure ?? error);
        break;
      }
      inFlight = null;
      writes = writes.slice(1);
      count(write, -1);
      publish();
    }
    publish();
  }

  async function reloaded(): Promise<boolean> {
    try {
      revision = await options.reload(writes);
      return true;
    } catch (thrown) {
      setFailure(errorOf(thrown));
      return false;
    }
  }

  return {
    state,
    add(write) {
      if (itemsOf(write) === 0) return;
      take(write);
      publish();
      void pump();
    },
    retry: () => void pump(),
    settled() {
      if (writes.length === 0) return Promise.resolve(true);
      if (failure !== null) return Promise.resolve(false);
      return new Promise((resolve) => waiting.push(resolve));
    },
    pending: () => writes,
    markOf: (name) => (marks.has(name) ? (failure === null ? 'saving' : 'failed') : null),
    revision: () => revision,
    rebase: (next) => {
      revision = next;
    },
  };
}
