import { cellName } from '../../shared/cell';
import type { AppError } from '../../shared/error';
import type { CellRef } from '../../shared/finding';
import type { CountedCell, RosterAssumption, RosterPlan } from '../../shared/roster/plan';
import { CallFailure, errorOf, type Call } from '../api';
import { createValue, type Observable } from './observable';
import { isFillable, isTicked, type Ticks } from './roster-plan-view';
import type { SubmissionStore } from './submission-store';

export interface RosterFillState {
  /** Of which submission all this is. */
  readonly submissionId: number | null;
  /** Null until main has told. */
  readonly plan: RosterPlan | null;
  readonly refused: AppError | null;
  readonly busy: boolean;
  /** Cells ticked or not by hand. */
  readonly ticks: Ticks;
  /** What was filled last, until something else is done here. */
  readonly filled: readonly CellRef[] | null;
}

/** What the rosters count, beside the forms, and how it gets into them. One for the window. */
export interface RosterFill {
  readonly state: Observable<RosterFillState>;
  /** Asks what the rosters count, once what was typed is saved; what was known of the same submission stays until then. */
  load(store: SubmissionStore): Promise<void>;
  /** As `load`, and takes back questions about differences that are no more. What is being typed is saved for it. */
  visit(store: SubmissionStore): Promise<void>;
  /** Main has told of the plan with another answer. */
  took(submissionId: number, plan: RosterPlan): void;
  answer(assumption: string, answer: string | null): Promise<void>;
  /** Confirms what is usual for all that are not answered, but for those without anything usual. */
  answerUsual(): Promise<void>;
  tick(cells: readonly CountedCell[], ticked: boolean): void;
  /**
   * Writes the ticked cells, which may be none, and has what was counted remembered; true when that is done. What main
   * refuses is in `refused`, with a new plan.
   */
  fill(store: SubmissionStore): Promise<boolean>;
}

const nothing: RosterFillState = {
  submissionId: null,
  plan: null,
  refused: null,
  busy: false,
  ticks: new Map(),
  filled: null,
};

export function createRosterFill(call: Call): RosterFill {
  const state = createValue<RosterFillState>(nothing);
  let asked = 0;

  function change(part: Partial<RosterFillState>) {
    state.set({ ...state.get(), ...part });
  }

  /** Of two questions on their way only the answer to the later one counts. */
  async function take(submissionId: number, ask: () => Promise<RosterPlan>) {
    asked += 1;
    const own = asked;
    change({ busy: true, refused: null, filled: null });
    try {
      const plan = await ask();
      if (own === asked && state.get().submissionId === submissionId) change({ plan, busy: false });
    } catch (thrown) {
      if (own === asked && state.get().submissionId === submissionId)
        change({ refused: errorOf(thrown), busy: false });
    }
  }

  async function load(store: SubmissionStore) {
    const { id } = store.submission.get();
    if (state.get().submissionId !== id) state.set({ ...nothing, submissionId: id });
    await take(id, async () => {
      // Main compares with what is stored.
      await store.save.settled();
      return call('rosters.plan', { submissionId: id });
    });
  }

  async function visit(store: SubmissionStore) {
    await load(store);
    const { submissionId, plan } = state.get();
    const isOpen = !store.locked.get() && submissionId === store.submission.get().id;
    if (plan?.settled === undefined || !isOpen) return;
    try {
      const settle = (revision: number) => call('rosters.settle', { submissionId, revision });
      if (await store.fillFromRosters([], settle)) await load(store);
    } catch (thrown) {
      if (state.get().submissionId === submissionId) change({ refused: errorOf(thrown) });
    }
  }

  function answerOne(submissionId: number, { id }: Pick<RosterAssumption, 'id'>, answer: string | null) {
    return call('rosters.answer', { submissionId, assumption: id, answer });
  }

  async function fill(store: SubmissionStore): Promise<boolean> {
    const { submissionId, plan, ticks } = state.get();
    if (plan === null || submissionId !== store.submission.get().id) return false;
    const cells = plan.cells.filter((cell) => isFillable(cell) && isTicked(cell, ticks));
    const chosen = cells.map(({ form, cell }): CellRef => ({ form, cell }));
    change({ busy: true, refused: null, filled: null });
    let refused: AppError | null = null;
    let saved = false;
    try {
      saved = await store.fillFromRosters(
        cells.map(({ form, cell, counted }) => ({ form, cell, content: { kind: 'number', text: counted } })),
        (revision) => call('rosters.apply', { submissionId, revision, digest: plan.digest, cells: chosen }),
      );
      if (!saved) refused = store.save.state.get().error;
    } catch (thrown) {
      // Somebody else changed the figures: for her it is the same, the list is another one now.
      const isStale = thrown instanceof CallFailure && thrown.error.code === 'submission.stale';
      refused = isStale ? { code: 'roster.planChanged', params: {} } : errorOf(thrown);
    }
    await load(store);
    if (state.get().submissionId !== submissionId) return saved;
    // What she left out stays left out.
    const leftOut = new Map([...ticks].filter(([, ticked]) => !ticked));
    change(saved && refused === null ? { filled: chosen, ticks: leftOut } : { refused });
    return saved && refused === null;
  }

  return {
    state,
    load,
    visit,
    took(submissionId, plan) {
      asked += 1;
      const same = state.get().submissionId === submissionId;
      state.set({ ...(same ? state.get() : nothing), submissionId, plan, busy: false, filled: null });
    },
    async answer(assumption, answer) {
      const { submissionId } = state.get();
      if (submissionId !== null)
        await take(submissionId, () => answerOne(submissionId, { id: assumption }, answer));
    },
    async answerUsual() {
      const { submissionId, plan } = state.get();
      if (submissionId === null || plan === null) return;
      await take(submissionId, async () => {
        let latest = plan;
        for (const assumption of unansweredUsual(plan))
          latest = await answerOne(submissionId, assumption, assumption.usual);
        return latest;
      });
    },
    tick(cells, ticked) {
      const ticks = new Map(state.get().ticks);
      for (const { form, cell } of cells) ticks.set(cellName(form, cell), ticked);
      change({ ticks });
    },
    fill,
  };
}

/** Assumptions without an answer that have something usual. */
export function unansweredUsual({ assumptions }: RosterPlan): readonly RosterAssumption[] {
  return assumptions.filter(({ answer, usual }) => answer === null && usual !== null);
}

const fills = new WeakMap<Call, RosterFill>();

/** The one of this window. */
export function rosterFillFor(call: Call): RosterFill {
  const known = fills.get(call) ?? createRosterFill(call);
  fills.set(call, known);
  return known;
}
