import { describe, expect, it } from 'vitest';
import { shippedDefinitions } from '../support/definitions';
import { figuresOf } from '../support/figures';
import type { Asked } from '../support/figures';
import { round2025, submissionData } from '../support/school';

const definitions = shippedDefinitions();
const of = (...args: [Parameters<typeof figuresOf>[1], Parameters<typeof figuresOf>[2]?]) =>
  figuresOf(definitions, ...args);
const judgedBy = (targetProfiles: string[]) => ({ collection: { targetProfiles } });

describe('三个增长', () => {
  const centre = {
    school: { townshipCentre: true },
    collection: { targetProfiles: ['cn_basic_balance_2012'] },
  };
  const cells = {
    '局补充3!01.1': 5610.4, '局补充3!01.2': 5200, '局补充3!02.1': 51264, '局补充3!02.2': 48000,
    '局补充3!03.1': 6355, '局补充3!03.2': 6200, '局补充3!05.1': 43460, '局补充3!05.2': 41000, '局补充3!06.1': 640, '局补充3!06.2': 640,
  } as const; // prettier-ignore

  it('E30: appropriations grew more than revenue, costs per pupil grew, public funds did not', () => {
    const figure = of(cells, centre);
    const growth = (id: string, asked?: Asked) => [figure(id, asked).display, figure(id, asked).verdict];
    expect(growth('growth1_edu_appropriation')).toEqual(['1.09', 'met']);
    expect(growth('growth1_edu_appropriation', { method: 'growth' })[0]).toBe('7.89%(410.4/5200)');
    expect(growth('growth1_edu_appropriation', { method: 'growth_revenue' })[0]).toBe('6.80%(3264/48000)');
    expect(growth('growth2_per_pupil_expenditure')).toEqual(['2.50%', 'met']);
    expect(growth('growth3_salary_and_public_funds')).toEqual(['0.00%', 'missed']);
    expect(growth('growth3_salary_and_public_funds', { method: 'growth' })[0]).toBe('6.00%(2460/41000)');
  });

  it('is judged by what grew least', () => {
    const figure = of({ ...cells, '局补充3!04.1': 9000, '局补充3!04.2': 9100, '局补充3!06.1': 650, '局补充3!07.1': 850, '局补充3!07.2': 840 }, centre);
    expect(figure('growth2_per_pupil_expenditure')).toMatchObject({ display: '-1.10%', verdict: 'missed' });
    expect(figure('growth3_salary_and_public_funds')).toMatchObject({ display: '1.19%', verdict: 'met' });
  }); // prettier-ignore

  it.each([
    ['zero', 0],
    ['missing', null],
  ])('has no value when last year is %s', (_name, value) => {
    for (const [id, cell] of [
      ['growth1_edu_appropriation', '局补充3!01.2'],
      ['growth1_edu_appropriation', '局补充3!02.2'],
      ['growth2_per_pupil_expenditure', '局补充3!03.2'],
      ['growth3_salary_and_public_funds', '局补充3!05.2'],
      ['growth3_salary_and_public_funds', '局补充3!06.2'],
    ] as const) {
      const { [cell as keyof typeof cells]: _left, ...rest } = cells;
      const figure = of(value === null ? rest : { ...rest, [cell]: value }, centre);
      expect(figure(id), cell).toMatchObject({ value: null });
      expect(['missing', 'not-applicable'], cell).toContain(figure(id).verdict);
    }
  });

  it('asks for 初中 in both years once one of them was entered', () => {
    const figure = of({ ...cells, '局补充3!04.1': 9000 }, centre);
    expect(figure('growth2_per_pupil_expenditure').value).toBeNull();
  });

  it("takes last year from last year's submission", () => {
    const before = submissionData({ '局补充3!01.1': 5200, '局补充3!02.1': 48000 });
    const figure = of(
      { '局补充3!01.1': 5610.4, '局补充3!02.1': 51264 },
      { ...centre, previous: [{ collection: round2025, data: before }] },
    );
    expect(figure('growth1_edu_appropriation').display).toBe('1.09');
  });
});

describe('shares of county money', () => {
  const cells = Object.fromEntries(
    [['08', 200, 190], ['09', 1000, 1000], ['10', 3000], ['11', 299.99], ['12', 50], ['13', 5], ['14', 100], ['15', 99], ['16', 98], ['17', 400], ['18', 80], ['19', 200], ['20', 14]]
      .flatMap(([row, now, before]) => [
        [`局补充3!${row}.1`, now],
        ...(before === undefined ? [] : [[`局补充3!${row}.2`, before]]),
      ]),
  ) as Record<string, number>; // prettier-ignore
  const figure = of(cells, {
    school: { townshipCentre: true },
    ...judgedBy(['baoding_2012', 'zibo_2014']),
  });

  it.each([
    ['edu_share_of_fiscal_expenditure', undefined, '20.00%(200/1000)', 'no-target'],
    ['edu_share_of_fiscal_expenditure', 'rise', '1.00', 'no-target'],
    ['land_revenue_edu_share', undefined, '10.00%(299.99/3000)', 'borderline'],
    ['lottery_fund_edu_share', undefined, '10.00%(5/50)', 'met'],
    ['edu_surcharge_collection_rate', undefined, '99.00%(99/100)', 'missed'],
    ['edu_surcharge_collection_rate', 'allocation', '98.99%(98/99)', 'missed'],
    ['rural_tax_transfer_edu_share', undefined, '20.00%(80/400)', 'met'],
    ['urban_maintenance_tax_edu_share', undefined, '7.00%(14/200)', 'met'],
  ])('%s %s is %s: %s', (id, method, display, verdict) => {
    expect(figure(id, method === undefined ? {} : { method })).toMatchObject({ display, verdict });
  });

  it('lacks 万元, as its cells have it', () => {
    expect(figure('land_revenue_edu_share').targets[0]?.lacking).toEqual({ amount: '0.01', unit: '万元' });
    expect(figure('land_revenue_edu_share').parts.map(({ unit }) => unit)).toEqual(['万元', '万元']);
  });

  it('what a centre school spends on its village schools', () => {
    const village = of({ '局补充2!25.3': 200000, '局补充2!26.3': 100000.5 });
    expect(village('village_school_funds_share').display).toBe('50.00%(100000.5/200000)');
  });
});

it('is unknown, not zero, while only the total was entered', () => {
  const figure = of(
    { '局补充3!10.1': 3000, '局补充3!09.1': 1000, '局补充3!29.1': 20, '局补充2!25.3': 1000, '局经费1!01.1': 720, '局经费1!01.2': 100, '局经费2!11.1': 1000 },
    { school: { townshipCentre: true }, ...judgedBy(['zibo_2014', 'baoding_2012', 'cn_public_funds_2023']) },
  );
  for (const id of [
    'land_revenue_edu_share',
    'edu_share_of_fiscal_expenditure',
    'standard_school_share',
    'village_school_funds_share',
    'per_pupil_public_funds_delivery_rate',
    'training_fund_share',
  ])
    expect(figure(id), id).toMatchObject({ value: null, verdict: 'missing' });
}); // prettier-ignore
