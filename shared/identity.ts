import { halfWidth } from './value';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

/** 18-digit identity number (居民身份证号) with an existing birth date and a right check digit (GB 11643). */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  // A roster asks it of tens of thousands.
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1)
    sum += (weights[index] ?? 0) * (text.charCodeAt(index) - 48);
  return checkDigits[sum % 11] === text[17]?.toUpperCase() && isDay(text);
}

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the eight digits of the birth date are a day of the calendar. */
function isDay(identity: string): boolean {
  const year = Number(identity.slice(6, 10));
  const month = Number(identity.slice(10, 12));
  const day = Number(identity.slice(12, 14));
  if (day < 1 || day > (daysOfMonth[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** What is wrong with a number that was typed for an identity number; the sentence is in messages.ts. */
export type IdentityProblem = 'length' | 'characters' | 'birthDate' | 'checkDigit';

/** Null for a right number and for a blank. */
export function identityProblem(text: string): IdentityProblem | null {
  if (text === '' || isIdentityNumber(text)) return null;
  if (!/^\d*[\dXx]?$/.test(text)) return 'characters';
  if (text.length !== 18) return 'length';
  return isDay(text) && birthDate(text) >= '1900' ? 'checkDigit' : 'birthDate';
}

/** An identity number as it is stored: half-width, without spaces, with a capital X. */
export function cleanIdentity(typed: string): string {
  return halfWidth(typed)
    .replace(/\s/g, '')
    .replace(/^(\d{17})x$/, '$1X');
}

/** Birth date in an identity number, `2016-08-09`. */
export function birthDate(identity: string): string {
  return `${identity.slice(6, 10)}-${identity.slice(10, 12)}-${identity.slice(12, 14)}`;
}

export function sexOf(identity: string): '男' | '女' {
  return Number(identity[16]) % 2 === 1 ? '男' : '女';
}

/** Age in full years on a day (`2026-09-01`); the forms count ages on 1 September. */
export function ageOn(identity: string, day: string): number {
  const birth = birthDate(identity);
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return birth.slice(5) > day.slice(5) ? years - 1 : years;
}
