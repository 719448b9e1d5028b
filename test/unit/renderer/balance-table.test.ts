import { describe, expect, it } from 'vitest';
import { ownStages, ruleOf, splitSentence } from '../../../renderer/pages/balance-own';
import {
  balanceStages,
  coefficientChart,
  isAlone,
  memberRows,
  membersChart,
  notBegunIn,
  notBegunSentence,
  setSentence,
  unweightedRemark,
} from '../../../renderer/pages/balance-table';
import type { BalanceItem } from '../../../renderer/pages/balance-table';
import { rankingOf, totalThemes } from '../../../renderer/pages/balance-totals';
import type { Definitions } from '../../../shared/definitions';
import type { IndicatorResult } from '../../../shared/indicator-result';
import type { AcrossMember, AcrossResult } from '../../../shared/ipc-figures';
import type { TargetVerdict } from '../../../shared/verdict';

const definitions = {
  indicators: [
    { id: 'books_per_student', name: '生均图书册数', unit: '册/生', decimals: 3 },
    { id: 'q_sports_area', name: '优质均衡：生均体育运动场馆面积', unit: '㎡/生', decimals: 2 },
  ],
} as unknown as Pick<Definitions, 'indicators'>;

const target = (op: string, value: string, part: Partial<TargetVerdict> = {}): TargetVerdict => ({
  ...{ profile: 'p', profileName: '目标', stage: '小学', op, value, inferred: false, confidence: null },
  ...{ tier: null, quote: null, source: '', binding: true, verdict: 'met', gap: null, lacking: null },
  meets: (part.verdict ?? 'met') === 'met',
  ...part,
});

const result = (part: Partial<IndicatorResult>): IndicatorResult => ({
  ...{ indicator: 'x', name: 'x', theme: '均衡', category: '基本均衡八项', stage: '小学', method: 'm' },
  ...{ methodName: 'm', isDefaultMethod: true, unit: '系数', direction: 'lower', value: null, display: '—' },
  ...{
    numerator: null,
    denominator: null,
    range: 'valid',
    period: '2025—2026学年',
    cells: [],
    parts: [],
  },
  ...{ assumed: [], targets: [], verdict: 'no-target', notes: [] },
  ...part,
});

const member = (schoolId: number, part: Partial<AcrossMember>): AcrossMember => ({
  ...{ schoolId, name: `${schoolId}小`, code: `990000000${schoolId}`, type: '小学', value: null },
  ...{ numerator: null, denominator: null, excluded: null, byHand: false, share: null, without: null },
  ...part,
});

const across = (part: Partial<AcrossResult>): AcrossResult => ({
  ...{ ...result(part), of: null, members: [], lacking: [], unweighted: null, remarks: [] },
  ...part,
});

const books = across({
  ...{ indicator: 'cv_books_per_student', name: '生均图书册数差异系数', of: 'books_per_student' },
  ...{ value: '0.2736842105263', numerator: '5.2', denominator: '19.0000', unweighted: '0.3156' },
  members: [
    member(1, { value: '24.2', denominator: '100', share: '31.66', without: '0.1' }),
    member(2, { value: '13.8', denominator: '100', share: '68.34', without: '0' }),
    member(3, { value: '50', denominator: '9', excluded: '教学点不参加' }),
    member(4, { value: '40', denominator: '30', excluded: '手工剔除', byHand: true }),
  ],
});
const composite = across({
  ...{ indicator: 'comprehensive_cv', name: '综合差异系数', value: '0.59175', verdict: 'met' },
  targets: [target('<=', '0.65')],
});
const sports = (part: Partial<AcrossResult>) =>
  across({
    ...{
      indicator: 'q_cv',
      category: '优质均衡七项',
      of: 'q_sports_area',
      value: '0.512',
      denominator: '7.5',
    },
    ...{ targets: [target('<=', '0.5', { verdict: 'missed' })], verdict: 'missed' },
    ...part,
  });

const itemsOf = (results: readonly AcrossResult[]): readonly BalanceItem[] =>
  balanceStages(definitions, results).flatMap(({ sets }) => sets.flatMap(({ items }) => items));

