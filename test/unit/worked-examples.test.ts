import { describe, expect, it } from 'vitest';
import { compare, decimal, decimalText, round } from '../../shared/decimal';
import { impliedBase } from '../../shared/implied-base';
import { sumOfParts } from '../../shared/sum-of-parts';
import { judge, meets } from '../../shared/verdict';
import { open } from '../support/opened';
import { round2025old, round2026 } from '../support/school';
import { computed, example, exampleIds, rounded } from '../support/worked-examples';

const driven = new Set<string>();

/** Says which example a test drives; the last test asks whether all were. */
function worked(id: string, body: () => void): void {
  driven.add(id);
  it(`${id} ${example(id).title}`, body);
}

const atMost = (value: number) => ({ op: '<=', value }) as const;
const atLeast = (value: number) => ({ op: '>=', value }) as const;
const exact = (value: string | null) => decimal(value ?? 'none');

/** Columns of the table of changes in the current edition, by those of 2018. */
const current: Readonly<Record<string, number>> = {
  ...{ c1: 1, c2: 2, c3: 3, c4: 4, c5: 5, c6: 7, c7: 8, c8: 9, c9: 10 },
  ...{ c10: 11, c11: 12, c12: 13, c13: 14, c14: 16, c15: 17 },
};
const editions = [
  ['基础基331', 'J331-03', round2025old, (column: string) => column.slice(1)],
  ['教基3040', 'J3040-03', round2026, (column: string) => String(current[column])],
] as const;

/** What the relation of the last column finds in either edition, totals taken as they were stated. */
function identityFindings(inputs: Readonly<Record<string, number>>) {
  return editions.map(([form, check, collection, column]) => {
    const cells = Object.entries(inputs).map(([name, value]) => [`${form}!04.${column(name)}`, value] as const);
    const totals = new Set(['c2', 'c7', 'c15'].map((name) => `${form}!04.${column(name)}`));
    const stated = cells.filter(([name]) => totals.has(name)).map(([name, value]) => [name, String(value)] as const);
    const calculation = open(Object.fromEntries(cells), { collection, stated: new Map(stated) });
    const last = calculation.cell(form, `04.${column('c15')}`).text;
    const found = calculation.findings().filter((finding) => finding.check === check);
    return { last, found: found.map(({ left, right, difference }) => ({ left, right, difference })) };
  });
} // prettier-ignore

describe('the table of changes', () => {
  worked('E01', () => {
    const { inputs, expected } = example('E01');
    for (const { last, found } of identityFindings(inputs)) {
      expect(Number(last)).toBe(expected.c15);
      expect(found).toEqual([]);
    }
  });

  worked('E02', () => {
    const { inputs, expected } = example('E02');
    for (const { last, found } of identityFindings(inputs)) {
      expect(last).toBe('601');
      expect(found).toEqual([{ left: '602', right: '601', difference: String(expected.diff) }]);
    }
  });
});

