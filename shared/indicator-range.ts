import { compare, stated } from './decimal';
import type { Num } from './decimal';
import type { Indicator, IndicatorMethod } from './indicator-definition';

/** `invalid`: no such value can be (净入学率 over 100), so that it is judged by nothing; `unusual`: it can, but is looked at. */
export type Range = 'valid' | 'unusual' | 'invalid';

/** Whether a value can be, and whether it is looked at. Source: the indicator's definition. */
export function rangeOf(
  definition: Pick<Indicator, 'validRange' | 'unusualAbove' | 'unusualBelow'>,
  method: Pick<IndicatorMethod, 'range'>,
  value: Num | undefined,
): Range {
  if (value === undefined) return 'valid';
  const [lowest, highest] = method.range ?? definition.validRange;
  const below = (bound: number | null | undefined) =>
    bound !== null && bound !== undefined && compare(value, stated(bound)) < 0;
  const above = (bound: number | null | undefined) =>
    bound !== null && bound !== undefined && compare(value, stated(bound)) > 0;
  if (below(lowest) || above(highest)) return 'invalid';
  return above(definition.unusualAbove) || below(definition.unusualBelow) ? 'unusual' : 'valid';
}
