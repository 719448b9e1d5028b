import { describe, expect, it } from 'vitest';
import { compare, decimal, decimalText, divide } from '../../shared/decimal';
import { impliedBase } from '../../shared/implied-base';
import { sumOfParts } from '../../shared/sum-of-parts';
import type { ListRecord } from '../../shared/submission';
import { judge, meets } from '../../shared/verdict';
import { shippedDefinitions } from '../support/definitions';
import { keysOf, open } from '../support/opened';
import { changes, content } from '../support/school';
import { computed, rounded } from '../support/worked-examples';

const atMost = (value: number) => ({ op: '<=', value }) as const;
const atLeast = (value: number) => ({ op: '>=', value }) as const;
const value = (...args: Parameters<typeof computed>) => computed(...args).value ?? '';
/** In two decimals, as it would be printed. */
const shown = (...args: Parameters<typeof computed>) => rounded(value(...args), 0, 2);

const equipment = (rows: readonly (readonly [school: string, count: number, price: number])[]) =>
  open({}, {
    lists: {
      局缺口1: rows.map(([school, count, price], index): ListRecord => ({
        id: `record-${String(index + 1).padStart(2, '0')}`,
        position: index + 1,
        cells: { c02: content(school), c04: content('电子白板'), c09: content(String(count)), c10: content(String(price)) },
      })),
    },
  }); // prettier-ignore

