import type { Indicator, IndicatorMethod } from './indicator-definition';
import type { Threshold } from './target-profile';

type Readings = Pick<Indicator, 'unit' | 'methods'>;
type Stated = Pick<Threshold, 'unit' | 'method'>;

const unitOf = ({ unit }: Readings, method: Pick<IndicatorMethod, 'unit'>): string => method.unit ?? unit;

/**
 * The unit of the readings that a threshold speaks of. Documents add to a unit whom or what they mean: 学时(2010年前),
 * 班(>45人).
 */
function statedUnit(definition: Readings, threshold: Stated): string {
  const fitting = definition.methods
    .map((method) => unitOf(definition, method))
    .filter((unit) => threshold.unit.startsWith(unit))
    .sort((one, other) => other.length - one.length);
  return fitting[0] ?? definition.unit;
}

/** Whether a threshold speaks of a reading: of the one it names, else of those in its own unit. */
export function speaksOfReading(
  definition: Readings,
  threshold: Stated,
  method: Pick<IndicatorMethod, 'id' | 'unit'>,
): boolean {
  if (threshold.method !== undefined) return threshold.method === method.id;
  return unitOf(definition, method) === statedUnit(definition, threshold);
}

/**
 * The reading that is judged: what the round chose; where the round's threshold speaks of another, that one. A choice
 * of the round among readings of the same unit stands against the document's, because the bureau made it knowingly;
 * an amount of yuan is never held against yuan per pupil.
 */
export function judgedReading(
  definition: Readings,
  threshold: Stated | undefined,
  { round, usual }: { readonly round?: string | undefined; readonly usual?: string | undefined },
): string | undefined {
  const { methods } = definition;
  const of = (id: string | undefined) => methods.find((method) => method.id === id);
  const chosen = of(round) ?? of(usual) ?? methods.find((method) => method.default === true) ?? methods[0];
  if (threshold === undefined || chosen === undefined || speaksOfReading(definition, threshold, chosen))
    return chosen?.id;
  const named = of(threshold.method);
  const unit = named === undefined ? statedUnit(definition, threshold) : unitOf(definition, named);
  if (of(round) !== undefined && unitOf(definition, chosen) === unit) return chosen.id;
  return (named ?? methods.find((method) => unitOf(definition, method) === unit) ?? chosen).id;
}
