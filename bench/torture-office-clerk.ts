import type { Definitions } from '../shared/definitions';
import type { Random } from '../shared/generator/random';
import type { AppStart, Input, Method, Output } from '../shared/ipc';
import type { AccessState } from '../shared/ipc-access';
import type { Preferences } from '../shared/ipc-fill';
import type { Desk, Memory } from './torture-clerk';
import type { Edit } from './torture-model';
import { active, type Office, type PageOffice, type Person, roundText, type Secret } from './torture-office';
import { type Answer, tell } from './torture-talk';

/** What the clerk does besides filling: password and lock, people, school, round, targets, and how it is shown. */
export const officeKinds = [
  ['password', 2],
  ['lock', 2],
  ['person', 2],
  ['handOver', 3],
  ['school', 1],
  ['round', 1],
  ['target', 1],
  ['preferences', 1],
] as const;
export type OfficeKind = (typeof officeKinds)[number][0];

interface Place {
  readonly schoolId: number;
  readonly collectionId: number;
}

interface Hands {
  readonly desk: Desk;
  readonly random: Random;
  readonly memory: Memory;
  readonly seed: number;
  readonly ask: <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;
  readonly change: <M extends Method>(
    edit: Edit,
    method: M,
    input: Input<M>,
    told?: (answer: Output<M>) => Answer,
  ) => Promise<Output<M>>;
  /** As the clerk knows it. */
  readonly office: () => Office;
  readonly learn: (office: Office) => void;
  readonly definitions: () => Definitions | undefined;
}

const duties = ['clerk', 'lead', 'head'] as const;

