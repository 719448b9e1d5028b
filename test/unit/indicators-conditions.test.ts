import { describe, expect, it } from 'vitest';
import { shippedDefinitions } from '../support/definitions';
import { figuresOf, givenOf } from '../support/figures';
import type { Asked } from '../support/figures';
import type { TargetProfile } from '../../shared/target-profile';

const definitions = shippedDefinitions();
const of = (...args: [Parameters<typeof figuresOf>[1], Parameters<typeof figuresOf>[2]?]) =>
  figuresOf(definitions, ...args);
const given = (indicator: string, inputs: Record<string, number>) => givenOf(definitions, indicator, inputs);

const old = { collection: { edition: 'jichuji-2018-86' } };
const nineYears = { school: { type: '九年一贯制学校' } } as const;

/** 601 pupils in 12 classes, 37 teachers. */
const primary = {
  '教基3112!01.9': 99, '教基3112!01.10': 98, '教基3112!01.11': 101, '教基3112!01.12': 102, '教基3112!01.13': 100, '教基3112!01.14': 101,
  '教基2106!07.2': 2, '教基2106!07.3': 2, '教基2106!08.4': 2, '教基2106!09.5': 2, '教基2106!10.6': 3, '教基2106!11.7': 1,
  '教基4063!03.1': 37,
  '教基4149!01.2': 37, '教基4149!01.5': 4,
  '教基4155!06.4': 1, '教基4155!07.4': 20, '教基4155!08.5': 14, '教基4155!09.5': 1, '教基4155!10.4': 1,
  '局补充1!01.4': 11,
  '教基5176!01.1': 12020.5, '教基5170!06.1': 4300,
  '教基3040!04.1': 601,
} as const; // prettier-ignore

/** The same school in the edition before, 12 classes of two more bands. */
const primaryOld = {
  '基础基312!13.6': 99, '基础基312!14.7': 98, '基础基312!15.8': 101, '基础基312!16.9': 102, '基础基312!17.10': 100, '基础基312!18.11': 101,
  '基础基212!08.2': 2, '基础基212!08.3': 2, '基础基212!09.4': 2, '基础基212!10.5': 2, '基础基212!11.6': 3, '基础基212!12.7': 1,
  '基础基431!03.1': 37,
  '基础基412!01.2': 37, '基础基412!01.5': 4,
  '基础基112!26.1': 11,
  '基础基522!01.1': 12020.5, '基础基512!05.2': 4300,
  '基础基331!04.1': 601,
  '局补充2!13.1': 36, '局补充2!28.1': 35,
} as const; // prettier-ignore

const expected: readonly (readonly [string, string, Asked?])[] = [
  ['student_teacher_ratio', '16.24(601/37)'],
  ['student_teacher_ratio', '14.66(601/41)', { method: 'staff' }],
  ['teacher_class_ratio', '3.42(41/12)'],
  ['teacher_class_ratio', '3.08(37/12)', { method: 'fulltime' }],
  ['teacher_qualification_rate', '97.30%(36/37)'],
  ['primary_college_teacher_share', '94.59%(35/37)'],
  ['backbone_teacher_share', '29.73%(11/37)'],
  ['avg_class_size', '50.08(601/12)'],
  ['large_class_share', '50.00%(6/12)'],
  ['super_large_class_share', '8.33%(1/12)'],
  ['over_standard_class_count', '12'],
  ['over_standard_class_count', '100%(12/12)', { method: 'share' }],
  ['per_student_land_area', '20.00(12020.5/601)'],
  ['per_student_building_area', '7.15(4300/601)'],
  ['school_tracks', '2.00(12/6)'],
];

describe.each([
  ['the current edition', primary, {}],
  ['the edition before', primaryOld, old],
] as const)('from the cells of %s', (_name, cells, situation) => {
  const figure = of(cells, situation);
  it.each(expected.map(([id, display, asked = {}]) => [id, display, asked] as const))(
    '%s is %s',
    (indicator, display, asked) => {
      expect(figure(indicator, asked).display).toBe(display);
    },
  );

  it('tells the cells that a figure was read from', () => {
    const form = situation === old ? '基础基212' : '教基2106';
    expect(figure('large_class_share').cells.every((cell) => cell.startsWith(`${form}!`))).toBe(true);
    expect(figure('large_class_share').cells).toHaveLength(4);
  });
});

