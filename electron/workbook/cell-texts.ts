import type { GridCell } from '../../shared/grid';

/** What the numbers in a workbook's cells say, in the forms of shared/grid.ts. */

/** Moves the point of `1.5e-7`: a decimal without exponent. */
function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  const point = Number(exponent);
  const digits = first + rest;
  if (point < 0) return `${sign}0.${'0'.repeat(-point - 1)}${digits}`;
  return `${sign}${digits.padEnd(point + 1, '0')}`;
}

/** The double as office programs show it: rounded to 15 digits, plain decimal. */
export function decimalText(value: number): string {
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return String(value + 0);
  const rounded = Number(value.toPrecision(15));
  return withoutExponent(String(rounded === 0 ? 0 : rounded));
}

const millisecondsOfDay = 86_400_000;
const dayOf1900 = Date.UTC(1899, 11, 31);
const dayOf1904 = Date.UTC(1904, 0, 1);

/**
 * The date of a serial number: `2026-09-01`, with ` 13:45:00` if it has a time. Null where no calendar has such a day:
 * times without a day, 29 February 1900 (which Lotus 1-2-3 took for one), years above 9999.
 */
export function dateText(serial: number, date1904: boolean): string | null {
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  if (!date1904 && (days < 1 || days === 60)) return null;
  if (days < 0) return null;
  const start = date1904 ? dayOf1904 : dayOf1900 - (days > 60 ? millisecondsOfDay : 0);
  const date = new Date(start + seconds * 1000);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return null;
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/** What a cell's format makes of its number. */
export type NumberStyle = 'plain' | 'date' | 'percent';

/** A number cell, or a date where its format shows one and the number is one. */
export function numberOrDate(
  value: number,
  style: NumberStyle | undefined,
  date1904: boolean,
  formula: string | null,
): GridCell {
  const date = style === 'date' ? dateText(value, date1904) : null;
  if (date !== null) return { kind: 'date', text: date, formula };
  const number = { kind: 'number', text: decimalText(value), formula } as const;
  return style === 'percent' ? { ...number, percent: true } : number;
}

/**
 * Formats without a code in the file, by ECMA-376 part 1, 18.8.30: 14–17 and 22 everywhere, 27–31, 36 and 50–58 in
 * Chinese, Japanese and Korean programs. 18–21, 32–35 and 45–47 show a time only.
 */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Does a number format show a day? One that shows only a time, or the hours that have passed, does not. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.has(id);
  const [section = ''] = code
    .replace(/"[^"]*"?|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/general|G\/通用格式|AM\/PM|A\/P|上午\/下午/gi, '')
    .split(';');
  if (/[yd]|(?<![0#?.])e(?![+-])/i.test(section)) return true;
  return /m/i.test(section) && !/[hs[]/i.test(section);
}

/** Does a number format show a hundredfold with a percent sign? One in quotes or after `\` is only a letter. */
export function isPercentFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return id === 9 || id === 10;
  return code.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/g, '').includes('%');
}

export function numberStyleOf(id: number, code: string | undefined): NumberStyle {
  if (isPercentFormat(id, code)) return 'percent';
  return isDateFormat(id, code) ? 'date' : 'plain';
}
