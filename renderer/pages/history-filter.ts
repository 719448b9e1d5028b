export const times = ['all', 'today', 'week', 'month'] as const;
export type Time = (typeof times)[number];

export const timeNames: Readonly<Record<Time, string>> = {
  all: '全部时间',
  today: '今天',
  week: '最近 7 天',
  month: '最近 30 天',
};

export interface Filter {
  /** Null for all. */
  readonly form: string | null;
  /** Null for all, empty for nobody named. */
  readonly operator: string | null;
  readonly time: Time;
}

export const unfiltered: Filter = { form: null, operator: null, time: 'all' };

const days: Readonly<Record<Time, number>> = { all: 0, today: 1, week: 7, month: 30 };

/** From midnight by the clerk's clock on; today counts as one of the days. ISO times in UTC. */
export function timesOf(time: Time, now: Date): { readonly since: string | null; readonly until: null } {
  if (time === 'all') return { since: null, until: null };
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days[time] + 1);
  return { since: first.toISOString(), until: null };
}
