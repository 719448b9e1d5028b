import type { AcrossMember, AcrossResult } from '../../shared/ipc-figures';
import { compare, decimal, decimalText } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import { answerWords } from '../../shared/indicator-words';
import type { Indicator } from '../../shared/indicator-definition';
import type { TargetVerdict, Verdict } from '../../shared/verdict';
import type { ChartSpec } from '../charts/chart-spec';

/** The tables of 均衡: coefficients over the schools of a round, and the schools behind one of them. */

export const operators: Readonly<Record<string, string>> = {
  '>=': '≥',
  '<=': '≤',
  '==': '＝',
  '>': '＞',
  '<': '＜',
};

export const eight = '基本均衡八项';
export const seven = '优质均衡七项';
const composite = 'comprehensive_cv';
const eachOfSeven = 'q_cv';

/** Published tables show coefficients with three decimals. */
const coefficientDecimals = 3;

/** One coefficient of one stage. */
export interface BalanceItem {
  readonly key: string;
  /** 生均图书册数: what is compared, without the word 差异系数. */
  readonly name: string;
  readonly result: AcrossResult;
  /** Three decimals; null when there is none. */
  readonly coefficient: string | null;
  /** Mean over all pupils of the schools that count, with its unit. */
  readonly mean: string | null;
  readonly unit: string;
  readonly decimals: number;
  /** `≤ 0.65`; null where the round states none. */
  readonly limit: string | null;
  readonly verdict: Verdict;
  readonly counted: number;
  readonly left: number;
  /** Why there is no coefficient, or why it says nothing; null when all is well. */
  readonly trouble: string | null;
}

export interface BalanceSet {
  readonly category: typeof eight | typeof seven;
  readonly items: readonly BalanceItem[];
  /** The mean of the eight; the seven are judged one by one. */
  readonly composite: BalanceItem | null;
}

export interface BalanceStage {
  readonly stage: string;
  readonly sets: readonly BalanceSet[];
}

/** Whether a figure over schools is a coefficient; all others are rates of all schools together. */
export function isCoefficient({ unit, category }: Pick<AcrossResult, 'unit' | 'category'>): boolean {
  return unit === '系数' && (category === eight || category === seven);
}

/** The figure whose differences a coefficient measures; null for the composite, which is made of coefficients. */
function comparedBy({ indicators }: Pick<Definitions, 'indicators'>, { of }: AcrossResult): Indicator | null {
  return indicators.find(({ id }) => id === of) ?? null;
}

/** Schools that have begun nothing and that figures of this part wait for; one left out by its kind is not waited for. */
export function notBegunIn(
  part: 'coefficients' | 'totals',
  results: readonly AcrossResult[],
): readonly Pick<AcrossMember, 'schoolId' | 'name'>[] {
  const found = new Map<number, AcrossMember>();
  for (const result of results)
    if (isCoefficient(result) === (part === 'coefficients'))
      for (const member of result.members)
        if (member.notBegun === true && member.excluded === null) found.set(member.schoolId, member);
  return [...found.values()];
}

/** What schools that have begun nothing do to the figures of all. */
export function notBegunSentence(
  part: 'coefficients' | 'totals',
  schools: readonly { readonly name: string }[],
): string {
  const names = someOf(schools.map(({ name }) => name));
  const what = part === 'totals' ? '给不出全部学校的合计' : '算不出差异系数';
  const their = schools.length === 1 ? '它' : '它们';
  return `${schools.length} 所学校还没有开始填报：${names}；缺${their}的数据${what}。`;
}

/** At most three names; the rest is counted. */
export function someOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join('、') : `${names.slice(0, 3).join('、')}等 ${names.length} 所`;
}

/** Who has no figure: schools that have not begun are counted once, the others named; null where nobody lacks. */
export function lackingWords({ lacking, members }: Pick<AcrossResult, 'lacking' | 'members'>): string | null {
  const blank = members.filter(({ notBegun, excluded }) => notBegun === true && excluded === null);
  const names = new Set(blank.map(({ name }) => name));
  const begun = lacking.filter((name) => !names.has(name));
  const said = [
    ...(begun.length === 0 ? [] : [`缺数据：${someOf(begun)}`]),
    ...(blank.length === 0 ? [] : [`${blank.length} 所学校还没有开始填报`]),
  ];
  return said.length === 0 ? null : said.join('；');
}

function troubleOf(result: AcrossResult): string | null {
  const { value, remarks, members, targets } = result;
  const lacking = lackingWords(result);
  if (lacking !== null) return lacking;
  if (isEmptied({ result })) return null;
  if (value === null && members.every(({ excluded }) => excluded !== null)) return '没有参加计算的学校';
  const said = [...remarks, ...(isOnlyRounded(targets) ? [onlyRounded] : [])];
  return said.length > 0 ? said.join('；') : null;
}

