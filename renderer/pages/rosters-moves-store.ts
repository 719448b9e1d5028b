import type { AppError } from '../../shared/error';
import type { LedgerProposal, Move, Movement, Movements } from '../../shared/roster/plan';
import { errorOf, type Call } from '../api';
import { createValue, type Observable } from '../store/observable';
import { isOpen, keyOf, takers, withWord, type MovesFilter } from './rosters-moves-view';

/** Words that were said at once, and what had been said before: one step of undo. */
interface Step {
  /** As they were before. */
  readonly people: readonly Movement[];
  readonly wordOf: (movement: Movement) => Move | null;
}

export interface RosterMovesState {
  readonly submissionId: number | null;
  /** Null until main has told. */
  readonly movements: Movements | null;
  readonly ledgers: readonly LedgerProposal[];
  readonly filter: MovesFilter;
  readonly flow: number | null;
  readonly kept: ReadonlySet<string>;
  /** Keys of the rows that are ticked. */
  readonly ticked: ReadonlySet<string>;
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
  readonly refused: AppError | null;
}

/** Who came and went, on the page. It outlives the page, so that the clerk can look something up and come back. */
export interface RosterMovesStore {
  readonly state: Observable<RosterMovesState>;
  load(submissionId: number): Promise<void>;
  filter(filter: MovesFilter): void;
  /** The same flow again shows all names. */
  flow(flow: number | null): void;
  tick(keys: readonly string[], ticked: boolean): void;
  /** Of whom it cannot be said is passed over; gives of how many it was said. */
  say(people: readonly Movement[], word: Move | null): number;
  /** Each gets the word that the rosters suggest, who has none yet. */
  confirm(people: readonly Movement[]): number;
  undo(): void;
  redo(): void;
  /** All that was said is at main. */
  settled(): Promise<void>;
}

const nothing: RosterMovesState = {
  ...{ submissionId: null, movements: null, ledgers: [], filter: 'open', flow: null, kept: new Set() },
  ...{ ticked: new Set(), done: [], undone: [], refused: null },
};

export function createRosterMoves(call: Call): RosterMovesStore {
  const state = createValue<RosterMovesState>(nothing);
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const update = (next: Partial<RosterMovesState>) => state.set({ ...state.get(), ...next });
  const isStill = (submissionId: number) => state.get().submissionId === submissionId;

  async function load(submissionId: number): Promise<void> {
    if (!isStill(submissionId)) state.set({ ...nothing, submissionId });
    await last;
    try {
      const [movements, ledgers] = await Promise.all([
        call('rosters.movements', { submissionId }),
        call('rosters.ledgers', { submissionId }),
      ]);
      if (isStill(submissionId)) update({ ...fitting(movements), movements, ledgers, refused: null });
    } catch (thrown) {
      if (isStill(submissionId)) update({ refused: errorOf(thrown) });
    }
  }

  /** Another roster has other people: what was ticked and done goes with the old ones. */
  function fitting(movements: Movements): Partial<RosterMovesState> {
    const { movements: before, filter } = state.get();
    const named = (all: Movements) =>
      all.movements.map((each) => `${keyOf(each)} ${each.person.values.name ?? ''}`).join();
    if (before !== null && named(before) === named(movements)) return {};
    const none = filter === 'open' && !movements.movements.some(isOpen);
    const fresh = { flow: null, kept: new Set<string>(), ticked: new Set<string>(), done: [], undone: [] };
    return { ...fresh, ...(none && { filter: 'all' as const }) };
  }

  /** One after the other; what main answers counts once nothing more is on its way. */
  function send(people: readonly Movement[], word: Move | null): void {
    const { submissionId, movements } = state.get();
    if (submissionId === null || movements === null || people.length === 0) return;
    const keys = new Set(people.map(keyOf));
    update({ movements: withWord(movements, keys, word) });
    waiting += 1;
    const before = last;
    last = (async () => {
      await before;
      try {
        const named = people.map(({ person }) => ({ kind: person.kind, person: person.id }));
        const told = await call('rosters.classify', { submissionId, people: named, move: word });
        if (waiting > 1 || !isStill(submissionId)) return;
        update({ movements: told, refused: null });
        const ledgers = await call('rosters.ledgers', { submissionId });
        if (isStill(submissionId)) update({ ledgers });
      } catch (thrown) {
        const refused = errorOf(thrown);
        // What the window shows was not stored: main says what counts.
        await call('rosters.movements', { submissionId }).then(
          (told) => isStill(submissionId) && update({ ...fitting(told), movements: told }),
          () => undefined,
        );
        if (isStill(submissionId)) update({ refused, done: [], undone: [] });
      } finally {
        waiting -= 1;
      }
    })();
  }

  function take(people: readonly Movement[], wordOf: Step['wordOf']): number {
    if (people.length === 0) return 0;
    const { done, kept } = state.get();
    update({
      done: [...done, { people, wordOf }].slice(-200),
      undone: [],
      kept: new Set([...kept, ...people.map(keyOf)]),
      ticked: new Set(),
    });
    sendEach(people, wordOf);
    return people.length;
  }

  function sendEach(people: readonly Movement[], wordOf: Step['wordOf']): void {
    for (const word of new Set(people.map(wordOf)))
      send(
        people.filter((each) => wordOf(each) === word),
        word,
      );
  }

  return {
    state,
    load,
    filter: (filter) => update({ filter, kept: new Set(), ticked: new Set() }),
    flow: (flow) =>
      update({ flow: state.get().flow === flow ? null : flow, ticked: new Set(), kept: new Set() }),
    tick(keys, ticked) {
      const next = new Set(state.get().ticked);
      for (const key of keys)
        if (ticked) next.add(key);
        else next.delete(key);
      update({ ticked: next });
    },
    say: (people, word) =>
      take(
        takers(people, word).filter(({ chosen }) => chosen !== word),
        () => word,
      ),
    confirm: (people) =>
      take(
        people.filter(({ chosen, suggested }) => chosen === null && suggested !== null),
        ({ suggested }) => suggested,
      ),
    undo() {
      const { done, undone } = state.get();
      const step = done.at(-1);
      if (step === undefined) return;
      update({ done: done.slice(0, -1), undone: [...undone, step] });
      sendEach(step.people, ({ chosen }) => chosen);
    },
    redo() {
      const { done, undone } = state.get();
      const step = undone.at(-1);
      if (step === undefined) return;
      update({ done: [...done, step], undone: undone.slice(0, -1) });
      sendEach(step.people, step.wordOf);
    },
    settled: () => last,
  };
}

const stores = new WeakMap<Call, RosterMovesStore>();

/** The one of this window. */
export function rosterMovesFor(call: Call): RosterMovesStore {
  const store = stores.get(call) ?? createRosterMoves(call);
  stores.set(call, store);
  return store;
}
