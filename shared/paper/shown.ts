import { decimal, decimalText, multiply } from '../decimal';
import type { PlannedValue } from '../workbook-sheet';

/** Digits after the point from which on a number without a format is shortened, as in a workbook's cell. */
const longFraction = 6;
const generalDigits = 10;

function generalText(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length <= longFraction) return text;
  const kept = Math.max(0, generalDigits - whole.replace('-', '').length);
  return decimalText(decimal(text), kept).replace(/\.?0+$/, '');
}

/** The text that a workbook program shows for the value; formats other than the plain ones leave it as planned. */
export function shownText(value: PlannedValue, format: string): string {
  if (value.kind !== 'number') return value.text;
  const fixed = /^0(?:\.(0+))?(%?)$/.exec(format);
  if (fixed === null) return generalText(value.text);
  const number = decimal(value.text);
  const [, zeros = '', percent = ''] = fixed;
  return decimalText(percent === '' ? number : multiply(number, 100), zeros.length) + percent;
}
