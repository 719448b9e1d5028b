import { describe, expect, it } from 'vitest';
import { centre, figure, judgedBy, junior, nineYears, of, readings, shown } from '../support/figure';
import { round2026 } from '../support/school';

describe('净入学率、毛入学率', () => {
  const ages = { '02.1': 100, '03.1': 100, '02.4': 98, '03.4': 90, '03.5': 9, '03.9': 1 };
  const cells = of('局入学1', ages);

  it('net is those of age who are anywhere at school: 197 of 200', () => {
    const [standard, form] = readings(cells, 'primary_net_enrollment_rate', {
      collection: judgedBy('baoding_2012'),
    });
    expect(standard).toMatchObject({ display: '98.50%(197/200)', value: '98.5', verdict: 'missed' });
    expect(standard?.targets[0]).toMatchObject({ op: '==', value: '100', gap: '1.50' });
    expect(standard?.targets[0]?.lacking).toEqual({ amount: '3', unit: '名' });
    expect(form?.display).toBe('98.99%(197/199)');
  });

  it('is not zero while nobody has said who is at school', () => {
    expect(figure(of('局入学1', { '02.1': 100 }), 'primary_net_enrollment_rate')).toMatchObject({
      value: null,
      verdict: 'missing',
    });
  });

  it('cannot exceed 100: E10', () => {
    const found = figure(of('局入学1', { '02.1': 3000, '02.4': 3009 }), 'primary_net_enrollment_rate');
    expect(found).toMatchObject({ display: '100.30%(3009/3000)', range: 'invalid' });
  });

  it('has nobody to speak of where no child lives', () => {
    const found = figure(of('局入学1', { '02.1': 0, '02.4': 0 }), 'primary_net_enrollment_rate');
    expect(found).toMatchObject({ value: null, verdict: 'not-applicable' });
    expect(found.notes[0]).toBe('服务区没有小学适龄人口');
  });

  it.each([
    ['jiaoji-2021', of('教基3113', { '03.4': 210 }), '105.00%(210/200)', 'valid'],
    ['jiaoji-2021', of('教基3113', { '03.4': 250 }), '125.00%(250/200)', 'unusual'],
    ['jichuji-2018-86', of('基础基312', { '12.6': 401 }), '200.50%(401/200)', 'invalid'],
  ] as const)('gross counts all pupils of %s', (edition, pupils, display, range) => {
    const collection = { ...round2026, edition };
    expect(figure({ ...cells, ...pupils }, 'primary_gross_enrollment_rate', { collection })).toMatchObject({
      display,
      range,
    });
  });

  it.each([
    ['jiaoji-2021', of('教基3116', { '04.4': 128 })],
    ['jichuji-2018-86', of('基础基313', { '12.5': 128 })],
  ] as const)('初中 has a net and a gross reading with limits of their own in %s', (edition, pupils) => {
    const found = readings(
      { ...of('局入学1', { '09.1': 120, '09.4': 118, '09.9': 1 }), ...pupils },
      'junior_enrollment_rate',
      { school: junior, collection: { ...judgedBy('cn_liangji_1994'), edition } },
    );
    expect(shown(found)).toEqual([
      ['net', '98.33%(118/120)', 'valid'],
      ['liangji', '106.67%(128/120)', 'valid'],
      ['form', '99.16%(118/119)', 'valid'],
    ]);
    expect(found[0]?.verdict).toBe('met');
    const tooMany = of('局入学1', { '09.1': 120, '09.4': 121 });
    expect(figure(tooMany, 'junior_enrollment_rate', { school: junior }).range).toBe('invalid');
  });
});

