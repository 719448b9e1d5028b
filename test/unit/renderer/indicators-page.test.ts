import { describe, expect, it } from 'vitest';
import { decimal } from '../../../shared/decimal';
import { display } from '../../../shared/indicator-result';
import { createCalculation } from '../../../shared/calculation';
import { chartOption } from '../../../renderer/charts/chart-option';
import { chartName, chartTable, isEmptyChart, zeroWords } from '../../../renderer/charts/chart-words';
import { drawChart } from '../../../renderer/charts/chart-drawing';
import type { ChartSpec } from '../../../renderer/charts/chart-spec';
import { rateCheck, rateProblem } from '../../../renderer/pages/indicators-rate-check';
import {
  countsOf,
  fillFirst,
  readingsGroups,
  rowsOf,
  shownRows,
  themeShown,
} from '../../../renderer/pages/indicators-rows';
import { targetCharts, trendChart, trendOf } from '../../../renderer/pages/indicators-trend';
import {
  figureText,
  inflowWords,
  lackingText,
  readingWords,
  targetNature,
  targetText,
  unitBeside,
} from '../../../renderer/pages/indicators-words';
import { createIndicatorFigures } from '../../../renderer/store/indicator-figures';
import { shippedDefinitions } from '../../support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../../support/sample';
import { calculationInput, round2025old, submissionData } from '../../support/school';

const definitions = shippedDefinitions();
const previous = [{ collection: round2025old, data: submissionData(cellsOfSample(lastYear)) }];
const calculation = createCalculation(definitions, calculationInput(cellsOfSample(thisYear), { previous }));
const rows = rowsOf(calculation.indicators());
const row = (key: string) => {
  const found = rows.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};
const definitionOf = (id: string) => definitions.indicators.find((each) => each.id === id);

