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
  if (value.c.length > value.e + 1 || value.e > 15) return value;
  const plain = value.toNumber();
  return Number.isSafeInteger(plain) && value.eq(plain) ? plain : value;
}

function big(value: Num): Big {
  return typeof value === 'number' ? new Decimal(value) : value;
}

/** Reads a canonical decimal such as `601`, `-3` or `12.5`. Throws on anything else: callers have cleaned the text. */
export function decimal(text: string): Num {
  // Nearly every cell.
  const plain = Number(text);
  if (Number.isSafeInteger(plain) && String(plain) === text) return plain;
  return normalise(new Decimal(text));
}

/** A number as a definition states it: 0.65 is exactly that. */
export const stated = (value: number): Num => (Number.isSafeInteger(value) ? value : decimal(String(value)));

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

/** Digits after the point of a quotient. */
const places = 30;

const powers: bigint[] = [1n];
function powerOfTen(exponent: number): bigint {
  for (let known = powers.length; known <= exponent; known += 1) powers.push((powers[known - 1] ?? 1n) * 10n);
  return powers[exponent] ?? 1n;
}

/** Its digits as a whole number, and how many of them stand after the point (fewer than none: zeros before it). */
function scaled(value: Num): readonly [digits: bigint, after: number] {
  if (typeof value === 'number') return [BigInt(value), 0];
  const digits = BigInt(value.c.join(''));
  return [value.s < 0 ? -digits : digits, value.c.length - 1 - value.e];
}

/**
 * Undefined when the divisor is zero: the quotient has no value. Divided as whole numbers, which is several times faster
 * than digit by digit, and figures over schools are thousands of quotients.
 */
export function divide(a: Num, b: Num): Num | undefined {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0 && a % b === 0) return a / b + 0;
  if (compare(b, 0) === 0) return undefined;
  const [[above, afterAbove], [below, afterBelow]] = [scaled(a), scaled(b)];
  const shift = places + afterBelow - afterAbove;
  const dividend = shift > 0 ? above * powerOfTen(shift) : above;
  const divisor = shift < 0 ? below * powerOfTen(-shift) : below;
  const quotient = dividend / divisor;
  const rest = dividend - quotient * divisor;
  const up = (rest < 0n ? -rest : rest) * 2n >= (divisor < 0n ? -divisor : divisor);
  const away = dividend < 0n === divisor < 0n ? 1n : -1n;
  return normalise(new Decimal(`${up ? quotient + away : quotient}e-${places}`));
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b);
  // No Big is zero: it would be a plain number.
  if (b === 0 && typeof a !== 'number') return a.s;
  return big(a).cmp(big(b));
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
  if (compare(a, 0) < 0) return undefined;
  const [digits, after] = scaled(a);
  const shift = 2 * places - after;
  const root = wholeRoot(shift < 0 ? digits / powerOfTen(-shift) : digits * powerOfTen(shift));
  return round(normalise(new Decimal(`${root}e-${places}`)), 20);
}

/** The largest whole number whose square is not above this one, by Newton's method. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  const guess = Math.sqrt(Number(value));
  let root = Number.isFinite(guess) ? BigInt(Math.floor(guess)) : value;
  for (;;) {
    const next = (root + value / root) >> 1n;
    const distance = next - root;
    root = next;
    if (distance >= -1n && distance <= 1n) break;
  }
  while (root * root > value) root -= 1n;
  while ((root + 1n) * (root + 1n) <= value) root += 1n;
  return root;
}

/** Canonical text, or with a fixed number of decimals. */
export function decimalText(a: Num, decimals?: number): string {
  if (decimals !== undefined) return big(a).toFixed(decimals, Decimal.roundHalfUp);
  return typeof a === 'number' ? String(a) : a.toFixed();
}
