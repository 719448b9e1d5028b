import type { Calculation } from './calculation';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate } from './evaluate';
import { parseExpression } from './expression';
import { chosenIn } from './indicator-result';
import { figureOf } from './indicator';
import type { CompiledIndicator } from './indicator';
import { coefficientsOf } from './indicator-schools-kinds';
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
  for (const { name, definition, of, stage } of coefficientsOf(definitions)) {
    const base = indicators.of(of, stage);
    if (base === null) continue;
    const reason = definition.excludes?.find(
      ({ when }) => conditionOf(slots, base, when)(memory) === true,
    )?.reason;
    if (reason !== undefined) excluded.set(name, reason);
  }
  const { id, name, code, type } = school;
  return { id, name, code, type, figures, excluded };
}

const conditions = new WeakMap<Slots, Map<string, Evaluate>>();

/** Compiled once per kind of school. What asks for a form that the school does not fill leaves nobody out. */
function conditionOf(slots: Slots, base: CompiledIndicator, when: string): Evaluate {
  const known = conditions.get(slots) ?? new Map<string, Evaluate>();
  conditions.set(slots, known);
  const name = `${base.definition.id} ${base.stage} ${when}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const place = { form: null, row: null, column: null, record: false };
  const scope = createScope(slots, place, { slots: new Set(), lists: new Set() }, () => () => undefined);
  const input = (id: string) => base.inputs.get(id)?.evaluate;
  const compile = (): Evaluate => {
    try {
      return compileNode(parseExpression(when), { ...scope, input });
    } catch (error) {
      if (error instanceof PendingForm || error instanceof FormNotFilled) return () => undefined;
      throw error;
    }
  };
  const compiled = compile();
  known.set(name, compiled);
  return compiled;
}
