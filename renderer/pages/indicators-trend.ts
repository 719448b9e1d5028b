import type { IndicatorResult } from '../../shared/indicator-result';
import type { ChartSpec } from '../charts/chart-spec';
import { keyOf, type IndicatorRow } from './indicators-rows';

/** One year of a figure. */
export interface TrendPoint {
  /** `2024—2025学年`, or `2025年` for money. */
  readonly period: string;
  /** As it is printed. */
  readonly display: string;
  /** For drawing only; null where there is none. */
  readonly value: number | null;
}

/** Figures of earlier years by school year of the round, newest first; null while a year is still being computed. */
export type EarlierYears = readonly (readonly IndicatorResult[] | null)[];

/** A figure over the years by the reading that is adopted now, the oldest first; years that knew nothing are left out at the beginning. */
export function trendOf(row: IndicatorRow, earlier: EarlierYears): readonly TrendPoint[] {
  const { adopted } = row;
  const before = [...earlier].reverse().flatMap((results) => {
    const found = results?.find((result) => keyOf(result) === row.key && result.method === adopted.method);
    return found === undefined ? [] : [pointOf(found)];
  });
  const all = [...before, pointOf(adopted)];
  const first = all.findIndex(({ value }) => value !== null);
  return first < 0 ? [] : all.slice(first);
}

function pointOf({ period, display, value }: IndicatorResult): TrendPoint {
  return { period, display, value: value === null ? null : Number(value) };
}

/** Null as long as there are no two values to compare. */
export function trendChart(
  row: IndicatorRow,
  points: readonly TrendPoint[],
  decimals: number,
): ChartSpec | null {
  if (points.filter(({ value }) => value !== null).length < 2) return null;
  const { adopted } = row;
  const target = adopted.targets.find(({ binding }) => binding);
  return {
    title: `${adopted.name}（${adopted.stage}）历年变化：${adopted.methodName}`,
    kind: 'lines',
    unit: adopted.unit,
    categories: points.map(({ period }) => period),
    series: [{ name: adopted.name, values: points.map(({ value }) => value) }],
    ...(target !== undefined && {
      references: [{ name: target.inferred ? '目标（推定）' : '目标', value: Number(target.value) }],
    }),
    decimals,
  };
}

/** Rates of a theme beside their targets: those that should be high and those that should be low do not share a scale. */
export function targetCharts(theme: string, rows: readonly IndicatorRow[]): readonly ChartSpec[] {
  return (['higher', 'lower'] as const).flatMap((direction) => {
    const compared = rows.flatMap(({ adopted, state }) => {
      const target = adopted.targets.find(({ binding }) => binding);
      const wanted = adopted.direction === 'lower' ? 'lower' : 'higher';
      if (target === undefined || adopted.value === null || state === 'invalid') return [];
      return adopted.unit === '%' && wanted === direction ? [{ adopted, target }] : [];
    });
    if (compared.length < 2) return [];
    const names = compared.map(({ adopted }) => adopted.name);
    return [
      {
        title: `${theme}：${direction === 'higher' ? '越高越好' : '越低越好'}的指标与目标值`,
        kind: 'bars' as const,
        unit: '%',
        categories: compared.map(({ adopted }, index) =>
          names.indexOf(adopted.name) === index && names.lastIndexOf(adopted.name) === index
            ? adopted.name
            : `${adopted.name}（${adopted.stage}）`,
        ),
        series: [
          { name: '本校', values: compared.map(({ adopted }) => Number(adopted.value)) },
          { name: '目标值', values: compared.map(({ target }) => Number(target.value)) },
        ],
        decimals: 2,
      },
    ];
  });
}

/** What the small drawing says: every year with its value. */
export function trendName(points: readonly TrendPoint[]): string {
  return points.map(({ period, display }) => `${period} ${display}`).join('，');
}
