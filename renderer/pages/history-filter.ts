import type { LifeStep } from '../../shared/ipc-audit';

export const times = ['all', 'today', 'week', 'month'] as const;
export type Time = (typeof times)[number];

export const timeNames: Readonly<Record<Time, string>> = {
  all: '全部时间',
  today: '今天',
  week: '最近 7 天',
  month: '最近 30 天',
};

/** From one 定稿 to another, by their numbers; null is the beginning, or now. */
export interface Span {
  readonly after: number | null;
  readonly through: number | null;
}

export interface Filter {
  /** Null for all. */
  readonly form: string | null;
  /** Null for all, empty for nobody named. */
  readonly operator: string | null;
  readonly time: Time;
  /** Null for all. */
  readonly versions: Span | null;
}

export const unfiltered: Filter = { form: null, operator: null, time: 'all', versions: null };

const days: Readonly<Record<Time, number>> = { all: 0, today: 1, week: 7, month: 30 };

/** From midnight by the clerk's clock on; today counts as one of the days. ISO times in UTC. */
export function timesOf(time: Time, now: Date): { readonly since: string | null; readonly until: null } {
  if (time === 'all') return { since: null, until: null };
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days[time] + 1);
  return { since: first.toISOString(), until: null };
}

const finalVersions = (life: readonly LifeStep[]): readonly number[] => [
  ...new Set(
    life.flatMap(({ kind, version }) => (kind === 'finalised' && version !== null ? [version] : [])),
  ),
];

/** What can be asked for by versions, the newest first; nothing where nothing was finalised. */
export function spansOf(life: readonly LifeStep[]): readonly Span[] {
  const versions = [...finalVersions(life)].reverse();
  const [newest] = versions;
  if (newest === undefined) return [];
  return [
    { after: newest, through: null },
    ...versions.flatMap((through, index) => versions.slice(index + 1).map((after) => ({ after, through }))),
    ...versions.slice(1).map((after) => ({ after, through: null })),
    { after: null, through: versions.at(-1) ?? newest },
  ];
}

/** What a step of the life leads to: a later 定稿 to the changes since the one before, 取消定稿 to what came of it. */
export function spanOfStep(life: readonly LifeStep[], step: LifeStep): Span | null {
  const { kind, version } = step;
  const versions = finalVersions(life);
  const place = version === null ? -1 : versions.indexOf(version);
  if (place < 0) return null;
  if (kind === 'finalised') {
    const after = versions[place - 1];
    return after === undefined ? null : { after, through: version };
  }
  return kind === 'reopened' ? { after: version, through: versions[place + 1] ?? null } : null;
}

export const sameSpan = (a: Span | null, b: Span | null): boolean =>
  a?.after === b?.after && a?.through === b?.through;

export function spanWords({ after, through }: Span): string {
  if (after === null) return `第 ${through ?? ''} 版定稿以前`;
  return through === null ? `第 ${after} 版定稿以后` : `第 ${after} 版到第 ${through} 版`;
}