describe('升学', () => {
  it('of 初中 is what its own graduates do', () => {
    const found = figure(
      of('局升学1', { '01.1': 200, '01.3': 120, '01.4': 55, '01.5': 3 }),
      'junior_to_senior_promotion_rate',
      {
        school: junior,
        collection: judgedBy('baoding_2012'),
      },
    );
    expect(found).toMatchObject({ display: '89.00%(178/200)', verdict: 'missed' });
    expect(found.targets[0]?.lacking).toEqual({ amount: '2', unit: '名' });
    const more = figure(of('局升学1', { '01.1': 200, '01.3': 201 }), 'junior_to_senior_promotion_rate', {
      school: junior,
    });
    expect(more.range).toBe('invalid');
  });

  it.each([
    ['jiaoji-2021', { '教基3112!01.1': 90, '教基3116!04.1': 99 }],
    ['jichuji-2018-86', { '基础基312!01.1': 90, '基础基313!13.2': 99 }],
  ] as const)('from 小学 to 初中 compares two stages of a school in %s', (edition, cells) => {
    const collection = { ...round2026, edition };
    const found = figure(cells, 'primary_to_junior_promotion_rate', { school: nineYears, collection });
    expect(found).toMatchObject({ display: '110.00%(99/90)', range: 'unusual' });
  });

  it('is no figure of a 小学, which has not the table of new pupils', () => {
    expect(() => figure({ '教基3112!01.1': 90 }, 'primary_to_junior_promotion_rate')).toThrow();
  });
});

describe('figures of the township', () => {
  const township = of('局补充3', {
    '21.1': 200, '22.1': 197, '23.1': 180, '24.1': 169, '25.1': 500, '26.1': 452,
    '27.1': 358, '28.1': 209, '44.1': 120, '45.1': 97, '46.1': 112,
  }); // prettier-ignore
  const collection = judgedBy('cn_liangji_1994', 'cn_145_2025', 'suqian_2014');

  it.each([
    ['primary_completion_rate_15', '98.50%(197/200)', 'met', null],
    ['junior_completion_rate_17', '93.89%(169/180)', 'no-target', null],
    ['senior_gross_enrollment_rate', '90.40%(452/500)', 'missed', { amount: '9', unit: '名' }],
    // The other way round: 209 kindergartens are 58.4 %, so there are 358.
    ['quality_kindergarten_share', '58.38%(209/358)', null, null],
    ['dual_certificate_rate', '80.83%(97/120)', 'met', null],
    ['first_employment_rate', '93.33%(112/120)', 'missed', { amount: '2', unit: '名' }],
  ] as const)('%s', (id, display, verdict, lacking) => {
    const found = figure(township, id, { school: centre, collection });
    expect(found).toMatchObject({ display, range: 'valid', ...(verdict && { verdict }) });
    if (verdict !== null) expect(found.targets[0]?.lacking ?? null).toEqual(lacking);
    expect(found.parts.every(({ cells }) => cells.length === 1)).toBe(true);
    // Nor is a figure that nobody asked for one of zero once the form is 已核对.
    for (const reviewed of [[], ['局补充3']]) {
      const blank = figure({}, id, { school: centre, collection, reviewed });
      expect(blank).toMatchObject({ value: null, verdict: 'missing' });
    }
    expect(readings(township, id, { collection })).toEqual([]);
  });

  it.each([
    ['primary_completion_rate_15', { '21.1': 0, '22.1': 0 }, { '21.1': 10, '22.1': 11 }],
    ['junior_completion_rate_17', { '23.1': 0, '24.1': 0 }, { '23.1': 10, '24.1': 11 }],
    ['senior_gross_enrollment_rate', { '25.1': 0, '26.1': 0 }, { '25.1': 10, '26.1': 21 }],
    ['quality_kindergarten_share', { '27.1': 0, '28.1': 0 }, { '27.1': 10, '28.1': 11 }],
    ['dual_certificate_rate', { '44.1': 0, '45.1': 0 }, { '44.1': 10, '45.1': 11 }],
    ['first_employment_rate', { '44.1': 0, '46.1': 0 }, { '44.1': 10, '46.1': 11 }],
  ] as const)('%s: nobody there, and more than there are', (id, none, tooMany) => {
    const zero = figure(of('局补充3', none), id, { school: centre });
    expect(zero).toMatchObject({ value: null, verdict: 'not-applicable' });
    expect(figure(of('局补充3', tooMany), id, { school: centre }).range).toBe('invalid');
  });

  it('学前三年毛入园率 above 100 is looked at, above 150 wrong (E10)', () => {
    const rate = (children: number) =>
      figure(of('局普及1', { '01.1': 2700, '01.2': children }), 'preschool_gross_enrollment_rate', {
        school: centre,
        collection,
      });
    expect(rate(2754)).toMatchObject({ display: '102.00%(2754/2700)', range: 'unusual', verdict: 'met' });
    expect(rate(4051)).toMatchObject({ range: 'invalid' });
    expect(rate(2430)).toMatchObject({ display: '90.00%(2430/2700)', range: 'valid', verdict: 'missed' });
    // More than 90 %, not 90 %.
    expect(rate(2430).targets[0]?.lacking).toEqual({ amount: '1', unit: '名' });
  });

  it('青壮年非文盲率 leaves out those who cannot learn', () => {
    const cells = of('局普及1', { '03.1': 1000, '03.2': 960, '03.4': 20 });
    const found = figure(cells, 'youth_literacy_rate', { school: centre, collection });
    expect(found).toMatchObject({ display: '97.96%(960/980)', verdict: 'met', assumed: [] });
    const without = figure(of('局普及1', { '03.1': 1000, '03.2': 940 }), 'youth_literacy_rate', {
      school: centre,
      collection,
    });
    expect(without).toMatchObject({ display: '94.00%(940/1000)', assumed: ['丧失学习能力的人数'] });
    expect(without.targets[0]?.lacking).toEqual({ amount: '10', unit: '名' });
  });

  it('一比两率 are three figures side by side, each in per cent, judged by none of them together', () => {
    const cells = {
      ...of('局补充3', { '29.1': 40, '30.1': 18 }),
      ...of('教基3040', {
        '04.1': 400,
        '04.5': 6,
        '04.9': 60,
        '04.11': 1,
        '04.14': 8,
        '07.1': 200,
        '07.12': 2,
      }),
      ...of('教基3040', { '04.3': 70, '07.3': 65, '07.9': 66 }),
      ...of('局补充1', { '01.2': 1 }),
      ...of('局升学1', { '01.1': 66, '01.3': 60 }),
    };
    const ofSchool = readings(cells, 'one_ratio_two_rates', { school: nineYears });
    // 600 were there and 6 came; 11 left without graduating, 7 of them to a school that is known.
    expect(shown(ofSchool)).toEqual([
      ['standard_schools', '—', 'valid'],
      ['retention', '99.33%(595/599)', 'valid'],
      ['promotion', '90.91%(60/66)', 'valid'],
    ]);
    expect(ofSchool[0]?.parts.map(({ unavailable }) => unavailable)).toEqual(['局补充3', '局补充3']);
    const ofCentre = readings(cells, 'one_ratio_two_rates', { school: centre });
    expect(shown(ofCentre)).toEqual([
      ['standard_schools', '45.00%(18/40)', 'valid'],
      ['retention', '99.50%(397/399)', 'valid'],
      ['promotion', '—', 'valid'],
    ]);
    expect(ofCentre.map(({ unit, verdict }) => [unit, verdict])).toEqual([
      ['%', 'no-target'],
      ['%', 'no-target'],
      ['%', 'missing'],
    ]);
  });
});

