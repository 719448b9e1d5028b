import type { AcrossResult } from '../../shared/ipc-figures';
import { compare, decimal, decimalText } from '../../shared/decimal';
import { themes, type Theme } from '../../shared/indicator-definition';
import { isCoefficient, isOnlyRounded, lackingWords, limitOf, onlyRounded, someOf } from './balance-table';

/** 全部学校合计: each rate over all schools together, numerators and denominators added up before they are divided. */

export interface TotalRow {
  readonly key: string;
  readonly result: AcrossResult;
  /** `6 所`; `6 所中的 5 所` where some are left out. */
  readonly covers: string;
  readonly limit: string | null;
  /** `缺数据：…`: a rate over the rest would mislead. */
  readonly note: string;
}

export interface TotalTheme {
  readonly theme: Theme;
  readonly rows: readonly TotalRow[];
}

/** Rates by theme, in the order of the page. */
export function totalThemes(results: readonly AcrossResult[]): readonly TotalTheme[] {
  const rates = results.filter((each) => !isCoefficient(each) && each.isDefaultMethod && !isRanking(each));
  return themes.flatMap((theme): TotalTheme[] => {
    const own = rates.filter((each) => each.theme === theme);
    // What nobody has figures for would push what can be read off the screen.
    const rows = [...own.filter(isKnown), ...own.filter((each) => !isKnown(each))].map(rowOf);
    return rows.length === 0 ? [] : [{ theme, rows }];
  });
}

const isKnown = ({ value }: AcrossResult): boolean => value !== null;

function rowOf(result: AcrossResult): TotalRow {
  const { indicator, stage, members, remarks, targets } = result;
  const lacking = lackingWords(result);
  const counted = members.filter(({ excluded }) => excluded === null).length;
  const notes = [
    ...(isOnlyRounded(targets) ? [onlyRounded] : []),
    ...(lacking === null ? [] : [lacking]),
    ...remarks,
    ...leftOut(members),
  ];
  return {
    key: `${indicator} ${stage}`,
    result,
    covers: counted === members.length ? `${counted} 所` : `${members.length} 所中的 ${counted} 所`,
    limit: limitOf(targets, result.unit),
    note: notes.slice(0, 3).join('；') + (notes.length > 3 ? ` 等 ${notes.length} 条` : ''),
  };
}

/** By reason, each with its schools; those left out by hand are named at the head of the page. */
function leftOut(members: AcrossResult['members']): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, excluded, byHand } of members)
    if (excluded !== null && !byHand) names.set(excluded, [...(names.get(excluded) ?? []), name]);
  return [...names].map(([reason, own]) => `没有算进${someOf(own)}：${reason}`);
}

/** 一比两率 stands by itself: three rates, side by side, never added up. */
const isRanking = ({ indicator }: AcrossResult): boolean => indicator === 'one_ratio_two_rates';

const ranked = [
  'primary_annual_retention_rate',
  'junior_annual_retention_rate',
  'junior_to_senior_promotion_rate',
] as const;

export interface RankColumn {
  readonly key: string;
  readonly name: string;
}

export interface RankRow {
  readonly schoolId: number;
  readonly name: string;
  /** One for each column; null where the school has no such figure. */
  readonly cells: readonly ({ readonly display: string; readonly rank: number } | null)[];
}

export interface Ranking {
  readonly columns: readonly RankColumn[];
  readonly rows: readonly RankRow[];
}

/**
 * The schools by the two rates of 一比两率, retention by stage: equal values share a place. The document gives no
 * weights, so there is no sum and no order of the whole; the share of standard schools is one figure of the township.
 * Null while no school has any of them.
 */
export function rankingOf(results: readonly AcrossResult[]): Ranking | null {
  const columns = ranked.flatMap((id) =>
    results.filter(
      (each) =>
        each.indicator === id &&
        each.isDefaultMethod &&
        each.members.some(({ value, excluded }) => value !== null && excluded === null),
    ),
  );
  const schools = new Map(
    columns.flatMap(({ members }) => members.map(({ schoolId, name }) => [schoolId, name])),
  );
  const rows = [...schools].map(([schoolId, name]): RankRow => ({
    ...{ schoolId, name },
    cells: columns.map((column) => cellOf(column, schoolId)),
  }));
  const known = rows.filter(({ cells }) => cells.some((cell) => cell !== null));
  if (known.length === 0) return null;
  return {
    columns: columns.map(({ indicator, name }) => ({ key: indicator, name })),
    rows: known,
  };
}

function cellOf({ members, direction, unit }: AcrossResult, schoolId: number): RankRow['cells'][number] {
  const known = members.flatMap(({ value, excluded, ...rest }) =>
    value === null || excluded !== null ? [] : [{ ...rest, value: decimal(value) }],
  );
  const own = known.find((member) => member.schoolId === schoolId);
  if (own === undefined) return null;
  const better = known.filter(({ value }) => {
    const order = compare(value, own.value);
    return direction === 'lower' ? order < 0 : order > 0;
  });
  return { display: `${decimalText(own.value, 2)}${unit === '%' ? '%' : ''}`, rank: better.length + 1 };
}
