import {
  absolute,
  compare,
  decimal,
  divide,
  multiply,
  round,
  decimalText,
  subtract,
} from '../../shared/decimal';
import { impliedBase } from '../../shared/implied-base';

/** What a stated count and a stated rate say about the base, and whether the school's own fits. */
export interface RateCheck {
  /** 「需要 60000 名学生（40000—120000）」 */
  readonly needs: string;
  /** 「若 0.01 是比值，则 600 名（400—1200）」; null where that cannot be. */
  readonly ifRatio: string | null;
  /** About the school's own base; null when it is not known. */
  readonly own: string | null;
  /** The base does not fit, or the rate is so small that it is likely a ratio. */
  readonly suspicious: boolean;
}

/** From this distance on a base is looked at. Source: the county's checks of reported rates against counts. */
const tolerance = 5;

const whole = (text: string): string => decimalText(round(decimal(text), 0));

/** As the numbers of forms are typed: full-width digits, separators and blanks are no mistake. */
const typedNumber = (text: string): string => text.normalize('NFKC').replace(/[\s,，]/g, '');

/** Why the texts are no count and no rate; null while one of them is still empty, and where both are right. */
export function rateProblem(count: string, rate: string): string | null {
  const [people, stated] = [typedNumber(count), typedNumber(rate)];
  if (people !== '' && !/^\d{1,9}$/.test(people)) return '人数请填整数，例如 6。';
  if (people !== '' && Number(people) === 0) return '人数是 0，推不出学生数。';
  if (stated !== '' && !/^\d+(?:\.\d+)?[%‰]?$/.test(stated)) return '率请填数字，例如 0.01%。';
  if (stated !== '' && Number(stated.replace(/[%‰]$/, '')) === 0) return '率是 0，推不出学生数。';
  if (people === '' || stated === '' || impliedBase(decimal(people), stated) !== null) return null;
  return '这个率太粗，推不出学生数；请多写几位小数。';
}

/** Null while the texts are no count and no rate. `own` is the school's base as a canonical decimal. */
export function rateCheck(count: string, typedRate: string, own: string | null): RateCheck | null {
  const [people, rate] = [typedNumber(count), typedNumber(typedRate)];
  if (!/^\d{1,9}$/.test(people)) return null;
  const implied = impliedBase(decimal(people), rate);
  if (implied === null) return null;
  const { base, range, ifRatio } = implied;
  const span = ([least, most]: readonly [string, string]) => `${whole(least)}—${whole(most)}`;
  const fits = own === null ? null : fit(own, base, range);
  return {
    needs: `${people} 名对应 ${percent(rate)}，需要 ${base} 名学生（${span(range)}）`,
    ifRatio:
      ifRatio === null
        ? null
        : `若 ${rate.trim().replace(/[%％]$/, '')} 是比值（即 ${ifRatio.rate}），则 ${ifRatio.base} 名（${span(ifRatio.range)}）`,
    own:
      own === null || fits === null
        ? null
        : fits
          ? `与本校的 ${own} 名相符。`
          : `本校是 ${own} 名，对不上，请核对人数和率。`,
    suspicious: implied.suspicious || fits === false,
  };
}

const percent = (rate: string): string => (/[%％‰]$/.test(rate.trim()) ? rate.trim() : `${rate.trim()}%`);

function fit(own: string, base: string, [least, most]: readonly [string, string]): boolean {
  const known = decimal(own);
  if (compare(known, decimal(least)) >= 0 && compare(known, decimal(most)) <= 0) return true;
  const off = divide(multiply(100, absolute(subtract(known, decimal(base)))), decimal(base));
  return off !== undefined && compare(off, tolerance) < 0;
}