describe('coefficients over schools', () => {
  it('stand by stage and set, the composite apart, rates and unweighted readings elsewhere', () => {
    const stages = balanceStages(definitions, [
      books,
      across({ ...books, method: 'unweighted_population', isDefaultMethod: false }),
      composite,
      sports({}),
      sports({ stage: '初中' }),
      across({ indicator: 'primary_dropout_rate', unit: '%', category: '普及程度' }),
    ]);
    expect(stages.map(({ stage, sets }) => [stage, sets.map(({ items }) => items.length)])).toEqual([
      ['小学', [1, 1]],
      ['初中', [1]],
    ]);
    const [eight, seven] = stages[0]?.sets ?? [];
    expect(eight?.items[0]).toMatchObject({
      ...{ name: '生均图书册数', coefficient: '0.274', mean: '19.000', unit: '册/生', counted: 2, left: 2 },
      ...{ limit: null, trouble: null },
    });
    expect(eight?.composite).toMatchObject({ coefficient: '0.592', limit: '≤ 0.65', verdict: 'met' });
    expect(eight && setSentence(eight)).toBe('综合差异系数 0.592（要求 ≤ 0.65）。');
    expect(seven?.items[0]).toMatchObject({ name: '生均体育运动场馆面积', mean: '7.50', limit: '≤ 0.5' });
    expect(seven && setSentence(seven)).toBe('七项逐项判断，超过的有 1 项：生均体育运动场馆面积。');
  });

  it('stand in the order in which the whole names them', () => {
    const ordered = {
      indicators: [
        { id: 'q_cv', inputs: { res_i: { from: { schools: { indicator: ['q_sports_area', 'q_art'] } } } } },
        {
          id: 'comprehensive_cv',
          inputs: { cv: { from: { each: ['indicator("cv_b_per")', 'indicator("cv_a_per")'] } } },
        },
      ],
    } as unknown as Pick<Definitions, 'indicators'>;
    const results = [
      ...['a_per', 'b_per'].map((of) => across({ indicator: `cv_${of}`, of, name: of })),
      ...['q_art', 'q_sports_area'].map((of) => sports({ of })),
    ];
    const [eight, seven] = balanceStages(ordered, results)[0]?.sets ?? [];
    expect(eight?.items.map(({ result: { of } }) => of)).toEqual(['b_per', 'a_per']);
    expect(seven?.items.map(({ result: { of } }) => of)).toEqual(['q_sports_area', 'q_art']);
  });

  it('say which school lacks its figure, and give no mean over the rest', () => {
    const lacking = across({
      ...books,
      value: null,
      denominator: null,
      lacking: ['甲校', '乙校', '丙校', '丁校'],
    });
    const whole = across({ ...composite, value: null, verdict: 'missing' });
    const [set] = balanceStages(definitions, [lacking, whole])[0]?.sets ?? [];
    expect(set?.items[0]).toMatchObject({
      coefficient: null,
      mean: null,
      trouble: '缺数据：甲校、乙校、丙校等 4 所',
    });
    expect(set && setSentence(set)).toContain('有 1 项没有结果，综合差异系数不能计算');
  });

  it('count the schools that have not begun once, and say what waits for them', () => {
    const blank = Array.from({ length: 10 }, (_, index) => member(index + 1, { notBegun: true }));
    const waiting = across({ ...books, value: null, lacking: blank.map(({ name }) => name), members: blank });
    expect(itemsOf([waiting])[0]?.trouble).toBe('10 所学校还没有开始填报');
    const both = { ...waiting, lacking: [...waiting.lacking, '甲校'] };
    expect(itemsOf([both])[0]?.trouble).toBe('缺数据：甲校；10 所学校还没有开始填报');
    expect(itemsOf([waiting]).flatMap((item) => memberRows(item))[0]?.note).toBe('还没有开始填报');
    const [first, ...others] = blank;
    const one = across({
      ...books,
      members: [...(first ? [first] : []), ...others.map((each) => ({ ...each, excluded: '教学点不参加' }))],
    });
    const waited = notBegunIn('coefficients', [one]);
    expect(waited.map(({ name }) => name)).toEqual(['1小']);
    expect(notBegunIn('totals', [one])).toEqual([]);
    expect(notBegunSentence('coefficients', waited)).toBe(
      '1 所学校还没有开始填报：1小；缺它的数据算不出差异系数。',
    );
    expect(notBegunSentence('totals', waited)).toContain('缺它的数据给不出全部学校的合计。');
  });

  it('do not praise items that no school counts in', () => {
    const none = sports({ value: null, members: [member(3, { excluded: '手工剔除', byHand: true })] });
    const [set] = balanceStages(definitions, [none])[0]?.sets ?? [];
    expect(set && setSentence(set)).toBe('没有一所学校计入，算不出差异系数，也不能判断。');
  });

  it('repeat what main remarks, and say when no school is left', () => {
    const alone = across({
      ...{ ...books, value: '0', remarks: ['单校无意义'], members: [member(1, { value: '24.2' })] },
    });
    const [set] = balanceStages(definitions, [alone, across({ ...composite, value: '0' })])[0]?.sets ?? [];
    expect(set && isAlone(set)).toBe(true);
    expect(set && setSentence(set)).toContain('单校无意义');
    expect(itemsOf([alone])[0]).toMatchObject({ coefficient: '0.000', trouble: '单校无意义' });
    const empty = across({ ...books, value: null, members: [member(3, { excluded: '教学点不参加' })] });
    expect(itemsOf([empty])[0]?.trouble).toBeNull();
    const byHand = member(4, { excluded: '手工剔除', byHand: true });
    const mixed = across({ ...books, value: null, members: [...empty.members, byHand] });
    expect(itemsOf([mixed])[0]?.trouble).toBe('没有参加计算的学校');
  });

  it('list the schools that make up most of the difference first, those left out last', () => {
    const [item] = itemsOf([books]);
    const rows = item === undefined ? [] : memberRows(item);
    expect(
      rows.map(({ member: { schoolId }, state, share, without, against, note }) => [
        ...[schoolId, state, share, without, against, note],
      ]),
    ).toEqual([
      [2, 'counted', '68.3%', '0.000', '低于平均', ''],
      [1, 'counted', '31.7%', '0.100', '高于平均', ''],
      [4, 'byHand', '', '', '', '手工剔除'],
      [3, 'excluded', '', '', '', '教学点不参加'],
    ]);
    const lacking = itemsOf([across({ ...books, members: [...books.members, member(5, {})] })])[0];
    expect(lacking && memberRows(lacking)[0]).toMatchObject({ state: 'lacking', value: '', note: '缺数据' });
  });

  it('mention the unweighted reading as a remark only', () => {
    const [item] = itemsOf([books]);
    expect(item && unweightedRemark(item)).toContain('0.316');
    const [without] = itemsOf([across({ ...books, unweighted: null })]);
    expect(without && unweightedRemark(without)).toBeNull();
  });

  it('draw the composite with its limit, and the schools with their mean', () => {
    const [set] = balanceStages(definitions, [books, composite])[0]?.sets ?? [];
    expect(set && coefficientChart('小学', set)).toMatchObject({
      categories: ['生均图书册数', '综合'],
      series: [{ values: [0.274, 0.592] }],
      references: [{ value: 0.65 }],
    });
    const [item] = itemsOf([books]);
    expect(item && membersChart('小学', item)).toMatchObject({
      categories: ['1小', '2小'],
      series: [{ values: [24.2, 13.8] }],
      references: [{ name: '平均', value: 19 }],
    });
  });
});

