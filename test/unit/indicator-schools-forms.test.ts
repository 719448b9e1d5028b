import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { decimal, decimalText } from '../../shared/decimal';
import { generateSchools } from '../../shared/generator';
import { ownFigures } from '../../shared/indicator-schools-own';
import type { SchoolOwn } from '../../shared/indicator-schools-own';
import type { School } from '../../shared/school';
import { acrossOf } from '../support/across';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2026, village } from '../support/school';

const definitions = shippedDefinitions();
const across = (schools: readonly SchoolOwn[]) => acrossOf(definitions, schools);
const places = (value: string | null, decimals: number) => decimalText(decimal(value ?? 'none'), decimals);

describe('schools as they filled their forms', () => {
  const filled = (
    id: number,
    cells: Record<string, number | string>,
    school: Partial<School> = {},
    edition = 'jiaoji-2021',
  ): SchoolOwn => {
    const own = { ...village, id, name: `第${id}学校`, code: `990000000${id}`, ...school };
    const input = calculationInput(cells, { school: own, collection: { ...round2026, edition } });
    return ownFigures(definitions, own, createCalculation(definitions, input));
  };
  const library = (resource: number, pupils: number) => ({
    '教基3112!01.9': pupils,
    '教基5176!08.1': resource,
  });
  const two = [filled(1, library(279, 45)), filled(2, library(137, 37))];
  const reasons = (schools: readonly SchoolOwn[], of?: string) =>
    across(schools)(of === undefined ? 'cv_books_per_student' : 'q_cv', '小学', of).members.map(
      ({ excluded }) => excluded,
    );

  it('count as they stand, teaching points and special schools apart', () => {
    const schools = [
      ...two,
      filled(3, library(50, 8), { type: '小学教学点' }),
      filled(4, { '教基1001!nature': '民办', ...library(900, 60) }),
      filled(5, { '教基1001!sponsor': '省级教育部门', ...library(900, 60) }),
      filled(6, library(900, 0)),
    ];
    expect(reasons(schools)).toEqual([
      ...[null, null, '教学点不参加', '民办学校不参加', '不是县属学校', '本学段没有在校生'],
    ]);
    const found = across(schools)('cv_books_per_student');
    expect(found.value).toBe(across(two)('cv_books_per_student').value);
    expect(found.remarks).toEqual(['没有在校生，未计入：第6学校']);
  });

  it('leave the seven below 50 pupils, not the eight', () => {
    const schools = [filled(1, library(500, 50)), filled(2, library(490, 49))];
    expect(reasons(schools)).toEqual([null, null]);
    expect(reasons(schools, 'q_multimedia_rooms_per100')).toEqual([null, '学生不足 50 人']);
  });

  it('are left out in the edition before by its own form', () => {
    const cells = { '基础基312!13.6': 60, '基础基531!01.1': 600 };
    const schools = [
      filled(1, cells, {}, 'jichuji-2018-86'),
      filled(2, { ...cells, '基础基111!natureName': '民办' }, {}, 'jichuji-2018-86'),
    ];
    expect(reasons(schools)).toEqual([null, '民办学校不参加']);
  });

  it('stand in both stages where they teach both', () => {
    const nine = filled(
      3,
      { ...library(620, 100), '教基3115!01.5': 50 },
      { type: '九年一贯制学校', code: '9900000003' },
    );
    const found = across([...two, nine]);
    expect(found('cv_books_per_student').members).toHaveLength(3);
    // 620 over 100 + 55 is 4 for each of 100 pupils, 4.4 for each of 50.
    expect(found('cv_books_per_student').members[2]).toMatchObject({ value: '4', numerator: '400' });
    expect(found('cv_books_per_student', '初中').members).toMatchObject([
      { value: '4.4', numerator: '220', denominator: '50' },
    ]);
  });

  it('add up to a rate of all together, which is no mean of their rates', () => {
    const found = across(two)('books_per_student');
    expect(found).toMatchObject({ numerator: '416', denominator: '82', of: null, lacking: [] });
    expect(found.display).toBe('5.073(416/82)');
    expect(found.members.map(({ without }) => places(without, 3))).toEqual(['3.703', '6.200']);
    const lacking = across([...two, filled(3, { '教基3112!01.9': 30 })])('books_per_student');
    expect(lacking).toMatchObject({ value: null, numerator: null, lacking: ['第3学校'] });
  });

  it('are not asked for what their kind does not fill: the total covers the others, and says so', () => {
    const primary = filled(1, { '教基3112!01.9': 120, '局入学1!02.1': 125 });
    const special = filled(2, {}, { type: '特殊教育学校' });
    const total = across([primary, special])('primary_gross_enrollment_rate');
    expect(total).toMatchObject({ value: '96', lacking: [] });
    expect(total.members.map(({ excluded }) => excluded)).toEqual([null, '不填这项数据']);
    // One that fills the forms, but has not yet, is still lacking.
    const late = across([primary, special, filled(3, {})])('primary_gross_enrollment_rate');
    expect(late).toMatchObject({ value: null, lacking: ['第3学校'] });
    const staff = { '教基4149!01.2': 20, '教基2106!02.2': 8 };
    const nine = filled(4, staff, { type: '九年一贯制学校' });
    expect(across([filled(1, staff), nine])('teacher_class_ratio')).toMatchObject({
      ...{ value: '2.5', lacking: [] },
    });
  });

  it('are lacking while nothing was begun, whatever their blanks would come to', () => {
    const blank: SchoolOwn = { ...filled(3, library(500, 60)), notBegun: true };
    for (const id of ['cv_books_per_student', 'books_per_student'])
      expect(across([...two, blank])(id)).toMatchObject({ value: null, lacking: ['第3学校'] });
  });

  it('name a special school under every item alike', () => {
    const special = filled(3, {}, { type: '特殊教育学校' });
    const found = across([...two, special]);
    for (const of of [
      'cv_books_per_student',
      'cv_mid_title_teachers_per_student',
      'cv_teacher_student_ratio',
    ])
      for (const { members } of [found(of)])
        expect([of, members.map(({ excluded }) => excluded)]).toEqual([
          ...[of, [null, null, '特殊教育学校不参加']],
        ]);
    for (const of of ['q_multimedia_rooms_per100', 'q_backbone_per100', 'q_high_degree_per100'])
      expect([of, found('q_cv', '小学', of).members[2]?.excluded]).toEqual([of, '特殊教育学校不参加']);
  });

  it('have no rate of amounts', () => {
    expect(() => across(two)('q_school_size', '县域')).toThrow('no q_school_size');
  });
});