describe('figures in published reports that cannot be right, or can', () => {
  it('1: 6 pupils at 0.01 % are of 60000: not one school, whose base would be 600', () => {
    const implied = impliedBase(6, '0.01%');
    expect([implied?.base, implied?.range, implied?.suspicious]).toEqual(['60000', ['40000', '120000'], true]);
    expect([implied?.ifRatio?.rate, implied?.ifRatio?.base, implied?.ifRatio?.range]).toEqual(['1%', '600', ['400', '1200']]);
  }); // prettier-ignore

  it('2: 99.7 retained beside no dropout is no retention of the year', () => {
    const unmoved = { c1: 1000, c3: 0, c8: 0, c9: 0, c10: 0, c11: 0, c12: 0, c13: 0, c14: 0, c5: 0, c6: 0 };
    const retained = value(
      'primary_annual_retention_rate',
      { ...unmoved, c4: 0, c15: 997 },
      { method: 'raw' },
    );
    const lost = value('primary_dropout_rate', { ...unmoved, c4: 0 }, { method: 'netflow_with_return' });
    expect([retained, lost]).toEqual(['99.7', '0']);
    const ids = shippedDefinitions().indicators.map(({ id, name }) => [id, name] as const);
    const retentions = ids.filter(([id]) => id.includes('retention'));
    // Of the year, of the cohort and of nine years each have a name of their own: there is no 巩固率 by itself.
    expect(retentions.map(([, name]) => name)).toHaveLength(5);
    expect(retentions.filter(([, name]) => !/年/.test(name))).toEqual([]);
  });

  it('3: 102 % in kindergartens is unusual, not wrong', () => {
    const { range, display } = computed('preschool_gross_enrollment_rate', { enrolled: 2754, pop: 2700 });
    expect([range, display]).toEqual(['unusual', '102.00%(2754/2700)']);
    expect(computed('preschool_gross_enrollment_rate', { enrolled: 151, pop: 100 }).range).toBe('invalid');
  });

  it('4, 33: half a year is measured by half a year’s task', () => {
    const buildings = computed('project_progress_rate', { x: 17.9, n: 60 });
    const kindergartens = computed('project_progress_rate', { x: 45, n: 120 });
    expect([buildings.display, kindergartens.display]).toEqual(['29.83%(17.9/60)', '37.50%(45/120)']);
    for (const one of [buildings, kindergartens])
      expect(meets(atLeast(50), decimal(one.value ?? ''))).toBe(false);
  });

  it('6: 12 schools are 1+1+3+3+2+2; teaching points and kindergartens apart, 5 and 4', () => {
    expect(sumOfParts(12, [1, 1, 3, 3, 2, 2])).toEqual({ sum: '12', ok: true, difference: '0' });
    expect(sumOfParts(8, [1, 1, 3, 3]).difference).toBe('0');
    expect(sumOfParts(8, [3]).difference).toBe('5');
    expect(sumOfParts(4, [2, 2]).ok).toBe(true);
  });

  it('7: 240 computers are 110 of teachers and 130 in rooms, 5000 yuan each', () => {
    const [teachers, rooms] = [
      [40, 23, 17, 11, 9, 3, 3, 4],
      [50, 45, 10, 25],
    ];
    expect([sumOfParts(110, teachers).ok, sumOfParts(130, rooms).ok]).toEqual([true, true]);
    expect(sumOfParts(240, [...teachers, ...rooms]).ok).toBe(true);
    expect(divide(1_200_000, 240)).toBe(5000);
  });

  it('8: 26 whiteboards of 12, 2, 5 and 6 lack one, in the ledger too', () => {
    expect(sumOfParts(26, [12, 2, 5, 6])).toEqual({ sum: '25', ok: false, difference: '1' });
    const parts = [12, 2, 5, 6].map((count, index) => [`第${index + 1}学校`, count, 30000] as const);
    const stated = (total: number) => equipment([...parts, ['合计', total, 30000]]);
    expect(keysOf(stated(25), 'LQK1-04')).toEqual([]);
    const [finding] = stated(26).findings().filter(({ check }) => check === 'LQK1-04');
    expect([finding?.left, finding?.right, finding?.severity]).toEqual(['25', '26', 'error']);
    expect(computed('equipment_gap', { amount: 780_000 }, { method: 'amount_wan' }).display).toBe('78.00');
  }); // prettier-ignore

  it('9, 10: 24 sets for four schools of 6; 19 sets of 1.5 万元', () => {
    expect([sumOfParts(24, [6, 6, 6, 6]).ok, sumOfParts(19, [4, 4, 4, 4, 1, 1, 1]).ok]).toEqual([true, true]);
    expect(decimalText(divide(decimal('28.5'), 19) ?? 0)).toBe('1.5');
  });

  it('11: one thing at two prices is a warning', () => {
    expect(keysOf(equipment([['甲校', 1, 10], ['乙校', 1, 10]]), 'LQK1-03')).toEqual([]); // prettier-ignore
    expect(keysOf(equipment([['甲校', 1, 10], ['乙校', 1, 4.44]]), 'LQK1-03')).toHaveLength(2); // prettier-ignore
  });

  it('12: of 300 万元 60.1 have no item', () => {
    const priced = ['120', '78', '2.6', '10', '0.8', '28.5'].map(decimal);
    expect(sumOfParts(300, priced)).toEqual({ sum: '239.9', ok: false, difference: '60.1' });
  });

  it('13: who is not full-time stands in the primary school alone', () => {
    expect(sumOfParts(149, [99, 50]).ok).toBe(true);
    expect(sumOfParts(142, [92, 50]).ok).toBe(true);
    const staff = { n: 1000, t: 92, staff: 99 };
    const [full, all] = ['fulltime', 'staff'].map((method) => shown('student_teacher_ratio', staff, { method })); // prettier-ignore
    expect([full, all]).toEqual([10.87, 10.1]);
  });

  it('14: 83 bachelors are 58.45 % of the full-time teachers and 55.70 % of all: the denominator is told', () => {
    const of = (t: number) => computed('junior_bachelor_teacher_share', { q: 83, t }).display;
    expect([of(142), of(149)]).toEqual(['58.45%(83/142)', '55.70%(83/149)']);
  });

  it('15, 17: 51.83 and 51.46 pupils in a class are above 50; 31.05 are not', () => {
    const size = (n: number, c: number) => value('avg_class_size', { n, c }, { stage: '初中' });
    expect([size(622, 12), size(1441, 28), size(4719, 152)].map((each) => rounded(each, 0, 2))).toEqual([
      ...[51.83, 51.46, 31.05],
    ]);
    const within = [size(622, 12), size(1441, 28), size(4719, 152)].map((each) => meets(atMost(50), decimal(each))); // prettier-ignore
    expect(within).toEqual([false, false, true]);
  });

  it('16: 21 schools are 1+14+2+4; without the 4 teaching points 17', () => {
    expect(sumOfParts(21, [1, 14, 2, 4]).ok).toBe(true);
    expect(sumOfParts(21, [4]).difference).toBe('17');
  });

  it('17: what is left of both totals is possible: 110 and 91, 15.84 pupils for each', () => {
    expect([sumOfParts(495, [385]).difference, sumOfParts(456, [365]).difference]).toEqual(['110', '91']);
    expect(compare(91, 110)).toBeLessThan(0);
    expect(shown('student_teacher_ratio', { n: 1441, t: 91 }, { stage: '初中' })).toBe(15.84);
  });

  it('18: no dropout beside 99.8 retained contradict each other in one stage, and in the table of changes', () => {
    const moves = { c1: 500, c3: 80, c4: 0, c5: 0, c6: 0, c8: 80, c9: 0, c10: 0, c11: 0, c12: 0, c13: 0, c14: 0, c15: 499 }; // prettier-ignore
    const retained = value('primary_annual_retention_rate', moves, { method: 'raw' });
    const lost = value('primary_dropout_rate', moves, { method: 'netflow_with_return' });
    expect([retained, lost]).toEqual(['99.8', '0']);
    // Both must make 100: the pupil who is missing left by no column.
    expect(sumOfParts(100, [decimal(retained), decimal(lost)])).toMatchObject({
      ok: false,
      difference: '0.2',
    });
    const table = { '教基3040!04.1': 500, '教基3040!04.3': 80, '教基3040!04.9': 80 };
    const calculation = open(table, { stated: new Map([['教基3040!04.17', '499']]) });
    const found = calculation.findings().find(({ check }) => check === 'J3040-03');
    expect([found?.left, found?.right]).toEqual(['499', '500']);
  });

  it('23: targets of two kinds of county stand apart and are never added', () => {
    const profile = shippedDefinitions().targetProfiles.find(({ id }) => id === 'baoding_2012');
    const own = profile?.thresholds.filter(({ indicator }) => indicator === 'standard_school_share') ?? [];
    expect(own.map(({ tier, value: target }) => [tier, target])).toEqual([
      ['全市', 38],
      ['较好县', 45],
      ['其它县', 30],
    ]);
  });

  it('24: 30 mu for 1000 pupils are 20.00 square metres each, 60 for 1500 are 26.67; 8 of buildings', () => {
    const land = (mu: number, n: number) => shown('per_student_land_area', { mu, n }, { method: 'mu' });
    expect([land(30, 1000), land(60, 1500)]).toEqual([20, 26.67]);
    const building = (area: number, n: number) => shown('per_student_building_area', { area, n });
    expect([building(8000, 1000), building(12000, 1500)]).toEqual([8, 8]);
    const tracks = (c: number, years: number) => value('school_tracks', { c, years });
    expect([tracks(24, 6), tracks(36, 3)]).toEqual(['4', '12']);
    expect([shown('avg_class_size', { n: 1000, c: 24 }), shown('avg_class_size', { n: 1500, c: 36 })]).toEqual([41.67, 41.67]); // prettier-ignore
  });

  it('28: 25 schools with 33400 pupils are 1336 each', () => {
    expect(divide(33400, 25)).toBe(1336);
    expect(compare(33400, 30000)).toBeGreaterThan(0);
  });

  it('30: 449 people trained are 48+329+120 = 497', () => {
    expect(sumOfParts(449, [48, 329, 120])).toEqual({ sum: '497', ok: false, difference: '-48' });
    expect(sumOfParts(449, [329, 120]).ok).toBe(true);
  });

  it('31: 209 kindergartens at 58.4 % are of 358', () => {
    expect(impliedBase(209, '58.4%')?.base).toBe('358');
    expect(shown('quality_kindergarten_share', { q: 209, n: 358 })).toBe(58.38);
  });

  it('32: 18 winners at 90 % are of 20; 2604 at 98.3 % of 2649', () => {
    expect(impliedBase(18, '90%')?.base).toBe('20');
    expect(impliedBase(2604, '98.3%')?.base).toBe('2649');
  });

  it('37: fewer than 3000 books at 11 each are for about 273 pupils', () => {
    const each = value('books_per_student', { books: 3000, n: 273, primary: 273, junior: 0, senior: 0 });
    expect(rounded(each, 11)).toBe(11);
    expect(rounded(String(3000 / 11), 0, 0)).toBe(273);
  });
});