const names = ['甲', '乙', '丙', '丁', '戊', '己', '庚'];

/** Seven items with these shares of their standard, 4.2 each, in percent. */
function sevenItems(shares: readonly (number | null)[]) {
  const results = shares.map((share, index) => {
    const value = share === null ? null : String((4.2 * share) / 100);
    const met = share !== null && share >= 100;
    const lacking = share !== null && !met ? { amount: '2', unit: '名' } : null;
    return result({
      ...{
        indicator: `q_${index}`,
        name: `优质均衡：${names[index]}`,
        category: '优质均衡七项',
        unit: '人/百生',
      },
      ...{
        value,
        numerator: '5',
        denominator: '120',
        verdict: value === null ? 'missing' : met ? 'met' : 'missed',
      },
      targets: [target('>=', '4.2', { lacking })],
    });
  });
  const whole = result({
    ...{ indicator: 'q_school_compliance', category: '优质均衡七项', unit: '布尔' },
    value: shares.includes(null)
      ? null
      : shares.filter((share) => Number(share) >= 100).length >= 6 &&
          shares.every((share) => Number(share) >= 85)
        ? '1'
        : '0',
  });
  return [...results, whole];
}

const ruleFor = (shares: readonly (number | null)[]) =>
  ownStages(definitions, sevenItems(shares))[0]?.rule ?? { kind: 'none', text: '' };

