import { isMainstream } from './pupils';
import type { Pupil } from './pupils';
import type { Random } from './random';

/** What has happened to a year of entrants since they entered; 巩固率 is counted from it. */
export const cohortMoves = [
  'entered',
  'transferredIn',
  'returned',
  'otherIn',
  'transferredOut',
  'suspended',
  'died',
  'otherOut',
  'quit',
] as const;
export type CohortMove = (typeof cohortMoves)[number];

export interface Count {
  readonly all: number;
  readonly girls: number;
}
export type Cohort = Record<CohortMove, Count>;

const nobody: Count = { all: 0, girls: 0 };

export const emptyCohort = (): Cohort => ({
  entered: nobody,
  transferredIn: nobody,
  returned: nobody,
  otherIn: nobody,
  transferredOut: nobody,
  suspended: nobody,
  died: nobody,
  otherOut: nobody,
  quit: nobody,
});

export function plus(a: Count, b: Count, sign: 1 | -1 = 1): Count {
  return { all: a.all + sign * b.all, girls: a.girls + sign * b.girls };
}

export const countOf = (pupils: readonly Pupil[]): Count => ({
  all: pupils.length,
  girls: pupils.filter(({ sex }) => sex === '女').length,
});

/** Cohorts of 小学 and 初中 by stage and the year they entered. */
export class Cohorts {
  readonly #known = new Map<string, Cohort>();

  /** The cohort a pupil of a grade belongs to on 1 September of `year`. */
  of(stage: Pupil['stage'], grade: number, year: number): Cohort {
    return this.entrants(stage, year - grade + 1);
  }

  entrants(stage: Pupil['stage'], year: number): Cohort {
    const key = `${stage}${year}`;
    const cohort = this.#known.get(key) ?? emptyCohort();
    this.#known.set(key, cohort);
    return cohort;
  }

  record(move: CohortMove, pupil: Pupil, year: number): void {
    if (!isMainstream(pupil)) return;
    const cohort = this.of(pupil.stage, pupil.grade, year);
    cohort[move] = plus(cohort[move], { all: 1, girls: pupil.sex === '女' ? 1 : 0 });
  }
}

/** A believable past of a cohort that now has these pupils: some came later, some have left. */
export function inventPast(random: Random, now: Count, years: number, turnover: number): Cohort {
  const cohort = emptyCohort();
  const girlsShare = now.all === 0 ? 0 : now.girls / now.all;
  const draw = (share: number): Count => {
    const all = Math.floor(now.all * share * years);
    return { all, girls: Math.min(now.girls, Math.floor(all * girlsShare)) };
  };
  cohort.transferredIn = draw(random.between(0, turnover));
  cohort.transferredOut = draw(random.between(0, turnover));
  cohort.suspended = draw(0.001);
  cohort.entered = plus(plus(plus(now, cohort.transferredOut), cohort.suspended), cohort.transferredIn, -1);
  return cohort;
}
