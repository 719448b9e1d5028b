import type { Edit, World } from './torture-model';

/**
 * What must be there besides the submissions: who works here, under which password, schools, rounds and targets, and what
 * the logs of 定稿 and of files say. Pure, and written apart from the storage, like `torture-model.ts`.
 */
export interface Office {
  /** By id, those who have left as well. */
  readonly people: Readonly<Record<string, Person>>;
  /** Id of who was chosen last, or `neverChosen`; null for nobody in particular. */
  readonly chosen: string | null;
  /** Name of who works now: it is not on the disk. */
  readonly worker: string | null;
  readonly password: Secret | null;
  /** Names by id. */
  readonly schools: Readonly<Record<string, string>>;
  /** By id, as `roundText` has them. */
  readonly rounds: Readonly<Record<string, string>>;
  /** Ids of the own profiles. */
  readonly targets: readonly string[];
  readonly preferences: string;
  /** One for each row of `state_log` and `exports`, as `stateAct` and `exportAct` have them. */
  readonly acts: readonly string[];
}

export interface Person {
  readonly name: string;
  readonly duty: 'clerk' | 'lead' | 'head';
  readonly retired: boolean;
}

export interface Secret {
  readonly text: string;
  readonly sealed: boolean;
}

export const neverChosen = 'never';

/** Everything that one database has to hold. */
export interface Data {
  readonly world: World;
  readonly office: Office;
}

export const emptyOffice: Office = {
  ...{ people: {}, chosen: neverChosen, worker: null, password: null, schools: {}, rounds: {} },
  ...{ targets: [], preferences: '{}', acts: [] },
};

export function stateAct(
  submission: string,
  { revision, state, version }: { revision: number; state: string; version: number },
  reason: string | null,
  by: string | null,
): string {
  return ['state', submission, revision, state, version, reason ?? '', by ?? ''].join('|');
}

export const exportAct = (
  submission: string,
  { revision, version }: { revision: number; version: number | null },
  hash: string,
  by: string | null,
): string => ['export', submission, revision, version ?? 'draft', by ?? '', hash].join('|');

export const roundText = (round: { targetProfiles: readonly string[]; dueDate: string | null }): string =>
  JSON.stringify([round.targetProfiles, round.dueDate]);

/** `before` and `after` are the submissions around the edit. `hash` is that of the file that an export wrote. */
export function officeAfter(office: Office, edit: Edit, before: World, after: World, hash = ''): Office {
  const { worker } = office;
  const did = (act: string): Office => ({ ...office, acts: [...office.acts, act] });
  switch (edit.kind) {
    case 'open':
      return before[edit.submission] === undefined ? did(created(edit.submission, worker)) : office;
    case 'finalise':
    case 'reopen': {
      const state = after[edit.submission];
      if (state === undefined) throw new Error(`no submission ${edit.submission}`);
      return did(stateAct(edit.submission, state, edit.kind === 'reopen' ? edit.reason : null, worker));
    }
    case 'export': {
      const state = before[edit.submission];
      if (state === undefined) throw new Error(`no submission ${edit.submission}`);
      const version = edit.draft ? null : state.version;
      return did(exportAct(edit.submission, { revision: state.revision, version }, hash, worker));
    }
    case 'person':
      return withPerson(office, edit.id, edit.person);
    case 'handOver':
      return { ...office, chosen: edit.id, worker: nameOf(office, edit.id) };
    case 'password':
      return { ...office, password: edit.next };
    case 'school':
      return { ...office, schools: { ...office.schools, [edit.id]: edit.name } };
    case 'round':
      return { ...office, rounds: { ...office.rounds, [edit.id]: roundText(edit) } };
    case 'target':
      return { ...office, targets: [...office.targets, edit.id] };
    case 'preferences':
      return { ...office, preferences: edit.text };
    case 'restore': {
      // Whoever puts a copy back goes on working with it, if the copy knows her.
      const found = active(edit.data.office).find(([, { name }]) => name === worker);
      return resumed({ ...edit.data.office, chosen: found?.[0] ?? null });
    }
    default:
      return office;
  }
}

