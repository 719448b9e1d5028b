import { add, compare, decimal, decimalText, divide, multiply, round, subtract } from './decimal';
import type { Num } from './decimal';

/** What a count and a rate, both stated, say together about the number that the rate was taken of. */
export interface ImpliedBase {
  /** The base that gives just this rate, in whole people (half-up): 6 at 0.01 % → 60000. */
  readonly base: string;
  /**
   * Bases whose rate prints as stated, to two decimals. A rate is rounded half-up, so that the lower end itself is out
   * (6 ÷ 40000 prints 0.02 %) and the upper one in (6 ÷ 120000 prints 0.01 %).
   */
  readonly range: readonly [string, string];
  /** The same if the number was a ratio to which a per cent sign was added by mistake; null where that is above 100 %. */
  readonly ifRatio: {
    readonly rate: string;
    readonly base: string;
    readonly range: readonly [string, string];
  } | null;
  /** A rate below 0.1 % with people behind it: nearly always a ratio that was written as a percentage. */
  readonly suspicious: boolean;
}

const scales: Readonly<Record<string, string>> = { '': '0.01', '%': '0.01', '‰': '0.001' };

/**
 * The base that a stated count and a stated rate imply (率与人数互验). `rate` is as printed, `0.01%`; without a sign it
 * is in per cent. `decimals`: how many the rate was rounded to, where that is more than it shows.
 *
 * Null for a text that is no rate, and for a count or rate of zero or less: no base follows from either.
 * Source: the county's checks of reported rates against counts.
 */
export function impliedBase(count: Num, rate: string, decimals = 0): ImpliedBase | null {
  const [, digits = '', fraction = '', sign = ''] =
    /^(\d+(?:\.(\d+))?)([%‰]?)$/.exec(rate.replace(/\s/g, '').replace('％', '%')) ?? [];
  const scale = scales[sign];
  if (digits === '' || scale === undefined) return null;
  const stated = decimal(digits);
  if (compare(count, 0) <= 0 || compare(stated, 0) === 0) return null;
  const half = multiply(decimal(`1e-${Math.max(fraction.length, decimals)}`), decimal('0.5'));
  const share = multiply(stated, decimal(scale));
  const asStated = basesOf(count, stated, half, decimal(scale));
  if (asStated === null) return null;
  const asRatio = compare(stated, 1) <= 0 ? basesOf(count, stated, half, 1) : null;
  return {
    ...asStated,
    ifRatio: asRatio && { rate: `${decimalText(multiply(stated, 100))}%`, ...asRatio },
    suspicious: compare(share, decimal('0.001')) < 0,
  };
}

/** Null where nothing bounds the base from above: a rate of which half a unit is as much as itself. */
function basesOf(
  count: Num,
  stated: Num,
  half: Num,
  scale: Num,
): { base: string; range: readonly [string, string] } | null {
  const at = (rate: Num): Num | undefined => divide(count, multiply(rate, scale));
  const [base, least, most] = [at(stated), at(add(stated, half)), at(subtract(stated, half))];
  if (base === undefined || least === undefined || most === undefined) return null;
  return {
    base: decimalText(round(base, 0)),
    range: [decimalText(round(least, 2)), decimalText(round(most, 2))],
  };
}
