import type { CellChange, CellContent, RecordChange, SubmissionData } from '../shared/submission';
import { type Data, officeAfter, type Person, type Secret } from './torture-office';

/**
 * What must be in the database after every acknowledged edit: pure, and written apart from the storage, so that both
 * have to be wrong in the same way to go unnoticed. Contents are texts like `number:12`.
 */

export interface SubmissionState {
  readonly state: string;
  readonly revision: number;
  readonly version: number;
  /** By `form!cell`. */
  readonly cells: Readonly<Record<string, string>>;
  /** By `form!record`. */
  readonly records: Readonly<Record<string, RecordState>>;
  readonly reviewed: readonly string[];
  /** By finding. */
  readonly explanations: Readonly<Record<string, string>>;
  /** `form!cell` */
  readonly toConfirm: readonly string[];
}

interface RecordState {
  readonly position: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** By id of the submission, as text. */
export type World = Readonly<Record<string, SubmissionState>>;

/** A change that the clerk asked for. `submission` is the id as text; empty where it is about none. */
export type Edit = { readonly submission: string } & (
  | { readonly kind: 'open' }
  | { readonly kind: 'cells'; readonly changes: readonly CellChange[]; readonly carried: boolean }
  | { readonly kind: 'records'; readonly changes: readonly RecordChange[] }
  | { readonly kind: 'reviewed'; readonly forms: readonly string[]; readonly reviewed: boolean }
  | { readonly kind: 'explain'; readonly finding: string; readonly text: string }
  | { readonly kind: 'confirm'; readonly cells: readonly string[]; readonly confirmed: boolean }
  | { readonly kind: 'finalise' }
  | { readonly kind: 'reopen'; readonly reason: string }
  /** A workbook is written; the submission stays as it is. */
  | { readonly kind: 'export'; readonly draft: boolean }
  /** Counted numbers, and the forms whose 已核对 that takes back. */
  | {
      readonly kind: 'rosterFill';
      readonly changes: readonly CellChange[];
      readonly unreviewed: readonly string[];
    }
  /** A roster is stored or replaced: no figure changes. */
  | { readonly kind: 'rosterSave' }
  /** A workbook of this submission's earlier state is taken in whole. */
  | { readonly kind: 'import'; readonly like: SubmissionState }
  /** A copy is made. */
  | { readonly kind: 'copy' }
  /** The copy takes the place of everything. */
  | { readonly kind: 'restore'; readonly name: string; readonly data: Data }
  /** A password is set, changed or removed. */
  | { readonly kind: 'password'; readonly next: Secret | null }
  /** Locked, asked for something, and unlocked. */
  | { readonly kind: 'lock' }
  /** Somebody is added (null), renamed, given another duty, or leaves. */
  | { readonly kind: 'person'; readonly id: string | null; readonly person: Person }
  | { readonly kind: 'handOver'; readonly id: string | null }
  | { readonly kind: 'school'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'round';
      readonly id: string;
      readonly targetProfiles: readonly string[];
      readonly dueDate: string | null;
    }
  | { readonly kind: 'target'; readonly id: string }
  | { readonly kind: 'preferences'; readonly text: string }
);

export const emptyState: SubmissionState = {
  ...{ state: 'draft', revision: 0, version: 0, cells: {}, records: {} },
  ...{ reviewed: [], explanations: {}, toConfirm: [] },
};

export const shown = ({ kind, text }: { readonly kind: string; readonly text: string }): string =>
  `${kind}:${text}`;

/** What the program alone decides. */
export interface Learned {
  /** SHA-256 of the file of an export. */
  readonly hash?: string;
  /** Number of a 定稿, which is never given twice, whatever was put back in between. */
  readonly version?: number;
}

/** Everything once the edit is stored. Of an import only figures, marks and texts are foretold. */
export function applied({ world, office }: Data, edit: Edit, learned: Learned = {}): Data {
  const after = edit.kind === 'restore' ? edit.data.world : worldAfter(world, edit, learned);
  return { world: after, office: officeAfter(office, edit, world, after, learned.hash) };
}

const ofOffice: ReadonlySet<Edit['kind']> = new Set<Edit['kind']>([
  ...(['copy', 'rosterSave', 'export', 'password', 'lock', 'person', 'handOver'] as const),
  ...(['school', 'round', 'target', 'preferences'] as const),
]);

function worldAfter(world: World, edit: Edit, { version }: Learned): World {
  if (ofOffice.has(edit.kind)) return world;
  const before = world[edit.submission];
  if (edit.kind === 'open') return before ? world : { ...world, [edit.submission]: emptyState };
  if (before === undefined) throw new Error(`no submission ${edit.submission}`);
  const after = changed(before, edit);
  const numbered = edit.kind === 'finalise' && version !== undefined && version > before.version;
  return { ...world, [edit.submission]: numbered ? { ...after, version } : after };
}

function changed(before: SubmissionState, edit: Edit): SubmissionState {
  const next = { ...before, revision: before.revision + 1 };
  switch (edit.kind) {
    case 'cells':
      return withCells(next, edit.changes, edit.carried);
    case 'rosterFill': {
      const filled = withCells(next, edit.changes, false);
      if (edit.unreviewed.length === 0) return filled;
      return { ...withReviewed(filled, edit.unreviewed, false), revision: filled.revision + 1 };
    }
    case 'records':
      return { ...next, records: withRecords(before.records, edit.changes) };
    case 'reviewed':
      return withReviewed(next, edit.forms, edit.reviewed);
    case 'explain': {
      const { [edit.finding]: _, ...others } = before.explanations;
      return {
        ...next,
        explanations: edit.text === '' ? others : { ...others, [edit.finding]: edit.text },
      };
    }
    case 'confirm':
      return { ...next, toConfirm: confirmed(before, edit.cells, edit.confirmed) };
    case 'finalise':
      return { ...next, state: 'finalised', version: before.version + 1 };
    case 'reopen':
      return { ...next, state: 'draft' };
    case 'import':
      return edit.like;
    default:
      return before;
  }
}

const formOf = (name: string): string => name.split('!')[0] ?? '';

function withCells(
  before: SubmissionState,
  changes: readonly CellChange[],
  carried: boolean,
): SubmissionState {
  const cells: Record<string, string> = { ...before.cells };
  const toConfirm = new Set(before.toConfirm);
  const reviewed = new Set(before.reviewed);
  for (const { form, cell, content } of changes) {
    const name = `${form}!${cell}`;
    if (content === null) delete cells[name];
    else cells[name] = shown(content);
    if (carried && content !== null) {
      toConfirm.add(name);
      reviewed.delete(form);
    } else toConfirm.delete(name);
  }
  return { ...before, cells, toConfirm: [...toConfirm], reviewed: [...reviewed] };
}

function withRecords(before: SubmissionState['records'], changes: readonly RecordChange[]) {
  const records: Record<string, RecordState> = { ...before };
  for (const { form, id, position, cells } of changes) {
    const name = `${form}!${id}`;
    const known = records[name];
    if (cells === null) {
      delete records[name];
      continue;
    }
    const others = Object.entries(records).filter(([key]) => formOf(key) === form);
    const last = Math.max(0, ...others.map(([, record]) => record.position));
    const kept: Record<string, string> = { ...known?.cells };
    for (const [key, content] of Object.entries<CellContent | null>(cells)) {
      if (content === null) delete kept[key];
      else kept[key] = shown(content);
    }
    records[name] = { position: position ?? known?.position ?? last + 1, cells: kept };
  }
  return records;
}

function withReviewed(before: SubmissionState, forms: readonly string[], is: boolean): SubmissionState {
  const others = before.reviewed.filter((form) => !forms.includes(form));
  if (!is) return { ...before, reviewed: others };
  return {
    ...before,
    reviewed: [...others, ...new Set(forms)],
    toConfirm: before.toConfirm.filter((name) => !forms.includes(formOf(name))),
  };
}

function confirmed(before: SubmissionState, names: readonly string[], is: boolean): readonly string[] {
  if (is) return before.toConfirm.filter((name) => !names.includes(name));
  const can = names.filter(
    (name) => before.cells[name] !== undefined && !before.reviewed.includes(formOf(name)),
  );
  return [...new Set([...before.toConfirm, ...can])];
}

/** The page's own view of a submission. */
export function stateOf(data: SubmissionData): SubmissionState {
  const { state, revision, version } = data.submission;
  const records = Object.entries(data.lists).flatMap(([form, list]) =>
    list.map(({ id, position, cells }): [string, RecordState] => [
      `${form}!${id}`,
      {
        position,
        cells: Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, shown(value)])),
      },
    ]),
  );
  return {
    ...{ state, revision, version },
    cells: Object.fromEntries(
      data.cells.map(({ form, cell, content }) => [`${form}!${cell}`, shown(content)]),
    ),
    records: Object.fromEntries(records),
    reviewed: data.reviewed,
    explanations: Object.fromEntries(data.explanations.map(({ finding, text }) => [finding, text])),
    toConfirm: (data.toConfirm ?? []).map(({ form, cell }) => `${form}!${cell}`),
  };
}

