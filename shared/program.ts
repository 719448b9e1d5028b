import { definitionSentences as sentences } from './definition-sentences';
import { formApplies, stagesOf } from './applicability';
import { BrokenDefinition } from './broken';
import { cellsOf } from './cell';
import type { FormCell } from './cell';
import type { Definitions } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate, Memory } from './evaluate';
import type { SkippedCheck } from './finding';
import { parseExpression } from './expression';
import type { Form } from './form';
import type { Stage } from './school-types';
import { compileIndicators } from './indicator';
import type { CompiledIndicator } from './indicator';
import { compileChecks } from './instance';
import type { Instance } from './instance';
import type { School } from './school';
import { createScope, FormNotFilled, PendingForm, Slots } from './scope';
import type { Reads } from './scope';

/** A computed or pulled cell: its expression compiled, with the slots and lists it reads. */
export interface Formula {
  readonly slot: number;
  readonly cell: FormCell;
  readonly evaluate: Evaluate;
  /** Condition of a pulled cell. */
  readonly applies: ((memory: Memory) => boolean) | null;
  readonly reads: Reads;
}

/** The definitions compiled for one kind of school and edition; holds no values. */
export interface Program {
  readonly definitions: Definitions;
  readonly forms: readonly Form[];
  readonly slots: Slots;
  /** In an order in which every formula stands after those it reads. */
  readonly formulas: readonly Formula[];
  readonly formulaOf: ReadonlyMap<number, number>;
  readonly instances: readonly Instance[];
  readonly indicators: readonly CompiledIndicator[];
  /** Checks that this kind of school never meets. */
  readonly skipped: readonly SkippedCheck[];
  /** Formulas, instances and indicators that read a slot or a list, by their position. */
  readonly readers: Readers;
}
export interface Readers {
  readonly formulas: {
    readonly slots: ReadonlyMap<number, readonly number[]>;
    readonly lists: ReadonlyMap<string, readonly number[]>;
  };
  readonly instances: {
    readonly slots: ReadonlyMap<number, readonly number[]>;
    readonly lists: ReadonlyMap<string, readonly number[]>;
  };
}

export const emptyReads = (): Reads => ({ slots: new Set(), lists: new Set() });

/** All forms of an edition in the order of its contents page, then the bureau's own. */
export function formOrder(definitions: Definitions, edition: string): readonly Form[] {
  return [edition, 'local'].flatMap((id) =>
    (definitions.editions.find((candidate) => candidate.id === id)?.forms ?? []).flatMap(
      (code) => definitions.forms[code] ?? [],
    ),
  );
}

/** Forms that a school fills in an edition. */
export function formsFor(
  definitions: Definitions,
  edition: string,
  school: Pick<School, 'type' | 'attachedClasses'>,
): readonly Form[] {
  return formOrder(definitions, edition).filter((form) => formApplies(form, school));
}

const programs = new WeakMap<Definitions, Map<string, Program>>();

/** Compiled once per kind of school; hundreds of schools of a county share a few programs. */
export function programFor(
  definitions: Definitions,
  edition: string,
  school: Pick<School, 'type' | 'attachedClasses'>,
): Program {
  const known = programs.get(definitions) ?? new Map<string, Program>();
  programs.set(definitions, known);
  const kind = [edition, school.type, ...school.attachedClasses].join('|');
  let program = known.get(kind);
  if (program === undefined) {
    program = compileProgram(definitions, edition, formsFor(definitions, edition, school), stagesOf(school));
    known.set(kind, program);
  }
  return program;
}

/** Throws BrokenDefinition when a definition cannot be compiled. */
export function compileProgram(
  definitions: Definitions,
  edition: string,
  forms: readonly Form[],
  stages: ReadonlySet<Stage>,
): Program {
  const slots = new Slots(definitions, forms, edition, stages);
  const indicators = compileIndicators(definitions, slots, stages);
  const formulas = sortFormulas(forms.flatMap((form) => compileFormulas(form, slots)));
  const formulaOf = new Map(formulas.map((formula, index) => [formula.slot, index]));
  const { instances, skipped } = compileChecks(forms, slots, indicators, formulas);
  return {
    definitions,
    forms,
    slots,
    formulas,
    formulaOf,
    instances,
    indicators,
    skipped,
    readers: { formulas: readersOf(formulas), instances: readersOf(instances) },
  };
}

function readersOf(items: readonly { readonly reads: Reads }[]): Readers['formulas'] {
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

function compileFormulas(form: Form, slots: Slots): readonly Formula[] {
  return cellsOf(form).flatMap((cell) => {
    if (cell.expression === null) return [];
    const slot = slots.current(form.code, cell.key);
    if (slot === undefined) return [];
    const reads = emptyReads();
    const place = { form, row: cell.row, column: cell.column, record: false };
    const scope = createScope(slots, place, reads, () => () => undefined);
    try {
      const evaluate = compileNode(parseExpression(cell.expression), scope);
      if (cell.kind === 'computed' && reads.slots.size === 0) throw new Error(sentences.nothingToCompute());
      const condition = cell.when === null ? null : compileNode(parseExpression(cell.when), scope);
      const applies = condition === null ? null : (memory: Memory) => condition(memory) === true;
      return [{ slot, cell, evaluate, applies, reads }];
    } catch (error) {
      // A source that this school does not have leaves the cell to be typed.
      if (cell.kind === 'pulled' && (error instanceof PendingForm || error instanceof FormNotFilled))
        return [];
      throw new BrokenDefinition(form.code, `cells/${cell.key}`, (error as Error).message);
    }
  });
}

function sortFormulas(formulas: readonly Formula[]): readonly Formula[] {
  const bySlot = new Map(formulas.map((formula) => [formula.slot, formula]));
  const sorted: Formula[] = [];
  const state = new Map<Formula, 'open' | 'done'>();
  const place = (formula: Formula): void => {
    if (state.get(formula) === 'done') return;
    if (state.get(formula) === 'open') {
      throw new BrokenDefinition(formula.cell.form.code, `cells/${formula.cell.key}`, sentences.circular());
    }
    state.set(formula, 'open');
    for (const slot of formula.reads.slots) {
      const source = bySlot.get(slot);
      if (source !== undefined) place(source);
    }
    state.set(formula, 'done');
    sorted.push(formula);
  };
  formulas.forEach(place);
  return sorted;
}
