import { decimal, decimalText } from './decimal';
import type { Num } from './decimal';
import type { Definitions } from './definitions';
import type { Memory } from './evaluate';
import type { FigureStage } from './figure-stage';
import { bindingFor, expressionsOfBinding } from './indicator-definition';
import type { Indicator, IndicatorInput } from './indicator-definition';
import { compileIndicator } from './indicator';
import type { CompiledIndicator } from './indicator';
import { evaluateIndicator } from './indicator-result';
import type { IndicatorResult } from './indicator-result';
import { parseExpression, walk } from './expression';
import { Slots } from './scope';

/** A single value, a list of them (one per school), or a blank. */
export type GivenInput = Num | readonly (Num | null)[] | null;

/** An indicator computed under each of its methods, and what each method was not told. */
export interface InputsResult {
  readonly results: readonly IndicatorResult[];
  /** Inputs that a method needs and did not get: it has no value without them. */
  readonly required: (method: string) => readonly string[];
  /** Inputs of a method that were absent and counted as zero. */
  readonly blank: (method: string) => readonly string[];
  /** Names given that no method of the indicator computes with. */
  readonly unused: readonly string[];
  /** The inputs of a method that are lists, one value per school or item, with as many as were given. */
  readonly lists: (method: string) => ReadonlyMap<string, number>;
}

const memory = (): Memory => ({
  values: [],
  lists: new Map(),
  record: null,
  element: -1,
  sweep: 0,
  school: () => undefined,
  reviewed: () => false,
  unknown: () => false,
  target: () => undefined,
  method: () => undefined,
  standard: () => undefined,
  countDate: '',
});

/**
 * Computes an indicator from inputs given by name, without forms: for inspectors and scripts that have the figures
 * but no submission. An absent input is a blank, unless it follows from others that were given. An input may be given
 * under one of its other names.
 */
export function evaluateInputs(
  definitions: Definitions,
  definition: Indicator,
  given: ReadonlyMap<string, GivenInput>,
  stage: FigureStage = definition.stages[0] ?? '县域',
): InputsResult {
  const absent = new Set<string>();
  const used = new Set<string>();
  const inputs = Object.entries(definition.inputs).map(([id, input]): [string, IndicatorInput] => {
    const name = [id, ...(input.aliases ?? [])].find((candidate) => given.has(candidate));
    const value = name === undefined ? undefined : given.get(name);
    if (name !== undefined) used.add(name);
    const own = bindingFor(input.from, stage, '');
    const follows = typeof own === 'string' && followsFromInputs(own);
    if (value === undefined && follows) return [id, { ...input, from: own }];
    // A stage that nobody speaks of is one that the school does not teach.
    const { notFilled, ...told } = input;
    const usual = notFilled === undefined ? null : decimal(notFilled);
    if (value === undefined && usual === null && input.otherwise === undefined) absent.add(id);
    return [id, { ...told, from: constant(value ?? usual) }];
  });
  const told = { ...definition, inputs: Object.fromEntries(inputs) };
  const slots = new Slots(definitions, [], '', { stages: new Set(), years: {} });
  const compiled = compileIndicator(told, stage, slots, () => () => undefined);
  const isRequired = (id: string) => definition.inputs[id]?.required === true;
  const absentIn = (method: string, wanted: (id: string) => boolean) => {
    const names = namesIn(compiled, method);
    return [...absent].filter((id) => names.has(id) && wanted(id));
  };
  return {
    lists: (method) => {
      const names = namesIn(compiled, method);
      return new Map(
        inputs.flatMap(([id, { from }]) =>
          names.has(id) && typeof from === 'object' && 'each' in from ? [[id, from.each.length]] : [],
        ),
      );
    },
    results: evaluateIndicator(compiled, {
      ...{ memory: memory(), slots, profiles: [], judged: null, schoolYear: 2000 },
    }),
    required: (method) => absentIn(method, isRequired),
    blank: (method) => absentIn(method, (id) => !isRequired(id)),
    unused: [...given.keys()].filter((name) => !used.has(name)),
  };
}

/**
 * Whether an input is a list: bound to one, computed from one, or, where nothing in the program knows it, summed over.
 */
export function isListInput(
  definition: Indicator,
  id: string,
  stage: FigureStage,
  editions: readonly string[],
): boolean {
  const { from } = definition.inputs[id] ?? {};
  const own = editions.map((edition) => bindingFor(from, stage, edition)).find((one) => one !== undefined);
  if (typeof own === 'object') return true;
  if (own === undefined) return summedOver(definition).has(id);
  return outsideSums(own).some((name) => name !== id && isListInput(definition, name, stage, editions));
}

/** Inputs that some function over lists runs over. */
function summedOver({ methods, inputs }: Indicator): ReadonlySet<string> {
  const names = new Set<string>();
  const texts = [
    ...methods.flatMap(({ numerator, denominator }) => [numerator, denominator ?? '1']),
    ...Object.values(inputs).flatMap(({ from }) => expressionsOfBinding(from)),
  ];
  for (const text of texts)
    walk(parseExpression(text), (node) => {
      if (node.type !== 'call' || !node.name.endsWith('Over')) return true;
      walk(node, (inner) => {
        if (inner.type === 'field' && inner.form === null) names.add(inner.id);
      });
      return false;
    });
  return names;
}

/** Inputs that an expression names otherwise than in a sum over a list, which is a single value again. */
function outsideSums(text: string): readonly string[] {
  const names: string[] = [];
  walk(parseExpression(text), (node) => {
    if (node.type === 'call' && node.name.endsWith('Over')) return false;
    if (node.type === 'field' && node.form === null) names.push(node.id);
    return true;
  });
  return names;
}

function constant(value: GivenInput): IndicatorInput['from'] {
  if (value === null) return 'blank';
  if (typeof value !== 'number' && 'length' in value)
    return { each: value.map((item) => (item === null ? 'blank' : decimalText(item))) };
  return decimalText(value);
}

/** Computed from other inputs of the indicator alone. */
function followsFromInputs(expression: string): boolean {
  let own = true;
  let names = false;
  walk(parseExpression(expression), (node) => {
    names ||= node.type === 'field' && node.form === null;
    own &&= !['ref', 'range', 'form', 'path'].includes(node.type);
    own &&= node.type !== 'field' || node.form === null;
    own &&= node.type !== 'call' || !['indicator', 'target', 'standard'].includes(node.name);
  });
  return own && names;
}

function namesIn({ methods }: CompiledIndicator, id: string): ReadonlySet<string> {
  const found = methods.find(({ method }) => method.id === id);
  return new Set([...(found?.inNumerator ?? []), ...(found?.inDenominator ?? [])]);
}
