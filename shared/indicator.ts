import { BrokenDefinition } from './broken';
import { cellName } from './cell';
import { compare, decimal, decimalText, divide, multiply, round, subtract } from './decimal';
import type { Num } from './decimal';
import type { Definitions, Indicator, TargetProfile, Threshold } from './definitions';
import { compileNode } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { ExpressionError, parseExpression, walk } from './expression';
import { concerns, speaksOf } from './figure-stage';
import type { Stage } from './school-types';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { Reads, Slots } from './scope';

/** 达标, 未达标, 临界 (rounding would change the verdict), 不适用 (zero denominator), 缺数据, 无目标值. */
export type Verdict = 'met' | 'missed' | 'borderline' | 'not-applicable' | 'missing' | 'no-target';

/** A threshold of one profile with the verdict on an unrounded value. */
export interface TargetVerdict {
  readonly profile: string;
  readonly profileName: string;
  readonly op: string;
  readonly value: string;
  readonly inferred: boolean;
  readonly confidence: string | null;
  readonly verdict: Verdict;
  /** How far the value is from the threshold, in the indicator's unit; null when it is met or unknown. */
  readonly gap: string | null;
}

/** One indicator under one method, with all that must travel with the figure. Numbers are canonical decimals. */
export interface IndicatorResult {
  readonly indicator: string;
  readonly name: string;
  readonly category: string;
  readonly stage: string;
  readonly method: string;
  readonly methodName: string;
  readonly isDefaultMethod: boolean;
  readonly unit: string;
  /** Unrounded value; null when it cannot be computed. */
  readonly value: string | null;
  /** `83.33%(5/6)`; 「—」 when there is no value. */
  readonly display: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** School year that the figure belongs to, `2025—2026学年`. */
  readonly schoolYear: string;
  /** Cells the figure was computed from, as `form!cell`. */
  readonly cells: readonly string[];
  /** Inputs that only the clerk knows, still blank and counted as zero. */
  readonly assumed: readonly string[];
  /** One per target profile of the collection that has a threshold, in the collection's order. */
  readonly targets: readonly TargetVerdict[];
  readonly verdict: Verdict;
  readonly notes: readonly string[];
}

interface CompiledMethod {
  readonly method: Indicator['methods'][number];
  readonly numerator: Evaluate;
  readonly denominator: Evaluate;
}

export interface CompiledIndicator {
  readonly definition: Indicator;
  readonly methods: readonly CompiledMethod[];
  readonly inputs: ReadonlyMap<string, Evaluate>;
  readonly reads: Reads;
  /** Unrounded value by the default method; undefined when it has none. */
  readonly exactValue: Evaluate;
}

/** Compiles the indicators of the school's stages whose inputs it has. Throws BrokenDefinition. */
export function compileIndicators(
  definitions: Definitions,
  slots: Slots,
  stages: ReadonlySet<Stage>,
): readonly CompiledIndicator[] {
  const concerned = definitions.indicators.filter(({ stage }) => concerns(stage, stages));
  return concerned.flatMap((definition) => {
    try {
      const compiled = compileIndicator(definition, slots);
      // All its rows may belong to stages that the school does not teach.
      return compiled.reads.slots.size + compiled.reads.lists.size === 0 ? [] : [compiled];
    } catch (error) {
      if (error instanceof PendingForm || error instanceof FormNotFilled) return [];
      if (error instanceof ExpressionError)
        throw new BrokenDefinition(definition.id, 'methods', error.message);
      throw error;
    }
  });
}

/** Throws ExpressionError, PendingForm or FormNotFilled. */
export function compileIndicator(definition: Indicator, slots: Slots): CompiledIndicator {
  const reads: Reads = { slots: new Set(), lists: new Set() };
  const scope = createScope(
    slots,
    { form: null, row: null, column: null, record: false },
    reads,
    () => () => undefined,
  );
  const inputs = new Map<string, Evaluate>();
  for (const [id, input] of Object.entries(definition.inputs)) {
    const evaluate = compileNode(parseExpression(input.from), inputScope(scope, inputs));
    inputs.set(id, input.required === true ? (memory) => evaluate(memory) ?? undefined : evaluate);
  }
  const methods = definition.methods.map((method) => ({
    method,
    numerator: compileNode(parseExpression(method.numerator), inputScope(scope, inputs)),
    denominator: compileNode(parseExpression(method.denominator), inputScope(scope, inputs)),
  }));
  const chosen = methods.find(({ method }) => method.default === true) ?? methods[0];
  const exactValue: Evaluate = (memory) => (chosen === undefined ? undefined : figure(chosen, memory).value);
  return { definition, methods, inputs, reads, exactValue };
}

/** In an indicator `[c11]` is one of its inputs, so a field node leads to the input's own function. */
function inputScope(scope: Scope, inputs: ReadonlyMap<string, Evaluate>): Scope {
  return { ...scope, input: (id) => inputs.get(id) };
}

function asNumber(value: Value): Num | null | undefined {
  return value === null || typeof value === 'number' || (typeof value === 'object' && value !== null)
    ? value
    : undefined;
}

function figure(
  compiled: CompiledMethod,
  memory: Memory,
): { numerator?: Num | null; denominator?: Num | null; value: Num | undefined } {
  const [numerator, denominator] = [
    asNumber(compiled.numerator(memory)),
    asNumber(compiled.denominator(memory)),
  ];
  const known =
    numerator !== undefined &&
    denominator !== undefined &&
    denominator !== null &&
    compare(denominator, 0) > 0;
  const value = known
    ? divide(multiply(decimal(String(compiled.method.factor)), numerator ?? 0), denominator)
    : undefined;
  return {
    ...(numerator === undefined ? {} : { numerator }),
    ...(denominator === undefined ? {} : { denominator }),
    value,
  };
}

