import type { Definitions } from '../../shared/definitions';
import { type ParsedExpressions, rememberParsed } from '../../shared/expression';
import type { OpenSubmission, AppStart } from '../../shared/ipc';
import type { HomeStanding, Preferences } from '../../shared/ipc-fill';
import type { NewSchool, School } from '../../shared/school';
import type { SchoolChange } from '../../shared/school-change';
import type { Collection, NewCollection } from '../../shared/submission';
import { CallFailure, type Call } from '../api';
import { splitName } from './cell-snapshot';
import { dayFrom } from './day';
import { commitAll } from './draft';
import { filedVersion } from './exported';
import { standingOf } from './home-standing';
import { createValue, type Observable } from './observable';
import { createSubmission } from './submission';
import type { SubmissionStore } from './submission-store';

export interface SessionState {
  readonly schools: readonly School[];
  readonly collections: readonly Collection[];
  /** Null until there are a school and a collection. */
  readonly submission: SubmissionStore | null;
}

/** The schools and collections on this computer, and the submission that is open. */
export interface Session {
  readonly state: Observable<SessionState>;
  readonly start: Omit<AppStart, 'definitions' | 'expressions' | 'today'>;
  readonly definitions: Definitions;
  /** Local date, `2026-09-06`, also after a night. */
  readonly today: () => string;
  /** What the window remembers from one start to the next. */
  readonly preferences: Observable<Preferences>;
  prefer(part: Preferences): void;
  /** Main has changed and remembered this by itself. */
  follow(part: Preferences): void;
  /** False when what is open could not be saved; then it stays open. */
  open(schoolId: number, collectionId: number): Promise<boolean>;
  /** Tries once more to save everything, what failed before included; false when that did not work. */
  saveNow(): Promise<boolean>;
  /** How many changes of what is open are not saved. */
  unsaved(): number;
  /** These four say, by throwing, why what is open could not be saved; then nothing was changed. */
  createSchool(school: NewSchool): Promise<void>;
  updateSchool(school: School): Promise<void>;
  /** What updating the school would show and hide; throws, too, when what is open could not be saved. */
  previewSchool(school: School): Promise<SchoolChange>;
  createCollection(collection: NewCollection): Promise<void>;
  updateCollection(collection: Collection): Promise<void>;
  /** Keeps what the home page shows, so that the next start has it at once. */
  keepStanding(): Promise<void>;
  /** An import may have made a school and a collection: learns of them and opens; false as `open`. */
  openImported(schoolId: number, collectionId: number): Promise<boolean>;
}

function replaced<T extends { readonly id: number }>(list: readonly T[], item: T): readonly T[] {
  return list.some(({ id }) => id === item.id)
    ? list.map((each) => (each.id === item.id ? item : each))
    : [...list, item];
}

/** The texts are not kept: they are long, and what they say is. */
export function createSession({ definitions: text, expressions, ...start }: AppStart, call: Call): Session {
  const definitions = JSON.parse(text) as Definitions;
  if (expressions !== undefined) rememberParsed(() => JSON.parse(expressions) as ParsedExpressions);
  const today = dayFrom(start.today);
  const show = (open: OpenSubmission, standing?: HomeStanding) => {
    const { filedVersion: version, data } = open;
    filedVersion.set(version === undefined ? null : { submissionId: data.submission.id, version });
    return createSubmission({ definitions, open, call, today, standing });
  };
  const state = createValue<SessionState>({
    schools: start.schools,
    collections: start.collections,
    submission: start.open === null ? null : show(start.open, start.standing),
  });

  const preferences = createValue(start.preferences);

  /** Nothing leaves the screen before it is saved. */
  async function saved(): Promise<boolean> {
    commitAll();
    return (await state.get().submission?.save.settled()) ?? true;
  }

  /** What is on screen and how far it is saved. */
  function standing() {
    const { submission } = state.get();
    return { submission, revision: submission?.save.revision() };
  }

  /** Where the cursor was in the other submission it is in this one, if it has the cell. */
  function resumed(next: SubmissionStore, before: SubmissionStore | null): SubmissionStore {
    const active = before?.selection.active() ?? null;
    if (active !== null) {
      const { form, cell } = splitName(active);
      next.selection.remember(form, cell);
    }
    return next;
  }

  async function open(schoolId: number, collectionId: number): Promise<boolean> {
    for (;;) {
      if (!(await saved())) return false;
      const before = standing();
      const opened = await call('submission.open', { schoolId, collectionId });
      // What is shown can be typed into until the very end; what was typed meanwhile may be part of what was fetched.
      if (!(await saved())) return false;
      const now = standing();
      if (now.submission !== before.submission || now.revision !== before.revision) continue;
      state.set({ ...state.get(), submission: resumed(show(opened), now.submission) });
      return true;
    }
  }

  function saveNow(): Promise<boolean> {
    const save = state.get().submission?.save;
    if (save?.state.get().status === 'failed') save.retry();
    return saved();
  }

  function notSaved(): CallFailure {
    const error = state.get().submission?.save.state.get().error;
    return new CallFailure(error ?? { code: 'app.internal', params: { id: 'save' } });
  }

  /** A school or collection is changed only when what is open is safe: the change opens it anew. */
  async function onceSaved<T>(send: () => Promise<T>): Promise<T> {
    if (!(await saved())) throw notSaved();
    return send();
  }

  async function openOrTell(school: School, collection: Collection) {
    if (!(await open(school.id, collection.id))) throw notSaved();
  }

  function newest(): Collection | undefined {
    return [...state.get().collections].sort((a, b) => b.schoolYear - a.schoolYear)[0];
  }

  async function openSchool(school: School) {
    state.set({ ...state.get(), schools: replaced(state.get().schools, school) });
    const collection = state.get().submission?.collection ?? newest();
    if (collection !== undefined) await openOrTell(school, collection);
  }

  async function openCollection(collection: Collection) {
    state.set({ ...state.get(), collections: replaced(state.get().collections, collection) });
    const school = state.get().submission?.school ?? state.get().schools[0];
    if (school !== undefined) await openOrTell(school, collection);
  }

  return {
    state,
    start,
    definitions,
    today,
    preferences,
    follow: (part) => preferences.set({ ...preferences.get(), ...part }),
    prefer(part) {
      preferences.set({ ...preferences.get(), ...part });
      // Only comfort is lost when it cannot be kept, and the next saved figure tells of a full disk.
      void call('app.setPreferences', part).catch(() => undefined);
    },
    open,
    saveNow,
    unsaved: () => state.get().submission?.save.state.get().items ?? 0,
    createSchool: async (school) => openSchool(await onceSaved(() => call('school.create', school))),
    updateSchool: async (school) => openSchool(await onceSaved(() => call('school.update', school))),
    previewSchool: (school) => onceSaved(() => call('school.previewChange', school)),
    createCollection: async (collection) =>
      openCollection(await onceSaved(() => call('collection.create', collection))),
    updateCollection: async (collection) =>
      openCollection(await onceSaved(() => call('collection.update', collection))),
    async keepStanding() {
      const { submission } = state.get();
      const standing = submission === null ? null : standingOf(submission);
      if (submission === null || standing === null) return;
      const { id: submissionId } = submission.submission.get();
      const revision = submission.save.revision();
      // Without it the next start takes a moment longer.
      await call('app.keepStanding', { submissionId, revision, standing }).catch(() => undefined);
    },
    openImported: async (schoolId, collectionId) => {
      const { schools, collections } = await call('app.start', null);
      state.set({ ...state.get(), schools, collections });
      return open(schoolId, collectionId);
    },
  };
}
