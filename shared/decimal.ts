import Big from 'big.js';

/** Own constructor, so that nobody else's settings change our arithmetic: 30 digits after the point, half-up. */
const Decimal = Big();
Decimal.DP = 30;
Decimal.RM = Decimal.roundHalfUp;

/**
 * An exact decimal number: whole numbers that a double holds exactly stay plain numbers, because nearly every cell is
 * one; everything else is a Big.
 */
export type Num = number | Big;

function normalise(value: Big): Num {
  const plain = value.toNumber();
  return Number.isSafeInteger(plain) && value.eq(plain) ? plain : value;
}

function big(value: Num): Big {
  return typeof value === 'number' ? new Decimal(value) : value;
}

/** Reads a canonical decimal such as `601`, `-3` or `12.5`. Throws on anything else: callers have cleaned the text. */
export function decimal(text: string): Num {
  return normalise(new Decimal(text));
}

export function add(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normalise(big(a).plus(big(b)));
}

export function subtract(a: Num, b: Num): Num {
  return add(a, negate(b));
}

export function negate(a: Num): Num {
  return typeof a === 'number' ? 0 - a : a.times(-1);
}

export function multiply(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product;
  }
  return normalise(big(a).times(big(b)));
}

/** Undefined when the divisor is zero: the quotient has no value. */
export function divide(a: Num, b: Num): Num | undefined {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0 && a % b === 0) return a / b + 0;
  return compare(b, 0) === 0 ? undefined : normalise(big(a).div(big(b)));
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Num, b: Num): number {
  return typeof a === 'number' && typeof b === 'number' ? Math.sign(a - b) : big(a).cmp(big(b));
}

/** Half-up, away from zero when exactly between: 1.005 → 1.01, −1.005 → −1.01. */
export function round(a: Num, decimals: number): Num {
  return typeof a === 'number' ? a : normalise(a.round(decimals, Decimal.roundHalfUp));
}

export function absolute(a: Num): Num {
  return compare(a, 0) < 0 ? negate(a) : a;
}

/** Square root to 20 decimals; undefined below zero. Sums of quotients carry errors in the 28th: a root that ends must end. */
export function squareRoot(a: Num): Num | undefined {
  return compare(a, 0) < 0 ? undefined : round(normalise(big(a).sqrt()), 20);
}

/** Canonical text, or with a fixed number of decimals. */
export function decimalText(a: Num, decimals?: number): string {
  if (decimals !== undefined) return big(a).toFixed(decimals, Decimal.roundHalfUp);
  return typeof a === 'number' ? String(a) : a.toFixed();
}
