import { absolute, add, compare, decimal, decimalText, divide, multiply, round, subtract } from './decimal';
import type { Num } from './decimal';
import type { Indicator, IndicatorMethod } from './indicator-definition';
import { rangeOf } from './indicator-range';
import type { Range } from './indicator-range';
import { speaksOfReading } from './judged-reading';
import { thresholdOf, thresholdsFor } from './target-profile';
import type { Judged, TargetProfile, Threshold } from './target-profile';

/** 达标, 未达标, 临界 (rounding would change the verdict), 不适用 (zero denominator), 缺数据, 无目标值. */
export type Verdict = 'met' | 'missed' | 'borderline' | 'not-applicable' | 'missing' | 'no-target';

/** What is missing to reach a target, rounded up to whole people or the unit's decimals: 2 名, 38400.00 元. */
export interface Lacking {
  readonly amount: string;
  readonly unit: string;
}

/** A threshold of one profile with the verdict on an unrounded value. */
export interface TargetVerdict {
  readonly profile: string;
  readonly profileName: string;
  /** The stage as the profile says it. */
  readonly stage: string;
  readonly op: string;
  readonly value: string;
  readonly inferred: boolean;
  readonly confidence: string | null;
  /** Whom it is for, where it is not for all; without a known circle it is shown for reference only. */
  readonly tier: string | null;
  /** The document's own words, and where they stand. */
  readonly quote: string | null;
  readonly source: string;
  /** False for what is only shown beside: another tier, or a second line of the same profile. */
  readonly binding: boolean;
  readonly verdict: Verdict;
  /** Whether the unrounded value keeps to it: 临界 can be either. Null without a value. */
  readonly meets: boolean | null;
  /** How far the value is from the threshold, in the indicator's unit; null when it is met or unknown. */
  readonly gap: string | null;
  readonly lacking: Lacking | null;
}

/** Parts of a figure that a verdict needs. */
export interface Judgeable {
  readonly value: Num | undefined;
  readonly numerator: Num | null | undefined;
  readonly denominator: Num | null | undefined;
}

/** Whether an unrounded value keeps to a threshold. */
export function meets(threshold: Pick<Threshold, 'op' | 'value'>, value: Num): boolean {
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
export function judge(threshold: Pick<Threshold, 'op' | 'value'>, value: Num, decimals: number): Verdict {
  const exact = meets(threshold, value);
  if (exact !== meets(threshold, round(value, decimals))) return 'borderline';
  return exact ? 'met' : 'missed';
}

/** What the numerator (or denominator) lacks so that the value keeps to the threshold; null when it does already. */
export function lackingOf(
  gap: Indicator['gap'],
  factor: Num,
  { value, numerator, denominator }: Judgeable,
  threshold: Pick<Threshold, 'op' | 'value'>,
): Lacking | null {
  if (gap === undefined || value === undefined || meets(threshold, value)) return null;
  const [above, below] = [numerator ?? 0, denominator ?? 1];
  const target = decimal(String(threshold.value));
  const due =
    gap.part === 'denominator' ? divide(multiply(factor, above), target) : wanted(target, below, factor);
  if (due === undefined) return null;
  const step = decimal(gap.decimals === 0 ? '1' : `1e-${gap.decimals}`);
  const exact = absolute(subtract(due, gap.part === 'denominator' ? below : above));
  const short = roundedUp(exact, gap.decimals);
  // Exactly at the mark is not above it.
  const strict = threshold.op === '>' && compare(short, exact) === 0;
  return { amount: decimalText(strict ? add(short, step) : short, gap.decimals), unit: gap.unit };
}

const wanted = (target: Num, denominator: Num, factor: Num): Num | undefined =>
  divide(multiply(target, denominator), factor);

function roundedUp(value: Num, decimals: number): Num {
  const nearest = round(value, decimals);
  if (compare(nearest, value) >= 0) return nearest;
  return add(nearest, decimal(decimals === 0 ? '1' : `1e-${decimals}`));
}

export interface JudgeInput {
  readonly definition: Indicator;
  readonly method: IndicatorMethod;
  readonly stage: string;
  readonly figure: Judgeable;
  readonly judged: Judged | null;
  readonly whenUnknown: Verdict;
}

/** Every threshold that the profiles state for a figure, those that bind first. */
export function judgeTargets(
  profiles: readonly TargetProfile[],
  input: JudgeInput,
): readonly TargetVerdict[] {
  const { definition, method, stage, judged } = input;
  const verdicts = profiles.flatMap((profile) => {
    const stated = thresholdsFor(profile, definition.id, stage);
    if (stated.length === 0) return [];
    const binding = thresholdOf(profile, definition.id, stage, judged);
    return stated
      .filter((threshold) => speaksOfReading(definition, threshold, method))
      .map((threshold) => verdictOf(profile, threshold, threshold === binding, input));
  });
  return [...verdicts.filter(({ binding }) => binding), ...verdicts.filter(({ binding }) => !binding)];
}

function verdictOf(
  profile: TargetProfile,
  threshold: Threshold,
  binding: boolean,
  input: JudgeInput,
): TargetVerdict {
  const { range: _range, ...found } = judgeFigure(threshold, input);
  return {
    profile: profile.id,
    profileName: profile.name,
    stage: threshold.stage,
    op: threshold.op,
    value: String(threshold.value),
    inferred: threshold.inferred === true,
    confidence: threshold.confidence ?? null,
    tier: threshold.tier ?? null,
    quote: threshold.quote ?? null,
    source: threshold.source ?? profile.source,
    binding,
    ...found,
  };
}

type Finding = Pick<TargetVerdict, 'verdict' | 'meets' | 'gap' | 'lacking'>;

/** What a figure under one of its readings comes to against one threshold; by a value that cannot be, nothing is judged. */
export function judgeFigure(
  threshold: Pick<Threshold, 'op' | 'value'>,
  {
    definition,
    method,
    figure,
    whenUnknown,
  }: Pick<JudgeInput, 'definition' | 'method' | 'figure' | 'whenUnknown'>,
): Finding & { readonly range: Range } {
  const { value } = figure;
  const range = rangeOf(definition, method, value);
  if (value === undefined || range === 'invalid')
    return { range, verdict: whenUnknown, meets: null, gap: null, lacking: null };
  const decimals = method.decimals ?? definition.decimals;
  const met = meets(threshold, value);
  return {
    range,
    verdict: judge(threshold, value, decimals),
    meets: met,
    gap: met ? null : decimalText(subtract(decimal(String(threshold.value)), value), decimals),
    lacking: lackingOf(definition.gap, decimal(String(method.factor)), figure, threshold),
  };
}
