import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSpec } from './chart-spec';
import { valueText } from './chart-words';

/** Colours and letters of the window, so that a chart looks like what stands around it. */
export interface ChartLook {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
  readonly accent: string;
  readonly warning: string;
  readonly good: string;
  readonly error: string;
  readonly font: string;
}

/** Pixels: of the widest bar, of a digit, and of what stands beside the bars. */
const [widestBar, digit, beside] = [64, 7, 120];

/** Pixels: of the drawing without its edges, and of a line of letters. */
const [drawn, letters] = [170, 14];

/** What tells the series apart without colour: bars by hatching, lines by dashes and marks. Eight look all different. */
const hatchings = [
  null,
  { dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 },
  { symbol: 'circle', dashArrayX: [[5, 5], [0, 5, 5, 0]], dashArrayY: [5, 0], symbolSize: 0.7 },
  { dashArrayX: [1, 0], dashArrayY: [2, 5] },
  { dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 4 },
  { symbol: 'rect', dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0], symbolSize: 1 },
  { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 2 },
  { symbol: 'triangle', dashArrayX: [9, 3], dashArrayY: [9, 3], symbolSize: 0.9 },
] as const; // prettier-ignore
const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]] as const;
// Their numbers have no common factor, so that no two of twenty lines look the same.
const symbols = [
  'circle',
  'rect',
  'triangle',
  'diamond',
  'emptyCircle',
  'emptyRect',
  'emptyTriangle',
] as const;

/** The chart in the library's words. No animation, nothing that answers the mouse: the figures stand there. */
export function chartOption(
  spec: ChartSpec,
  look: ChartLook,
  { width, titled }: { readonly width: number; readonly titled: boolean },
): EChartsCoreOption {
  const { categories, series, references = [], unit, title } = spec;
  const isLines = spec.kind === 'lines';
  const all = [...heights(spec), ...references.map(({ value }) => value)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = (most - least || Math.abs(most) || 1) * 0.15;
  const text = { color: look.ink, fontFamily: look.font, fontSize: 12 };
  const legend = series.length > 1;
  return {
    animation: false,
    backgroundColor: look.paper,
    textStyle: text,
    title: titled ? { text: title, left: 'center', top: 6, textStyle: { ...text, fontSize: 15 } } : [],
    legend: legend
      ? { bottom: 0, itemWidth: 28, itemHeight: 12, selectedMode: false, textStyle: text }
      : { show: false },
    grid: {
      left: 12,
      right: references.length > 0 ? 96 : 24,
      top: titled ? 54 : 30,
      bottom: legend ? 32 : 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    xAxis: {
      type: 'category',
      data: categories,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.ink } },
      axisLabel: { ...text, interval: 0, width: 90, overflow: 'break' },
    },
    yAxis: {
      type: 'value',
      name: unit,
      nameTextStyle: { ...text, align: 'left' },
      // Rates near a hundred would be one flat line above a zero; bars without their foot would lie.
      scale: isLines,
      // There is no half of a pupil.
      ...(!isLines && all.every(Number.isInteger) && { minInterval: 1 }),
      ...(isLines ? { min: floor(least - room, least), max: most + room } : axisEnds(least, most)),
      // Where the axis ends is no round figure.
      axisLabel: { ...text, color: look.quiet, showMaxLabel: false, showMinLabel: !isLines && least >= 0 },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: series.map((each, index) => ({
      name: each.name,
      data: each.values,
      silent: true,
      emphasis: { disabled: true },
      ...(isLines ? lineOf(index, look) : barOf(index, look, spec)),
      label: {
        show: isLines || figuresFit(spec, width),
        position: spec.kind === 'stacked' ? 'inside' : isLines && index % 2 === 1 ? 'bottom' : 'top',
        formatter: ({ value }: { value: number | null }) =>
          spec.kind === 'stacked' && isTooLow(value, most) ? '' : figureOn(spec, value),
        ...text,
        textBorderColor: look.paper,
        textBorderWidth: 3,
      },
      ...(index === 0 && references.length > 0 && { markLine: marksOf(references, look, text) }),
    })),
  };
}

/** Where bars and points end: those that stand on one another where their sum does. */
function heights({ kind, categories, series }: ChartSpec): readonly number[] {
  if (kind !== 'stacked') return series.flatMap(({ values }) => values.filter((value) => value !== null));
  const sumOf = (index: number, wanted: (value: number) => boolean) =>
    series
      .map(({ values }) => values[index] ?? 0)
      .filter(wanted)
      .reduce((sum, value) => sum + value, 0);
  return categories.flatMap((_, index) => [
    sumOf(index, (value) => value > 0),
    sumOf(index, (value) => value < 0),
  ]);
}

/** A part of a stack that is lower than its figure, which would lie over those of its neighbours; the table has it. */
function isTooLow(value: number | null, most: number): boolean {
  return value === null || (Math.abs(value) / (most || 1)) * drawn < letters;
}

/** Sums of money in whole yuan stand on the bars without their two zeros; the table has them. */
function figureOn({ series, decimals }: ChartSpec, value: number | null): string {
  const isWhole = series.every(({ values }) =>
    values.every((each) => each === null || Number.isInteger(each)),
  );
  return value === null ? '' : valueText(value, isWhole ? 0 : decimals);
}

/** Whether the figures on the bars stand clear of each other; where they do not, the table has them. */
function figuresFit(spec: ChartSpec, width: number): boolean {
  const { categories, series, kind } = spec;
  const abreast = kind === 'stacked' ? 1 : series.length;
  const slot = Math.min(widestBar, ((width - beside) / categories.length / abreast) * 0.8);
  const longest = Math.max(
    ...series.flatMap(({ values }) => values.map((each) => figureOn(spec, each).length)),
  );
  return longest * digit <= slot + digit;
}

/** Below a value that is not negative nothing negative is drawn. */
function floor(wanted: number, least: number): number {
  return least >= 0 ? Math.max(0, wanted) : wanted;
}

/** Room above the tallest bar for its figure. */
function axisEnds(least: number, most: number): { min?: number; max?: number } {
  return { ...(most > 0 && { max: most * 1.12 }), ...(least < 0 && { min: least * 1.12 }) };
}

const colours = ({ accent, warning, good, error, quiet }: ChartLook) => [accent, warning, good, error, quiet];

function lineOf(index: number, look: ChartLook) {
  const color = colours(look)[index % 5];
  return {
    type: 'line',
    symbol: symbols[index % symbols.length],
    symbolSize: 8,
    connectNulls: false,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: dashes[index % dashes.length] },
  };
}

function barOf(index: number, look: ChartLook, { kind }: ChartSpec) {
  const hatching = hatchings[index % hatchings.length];
  const decal = hatching === null || hatching === undefined ? null : { ...hatching, color: look.paper };
  return {
    type: 'bar',
    ...(kind === 'stacked' && { stack: 'all' }),
    barMaxWidth: widestBar,
    barGap: '8%',
    itemStyle: {
      color: colours(look)[index % 5],
      borderColor: look.ink,
      borderWidth: 1,
      ...(decal !== null && { decal }),
    },
  };
}

function marksOf(references: NonNullable<ChartSpec['references']>, look: ChartLook, text: object) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: look.ink, type: 'dashed', width: 1.5 },
    label: { ...text, position: 'end', formatter: '{b}' },
    data: references.map(({ name, value }) => ({ name: `${name} ${value}`, yAxis: value })),
  };
}
