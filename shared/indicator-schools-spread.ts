import { compare, divide, multiply, round, subtract } from './decimal';
import type { Num } from './decimal';
import { compileNode, number } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { parseExpression } from './expression';
import { chosenIn } from './indicator-result';
import { figureOf } from './indicator';
import type { CompiledIndicator, CompiledMethod } from './indicator';
import { createScope } from './scope';
import type { Slots } from './scope';

/** What one school has to do with the spread of all. */
export interface Spread {
  /** Its share of the weighted variance in percent, four decimals; undefined where there is no variance. */
  readonly share: Num | undefined;
  /** The coefficient of the others; undefined where there are none. */
  readonly without: Value;
}

/**
 * A coefficient states the value of each school as x_i, its weight as n_i, and of all schools N, X (weighted mean) and V
 * (weighted variance). Taking one school out of a weighted mean and variance needs nothing but these, so that the
 * definition's formula is computed once per school and not once per pair of schools. Null for other figures.
 */
export function spreadOf(
  compiled: CompiledIndicator,
  memory: Memory,
  slots: Slots,
  schools: number,
): readonly Spread[] | null {
  const [x, n] = ['x_i', 'n_i'].map((id) => compiled.inputs.get(id)?.evaluate);
  const method = chosenIn(compiled, memory);
  const total = (id: string) => number(compiled.inputs.get(id)?.evaluate(memory));
  const [weight, mean, variance] = [total('N'), total('X'), total('V')];
  if (x === undefined || n === undefined || method === undefined) return null;
  if (weight === undefined || mean === undefined || variance === undefined) return null;
  const others = overOthers(method, slots);
  const all = multiply(weight, variance);
  return Array.from({ length: schools }, (_, index): Spread => {
    memory.element = index;
    const [own, share] = [number(x(memory)), number(n(memory))];
    memory.element = -1;
    if (own === undefined || share === undefined) return { share: undefined, without: undefined };
    const deviation = subtract(own, mean);
    const part = multiply(share, multiply(deviation, deviation));
    const ofAll = divide(multiply(100, part), all);
    const percent = ofAll === undefined ? undefined : round(ofAll, 4);
    const rest = subtract(weight, share);
    if (compare(rest, 0) <= 0) return { share: percent, without: undefined };
    const X = divide(subtract(multiply(weight, mean), multiply(share, own)), rest);
    const restPart = divide(multiply(part, weight), rest);
    const V = restPart === undefined ? undefined : divide(subtract(all, restPart), rest);
    const without =
      X === undefined || V === undefined ? undefined : others({ N: rest, X, V: settled(V) }, memory);
    return { share: percent, without };
  });
}

interface Totals {
  readonly N: Num;
  readonly X: Num;
  readonly V: Num;
}

/** The definition's own formula over N, X and V of the other schools. */
function overOthers(chosen: CompiledMethod, slots: Slots): (totals: Totals, memory: Memory) => Value {
  let totals: Totals | null = null;
  const place = { form: null, row: null, column: null, record: false };
  const scope: Scope = {
    ...createScope(slots, place, { slots: new Set(), lists: new Set() }, () => () => undefined),
    input: (id) => (id === 'N' || id === 'X' || id === 'V' ? () => totals?.[id] : undefined),
  };
  const compiled = (text: string): Evaluate => compileNode(parseExpression(text), scope);
  const { method } = chosen;
  const numerator = compiled(method.numerator);
  const denominator = method.denominator === undefined ? null : compiled(method.denominator);
  return (others, memory) => {
    totals = others;
    return figureOf({ ...chosen, numerator, denominator }, memory).value;
  };
}

/** Taking nearly everything away leaves errors in the last digits, even below zero. */
function settled(value: Num): Num {
  const rounded = round(value, 26);
  return compare(rounded, 0) < 0 ? 0 : rounded;
}
