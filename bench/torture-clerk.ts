import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Definitions } from '../shared/definitions';
import { Random } from '../shared/generator/random';
import type { Envelope, Input, Method, Output } from '../shared/ipc';
import { formsFor } from '../shared/program';
import { contentOf } from '../shared/roster/fill';
import type { School } from '../shared/school';
import { newCollection, newSchool, someCells, someRecords } from './torture-draw';
import { applied, type Edit, stateOf, type SubmissionState } from './torture-model';
import type { Data, Office } from './torture-office';
import { officeDesk, type OfficeKind, officeKinds } from './torture-office-clerk';
import { personalMark } from './torture-seal';
import { type Answer, tell } from './torture-talk';

/** How the clerk reaches the program: through the door itself, or through the page in its window. */
export interface Desk {
  readonly call: (method: Method, input: unknown) => Promise<Envelope<unknown>>;
  /** The files that the next open dialog gives. */
  readonly choose: (...files: string[]) => Promise<void>;
  /** The file that the next save dialog gives. */
  readonly chooseTarget: (file: string) => Promise<void>;
  /** Faults met so far. */
  readonly hits: () => number;
  /** Whether copies are restored: the page of a window is loaded anew then. */
  readonly restores: boolean;
}

/** Files that the clerk has at hand, and what they hold. */
export interface Papers {
  /** A draft of the second school's submission as our workbook. */
  readonly workbook: string;
  readonly like: SubmissionState;
  readonly pupils: readonly string[];
  /** Forms that the first school has to mark 已核对 before 定稿. */
  readonly reviewed: readonly string[];
}

/** What the clerk knows from the runs before. */
export interface Memory {
  readonly office: Office;
  /** Passwords that were replaced. */
  readonly retired: readonly string[];
  /** Copies that can be put back, with what they hold. */
  readonly copies: readonly (readonly [name: string, data: Data])[];
  /** What shall be under way when the run ends. */
  readonly aim: Edit['kind'] | null;
  /** Milliseconds that the program is left running in the end, for what it does by itself. */
  readonly linger: number;
  /** Where files go that leave the program. */
  readonly outbox: string;
}

