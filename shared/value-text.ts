import { compare, decimal, decimalText, subtract } from './decimal';
import type { Value } from './evaluate';
import type { Outcome } from './relation';

/** Text of a value; empty for a blank or where there is none. */
export function printed(value: Value, decimals?: number): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return decimalText(value, decimals);
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || (typeof value === 'object' && value !== null);
}

/** A total that came from outside as text, as expressions compute with it. */
export function statedValue(text: string): Value {
  return /^-?\d+(\.\d+)?$/.test(text) ? decimal(text) : text;
}

/** A blank side of a comparison counts as zero, and is shown as what it counts as. */
export function side(value: Value, outcome: Outcome): string | null {
  if (outcome.op === undefined || value === undefined) return null;
  const other = value === outcome.left ? outcome.right : outcome.left;
  return value === null && isNumber(other ?? null) ? '0' : printed(value);
}

/** left − right where both are numbers, a blank counting as zero. */
export function difference(left: Value, right: Value): string | null {
  const numbers = [left, right].map((value) => (value === null ? 0 : value));
  const [a, b] = numbers;
  const comparable = (isNumber(left) || isNumber(right)) && numbers.every(isNumber);
  if (!comparable || a === undefined || b === undefined) return null;
  if (
    typeof a === 'string' ||
    typeof a === 'boolean' ||
    typeof b === 'string' ||
    typeof b === 'boolean' ||
    a === null ||
    b === null
  )
    return null;
  return compare(a, b) === 0 ? null : printed(subtract(a, b));
}
