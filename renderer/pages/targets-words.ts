import type { Indicator } from '../../shared/indicator-definition';
import type { TargetProfile, Threshold } from '../../shared/target-profile';

/** What the clerk reads about thresholds. */

export const opSigns: Readonly<Record<Threshold['op'], string>> = {
  '>=': '≥',
  '<=': '≤',
  '==': '=',
  '>': '>',
};

export const opNames: Readonly<Record<Threshold['op'], string>> = {
  '>=': '≥ 不低于',
  '<=': '≤ 不高于',
  '==': '= 等于',
  '>': '> 大于',
};

export const ops = ['>=', '<=', '==', '>'] as const;

/** `18.0` stays as the program holds it: a number, without ends that say nothing. */
export function valueText({ value, upper }: Pick<Threshold, 'value' | 'upper'>): string {
  return upper === undefined ? String(value) : `${value}—${upper}`;
}

/** Whom a threshold is asked of, where it is not everybody. */
export function circleText({ tier, for: whom }: Threshold): string | null {
  const known = [...(whom?.placeTypes ?? []), ...(whom?.schoolTypes ?? [])];
  if (known.length > 0) return `只对${known.join('、')}`;
  if (tier === undefined) return null;
  return tier === 'fallback' ? '后备线，只作参照' : `只对“${tier}”，只作参照`;
}

type Origin = '原文' | '推定' | '推算' | '待核对' | '本单位';

/**
 * Where a threshold comes from: the document's own words, a report of results, figures of the document, what nobody
 * has seen in the document, or who made the profile.
 */
export function originText(
  { inferred, derived, confidence, quote, source }: Threshold,
  isOwn: boolean,
): Origin {
  if (inferred === true) return '推定';
  if (derived === true) return '推算';
  if (confidence !== undefined || source?.includes('待核对') === true) return '待核对';
  return isOwn && quote === undefined && source === undefined ? '本单位' : '原文';
}

export const originTips: Readonly<Record<Origin, string>> = {
  原文: '文件里写明的目标',
  推定: '取自报告的完成值，不是下达的目标，只作参考',
  推算: '由文件里别的数算出',
  待核对: '没有见到文件原文，请与原文核对',
  本单位: '本单位自己填写的目标，依据见上面的依据文件',
};

/** What is doubtful about it; null where nothing is. */
export function doubtText({ ambiguous, confidence }: Threshold): string | null {
  if (ambiguous === true) return '学段不明，不判定';
  if (confidence === undefined) return null;
  return confidence === 'low' ? '未核实，可信度低' : '未核实';
}

/** `小学(城区中心)` of the document with the stage of the figure where that is another. */
export function stageText({ stage, figureStage }: Threshold): string {
  return figureStage === undefined || stage.startsWith(figureStage) ? stage : `${stage}（按${figureStage}）`;
}

/** The reading that a threshold is judged by: said by itself, by its profile, or the usual one. */
export function methodOf(
  threshold: Pick<Threshold, 'indicator' | 'method'>,
  methods: TargetProfile['methods'],
): string | undefined {
  return threshold.method ?? methods?.[threshold.indicator];
}

export function usualMethod(indicator: Indicator | undefined): Indicator['methods'][number] | undefined {
  return indicator?.methods.find((method) => method.default === true) ?? indicator?.methods[0];
}

/** `≥ 95 %`, with whom it is for. */
export function thresholdText(threshold: Threshold): string {
  const circle = circleText(threshold);
  const inferred = threshold.inferred === true ? '（推定）' : '';
  const said = `${opSigns[threshold.op]} ${valueText(threshold)} ${threshold.unit}${inferred}`;
  return circle === null ? said : `${said}（${circle}）`;
}

/** The program's profiles as they are looked for: those of the whole country first, then by name. */
export function inReadingOrder(profiles: readonly TargetProfile[]): readonly TargetProfile[] {
  const isNational = ({ jurisdiction }: TargetProfile) => jurisdiction === '全国';
  return [...profiles.filter(isNational), ...profiles.filter((profile) => !isNational(profile))];
}

/** `第 2 版`; what comes with the program has no versions that anybody made. */
export function versionText({ version }: TargetProfile): string {
  return `第 ${version} 版`;
}
