import { describe, expect, it } from 'vitest';
import { figure, judgedBy, nineYears, of } from '../support/figure';
import { round2026 } from '../support/school';

describe('课程、体质健康、锻炼', () => {
  it.each([
    ['小学', 'jiaoji-2021', '局补充2!02.1', '教基2106!02.2'],
    ['初中', 'jiaoji-2021', '局补充2!02.2', '教基2107!02.2'],
    ['小学', 'jichuji-2018-86', '局补充2!02.1', '基础基212!03.2'],
    ['初中', 'jichuji-2018-86', '局补充2!02.2', '基础基213!03.3'],
  ] as const)('课程开齐开足率 of %s in %s', (stage, edition, taught, classes) => {
    const more = {
      school: nineYears,
      collection: { ...judgedBy('cn_basic_balance_2012'), edition },
      stage,
    };
    const found = figure({ [taught]: 10, [classes]: 12 }, 'curriculum_full_offering_rate', more);
    expect(found).toMatchObject({ display: '83.33%(10/12)', verdict: 'missed' });
    expect(found.targets[0]?.lacking).toEqual({ amount: '2', unit: '个班' });
    expect(figure({ [taught]: 13, [classes]: 12 }, 'curriculum_full_offering_rate', more).range).toBe(
      'invalid',
    );
    expect(figure({ [classes]: 12 }, 'curriculum_full_offering_rate', more).verdict).toBe('missing');
    const none = figure({ [taught]: 0, [classes]: 0 }, 'curriculum_full_offering_rate', more);
    expect(none.verdict).toBe('not-applicable');
  });

  it.each([
    ['小学', 1],
    ['初中', 2],
  ] as const)('体质健康及格率 of %s leaves out the exempt, not the absent', (stage, column) => {
    const rows = { '03': 605, '04': 5, '05': 100, '06': 250, '07': 196 };
    const at = (values: Readonly<Record<string, number>>) =>
      of(
        '局补充2',
        Object.fromEntries(Object.entries(values).map(([row, value]) => [`${row}.${column}`, value])),
      );
    const more = { school: nineYears, collection: judgedBy('zibo_2014'), stage };
    const found = figure(at(rows), 'fitness_pass_rate', more);
    expect(found).toMatchObject({ display: '91.00%(546/600)', verdict: 'missed' });
    expect(found.targets[0]?.lacking).toEqual({ amount: '6', unit: '名' });
    expect(figure(at({ '03': 605, '05': 100, '06': 250 }), 'fitness_pass_rate', more).verdict).toBe(
      'missing',
    );
    expect(figure(at({ ...rows, '07': 300 }), 'fitness_pass_rate', more).range).toBe('invalid');
    expect(figure(at({ ...rows, '04': 605 }), 'fitness_pass_rate', more).verdict).toBe('not-applicable');
  });

  it.each([
    ['小学', 1],
    ['初中', 2],
  ] as const)('锻炼时间 of %s is a typed figure without a denominator', (stage, column) => {
    const more = { school: nineYears, collection: judgedBy('shuangsha_town_2008_2009'), stage };
    const hours = (value: number) =>
      figure(of('局补充2', { [`08.${column}`]: value }), 'daily_exercise_hours', more);
    expect(hours(0.8)).toMatchObject({ display: '0.8', unit: '小时', denominator: null, verdict: 'missed' });
    expect(hours(0.8).targets[0]?.lacking).toEqual({ amount: '0.2', unit: '小时' });
    expect(hours(1)).toMatchObject({ display: '1.0', verdict: 'met' });
    expect(hours(0.97)).toMatchObject({ display: '1.0', verdict: 'borderline' });
    expect(hours(7).range).toBe('invalid');
    expect(figure({}, 'daily_exercise_hours', more).verdict).toBe('missing');
  });
});

it.each([
  ['小学', 'jiaoji-2021', '教基3112!12.9', '教基3113!03.4'],
  ['初中', 'jiaoji-2021', '教基3115!12.5', '教基3116!04.4'],
  ['小学', 'jichuji-2018-86', '基础基312!10.6', '基础基312!12.6'],
  ['初中', 'jichuji-2018-86', '基础基313!09.5', '基础基313!12.5'],
] as const)('留守儿童占比 of %s in %s is only looked at', (stage, edition, leftBehind, pupils) => {
  const more = { school: nineYears, collection: { ...round2026, edition }, stage };
  expect(figure({ [leftBehind]: 90, [pupils]: 187 }, 'left_behind_share', more)).toMatchObject({
    display: '48.13%(90/187)',
    direction: 'none',
    verdict: 'no-target',
  });
  expect(figure({ [pupils]: 187 }, 'left_behind_share', more).verdict).toBe('missing');
  expect(figure({ [leftBehind]: 0, [pupils]: 0 }, 'left_behind_share', more).verdict).toBe('not-applicable');
  expect(figure({ [leftBehind]: 188, [pupils]: 187 }, 'left_behind_share', more).range).toBe('invalid');
});
