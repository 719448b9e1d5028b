import { describe, expect, it } from 'vitest';
import { shippedDefinitions } from '../support/definitions';
import { figuresOf, givenOf } from '../support/figures';

const definitions = shippedDefinitions();
const of = (...args: [Parameters<typeof figuresOf>[1], Parameters<typeof figuresOf>[2]?]) =>
  figuresOf(definitions, ...args);
const given = (indicator: string, inputs: Record<string, number>) => givenOf(definitions, indicator, inputs);
const old = { collection: { edition: 'jichuji-2018-86' } };
const nineYears = { school: { type: '九年一贯制学校' } } as const;
const judgedBy = (targetProfiles: string[]) => ({ collection: { targetProfiles } });

describe('到位率', () => {
  const cells = {
    '局经费1!01.1': 720, '局经费1!01.2': 200, '局经费1!01.6': 140000.01, '局经费1!02.1': 940, '局经费1!02.2': 100, '局经费1!02.6': 94000,
    '局经费1!04.1': 300, '局经费1!04.2': 20, '局经费1!04.5': 6000,
  } as const; // prettier-ignore
  const figure = of(cells, { ...nineYears, ...judgedBy(['cn_public_funds_2023']) });
  const id = 'per_pupil_public_funds_delivery_rate';

  it('is told of the whole school and of each stage, and lacks yuan and cents', () => {
    expect(figure(id, { stage: '义务教育' }).display).toBe('98.36%(240000.01/244000)');
    expect(figure(id, { stage: '小学' })).toMatchObject({
      ...{ display: '97.33%(146000.01/150000)', verdict: 'missed' },
      targets: [{ lacking: { amount: '3999.99', unit: '元' } }],
    });
    expect(figure(id, { stage: '初中' })).toMatchObject({ display: '100.00%(94000/94000)', verdict: 'met' });
  });

  it('counts what came only against what was due for it', () => {
    const { '局经费1!04.1': _standard, ...unknown } = cells;
    const without = of(unknown, nineYears);
    expect(without(id, { stage: '小学' }).display).toBe('97.22%(140000.01/144000)');
    expect(without(id, { stage: '义务教育' }).display).toBe('98.32%(234000.01/238000)');
  });

  it.each([
    ['the standard of 小学 is not known', '局经费1!01.1', ['初中']],
    ['nobody says what came for 小学', '局经费1!01.6', ['初中']],
    ['nobody says what came for the boarders', '局经费1!04.5', ['初中']],
    ['the pupils of 初中 are not known', '局经费1!02.2', ['小学']],
  ])('waits where %s', (_name, cell, known) => {
    const fewer = of(Object.fromEntries(Object.entries(cells).filter(([name]) => name !== cell)), nineYears);
    const values = ['义务教育', '小学', '初中'].filter((stage) => fewer(id, { stage }).value !== null);
    expect(values).toEqual(known);
    for (const stage of ['义务教育', '小学', '初中'])
      expect(fewer(id, { stage }).verdict === 'missing').toBe(!known.includes(stage));
  });

  it('is looked at when more came than was due', () => {
    expect(given(id, { paid: 101, due: 100 })().range).toBe('unusual');
    expect(given(id, { paid: 201, due: 100 })().range).toBe('invalid');
  });
});

describe('教师培训费', () => {
  const cells = {
    '局经费2!06.1': 14319, '局经费2!11.1': 272081, '局经费2!06.2': 15000, '局经费2!11.2': 235000, '教基4149!01.2': 50, '教基4149!01.5': 10,
  } as const; // prettier-ignore
  const share = 'training_fund_share';

  it('E19: 14319 of 286400 prints as 5 % and is not', () => {
    const figure = of(cells, judgedBy(['cn_public_funds_2023']));
    expect(figure(share)).toMatchObject({
      ...{ display: '5.00%(14319/286400)', verdict: 'borderline' },
      targets: [{ lacking: { amount: '1.00', unit: '元' } }],
    });
    expect(figure(share, { method: 'spending' }).display).toBe('6.00%(15000/250000)');
    expect(given(share, { budget: 286400, training: 14319 })().display).toBe('5.00%(14319/286400)');
    expect(given(share, { budget: 100, training: 21 })().range).toBe('unusual');
  });

  it('is no share of a budget of which nothing else is known', () => {
    const alone = { '局经费2!06.1': 5000, '局经费2!06.2': 4000 };
    for (const method of ['budget', 'spending'])
      expect(of(alone)(share, { method })).toMatchObject({ value: null, verdict: 'missing' });
    expect(of(alone, { reviewed: ['局经费2'] })(share).display).toBe('100.00%(5000/5000)');
    expect(of({ ...alone, '局经费2!02.1': 95000 })(share).display).toBe('5.00%(5000/100000)');
  });

  it.each([
    ['the current edition', cells, {}],
    ['the edition before', { ...cells, '基础基412!01.2': 50, '基础基412!01.5': 10 }, old],
  ])('per teacher in %s', (_name, own, situation) => {
    const readable = Object.fromEntries(Object.entries(own).filter(([name]) => situation !== old || !name.startsWith('教基')));
    const figure = of(readable, situation);
    expect(figure('training_fund_per_teacher').display).toBe('286.38(14319/50)');
    expect(figure('training_fund_per_teacher', { method: 'staff' }).display).toBe('238.65(14319/60)');
  }); // prettier-ignore

  it("divides the county's money by the county's teachers", () => {
    const figure = of({ '局补充3!47.1': 14850, '局补充3!50.1': 500 }, { school: { townshipCentre: true } });
    expect(figure('training_fund_per_teacher', { method: 'county' })).toMatchObject({
      ...{ display: '29.70(14850/500)', verdict: 'missed' },
      targets: [{ profile: 'baoding_2012', lacking: { amount: '150.00', unit: '元' } }],
    });
  });
});
