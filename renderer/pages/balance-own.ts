import type { AnalysisRead } from '../../shared/analysis-result';
import { compare, decimal, decimalText, divide, multiply, round, subtract } from '../../shared/decimal';
import type { Num } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import type { IndicatorResult } from '../../shared/indicator-result';
import type { SchoolType } from '../../shared/school-types';
import { bindingTarget, eight, limitOf, placeAmong, seven } from './balance-table';
import { splitName } from '../store/cell-snapshot';

/** One school's own figures of the eight and the seven items, and what they come to. */

export interface OwnItem {
  readonly key: string;
  readonly name: string;
  readonly result: IndicatorResult;
  /** With the declared decimals; null when it is not known. */
  readonly value: string | null;
  readonly numerator: string;
  readonly denominator: string;
  readonly limit: string | null;
  /** `62.1%` of what is asked; null without a target or a value. */
  readonly reached: string | null;
  /** `还差 2 名`; null where nothing is lacking. */
  readonly lacking: string | null;
  /** Inputs that are blank, or stand in forms that the school does not fill. */
  readonly missing: readonly string[];
  readonly reads: readonly AnalysisRead[];
}

export interface OwnStage {
  readonly stage: string;
  readonly eight: readonly OwnItem[];
  readonly seven: readonly OwnItem[];
  readonly rule: OwnRule | null;
}

export interface OwnRule {
  readonly kind: 'met' | 'missed' | 'missing' | 'no-target';
  readonly text: string;
}

const schoolRule = 'q_school_compliance';
/** 优质均衡: six of the seven, the last one at least at 85 % of its standard. Source: 教督〔2017〕6号. */
const leastMet = 6;
const leastShare = 85;

const exact = (text: string): Num => decimal(text);

function shareOf({ value, targets }: IndicatorResult): Num | undefined {
  const target = bindingTarget(targets);
  if (value === null || target === undefined) return undefined;
  return divide(multiply(exact(value), 100), exact(target.value));
}

const isMet = ({ verdict, value, targets }: IndicatorResult): boolean => {
  const target = bindingTarget(targets);
  if (value === null || target === undefined) return verdict === 'met';
  return compare(exact(value), exact(target.value)) >= 0;
};

/** Rounded down: 84.96 % of a standard must not read as 85 %. */
function percent(share: Num): string {
  const near = round(share, 1);
  return `${decimalText(compare(near, share) > 0 ? subtract(near, exact('0.1')) : near, 1)}%`;
}

/** An amount as it is read: what is divided between stages has no end of decimals. */
function readable(text: string | null): string {
  if (text === null) return '';
  return /\.\d{3,}$/.test(text) ? decimalText(exact(text), 2) : text;
}

export function readsOf({ parts }: Pick<IndicatorResult, 'parts'>): readonly AnalysisRead[] {
  const names = [...new Set(parts.flatMap(({ cells }) => cells))];
  return names.map((name) =>
    name.includes('!') ? { ...splitName(name), yearsAgo: 0 } : { form: name, cell: null, yearsAgo: 0 },
  );
}

function itemOf(definitions: Pick<Definitions, 'indicators'>, result: IndicatorResult): OwnItem {
  const { indicator, stage, name, value, numerator, denominator, targets, parts } = result;
  const definition = definitions.indicators.find(({ id }) => id === indicator);
  const decimals = definition?.decimals ?? 2;
  const unit = definition?.gap?.unit ?? '';
  const lacking = bindingTarget(targets)?.lacking ?? null;
  const share = shareOf(result);
  return {
    ...{ key: `${indicator} ${stage}`, result },
    name: name.replace(/^优质均衡[:：]/, ''),
    value: value === null ? null : decimalText(exact(value), decimals),
    numerator: numerator === null ? '' : `${readable(numerator)} ${unit}`.trim(),
    denominator: readable(denominator),
    limit: limitOf(targets),
    reached: share === undefined ? null : percent(share),
    lacking: lacking === null ? null : `还差 ${lacking.amount} ${lacking.unit}`,
    missing: parts.flatMap(({ value: part, label, unavailable }) =>
      unavailable !== null ? [`本校不填 ${unavailable} 表`] : part === null ? [label] : [],
    ),
    reads: readsOf(result),
  };
}

