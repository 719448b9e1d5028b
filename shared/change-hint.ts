import {
  absolute,
  compare,
  decimal,
  decimalText,
  divide,
  multiply,
  round,
  subtract,
  type Num,
} from './decimal';

/** How this year's figure stands to last year's. */
export interface YearChange {
  readonly direction: 'same' | 'more' | 'less';
  /** Of both figures, exact and without a sign. */
  readonly difference: string;
  /** Of last year's figure, half-up to one decimal, without a sign; null where last year was zero. */
  readonly percent: string | null;
}

/**
 * A change larger than usual. `own`: larger than this school's own earlier years let expect; `usual` is the largest
 * change that they knew from one year to the next. `size`: with too few years to tell, larger than `percent`.
 */
export type ChangeHint =
  { readonly basis: 'own'; readonly usual: string } | { readonly basis: 'size'; readonly percent: number };

/** Below this a few people more or less are an everyday thing, whatever the percentage. */
const floor = 20;

/** By the larger of both figures, which change in per cent is unusual: a large school changes by a smaller share. */
const bands = [
  { below: 50, percent: 50 },
  { below: 200, percent: 30 },
  { below: 1000, percent: 20 },
] as const;
const aboveBands = 15;

/** Years that make a habit. */
const enoughYears = 3;

function numberOf(text: string | null): Num | null {
  return text !== null && /^-?\d+(\.\d+)?$/.test(text) ? decimal(text) : null;
}

/** Null where one of the two is blank or no number. */
export function yearChange(now: string, last: string): YearChange | null {
  const [a, b] = [numberOf(now), numberOf(last)];
  if (a === null || b === null) return null;
  const difference = absolute(subtract(a, b));
  const share = divide(multiply(difference, 100), absolute(b));
  const direction = (['less', 'same', 'more'] as const)[compare(a, b) + 1] ?? 'same';
  return {
    direction,
    difference: decimalText(difference),
    percent: share === undefined ? null : decimalText(round(share, 1), 1),
  };
}

/**
 * Whether a figure has changed more than usual. `earlier` are the figures of the years before, last year's first; a
 * year without a figure ends the row. With three years or more this school's own habit decides: unusual is more than
 * twice the largest change from one of them to the next, if that is also more than a tenth of last year's figure and at
 * least ten. With fewer the size decides, a figure that was zero counting as changed by its whole. Small figures, and
 * figures that are not both there, are never unusual. It is a hint to look twice and decides nothing.
 */
export function changeHint(now: string, earlier: readonly (string | null)[]): ChangeHint | null {
  const [figure, years] = [numberOf(now), unbroken(earlier)];
  const [last] = years;
  if (figure === null || last === undefined) return null;
  const larger = compare(absolute(figure), absolute(last)) > 0 ? absolute(figure) : absolute(last);
  const change = absolute(subtract(figure, last));
  if (compare(larger, floor) < 0) return null;
  if (years.length >= enoughYears) {
    const usual = largestStep(years);
    const isUnusual =
      compare(change, multiply(usual, 2)) > 0 &&
      compare(multiply(change, 10), absolute(last)) > 0 &&
      compare(change, 10) >= 0;
    return isUnusual ? { basis: 'own', usual: decimalText(usual) } : null;
  }
  const percent = bands.find(({ below }) => compare(larger, below) < 0)?.percent ?? aboveBands;
  const isUnusual = compare(multiply(change, 100), multiply(absolute(last), percent)) > 0;
  return isUnusual ? { basis: 'size', percent } : null;
}

function unbroken(earlier: readonly (string | null)[]): readonly Num[] {
  const years: Num[] = [];
  for (const text of earlier) {
    const value = numberOf(text);
    if (value === null) break;
    years.push(value);
  }
  return years;
}

function largestStep(years: readonly Num[]): Num {
  return years.slice(1).reduce<Num>((largest, value, index) => {
    const step = absolute(subtract(years[index] ?? value, value));
    return compare(step, largest) > 0 ? step : largest;
  }, 0);
}
