import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { shippedDefinitions } from '../support/definitions';
import { figuresOf, givenOf } from '../support/figures';
import { calculationInput, round2025old, round2026, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();
const of = (...args: [Parameters<typeof figuresOf>[1], Parameters<typeof figuresOf>[2]?]) =>
  figuresOf(definitions, ...args);
const given = (indicator: string, inputs: Record<string, number>) => givenOf(definitions, indicator, inputs);
const old = { collection: { edition: 'jichuji-2018-86' } };
const nineYears = { school: { type: '九年一贯制学校' } } as const;
const judgedBy = (targetProfiles: string[]) => ({ collection: { targetProfiles } });
const funds = 'per_pupil_public_funds_standard';

describe('公用经费核定额', () => {
  it('E16: 62 pupils are counted as 100', () => {
    const due = given(funds, { n_regular: 62, n_boarder: 0, std: 720, floor: 100 })();
    expect(due).toMatchObject({ method: 'all', value: '72000', display: '72000.00', unit: '元', unused: [] });
    expect(given(funds, { n_regular: 62, std: 720 })().value).toBe('72000');
    expect(given(funds, { n_regular: 62, std: 720, floor: 0 })().value).toBe('44640');
    expect(given(funds, { paid: 72000, pupils: 62 })('paid_per_pupil').display).toBe('1161.29(72000/62)');
    expect(given('per_pupil_public_funds_delivery_rate', { paid: 44640, due: 72000 })().display).toBe('62.00%(44640/72000)');
  }); // prettier-ignore

  it('E18: two readings of whom the hundred includes', () => {
    const due = given(funds, { n_regular: 60, n_special: 2, std: 720, spStd: 6000, floor: 100 });
    expect(due('all').value).toBe('82560');
    expect(due('regular_only').value).toBe('84000');
  });

  it('adds boarders and heating, and gives a school without pupils nothing', () => {
    const inputs = { n_regular: 400, n_boarder: 120, std: 720, boardAdd: 300, heating: 15000.5 };
    expect(given(funds, inputs)().value).toBe('339000.5');
    expect(given(funds, { n_regular: 0, std: 720 })().value).toBe('0');
  });

  const cells = {
    '教基3040!04.1': 62, '局经费1!01.1': 720, '局经费1!03.1': 6000, '局经费1!03.2': 2, '局经费1!04.1': 300,
    '局经费1!04.2': 12, '局经费1!01.6': 60000, '局补充2!27.3': 1000,
  } as const; // prettier-ignore

  it('is computed from what the bureau allots', () => {
    const figure = of(cells);
    expect(figure(funds, { stage: '小学', method: 'all' })).toMatchObject({
      ...{ display: '87160.00', unit: '元', targets: [], verdict: 'no-target', range: 'valid' },
    });
    expect(figure(funds, { stage: '小学', method: 'regular_only' }).value).toBe('88600');
    expect(figure(funds, { stage: '特教', method: 'all' }).value).toBe('12000');
    expect(figure(funds, { stage: '小学', method: 'paid_per_pupil' }).display).toBe('967.74(60000/62)');
    expect(figure(funds, { stage: '小学', method: 'paid_per_counted' }).display).toBe('600.00(60000/100)');
  });

  it('is read in the edition before as well', () => {
    const { '教基3040!04.1': pupils, ...rest } = cells;
    const figure = of({ ...rest, '基础基331!04.1': pupils }, old);
    expect(figure(funds, { stage: '小学', method: 'all' })).toMatchObject({ value: '87160' });
    expect(figure(funds, { stage: '小学', method: 'all' }).cells).toContain('基础基331!04.1');
  });

  it('takes the national standard of the year where the bureau has not set one', () => {
    const bare = { '教基3040!04.1': 150, '局经费1!04.2': 10 };
    const due = (schoolYear: number, targetProfiles: string[] = []) =>
      of(bare, { collection: { schoolYear, targetProfiles } })(funds, { stage: '小学', method: 'all' }).value;
    expect(due(2026)).toBe('111000');
    expect(due(2022)).toBe('99500');
    expect(due(2018)).toBe('92000');
    expect(due(2015)).toBeNull();
    const east = { ...definitions.targetProfiles[0], id: 'own-east@1', region: '东部', thresholds: [] } as never;
    const eastern = of(bare, { collection: { schoolYear: 2018, targetProfiles: ['own-east@1'] }, ownProfiles: [east] });
    expect(eastern(funds, { stage: '小学', method: 'all' }).value).toBe('99500');
  }); // prettier-ignore

  it('counts nobody as special where none was entered, and is unknown without pupils', () => {
    const figure = of({ '教基3040!04.1': 150, '局经费1!01.1': 720 });
    expect(figure(funds, { stage: '小学', method: 'all' }).value).toBe('108000');
    expect(of({ '局经费1!01.1': 720 })(funds, { stage: '小学', method: 'all' })).toMatchObject({
      ...{ value: null, verdict: 'missing' },
    });
  });

  it('divides special pupils between the stages of a nine-year school by last year', () => {
    const cellsOfNine = {
      '教基3040!04.1': 300, '教基3040!07.1': 200, '局经费1!01.1': 720, '局经费1!02.1': 940, '局经费1!03.1': 6000,
      '局经费1!05.1': 300, '局经费1!05.2': 50, '局补充2!27.3': 9000,
    } as const; // prettier-ignore
    const before = { '基础基315!21.7': 2, '基础基315!29.9': 1, '基础基315!22.12': 4 };
    const previous = [{ collection: round2025old, data: submissionData(before) }];
    const figure = of(cellsOfNine, { ...nineYears, previous });
    const special = (stage: string) =>
      figure(funds, { stage, method: 'all' }).parts.find(({ id }) => id === 'n_special')?.value;
    expect([special('小学'), special('初中'), special('特教')]).toEqual(['3', '4', '7']);
    expect(figure(funds, { stage: '小学', method: 'all' }).value).toBe(String(297 * 720 + 3 * 6000));
    expect(figure(funds, { stage: '初中', method: 'all' }).value).toBe(
      String(196 * 940 + 4 * 6000 + 50 * 300),
    );
    const unknown = of({ ...cellsOfNine, '局经费1!03.2': 7 }, nineYears);
    expect(unknown(funds, { stage: '小学', method: 'all' })).toMatchObject({
      value: null,
      verdict: 'missing',
    });
  });
});

describe('a target in 元/生·年', () => {
  const cells = {
    '教基3040!04.1': 62,
    '局经费1!01.1': 720,
    '局经费1!01.6': 40000.25,
    '局经费1!01.2': 100,
  } as const;
  const target = { indicator: funds, stage: '小学', op: '>=', value: 720, unit: '元/生·年' } as const;
  const profile = (threshold: object) => ({
    ...{ id: 'own-funds@1', version: '1', name: '示例目标', source: '' },
    thresholds: [threshold as typeof target],
  });
  const bound = (threshold: object, methods?: Record<string, string>) =>
    of(cells, {
      collection: { targetProfiles: ['own-funds@1'], ...(methods && { methods }) },
      ownProfiles: [profile(threshold)],
    });

  it.each([
    ['names its reading', { ...target, method: 'paid_per_pupil' }],
    ['names none', target],
  ])('judges yuan per pupil, never the amount, when it %s', (_name, threshold) => {
    const figure = bound(threshold);
    expect(figure(funds, { stage: '小学' })).toMatchObject({
      ...{ method: 'paid_per_pupil', display: '645.17(40000.25/62)', verdict: 'missed' },
      targets: [{ value: '720', gap: '74.83', lacking: { amount: '4639.75', unit: '元' } }],
    });
    expect(figure(funds, { stage: '小学', method: 'all' })).toMatchObject({ isDefaultMethod: false, targets: [] });
  }); // prettier-ignore

  it('may be meant for the standard that is applied', () => {
    expect(bound({ ...target, method: 'standard' })(funds, { stage: '小学' })).toMatchObject({
      ...{ method: 'standard', display: '720.00', verdict: 'met' },
    });
  });

  it('does not take the national standard for one that the bureau applies', () => {
    const threshold = { ...target, method: 'standard' };
    const figure = of(
      { '教基3040!04.1': 62 },
      { collection: { targetProfiles: ['own-funds@1'] }, ownProfiles: [profile(threshold)] },
    );
    expect(figure(funds, { stage: '小学' })).toMatchObject({ method: 'standard', verdict: 'missing' });
    expect(figure(funds, { stage: '小学', method: 'all' }).value).toBe('72000');
  });

  it('judges nobody where the form was checked and no such pupil stands there', () => {
    const figure = of({}, { ...judgedBy(['cn_public_funds_2023']), reviewed: ['局经费1'] });
    expect(figure(funds, { stage: '特教' })).toMatchObject({ method: 'paid_per_pupil', verdict: 'not-applicable' });
    const open = of({}, judgedBy(['cn_public_funds_2023']));
    expect(open(funds, { stage: '特教' })).toMatchObject({ value: null, verdict: 'missing' });
  }); // prettier-ignore

  it("stays with the round's choice among readings of its unit, and ignores a choice among amounts", () => {
    const amount = bound({ ...target, method: 'paid_per_pupil' }, { [funds]: 'regular_only' });
    expect(amount(funds, { stage: '小学' })).toMatchObject({ method: 'paid_per_pupil', verdict: 'missed' });
    const counted = bound(target, { [funds]: 'paid_per_counted' });
    expect(counted(funds, { stage: '小学' })).toMatchObject({
      method: 'paid_per_counted',
      verdict: 'missed',
    });
    const chosen = of(cells, { collection: { targetProfiles: [], methods: { [funds]: 'regular_only' } } });
    expect(chosen(funds, { stage: '小学' })).toMatchObject({ method: 'regular_only', unit: '元' });
  });

  it('is what LJF1-06 holds the applied standard to', () => {
    const found = (std: number) => {
      const collection = { ...round2026, targetProfiles: ['cn_public_funds_2023'] };
      const input = calculationInput({ ...cells, '局经费1!01.1': std }, { school: village, collection });
      return createCalculation(definitions, input).findings().find(({ check }) => check === 'LJF1-06');
    }; // prettier-ignore
    expect(found(719.99)).toMatchObject({ left: '719.99', right: '720' });
    expect(found(720)).toBeUndefined();
  });

  it('is met by what an expression reads as the figure', () => {
    const figure = of(cells, judgedBy(['cn_public_funds_2023']));
    expect(figure(funds, { stage: '小学' })).toMatchObject({
      method: 'paid_per_pupil',
      isDefaultMethod: true,
    });
    const free = of(cells, judgedBy([]));
    expect(free(funds, { stage: '小学' })).toMatchObject({
      method: 'all',
      value: '72000',
      verdict: 'no-target',
    });
  });
});

describe('生活补助', () => {
  const subsidy = 'boarder_living_subsidy';

  it('E20: half a year of two stages', () => {
    const inputs = { primary_boarders: 12, junior_boarders: 7, stdPrimary: 500, stdJunior: 750, terms: 1 };
    expect(given(subsidy, inputs)('both_stages')).toMatchObject({
      value: '5625',
      display: '5625.00',
      unused: [],
    });
    expect(given(subsidy, { nb: 12, std: 500, terms: 1 })().display).toBe('3000.00');
    expect(given(subsidy, { nb: 7, std: 750, terms: 1 })().display).toBe('2625.00');
  });

  it('counts a term of those who do not board to the cent', () => {
    expect(given(subsidy, { nd: 1, std: 1250, terms: 1 })().display).toBe('312.50');
    expect(given(subsidy, { nd: 3, std: 1500, terms: 1 })().display).toBe('1125.00');
    expect(given(subsidy, { nd: 1, std: 1250.01, terms: 1 })().value).toBe('312.5');
    expect(given(subsidy, { nb: 10, nd: 4, std: 1250 })().display).toBe('15000.00');
  });

  const cells = {
    '局经费3!01.2': 12, '局经费3!01.3': 1000, '局经费3!01.5': 12000, '局经费3!02.2': 7, '局补充2!10.1': 3, '局补充2!24.3': 1,
  } as const; // prettier-ignore
  it('is computed from what was typed, with the national standard where none was', () => {
    const figure = of(cells, { ...nineYears, ...judgedBy(['cn_public_funds_2023']) });
    expect(figure(subsidy, { stage: '小学', method: 'amount' }).display).toBe('6750.00');
    expect(figure(subsidy, { stage: '初中', method: 'amount' }).display).toBe('5250.00');
    expect(figure(subsidy, { stage: '小学', method: 'both_stages' }).display).toBe('11250.00');
    expect(figure(subsidy, { stage: '小学', method: 'paid' }).display).toBe('12000.00');
  });

  it('is judged by the standard, which is in 元/生·年', () => {
    const figure = of(cells, { ...nineYears, ...judgedBy(['cn_public_funds_2023']) });
    expect(figure(subsidy, { stage: '小学' })).toMatchObject({
      ...{ method: 'standard', unit: '元/生·年', display: '1000.00(12000/12)', verdict: 'missed' },
      targets: [{ value: '1250', gap: '250.00', lacking: { amount: '3000.00', unit: '元' } }],
    });
    // The national standard stands in for an amount that is due, never for what the school says it gave.
    expect(figure(subsidy, { stage: '初中' })).toMatchObject({ value: null, verdict: 'missing' });
    const nobody = of({ '局经费3!01.2': 0 }, judgedBy(['cn_public_funds_2023']));
    expect(nobody(subsidy)).toMatchObject({ verdict: 'not-applicable' });
    expect(figure(subsidy, { stage: '小学', method: 'amount' })).toMatchObject({ targets: [], unit: '元' });
  });

  it('is unknown while nobody was entered', () => {
    expect(of({})(subsidy, { stage: '小学', method: 'amount' })).toMatchObject({
      value: null,
      verdict: 'missing',
    });
  });
});