/** The rule of the school as a whole, told by the items that make it fail. */
export function ruleOf(items: readonly OwnItem[], whole: IndicatorResult | undefined): OwnRule | null {
  if (whole === undefined || items.length === 0) return null;
  const rule = `七项中至少 ${leastMet} 项达标，余下一项不低于标准的 ${leastShare}%`;
  if (items.every(({ limit }) => limit === null))
    return { kind: 'no-target', text: `本轮任务没有选“优质均衡”目标，不能按“${rule}”判断。` };
  const unknown = items.filter(({ value }) => value === null);
  if (whole.value === null || unknown.length > 0) {
    const names = unknown.map(({ name }) => name).join('、');
    return { kind: 'missing', text: `缺数据${names === '' ? '' : `：${names}`}，还不能按“${rule}”判断。` };
  }
  const failing = items.filter(({ result }) => !isMet(result));
  const met = items.length - failing.length;
  const named = failing.map(({ name, reached }) => `${name}（标准的 ${reached ?? '—'}）`).join('、');
  if (compare(exact(whole.value), 0) > 0) {
    const text =
      failing.length === 0
        ? '七项都达到标准。'
        : `${met} 项达到标准，余下的${named}，不低于 ${leastShare}%。`;
    return { kind: 'met', text: `本校综合达标：${text}` };
  }
  const low = failing.filter(({ result }) => {
    const share = shareOf(result);
    return share !== undefined && compare(share, leastShare) < 0;
  });
  const below =
    low.length === 0 ? '' : `低于 ${leastShare}% 的有：${low.map(({ name }) => name).join('、')}。`;
  const few = met < leastMet ? `只有 ${met} 项达到标准` : `${met} 项达到标准，但余下一项太低`;
  return { kind: 'missed', text: `本校综合未达标：${few}（要求${rule}）。没有达到的：${named}。${below}` };
}

/** By stage; stages without any of these figures are left out. */
export function ownStages(
  definitions: Pick<Definitions, 'indicators'>,
  results: readonly IndicatorResult[],
): readonly OwnStage[] {
  const own = results.filter(
    ({ category, isDefaultMethod, unit }) =>
      isDefaultMethod && unit !== '系数' && (category === eight || category === seven),
  );
  const placeOf = ({ indicator }: IndicatorResult) => placeAmong(definitions, indicator);
  return ['小学', '初中'].flatMap((stage): OwnStage[] => {
    const here = own.filter((result) => result.stage === stage);
    if (here.length === 0) return [];
    const whole = here.find(({ indicator }) => indicator === schoolRule);
    const items = (wanted: string) =>
      here
        .filter(({ category, indicator }) => category === wanted && indicator !== schoolRule)
        .toSorted((a, b) => placeOf(a) - placeOf(b))
        .map((result) => itemOf(definitions, result));
    const ownSeven = items(seven);
    return [{ stage, eight: items(eight), seven: ownSeven, rule: ruleOf(ownSeven, whole) }];
  });
}

const divided: Readonly<Partial<Record<SchoolType, string>>> = {
  九年一贯制学校: '小学、初中学生 1∶1.1',
  完全中学: '初中、高中学生 1∶1.2',
  十二年一贯制学校: '小学、初中、高中学生 1∶1.1∶1.32',
};

/** What a school of several stages has to know about its figures; null for a school of one. Source: 教督〔2012〕3号. */
export function splitSentence(type: SchoolType, stages: readonly OwnStage[]): string | null {
  const ratio = divided[type];
  if (ratio === undefined) return null;
  const split = stages.some((stage) => stage.seven.some(({ result }) => result.method === 'weighted_split'));
  const sevenToo = split ? '七项也这样分。' : '七项按各学段的实际学生人数分摊。';
  return `${type}各学段分开计算。教学用房、运动场馆、仪器设备、计算机、图书是共用的：八项按${ratio} 折算后分到各学段，${sevenToo}教师按任教的学段算。`;
}
