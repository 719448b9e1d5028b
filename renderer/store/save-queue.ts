import { errorOf } from '../api';
import type { AppError, ErrorCode } from '../../shared/error';
import { canPass, createAgain, type Later } from './save-again';
import { createValue, type Observable } from './observable';
import { apart, inParts, itemsOf, merged, namesOf, outlived, type Write } from './write';

export interface SaveState {
  readonly status: 'saved' | 'saving' | 'failed';
  readonly items: number;
  readonly error: AppError | null;
  /** What failed is tried again by itself before long. */
  readonly triesAgain: boolean;
}

export type SaveMark = 'saving' | 'failed' | null;

export interface SaveQueue {
  readonly state: Observable<SaveState>;
  add(write: Write): void;
  /** Sends again what could not be saved, what was set aside included. */
  retry(): void;
  /** True when everything is saved; false when a write failed, or when all the rest is saved but what main refused. */
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
  readonly reload: () => Promise<number>;
  /** The marks of these cells changed. */
  readonly onMarks: (names: readonly string[]) => void;
  /** Only tests pass a clock of their own. */
  readonly later?: Later;
}

const changesPerCall = 20000;
const reloadsInARow = 3;

/** Refusals of the write itself: the same write meets them again, and the next one need not. */
const refusedForGood: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'app.badRequest',
  'submission.unknownCell',
  'submission.readOnlyCell',
]);

/** A write that main refused for good. It waits for the clerk, and the writes behind it do not wait for it. */
interface Refused {
  readonly write: Write;
  readonly error: AppError;
}

/** Saves in the order of entry, one call at a time; what is entered meanwhile travels together in the next one. */
export function createSaveQueue(options: SaveQueueOptions): SaveQueue {
  const state = createValue<SaveState>({ status: 'saved', items: 0, error: null, triesAgain: false });
  const marks = new Map<string, number>();
  let writes: Write[] = [];
  let aside: readonly Refused[] = [];
  /** Refused once: sent again alone, so that it takes nothing else down with it. */
  const alone = new WeakSet<Write>();
  let inFlight: Write | null = null;
  let failure: AppError | null = null;
  let revision = options.revision;
  let waiting: ((saved: boolean) => void)[] = [];
  const again = createAgain(() => void pump(true), options.later);

  function publish() {
    const unsaved = [...aside.map(({ write }) => write), ...writes];
    const items = unsaved.reduce((sum, write) => sum + itemsOf(write), 0);
    const error = failure ?? aside[0]?.error ?? null;
    const status = error !== null ? 'failed' : items === 0 ? 'saved' : 'saving';
    const before = state.get();
    const triesAgain = failure !== null && canPass(failure.code);
    const alike = before.status === status && before.items === items && before.error === error;
    if (!alike || before.triesAgain !== triesAgain) state.set({ status, items, error, triesAgain });
    if (failure === null && writes.length > 0) return;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(status === 'saved');
  }

  function count(write: Write, step: 1 | -1) {
    const turned: string[] = [];
    for (const name of namesOf(write)) {
      const before = marks.get(name) ?? 0;
      if (before + step > 0) marks.set(name, before + step);
      else marks.delete(name);
      // Cells that wait already look the same when they wait in a larger write.
      if (before === 0 || before + step === 0) turned.push(name);
    }
    if (turned.length > 0) options.onMarks(turned);
  }

  function setFailure(next: AppError | null) {
    if (failure === next) return;
    failure = next;
    options.onMarks([...marks.keys()]);
  }

  function take(write: Write) {
    const last = writes.at(-1);
    const joined =
      last === undefined ||
      last === inFlight ||
      alone.has(last) ||
      itemsOf(last) + itemsOf(write) > changesPerCall
        ? null
        : merged(last, write);
    if (joined === null || last === undefined) {
      writes.push(write);
      count(write, 1);
      return;
    }
    writes[writes.length - 1] = joined;
    count(joined, 1);
    count(last, -1);
  }

  /** Of a refused write only what was not entered anew is worth trying again: a retry must not undo the correction. */
  function forget(later: Write) {
    if (aside.length === 0) return;
    const replaced = aside;
    aside = replaced.flatMap(({ write, error }) => {
      const left = outlived(write, later);
      if (left !== null) alone.add(left);
      return left === null ? [] : [{ write: left, error }];
    });
    for (const { write } of replaced) count(write, -1);
    for (const { write } of aside) count(write, 1);
    options.onMarks(replaced.flatMap(({ write }) => namesOf(write)));
  }

  /** Takes the first write out of the way; of several cells only the one that the refusal names. */
  function setAside(write: Write, error: AppError) {
    const parts = 'cell' in error.params ? apart(write, error.params.form, error.params.cell) : null;
    const [refused, rest] = parts ?? [write, null];
    alone.add(refused);
    writes = [...(rest === null ? [] : [rest]), ...writes.slice(1)];
    aside = [...aside, { write: refused, error }];
    for (const later of writes) forget(later);
    options.onMarks(namesOf(refused));
  }

  function retry() {
    const refused = aside.map(({ write }) => write);
    aside = [];
    writes = inFlight === null ? [...refused, ...writes] : [inFlight, ...refused, ...writes.slice(1)];
    options.onMarks(refused.flatMap(namesOf));
    // She asked: a try that is under way of its own accord is hers now.
    setFailure(null);
    publish();
    void pump();
  }

  /** A try of its own accord says nothing until it has succeeded: the failure stands until then. */
  async function pump(quiet = false) {
    if (inFlight !== null) return;
    again.callOff();
    let reloads = 0;
    if (!quiet) setFailure(null);
    publish();
    for (let write = writes[0]; write !== undefined; write = writes[0]) {
      inFlight = write;
      try {
        revision = (await options.send(write, revision)).revision;
        reloads = 0;
        again.forget();
      } catch (thrown) {
        const error = errorOf(thrown);
        const before = failure;
        const isStale = error.code === 'submission.stale' && reloads < reloadsInARow;
        reloads += 1;
        if (isStale && (await reloaded())) continue;
        inFlight = null;
        if (refusedForGood.has(error.code)) {
          setAside(write, error);
          publish();
          continue;
        }
        const met = failure === before ? error : (failure ?? error);
        setFailure(before?.code === met.code ? before : met);
        if (canPass(met.code)) again.plan();
        break;
      }
      inFlight = null;
      setFailure(null);
      writes = writes.slice(1);
      count(write, -1);
      publish();
    }
    if (writes.length === 0) setFailure(null);
    publish();
  }

  async function reloaded(): Promise<boolean> {
    try {
      revision = await options.reload();
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
      forget(write);
      for (const part of inParts(write, changesPerCall)) take(part);
      publish();
      void pump();
    },
    retry,
    settled() {
      if (writes.length === 0) return Promise.resolve(aside.length === 0);
      if (failure !== null) return Promise.resolve(false);
      return new Promise((resolve) => waiting.push(resolve));
    },
    pending: () => [...aside.map(({ write }) => write), ...writes],
    markOf(name) {
      if (!marks.has(name)) return null;
      return failure !== null || aside.some(({ write }) => namesOf(write).includes(name))
        ? 'failed'
        : 'saving';
    },
    revision: () => revision,
    rebase: (next) => {
      revision = next;
    },
  };
}