describe('the rules drawn from them, and where each is kept', () => {
  it('sum_parts: totals are computed, a stated one is compared', () => {
    const calculation = open({ '教基3040!04.3': 98, '教基3040!04.4': 1 }, { stated: new Map([['教基3040!04.2', '100']]) }); // prettier-ignore
    expect(calculation.cell('教基3040', '04.2')).toMatchObject({ kind: 'computed', text: '99' });
    expect(keysOf(calculation, 'J3040-01')).toHaveLength(1);
  });

  it('rate_vs_count and scale: the base that count and rate imply (trap 1)', () => {
    expect(impliedBase(1, '0.09%')?.suspicious).toBe(true);
    expect(impliedBase(1, '0.11%')?.suspicious).toBe(false);
  });

  it('range: net enrolment and cohorts end at 100, gross rates do not', () => {
    expect(computed('primary_net_enrollment_rate', { age_enrolled: 3009, age_pop: 3000 }).range).toBe('invalid');
    expect(computed('primary_6yr_cohort_retention', { intake: 45, tin: 2, tout: 1, grads: 47 }).range).toBe('invalid');
    expect(computed('primary_gross_enrollment_rate', { enrolled: 110, age_pop: 100 }).range).toBe('valid');
  }); // prettier-ignore

  it('period: a rate of the year says that half a year is not compared with it', () => {
    const notes = (id: string) => shippedDefinitions().indicators.find((each) => each.id === id)?.notes ?? [];
    for (const id of ['primary_dropout_rate', 'junior_dropout_rate'])
      expect(notes(id).join()).toContain('半年');
  });

  it('identity331: both totals, the end of the year and the year before', () => {
    const form = shippedDefinitions().forms['基础基331'];
    const relations = (form?.checks ?? []).slice(0, 4).map(({ expr }) => expr);
    expect(relations).toEqual([
      'r*c02 = sum(r*c03:r*c06)',
      'r*c07 = sum(r*c08:r*c14)',
      'r*c15 = r*c01 + r*c02 - r*c07',
      'r*c01 = prev!r*c15',
    ]);
  });

  it('placeholder: XX, 〇 and 约 are no numbers and stop 定稿', () => {
    const words = ['XX', '〇', '约200', 'XXX.9'];
    for (const text of words) {
      const calculation = open({});
      calculation.setCells([{ form: '教基3040', cell: '04.1', content: { kind: 'raw', text } }]);
      const found = calculation.findings().filter(({ check }) => check === 'CELL');
      expect([text, found.map(({ severity }) => severity)]).toEqual([text, ['error']]);
    }
  });

  it('unit: 万元 is said where it is not 元, and mu are made square metres exactly', () => {
    expect(computed('equipment_gap', { amount: 25_000 }, { method: 'amount_wan' })).toMatchObject({ value: '2.5', unit: '万元' }); // prettier-ignore
    expect(computed('equipment_gap', { amount: 25_000 })).toMatchObject({ value: '25000', unit: '元' });
    expect(value('per_student_land_area', { mu: 3, n: 1 }, { method: 'mu' })).toBe('2000');
  });

  it('monotonic: no more than last year is no growth', () => {
    const rise = (e: number) => value('edu_share_of_fiscal_expenditure', { e, f: 100, e_prev: 20, f_prev: 100 }, { method: 'rise' }); // prettier-ignore
    expect([rise(21), rise(20), rise(19)].map((each) => compare(decimal(each), 0))).toEqual([1, 0, -1]);
  });

  it('subset: women and backbone teachers are no more than all', () => {
    const women = open({ '教基3040!04.1': 10, '教基3040!05.1': 11 });
    expect(keysOf(women, 'J3040-06').length).toBeGreaterThan(0);
    women.setCells(changes({ '教基3040!05.1': 10 }));
    expect(keysOf(women, 'J3040-06')).toEqual([]);
    const backbone = open({ '局补充1!01.4': 12, '教基4063!03.19': 11 });
    expect(keysOf(backbone, 'LBC1-04').length).toBeGreaterThan(0);
  });

  it('full_value: 100 % asks for evidence in the notes of the figure', () => {
    const notes = shippedDefinitions().indicators.find(({ id }) => id === 'youth_literacy_rate')?.notes ?? [];
    expect(notes.join()).toContain('100%');
  });

  it('teaching_point: schools are counted without them', () => {
    const label = (id: string) => shippedDefinitions().indicators.find((each) => each.id === id)?.inputs.n?.label; // prettier-ignore
    for (const id of ['standard_school_share', 'school_network_rate'])
      expect(label(id)).toContain('不含教学点');
  });

  it('threshold_near: what only rounding would let pass is 临界', () => {
    expect(judge(atLeast(5), decimal('4.9997'), 2)).toBe('borderline');
    expect(judge(atMost(0.6), decimal('0.604'), 2)).toBe('borderline');
    expect(judge(atLeast(5), decimal('4.99'), 2)).toBe('missed');
  });

  // dup_text and docno are about reports and their numbers, which this program does not receive.
});
