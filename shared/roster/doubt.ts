import type { School } from '../school';
import type { Rosters } from './facts';
import { isPresent, placeOf } from './moves';
import { samePupils } from './moves-match';

/** Why two rosters can hardly be of one school a year apart. */
export interface RosterDoubt {
  /** `sameYear`: the same people in the same grades; `strangers`: hardly anybody is in both. */
  readonly code: 'sameYear' | 'strangers';
  readonly people: number;
}

/** Of fewer who stayed nothing is judged: a teaching point may have a handful. */
const leastStayed = 3;
/** A smaller roster may really be of other people: a school of one grade has nobody in both years. */
const leastToCompare = 20;

/**
 * Last year's file loaded by mistake as this year's too would count nobody as 招生 or 毕业 and say nothing: more than half
 * of those in both rosters in the grade of last year is no school.
 */
export function doubtOfRosters({ pupils, pupilsBefore }: Rosters, school: School): RosterDoubt | null {
  if (pupils === null || pupilsBefore === null) return null;
  const before = new Map(pupilsBefore.filter(isPresent).map((pupil) => [pupil.id, pupil]));
  const now = pupils.filter(isPresent);
  const same = samePupils(pupils, pupilsBefore);
  let stayed = 0;
  let repeating = 0;
  for (const pupil of now) {
    const earlier = before.get(same.get(pupil.id) ?? 0);
    if (earlier === undefined) continue;
    stayed += 1;
    const [from, to] = [placeOf(earlier, school), placeOf(pupil, school)];
    if (from !== null && from.stage === to?.stage && from.grade === to.grade) repeating += 1;
  }
  if (stayed >= leastStayed && repeating > stayed / 2) return { code: 'sameYear', people: repeating };
  const smaller = Math.min(before.size, now.length);
  if (smaller >= leastToCompare && stayed < smaller / 5) return { code: 'strangers', people: stayed };
  return null;
}
