import { BrokenDefinition } from './broken';
import { compare, divide, multiply, stated } from './decimal';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { ExpressionError, parseExpression, walk } from './expression';
import { concerns } from './figure-stage';
import type { FigureStage } from './figure-stage';
import { bindingFor } from './indicator-definition';
import type { Indicator, IndicatorMethod } from './indicator-definition';
import { rangeOf } from './indicator-range';
import { compileInput, emptyReads, seriesOf } from './indicator-input';
import type { CompiledInput } from './indicator-input';
import { figureWords, impossible } from './indicator-words';
import { periodLabel } from './period';
import type { Stage } from './school-types';
import { createScope } from './scope';
import type { CompileIndicator, Reads, Slots } from './scope';

export interface CompiledMethod {
  readonly method: IndicatorMethod;
  readonly numerator: Evaluate;
  readonly denominator: Evaluate | null;
  /** Inputs that each side computes with, those behind other inputs included. */
  readonly inNumerator: ReadonlySet<string>;
  readonly inDenominator: ReadonlySet<string>;
}

export interface CompiledIndicator {
  readonly definition: Indicator;
  readonly stage: FigureStage;
  readonly methods: readonly CompiledMethod[];
  readonly inputs: ReadonlyMap<string, CompiledInput>;
  readonly reads: Reads;
  /** Unrounded value by the method that the round chose; undefined when it has none, or one that cannot be. */
  readonly exactValue: Evaluate;
  /** Method, numerator, denominator and period of that value, or why there is none to have; null when nothing is known. */
  readonly words: Evaluate;
  /** Why the figure does not apply, where its denominator is known to be zero; null otherwise. */
  readonly inapplicable: Evaluate;
}

/** Indicators of one kind of school, each compiled when it is first asked for: few of them stand in checks. */
export interface Indicators {
  /** Null when the school has no such figure. Throws BrokenDefinition. */
  of(id: string, stage: string): CompiledIndicator | null;
  all(): readonly CompiledIndicator[];
}

export function indicatorsFor(
  definitions: Definitions,
  slots: Slots,
  stages: ReadonlySet<Stage>,
): Indicators {
  const compiled = new Map<string, CompiledIndicator | null>();
  const underWay = new Set<string>();
  let every: readonly CompiledIndicator[] | null = null;
  const indicators: Indicators = {
    of(id, stage) {
      const name = `${id} ${stage}`;
      const known = compiled.get(name);
      if (known !== undefined) return known;
      const definition = definitions.indicators.find((each) => each.id === id);
      const own = definition?.stages.find((each) => each === stage);
      if (definition === undefined || own === undefined || !concerns(own, stages)) return null;
      if (underWay.has(name)) throw new BrokenDefinition(id, 'inputs', `${id} → ${id}`);
      underWay.add(name);
      try {
        const made = compileIndicator(definition, own, slots, referTo(indicators));
        compiled.set(name, readsSomething(made) ? made : null);
      } catch (error) {
        if (error instanceof ExpressionError) throw new BrokenDefinition(id, 'methods', error.message);
        throw error;
      } finally {
        underWay.delete(name);
      }
      return compiled.get(name) ?? null;
    },
    all: () =>
      (every ??= definitions.indicators.flatMap(({ id, stages: own }) =>
        own.flatMap((stage) => indicators.of(id, stage) ?? []),
      )),
  };
  return indicators;
}

/** All its cells may belong to stages or forms that the school does not have. */
const readsSomething = ({ reads }: CompiledIndicator): boolean => reads.slots.size + reads.lists.size > 0;

/** What `indicator("id", "stage")` in an expression means; its cells count as read by the expression. */
export function referTo(indicators: Indicators): CompileIndicator {
  return (id, stage, reads, part = 'value') => {
    const found = indicators.of(id, stage);
    if (found === null) return () => (part === 'inapplicable' ? null : undefined);
    for (const slot of found.reads.slots) reads.slots.add(slot);
    for (const list of found.reads.lists) reads.lists.add(list);
    return part === 'value' ? found.exactValue : found[part];
  };
}