const text = (value: Num | null | undefined): string | null =>
  value === null || value === undefined ? null : decimalText(value);

/** Whether an unrounded value keeps to a threshold. */
export function meets(threshold: Threshold, value: Num): boolean {
  const order = compare(value, decimal(String(threshold.value)));
  switch (threshold.op) {
    case '==':
      return order === 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
  }
}

/** Verdict on the unrounded value; 临界 when the value as printed would be judged otherwise. */
export function judge(threshold: Threshold, value: Num, decimals: number): Verdict {
  const exact = meets(threshold, value);
  if (exact !== meets(threshold, round(value, decimals))) return 'borderline';
  return exact ? 'met' : 'missed';
}

/** The threshold of a profile that binds: the one without a tier, for a tier is an exception for some schools. */
export function thresholdOf(profile: TargetProfile, indicator: string, stage: string): Threshold | undefined {
  return profile.thresholds.find(
    (item) => item.indicator === indicator && speaksOf(item.stage, stage) && item.tier === undefined,
  );
}

function judgeTargets(
  profiles: readonly TargetProfile[],
  definition: Indicator,
  value: Num | undefined,
  whenUnknown: Verdict,
): readonly TargetVerdict[] {
  return profiles.flatMap((profile) => {
    const threshold = thresholdOf(profile, definition.id, definition.stage);
    if (threshold === undefined) return [];
    const verdict = value === undefined ? whenUnknown : judge(threshold, value, definition.decimals);
    const missed = value !== undefined && !meets(threshold, value);
    const distance = missed ? subtract(decimal(String(threshold.value)), value) : undefined;
    return [
      {
        profile: profile.id,
        profileName: profile.name,
        op: threshold.op,
        value: String(threshold.value),
        inferred: threshold.inferred === true,
        confidence: threshold.confidence ?? null,
        verdict,
        gap: distance === undefined ? null : decimalText(distance, definition.decimals),
      },
    ];
  });
}

/** Evaluates one indicator under each of its methods. `schoolYear` 2026 judges the year that ended, 2025—2026学年. */
export function evaluateIndicator(
  compiled: CompiledIndicator,
  memory: Memory,
  slots: Slots,
  profiles: readonly TargetProfile[],
  schoolYear: number,
): readonly IndicatorResult[] {
  const { definition } = compiled;
  const cells = [...compiled.reads.slots].flatMap((slot) => {
    const found = slots.all[slot];
    return found === undefined || found.back > 0 ? [] : [cellName(found.form, found.key)];
  });
  return compiled.methods.map((method): IndicatorResult => {
    const { numerator, denominator, value } = figure(method, memory);
    const zero = denominator !== null && denominator !== undefined && compare(denominator, 0) === 0;
    const whenUnknown: Verdict = zero ? 'not-applicable' : 'missing';
    const targets = judgeTargets(profiles, definition, value, whenUnknown);
    return {
      indicator: definition.id,
      name: definition.name,
      category: definition.category,
      stage: definition.stage,
      method: method.method.id,
      methodName: method.method.name,
      isDefaultMethod: method.method.default === true,
      unit: definition.unit,
      value: text(value),
      display: display(definition, value, numerator, denominator),
      numerator: text(numerator),
      denominator: text(denominator),
      schoolYear: `${schoolYear - 1}—${schoolYear}学年`,
      cells,
      assumed: assumedInputs(compiled, method.method, memory),
      targets,
      verdict: value === undefined ? whenUnknown : (targets[0]?.verdict ?? 'no-target'),
      notes: [
        ...(zero ? [definition.zeroDenominator] : []),
        ...(method.method.note === undefined ? [] : [method.method.note]),
        ...definition.notes,
      ],
    };
  });
}

/** Labels of the method's inputs that only the clerk knows and that are still blank. */
function assumedInputs(
  compiled: CompiledIndicator,
  method: CompiledMethod['method'],
  memory: Memory,
): readonly string[] {
  const { inputs } = compiled.definition;
  const used = new Set<string>();
  const collect = (expression: string): void =>
    walk(parseExpression(expression), (node) => {
      const input = node.type === 'field' ? inputs[node.id] : undefined;
      if (node.type !== 'field' || input === undefined || used.has(node.id)) return;
      used.add(node.id);
      collect(input.from);
    });
  collect(method.numerator);
  collect(method.denominator);
  return Object.entries(inputs).flatMap(([id, input]) =>
    used.has(id) && input.assumedZero === true && compiled.inputs.get(id)?.(memory) === null
      ? [input.label]
      : [],
  );
}

/** `0.65%(4/612)`. A rate with people behind it never prints as zero: `<0.01%(1/60000)`. */
export function display(
  definition: Pick<Indicator, 'unit' | 'decimals'>,
  value: Num | undefined,
  numerator: Num | null | undefined,
  denominator: Num | null | undefined,
): string {
  if (value === undefined) return '—';
  const smallest = decimal(`1e-${definition.decimals}`);
  const hidden = compare(value, 0) > 0 && compare(round(value, definition.decimals), 0) === 0;
  const figures = hidden
    ? `<${decimalText(smallest, definition.decimals)}`
    : decimalText(value, definition.decimals);
  const parts = `(${decimalText(numerator ?? 0)}/${decimalText(denominator ?? 0)})`;
  return definition.unit === '%' ? `${figures}%${parts}` : `${figures}${parts}`;
}
