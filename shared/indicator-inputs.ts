import { decimalText } from './decimal';
import type { Num } from './decimal';
import type { Definitions, Indicator } from './definitions';
import type { Memory } from './evaluate';
import { parseExpression, walk } from './expression';
import { compileIndicator, evaluateIndicator } from './indicator';
import type { IndicatorResult } from './indicator';
import { Slots } from './scope';

/** An indicator computed under each of its methods, and what each method was not told. */
export interface InputsResult {
  readonly results: readonly IndicatorResult[];
  /** Inputs that a method needs and did not get: it has no value without them. */
  readonly required: (method: string) => readonly string[];
  /** Inputs of a method that were absent and counted as zero. */
  readonly blank: (method: string) => readonly string[];
}

const memory: Memory = {
  values: [],
  lists: new Map(),
  record: null,
  school: () => undefined,
  reviewed: () => false,
  unknown: () => false,
  target: () => undefined,
  countDate: '',
};

/**
 * Computes an indicator from inputs given by name, without forms: for inspectors and scripts that have the figures
 * but no submission. An absent input is a blank, unless it follows from others that were given.
 */
export function evaluateInputs(
  definitions: Definitions,
  definition: Indicator,
  given: ReadonlyMap<string, Num | null>,
): InputsResult {
  const absent = new Set<string>();
  const inputs = Object.entries(definition.inputs).map(([id, input]) => {
    const value = given.get(id);
    if (value === undefined && followsFromInputs(input.from)) return [id, input] as const;
    if (value === undefined) absent.add(id);
    return [
      id,
      { ...input, from: value === undefined || value === null ? 'blank' : decimalText(value) },
    ] as const;
  });
  const told = { ...definition, inputs: Object.fromEntries(inputs) };
  const slots = new Slots(definitions, [], definitions.editions[0]?.id ?? '', {
    stages: new Set(),
    years: {},
  });
  const compiled = compileIndicator(told, slots);
  const absentIn = (method: string, wanted: (id: string) => boolean): readonly string[] => {
    const used = inputsOf(told, method);
    return [...absent].filter((id) => used.has(id) && wanted(id));
  };
  const isRequired = (id: string) => definition.inputs[id]?.required === true;
  return {
    results: evaluateIndicator(compiled, memory, slots, [], 2000),
    required: (method) => absentIn(method, isRequired),
    blank: (method) => absentIn(method, (id) => !isRequired(id)),
  };
}

function followsFromInputs(expression: string): boolean {
  let own = true;
  let names = false;
  walk(parseExpression(expression), (node) => {
    names ||= node.type === 'field' && node.form === null;
    own &&= !['ref', 'range', 'form', 'path', 'call'].includes(node.type);
    own &&= node.type !== 'field' || node.form === null;
  });
  return own && names;
}

/** Inputs that a method computes with, those behind other inputs included. */
function inputsOf({ inputs, methods }: Indicator, id: string): ReadonlySet<string> {
  const used = new Set<string>();
  const collect = (expression: string): void =>
    walk(parseExpression(expression), (node) => {
      if (node.type !== 'field' || used.has(node.id)) return;
      used.add(node.id);
      collect(inputs[node.id]?.from ?? 'blank');
    });
  for (const { numerator, denominator } of methods.filter((method) => method.id === id)) {
    collect(numerator);
    collect(denominator);
  }
  return used;
}