/** Said of a figure that meets its target in print alone. */
export const onlyRounded = '临界：四舍五入后正好达到，实际未达到';

export function isOnlyRounded(targets: readonly TargetVerdict[]): boolean {
  const target = bindingTarget(targets);
  return target?.verdict === 'borderline' && target.meets === false;
}

export const bindingTarget = (targets: readonly TargetVerdict[]): TargetVerdict | undefined =>
  targets.find(({ binding }) => binding);

/** `≥ 95%`; of other figures without the unit, which stands beside their value. */
export function limitOf(targets: readonly TargetVerdict[], unit = ''): string | null {
  const target = bindingTarget(targets);
  if (target === undefined) return null;
  const value = unit === '%' ? `${target.value}%` : target.value;
  return answerWords(target.value, unit) ?? `${operators[target.op] ?? target.op} ${value}`;
}

const printedTo = (text: string, decimals: number): string => decimalText(decimal(text), decimals);

function itemOf(definitions: Pick<Definitions, 'indicators'>, result: AcrossResult): BalanceItem {
  const { indicator, stage, of, name, value, denominator, targets, verdict, members } = result;
  const compared = comparedBy(definitions, result);
  const counted = members.filter(({ excluded }) => excluded === null).length;
  const decimals = compared?.decimals ?? coefficientDecimals;
  return {
    key: `${indicator} ${of ?? ''} ${stage}`,
    name: (compared?.name ?? name).replace(/差异系数$/, '').replace(/^优质均衡[:：]/, ''),
    result,
    coefficient: value === null ? null : printedTo(value, coefficientDecimals),
    mean: compared === null || denominator === null ? null : printedTo(denominator, decimals),
    ...{ unit: compared?.unit ?? '', decimals, limit: limitOf(targets), verdict, counted },
    left: members.length - counted,
    trouble: troubleOf(result),
  };
}

/** The order of the eight and the seven is that in which the definitions of the whole name them. */
export function placeAmong({ indicators }: Pick<Definitions, 'indicators'>, id: string): number {
  const wholes = indicators.filter(({ id: whole }) => whole === composite || whole === eachOfSeven);
  const places = wholes.map(({ inputs }) => JSON.stringify(inputs).indexOf(id));
  return Math.max(...places, -1);
}

/** Coefficients by stage and set. */
export function balanceStages(
  definitions: Pick<Definitions, 'indicators'>,
  results: readonly AcrossResult[],
): readonly BalanceStage[] {
  const wanted = results.filter((each) => isCoefficient(each) && each.isDefaultMethod);
  const placeOf = ({ indicator, of }: AcrossResult) => placeAmong(definitions, of ?? indicator);
  const stages = ['小学', '初中'].filter((stage) => wanted.some((each) => each.stage === stage));
  return stages.map((stage) => ({
    stage,
    sets: ([eight, seven] as const).flatMap((category): BalanceSet[] => {
      const own = wanted.filter((each) => each.stage === stage && each.category === category);
      const items = own.toSorted((a, b) => placeOf(a) - placeOf(b)).map((each) => itemOf(definitions, each));
      if (items.length === 0) return [];
      const whole = items.find(({ result }) => result.indicator === composite) ?? null;
      return [{ category, items: items.filter((item) => item !== whole), composite: whole }];
    }),
  }));
}

/** Every school is left out by a rule: nothing is lacking, there is nothing to compare. */
export function isEmptied({ result: { members } }: Pick<BalanceItem, 'result'>): boolean {
  return members.length > 0 && members.every(({ excluded, byHand }) => excluded !== null && byHand !== true);
}

/** `不适用：3 所都按规定剔除（教学点）`. */
function emptiedSentence(items: readonly BalanceItem[]): string {
  const members = items[0]?.result.members ?? [];
  const reasons = [...new Set(members.flatMap(({ excluded }) => excluded ?? []))];
  return `不适用：${members.length} 所学校都按规定剔除（${reasons.join('；')}），没有可以比较的学校。`;
}

/** A single school differs from nobody: its zero is no merit. */
export function isAlone({ items }: BalanceSet): boolean {
  return items.every(({ counted }) => counted <= 1) && items.some(({ counted }) => counted === 1);
}

