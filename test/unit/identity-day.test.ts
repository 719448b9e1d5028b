import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityProblem, isIdentityNumber } from '../../shared/identity';
import { identityNumber } from '../support/identity';

/** The calendar's own answer. */
function exists(digits: string): boolean {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const two = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, '0'));
const days = fc
  .tuple(fc.integer({ min: 1900, max: 2399 }).map(String), two(0, 13), two(0, 32))
  .map((parts) => parts.join(''));

test('a birth date is right exactly where the calendar has the day', () => {
  fc.assert(
    fc.property(days, fc.constantFrom('男' as const, '女' as const), (digits, sex) => {
      const number = identityNumber(digits, sex);
      expect(isIdentityNumber(number)).toBe(exists(digits));
      expect(identityProblem(number)).toBe(exists(digits) ? null : 'birthDate');
    }),
    {
      numRuns: 2000,
      examples: [
        ['19000229', '男'],
        ['20000229', '女'],
        ['21000229', '男'],
        ['20240431', '女'],
      ],
    },
  );
});
