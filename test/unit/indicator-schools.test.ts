import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { decimal, decimalText, divide } from '../../shared/decimal';
import { generateSchools } from '../../shared/generator';
import { acrossSchools } from '../../shared/indicator-schools';
import { ownFigures } from '../../shared/indicator-schools-own';
import type { SchoolOwn } from '../../shared/indicator-schools-own';
import type { AcrossResult } from '../../shared/ipc-figures';
import type { School } from '../../shared/school';
import { profilesOf } from '../../shared/target-profile';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2026, village } from '../support/school';

const definitions = shippedDefinitions();
const eight = [
  'per_student_teaching_area', 'per_student_sports_area', 'per_student_equipment_value', 'computers_per_100_students',
  'books_per_student', 'teacher_student_ratio', 'high_degree_teachers_per_student', 'mid_title_teachers_per_student',
]; // prettier-ignore
const profiles = profilesOf(['cn_basic_balance_2012', 'cn_quality_balance_2017'], definitions.targetProfiles);

type Resource = readonly [resource: number | null, pupils: number];

/** A school with these figures alone, each by resource and pupils. */
function made(id: number, resources: Readonly<Record<string, Resource>>, stage = '小学'): SchoolOwn {
  const figures = Object.entries(resources).map(([indicator, [resource, pupils]]) => {
    const numerator = resource === null ? undefined : decimal(String(resource));
    const value = numerator === undefined ? undefined : divide(numerator, pupils);
    return [`${indicator} ${stage}`, { method: 'standard', numerator, denominator: pupils, value }] as const;
  });
  const name = `第${id}小学`;
  return { id, name, code: `990000000${id}`, type: '小学', figures: new Map(figures), excluded: new Map() };
}

const booksOf = (schools: readonly Resource[]) =>
  schools.map((resource, index) => made(index + 1, { books_per_student: resource }));

/** The same resource for all eight figures of each school. */
const allEight = (schools: readonly Resource[]) =>
  schools.map((resource, index) =>
    made(index + 1, Object.fromEntries(eight.map((indicator) => [indicator, resource]))),
  );

function across(schools: readonly SchoolOwn[], byHand: readonly number[] = []) {
  const results = acrossSchools({
    ...{ definitions, schools, profiles, schoolYear: 2026, byHand: new Set(byHand) },
  });
  return (indicator: string, stage = '小学', of?: string): AcrossResult => {
    const found = results.find(
      (result) =>
        result.indicator === indicator && result.stage === stage && (of === undefined || result.of === of),
    );
    if (found === undefined) throw new Error(`no ${indicator} ${stage}`);
    return found;
  };
}
const books = (schools: readonly Resource[]) => across(booksOf(schools))('cv_books_per_student');
const places = (value: string | null, decimals: number) => decimalText(decimal(value ?? 'none'), decimals);

/** E12: five schools with their books and pupils. */
const published: readonly Resource[] = [
  [279, 45],
  [137, 37],
  [935, 89],
  [160, 76],
  [402, 55],
];