describe('初中', () => {
  const junior = {
    '教基3115!01.5': 210, '教基3115!01.6': 205, '教基3115!01.7': 207,
    '教基2107!07.2': 3, '教基2107!08.3': 4, '教基2107!09.4': 4, '教基2107!11.4': 1,
    '教基4063!05.1': 50,
    '教基4155!16.4': 34, '教基4155!17.5': 15, '教基4155!18.5': 1,
    '局补充1!02.4': 15,
  } as const; // prettier-ignore
  const figure = of(junior, { school: { type: '初级中学' } });

  it.each([
    ['avg_class_size', '51.83(622/12)'],
    ['large_class_share', '41.67%(5/12)'],
    ['over_standard_class_count', '9'],
    ['school_tracks', '4.00(12/3)'],
    ['junior_bachelor_teacher_share', '68.00%(34/50)'],
    ['teacher_qualification_rate', '98.00%(49/50)'],
    ['backbone_teacher_share', '30.00%(15/50)'],
    ['student_teacher_ratio', '12.44(622/50)'],
  ])('%s is %s', (indicator, display) => {
    expect(figure(indicator).display).toBe(display);
  });

  it('takes the columns of 初中 out of a form of 中学', () => {
    const before = of(
      {
        '基础基213!08.3': 3, '基础基213!09.4': 4, '基础基213!10.5': 4, '基础基213!12.5': 1, '基础基213!09.8': 7,
        '基础基313!12.5': 210, '基础基313!13.6': 205, '基础基313!14.7': 207, '基础基431!05.1': 50, '基础基112!27.1': 15,
      },
      { ...old, school: { type: '完全中学' } },
    ); // prettier-ignore
    expect(before('avg_class_size').display).toBe('51.83(622/12)');
    expect(before('over_standard_class_count').display).toBe('9');
    expect(before('backbone_teacher_share', { stage: '初中' }).display).toBe('30.00%(15/50)');
  });
});

describe('a school of nine years', () => {
  const figure = of(
    {
      ...primary,
      '教基3115!01.5': 100,
      '教基3040!07.1': 199,
      '教基2107!03.2': 4,
      '教基4063!05.1': 20,
    },
    nineYears,
  );

  it('shares its grounds among all its pupils', () => {
    expect(figure('per_student_land_area', { stage: '小学' }).display).toBe('15.03(12020.5/800)');
    expect(figure('per_student_land_area', { stage: '初中' }).display).toBe('15.03(12020.5/800)');
  });

  it.each(['per_student_land_area', 'per_student_building_area'])(
    '%s waits for the pupils of every stage, and takes a stage of none',
    (id) => {
      const shared = { ...primary, '教基3115!01.5': 100 };
      for (const stage of ['小学', '初中'])
        expect(of(shared, nineYears)(id, { stage })).toMatchObject({ value: null, verdict: 'missing' });
      const none = of({ ...shared, '教基3040!07.1': 0 }, nineYears);
      expect(none(id, { stage: '小学' }).denominator).toBe('601');
    },
  );

  it('has no figure of a stage from staff who belong to both', () => {
    expect(figure('teacher_class_ratio', { stage: '小学' })).toMatchObject({
      value: null,
      verdict: 'missing',
    });
    const fulltime = figure('teacher_class_ratio', { stage: '初中', method: 'fulltime' });
    expect(fulltime.display).toBe('5.00(20/4)');
  });

  it('counts its years by the system that it teaches', () => {
    expect(figure('school_tracks', { stage: '小学' }).display).toBe('2.00(12/6)');
    const fiveFour = of(primary, { school: { ...nineYears.school, system: '五四' } });
    expect(fiveFour('school_tracks', { stage: '小学' }).display).toBe('2.20(11/5)');
  });
});

