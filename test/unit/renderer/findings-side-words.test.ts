import { expect, test } from 'vitest';
import { sideWords } from '../../../renderer/panels/findings-side-words';
import { createCalculation } from '../../../shared/calculation';
import { shippedDefinitions } from '../../support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../../support/sample';
import { calculationInput, round2025old, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const previous = [
  { school: village, collection: round2025old, data: submissionData(cellsOfSample(lastYear)) },
];

function said(key: string, cells: Record<string, number>, before?: string): string {
  const input = calculationInput({ ...cellsOfSample(thisYear), ...cells }, { previous });
  const all = createCalculation(definitions, input).findings();
  const finding = all.find((each) => each.key === key);
  if (finding === undefined) throw new Error(`no ${key} in ${all.map((each) => each.key).join(' ')}`);
  return sideWords(definitions, finding, () => before ?? null);
}

test('both sides are named where each is one cell', () => {
  expect(said('J3112-05@c9#6', { '教基3112!12.9': 100 })).toBe('总计·农村留守儿童 100，应当 ≤ 总计 99，差 1');
});

test('a share of last year is named with its percent', () => {
  expect(said('J3112-12#2', { '教基3112!01.11': 15 }, '98')).toBe(
    '在校生数·三年级 15，应当 ≥ 上年在校生数·二年级×97% = 99.91，差 84.91',
  );
});

test('a rate and its target have their unit, and the difference is one of percentage points', () => {
  expect(said('LKC2-12', { '局控辍2!02.5': 4 })).toBe(
    '小学辍学率 约 0.6536%，应当 ≤ 小学辍学率的目标值 0.6%，差 约 0.0536 个百分点',
  );
});

test('sides of many cells stay left and right', () => {
  expect(said('J3120-12', {})).toMatch(/^应当左边 = 右边；现在左边 3，右边 0/);
});