describe('dropout and retention', () => {
  worked('E03', () => {
    const { inputs, expected } = example('E03');
    const { value, display } = computed('primary_dropout_rate', inputs);
    expect(rounded(value, expected.value ?? 0)).toBe(0.65);
    expect(rounded(value, 0, 16)).toBe(expected.exact);
    expect(display).toBe('0.65%(4/612)');
    expect(meets(atMost(0.6), exact(value))).toBe(expected['pass_0.6']);
    expect(judge(atMost(1), exact(value), 2)).toBe('met');
  });

  worked('E04', () => {
    const { inputs, expected } = example('E04');
    for (const [method, value] of Object.entries(expected))
      expect(rounded(computed('primary_dropout_rate', inputs, { method }).value, value)).toBe(value);
  });

  worked('E05', () => {
    const { inputs, expected } = example('E05');
    const raw = computed('primary_annual_retention_rate', inputs, { method: 'raw' });
    const lost = computed('primary_dropout_rate', inputs, { method: 'netflow_with_return' });
    expect(Number(raw.numerator)).toBe(expected.yearEnd);
    expect(rounded(raw.value, expected.value ?? 0)).toBe(98.69);
    expect(rounded(raw.value, 0, 10) + rounded(lost.value, 0, 10)).toBeCloseTo(expected.identity_sum ?? 0, 9);
  });

  worked('E07', () => {
    type Expected = Readonly<Record<string, number>> & {
      readonly pass_95: Readonly<Record<string, boolean>>;
    };
    const { inputs, expected } = example<Record<string, number>, Expected>('E07');
    for (const method of ['luanchuan', 'luanchuan_minus_death', 'simple']) {
      const { value } = computed('junior_3yr_cohort_retention', inputs, { method });
      expect(rounded(value, 0, 2)).toBe(expected[method]);
      const passes = expected.pass_95[method];
      if (passes !== undefined) expect(meets(atLeast(95), exact(value))).toBe(passes);
    }
  });

  worked('E08', () => {
    const { inputs, expected } = example('E08');
    const { value, range } = computed('primary_6yr_cohort_retention', inputs);
    expect(rounded(value, 0, 2)).toBe(expected.value);
    expect(range).toBe('invalid');
  });

  worked('E09', () => {
    interface Expected {
      readonly impliedBase: number;
      readonly impliedRange: readonly number[];
      readonly ifRatioMisread: { readonly rate: string; readonly base: number; readonly range: number[] };
      readonly flag: boolean;
    }
    const { inputs, expected } = example<{ dropouts: number; rateText: string; decimals: number }, Expected>('E09');
    const implied = impliedBase(inputs.dropouts, inputs.rateText, inputs.decimals);
    expect(Number(implied?.base)).toBe(expected.impliedBase);
    expect(implied?.range.map(Number)).toEqual(expected.impliedRange);
    expect(implied?.ifRatio?.rate).toBe(expected.ifRatioMisread.rate);
    expect(Number(implied?.ifRatio?.base)).toBe(expected.ifRatioMisread.base);
    expect(implied?.ifRatio?.range.map(Number)).toEqual(expected.ifRatioMisread.range);
    expect(implied?.suspicious).toBe(expected.flag);
  }); // prettier-ignore

  worked('E10', () => {
    type Inputs = Readonly<Record<'preschool' | 'primary_net', Readonly<Record<string, number>>>>;
    type Expected = Readonly<Record<keyof Inputs, { readonly value: number }>>;
    const { inputs, expected } = example<Inputs, Expected>('E10');
    const preschool = computed('preschool_gross_enrollment_rate', inputs.preschool);
    expect(rounded(preschool.value, 0, 2)).toBe(expected.preschool.value);
    expect(preschool.range).toBe('unusual');
    const primary = computed('primary_net_enrollment_rate', inputs.primary_net);
    expect(rounded(primary.value, 0, 2)).toBe(expected.primary_net.value);
    expect(primary.range).toBe('invalid');
  });
});

describe('coefficients', () => {
  worked('E12', () => {
    const { inputs, expected } = example<Record<string, number[]>>('E12');
    const weighted = computed('cv_books_per_student', inputs);
    expect(rounded(weighted.denominator, 0, 4)).toBe(expected.X);
    expect(rounded(weighted.numerator, 0, 4)).toBe(expected.S);
    expect(rounded(weighted.value, 0, 4)).toBe(expected.cv_weighted);
    expect(weighted.display).toBe(String(expected.cv_weighted_3dp));
    expect(rounded(weighted.value, 0, 2)).toBe(expected.cv_2dp);
    for (const method of ['unweighted_population', 'unweighted_sample'])
      expect(rounded(computed('cv_books_per_student', inputs, { method }).value, 0, 4)).toBe(
        expected[`cv_${method}`],
      );
  });

  worked('E13', () => {
    const { inputs, expected } = example<{ cvs: number[] }>('E13');
    const { value, numerator, display } = computed('comprehensive_cv', inputs);
    expect([value, Number(numerator)]).toEqual(['0.59175', expected.sum]);
    expect(rounded(value, expected.value ?? 0)).toBe(0.592);
    expect(display).toContain('0.592');
    expect(meets(atMost(0.65), exact(value))).toBe(expected['pass_0.65']);
  });

  worked('E14', () => {
    type Expected = Readonly<Record<string, { readonly value: number; readonly published: number }>>;
    const { inputs, expected } = example<Record<string, number[]>, Expected>('E14');
    expect(Object.keys(inputs)).toHaveLength(16);
    for (const [district, cvs] of Object.entries(inputs)) {
      const stage = district.endsWith('初中') ? '初中' : '小学';
      const { value } = computed('comprehensive_cv', { cvs }, { stage });
      expect([district, rounded(value, 0, 3)]).toEqual([district, expected[district]?.published]);
    }
  });
});