describe('worked examples', () => {
  it('E22: four of fifty classes have 56 pupils or more', () => {
    const inputs = { lt25: 3, b26: 4, b31: 10, b36: 12, b41: 8, b46: 6, b51: 3, b56: 2, b61: 1, b66: 1, classes: 50 };
    expect(given('large_class_share', inputs)().display).toBe('8.00%(4/50)');
    expect(given('super_large_class_share', inputs)().display).toBe('2.00%(1/50)');
    expect(given('over_standard_class_count', inputs)().display).toBe('13');
  }); // prettier-ignore

  it('1000 pupils on 30 亩 have exactly 20 ㎡ each, 1500 on 60 亩 26.67', () => {
    const first = given('per_student_land_area', { mu: 30, n: 1000 })('mu');
    expect(first).toMatchObject({ value: '20', display: '20.00(20000/1000)' });
    expect(given('per_student_land_area', { mu: 60, n: 1500 })('mu').display).toBe('26.67(40000/1500)');
    expect(given('per_student_building_area', { area: 8000, n: 1000 })().value).toBe('8');
    expect(given('school_tracks', { c: 24, years: 6 })().value).toBe('4');
  });

  it('E28: sizes of classes and teachers of a township', () => {
    expect(given('avg_class_size', { n: 4719, c: 152 })().display).toBe('31.05(4719/152)');
    expect(given('avg_class_size', { n: 1441, classes: 28 })().display).toBe('51.46(1441/28)');
    expect(given('student_teacher_ratio', { n: 4719, t: 365 })().display).toBe('12.93(4719/365)');
    expect(given('student_teacher_ratio', { n: 1441, t: 91 })().display).toBe('15.84(1441/91)');
  });

  it('works of half a year: 17.9 of 60 and 45 of 120', () => {
    expect(given('project_progress_rate', { x: 17.9, n: 60 })().display).toBe('29.83%(17.9/60)');
    expect(given('project_progress_rate', { x: 45, n: 120 })().display).toBe('37.50%(45/120)');
  });
});

describe('what is missing to a target', () => {
  const ownProfiles: TargetProfile[] = [
    {
      id: 'own-conditions@1', version: '1', name: '示例目标', source: '',
      thresholds: [
        { indicator: 'per_student_land_area', stage: '小学', op: '>=', value: 23, unit: '㎡/生' },
        { indicator: 'per_student_building_area', stage: '小学', op: '>=', value: 8, unit: '㎡/生' },
        { indicator: 'avg_class_size', stage: '小学', op: '<=', value: 45, unit: '人/班' },
        { indicator: 'large_class_share', stage: '小学', op: '<=', value: 5, unit: '%' },
        { indicator: 'over_standard_class_count', stage: '小学', op: '==', value: 0, unit: '班(>45人)' },
        { indicator: 'primary_college_teacher_share', stage: '小学', op: '>=', value: 95, unit: '%' },
        { indicator: 'student_teacher_ratio', stage: '小学', op: '<=', value: 15, unit: ':1' },
        { indicator: 'teacher_training_hours', stage: '义务教育', op: '>=', value: 240, unit: '学时(2010年前)' },
        { indicator: 'school_tracks', stage: '小学', op: '>=', value: 3, unit: '轨' },
      ],
    },
  ]; // prettier-ignore
  const figure = of(
    { ...primary, '局补充2!21.3': 200, '局补充2!22.3': 240 },
    { collection: { targetProfiles: ['own-conditions@1'] }, ownProfiles },
  );
  it.each([
    ['per_student_land_area', '1802.50', '平方米'],
    ['per_student_building_area', '508.00', '平方米'],
    ['avg_class_size', '2', '个班'],
    ['large_class_share', '6', '个班'],
    ['over_standard_class_count', '12', '个班'],
    ['primary_college_teacher_share', '1', '名'],
    ['student_teacher_ratio', '4', '名教师'],
    ['school_tracks', '6', '个班'],
  ])('%s lacks %s %s', (indicator, amount, unit) => {
    expect(figure(indicator)).toMatchObject({ verdict: 'missed', targets: [{ lacking: { amount, unit } }] });
  });

  it('holds a target in hours against hours, not against the share of them', () => {
    expect(figure('teacher_training_hours')).toMatchObject({
      ...{ method: 'hours', unit: '学时', value: '200', verdict: 'missed', isDefaultMethod: true },
    });
    const share = figure('teacher_training_hours', { method: 'standard' });
    expect(share).toMatchObject({ display: '83.33%(200/240)', targets: [], isDefaultMethod: false });
  });
});

it('says nothing about classes that nobody entered', () => {
  const figure = of({ '教基3112!01.9': 99 });
  for (const id of ['avg_class_size', 'large_class_share', 'over_standard_class_count', 'school_tracks'])
    expect(figure(id), id).toMatchObject({ value: null, display: '—', verdict: 'missing' });
});

it('says that no class is too large where there are classes, none of them in those bands', () => {
  const figure = of({ '教基2106!05.2': 12 });
  expect(figure('over_standard_class_count').display).toBe('0');
  expect(figure('large_class_share').display).toBe('0.00%(0/12)');
});
