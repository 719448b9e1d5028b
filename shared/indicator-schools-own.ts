import type { Calculation } from './calculation';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate, Memory } from './evaluate';
import { parseExpression, walk } from './expression';
import type { Node } from './expression';
import { concerns } from './figure-stage';
import { chosenIn } from './indicator-result';
import { figureOf } from './indicator';
import type { CompiledIndicator, Indicators } from './indicator';
import { coefficientsOf } from './indicator-schools-kinds';
import type { Coefficient } from './indicator-schools-kinds';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { Slots } from './scope';

/** One indicator at one school, by the method that the round chose. */
export interface OwnFigure {
  readonly method: string;
  readonly value: Num | undefined;
  readonly numerator: Num | null | undefined;
  readonly denominator: Num | null | undefined;
  /** A school of this kind cannot have the figure: it does not fill the forms. Absent where it can. */
  readonly never?: true;
}

/** What figures over schools need of one school. */
export interface SchoolOwn {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly type: string;
  /** By `indicator stage`; absent where the school has no such figure. */
  readonly figures: ReadonlyMap<string, OwnFigure>;
  /** Why the school is left out of a coefficient, by its name; absent where it counts. */
  readonly excluded: ReadonlyMap<string, string>;
  /** Nothing was begun for it in the round; absent where something was. */
  readonly notBegun?: true;
}

type Identity = Pick<SchoolOwn, 'id' | 'name' | 'code' | 'type'>;

/** The figures of one school that those over schools are made of. */
export function ownFigures(definitions: Definitions, school: Identity, calculation: Calculation): SchoolOwn {
  const indicators = calculation.indicatorsOfKind;
  // What they read of earlier years is fetched once all of them are compiled.
  const every = indicators.all();
  const { memory, slots } = calculation.resultContext();
  const figures = new Map<string, OwnFigure>();
  const { stages: taught } = slots.teaching;
  const probes = lazily(() => probesOf(memory, slots));
  for (const compiled of every) {
    const method = chosenIn(compiled, memory);
    if (method === undefined) continue;
    const name = `${compiled.definition.id} ${compiled.stage}`;
    const figure = figureOf(method, memory);
    const isKnown = ({ numerator, denominator }: ReturnType<typeof figureOf>) =>
      numerator !== undefined && (method.denominator === null || denominator !== undefined);
    const never = !isKnown(figure) && !probes().some((probe) => isKnown(figureOf(method, probe)));
    figures.set(name, { method: method.method.id, ...figure, ...(never && { never }) });
  }
  const excluded = new Map<string, string>();
  for (const coefficient of coefficientsOf(definitions)) {
    if (!concerns(coefficient.stage, taught)) continue;
    const rules = rulesOf(coefficient, slots, indicators);
    const reason = rules.find(({ when }) => when(memory) === true)?.reason;
    if (reason !== undefined) excluded.set(coefficient.name, reason);
  }
  const { id, name, code, type } = school;
  return { id, name, code, type, figures, excluded };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/**
 * The school as if every cell of its forms were filled: what is not known even then never can be. Several fillings, so
 * that a difference that happens to be zero is not taken for a form that is missing.
 */
function probesOf(memory: Memory, { all }: Slots): readonly Memory[] {
  const fillings = [() => 1, (slot: number) => slot + 1, (slot: number) => all.length - slot];
  return fillings.map((fill) => ({
    ...memory,
    values: Array.from(all, (_, slot) => fill(slot)),
    unknown: () => false,
  }));
}

/** Why a school is left out of a coefficient. */
interface Rule {
  readonly when: Evaluate;
  readonly reason: string;
}

const rules = new WeakMap<Slots, Map<Coefficient, readonly Rule[]>>();

/** Compiled once per kind of school. */
function rulesOf(coefficient: Coefficient, slots: Slots, indicators: Indicators): readonly Rule[] {
  let ofKind = rules.get(slots);
  if (ofKind === undefined) rules.set(slots, (ofKind = new Map<Coefficient, readonly Rule[]>()));
  const known = ofKind.get(coefficient);
  if (known !== undefined) return known;
  const { definition, of, stage } = coefficient;
  const base = indicators.of(of, stage);
  const made = (definition.excludes ?? []).flatMap(({ when, reason }): Rule[] => {
    const compiled = conditionOf(slots, base, when);
    return compiled === null ? [] : [{ when: compiled, reason }];
  });
  ofKind.set(coefficient, made);
  return made;
}

/** Null for what asks for a form that the school does not fill, or for a figure that it does not have: it leaves nobody out. */
function conditionOf(slots: Slots, base: CompiledIndicator | null, when: string): Evaluate | null {
  const place = { form: null, row: null, column: null, record: false };
  const scope = createScope(slots, place, { slots: new Set(), lists: new Set() }, () => () => undefined);
  const input = (id: string) => base?.inputs.get(id)?.evaluate;
  try {
    const node = parseExpression(when);
    if (base === null && asksForFigure(node)) return null;
    return compileNode(node, { ...scope, input });
  } catch (error) {
    if (error instanceof PendingForm || error instanceof FormNotFilled) return null;
    throw error;
  }
}

function asksForFigure(node: Node): boolean {
  let found = false;
  walk(node, (each) => {
    found ||= each.type === 'field' && each.form === null;
  });
  return found;
}
