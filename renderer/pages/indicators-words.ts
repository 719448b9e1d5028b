import { compare, decimal, decimalText, round } from '../../shared/decimal';
import { answerWords, unitWords } from '../../shared/indicator-words';
import type { Indicator } from '../../shared/indicator-definition';
import type { IndicatorResult } from '../../shared/indicator-result';
import type { TargetVerdict } from '../../shared/verdict';

const operators: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '==': '=', '>': '>', '<': '<' };

/** `≤ 0.6%`, `≥ 2.4 平方米`, or 达标 where the figure is only an answer. */
export function targetText({ op, value }: Pick<TargetVerdict, 'op' | 'value'>, unit: string): string {
  const answer = answerWords(value, unit);
  return answer ?? `${operators[op] ?? op} ${value}${unit === '%' ? '%' : ` ${unit}`}`;
}

/** What a target that does not bind is, or how sure a binding one is; null for a plain one. */
export function targetNature(target: TargetVerdict): string | null {
  const sure = target.confidence === 'low' ? '，可信度低' : '';
  if (target.inferred) return `推定${sure}，仅供参考`;
  const tier = target.tier === 'fallback' ? '后备线' : target.tier;
  if (!target.binding) return tier === null ? '仅供参考' : `${tier}，仅供参考`;
  return tier;
}

/**
 * What a figure is called where its reading counts something else than its indicator: the 核定额 of 生均公用经费 is an
 * amount of yuan and no yuan per pupil. Null in the indicator's own unit.
 */
export function readingWords(
  { methodName, unit }: Pick<IndicatorResult, 'methodName' | 'unit'>,
  definition: Pick<Indicator, 'unit'> | undefined,
): string | null {
  if (definition === undefined || definition.unit === unit) return null;
  return methodName.replace(/[：（].*$/u, '');
}

/** A dropout below nothing: more pupils came than left, which reaches no target. Null for any other figure. */
export function inflowWords({
  indicator,
  value,
}: Pick<IndicatorResult, 'indicator' | 'value'>): string | null {
  return indicator.includes('dropout') && value !== null && compare(decimal(value), 0) < 0 ? '净流入' : null;
}

/** The unit of a distance between two figures: rates differ by 个百分点. */
const distanceUnit = (unit: string): string => (unit === '%' ? '个百分点' : unit);

/**
 * What is missing to reach a target: 「还差 2 名」, or 「须减少 1 名」 where there are too many. Null when it is met or
 * unknown, when the target binds nobody, and where nothing lies between yes and no.
 */
export function lackingText(
  target: Pick<TargetVerdict, 'op' | 'gap' | 'lacking' | 'verdict' | 'binding'>,
  unit: string,
  gap: Indicator['gap'],
): string | null {
  const { lacking } = target;
  if (target.gap === null || !target.binding || unitWords(unit) === '') return null;
  const tooMuch = target.op === '<=' || (target.op === '==' && target.gap.startsWith('-'));
  // More classes make smaller ones: where the denominator has to change it goes the other way.
  const less = gap?.part === 'denominator' ? !tooMuch : tooMuch;
  if (lacking !== null && compare(decimal(lacking.amount), 0) > 0)
    return `${less ? '须减少' : '还差'} ${lacking.amount} ${lacking.unit}`;
  const distance = target.gap.replace('-', '');
  if (compare(decimal(distance), 0) === 0) return '差一点，四舍五入后看不出';
  return `${tooMuch ? '高出' : '还差'} ${distance} ${distanceUnit(unit)}`;
}

/** `2,345` is read wrong beside a list: figures stand without separators, sums of money with two decimals at most. */
export function figureText(value: string | null): string {
  if (value === null) return '—';
  const exact = decimal(value);
  const short = round(exact, 4);
  return compare(exact, short) === 0 ? value : `约 ${decimalText(short)}`;
}

/** What stands instead of a verdict where the figure cannot be, or beside it where it is looked at. */
export const rangeWords: Readonly<Record<IndicatorResult['range'], string>> = {
  valid: '',
  unusual: '数值少见，请核对人数',
  invalid: '超出可能范围，请先核对人数',
};

/** The unit that stands behind a figure; a rate bears its sign itself, an answer has none. */
export function unitBeside(unit: string): string {
  return unit === '%' ? '' : unitWords(unit);
}
