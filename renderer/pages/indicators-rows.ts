import type { IndicatorResult } from '../../shared/indicator-result';
import { themes, type Theme } from '../../shared/indicator-definition';
import type { Verdict } from '../../shared/verdict';
import type { IndicatorFilter } from '../store/indicator-view';

/** `invalid`: it has no verdict, not for want of data, but because such a value cannot be. */
export type RowState = Verdict | 'invalid';

/** One figure of the page: an indicator of one stage under all of its readings. */
export interface IndicatorRow {
  /** `primary_dropout_rate 小学`. */
  readonly key: string;
  readonly methods: readonly IndicatorResult[];
  /** By the reading that the round judges by. */
  readonly adopted: IndicatorResult;
  readonly state: RowState;
  /** A village school cannot know it, and nothing of it is known. */
  readonly forCounty: boolean;
}

export const keyOf = ({ indicator, stage }: Pick<IndicatorResult, 'indicator' | 'stage'>): string =>
  `${indicator} ${stage}`;

export function rowsOf(results: readonly IndicatorResult[]): readonly IndicatorRow[] {
  const groups = new Map<string, IndicatorResult[]>();
  for (const result of results) {
    const known = groups.get(keyOf(result));
    if (known === undefined) groups.set(keyOf(result), [result]);
    else known.push(result);
  }
  const rows = [...groups].flatMap(([key, methods]): IndicatorRow[] => {
    const adopted = methods.find(({ isDefaultMethod }) => isDefaultMethod) ?? methods[0];
    if (adopted === undefined) return [];
    const state = adopted.range === 'invalid' ? 'invalid' : adopted.verdict;
    return [{ key, methods, adopted, state, forCounty: isForCounty(methods) }];
  });
  return rows.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The school's own stages first; what it only reports its part of comes last. */
const order = ['小学', '初中', '高中', '义务教育', '学前', '特教', '中职', '县域'];
const placeOf = ({ adopted }: IndicatorRow): number => order.indexOf(adopted.stage);

const ofCounty: ReadonlySet<string> = new Set(['县域', '中职']);

function isForCounty(methods: readonly IndicatorResult[]): boolean {
  if (methods.some(({ value }) => value !== null)) return false;
  const parts = methods.flatMap((method) => method.parts);
  if (parts.every(({ unavailable }) => unavailable !== null)) return true;
  if (!ofCounty.has(methods[0]?.stage ?? '')) return false;
  // Where she has typed one part, what is missing beside it must stay in sight, unless it is nowhere hers to type.
  const lacking = parts.filter(({ value }) => value === null);
  return lacking.length === parts.length || lacking.every(({ cells }) => cells.length === 0);
}

export type Counts = Readonly<Record<RowState, number>>;

const nothing: Counts = {
  ...{ met: 0, missed: 0, borderline: 0, 'not-applicable': 0, missing: 0, 'no-target': 0, invalid: 0 },
};

/** What counties and townships report is left out: it would drown what is the school's own. */
export function countsOf(rows: readonly IndicatorRow[]): Counts {
  const counts = { ...nothing };
  for (const { state, forCounty } of rows) if (!forCounty) counts[state] += 1;
  return counts;
}

/** What only prints as its target is missed as well; a value that cannot be is judged by nothing. */
const fails = ({ state, adopted }: IndicatorRow): boolean =>
  state === 'missed' ||
  (state === 'borderline' && adopted.targets.find(({ binding }) => binding)?.meets === false);

/** How many of the school's own figures miss their target, or cannot be. */
export const failingIn = (rows: readonly IndicatorRow[]): number =>
  rows.filter((row) => !row.forCounty && (fails(row) || row.state === 'invalid')).length;

const isTodo = (row: IndicatorRow): boolean =>
  fails(row) || row.state === 'missing' || row.state === 'invalid';

export function shownRows(rows: readonly IndicatorRow[], filter: IndicatorFilter): readonly IndicatorRow[] {
  return rows.filter((row) => !row.forCounty && (filter === 'all' || isTodo(row)));
}

/** The theme that is shown: the chosen one, else the one remembered, else the first with something to do. */
export function themeShown(
  rows: readonly IndicatorRow[],
  chosen: Theme | null,
  remembered: Theme | undefined,
): Theme {
  const missed = themes.find((theme) => rows.some((row) => fails(row) && row.adopted.theme === theme));
  return chosen ?? remembered ?? missed ?? themes[0];
}

/** Readings side by side: figures whose readings bear the same names stand under one head. */
export interface ReadingsGroup {
  readonly names: readonly string[];
  readonly rows: readonly IndicatorRow[];
}

/** Of dropout and retention: there the readings are disputed. */
const disputed = /dropout|retention/;

export function readingsGroups(rows: readonly IndicatorRow[]): readonly ReadingsGroup[] {
  const groups = new Map<string, { names: readonly string[]; rows: IndicatorRow[] }>();
  for (const row of rows) {
    if (row.methods.length < 2 || !disputed.test(row.adopted.indicator)) continue;
    const names = row.methods.map(({ methodName }) => methodName);
    const known = groups.get(names.join('\n'));
    if (known === undefined) groups.set(names.join('\n'), { names, rows: [row] });
    else known.rows.push(row);
  }
  return [...groups.values()];
}

/**
 * The forms that a school fills first as long as none of its figures can be computed: those that most of them are read
 * from, two at most. Null as soon as there is one; a sum of blanks, which is 0, is none.
 */
export function fillFirst(rows: readonly IndicatorRow[]): readonly string[] | null {
  const own = rows.filter(({ forCounty }) => !forCounty);
  if (own.length === 0 || own.some(({ adopted }) => Number(adopted.value ?? 0) !== 0)) return null;
  const counts = new Map<string, number>();
  for (const { adopted } of own) {
    const cells = adopted.parts.filter(({ value }) => value === null).flatMap((part) => part.cells);
    for (const form of new Set(cells.map((cell) => cell.split('!')[0] ?? cell)))
      counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 2);
  return most.length === 0 ? null : most.map(([form]) => form);
}