describe('残疾儿童少年入学率', () => {
  const cells = of('局特教1', { '03.2': 2, '03.4': 3, '04.5': 5, '03.9': 1, '04.10': 1 });

  it('of three kinds leaves out the others, of all kinds counts each child once', () => {
    const collection = judgedBy('cn_basic_balance_2012', 'cn_quality_balance_2017');
    const three = figure(cells, 'three_disability_enrollment_rate', { school: nineYears, collection });
    expect(three).toMatchObject({ display: '83.33%(5/6)', verdict: 'met' });
    const all = figure(cells, 'all_disability_enrollment_rate', { school: nineYears, collection });
    expect(all).toMatchObject({ display: '83.33%(10/12)', verdict: 'missed' });
    expect(all.targets[0]?.lacking).toEqual({ amount: '2', unit: '名' });
  });

  it.each(['three_disability_enrollment_rate', 'all_disability_enrollment_rate'])(
    '%s: without such children nothing is judged, without a roster it is asked for',
    (id) => {
      const none = figure(of('局特教1', { '03.2': 0, '03.7': 0, '04.2': 0, '04.7': 0 }), id, {
        school: nineYears,
      });
      expect(none).toMatchObject({ value: null, verdict: 'not-applicable' });
      expect(none.notes[0]).toMatch(/^无适龄.*不判达标/u);
      expect(figure({}, id).verdict).toBe('missing');
      expect(figure(of('局特教1', { '03.7': 1 }), id)).toMatchObject({ display: '0.00%(0/1)' });
      expect(figure(of('局特教1', { '03.2': 2, '03.7': -1 }), id).range).toBe('invalid');
    },
  );
});