/** Throws ExpressionError. */
export function compileIndicator(
  definition: Indicator,
  stage: FigureStage,
  slots: Slots,
  indicator: CompileIndicator,
): CompiledIndicator {
  const place = { form: null, row: null, column: null, record: false };
  const compiled = new Map<string, CompiledInput>();
  const underWay = new Set<string>();
  /** Compiled when it is first named: inputs may be stated in any order. */
  const inputOf = (id: string): CompiledInput | undefined => {
    const known = compiled.get(id);
    const input = definition.inputs[id];
    if (known !== undefined || input === undefined) return known;
    if (underWay.has(id)) throw new ExpressionError(`[${id}] → [${id}]`);
    underWay.add(id);
    const made = compileInput(input, stage, slots, scopeOf, () => seriesOf(compiled, id) !== undefined);
    compiled.set(id, made);
    return made;
  };
  const scopeOf = (reads: Reads): Scope => ({
    ...createScope(slots, place, reads, indicator),
    input: (id) => inputOf(id)?.evaluate,
    series: (id) => (inputOf(id) === undefined ? undefined : seriesOf(compiled, id)),
  });
  const inputs = new Map(
    Object.keys(definition.inputs).flatMap((id) => {
      const input = inputOf(id);
      return input === undefined ? [] : [[id, input] as const];
    }),
  );
  const scope = scopeOf(emptyReads());
  const own = definition.methods.filter(({ stages }) => stages?.includes(stage) !== false);
  const methods = own.map((method): CompiledMethod => ({
    method,
    numerator: compileNode(parseExpression(method.numerator), scope),
    denominator:
      method.denominator === undefined ? null : compileNode(parseExpression(method.denominator), scope),
    inNumerator: inputsOf(definition, stage, slots.edition, method.numerator),
    inDenominator: inputsOf(definition, stage, slots.edition, method.denominator ?? '1'),
  }));
  const usual = methods.find(({ method }) => method.default === true) ?? methods[0];
  const chosenBy = (memory: Memory): CompiledMethod | undefined => {
    const wanted = memory.method(definition.id, stage);
    return methods.find(({ method }) => method.id === wanted) ?? usual;
  };
  const exactValue: Evaluate = (memory) => {
    const chosen = chosenBy(memory);
    const value = chosen && figureOf(chosen, memory).value;
    return chosen && rangeOf(definition, chosen.method, value) === 'invalid' ? undefined : value;
  };
  const periodOf = ({ countDate }: Memory): string =>
    periodLabel(definition.period, Number(countDate.slice(0, 4)));
  const inapplicable: Evaluate = (memory) => {
    const chosen = chosenBy(memory);
    return chosen && hasNoBase(figureOf(chosen, memory)) ? definition.zeroDenominator : null;
  };
  const words: Evaluate = (memory) => {
    const chosen = chosenBy(memory);
    const figure = chosen && figureOf(chosen, memory);
    if (chosen === undefined || figure?.value === undefined) return inapplicable(memory);
    const words = figureWords(chosen.method.name, figure, periodOf(memory));
    return rangeOf(definition, chosen.method, figure.value) === 'invalid' ? `${words}；${impossible}` : words;
  };
  const reads = emptyReads();
  for (const input of inputs.values()) {
    for (const slot of input.reads.slots) reads.slots.add(slot);
    for (const list of input.reads.lists) reads.lists.add(list);
  }
  return { definition, stage, methods, inputs, reads, exactValue, words, inapplicable };
}

function inputsOf(
  { inputs }: Indicator,
  stage: FigureStage,
  edition: string,
  text: string,
): ReadonlySet<string> {
  const used = new Set<string>();
  const collect = (expression: string): void =>
    walk(parseExpression(expression), (node) => {
      if (node.type !== 'field' || node.form !== null || used.has(node.id)) return;
      used.add(node.id);
      const binding = bindingFor(inputs[node.id]?.from, stage, edition);
      if (typeof binding === 'string') collect(binding);
    });
  collect(text);
  return used;
}

function asNumber(value: Value): Num | null | undefined {
  return value === null || typeof value === 'number' || (typeof value === 'object' && value !== null)
    ? value
    : undefined;
}

/** Nobody and nothing to count over: 不适用. */
const hasNoBase = ({ denominator }: { readonly denominator: Num | null | undefined }): boolean =>
  denominator !== null && denominator !== undefined && compare(denominator, 0) === 0;

/** Numerator, denominator and unrounded value of a method; a figure without a denominator is its numerator. */
export function figureOf(
  { method, numerator, denominator }: CompiledMethod,
  memory: Memory,
): { numerator: Num | null | undefined; denominator: Num | null | undefined; value: Num | undefined } {
  const above = asNumber(numerator(memory));
  const factor = stated(method.factor);
  if (denominator === null) {
    const value = above === null || above === undefined ? undefined : multiply(factor, above);
    return { numerator: above, denominator: undefined, value };
  }
  const below = asNumber(denominator(memory));
  const known = above !== undefined && below !== undefined && below !== null && compare(below, 0) > 0;
  return {
    numerator: above,
    denominator: below,
    value: known ? divide(multiply(factor, above ?? 0), below) : undefined,
  };
}
