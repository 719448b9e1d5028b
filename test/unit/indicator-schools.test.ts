import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, divide } from '../../shared/decimal';
import type { SchoolOwn } from '../../shared/indicator-schools-own';
import { acrossOf } from '../support/across';
import { shippedDefinitions } from '../support/definitions';

const definitions = shippedDefinitions();
const eight = [
  'per_student_teaching_area', 'per_student_sports_area', 'per_student_equipment_value', 'computers_per_100_students',
  'books_per_student', 'teacher_student_ratio', 'high_degree_teachers_per_student', 'mid_title_teachers_per_student',
]; // prettier-ignore

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

const across = (schools: readonly SchoolOwn[], byHand: readonly number[] = []) =>
  acrossOf(definitions, schools, byHand);
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

describe('schools that are judged by different readings', () => {
  const school = (id: number, method: string): SchoolOwn => {
    const figure = { method, numerator: 3 * id, denominator: 100, value: divide(3 * id, 100) };
    const figures = new Map([
      ['primary_dropout_rate 小学', figure],
      [
        'q_multimedia_rooms_per100 小学',
        { ...figure, method: method === 'register' ? 'standard' : 'weighted_split' },
      ],
    ]);
    return { ...made(id, {}), figures };
  };

  it('have no figure together, and are told why', () => {
    const mixed = across([school(1, 'register'), school(2, 'netflow'), school(3, 'register')]);
    expect(mixed('primary_dropout_rate')).toMatchObject({
      ...{ value: null, numerator: null, verdict: 'missing', lacking: [] },
      remarks: [
        '各校按不同的口径判定，不能合在一起算：台账口径（第1小学、第3小学）；两基净流量口径（第2小学）。请在年报任务里统一口径',
      ],
    });
    const rooms = mixed('q_cv', '小学', 'q_multimedia_rooms_per100');
    expect([rooms.value, rooms.remarks.length]).toEqual([null, 1]);
  });

  it('are added up in the one reading that all have', () => {
    const same = across([school(1, 'netflow'), school(2, 'netflow')])('primary_dropout_rate');
    expect(same).toMatchObject({ method: 'netflow', numerator: '9', denominator: '200', remarks: [] });
  });

  it('do not mix with one that is left out', () => {
    const left = across([school(1, 'register'), school(2, 'netflow')], [2])('primary_dropout_rate');
    expect(left).toMatchObject({ method: 'register', numerator: '3', denominator: '100', remarks: [] });
  });
});
