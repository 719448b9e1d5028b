import { divide, multiply, subtract, decimal } from './decimal';
import type { Num } from './decimal';
import { number } from './evaluate';
import type { Memory } from './evaluate';
import type { CompiledIndicator } from './indicator';
import type { Indicator } from './indicator-definition';
import { chosenIn } from './indicator-result';
import type { OwnFigure } from './indicator-schools-own';

const known = new WeakMap<Indicator, Map<string, Indicator | null>>();

/**
 * The rate of all schools together as a definition: by one method, numerators added up over denominators added up. Null
 * for a figure without a denominator: amounts of schools are no rate.
 */
export function sumsOf(indicator: Indicator, methodId: string): Indicator | null {
  const ofIndicator = known.get(indicator) ?? new Map<string, Indicator | null>();
  known.set(indicator, ofIndicator);
  const made = ofIndicator.get(methodId);
  if (made !== undefined) return made;
  const method = indicator.methods.find(({ id }) => id === methodId);
  const list = (part: 'numerator' | 'denominator') => ({
    label: indicator.name,
    from: { schools: { indicator: indicator.id, part } },
  });
  const sums: Indicator | null =
    method?.denominator === undefined
      ? null
      : {
          ...indicator,
          inputs: { numerator: list('numerator'), denominator: list('denominator') },
          methods: [
            {
              ...method,
              default: true,
              numerator: 'sumOver([numerator])',
              denominator: 'sumOver([denominator])',
            },
          ],
        };
  ofIndicator.set(methodId, sums);
  return sums;
}

/** The rate of the others, for each school. */
export function rateWithout(
  compiled: CompiledIndicator,
  memory: Memory,
): (figure: OwnFigure) => Num | undefined {
  const chosen = chosenIn(compiled, memory);
  const above = number(chosen?.numerator(memory));
  const below = number(chosen?.denominator?.(memory));
  const factor = decimal(String(chosen?.method.factor ?? 1));
  return ({ numerator, denominator }) => {
    if (above === undefined || below === undefined) return undefined;
    return divide(multiply(factor, subtract(above, numerator ?? 0)), subtract(below, denominator ?? 0));
  };
}