/** What a set comes to: one sentence for the eye that reads nothing else. */
export function setSentence(set: BalanceSet): string {
  const { category, items, composite: whole } = set;
  if (isAlone(set)) return '只有一所学校参加计算，单校无意义：系数是 0，不能说达标。';
  if (items.length > 0 && items.every(isEmptied)) return emptiedSentence(items);
  const lacking = items.filter(({ coefficient }) => coefficient === null);
  if (items.length > 0 && items.every(({ counted, left }) => counted === 0 && left > 0))
    return '没有一所学校计入，算不出差异系数，也不能判断。';
  if (category === eight) {
    if (whole === null) return '';
    if (whole.coefficient === null)
      return `八项中有 ${lacking.length} 项没有结果，综合差异系数不能计算：缺一项就不能用其余几项平均。`;
    const near = isOnlyRounded(whole.result.targets) ? `${onlyRounded}。` : '';
    return `综合差异系数 ${whole.coefficient}${whole.limit === null ? '' : `（要求 ${whole.limit}）`}。${near}`;
  }
  const over = items.filter(({ result }) => bindingTarget(result.targets)?.meets === false);
  const known = items.length - lacking.length;
  const missing = lacking.length === 0 ? '' : `，另有 ${lacking.length} 项没有结果`;
  if (over.length > 0)
    return `七项逐项判断，超过的有 ${over.length} 项：${over.map(({ name }) => name).join('、')}${missing}。`;
  if (items.every(({ limit }) => limit === null)) return '七项逐项判断；本轮任务没有选定这一要求。';
  return `七项逐项判断，${known} 项都在要求以内${missing}。`;
}

/** Why a school is where it is in the list of an item. */
export type MemberState = 'lacking' | 'counted' | 'byHand' | 'excluded';

export interface MemberRow {
  readonly member: AcrossMember;
  readonly state: MemberState;
  readonly value: string;
  readonly pupils: string;
  readonly share: string;
  readonly without: string;
  readonly against: '高于平均' | '低于平均' | '';
  readonly note: string;
}

const order: readonly MemberState[] = ['lacking', 'counted', 'byHand', 'excluded'];

/** Schools of an item: those that lack a figure first, then those that make up most of the difference. */
export function memberRows({ result, decimals }: BalanceItem): readonly MemberRow[] {
  const mean = result.denominator;
  const rows = result.members.map((member): MemberRow => {
    const { value, excluded, byHand, denominator, share, without } = member;
    const state: MemberState =
      excluded !== null ? (byHand ? 'byHand' : 'excluded') : value === null ? 'lacking' : 'counted';
    const side =
      state !== 'counted' || value === null || mean === null ? 0 : compare(decimal(value), decimal(mean));
    return {
      ...{ member, state },
      value: value === null ? '' : printedTo(value, decimals),
      pupils: denominator ?? '',
      share: share === null ? '' : `${printedTo(share, 1)}%`,
      without: without === null ? '' : printedTo(without, coefficientDecimals),
      against: side > 0 ? '高于平均' : side < 0 ? '低于平均' : '',
      note:
        state === 'lacking'
          ? member.notBegun === true
            ? '还没有开始填报'
            : '缺数据'
          : state === 'byHand'
            ? '手工剔除'
            : (excluded ?? ''),
    };
  });
  const weight = ({ member }: MemberRow) => decimal(member.share ?? '0');
  return rows.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || compare(weight(b), weight(a)),
  );
}

/** What Excel's functions give, for whoever computed it that way; it is never judged. */
export function unweightedRemark({ result }: BalanceItem): string | null {
  if (result.unweighted === null) return null;
  const text = printedTo(result.unweighted, coefficientDecimals);
  return `不按学生数加权（Excel 的 STDEVP÷AVERAGE）是 ${text}，与规定的算法不同，只供对照。`;
}

/** Coefficients side by side, with the limit across where one holds for what is shown. */
export function coefficientChart(
  stage: string,
  { category, items, composite: whole }: BalanceSet,
): ChartSpec {
  const shown = whole === null ? items : [...items, whole];
  const target = bindingTarget((whole ?? items[0])?.result.targets ?? []);
  return {
    title: `${stage}${category}差异系数`,
    kind: 'bars',
    unit: '系数',
    categories: shown.map(({ name }) => name),
    series: [
      {
        name: '差异系数',
        values: shown.map(({ coefficient }) => (coefficient === null ? null : +coefficient)),
      },
    ],
    ...(target !== undefined && {
      references: [{ name: whole === null ? '要求' : '综合要求', value: +target.value }],
    }),
    decimals: coefficientDecimals,
  };
}

/** Values of the schools that count, from the highest down, with the mean across. */
export function membersChart(stage: string, item: BalanceItem): ChartSpec {
  const counted = memberRows(item)
    .filter(({ state }) => state === 'counted')
    .toSorted((a, b) => +b.value - +a.value);
  return {
    title: `${stage}${item.name}：各校`,
    kind: 'bars',
    unit: item.unit,
    categories: counted.map(({ member }) => member.name),
    series: [{ name: item.name, values: counted.map(({ value }) => +value) }],
    ...(item.mean !== null && { references: [{ name: '平均', value: +item.mean }] }),
    decimals: item.decimals,
  };
}
