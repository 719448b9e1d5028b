import type { AppError } from '../../shared/error';
import type { ImportedTargets, SavedFile } from '../../shared/ipc-figures';
import { newFamily, nextVersion } from '../../shared/own-profile';
import type { TargetProfile } from '../../shared/target-profile';
import { errorOf, type Call } from '../api';
import { createValue, type Observable } from '../store/observable';
import { draftOf, newDraft, profileOf, type Draft } from './targets-draft';
import { keepDraft, keptDraft } from './targets-kept';

export interface TargetsState {
  /** The bureau's own profiles, those saved last first; null until they were asked for. */
  readonly own: readonly TargetProfile[] | null;
  /** The profile that is shown; null: the first. */
  readonly shown: string | null;
  /** Up to four that are looked at side by side, in the order in which they were chosen. */
  readonly compared: readonly string[];
  readonly view: 'one' | 'compare' | 'edit';
  readonly draft: Draft | null;
  readonly done: readonly Draft[];
  readonly undone: readonly Draft[];
  /** What the last step changed, so that one word is one step back. */
  readonly step: string | null;
  /** The row whose value gets the focus next. */
  readonly focus: number | null;
  readonly busy: boolean;
  readonly refused: AppError | null;
  /** A file whose id is taken by another content: she decides. */
  readonly offered: ImportedTargets | null;
}

/** How many profiles fit side by side. */
export const comparedLimit = 4;
const undoLimit = 200;

/** The page about target profiles. It outlives the page, so that she can look something up and come back. */
export interface TargetsStore {
  readonly state: Observable<TargetsState>;
  load(): Promise<void>;
  show(id: string): void;
  compare(id: string, wanted: boolean): void;
  view(view: TargetsState['view']): void;
  /** Begins a new profile from any, or the next version of an own one; what was being edited is gone. */
  begin(profile: TargetProfile, as: 'new' | 'version', county: string): void;
  /** `step` names what is changed: following changes of the same are taken back at once. */
  change(edit: (draft: Draft) => Draft, step?: string): void;
  add(edit: (draft: Draft) => Draft): void;
  undo(): void;
  redo(): void;
  drop(): void;
  focused(): void;
  /** The version that was saved; null when it was refused. */
  save(): Promise<TargetProfile | null>;
  remove(id: string): Promise<boolean>;
  export(id: string): Promise<SavedFile | null>;
  import(): Promise<ImportedTargets | null>;
  /** Saves what a file offered as the next version, or leaves it. */
  answer(take: boolean): Promise<TargetProfile | null>;
}

const nothing: TargetsState = {
  ...{ own: null, shown: null, compared: [], view: 'one', draft: null, done: [], undone: [] },
  ...{ step: null, focus: null, busy: false, refused: null, offered: null },
};

export function createTargetsStore(call: Call, storage?: Storage): TargetsStore {
  const draft = keptDraft(storage);
  const state = createValue<TargetsState>({ ...nothing, draft, view: draft === null ? 'one' : 'edit' });

  function update(next: Partial<TargetsState>) {
    const before = state.get().draft;
    state.set({ ...state.get(), ...next });
    if (state.get().draft !== before) keepDraft(storage, state.get().draft);
  }

  async function during<T>(work: () => Promise<T>): Promise<T | null> {
    if (state.get().busy) return null;
    update({ busy: true, refused: null });
    try {
      return await work();
    } catch (thrown) {
      update({ refused: errorOf(thrown) });
      return null;
    } finally {
      update({ busy: false });
    }
  }

  const refresh = async () => update({ own: await call('targets.list', null) });
  const ended = { draft: null, done: [], undone: [], step: null, focus: null };

  async function saved(profile: TargetProfile): Promise<TargetProfile> {
    const now = await call('targets.save', profile);
    await refresh();
    update({ shown: now.id, view: 'one' });
    return now;
  }

  return {
    state,
    load: async () => void (await during(refresh)),
    show: (id) => update({ shown: id, view: 'one', refused: null }),
    compare(id, wanted) {
      const others = state.get().compared.filter((each) => each !== id);
      if (wanted && others.length === comparedLimit) return;
      const compared = wanted ? [...others, id] : others;
      const view = state.get().view === 'compare' && compared.length < 2 ? 'one' : state.get().view;
      update({ compared, view });
    },
    view: (view) => update({ view, refused: null }),
    begin(profile, as, county) {
      const next = as === 'new' ? newDraft(profile, county) : draftOf(profile);
      update({ ...ended, draft: next, view: 'edit', refused: null });
    },
    change(edit, step) {
      const { draft: before, done, step: last } = state.get();
      if (before === null) return;
      const isSameStep = step !== undefined && step === last;
      update({
        draft: edit(before),
        done: isSameStep ? done : [...done, before].slice(-undoLimit),
        undone: [],
        step: step ?? null,
      });
    },
    add(edit) {
      const { draft: before, done } = state.get();
      if (before === null) return;
      const next = edit(before);
      const key = next.rows.at(-1)?.key ?? null;
      update({
        ...{ draft: next, done: [...done, before].slice(-undoLimit), undone: [] },
        ...{ step: null, focus: key },
      });
    },
    undo() {
      const { draft: now, done, undone } = state.get();
      const before = done.at(-1);
      if (now === null || before === undefined) return;
      update({ draft: before, done: done.slice(0, -1), undone: [...undone, now], step: null });
    },
    redo() {
      const { draft: now, done, undone } = state.get();
      const next = undone.at(-1);
      if (now === null || next === undefined) return;
      update({ draft: next, undone: undone.slice(0, -1), done: [...done, now], step: null });
    },
    drop: () => update({ ...ended, view: 'one', refused: null }),
    focused: () => update({ focus: null }),
    save: () =>
      during(async () => {
        const { draft: now } = state.get();
        if (now === null) throw new Error('nothing is edited');
        const family = now.family ?? newFamily();
        const version = nextVersion(family, await call('targets.list', null));
        const profile = profileOf(now, family, version);
        if (profile === null) throw new Error('the draft has problems');
        const done = await saved(profile);
        update(ended);
        return done;
      }),
    remove: async (id) =>
      (await during(async () => {
        await call('targets.remove', { id });
        await refresh();
        const { compared } = state.get();
        update({ shown: null, view: 'one', compared: compared.filter((each) => each !== id) });
        return true;
      })) ?? false,
    export: (id) => during(() => call('targets.export', { id })),
    import: () =>
      during(async () => {
        const read = await call('targets.import', null);
        if (read === null) return null;
        await refresh();
        if (read.outcome === 'differs') update({ offered: read });
        else update({ shown: read.profile.id, view: 'one' });
        return read;
      }),
    answer: async (take) => {
      const { offered } = state.get();
      update({ offered: null });
      return take && offered !== null ? during(() => saved(offered.profile)) : null;
    },
  };
}

const stores = new WeakMap<Call, TargetsStore>();

/** The one of this window. */
export function targetsStoreFor(call: Call): TargetsStore {
  const store = stores.get(call) ?? createTargetsStore(call, localStorage);
  stores.set(call, store);
  return store;
}