describe('a coefficient over schools', () => {
  it('is E12 with what it is made of', () => {
    const found = books(published);
    expect(found).toMatchObject({ of: 'books_per_student', method: 'weighted', lacking: [], remarks: [] });
    expect(places(found.value, 4)).toBe('0.5153');
    expect(places(found.numerator, 4)).toBe('3.2639');
    expect(places(found.denominator, 4)).toBe('6.3344');
    expect(places(found.unweighted, 4)).toBe('0.4888');
    expect(found.members.map(({ name, numerator, denominator }) => [name, numerator, denominator])).toEqual([
      ['第1小学', '279', '45'],
      ['第2小学', '137', '37'],
      ['第3小学', '935', '89'],
      ['第4小学', '160', '76'],
      ['第5小学', '402', '55'],
    ]);
  });

  it('tells what each school makes up of the variance, and the figure without it', () => {
    const found = books(published);
    const shares = found.members.map(({ share }) => Number(share));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 3);
    // 89 × (10.50562 − 6.33444)² = 1548.49 of 302 × 10.65278 = 3217.14.
    expect(shares[2]).toBeCloseTo(48.1324, 4);
    expect(found.members.map(({ without }) => places(without, 12))).toEqual(
      published.map((_, left) => places(books(published.filter((_each, index) => index !== left)).value, 12)),
    );
  });

  it('has no value while one school has none, and names it', () => {
    const found = books([...published, [null, 60]]);
    expect(found).toMatchObject({ value: null, verdict: 'missing', lacking: ['第6小学'], unweighted: null });
    expect(found.members.map(({ share, without }) => [share, without])).toEqual(
      Array.from({ length: 6 }, () => [null, null]),
    );
  });

  it('is 0 for a single school, which says nothing', () => {
    const found = books([[279, 45]]);
    expect(found.value).toBe('0');
    expect(found.remarks).toEqual(['只有第1小学一所学校，系数为 0，单校无意义']);
    expect(found.members[0]).toMatchObject({ share: null, without: null });
  });

  it('cannot be where nobody has the resource', () => {
    expect(books([[0, 45], [0, 37]])).toMatchObject({ value: null, denominator: '0', verdict: 'not-applicable' }); // prettier-ignore
  });

  it('leaves out by hand, and says so', () => {
    const found = across(booksOf(published), [3])('cv_books_per_student');
    expect(found.members[2]).toMatchObject({
      excluded: '手工剔除',
      byHand: true,
      without: null,
      share: null,
    });
    expect(found.value).toBe(books(published.filter((_, index) => index !== 2)).value);
    expect(across(booksOf(published), [1, 2, 3, 4, 5])('cv_books_per_student')).toMatchObject({
      ...{ value: null, remarks: ['没有参加计算的学校'] },
    });
  });

  it('ends where its root ends, though the mean does not: 0.65 of ten thirds', () => {
    const found = books([[16.5, 3], [3.5, 3]]); // prettier-ignore
    expect(places(found.denominator, 6)).toBe('3.333333');
    expect(found.value).toBe('0.65');
  });

  const school = fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 1, max: 2_000 }));
  const county = fc
    .array(school, { minLength: 2, maxLength: 12 })
    .filter((schools) => schools.some(([resource]) => resource > 0));

  it('is the same whatever the order of the schools', () => {
    fc.assert(
      fc.property(county, fc.integer(), (schools, seed) => {
        const turned = [...schools].sort(
          (a, b) => ((a[0] * 31 + seed) % 7) - ((b[0] * 31 + seed) % 7) || a[1] - b[1],
        );
        expect(books(turned).value).toBe(books(schools).value);
      }),
    );
  });

  it('is the same in any unit', () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 2, max: 10_000 }), (schools, factor) => {
        const scaled = schools.map(([resource, pupils]) => [resource * factor, pupils] as const);
        expect(places(books(scaled).value, 15)).toBe(places(books(schools).value, 15));
      }),
    );
  });

  it('is what plain arithmetic gives', () => {
    fc.assert(
      fc.property(county, (schools) => {
        const pupils = schools.reduce((sum, [, n]) => sum + n, 0);
        const mean = schools.reduce((sum, [resource]) => sum + resource, 0) / pupils;
        const variance = schools.reduce(
          (sum, [resource, n]) => sum + (n / pupils) * (resource / n - mean) ** 2,
          0,
        );
        expect(Number(books(schools).value)).toBeCloseTo(Math.sqrt(variance) / mean, 9);
      }),
    );
  });

  it('without a school is the coefficient of the others', () => {
    fc.assert(
      fc.property(county, (schools) => {
        const { members } = books(schools);
        schools.forEach((_, left) => {
          const others = books(schools.filter((_each, index) => index !== left));
          const without = members[left]?.without ?? null;
          if (others.value === null) expect(without).toBeNull();
          else expect(places(without, 10)).toBe(places(others.value, 10));
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('综合差异系数', () => {
  /** Two schools of 2000 pupils, so much above and below a mean of one, in ten-thousandths. */
  const spread = (deviation: number): readonly Resource[] => [
    [(10_000 + deviation) / 5, 2000],
    [(10_000 - deviation) / 5, 2000],
  ];

  it('keeps to 0.65 at exactly 0.65, and does not just above', () => {
    const met = across(allEight(spread(6500)))('comprehensive_cv');
    expect(met).toMatchObject({ value: '0.65', verdict: 'met', of: null, lacking: [] });
    const above = across(allEight(spread(6505)))('comprehensive_cv');
    expect(above).toMatchObject({ value: '0.6505', verdict: 'missed' });
    // Printed as 0.650 it would be met.
    const near = across(allEight(spread(6501)))('comprehensive_cv');
    expect(near).toMatchObject({ value: '0.6501', verdict: 'borderline' });
  });

  it('is stricter for 初中', () => {
    const junior = [1.56, 0.44].map((value, index) =>
      made(index + 1, Object.fromEntries(eight.map((id) => [id, [value * 100, 100] as const])), '初中'),
    );
    expect(across(junior)('comprehensive_cv', '初中')).toMatchObject({ value: '0.56', verdict: 'missed' });
  });

  it('is no mean of seven: one school without teachers told leaves none', () => {
    const [first, second] = allEight(spread(5000));
    if (first === undefined || second === undefined) throw new Error('two schools');
    const blank = { method: 'standard', value: undefined, numerator: undefined, denominator: 2000 };
    const figures = new Map([...second.figures, ['teacher_student_ratio 小学', blank]]);
    const results = across([first, { ...second, figures }]);
    expect(results('comprehensive_cv')).toMatchObject({ value: null, lacking: ['第2小学'] });
    expect(results('cv_books_per_student').value).toBe('0.5');
  });

  it('tells what it would be without each school', () => {
    const schools = allEight(published);
    const found = across(schools)('comprehensive_cv');
    expect(found.members.map(({ without }) => places(without, 12))).toEqual(
      schools.map((_, left) =>
        places(across(schools.filter((_each, index) => index !== left))('comprehensive_cv').value, 12),
      ),
    );
  });
});

it('judges each of the seven by itself', () => {
  const seven = ['q_teaching_area', 'q_sports_area'];
  const schools = [
    made(1, { q_teaching_area: [160, 100], q_sports_area: [140, 100] }),
    made(2, { q_teaching_area: [40, 100], q_sports_area: [60, 100] }),
  ];
  const found = seven.map((of) => across(schools)('q_cv', '小学', of));
  expect(found.map(({ value, verdict }) => [value, verdict])).toEqual([
    ['0.6', 'missed'],
    ['0.4', 'met'],
  ]);
  expect(found.map(({ targets }) => targets.find(({ binding }) => binding)?.value)).toEqual(['0.5', '0.5']);
});

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
    expect(figures.size).toBe(shown.length);
    for (const { indicator, stage, value } of shown) {
      const own = figures.get(`${indicator} ${stage}`)?.value;
      expect(own === undefined ? null : decimalText(own), `${school.name} ${indicator} ${stage}`).toBe(value);
    }
    if (figures.has('grown 小学')) expect(figures.get('grown 小学')?.value).toBeDefined();
    valued += shown.filter(({ value }) => value !== null).length;
  }
  expect(valued).toBeGreaterThan(100);
});
