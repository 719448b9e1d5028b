/** Which span of time a figure belongs to; `schoolYear` is the round's: 2026 is counted on 1 September 2026. */
export const periods = ['year', 'count', 'calendar'] as const;

/**
 * `year`: of the school year that ended (dropout, retention, graduates); `count`: as of the count date, so of the school
 * year that begins with it (enrolment, classes, teachers, rooms); `calendar`: of the calendar year (money, illiteracy).
 */
export type Period = (typeof periods)[number];

/** `2025—2026学年`, `2026—2027学年`, `2026年` in the round of 2026. */
export function periodLabel(period: Period, schoolYear: number): string {
  switch (period) {
    case 'year':
      return `${schoolYear - 1}—${schoolYear}学年`;
    case 'count':
      return `${schoolYear}—${schoolYear + 1}学年`;
    case 'calendar':
      return `${schoolYear}年`;
  }
}
