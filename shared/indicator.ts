import { BrokenDefinition } from './broken';
import { compare, decimal, divide, multiply } from './decimal';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { ExpressionError, parseExpression, walk } from './expression';
import { concerns } from './figure-stage';
import type { FigureStage } from './figure-stage';
import { bindingFor } from './indicator-definition';
import type { Indicator, IndicatorInput, IndicatorMethod } from './indicator-definition';
import type { Stage } from './school-types';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { CompileIndicator, Reads, Slots } from './scope';

export interface CompiledMethod {
  readonly method: IndicatorMethod;
  readonly numerator: Evaluate;
  readonly denominator: Evaluate | null;
  /** Inputs that each side computes with, those behind other inputs included. */
  readonly inNumerator: ReadonlySet<string>;
  readonly inDenominator: ReadonlySet<string>;
}

export interface CompiledInput {
  readonly definition: IndicatorInput;
  readonly evaluate: Evaluate;
  /** All values of a list of schools or items; null for a single value. */
  readonly series: ((memory: Memory) => readonly Value[]) | null;
  readonly reads: Reads;
  /** A form that this school does not fill and the input would read. */
  readonly unavailable: string | null;
  /** It is computed from other inputs alone. */
  readonly derived: boolean;
}

export interface CompiledIndicator {
  readonly definition: Indicator;
  readonly stage: FigureStage;
  readonly methods: readonly CompiledMethod[];
  readonly inputs: ReadonlyMap<string, CompiledInput>;
  readonly reads: Reads;
  /** Unrounded value by the method that the round chose; undefined when it has none. */
  readonly exactValue: Evaluate;
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
      definitions.indicators.flatMap(({ id, stages: own }) =>
        own.flatMap((stage) => indicators.of(id, stage) ?? []),
      ),
  };
  return indicators;
}

/** All its cells may belong to stages or forms that the school does not have. */
const readsSomething = ({ reads }: CompiledIndicator): boolean => reads.slots.size + reads.lists.size > 0;