export function officeDesk({ desk, random, memory, seed, ask, change, office, learn, definitions }: Hands) {
  let password = memory.office.password?.text ?? null;
  let old = memory.retired.at(-1);
  let made = 0;
  /** Records as the page was shown them, to be sent back with one field changed. */
  let shown: Pick<AppStart, 'schools' | 'collections'> = { schools: [], collections: [] };
  const name = (): string => `${seed.toString(36)}-${(made++).toString(36)}`;

  /** Gives the password where it is asked for; one that was replaced opens nothing. */
  async function enter(): Promise<void> {
    const { locked } = await ask('access.state', null);
    if (!locked) return;
    if (old !== undefined && old !== password && random.chance(0.3)) {
      const answer = await desk.call('access.unlock', { password: old });
      if (answer.ok) tell({ told: 'broken', what: `LOST: the replaced password ${old} opens` });
      else if (answer.error.code !== 'access.wrongPassword') return enter();
    }
    if (password === null) throw new Error('LOST: a password is asked for that nobody gave');
    await ask('access.unlock', { password });
    tell({ told: 'unlocked', password });
  }

  /** Tells what the page shows; `start` where it was loaded anew. */
  async function look(start: AppStart | null): Promise<void> {
    const access = await ask('access.state', null);
    const page = pageOf(access);
    if (start === null) return tell({ told: 'office', office: page });
    shown = start;
    const targets = await ask('targets.list', null);
    const schools = Object.fromEntries(start.schools.map((each) => [String(each.id), each.name]));
    const rounds = Object.fromEntries(start.collections.map((each) => [String(each.id), roundText(each)]));
    const preferences = preferencesOf(start.preferences);
    const ids = targets.map(({ id }) => id).sort();
    learn({
      ...office(),
      ...{ schools, rounds, targets: ids, preferences, worker: access.operator?.name ?? null },
      password: password === null ? null : { text: password, sealed: access.sealed },
      people: Object.fromEntries([
        ...Object.entries(office().people).filter(([, { retired }]) => retired),
        ...access.operators.map(({ id, ...person }) => [String(id), { ...person, retired: false }] as const),
      ]),
    });
    tell({ told: 'office', office: { ...page, schools, rounds, targets: ids, preferences } });
  }

  async function setPassword(): Promise<void> {
    const current = password;
    const isRemoved = current !== null && random.chance(0.25);
    const next: Secret | null = isRemoved ? null : { text: `密码${name()}`, sealed: random.chance(0.8) };
    const input = {
      ...{ current, next: next?.text ?? null, sealed: next?.sealed ?? false, idleMinutes: 0 },
    };
    const before = desk.hits();
    await change({ kind: 'password', submission: '', next }, 'access.setPassword', input, (answer) => ({
      hits: desk.hits() - before,
      unchanged: answer.unchangedCopies,
      finished: answer.finished,
    }));
    if (current !== null) old = current;
    password = next?.text ?? null;
  }

  async function lock(): Promise<void> {
    await change({ kind: 'lock', submission: '' }, 'access.lock', null);
    if (password === null) return;
    const answer = await desk.call('app.start', null);
    if (answer.ok || answer.error.code !== 'access.locked')
      tell({ told: 'broken', what: 'LOST: a locked program answers' });
    await enter();
  }

  async function person(): Promise<void> {
    const there = active(office());
    const duty = random.pick(duties);
    const [id, before] = there.length > 0 && random.chance(0.5) ? random.pick(there) : [null, null];
    const back = Object.values(office().people).find(({ retired }) => retired);
    const next: Person = {
      ...{ duty, retired: before !== null && random.chance(0.3) },
      name: before !== null ? (random.chance(0.5) ? before.name : `王${name()}`) : random.chance(0.3) && back ? back.name : `李${name()}`, // prettier-ignore
    };
    const edit: Edit = { kind: 'person', submission: '', id, person: next };
    if (id === null) await change(edit, 'access.addOperator', { name: next.name, duty });
    else await change(edit, 'access.changeOperator', { id: Number(id), ...next });
  }

  async function handOver(): Promise<void> {
    const there = active(office());
    const id = there.length === 0 || random.chance(0.2) ? null : random.pick(there)[0];
    const input = { id: id === null ? null : Number(id) };
    await change({ kind: 'handOver', submission: '', id }, 'access.setOperator', input);
  }

  async function school(places: readonly Place[]): Promise<void> {
    const ids = new Set(places.map(({ schoolId }) => schoolId));
    // What the first one finalised is held against its record.
    const found = shown.schools.filter(({ id }) => ids.has(id)).sort((a, b) => a.id - b.id).at(-1); // prettier-ignore
    if (found === undefined) return;
    const after = { ...found, name: `学校${name()}` };
    const edit: Edit = { kind: 'school', submission: '', id: String(found.id), name: after.name };
    await change(edit, 'school.update', after);
  }

  async function round(): Promise<void> {
    if (shown.collections.length === 0) return;
    const found = random.pick(shown.collections);
    const all = (definitions()?.targetProfiles ?? []).map(({ id }) => id);
    const targetProfiles = [...all, ...office().targets].filter(() => random.chance(0.15));
    const dueDate = random.chance(0.3) ? null : `2026-10-${random.int(10, 28)}`;
    const edit: Edit = { kind: 'round', submission: '', id: String(found.id), targetProfiles, dueDate };
    await change(edit, 'collection.update', { ...found, targetProfiles, dueDate });
  }

  async function target(): Promise<void> {
    const like = definitions()?.targetProfiles[0];
    if (like === undefined) return;
    const id = `t_${name()}`;
    const profile = { ...like, id, version: '1', name: `目标${id}` };
    await change({ kind: 'target', submission: '', id }, 'targets.save', profile);
  }

  async function prefer(): Promise<void> {
    const next: Preferences = { priorYear: random.chance(0.5), findingsBy: random.pick(['form', 'rule']) };
    const text = preferencesOf({ ...(JSON.parse(office().preferences) as object), ...next });
    await change({ kind: 'preferences', submission: '', text }, 'app.setPreferences', next);
  }

  function edit(kind: OfficeKind, places: readonly Place[]): Promise<void> {
    const acts: Record<OfficeKind, () => Promise<void>> = {
      ...{ password: setPassword, lock, person, handOver, round, target, preferences: prefer },
      school: () => school(places),
    };
    return acts[kind]();
  }
  return { enter, look, edit };
}

const preferencesOf = (preferences: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(preferences).sort()));

const pageOf = ({ operators, operator, hasPassword, sealed }: AccessState): PageOffice => ({
  people: operators.map(({ name, duty }) => `${name} ${duty}`),
  worker: operator?.name ?? null,
  password: hasPassword ? { sealed } : null,
});
