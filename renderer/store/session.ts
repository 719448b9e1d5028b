import type { OpenSubmission, AppStart } from '../../shared/ipc';
import type { NewSchool, School } from '../../shared/school';
import type { Collection, NewCollection } from '../../shared/submission';
import type { Call } from '../api';
import { commitDraft } from './draft';
import { createValue, type Observable } from './observable';
import { createSubmission, type SubmissionStore } from './submission';

export interface SessionState {
  readonly schools: readonly School[];
  readonly collections: readonly Collection[];
  /** Null until there are a school and a collection. */
  readonly submission: SubmissionStore | null;
}

/** The schools and collections on this computer, and the submission that is open. */
export interface Session {
  readonly state: Observable<SessionState>;
  readonly start: AppStart;
  /** False when what is open could not be saved; then it stays open. */
  open(schoolId: number, collectionId: number): Promise<boolean>;
  createSchool(school: NewSchool): Promise<void>;
  updateSchool(school: School): Promise<void>;
  createCollection(collection: NewCollection): Promise<void>;
  updateCollection(collection: Collection): Promise<void>;
}

function replaced<T extends { readonly id: number }>(list: readonly T[], item: T): readonly T[] {
  return list.some(({ id }) => id === item.id)
    ? list.map((each) => (each.id === item.id ? item : each))
    : [...list, item];
}

export function createSession(start: AppStart, call: Call): Session {
  const { definitions } = start;
  const show = (open: OpenSubmission) => createSubmission({ definitions, open, call });
  const state = createValue<SessionState>({
    schools: start.schools,
    collections: start.collections,
    submission: start.open === null ? null : show(start.open),
  });

  /** Nothing leaves the screen before it is saved. */
  async function open(schoolId: number, collectionId: number): Promise<boolean> {
    commitDraft();
    const saved = (await state.get().submission?.save.settled()) ?? true;
    if (!saved) return false;
    const opened = await call('submission.open', { schoolId, collectionId });
    state.set({ ...state.get(), submission: show(opened) });
    return true;
  }

  function newest(): Collection | undefined {
    return [...state.get().collections].sort((a, b) => b.schoolYear - a.schoolYear)[0];
  }

  async function openSchool(school: School) {
    state.set({ ...state.get(), schools: replaced(state.get().schools, school) });
    const collection = state.get().submission?.collection ?? newest();
    if (collection !== undefined) await open(school.id, collection.id);
  }

  async function openCollection(collection: Collection) {
    state.set({ ...state.get(), collections: replaced(state.get().collections, collection) });
    const school = state.get().submission?.school ?? state.get().schools[0];
    if (school !== undefined) await open(school.id, collection.id);
  }

  return {
    state,
    start,
    open,
    createSchool: async (school) => openSchool(await call('school.create', school)),
    updateSchool: async (school) => openSchool(await call('school.update', school)),
    createCollection: async (collection) => openCollection(await call('collection.create', collection)),
    updateCollection: async (collection) => openCollection(await call('collection.update', collection)),
  };
}
