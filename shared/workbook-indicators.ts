import type { IndicatorResult } from './indicator-result';
import { answerWords, impossible, unitWords } from './indicator-words';
import { verdictNames, verdictText } from './messages';
import type { TargetVerdict } from './verdict';
import { tableSheet } from './workbook-draft';
import type { SheetPlan, Table } from './workbook-draft';
import { numberValue, textValue } from './workbook-sheet';
import type { PlannedValue } from './workbook-sheet';

export const indicatorsSheetName = '指标';

const operatorTexts: Record<string, string> = { '>=': '≥', '<=': '≤', '==': '＝', '>': '＞', '<': '＜' };

/** Targets read from a report of results are marked: they are not an order. `unit`: of the figure. */
export function targetWords(
  { op, value, inferred }: Pick<TargetVerdict, 'op' | 'value' | 'inferred'>,
  unit: string,
): string {
  const asked = answerWords(value, unit) ?? `${operatorTexts[op] ?? op}${value}`;
  return `${asked}${inferred ? '（推定）' : ''}`;
}

function targetText(result: IndicatorResult): string {
  const { targets, unit } = result;
  return targets
    .map(
      (target) =>
        `${targetWords(target, unit)}${targets.length > 1 ? ` ${verdictWords(result, target)}` : ''}`,
    )
    .join('\n');
}

/** The verdict on one target, or without one on the figure; a value that cannot be is no lack of data. */
export function verdictWords({ range, verdict }: IndicatorResult, target: TargetVerdict | undefined): string {
  if (range === 'invalid') return '数值不可能';
  return target === undefined ? verdictNames[verdict] : verdictText(target);
}

const bindingOf = ({ targets }: IndicatorResult): TargetVerdict | undefined =>
  targets.find(({ binding }) => binding);

/** How far the figure is from each target that binds: `2 名`, `0.05 %`. */
function gapText({ targets, unit }: IndicatorResult): string {
  const missed = targets.filter(({ binding }) => binding);
  const gaps = missed.flatMap(({ lacking, gap }) => {
    if (lacking !== null) return [`${lacking.amount} ${lacking.unit}`];
    return gap === null || unitWords(unit) === '' ? [] : [`${gap.replace('-', '')} ${unit}`];
  });
  return [...new Set(gaps)].join('\n');
}

/** What is said of a value that can hardly, or cannot, be. */
export const rangeWords: Readonly<Record<IndicatorResult['range'], readonly string[]>> = {
  valid: [],
  unusual: ['数值少见，请核对'],
  invalid: [impossible],
};

function remarks(result: IndicatorResult): string {
  const assumed = result.assumed.length === 0 ? [] : [`按零计：${result.assumed.join('、')}`];
  const sources = result.targets.map((target) => `目标来源：${target.profileName}`);
  return [...rangeWords[result.range], ...assumed, ...new Set(sources)].join('\n');
}

/** What a reader of the workbook can use: figures there are, and those that a target asks for and nothing fills. */
export function isTold({ value, isDefaultMethod, targets }: IndicatorResult): boolean {
  return value !== null || (isDefaultMethod && targets.some(({ binding }) => binding));
}

const columns: Table['columns'] = [
  { head: '序号', width: 5, style: 'centre' },
  { head: '指标', width: 20, style: 'words' },
  { head: '学段', width: 9, style: 'centre' },
  { head: '口径', width: 18, style: 'words' },
  { head: '数值', width: 17, style: 'figure' },
  { head: '单位', width: 8, style: 'centre' },
  { head: '未修约数值', width: 11, style: 'figure' },
  { head: '分子', width: 9, style: 'figure' },
  { head: '分母', width: 9, style: 'figure' },
  { head: '所属时期', width: 14, style: 'centre' },
  { head: '目标值', width: 10, style: 'centre' },
  { head: '结论', width: 8, style: 'centre' },
  { head: '差距', width: 11, style: 'centre' },
  { head: '备注', width: 24, style: 'words' },
];

/** 指标: every figure with its method, numerator, denominator and school year, so that anyone can compute it again. */
export function indicatorsSheet(results: readonly IndicatorResult[]): SheetPlan {
  const rows = results
    .filter(isTold)
    .map((result, index): PlannedValue[] => [
      textValue(String(index + 1)),
      textValue(result.name),
      textValue(result.stage),
      textValue(result.isDefaultMethod ? `${result.methodName}（采用）` : result.methodName),
      textValue(result.display),
      textValue(unitWords(result.unit)),
      numberValue(result.value ?? ''),
      numberValue(result.numerator ?? ''),
      numberValue(result.denominator ?? ''),
      textValue(result.period),
      textValue(targetText(result)),
      textValue(verdictWords(result, bindingOf(result))),
      textValue(gapText(result)),
      textValue(remarks(result)),
    ]);
  return tableSheet({
    sheet: indicatorsSheetName,
    title: '指标',
    remark:
      '结论按未修约的数值判定；同一指标有多种口径的，以标“采用”的为准，其余供核对。没有数据也没有目标值的指标不列。',
    columns,
    rows,
    empty: '没有可计算的指标',
  });
}
