import type { School } from '../school';
import type { RosterPerson } from './definition';
import type { RosterSurroundings, Rosters } from './facts';
import { samePupils } from './moves-match';
import { arrivals, departures } from './plan';
import type { Arrival, Departure } from './plan';

/** What two rosters a year apart tell of each pupil. */
export interface RosterMoves {
  /** This year's person id → last year's, where the pupil is in both. */
  readonly same: ReadonlyMap<number, number>;
  /** Of this year's roster: how a pupil who is new in the school, or new in 初中 here, came. Null: not told. */
  readonly came: ReadonlyMap<number, Arrival | null>;
  /** Of last year's: how one who has left went, and 毕业 of those who went on to 初中 here. Null: not told. */
  readonly went: ReadonlyMap<number, Departure | null>;
}

/** Where a pupil is taught; null where the roster does not tell. */
export interface Place {
  readonly stage: string;
  /** From 1 within the stage; in 学前 1 is 托班 and 4 is 大班. */
  readonly grade: number;
}

export const stageOrder = ['学前', '小学', '初中', '高中'] as const;

/** Grades of a stage: 六三 and 五四 differ. */
export function gradesIn({ system }: Pick<School, 'system'>, stage: string): number {
  if (stage === '小学') return system === '六三' ? 6 : 5;
  if (stage === '初中') return system === '六三' ? 3 : 4;
  return stage === '学前' ? 4 : 3;
}

export function placeOf({ values }: RosterPerson): Place | null {
  const grade = Number(values.grade);
  const { stage } = values;
  return stage === undefined || !Number.isInteger(grade) || grade < 1 ? null : { stage, grade };
}

/** Whoever only keeps his register here (休学, 离校) is not counted as a pupil of the school. */
export function isPresent({ values }: RosterPerson): boolean {
  return values.status === undefined || values.status === '在读';
}

/** In both years, and last year in another stage: that is a departure from one and an arrival in the other. */
export function changedStage(before: RosterPerson, now: RosterPerson): boolean {
  const [from, to] = [placeOf(before), placeOf(now)];
  return from !== null && to !== null && from.stage !== to.stage;
}

/**
 * The clerk's word first, then the roster's own column (增加方式, 学籍状态), then what grades suggest; never a guess
 * beyond that. Who stays in the stage is in neither map. Without a roster of last year only the clerk's word and the
 * column tell: nobody else is in `came`, because everybody would be new.
 */
export function movesOf(rosters: Rosters, surroundings: RosterSurroundings): RosterMoves {
  const { moves } = surroundings;
  const told = toldByRosters(rosters, surroundings);
  const words = <M extends Arrival | Departure>(
    known: ReadonlyMap<number, M | null>,
    chosen: ReadonlyMap<number, string>,
    allowed: readonly M[],
  ): ReadonlyMap<number, M | null> =>
    new Map([...known].map(([id, move]) => [id, allowed.find((each) => each === chosen.get(id)) ?? move]));
  return {
    same: told.same,
    came: words(told.came, moves.now, arrivals),
    went: words(told.went, moves.before, departures),
  };
}

/** As `movesOf`, without what the clerk has said: what is suggested to her. */
export function toldByRosters(
  { pupils, pupilsBefore }: Rosters,
  surroundings: Pick<RosterSurroundings, 'school' | 'schoolYear'>,
): RosterMoves {
  const came = new Map<number, Arrival | null>();
  const went = new Map<number, Departure | null>();
  if (pupils === null) return { same: new Map(), came, went };
  if (pupilsBefore === null) {
    for (const pupil of pupils.filter(isPresent)) {
      const told = arrivalOfColumn(pupil);
      if (told !== null) came.set(pupil.id, told);
    }
    return { same: new Map(), came, went };
  }
  const same = samePupils(pupils, pupilsBefore);
  const before = new Map(pupilsBefore.map((pupil) => [pupil.id, pupil]));
  const seen = new Map<number, RosterPerson>();
  for (const pupil of pupils) {
    const earlier = before.get(same.get(pupil.id) ?? 0);
    if (earlier !== undefined) seen.set(earlier.id, pupil);
    if (!isPresent(pupil)) continue;
    if (earlier === undefined) came.set(pupil.id, arrivalOf(pupil, surroundings));
    else if (!isPresent(earlier))
      came.set(pupil.id, arrivalOfColumn(pupil) ?? (earlier.values.status === '休学' ? '复学' : null));
    else if (changedStage(earlier, pupil)) came.set(pupil.id, placeOf(pupil)?.grade === 1 ? '招生' : null);
  }
  for (const pupil of pupilsBefore.filter(isPresent)) {
    const later = seen.get(pupil.id);
    if (later === undefined) went.set(pupil.id, graduates(pupil, surroundings.school) ? '毕业' : null);
    else if (!isPresent(later)) went.set(pupil.id, departureOfStatus(later));
    else if (changedStage(pupil, later))
      went.set(pupil.id, graduates(pupil, surroundings.school) ? '毕业' : null);
  }
  return { same, came, went };
}

function graduates(pupil: RosterPerson, school: School): boolean {
  const place = placeOf(pupil);
  return place !== null && place.grade === gradesIn(school, place.stage);
}

function arrivalOfColumn({ values }: RosterPerson): Arrival | null {
  return arrivals.find((each) => each === values.came) ?? null;
}

function departureOfStatus({ values }: RosterPerson): Departure | null {
  return departures.find((each) => each === values.status) ?? null;
}

/**
 * Who is new in the first grade was admitted, unless the month of entry is that of an earlier year: then he came
 * from another school or repeats. Into 学前 children are admitted at any age (入园), but not before they were counted last.
 */
function arrivalOf(pupil: RosterPerson, { schoolYear }: Pick<RosterSurroundings, 'schoolYear'>) {
  const told = arrivalOfColumn(pupil);
  if (told !== null) return told;
  const place = placeOf(pupil);
  const { entry } = pupil.values;
  // A column that says 留级 of somebody who was not here last year contradicts itself.
  if (place === null || pupil.values.came !== undefined) return null;
  if (place.stage === '学前')
    return (entry === undefined ? place.grade <= 2 : entry > `${schoolYear - 1}-09`) ? '招生' : null;
  return place.grade === 1 && (entry === undefined || entry >= `${schoolYear}-06`) ? '招生' : null;
}
