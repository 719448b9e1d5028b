import { describe, expect, it } from 'vitest';
import { balanceStages, setSentence } from '../../renderer/pages/balance-table';
import type { BalanceSet } from '../../renderer/pages/balance-table';
import { totalThemes } from '../../renderer/pages/balance-totals';
import { failingIn, rowsOf, shownRows, themeShown } from '../../renderer/pages/indicators-rows';
import { decimal } from '../../shared/decimal';
import type { IndicatorResult } from '../../shared/indicator-result';
import type { AcrossResult } from '../../shared/ipc-figures';
import type { Threshold } from '../../shared/target-profile';
import { judgeFigure } from '../../shared/verdict';
import type { TargetVerdict } from '../../shared/verdict';
import { verdictText } from '../../shared/messages';
import { shippedDefinitions } from '../support/definitions';

const definitions = shippedDefinitions();

const target = (op: '<=' | '>=', value: string, meets: boolean): TargetVerdict => ({
  ...{ profile: 'p', profileName: '目标', stage: '小学', op, value, inferred: false, confidence: null },
  ...{ tier: null, quote: null, source: '', binding: true, gap: null, lacking: null },
  ...{ verdict: 'borderline', meets },
});

const result = (part: Partial<AcrossResult>): AcrossResult => ({
  ...{ indicator: 'x', name: 'x', theme: '均衡', category: '优质均衡七项', stage: '小学', method: 'm' },
  ...{ methodName: 'm', isDefaultMethod: true, unit: '系数', direction: 'lower', value: null, display: '—' },
  ...{
    numerator: null,
    denominator: null,
    range: 'valid',
    period: '2025—2026学年',
    cells: [],
    parts: [],
  },
  ...{ assumed: [], targets: [], verdict: 'borderline', notes: [] },
  ...{ of: null, members: [], lacking: [], unweighted: null, remarks: [] },
  ...part,
});

const setOf = (results: readonly AcrossResult[]): BalanceSet => {
  const [set] = balanceStages(definitions, results)[0]?.sets ?? [];
  if (set === undefined) throw new Error('no set');
  return set;
};

describe('what prints as the limit and is not within it', () => {
  const told = '临界：四舍五入后正好达到，实际未达到';

  it('is not within the limits of the seven', () => {
    const set = setOf([
      result({ indicator: 'q_cv', of: 'q_sports_area', value: '0.5004', targets: [target('<=', '0.5', false)] }),
      result({ ...{ indicator: 'q_cv', of: 'q_music_room', value: '0.2', verdict: 'met' }, targets: [target('<=', '0.5', true)] }),
    ]); // prettier-ignore
    expect(setSentence(set)).toMatch(/^七项逐项判断，超过的有 1 项：[^、]+。/);
    expect(setSentence(set)).not.toContain('都在要求以内');
    expect(set.items.map(({ trouble }) => trouble)).toContain(told);
  });

  it('is not told of one that is within the limit exactly', () => {
    // 0.4996 prints as 0.500 under a strict reading of another limit.
    const set = setOf([
      result({ indicator: 'q_cv', of: 'q_sports_area', value: '0.4996', targets: [target('<=', '0.5', true)] }),
    ]); // prettier-ignore
    expect(setSentence(set)).toBe('七项逐项判断，1 项都在要求以内。');
    expect(set.items[0]?.trouble).toBeNull();
  });

  it('is told of the mean of the eight', () => {
    const eight = { category: '基本均衡八项', members: [] };
    const set = setOf([
      result({ ...eight, indicator: 'comprehensive_cv', value: '0.6504', targets: [target('<=', '0.65', false)] }),
    ]); // prettier-ignore
    expect(setSentence(set)).toBe(`综合差异系数 0.650（要求 ≤ 0.65）。${told}。`);
  });

  it('is told of rates of all schools together', () => {
    const rate = { unit: '%', theme: '控辍保学', category: '控辍保学', value: '0.604' } as const;
    const [theme] = totalThemes([result({ ...rate, targets: [target('<=', '0.6', false)] })]);
    expect(theme?.rows[0]?.note).toBe(told);
  });

  it('stays among what is still to be done, and is counted with what is missed', () => {
    const own = (indicator: string, meets: boolean): IndicatorResult =>
      result({ indicator, theme: '控辍保学', value: '0.604', targets: [target('<=', '0.6', meets)] });
    const rows = rowsOf([own('a', false), own('b', true)]);
    expect(shownRows(rows, 'todo').map(({ key }) => key)).toEqual(['a 小学']);
    expect(failingIn(rows)).toBe(1);
    expect(themeShown(rows, null, undefined)).toBe('控辍保学');
  });

  it('says in a table which of the two it is', () => {
    expect(verdictText({ verdict: 'borderline', meets: false })).toBe('临界（未达标）');
    expect(verdictText({ verdict: 'borderline', meets: true })).toBe('临界（达标）');
    expect(verdictText({ verdict: 'missed', meets: false })).toBe('未达标');
  });
});

describe('a figure against a threshold', () => {
  const definition = definitions.indicators.find(({ id }) => id === 'q_music_room');
  const method = definition?.methods[0];
  if (definition === undefined || method === undefined) throw new Error('no figure');
  const threshold: Threshold = { indicator: 'q_music_room', stage: '小学', op: '>=', value: 1, unit: '间' };
  const judged = (value: string) =>
    judgeFigure(threshold, {
      ...{ definition, method, whenUnknown: 'missing' },
      figure: { value: decimal(value), numerator: 1, denominator: 1 },
    });

  it('is judged by the decimals of its reading, which are not those of the indicator', () => {
    expect([definition.decimals, method.decimals]).toEqual([0, 2]);
    expect(judged('0.6')).toMatchObject({ verdict: 'missed', meets: false });
    expect(judged('0.996')).toMatchObject({ verdict: 'borderline', meets: false });
    expect(judged('1')).toMatchObject({ verdict: 'met', meets: true, gap: null });
  });
});