describe('funds', () => {
  worked('E16', () => {
    const { inputs, expected } = example('E16');
    const id = 'per_pupil_public_funds_standard';
    const due = computed(id, inputs);
    expect([due.value, due.unit]).toEqual([String(expected.due), '元']);
    const unfloored = computed(id, { ...inputs, floor: 0 });
    expect(Number(unfloored.value)).toBe(expected.unfloored);
    const paid = { paid: expected.due ?? 0, pupils: inputs.n_regular ?? 0 };
    const perPupil = computed(id, paid, { method: 'paid_per_pupil' });
    expect(rounded(perPupil.value, 0, 2)).toBe(expected.perPupilActual);
    const delivery = computed('per_pupil_public_funds_delivery_rate', {
      paid: expected.unfloored ?? 0,
      due: expected.due ?? 0,
    });
    expect([Number(delivery.value), delivery.display]).toEqual([
      expected.deliveryIfPaidUnfloored,
      '62.00%(44640/72000)',
    ]);
  });

  worked('E18', () => {
    const { inputs, expected } = example('E18');
    for (const method of ['all', 'regular_only']) {
      const { value } = computed('per_pupil_public_funds_standard', inputs, { method });
      expect(Number(value)).toBe(expected[`fill_${method}`]);
    }
  });

  worked('E19', () => {
    const { inputs, expected } = example('E19');
    const { value, display } = computed('training_fund_share', inputs);
    expect(rounded(value, 0, 15)).toBe(expected.exact);
    expect(rounded(value, 0, 2)).toBe(expected.rounded2);
    expect(display).toBe('5.00%(14319/286400)');
    expect(meets(atLeast(5), exact(value))).toBe(expected.passExact);
    expect(judge(atLeast(5), exact(value), 2)).toBe('borderline');
  });

  worked('E20', () => {
    const { inputs, expected } = example('E20');
    const id = 'boarder_living_subsidy';
    const { primary_boarders = 0, junior_boarders = 0, stdPrimary = 0, stdJunior = 0, terms = 0 } = inputs;
    const primary = computed(id, { nb: primary_boarders, nd: 0, std: stdPrimary, terms });
    const junior = computed(id, { nb: junior_boarders, nd: 0, std: stdJunior, terms }, { stage: '初中' });
    expect([primary.display, junior.display]).toEqual(['3000.00', '2625.00']);
    expect([Number(primary.value), Number(junior.value)]).toEqual([expected.primary, expected.junior]);
    expect(Number(computed(id, inputs, { method: 'both_stages' }).value)).toBe(expected.total);
  });

  worked('E30', () => {
    type Year = Readonly<Record<'appr' | 'rev' | 'pp' | 'pub' | 'sal', number>>;
    const { inputs, expected } = example<{ prev: Year; cur: Year }>('E30');
    const { prev, cur } = inputs;
    const funds = { prev: prev.appr, cur: cur.appr, prev_revenue: prev.rev, cur_revenue: cur.rev };
    const first = (method: string) => computed('growth1_edu_appropriation', funds, { method });
    expect(rounded(first('growth').value, 0, 2)).toBe(expected.appropriation);
    expect(rounded(first('growth_revenue').value, 0, 2)).toBe(expected.revenue);
    const isMore = (value: string | null) => compare(exact(value), 0) > 0;
    const second = computed('growth2_per_pupil_expenditure', { prev: prev.pp, cur: cur.pp });
    const third = computed('growth3_salary_and_public_funds', {
      ...{ prev: prev.sal, cur: cur.sal, prev_public: prev.pub, cur_public: cur.pub },
    });
    expect([first('difference').value, second.value, third.value].map(isMore)).toEqual([
      ...[expected.g1, expected.g2, expected.g3],
    ]);
  });
});

describe('classes', () => {
  worked('E22', () => {
    const { inputs, expected } = example('E22');
    const { classes = 0, ...sizes } = inputs;
    expect(sumOfParts(classes, Object.values(sizes)).ok).toBe(true);
    const large = computed('large_class_share', inputs);
    expect([Number(large.numerator), Number(large.value)]).toEqual([expected.large, expected.large_pct]);
    expect(Number(computed('super_large_class_share', inputs).value)).toBe(expected.super_pct);
    expect(meets(atMost(5), exact(large.value))).toBe(expected.pass_5pct);
  });
});

