import { formApplies, teachingOf } from './applicability';
import type { SchoolKind, Teaching } from './applicability';
import type { Definitions } from './definitions';
import type { SkippedCheck } from './finding';
import type { Form } from './form';
import { compileFormulas, compileRecordFormulas, sortFormulas } from './formula';
import type { Formula } from './formula';
import { indicatorsFor, referTo } from './indicator';
import type { Indicators } from './indicator';
import { compileChecks } from './instance';
import type { Instance } from './instance';
import type { RecordFormula } from './record';
import { Slots } from './scope';
import type { Reads } from './scope';

/** The definitions compiled for one kind of school and edition; holds no values. */
export interface Program {
  readonly definitions: Definitions;
  readonly forms: readonly Form[];
  readonly slots: Slots;
  /** In an order in which every formula stands after those it reads. */
  readonly formulas: readonly Formula[];
  readonly formulaOf: ReadonlyMap<number, number>;
  /** Computed columns of each list form, each after those it reads. */
  readonly recordFormulas: ReadonlyMap<string, readonly RecordFormula[]>;
  /** Compiled when first asked for: of an earlier year only the figures are read. */
  readonly checks: () => Checks;
  /** Positions of the pulled cells among the formulas. */
  readonly pulled: readonly number[];
  readonly indicators: Indicators;
  /** Formulas that read a slot or a list, by their position. */
  readonly readers: Readers;
}

/** The checks of the program, expanded over their rows and columns. */
export interface Checks {
  readonly instances: readonly Instance[];
  /** For each instance those that say the same of the same cell and go before it. */
  readonly yieldsTo: readonly (readonly number[])[];
  /** Checks that this kind of school never meets. */
  readonly skipped: readonly SkippedCheck[];
  /** Instances that read a slot or a list, by their position. */
  readonly readers: Readers;
  /** Of each form, the instances for which its being begun decides what a blank means, or that they count at all. */
  readonly judgingBlanks: ReadonlyMap<string, readonly number[]>;
}

export interface Readers {
  readonly slots: ReadonlyMap<number, readonly number[]>;
  readonly lists: ReadonlyMap<string, readonly number[]>;
}

/** All forms of an edition in the order of its contents page, then the bureau's own. */
export function formOrder(definitions: Definitions, edition: string): readonly Form[] {
  return [edition, 'local'].flatMap((id) =>
    (definitions.editions.find((candidate) => candidate.id === id)?.forms ?? []).flatMap(
      (code) => definitions.forms[code] ?? [],
    ),
  );
}

/** Forms that a school fills in an edition. */
export function formsFor(definitions: Definitions, edition: string, school: SchoolKind): readonly Form[] {
  return formOrder(definitions, edition).filter((form) => formApplies(form, school));
}

const programs = new WeakMap<Definitions, Map<string, Program>>();

/** More kinds of school than a centre school has; a county goes through its kinds without keeping all of them. */
const programsKept = 40;

/** Compiled once per kind of school; hundreds of schools of a county share a few programs. The latest are kept. */
export function programFor(definitions: Definitions, edition: string, school: SchoolKind): Program {
  const known = programs.get(definitions) ?? new Map<string, Program>();
  programs.set(definitions, known);
  const { type, townshipCentre, system, attachedClasses } = school;
  const kind = [edition, type, townshipCentre, system, ...attachedClasses].join('|');
  let program = known.get(kind);
  if (program === undefined) {
    program = compileProgram(
      definitions,
      edition,
      formsFor(definitions, edition, school),
      teachingOf(school),
    );
  }
  const [oldest] = known.keys();
  known.delete(kind);
  if (known.size >= programsKept && oldest !== undefined) known.delete(oldest);
  known.set(kind, program);
  return program;
}

/** Throws BrokenDefinition when a definition cannot be compiled. */
export function compileProgram(
  definitions: Definitions,
  edition: string,
  forms: readonly Form[],
  teaching: Teaching,
): Program {
  const slots = new Slots(definitions, forms, edition, teaching);
  const indicators = indicatorsFor(definitions, slots, teaching.stages);
  const formulas = sortFormulas(forms.flatMap((form) => compileFormulas(form, slots, referTo(indicators))));
  const formulaOf = new Map(formulas.map((formula, index) => [formula.slot, index]));
  const recordFormulas = new Map(forms.map((form) => [form.code, compileRecordFormulas(form, slots)]));
  return {
    definitions,
    forms,
    slots,
    formulas,
    formulaOf,
    recordFormulas,
    checks: once(() => {
      const { instances, skipped } = compileChecks(forms, slots, indicators, formulas);
      const judgingBlanks = new Map<string, number[]>();
      instances.forEach(({ check, form }, index) => {
        if (check.blank === 'counts' || form.optional === true)
          judgingBlanks.set(form.code, [...(judgingBlanks.get(form.code) ?? []), index]);
      });
      const readers = readersOf(instances);
      return { instances, skipped, yieldsTo: yieldsToOf(instances), readers, judgingBlanks };
    }),
    pulled: formulas.flatMap(({ cell }, index) => (cell.kind === 'pulled' ? [index] : [])),
    indicators,
    readers: readersOf(formulas),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function yieldsToOf(instances: readonly Instance[]): readonly (readonly number[])[] {
  const byCell = new Map<string, number[]>();
  instances.forEach((instance, index) => {
    const name = `${instance.check.id} ${firstSlot(instance)}`;
    byCell.set(name, [...(byCell.get(name) ?? []), index]);
  });
  return instances.map((instance) =>
    (instance.check.yieldsTo ?? []).flatMap((other) => byCell.get(`${other} ${firstSlot(instance)}`) ?? []),
  );
}

/** The cell that a relation is about: of two that say the same, the same. */
function firstSlot({ reads }: Instance): number {
  return [...reads.slots][0] ?? -1;
}

function readersOf(items: readonly { readonly reads: Reads }[]): Readers {
  const slots = new Map<number, number[]>();
  const lists = new Map<string, number[]>();
  const put = <K>(map: Map<K, number[]>, key: K, index: number) => {
    const found = map.get(key);
    if (found === undefined) map.set(key, [index]);
    else found.push(index);
  };
  items.forEach(({ reads }, index) => {
    for (const slot of reads.slots) put(slots, slot, index);
    for (const list of reads.lists) put(lists, list, index);
  });
  return { slots, lists };
}