describe("the school's own items", () => {
  it('say in whole people what is lacking', () => {
    const [stage] = ownStages(definitions, sevenItems([100, 100, 100, 100, 100, 100, 62.05]));
    expect(stage?.seven).toHaveLength(7);
    expect(stage?.seven[6]).toMatchObject({
      ...{ name: '庚', value: '2.61', limit: '≥ 4.2', reached: '62.0%', lacking: '还差 2 名' },
    });
    expect(stage?.seven[0]?.lacking).toBeNull();
  });

  it('explain why a school complies or not', () => {
    expect(ruleFor([100, 120, 100, 100, 100, 100, 100])).toEqual({
      kind: 'met',
      text: '本校综合达标：七项都达到标准。',
    });
    expect(ruleFor([100, 100, 100, 100, 100, 100, 85]).text).toBe(
      '本校综合达标：6 项达到标准，余下的庚（标准的 85.0%），不低于 85%。',
    );
    const low = ruleFor([100, 100, 100, 100, 100, 100, 62]);
    expect(low.kind).toBe('missed');
    expect(low.text).toContain('6 项达到标准，但余下一项太低');
    expect(low.text).toContain('没有达到的：庚（标准的 62.0%）');
    expect(ruleFor([90, 100, 100, 100, 100, 100, 62]).text).toContain('低于 85% 的有：庚。');
    const few = ruleFor([99.99, 100, 100, 100, 100, 100, 90]);
    expect(few.text).toContain('只有 5 项达到标准');
    expect(few.text).toContain('甲（标准的 99.9%）、庚（标准的 90.0%）');
    expect(few.text).not.toContain('低于 85% 的有');
  });

  it('do not judge while one of the seven is missing, or no standard was chosen', () => {
    expect(ruleFor([100, null, 100, 100, 100, 100, 100])).toMatchObject({ kind: 'missing' });
    expect(ruleFor([100, null, 100, 100, 100, 100, 100]).text).toContain('缺数据：乙');
    const [stage] = ownStages(
      definitions,
      sevenItems([100, 100, 100, 100, 100, 100, 100]).map((each) => ({ ...each, targets: [] })),
    );
    expect(stage?.rule?.kind).toBe('no-target');
    expect(ruleOf([], undefined)).toBeNull();
  });

  it('lead to the cells, and name what is blank', () => {
    const own = result({
      ...{ indicator: 'books_per_student', name: '生均图书册数', unit: '册/生' },
      parts: [
        {
          id: 'books',
          label: '图书',
          value: null,
          unit: '册',
          cells: ['教基5176!08.1'],
          side: 'numerator' as const,
        },
        {
          id: 'n',
          label: '在校生',
          value: '120',
          unit: '名',
          cells: ['教基3112!01.7'],
          side: 'both' as const,
        },
      ].map((part) => ({ ...part, assumed: false, unavailable: null })),
    });
    const item = ownStages(definitions, [own])[0]?.eight[0];
    expect(item?.missing).toEqual(['图书']);
    expect(item?.reads).toEqual([
      { form: '教基5176', cell: '08.1', yearsAgo: 0 },
      { form: '教基3112', cell: '01.7', yearsAgo: 0 },
    ]);
    expect(ownStages(definitions, [across({ unit: '系数' })])).toEqual([]);
  });

  it('tell a school of several stages how shared resources are divided', () => {
    expect(splitSentence('小学', [])).toBeNull();
    expect(splitSentence('九年一贯制学校', [])).toContain('小学、初中学生 1∶1.1');
    expect(splitSentence('九年一贯制学校', [])).toContain('七项按各学段的实际学生人数分摊');
  });
});

describe('all schools together', () => {
  const rate = across({
    ...{
      indicator: 'primary_dropout_rate',
      name: '小学辍学率',
      theme: '控辍保学',
      category: '普及程度',
      unit: '%',
    },
    ...{ value: '0.5', display: '0.50%(2/400)', targets: [target('<=', '0.6')], verdict: 'met' },
    members: [member(1, {}), member(2, { excluded: '不办小学' })],
  });

  it('stand by theme, without coefficients', () => {
    const themes = totalThemes([rate, books, across({ ...rate, isDefaultMethod: false, method: 'netflow' })]);
    expect(themes).toHaveLength(1);
    expect(themes[0]?.rows).toHaveLength(1);
    expect(themes[0]?.rows[0]).toMatchObject({
      ...{ covers: '2 所中的 1 所', limit: '≤ 0.6%', note: '没有算进2小：不办小学' },
    });
    const unknown = across({ ...rate, indicator: 'other', value: null, lacking: ['甲校'] });
    const order = totalThemes([unknown, rate])[0]?.rows.map(({ result: { indicator } }) => indicator);
    expect(order).toEqual(['primary_dropout_rate', 'other']);
    const lacking = totalThemes([unknown]);
    expect(lacking[0]?.rows[0]?.note).toContain('缺数据：甲校');
  });

  it('rank the schools by each of the three rates, equal ones at one place, without a sum', () => {
    const column = (indicator: string, values: readonly (string | null)[]) =>
      across({
        ...{ indicator, name: indicator, unit: '%', direction: 'higher' },
        members: values.map((value, index) => member(index + 1, { value })),
      });
    const ranking = rankingOf([
      column('primary_annual_retention_rate', [null, null, null]),
      column('junior_to_senior_promotion_rate', [null, '92', '95']),
      column('junior_annual_retention_rate', ['99.5', '100', '99.5']),
    ]);
    expect(ranking?.columns.map(({ name }) => name)).toEqual([
      'junior_annual_retention_rate',
      'junior_to_senior_promotion_rate',
    ]);
    expect(ranking?.rows.map(({ cells }) => cells.map((cell) => cell?.rank ?? null))).toEqual([
      [2, null],
      [1, 2],
      [2, 1],
    ]);
    expect(rankingOf([rate])).toBeNull();
  });
});