describe('the rows of the page', () => {
  it('are one for each indicator and stage, with all readings', () => {
    const dropout = row('primary_dropout_rate 小学');
    expect(dropout.methods.map(({ method }) => method)).toEqual([
      'register',
      'netflow',
      'netflow_with_return',
      'strict331',
      'form',
    ]);
    expect(dropout.adopted.display).toBe('0.65%(4/612)');
    expect(dropout.state).toBe('missed');
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('say how many pupils too many there are', () => {
    const { adopted } = row('primary_dropout_rate 小学');
    const [target] = adopted.targets;
    if (target === undefined) throw new Error('no target');
    // 0.6 % of 612 are 3.672 pupils.
    expect(lackingText(target, '%', definitionOf('primary_dropout_rate')?.gap)).toBe('须减少 1 名');
    expect(targetText(target, '%')).toBe('≤ 0.6%');
  });

  it('count each state once, without what the county reports', () => {
    const counts = countsOf(rows);
    const own = rows.filter(({ forCounty }) => !forCounty);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(own.length);
    expect(counts.missed).toBe(own.filter(({ state }) => state === 'missed').length);
    expect(counts.missed).toBeGreaterThan(0);
    expect(rows.some(({ forCounty }) => forCounty)).toBe(true);
    expect(rows.filter(({ forCounty, adopted }) => forCounty && adopted.value !== null)).toEqual([]);
  });

  it('are filtered to what is missed or missing', () => {
    const shown = shownRows(rows, 'todo');
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(['missed', 'missing']));
    expect(shownRows(rows, 'all').length).toBeGreaterThan(shown.length);
  });

  it('say what is filled first as long as nothing is', () => {
    const first = fillFirst(rowsOf(createCalculation(definitions, calculationInput({})).indicators()));
    expect(first).toEqual(['教基3112', '教基2106']);
    expect(fillFirst(rows)).toBeNull();
  });

  it('begin with the theme that has something to do, unless another was chosen or remembered', () => {
    const dropout = rows.filter(({ key }) => key === 'primary_dropout_rate 小学');
    expect(themeShown(dropout, null, undefined)).toBe('控辍保学');
    expect(themeShown(dropout, null, '师资')).toBe('师资');
    expect(themeShown(dropout, '经费', '师资')).toBe('经费');
    expect(themeShown([], null, undefined)).toBe('普及程度');
  });

  it('stand side by side under the names of their readings', () => {
    const retained = rows.filter(({ adopted }) => adopted.theme === '控辍保学');
    const group = readingsGroups(retained).find((each) => each.names.includes('台账口径'));
    expect(group?.rows.map(({ key }) => key)).toEqual(['primary_dropout_rate 小学']);
    expect(group?.names.slice(0, 2)).toEqual(['台账口径', '两基净流量口径']);
  });

  it('say that a figure cannot be, instead of judging it', () => {
    const over = createCalculation(
      definitions,
      calculationInput({ '教基3040!04.1': 10, '教基3040!04.12': 12 }),
    ).indicators();
    const found = rowsOf(over).find(({ key }) => key === 'primary_dropout_rate 小学');
    expect(found?.adopted.value).toBe('120');
    expect(found?.state).toBe('invalid');
  });
});

describe('words', () => {
  it('tell a distance in the unit where it cannot be told in people', () => {
    const missed = { verdict: 'missed', lacking: null, binding: true } as const;
    expect(lackingText({ ...missed, op: '>=', gap: '1.50' }, '%', undefined)).toBe('还差 1.50 个百分点');
    expect(lackingText({ ...missed, op: '<=', gap: '-0.05' }, '%', undefined)).toBe('高出 0.05 个百分点');
    expect(lackingText({ ...missed, op: '>=', gap: '0.00' }, '%', undefined)).toBe(
      '差一点，四舍五入后看不出',
    );
    expect(lackingText({ ...missed, op: '>=', gap: null }, '%', undefined)).toBeNull();
  });

  it('call a dropout below nothing what it is', () => {
    expect(inflowWords({ indicator: 'primary_dropout_rate', value: '-2.56' })).toBe('净流入');
    expect(inflowWords({ indicator: 'primary_dropout_rate', value: '0' })).toBeNull();
    expect(inflowWords({ indicator: 'funding_growth', value: '-2.56' })).toBeNull();
  });

  it('tell no distance to a line that binds nobody', () => {
    const target = {
      verdict: 'missed',
      lacking: { amount: '6', unit: '个班' },
      op: '>=',
      gap: '1.50',
    } as const;
    expect(lackingText({ ...target, binding: true }, '轨', undefined)).toBe('还差 6 个班');
    expect(lackingText({ ...target, binding: false }, '轨', undefined)).toBeNull();
  });

  it('answer yes or no where the figure does, without a unit', () => {
    const unit = '布尔';
    expect(targetText({ op: '==', value: '1' }, unit)).toBe('达标');
    expect(unitBeside(unit)).toBe('');
    expect([unitBeside('%'), unitBeside('轨')]).toEqual(['', '轨']);
    const missed = { verdict: 'missed', lacking: null, binding: true, op: '==', gap: '1' } as const;
    expect(lackingText(missed, unit, undefined)).toBeNull();
    const shown = (value: string) => display({ unit, decimals: 0 }, decimal(value), decimal(value), null);
    expect([shown('1'), shown('0')]).toEqual(['达标', '未达标']);
  });

  it('turn round where the denominator has to grow', () => {
    const target = {
      op: '<=',
      gap: '-2.00',
      lacking: { amount: '1', unit: '个班' },
      verdict: 'missed',
      binding: true,
    } as const;
    const gap = { unit: '个班', decimals: 0, part: 'denominator' } as const;
    expect(lackingText(target, '人', gap)).toBe('还差 1 个班');
    expect(lackingText(target, '人', { ...gap, part: 'numerator' })).toBe('须减少 1 个班');
  });

  it('tell what a target is, in the words of the field', () => {
    const [stated, fallback] = row('primary_dropout_rate 小学').adopted.targets;
    if (stated === undefined || fallback === undefined) throw new Error('no target');
    expect(targetNature(stated)).toBeNull();
    expect(targetNature(fallback)).toBe('后备线，仅供参考');
    expect(targetNature({ ...stated, inferred: true, confidence: 'low' })).toBe('推定，可信度低，仅供参考');
  });

  it('name what a figure is that is not in the unit of its indicator', () => {
    const funds = row('per_pupil_public_funds_standard 特教').adopted;
    expect([funds.display, funds.unit]).toEqual(['18000.00', '元']);
    expect(readingWords(funds, definitionOf(funds.indicator))).toBe('核定额');
    const [share] = row('per_student_land_area 小学').methods.filter(({ unit }) => unit === '亩');
    expect(share && readingWords(share, definitionOf(share.indicator))).toBe('占地');
    const dropout = row('primary_dropout_rate 小学').adopted;
    expect(readingWords(dropout, definitionOf(dropout.indicator))).toBeNull();
  });

  it('shorten what nobody reads', () => {
    expect(figureText('440640')).toBe('440640');
    expect(figureText('1.23456789')).toBe('约 1.2346');
    expect(figureText(null)).toBe('—');
  });
});

describe('the trend', () => {
  const figures = createIndicatorFigures(
    () => calculation,
    () => 1,
  );

  it('follows a figure through the change of edition, by the reading adopted now', () => {
    const retention = row('primary_annual_retention_rate 小学');
    const points = trendOf(retention, [figures.of(1)]);
    expect(points.map(({ period, display }) => `${period} ${display}`)).toEqual([
      '2024—2025学年 99.84%(609/610)',
      '2025—2026学年 99.02%(604/610)',
    ]);
    const chart = trendChart(retention, points, 2);
    expect(chart).toMatchObject({
      kind: 'lines',
      categories: ['2024—2025学年', '2025—2026学年'],
      references: [{ name: '目标', value: 99 }],
    });
    expect(trendChart(retention, points.slice(1), 2)).toBeNull();
  });

  it('is computed once a year, and of this year again when something changed', () => {
    let version = 1;
    const counted = createIndicatorFigures(
      () => calculation,
      () => version,
    );
    const [now, before] = [counted.of(0), counted.of(1)];
    expect(counted.of(0)).toBe(now);
    version = 2;
    expect(counted.of(0)).not.toBe(now);
    expect(counted.of(1)).toBe(before);
    expect(counted.of(2)).toBeNull();
  });

  it('compares rates with their targets, those that should be low apart', () => {
    const retention = row('primary_annual_retention_rate 小学');
    const ninety = retention.adopted.targets.map((target) => ({ ...target, value: '90' }));
    const other = {
      ...retention,
      adopted: { ...retention.adopted, name: '另一个率', value: '91.25', targets: ninety },
    };
    const dropout = row('primary_dropout_rate 小学');
    expect(targetCharts('控辍保学', [retention, dropout])).toEqual([]);
    const charts = targetCharts('控辍保学', [retention, dropout, other]);
    expect(charts).toHaveLength(1);
    expect(charts[0]).toMatchObject({
      title: '控辍保学：越高越好的指标与目标值',
      categories: ['小学年巩固率', '另一个率'],
    });
    expect(charts[0]?.series.map(({ values }) => values.map((value) => value?.toFixed(2)))).toEqual([
      ['99.02', '91.25'],
      ['99.00', '90.00'],
    ]);
  });
});

describe('率和人数互相验证', () => {
  it('takes what is typed with full-width digits, and says what is no count or rate', () => {
    expect(rateCheck('１６', '２．５６％', null)?.needs).toBe(rateCheck('16', '2.56%', null)?.needs);
    expect(rateCheck('16', '2.56%', null)?.needs).toContain('需要 625 名学生');
    expect(rateProblem('６', '２．５６％')).toBeNull();
    expect(rateProblem('', '')).toBeNull();
    expect(rateProblem('6.5', '')).toBe('人数请填整数，例如 6。');
    expect(rateProblem('0', '1%')).toBe('人数是 0，推不出学生数。');
    expect(rateProblem('6', 'abc')).toBe('率请填数字，例如 0.01%。');
    expect(rateProblem('6', '0')).toBe('率是 0，推不出学生数。');
  });

  it('6 pupils at 0.01 % are one in 60000; as a ratio of 0.01 they are one in 600', () => {
    expect(rateCheck('6', '0.01%', '612')).toEqual({
      needs: '6 名对应 0.01%，需要 60000 名学生（40000—120000）',
      ifRatio: '若 0.01 是比值（即 1%），则 600 名（400—1200）',
      own: '本校是 612 名，对不上，请核对人数和率。',
      suspicious: true,
    });
  });

  it('a rate that fits its count is told so', () => {
    expect(rateCheck('4', '0.65', '612')).toMatchObject({ own: '与本校的 612 名相符。', suspicious: false });
    expect(rateCheck('4', '0.65', null)?.own).toBeNull();
  });

  it('waits for a count and a rate', () => {
    expect(rateCheck('', '0.01', '612')).toBeNull();
    expect(rateCheck('6', 'x', '612')).toBeNull();
    expect(rateCheck('0', '1', '612')).toBeNull();
  });
});

describe('a chart', () => {
  const spec: ChartSpec = {
    title: '小学辍学率 <历年>',
    kind: 'lines',
    unit: '%',
    categories: ['2024—2025学年', '2025—2026学年'],
    series: [{ name: '辍学率', values: [0.5, null] }],
    references: [{ name: '目标', value: 0.6 }],
    decimals: 2,
  };
  const look = {
    ...{ ink: '#000', quiet: '#333', line: '#ccc', paper: '#fff', accent: '#00f', warning: '#960' },
    ...{ good: '#060', error: '#900', font: "'Microsoft YaHei', sans-serif" },
  };

  it('has a table that says the same', () => {
    expect(chartTable(spec)).toEqual({
      head: ['', '辍学率（%）', '目标'],
      rows: [
        ['2024—2025学年', '0.50', '0.6'],
        ['2025—2026学年', '—', '0.6'],
      ],
    });
    expect(chartName(spec)).toContain('2024—2025学年到2025—2026学年');
    expect(isEmptyChart(spec)).toBe(false);
    expect(isEmptyChart({ ...spec, series: [{ name: 'x', values: [null] }] })).toBe(true);
  });

  it('writes figures on its bars only where they stand clear of each other', () => {
    const money = { ...spec, kind: 'bars' as const, series: [{ name: '应拨', values: [440640, 18000] }] };
    const figures = (width: number) =>
      drawChart(money, look, { width, height: 260, titled: false }).includes('440640');
    expect([figures(600), figures(200)]).toEqual([true, false]);
  });

  it('is drawn without a style that the content policy would refuse, and without its marks', () => {
    for (const kind of ['lines', 'bars', 'stacked', 'flow'] as const) {
      const svg = drawChart(
        { ...spec, kind, series: [...spec.series, { name: '乙', values: [1, 2] }] },
        look,
        { width: 500, height: 260, titled: true },
      );
      expect(svg).not.toMatch(/<style|style=|class=|ecmeta/);
      expect(svg).toContain('font-family="\'Microsoft YaHei\', sans-serif"');
      for (const text of ['0.50', '目标 0.6', '小学辍学率 &lt;历年&gt;', '2024—2025学年', '乙'])
        expect(svg).toContain(text);
    }
  });

  interface Drawn {
    readonly yAxis: { readonly max: number; readonly minInterval?: number };
    readonly series: readonly {
      readonly itemStyle: object;
      readonly label: { readonly formatter: (of: { value: number | null }) => string };
    }[];
  }
  const optionOf = (of: ChartSpec) =>
    chartOption(of, look, { width: 800, titled: false }) as unknown as Drawn;
  const stacked: ChartSpec = {
    ...{ title: '安置', kind: 'stacked', unit: '人', categories: ['一', '二'], decimals: 0 },
    series: Array.from({ length: 8 }, (_, index) => ({ name: String(index), values: [100, index] })),
  };

  it('of what stands on one another is as high as the sums', () => {
    expect(optionOf(stacked).yAxis.max).toBeCloseTo(800 * 1.12);
    expect(optionOf({ ...stacked, kind: 'bars' }).yAxis.max).toBeCloseTo(100 * 1.12);
    // Whole people have no halves on their axis.
    expect(optionOf(stacked).yAxis.minInterval).toBe(1);
  });

  it('gives eight series eight looks', () => {
    const looks = optionOf(stacked).series.map(({ itemStyle }) => JSON.stringify(itemStyle));
    expect(new Set(looks).size).toBe(8);
  });

  it('writes no figure into a part of a stack that is lower than the letters', () => {
    const written = optionOf(stacked).series[0]?.label.formatter;
    expect([0, 7, 100].map((value) => written?.({ value }))).toEqual(['', '', '100']);
    expect(optionOf({ ...stacked, kind: 'bars' }).series[0]?.label.formatter({ value: 0 })).toBe('0');
  });

  it('of nothing but zeros is told instead of drawn', () => {
    const of = (...values: (number | null)[]) => ({
      ...spec,
      references: [],
      series: [{ name: '甲', values }],
    });
    expect(zeroWords(of(0, 0))).toBe('全部为 0。');
    expect(zeroWords(of(null, 0))).toBe('有数据的全部为 0。');
    expect(zeroWords(of(0, 1))).toBeNull();
    expect(zeroWords({ ...of(0, 0), references: [{ name: '目标', value: 0.6 }] })).toBeNull();
  });
});
