import { expect, test } from 'vitest';
import { openedByReview, openedWords } from '../../../renderer/pages/review-preview';
import { createCalculation } from '../../../shared/calculation';
import type { Explanation } from '../../../shared/submission';
import { shippedDefinitions } from '../../support/definitions';
import { cellsOfSample, thisYear } from '../../support/sample';
import { round2026, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();

function sample() {
  const data = submissionData(cellsOfSample(thisYear));
  const calculation = createCalculation(definitions, {
    ...{ school: village, collection: round2026, data, previous: [] },
  });
  return { calculation, forms: calculation.forms.map(({ code }) => code) };
}

test('what marking 已核对 brings up is what comes up then, and asking changes nothing', () => {
  const { calculation, forms } = sample();
  const before = calculation.findings();
  const keys = new Set(before.filter(({ waitsFor }) => waitsFor === null).map(({ key }) => key));
  const told = openedByReview(calculation, new Map(), forms);
  expect(calculation.findings()).toEqual(before);
  expect(forms.filter((form) => calculation.isReviewed(form))).toEqual([]);

  for (const form of forms) calculation.setReviewed(form, true);
  const come = calculation
    .findings()
    .filter(({ key, waitsFor, status }) => waitsFor === null && status !== 'broken' && !keys.has(key));
  expect(come.length).toBeGreaterThan(0);
  expect(told).toEqual({
    errors: come.filter(({ severity }) => severity === 'error').length,
    warnings: come.filter(({ severity }) => severity === 'warning').length,
  });
  // Marked already they bring up nothing more.
  expect(openedByReview(calculation, new Map(), forms)).toEqual({ errors: 0, warnings: 0 });
});

test('what was explained before, and still fits, does not come up', () => {
  const { calculation, forms } = sample();
  for (const form of forms) calculation.setReviewed(form, true);
  const explanations = new Map(
    calculation
      .findings()
      .map(({ key, values }): [string, Explanation] => [key, { finding: key, text: '已核实', values }]),
  );
  for (const form of forms) calculation.setReviewed(form, false);
  expect(openedByReview(calculation, explanations, forms).warnings).toBe(0);
});

test('both kinds are named, and that there is nothing', () => {
  expect(openedWords({ errors: 1, warnings: 8 })).toBe(
    '核对后会多出 1 处错误要改正、8 处要写说明，定稿前都要处理。',
  );
  expect(openedWords({ errors: 0, warnings: 0 })).toBe('核对后不会多出错误和要说明的地方。');
});
