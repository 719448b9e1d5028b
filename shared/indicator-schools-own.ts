import type { Calculation } from './calculation';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate } from './evaluate';
import { parseExpression } from './expression';
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
}

type Identity = Pick<SchoolOwn, 'id' | 'name' | 'code' | 'type'>;

/** The figures of one school that those over schools are made of. */
export function ownFigures(definitions: Definitions, school: Identity, calculation: Calculation): SchoolOwn {
  const indicators = calculation.indicatorsOfKind;
  // What they read of earlier years is fetched once all of them are compiled.
  const every = indicators.all();
  const { memory, slots } = calculation.resultContext();
  const figures = new Map<string, OwnFigure>();
  for (const compiled of every) {
    const method = chosenIn(compiled, memory);
    if (method === undefined) continue;
    const name = `${compiled.definition.id} ${compiled.stage}`;
    figures.set(name, { method: method.method.id, ...figureOf(method, memory) });
  }
  const excluded = new Map<string, string>();
  for (const coefficient of coefficientsOf(definitions)) {
    const rules = rulesOf(coefficient, slots, indicators);
    const reason = rules.find(({ when }) => when(memory) === true)?.reason;
    if (reason !== undefined) excluded.set(coefficient.name, reason);
  }
  const { id, name, code, type } = school;
  return { id, name, code, type, figures, excluded };
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
  const excludes = base === null ? [] : (definition.excludes ?? []);
  const made = excludes.flatMap(({ when, reason }): Rule[] => {
    const compiled = base && conditionOf(slots, base, when);
    return compiled === null ? [] : [{ when: compiled, reason }];
  });
  ofKind.set(coefficient, made);
  return made;
}

/** Null for what asks for a form that the school does not fill: it leaves nobody out. */
function conditionOf(slots: Slots, base: CompiledIndicator, when: string): Evaluate | null {
  const place = { form: null, row: null, column: null, record: false };
  const scope = createScope(slots, place, { slots: new Set(), lists: new Set() }, () => () => undefined);
  const input = (id: string) => base.inputs.get(id)?.evaluate;
  try {
    return compileNode(parseExpression(when), { ...scope, input });
  } catch (error) {
    if (error instanceof PendingForm || error instanceof FormNotFilled) return null;
    throw error;
  }
}