/** What is different, as a few words; null where both are the same. */
export function difference(wanted: World, found: World): string | null {
  const told: string[] = [];
  for (const id of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const [one, other] = [flat(wanted[id]), flat(found[id])];
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (one[key] !== other[key])
        told.push(`${id} ${key}: wanted ${one[key] ?? 'nothing'}, found ${other[key] ?? 'nothing'}`);
    }
  }
  return told.length === 0 ? null : `${told.length} differences: ${told.slice(0, 8).join('; ')}`;
}

function flat(state: SubmissionState | undefined): Record<string, string> {
  if (state === undefined) return { '': 'no submission' };
  const { cells, records, reviewed, explanations, toConfirm, ...head } = state;
  const told: Record<string, string> = {};
  for (const [key, value] of Object.entries(head)) told[key] = String(value);
  for (const [key, record] of Object.entries(records)) told[key] = JSON.stringify(sorted(record));
  for (const [key, text] of Object.entries(explanations)) told[`explanation ${key}`] = text;
  for (const form of reviewed) told[`reviewed ${form}`] = 'yes';
  for (const name of toConfirm) told[`to confirm ${name}`] = 'yes';
  return { ...told, ...cells };
}

function sorted({ position, cells }: RecordState) {
  return { position, cells: Object.fromEntries(Object.entries(cells).sort()) };
}

/**
 * What an import should have left and did not: every figure and explanation of the file. What the file does not speak of
 * (name lists, rows that are closed to the school) is taken as it is found.
 */
export function importDifference(
  like: SubmissionState,
  before: SubmissionState,
  found: SubmissionState | undefined,
): string | null {
  if (found === undefined || found.revision < before.revision || found.state !== 'draft')
    return 'another state';
  const { cells, explanations } = like;
  const ofFile = (all: Readonly<Record<string, string>>, known: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => known[key] !== undefined));
  return difference(
    { '': { ...emptyState, cells, explanations } },
    {
      '': {
        ...emptyState,
        cells: ofFile(found.cells, cells),
        explanations: ofFile(found.explanations, explanations),
      },
    },
  );
}
