import { isIdentityNumber } from '../identity';

/**
 * An identity number that a spreadsheet took for a quantity: `9.90101E+17` as it is shown, `990101201803050000` as it is
 * kept, with 15 digits of 18. Many people have the same one then, and it is nobody's.
 */
export function hasLostDigits(number: string): boolean {
  if (/^\d(\.\d+)?E\+?\d+$/i.test(number)) return true;
  return /^\d{15}000$/.test(number) && !isIdentityNumber(number);
}

/** `against` of the problem: once masked, the number does not show it any more. */
export const lostDigits = 'E+17';
