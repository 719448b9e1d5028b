import { arrivals, departures } from '../../shared/roster/plan';
import type { GradeFlow, Move, Movement, Movements, StoredRoster } from '../../shared/roster/plan';

/** Which names are shown. `open`: those that have no word yet, and those that were given one while they were shown. */
export type MovesFilter = 'open' | 'came' | 'went' | 'stayed' | 'all';

export const filterNames: Readonly<Record<MovesFilter, string>> = {
  open: '要说明的',
  came: '来了',
  went: '走了',
  stayed: '留级或不一致',
  all: '全部',
};

/** Person ids begin anew in each roster. */
export const keyOf = ({ person }: Movement): string => `${person.kind}.${person.id}`;

/** What counts: the clerk's word, else what the rosters suggest. */
export const wordOf = ({ chosen, suggested }: Movement): Move | null => chosen ?? suggested;

export const isOpen = (movement: Movement): boolean =>
  movement.side !== 'stayed' && wordOf(movement) === null;

/**
 * The word is supposed from the grade alone. Where the roster says it itself (增加方式, 学籍状态), and of who stands in both
 * rosters, it is certain.
 */
export function isGuess({ side, chosen, suggested, remark, person, before, after }: Movement): boolean {
  if (side === 'stayed' || chosen !== null || suggested === null || remark !== null) return false;
  return person.values['came'] !== suggested && (before === null || after === null);
}

/** Words that can be said of a pupil, in the order of their keys 1, 2, …; 结业 is of 普通高中 only. */
export function wordsFor({ side, person }: Movement): readonly Move[] {
  if (side === 'stayed') return [];
  if (side === 'came') return arrivals;
  return person.values.stage === '高中' ? departures : departures.filter((word) => word !== '结业');
}

export interface MovesView {
  readonly filter: MovesFilter;
  /** Index of the flow whose names are shown; null: of all. */
  readonly flow: number | null;
  /** Keys of names that got their word while they were shown as open. */
  readonly kept: ReadonlySet<string>;
}

export function shownMovements(
  { movements }: Movements,
  { filter, flow, kept }: MovesView,
): readonly Movement[] {
  return movements.filter((movement) => {
    if (flow !== null && !movement.flows.includes(flow)) return false;
    if (filter === 'all') return true;
    if (filter === 'open') return isOpen(movement) || kept.has(keyOf(movement));
    return movement.side === filter;
  });
}

/** How many names each filter shows, within the flow that is chosen. */
export function filterCounts(all: Movements, flow: number | null): Readonly<Record<MovesFilter, number>> {
  const count = (filter: MovesFilter) => shownMovements(all, { filter, flow, kept: new Set() }).length;
  return {
    open: count('open'),
    came: count('came'),
    went: count('went'),
    stayed: count('stayed'),
    all: count('all'),
  };
}

/** With the word in place of what was said, as main will answer. Flows are left to main. */
export function withWord(all: Movements, keys: ReadonlySet<string>, word: Move | null): Movements {
  const movements = all.movements.map((movement) =>
    keys.has(keyOf(movement)) ? { ...movement, chosen: word } : movement,
  );
  return { ...all, movements };
}

/** Names of the chosen rows of whom the word can be said. */
export function takers(rows: readonly Movement[], word: Move | null): readonly Movement[] {
  return rows.filter((movement) =>
    word === null ? movement.side !== 'stayed' : wordsFor(movement).includes(word),
  );
}

/** Where the focus goes after a word: the next row without one below, else above, else it stays. */
export function nextOpen(rows: readonly Movement[], from: number): number {
  const below = rows.findIndex((movement, index) => index > from && isOpen(movement));
  if (below >= 0) return below;
  const first = rows.findIndex(isOpen);
  return first >= 0 ? first : from;
}

/** `42 + 3 − 2 = 43`, as it is read out; what is zero is left out. */
export function flowSentence({ before, came, went, shifted, after }: Movements['flows'][number]): string {
  const parts = [`上年 ${before}`];
  if (came > 0) parts.push(`＋ 来 ${came}`);
  if (went > 0) parts.push(`－ 走 ${went}`);
  if (shifted !== 0) parts.push(`${shifted > 0 ? '＋' : '－'} 留级、跳级 ${Math.abs(shifted)}`);
  return `${parts.join(' ')} ＝ 今年 ${after}`;
}

/** The flows of each stage with their sum: what stands in the stage's row of 学生变动情况. */
export function stageTotals(flows: readonly GradeFlow[]): readonly {
  readonly stage: string;
  readonly total: Omit<GradeFlow, 'label'>;
  readonly indexes: readonly number[];
}[] {
  const stages = [...new Set(flows.map(({ stage }) => stage))];
  return stages.map((stage) => {
    const indexes = flows.flatMap((flow, index) => (flow.stage === stage ? [index] : []));
    const own = flows.filter((flow) => flow.stage === stage);
    const sum = (of: 'before' | 'came' | 'went' | 'shifted' | 'after' | 'open') =>
      own.reduce((total, flow) => total + flow[of], 0);
    const numbers = { before: sum('before'), came: sum('came'), went: sum('went') };
    const total = { stage, ...numbers, shifted: sum('shifted'), after: sum('after'), open: sum('open') };
    return { stage, total, indexes };
  });
}

/** Below, a small school or one of few grades may really be so. */
const leastToJudge = 20;

/** Why the two rosters can hardly be of one school a year apart; null as a rule. */
export function doubtOf({ movements, flows }: Movements): string | null {
  const sum = (of: 'before' | 'came' | 'after') => flows.reduce((total, flow) => total + flow[of], 0);
  const stayed = sum('after') - sum('came');
  const smaller = Math.min(sum('before'), sum('after'));
  if (smaller < leastToJudge) return null;
  if (stayed < smaller / 5)
    return `两份名册里只对得上 ${stayed} 人。上年的名册可能选错了学校或年份，或者没有身份证件号、学籍号，请先核对。`;
  const same = movements.filter(({ remark }) => remark?.startsWith('留级') === true).length;
  return same > stayed / 2 ? `两份名册里 ${same} 人的年级没有变。上年的名册可能就是今年的，请先核对。` : null;
}

/** Whoever was left out while this year's roster was loaded seems to have left the school; null where nobody was. */
export function leftOutSentence(rosters: readonly StoredRoster[] | null): string | null {
  const files = rosters?.find(({ kind }) => kind === 'pupils')?.files ?? [];
  const rows = files.reduce((total, { leftOut = 0 }) => total + leftOut, 0);
  return rows === 0
    ? null
    : `载入本学年名册时排除了 ${rows} 行；被排除的学生会出现在「走了」里，请先补回再选去向。`;
}
