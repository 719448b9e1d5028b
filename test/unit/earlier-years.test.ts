import { expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2025, submissionData, village } from '../support/school';

it('reads each earlier year once, however many years the school has kept', () => {
  const reads = new Map<number, number>();
  const previous = Array.from({ length: 12 }, (_, index) => {
    const schoolYear = 2025 - index;
    const stored = submissionData({ '教基3112!02.9': 40 + index, '局巩固1!01.1': 90 });
    const data = {
      ...stored,
      get cells() {
        reads.set(schoolYear, (reads.get(schoolYear) ?? 0) + 1);
        return stored.cells;
      },
    };
    return { school: village, collection: { ...round2025, id: schoolYear, schoolYear }, data };
  });
  const calculation = createCalculation(
    shippedDefinitions(),
    calculationInput({ '教基3112!02.9': 40, '局巩固1!01.1': 90 }, { previous }),
  );
  calculation.findings();
  expect(reads.get(2025)).toBe(1);
  expect(reads.get(2020)).toBe(1);
  expect(Math.max(...reads.values())).toBe(1);
});