it('has at each school the figures that its own page shows, years before included', () => {
  const shipped = shippedDefinitions();
  const [any] = shipped.indicators;
  if (any === undefined) throw new Error('no indicator');
  // Nothing else reads this cell of last year.
  const { inputs: _inputs, ...rest } = any;
  const grown = {
    ...{ ...rest, id: 'grown', stages: ['小学' as const] },
    inputs: {
      now: { label: '本年', from: '教基3112!r12c10' },
      before: { label: '上年', from: 'prev!教基3112!r12c10' },
    },
    methods: [
      {
        id: 'grown',
        name: '比上年',
        numerator: '[now]',
        denominator: '[before]',
        factor: 100,
        default: true as const,
      },
    ],
  };
  const fresh = { ...shipped, indicators: [...shipped.indicators, grown] };
  const schools = [...generateSchools(definitions, { schools: 6, seed: 5, years: 3 })];
  let valued = 0;
  for (const { school, years } of schools) {
    const [current, ...earlier] = [...years].reverse();
    if (current === undefined) throw new Error('a school without years');
    const input = { school, ...current, previous: earlier };
    const { figures } = ownFigures(fresh, school, createCalculation(fresh, input));
    const shown = createCalculation(fresh, input)
      .indicators()
      .filter((result) => result.isDefaultMethod);
    // A figure that the school cannot have is not on its page; over all schools it counts as lacking.
    const onPage = new Set(shown.map(({ indicator, stage }) => `${indicator} ${stage}`));
    for (const [name, { value }] of figures)
      if (!onPage.has(name)) expect([name, value]).toEqual([name, undefined]);
    expect(onPage.size).toBe(shown.length);
    for (const { indicator, stage, value } of shown) {
      const own = figures.get(`${indicator} ${stage}`)?.value;
      expect(own === undefined ? null : decimalText(own), `${school.name} ${indicator} ${stage}`).toBe(value);
    }
    if (figures.has('grown 小学')) expect(figures.get('grown 小学')?.value).toBeDefined();
    valued += shown.filter(({ value }) => value !== null).length;
  }
  expect(valued).toBeGreaterThan(100);
});