/** A call was refused, which the harness was told. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

interface Place {
  readonly schoolId: number;
  readonly collectionId: number;
}
type Kind = Edit['kind'];

/** Edits at random until the process is ended or `enough` edits are done. */
export async function work(
  desk: Desk,
  { papers, memory }: { readonly papers: Papers | null; readonly memory: Memory },
  seed: number,
  enough: number,
): Promise<void> {
  const random = new Random(seed);
  let data: Data = { world: {}, office: memory.office };
  const places = new Map<string, Place>();
  const schools = new Map<number, School>();
  const copies = new Map(memory.copies);
  let canCopy = desk.restores;
  let definitions: Definitions | undefined;
  let done = 0;
  let isAimed = false;
  let records = 0;

  async function ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    const before = desk.hits();
    const answer = await desk.call(method, input);
    if (answer.ok) return answer.value as Output<M>;
    tell({ told: 'refused', code: answer.error.code, hits: desk.hits() - before });
    throw new Refused(answer.error.code);
  }

  /** Tells the harness what is asked for, asks, and tells it once it is answered. */
  async function change<M extends Method>(
    edit: Edit,
    method: M,
    input: Input<M>,
    told: (answer: Output<M>) => Answer = () => ({}),
  ): Promise<Output<M>> {
    tell({ told: 'try', edit });
    const answer = await ask(method, input);
    const words = told(answer);
    tell({ told: 'done', ...words });
    data = applied(data, edit, words);
    isAimed ||= edit.kind === memory.aim;
    if (words.copy !== undefined) copies.set(words.copy, data);
    if (edit.kind === 'password') {
      for (const [name, copy] of copies)
        copies.set(name, { ...copy, office: { ...copy.office, password: edit.next } });
      for (const name of words.unchanged ?? []) copies.delete(name);
    }
    done += 1;
    return answer;
  }

  const office = officeDesk({
    ...{ desk, random, memory, seed, ask, change },
    office: () => data.office,
    learn: (known) => (data = { ...data, office: known }),
    definitions: () => definitions,
  });

  /** As a page that is loaded anew. */
  async function reload(): Promise<void> {
    await office.enter();
    const start = await ask('app.start', null);
    definitions = JSON.parse(start.definitions) as Definitions;
    const seen: Record<string, SubmissionState> = {};
    for (const school of start.schools) {
      schools.set(school.id, school);
      for (const collection of start.collections) {
        const place = { schoolId: school.id, collectionId: collection.id };
        const open = await ask('submission.open', place);
        const id = String(open.data.submission.id);
        places.set(id, place);
        seen[id] = stateOf(open.data);
      }
    }
    data = { ...data, world: seen };
    tell({ told: 'opened', world: seen, code: null });
    await office.look(start);
  }

  async function again(id: string): Promise<void> {
    const place = places.get(id);
    if (place === undefined) return reload();
    const open = await ask('submission.open', place);
    const state = stateOf(open.data);
    data = { ...data, world: { ...data.world, [id]: state } };
    tell({ told: 'state', submission: id, state });
  }

  /** Until the program answers again. */
  async function reach(what: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await what();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }

  const head = (id: string) => ({ submissionId: Number(id), revision: stateOfId(id).revision });
  function stateOfId(id: string): SubmissionState {
    const state = data.world[id];
    if (state === undefined) throw new Error(`no submission ${id}`);
    return state;
  }

  function editionOf(id: string): string {
    const code = Object.keys(stateOfId(id).cells)[0]?.split('!')[0] ?? '教基3112';
    const edition = definitions?.editionOf[code];
    return edition === undefined || edition === 'local' ? 'jiaoji-2021' : edition;
  }

  function formsOf(id: string) {
    const school = schools.get(places.get(id)?.schoolId ?? 0);
    if (definitions === undefined || school === undefined) throw new Error(`no forms of ${id}`);
    return formsFor(definitions, editionOf(id), school);
  }

  async function begin(): Promise<void> {
    if (schools.size === 0) {
      const edit: Edit = { kind: 'school', submission: '', id: '1', name: newSchool.name };
      await change(edit, 'school.create', newSchool);
    } else if (Object.keys(data.office.rounds).length === 0) {
      const { targetProfiles, dueDate } = newCollection;
      const edit: Edit = { kind: 'round', submission: '', id: '1', targetProfiles, dueDate };
      await change(edit, 'collection.create', newCollection);
    } else return first();
    return reload();
  }

  async function first(): Promise<void> {
    // The first submission of a database has this number; the page learns it only by the answer.
    const place = { schoolId: 1, collectionId: 1 };
    const open = await change({ kind: 'open', submission: '1' }, 'submission.open', place);
    places.set(String(open.data.submission.id), place);
  }

  /** `figures` are edited at random; the first school is finalised and reopened. */
  async function edit(): Promise<void> {
    const ids = Object.keys(data.world);
    if (ids.length === 0) return begin();
    const [final = '', ...others] = ids.filter((id) => ids.length < 3 || Number(id) % 2 === 0);
    const figures = others.length > 0 ? others : [final];
    const id = random.pick(figures);
    // Once it was done the rest is as usual, for what comes of it.
    const isTime = memory.aim !== null && done >= 2 && random.chance(isAimed ? 0.1 : 0.7);
    const kind = isTime ? (memory.aim ?? 'cells') : random.weighted<Kind>([
      ['cells', 50],
      ['records', 9],
      ['reviewed', 6],
      ['explain', 6],
      ['confirm', 3],
      ...(papers === null ? [] : ([['finalise', 7], ['rosterSave', 1], ['rosterFill', 2], ['import', 2], ['export', 1]] as const)),
      ...(canCopy ? ([['copy', 4], ['restore', 5]] as const) : []),
      ...officeKinds,
    ]); // prettier-ignore
    if (kind === 'finalise') return settle(final);
    if (kind === 'rosterSave' || kind === 'rosterFill' || kind === 'import')
      return fromFile(kind, figures.at(-1) ?? id);
    if (kind === 'export') return send(random.pick([final, id]));
    if (officeKinds.some(([other]) => other === kind))
      return office.edit(kind as OfficeKind, ids.map(placeOf));
    if (kind === 'copy') return copy();
    if (kind === 'restore') return restore();
    return small(kind, id);
  }

  function placeOf(id: string): Place {
    const place = places.get(id);
    if (place === undefined) throw new Error(`no place of ${id}`);
    return place;
  }

  async function small(kind: Kind, id: string): Promise<void> {
    if (kind === 'records') {
      const names = () => `torture-${seed.toString(36)}-${(records++).toString(36)}`;
      const changes = someRecords(random, formsOf(id), stateOfId(id), names);
      await change({ kind, submission: id, changes }, 'submission.setRecords', { ...head(id), changes });
    } else if (kind === 'reviewed') {
      const forms = formsOf(id).map(({ code }) => code);
      const some = random.chance(0.2) ? forms : [random.pick(forms)];
      const reviewed = random.chance(0.7);
      const input = { ...head(id), forms: some, reviewed };
      await change({ kind, submission: id, forms: some, reviewed }, 'submission.setReviewed', input);
    } else if (kind === 'explain') {
      const finding = `X${random.int(1, 40)}`;
      const text = random.chance(0.2) ? '' : `${personalMark}已核实${random.int(1, 999)}`;
      const input = { ...head(id), explanation: { finding, text, values: {} } };
      await change({ kind, submission: id, finding, text }, 'submission.explain', input);
    } else if (kind === 'confirm') {
      const all = Object.keys(stateOfId(id).cells);
      if (all.length === 0) return;
      const cells = Array.from({ length: random.int(1, 30) }, () => random.pick(all));
      const confirmed = random.chance(0.5);
      const refs = cells.map((name) => ({ form: name.split('!')[0] ?? '', cell: name.split('!')[1] ?? '' }));
      const input = { ...head(id), cells: refs, confirmed };
      await change({ kind, submission: id, cells, confirmed }, 'submission.confirm', input);
    } else {
      const changes = someCells(random, formsOf(id), random.pick([1, 1, 1, 1, 6, 60, 400]));
      const carried = random.chance(0.08);
      const input = { ...head(id), changes, origin: carried ? ('carried' as const) : ('typed' as const) };
      await change({ kind: 'cells', submission: id, changes, carried }, 'submission.setCells', input);
    }
  }

  async function settle(id: string): Promise<void> {
    const state = stateOfId(id);
    const missing = (papers?.reviewed ?? []).filter((form) => !state.reviewed.includes(form));
    if (state.state === 'finalised') {
      if (random.chance(0.25)) return send(id);
      const reason = `${personalMark}改数${random.int(1, 999)}`;
      await change({ kind: 'reopen', submission: id, reason }, 'submission.reopen', { ...head(id), reason });
    } else if (missing.length > 0)
      await change(
        { kind: 'reviewed', submission: id, forms: missing, reviewed: true },
        'submission.setReviewed',
        { ...head(id), forms: missing, reviewed: true },
      );
    else if (random.chance(0.3))
      await change(
        { kind: 'reviewed', submission: id, forms: state.reviewed.slice(0, 1), reviewed: false },
        'submission.setReviewed',
        { ...head(id), forms: state.reviewed.slice(0, 1), reviewed: false },
      );
    else
      await change({ kind: 'finalise', submission: id }, 'submission.finalise', head(id), ({ version }) => ({
        version,
      }));
  }

  async function fromFile(kind: 'rosterSave' | 'rosterFill' | 'import', id: string): Promise<void> {
    if (papers === null) return;
    const submissionId = Number(id);
    if (kind === 'rosterSave') {
      await desk.choose(...papers.pupils);
      let staged = await ask('rosters.read', { submissionId, kind: 'pupils' });
      const doubts = staged?.problems.map((problem) => problem.id) ?? [];
      if (staged !== null && doubts.length > 0)
        staged = await ask('rosters.accept', { stagedId: staged.stagedId, problems: doubts, accepted: true });
      if (staged?.ready !== true) throw new Error('the roster of pupils is not ready');
      await change({ kind, submission: id }, 'rosters.save', { stagedId: staged.stagedId, submissionId });
    } else if (kind === 'rosterFill') {
      const { assumptions } = await ask('rosters.plan', { submissionId });
      for (const { id: assumption, usual, choices, answer } of assumptions)
        if (answer === null)
          await ask('rosters.answer', { submissionId, assumption, answer: usual ?? choices[0]?.id ?? null });
      const plan = await ask('rosters.plan', { submissionId });
      const open = plan.cells.filter(
        (cell) => cell.kind === 'fill' && cell.counted !== '' && random.chance(0.6),
      );
      if (open.length === 0) return;
      const filled = new Set(open.map(({ form }) => form));
      const unreviewed = (plan.reviewed ?? []).filter((form) => filled.has(form));
      const input = {
        ...head(id),
        digest: plan.digest,
        cells: open.map(({ form, cell }) => ({ form, cell })),
      };
      const edit: Edit = { kind, submission: id, changes: open.map(contentOf), unreviewed };
      await change(edit, 'rosters.apply', input);
    } else {
      await desk.choose(papers.workbook);
      const report = await ask('import.read', null);
      const place = places.get(id);
      if (report === null || place === undefined) throw new Error('the workbook was not read');
      const { importId, schoolYear, edition } = report;
      const school = { id: place.schoolId };
      const target = { importId, school, schoolYear: schoolYear ?? 0, edition: edition ?? '' };
      await ask('import.compare', target);
      await change({ kind, submission: id, like: papers.like }, 'import.apply', { ...target, refused: [] });
      await again(id);
    }
  }

  /** A workbook leaves the program. */
  async function send(id: string): Promise<void> {
    const draft = stateOfId(id).state !== 'finalised' || random.chance(0.3);
    const file = path.join(memory.outbox, `${seed}-${done}.xlsx`);
    await desk.chooseTarget(file);
    const input = { submissionId: Number(id), draft, totals: 'numbers' as const };
    const hashes = (answer: Output<'workbook.export'>): Answer => ({
      hash: answer?.hash ?? '',
      fileHash: answer === null ? '' : digestOf(path.join(answer.folder, answer.fileName)),
    });
    await change({ kind: 'export', submission: id, draft }, 'workbook.export', input, hashes);
  }

  async function copy(): Promise<void> {
    await change({ kind: 'copy', submission: '' }, 'backup.make', null, ({ name }) => ({ copy: name }));
  }

  async function restore(): Promise<void> {
    const { items } = await ask('backup.list', null);
    const known = items.filter(({ place, name }) => place === 'own' && copies.has(name));
    if (known.length === 0) return copy();
    const { name } = random.pick(known);
    const old = copies.get(name);
    if (old === undefined) return;
    const edit: Edit = { kind: 'restore', submission: '', name, data: old };
    await change(edit, 'backup.restore', { place: 'own', name });
    await reach(reload);
  }

  await reach(reload);
  if (canCopy) canCopy = (await desk.call('backup.list', null)).ok;
  while (done < enough) {
    const before = data.world;
    try {
      await edit();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // As a page that was told of an error: it looks again.
      for (const id of Object.keys(before)) await reach(() => again(id));
      await reach(() => office.look(null));
    }
  }
  await new Promise((resolve) => setTimeout(resolve, memory.linger));
}
