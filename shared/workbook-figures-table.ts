import type { IndicatorResult } from './indicator-result';
import { unitWords } from './indicator-words';
import { verdictNames } from './messages';
import type { School } from './school';
import type { Collection } from './submission';
import type { TargetProfile } from './target-profile';
import type { TargetVerdict } from './verdict';
import { fileNamePart } from './workbook';
import { tableSheet } from './workbook-draft';
import type { Table } from './workbook-draft';
import { rangeWords, targetWords, verdictWords } from './workbook-indicators';
import { numberValue, textValue } from './workbook-sheet';
import type { PlannedValue, WorkbookPlan } from './workbook-sheet';

export const figuresTableSheet = '目标完成情况';

interface FiguresTable {
  readonly school: Pick<School, 'name'>;
  readonly collection: Pick<Collection, 'title'>;
  readonly results: readonly IndicatorResult[];
  /** Only what this profile asks for; null for all that the round does. */
  readonly profile: TargetProfile | null;
}

const columns: Table['columns'] = [
  { head: '序号', width: 5, style: 'centre' },
  { head: '指标', width: 24, style: 'words' },
  { head: '学段', width: 11, style: 'centre' },
  { head: '目标值', width: 11, style: 'centre' },
  { head: '完成值', width: 18, style: 'figure' },
  { head: '单位', width: 8, style: 'centre' },
  { head: '是否达标', width: 9, style: 'centre' },
  { head: '差距', width: 12, style: 'centre' },
  { head: '口径', width: 20, style: 'words' },
  { head: '分子', width: 11, style: 'figure' },
  { head: '分母', width: 11, style: 'figure' },
  { head: '所属时期', width: 15, style: 'centre' },
  { head: '说明', width: 30, style: 'words' },
];

/** One line of the table: a figure with one target, or without any. */
interface Line {
  readonly result: IndicatorResult;
  readonly target: TargetVerdict | null;
}

/**
 * Each target with the figure that it judges, in the order of the figures; without a profile also figures that have a
 * value and no target. A figure has a line for each target that binds it.
 */
function linesOf({ results, profile }: FiguresTable): readonly Line[] {
  return results.flatMap((result): Line[] => {
    const targets = result.targets.filter(
      ({ profile: id, binding }) => (binding || profile !== null) && (profile === null || id === profile.id),
    );
    const judged = targets.filter((target) => result.isDefaultMethod || isOnlyOf(result, target, results));
    if (judged.length > 0) return judged.map((target) => ({ result, target }));
    const told = profile === null && result.isDefaultMethod && result.value !== null;
    return told && result.targets.length === 0 ? [{ result, target: null }] : [];
  });
}

/** A target that names another reading than the one of the round judges that one. */
function isOnlyOf(result: IndicatorResult, target: TargetVerdict, results: readonly IndicatorResult[]): boolean {
  return !results.some(
    (other) =>
      other !== result &&
      other.indicator === result.indicator &&
      other.stage === result.stage &&
      other.targets.some((each) => isSame(each, target)),
  );
} // prettier-ignore

const isSame = (one: TargetVerdict, other: TargetVerdict): boolean =>
  one.profile === other.profile &&
  one.stage === other.stage &&
  one.op === other.op &&
  one.value === other.value &&
  one.tier === other.tier;

function remarks({ result, target }: Line): string {
  const { assumed, range } = result;
  return [
    ...rangeWords[range],
    ...(assumed.length === 0 ? [] : [`按零计：${assumed.join('、')}`]),
    ...(target === null ? [] : targetRemarks(target)),
  ].join('\n');
}

function targetRemarks({ tier, binding, inferred, quote, profileName }: TargetVerdict): readonly string[] {
  return [
    ...(tier === null ? [] : [binding ? `适用：${tier}` : `${tier}，供参考`]),
    ...(inferred ? ['目标值由完成情况推定'] : []),
    `目标来源：${profileName}${quote === null ? '' : `（“${quote}”）`}`,
  ];
}

function gapWords({ result, target }: Line): string {
  if (target === null) return '';
  if (target.lacking !== null) return `${target.lacking.amount} ${target.lacking.unit}`;
  return target.gap === null || unitWords(result.unit) === ''
    ? ''
    : `${target.gap.replace('-', '')} ${result.unit}`;
}

function rowOf(line: Line, index: number): readonly PlannedValue[] {
  const { result, target } = line;
  return [
    textValue(String(index + 1)),
    textValue(result.name),
    textValue(target?.stage ?? result.stage),
    textValue(target === null ? '' : targetWords(target, result.unit)),
    textValue(result.display),
    textValue(unitWords(result.unit)),
    textValue(verdictWords(result, target ?? undefined)),
    textValue(gapWords(line)),
    textValue(result.methodName),
    numberValue(result.numerator ?? ''),
    numberValue(result.denominator ?? ''),
    textValue(result.period),
    textValue(remarks(line)),
  ];
}

/** Thresholds of the profile that no figure of this school answers are said, and not left out. */
function unanswered({ results, profile }: FiguresTable): readonly (readonly PlannedValue[])[] {
  const told = new Set(
    results.flatMap(({ indicator, targets }) =>
      targets.map(({ stage, op, value }) => [indicator, stage, op, value].join(' ')),
    ),
  );
  return (profile?.thresholds ?? [])
    .filter(({ indicator, stage, op, value }) => !told.has([indicator, stage, op, String(value)].join(' ')))
    .map(({ indicator, stage, op, value, unit }) => [
      ...['', indicator, stage, targetWords({ op, value: String(value), inferred: false }, unit)].map(
        textValue,
      ),
      ...['', unitWords(unit), verdictNames['not-applicable'], '', '', '', '', '', '本校没有这项数据'].map(
        textValue,
      ),
    ]);
}

/** The judged table of a submission as a workbook of its own. `names`: of indicators, by id. */
export function figuresTablePlan(table: FiguresTable, names: ReadonlyMap<string, string>): WorkbookPlan {
  const { school, collection, profile } = table;
  const lines = linesOf(table).map(rowOf);
  const rest = unanswered(table).map(([, indicator, ...cells], index) => [
    textValue(String(lines.length + index + 1)),
    textValue(names.get(indicator?.text ?? '') ?? indicator?.text ?? ''),
    ...cells,
  ]);
  const sheet = tableSheet({
    sheet: figuresTableSheet,
    title: profile === null ? '教育目标完成情况表' : `${profile.name} 完成情况表`,
    remark: `${school.name}　${collection.title}。是否达标按未修约的数值判定。`,
    columns,
    rows: [...lines, ...rest],
    empty: '没有可以列出的指标',
  });
  return {
    title: `${school.name} ${figuresTableSheet}`,
    author: school.name,
    sheets: [sheet.template],
    cells: sheet.cells,
  };
}

/** `目标完成情况_<校名>_<日期>.xlsx`; the day as `2026-09-10`. */
export function figuresTableFileName({ name }: Pick<School, 'name'>, day: string): string {
  return `${figuresTableSheet}_${fileNamePart(name)}_${day}.xlsx`;
}
