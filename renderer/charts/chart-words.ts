import type { ChartSpec } from './chart-spec';

/** The table that says what the chart shows: a head, and one row for each category. */
export interface ChartTableData {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A value as it is written; a dash where nothing is known. */
export function valueText(value: number | null, decimals: number | undefined): string {
  if (value === null) return '—';
  return decimals === undefined ? String(value) : value.toFixed(decimals);
}

const withUnit = (name: string, unit: string): string => (unit === '' ? name : `${name}（${unit}）`);

export function chartTable({
  categories,
  series,
  references = [],
  unit,
  decimals,
}: ChartSpec): ChartTableData {
  return {
    head: ['', ...series.map(({ name }) => withUnit(name, unit)), ...references.map(({ name }) => name)],
    rows: categories.map((category, index) => [
      category,
      ...series.map(({ values }) => valueText(values[index] ?? null, decimals)),
      ...references.map(({ value }) => String(value)),
    ]),
  };
}

/** One sentence for whoever hears the chart instead of seeing it; the figures are in the table. */
export function chartName({ title, categories, series }: ChartSpec): string {
  const [first = '', last = ''] = [categories[0], categories.at(-1)];
  const span = first === last ? first : `${first}到${last}`;
  return `${title}，图：${series.map(({ name }) => name).join('、')}，${span}。数值见表格。`;
}

/** A chart without a single value shows nothing. */
export function isEmptyChart({ series }: ChartSpec): boolean {
  return series.every(({ values }) => values.every((value) => value === null));
}

/** What stands instead of a chart in which there is nothing but zeros; null where there is more, or a target to reach. */
export function zeroWords({ series, references = [] }: ChartSpec): string | null {
  const values = series.flatMap((each) => each.values);
  if ([...values, ...references.map(({ value }) => value)].some((value) => value !== null && value !== 0))
    return null;
  return values.includes(null) ? '有数据的全部为 0。' : '全部为 0。';
}