/** What `indicator("id", "stage")` in an expression means; its cells count as read by the expression. */
export function referTo(indicators: Indicators): CompileIndicator {
  return (id, stage, reads) => {
    const found = indicators.of(id, stage);
    if (found === null) return () => undefined;
    for (const slot of found.reads.slots) reads.slots.add(slot);
    for (const list of found.reads.lists) reads.lists.add(list);
    return found.exactValue;
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
  const inputs = new Map<string, CompiledInput>();
  const scopeOf = (reads: Reads): Scope => ({
    ...createScope(slots, place, reads, indicator),
    input: (id) => inputs.get(id)?.evaluate,
    series: (id) => seriesOf(inputs, id),
  });
  for (const [id, input] of Object.entries(definition.inputs))
    inputs.set(id, compileInput(input, stage, slots, scopeOf));
  const scope = scopeOf(emptyReads());
  const methods = definition.methods.map((method): CompiledMethod => ({
    method,
    numerator: compileNode(parseExpression(method.numerator), scope),
    denominator:
      method.denominator === undefined ? null : compileNode(parseExpression(method.denominator), scope),
    inNumerator: inputsOf(definition, stage, slots.edition, method.numerator),
    inDenominator: inputsOf(definition, stage, slots.edition, method.denominator ?? '1'),
  }));
  const usual = methods.find(({ method }) => method.default === true) ?? methods[0];
  const exactValue: Evaluate = (memory) => {
    const wanted = memory.method(definition.id, stage);
    const chosen = methods.find(({ method }) => method.id === wanted) ?? usual;
    return chosen === undefined ? undefined : figureOf(chosen, memory).value;
  };
  const reads = emptyReads();
  for (const input of inputs.values()) {
    for (const slot of input.reads.slots) reads.slots.add(slot);
    for (const list of input.reads.lists) reads.lists.add(list);
  }
  return { definition, stage, methods, inputs, reads, exactValue };
}

const emptyReads = (): Reads => ({ slots: new Set(), lists: new Set() });

function compileInput(
  definition: IndicatorInput,
  stage: FigureStage,
  slots: Slots,
  scopeOf: (reads: Reads) => Scope,
): CompiledInput {
  const reads = emptyReads();
  const binding = bindingFor(definition.from, stage, slots.edition);
  const own = { definition, reads, unavailable: null, derived: false };
  if (binding === undefined) return { ...own, evaluate: () => undefined, series: null };
  if (typeof binding !== 'string' && 'schools' in binding) {
    const { indicator, part } = binding.schools;
    return { ...own, ...ofSeries((memory) => memory.schools?.(indicator, stage, part) ?? []) };
  }
  try {
    const scope = scopeOf(reads);
    const compile = (text: string): Evaluate => compileNode(parseExpression(text), scope);
    if (typeof binding !== 'string') {
      const parts = binding.each.map(compile);
      return { ...own, ...ofSeries((memory) => parts.map((part) => part(memory))) };
    }
    const evaluate = completed(compile(binding), definition);
    const derived = isDerived(binding);
    return { ...own, evaluate: derived ? oncePerSweep(evaluate, binding) : evaluate, series: null, derived };
  } catch (error) {
    if (!(error instanceof PendingForm || error instanceof FormNotFilled)) throw error;
    // What was read before the form was missed must not make a figure of its own.
    return {
      ...own,
      reads: emptyReads(),
      evaluate: () => undefined,
      series: null,
      unavailable: error.form,
    };
  }
}

/** What sums up whole lists is the same for each of their elements: the mean within a deviation. */
function oncePerSweep(evaluate: Evaluate, text: string): Evaluate {
  let sumsUp = false;
  walk(parseExpression(text), (node) => {
    sumsUp ||= node.type === 'call' && node.name.endsWith('Over');
  });
  if (!sumsUp) return evaluate;
  let kept: { readonly memory: Memory; readonly sweep: number; readonly value: Value } | null = null;
  return (memory) => {
    if (memory.element < 0) return evaluate(memory);
    if (kept?.memory !== memory || kept.sweep !== memory.sweep)
      kept = { memory, sweep: memory.sweep, value: evaluate(memory) };
    return kept.value;
  };
}

/** A missing value of one school must not count as zero. */
function ofSeries(values: (memory: Memory) => readonly Value[]): Pick<CompiledInput, 'evaluate' | 'series'> {
  return {
    evaluate: (memory) => values(memory)[memory.element] ?? undefined,
    series: values,
  };
}

function completed(evaluate: Evaluate, { required, otherwise }: IndicatorInput): Evaluate {
  const usual = otherwise === undefined ? null : decimal(otherwise);
  if (usual !== null) return (memory) => evaluate(memory) ?? usual;
  return required === true ? (memory) => evaluate(memory) ?? undefined : evaluate;
}

/** The list behind an input: its own, or that of the inputs it is computed from. */
function seriesOf(
  inputs: ReadonlyMap<string, CompiledInput>,
  id: string,
): ((memory: Memory) => readonly Value[]) | undefined {
  const input = inputs.get(id);
  if (input === undefined || input.series !== null) return input?.series ?? undefined;
  const { from } = input.definition;
  if (typeof from !== 'string') return undefined;
  let found: ((memory: Memory) => readonly Value[]) | undefined;
  walk(parseExpression(from), (node) => {
    // A list that a function has already summed up is none any more.
    if (node.type === 'call' && node.name.endsWith('Over')) return false;
    if (node.type === 'field' && node.form === null) found ??= seriesOf(inputs, node.id);
    return true;
  });
  return found;
}

function isDerived(text: string): boolean {
  let own = false;
  let others = false;
  walk(parseExpression(text), (node) => {
    own ||= node.type === 'field' && node.form === null;
    others ||= ['ref', 'range', 'form', 'path'].includes(node.type);
    others ||= node.type === 'field' && node.form !== null;
    others ||= node.type === 'call' && ['indicator', 'target', 'standard'].includes(node.name);
  });
  return own && !others;
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

/** Numerator, denominator and unrounded value of a method; a figure without a denominator is its numerator. */
export function figureOf(
  { method, numerator, denominator }: CompiledMethod,
  memory: Memory,
): { numerator: Num | null | undefined; denominator: Num | null | undefined; value: Num | undefined } {
  const above = asNumber(numerator(memory));
  const factor = decimal(String(method.factor));
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
