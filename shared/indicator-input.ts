import { decimal } from './decimal';
import { compileNode } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { parseExpression, walk } from './expression';
import type { FigureStage } from './figure-stage';
import { bindingFor } from './indicator-definition';
import type { IndicatorInput } from './indicator-definition';
import { FormNotFilled, PendingForm } from './scope';
import type { Reads, Slots } from './scope';

export interface CompiledInput {
  readonly definition: IndicatorInput;
  readonly evaluate: Evaluate;
  /** All values of a list of schools or items; null for a single value. */
  readonly series: ((memory: Memory) => readonly Value[]) | null;
  readonly reads: Reads;
  /** A form that this school does not fill and the input would read. */
  readonly unavailable: string | null;
  /** It is computed from other inputs alone, or stands for a cell that this school does not have. */
  readonly derived: boolean;
}

export const emptyReads = (): Reads => ({ slots: new Set(), lists: new Set() });

/** Throws ExpressionError. */
export function compileInput(
  definition: IndicatorInput,
  stage: FigureStage,
  slots: Slots,
  scopeOf: (reads: Reads) => Scope,
  runsWithList: () => boolean,
): CompiledInput {
  const reads = emptyReads();
  const binding = bindingFor(definition.from, stage, slots.edition);
  const own = { definition, reads, unavailable: null, derived: false };
  if (binding === undefined) return { ...own, evaluate: () => undefined, series: null };
  if (typeof binding !== 'string' && 'schools' in binding) {
    const { indicator, part } = binding.schools;
    const of = typeof indicator === 'string' ? indicator : (indicator[0] ?? '');
    return { ...own, ...ofSeries((memory) => memory.schools?.(of, stage, part) ?? []) };
  }
  const notFilled = definition.notFilled === undefined ? null : decimal(definition.notFilled);
  const absent = { ...own, reads: emptyReads(), evaluate: () => notFilled, series: null, derived: true };
  try {
    const scope = scopeOf(reads);
    const compile = (text: string): Evaluate => compileNode(parseExpression(text), scope);
    if (typeof binding !== 'string') {
      const parts = binding.each.map(compile);
      return { ...own, ...ofSeries((memory) => parts.map((part) => part(memory))) };
    }
    const evaluate = completed(compile(binding), definition);
    const derived = isDerived(binding);
    if (notFilled !== null && !derived && reads.slots.size + reads.lists.size === 0) return absent;
    const kept = derived ? keep(evaluate, binding, runsWithList) : evaluate;
    return { ...own, evaluate: kept, series: null, derived };
  } catch (error) {
    if (!(error instanceof PendingForm || error instanceof FormNotFilled)) throw error;
    if (notFilled !== null) return absent;
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

/**
 * What sums up whole lists is the same for each of their elements: the mean within a deviation. Where nothing changes
 * any more, everything is computed once.
 */
function keep(evaluate: Evaluate, text: string, runsWithList: () => boolean): Evaluate {
  let sumsUp = false;
  walk(parseExpression(text), (node) => {
    sumsUp ||= node.type === 'call' && node.name.endsWith('Over');
  });
  let varies: boolean | null = null;
  let memoryOf: Memory | null = null;
  let sweep = -1;
  let values = new Map<number, Value>();
  return (memory) => {
    varies ??= !sumsUp && runsWithList();
    if (memory.fixed !== true && (!sumsUp || memory.element < 0)) return evaluate(memory);
    if (memoryOf !== memory || (memory.fixed !== true && sweep !== memory.sweep)) {
      values = new Map();
      [memoryOf, sweep] = [memory, memory.sweep];
    }
    const at = varies ? memory.element : 0;
    if (!values.has(at)) values.set(at, evaluate(memory));
    return values.get(at);
  };
}

/** A missing value of one school must not count as zero. The list is made once per sweep over it. */
function ofSeries(values: (memory: Memory) => readonly Value[]): Pick<CompiledInput, 'evaluate' | 'series'> {
  let kept: { readonly memory: Memory; readonly sweep: number; readonly list: readonly Value[] } | null =
    null;
  const series = (memory: Memory): readonly Value[] => {
    if (kept?.memory !== memory || kept.sweep !== memory.sweep)
      kept = { memory, sweep: memory.sweep, list: values(memory) };
    return kept.list;
  };
  return { evaluate: (memory) => series(memory)[memory.element] ?? undefined, series };
}

function completed(evaluate: Evaluate, { required, otherwise }: IndicatorInput): Evaluate {
  const usual = otherwise === undefined ? null : decimal(otherwise);
  if (usual !== null) return (memory) => evaluate(memory) ?? usual;
  return required === true ? (memory) => evaluate(memory) ?? undefined : evaluate;
}

/** The list behind an input: its own, or that of the inputs it is computed from. */
export function seriesOf(
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
