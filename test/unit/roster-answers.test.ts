import { expect, it } from 'vitest';
import { aboutOf, stillStands } from '../../shared/roster/answers';

const question = (people: number, params: Record<string, string | number> = {}) => ({
  ...{ people, params, choices: [{ id: 'none' }, { id: 'skip' }] },
});

it('an answer stands for the same question, whatever rosters are loaded', () => {
  const about = aboutOf(question(4, { grades: '四年级' }), '1/-/-');
  expect(stillStands(about, question(4, { grades: '四年级' }), '2/-/-')).toBe(true);
  expect(stillStands(about, question(3, { grades: '四年级' }), '2/-/-')).toBe(false);
  expect(stillStands(about, question(4, { grades: '五年级' }), '2/-/-')).toBe(false);
  // No name of a class or place is kept.
  expect(about).not.toContain('四年级');
});

it('of the same rosters it stands for fewer people, and for nothing else', () => {
  const about = aboutOf(question(4, { inYear: 4 }), '1/-/-');
  expect(stillStands(about, question(3, { inYear: 3 }), '1/-/-')).toBe(true);
  expect(stillStands(about, question(5, { inYear: 5 }), '1/-/-')).toBe(false);
  expect(stillStands(about, question(4, { inYear: 3 }), '1/-/-')).toBe(false);
  // A question about nobody, that one more grade is empty, is another one.
  const empty = aboutOf(question(0, { grades: '五年级' }), '1/-/-');
  expect(stillStands(empty, question(0, { grades: '四年级、五年级' }), '1/-/-')).toBe(false);
  expect(stillStands('', question(0), '')).toBe(false);
});
