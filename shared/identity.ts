import { halfWidth } from './value';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

/** 18-digit identity number (居民身份证号) with an existing birth date and a right check digit (GB 11643). */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  if (checkDigits[sum % 11] !== text[17]?.toUpperCase()) return false;
  const birth = birthDate(text);
  const date = new Date(`${birth}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(birth);
}

/** What is wrong with a number that was typed for an identity number; the sentence is in messages.ts. */
export type IdentityProblem = 'length' | 'characters' | 'birthDate' | 'checkDigit';

/** Null for a right number and for a blank. */
export function identityProblem(text: string): IdentityProblem | null {
  if (text === '' || isIdentityNumber(text)) return null;
  if (!/^\d*[\dXx]?$/.test(text)) return 'characters';
  if (text.length !== 18) return 'length';
  const birth = birthDate(text);
  const date = new Date(`${birth}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(birth);
  return exists && birth >= '1900' ? 'checkDigit' : 'birthDate';
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
