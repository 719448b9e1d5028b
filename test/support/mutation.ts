import { bridgeCell } from '../../shared/bridge';
import type { CalculationInput } from '../../shared/calculation';
import { cellName } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { Form } from '../../shared/form';
import type { Instance } from '../../shared/instance';
import { programFor } from '../../shared/program';
import type { Program } from '../../shared/program';
import type { Reads, Slot } from '../../shared/scope';
import type { CellChange, CellContent, ListRecord, RecordChange } from '../../shared/submission';
import { otherContents, recordChanges } from './other-contents';

/** One thing made different in a submission, in an earlier year's or in what came with it from outside. */
export type Mutation =
  | { readonly kind: 'cells'; readonly changes: readonly CellChange[] }
  | { readonly kind: 'record'; readonly change: RecordChange }
  /** A total stated from outside. */
  | { readonly kind: 'stated'; readonly name: string; readonly text: string }
  | { readonly kind: 'earlier'; readonly back: number; readonly change: CellChange };

/** A submission that is to be broken. */
interface Broken {
  readonly definitions: Definitions;
  readonly input: CalculationInput;
  readonly program: Program;
  readonly text: (form: string, cell: string) => string;
  readonly records: (form: string) => readonly ListRecord[];
  readonly affected: (changes: readonly CellChange[]) => ReadonlySet<string>;
}

/** Cells of this year that a mutation changes, directly or by computing them. */
export function touchedBy(subject: Broken, mutation: Mutation): ReadonlySet<string> {
  if (mutation.kind === 'stated') return new Set([mutation.name]);
  return mutation.kind === 'cells' ? subject.affected(mutation.changes) : new Set();
}

/** The submission with the mutation in it, as a new input. */
export function mutated(input: CalculationInput, mutation: Mutation): CalculationInput {
  switch (mutation.kind) {
    case 'cells':
      return {
        ...input,
        data: { ...input.data, cells: mutation.changes.reduce(withCell, input.data.cells) },
      };
    case 'record': {
      const { form, id, cells } = mutation.change;
      const records = input.data.lists[form] ?? [];
      const own = records.find((record) => record.id === id);
      const others = records.filter((record) => record !== own);
      const content = Object.entries({ ...own?.cells, ...cells }).filter(
        (entry): entry is [string, CellContent] => entry[1] !== null,
      );
      const position = own?.position ?? records.length + 1;
      const record: ListRecord = { id, position, cells: Object.fromEntries(content) };
      const lists = { ...input.data.lists, [form]: cells === null ? others : [...others, record] };
      return { ...input, data: { ...input.data, lists } };
    }
    case 'stated':
      return { ...input, stated: new Map([...(input.stated ?? []), [mutation.name, mutation.text]]) };
    case 'earlier':
      return {
        ...input,
        previous: input.previous.map((year) => {
          if (year.collection.schoolYear !== input.collection.schoolYear - mutation.back) return year;
          return { ...year, data: { ...year.data, cells: withCell(year.data.cells, mutation.change) } };
        }),
      };
  }
}

type Cells = CalculationInput['data']['cells'];

function withCell(cells: Cells, { form, cell, content }: CellChange): Cells {
  const others = cells.filter((entry) => entry.form !== form || entry.cell !== cell);
  return content === null ? others : [...others, { form, cell, content }];
}

/**
 * Every mutation worth trying to make a relation fail, the nearest first: what it reads itself, then what those cells
 * are computed or pulled from; last year's cells and totals stated from outside included.
 */
export function* mutationsOf(subject: Broken, instance: Instance): Generator<Mutation> {
  const { definitions, input, program, text: shown, records } = subject;
  if (instance.restates !== null) {
    const [form = '', cell = ''] = instance.restates.split('!');
    const total = Number(shown(form, cell));
    yield { kind: 'stated', name: instance.restates, text: String(total + 1) };
  }
  const { slots, lists } = behind(program, instance.reads);
  for (const form of listForms(program, instance.reads.lists))
    for (const change of recordChanges(form, records(form.code), instance.recordColumns))
      yield { kind: 'record', change };
  for (const slot of slots) {
    const { back, form, key, cell } = program.slots.all[slot] as Slot;
    if (cell === null) {
      for (const change of earlierChanges(definitions, input, back, form, key))
        yield { kind: 'earlier', back, change };
    } else if (cell.kind === 'computed') {
      yield { kind: 'cells', changes: clearing(program, slot) };
    } else {
      for (const content of otherContents(shown(form, key), cell.spec))
        yield { kind: 'cells', changes: [{ form, cell: key, content }] };
    }
  }
  for (const form of listForms(program, lists))
    for (const change of recordChanges(form, records(form.code), [])) yield { kind: 'record', change };
}

function listForms(program: Program, codes: Iterable<string>): readonly Form[] {
  const wanted = new Set(codes);
  return program.forms.filter(({ code }) => wanted.has(code));
}

/** Takes a total down to nothing, with everything that it is computed from. */
function clearing(program: Program, total: number): readonly CellChange[] {
  const { slots } = behind(program, { slots: new Set([total]), lists: new Set() });
  return slots.flatMap((slot): CellChange[] => {
    const { form, key, cell } = program.slots.all[slot] as Slot;
    return cell === null || cell.kind === 'computed' ? [] : [{ form, cell: key, content: zero }];
  });
}

const zero: CellContent = { kind: 'number', text: '0' };

/** Slots and lists that something is made of, all the way down, nearest first. */
function behind(program: Program, reads: Reads): { slots: readonly number[]; lists: readonly string[] } {
  const slots = new Set(reads.slots);
  const lists = new Set(reads.lists);
  // A set grows while it is walked, so this goes down through every formula.
  for (const slot of slots) {
    const formula = program.formulas[program.formulaOf.get(slot) ?? -1];
    for (const read of formula?.reads.slots ?? []) slots.add(read);
    for (const list of formula?.reads.lists ?? []) lists.add(list);
  }
  return { slots: [...slots], lists: [...lists] };
}

/** Changes of an earlier year's cell, found in the edition of that year; of its parts when it is computed. */
function* earlierChanges(
  definitions: Definitions,
  input: CalculationInput,
  back: number,
  form: string,
  key: string,
): Generator<CellChange> {
  const year = input.previous.find(
    ({ collection }) => collection.schoolYear === input.collection.schoolYear - back,
  );
  if (year === undefined) return;
  const { edition } = year.collection;
  const program = programFor(definitions, edition, input.school);
  const [row = '', col = ''] = key.split('.');
  const home =
    program.slots.current(form, key) === undefined
      ? bridgeCell(definitions, { form, row, col }, edition)
      : { form, row, col };
  const start = home === undefined ? undefined : program.slots.current(home.form, `${home.row}.${home.col}`);
  if (start === undefined) return;
  const slots = new Set([start]);
  for (const slot of slots) {
    const { cell, name } = program.slots.all[slot] ?? {};
    if (cell === undefined || cell === null) continue;
    if (cell.kind === 'computed') {
      const formula = program.formulas[program.formulaOf.get(slot) ?? -1];
      for (const read of formula?.reads.slots ?? []) slots.add(read);
      continue;
    }
    const entered = year.data.cells.find((entry) => cellName(entry.form, entry.cell) === name);
    for (const content of otherContents(entered?.content.text ?? '', cell.spec))
      yield { form: cell.form.code, cell: cell.key, content };
  }
}