export const created = (submission: string, by: string | null): string =>
  stateAct(submission, { revision: 0, state: 'created', version: 0 }, null, by);

/** `id` is null for somebody who is added; who has left comes back under her old one. */
function withPerson(office: Office, id: string | null, person: Person): Office {
  const others = Object.entries(office.people);
  if (id !== null) {
    const people = { ...office.people, [id]: person };
    const isHer = office.worker !== null && office.worker === office.people[id]?.name;
    const worker = isHer ? (person.retired ? null : person.name) : office.worker;
    return { ...office, people, worker };
  }
  const known = others.find(([, { name }]) => name === person.name)?.[0];
  const key = known ?? String(Math.max(0, ...others.map(([other]) => Number(other))) + 1);
  const next = { ...office, people: { ...office.people, [key]: person } };
  return active(next).length === 1 ? { ...next, chosen: key, worker: person.name } : next;
}

export const active = ({ people }: Office): readonly (readonly [string, Person])[] =>
  Object.entries(people).filter(([, { retired }]) => !retired);

function nameOf(office: Office, id: string | null): string | null {
  return active(office).find(([other]) => other === id)?.[1].name ?? null;
}

/** Who works after a start: who was chosen last, or the only one, unless nobody in particular was chosen. */
export function resumed(office: Office): Office {
  const there = active(office);
  const only = there.length === 1 && office.chosen !== null ? there[0]?.[1].name : undefined;
  return { ...office, worker: nameOf(office, office.chosen) ?? only ?? null };
}

/** What the page shows of it; the rest is left out where the page was not asked for it. */
export interface PageOffice {
  readonly people: readonly string[];
  readonly worker: string | null;
  readonly password: { readonly sealed: boolean } | null;
  readonly schools?: Office['schools'];
  readonly rounds?: Office['rounds'];
  readonly targets?: readonly string[];
  readonly preferences?: string;
}

/** What is different on the page, as a few words; null where nothing is. */
export function pageDifference(office: Office, page: PageOffice): string | null {
  const people = active(office).map(([, { name, duty }]) => `${name} ${duty}`);
  const wanted: PageOffice = {
    ...{ people, worker: office.worker },
    password: office.password === null ? null : { sealed: office.password.sealed },
    ...(page.schools !== undefined && { schools: office.schools, rounds: office.rounds }),
    ...(page.targets !== undefined && { targets: [...office.targets].sort() }),
    ...(page.preferences !== undefined && { preferences: office.preferences }),
  };
  return told(flatten(wanted), flatten(page));
}

function flatten(page: PageOffice): Record<string, string> {
  return Object.fromEntries(Object.entries(page).map(([key, value]) => [key, JSON.stringify(value)]));
}

/** What is different on the disk, as a few words; null where nothing is. */
export const officeDifference = (wanted: Office, found: Office): string | null =>
  told(flat(wanted), flat(found));

function told(wanted: Record<string, string>, found: Record<string, string>): string | null {
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const other = keys.filter((key) => wanted[key] !== found[key]);
  const words = other.map(
    (key) => `${key}: wanted ${wanted[key] ?? 'nothing'}, found ${found[key] ?? 'nothing'}`,
  );
  return words.length === 0 ? null : `${words.length} differences: ${words.slice(0, 6).join('; ')}`;
}

function flat({ people, chosen, password, schools, rounds, targets, preferences, acts }: Office) {
  const all: Record<string, string> = {
    ...{ chosen: String(chosen), preferences, targets: [...targets].sort().join(' ') },
    password: password === null ? 'none' : `${password.text} ${password.sealed ? 'sealed' : 'plain'}`,
  };
  for (const [id, person] of Object.entries(people))
    all[`person ${id}`] = `${person.name} ${person.duty}${person.retired ? ' retired' : ''}`;
  for (const [id, name] of Object.entries(schools)) all[`school ${id}`] = name;
  for (const [id, round] of Object.entries(rounds)) all[`round ${id}`] = round;
  const counts = new Map<string, number>();
  for (const act of acts) counts.set(act, (counts.get(act) ?? 0) + 1);
  for (const [act, count] of counts) all[`act ${act}`] = String(count);
  return all;
}