describe('numbers that were stated', () => {
  worked('E24', () => {
    const { inputs, expected } = example<{ values: number[]; decimals: number }, { expected: number[] }>('E24');
    const half = inputs.values.map((value) => round(decimal(String(value)), inputs.decimals));
    expect(half.map((value) => Number(decimalText(value)))).toEqual(expected.expected);
  }); // prettier-ignore

  worked('E26', () => {
    interface Parts { readonly total: number; readonly parts: number[] }
    interface Inputs extends Readonly<Record<'whiteboards' | 'multimedia' | 'lab', Parts>> {
      readonly computers: { readonly total: number; readonly teacher: number[]; readonly room: number[] };
    }
    type Expected = Readonly<Record<'computers' | 'whiteboards' | 'multimedia' | 'lab', { sum: number; ok: boolean; diff?: number }>> & { statedFundsWan: number };
    const { inputs, expected } = example<Inputs, Expected>('E26');
    const { computers } = inputs;
    const all = { ...inputs, computers: { total: computers.total, parts: [...computers.teacher, ...computers.room] } };
    for (const kind of ['computers', 'whiteboards', 'multimedia', 'lab'] as const) {
      const { sum, ok, difference } = sumOfParts(all[kind].total, all[kind].parts);
      const { sum: wanted, ok: right, diff = 0 } = expected[kind];
      expect([kind, Number(sum), ok, Number(difference)]).toEqual([kind, wanted, right, diff]);
    }
    const priced = ['120', '78', '2.6', '10', '0.8', '28.5'].map(decimal);
    expect(sumOfParts(decimal(String(expected.statedFundsWan)), priced).ok).toBe(true);
  }); // prettier-ignore

  worked('E27', () => {
    const { inputs, expected } = example<{ total: number; parts: number[]; kinder: number; share: number }>('E27');
    const { sum, ok, difference } = sumOfParts(inputs.total, inputs.parts);
    expect([Number(sum), ok, -Number(difference)]).toEqual([expected.sum, expected.ok, expected.diff]);
    const implied = impliedBase(inputs.kinder, `${inputs.share}%`);
    expect([Number(implied?.base), implied?.suspicious]).toEqual([expected.impliedTotal, false]);
    const check = computed('quality_kindergarten_share', { q: inputs.kinder, n: expected.impliedTotal ?? 0 });
    expect(rounded(check.value, 0, 2)).toBe(expected.check);
  }); // prettier-ignore

  worked('E28', () => {
    interface Inputs { staff: number; fulltime: number; p_staff: number; p_ft: number; schools: { total: number; parts: number[] } }
    const { inputs, expected } = example<Inputs>('E28');
    const rest = (total: number, part: number) => Number(sumOfParts(total, [part]).difference);
    expect(rest(inputs.staff, inputs.p_staff)).toBe(expected.j_staff);
    const juniorTeachers = rest(inputs.fulltime, inputs.p_ft);
    expect(juniorTeachers).toBe(expected.j_ft);
    const { total, parts } = inputs.schools;
    expect(sumOfParts(total, parts).ok).toBe(expected.schoolsOk);
    expect(rest(total, parts[3] ?? 0)).toBe(expected.officialSchoolsWithoutTeachingPoints);
    const of = (id: string, figures: Record<string, number>, stage: '小学' | '初中') => rounded(computed(id, figures, { stage }).value, 0, 2);
    expect(of('avg_class_size', { n: 4719, c: 152 }, '小学')).toBe(expected.primaryAvgClass);
    expect(of('avg_class_size', { n: 1441, c: 28 }, '初中')).toBe(expected.juniorAvgClass);
    expect(of('student_teacher_ratio', { n: 4719, t: inputs.p_ft }, '小学')).toBe(expected.primaryPTR_ft);
    expect(of('student_teacher_ratio', { n: 1441, t: juniorTeachers }, '初中')).toBe(expected.juniorPTR_ft);
    // 323 of the 456 full-time teachers hold a bachelor's degree.
    expect(of('junior_bachelor_teacher_share', { q: 323, t: inputs.fulltime }, '初中')).toBe(expected.bachelorShare_ft);
  }); // prettier-ignore
});

it('every worked example of the reference is driven', () => {
  expect([...driven].sort()).toEqual([...exampleIds].sort());
});
