import { stagesOf } from '../applicability';
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
  /** Of this year's roster: how a pupil came who is new in the school, in 初中 here or in 特殊教育 here. Null: not told. */
  readonly came: ReadonlyMap<number, Arrival | null>;
  /** Of last year's: how one went who has left the school, or the row that he was counted in. Null: not told. */
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

/** A school of one stage need not write it into its roster. */
export function placeOf({ values }: RosterPerson, school: School): Place | null {
  const grade = Number(values.grade);
  const stage = values.stage ?? onlyStage(school);
  return stage === null || !Number.isInteger(grade) || grade < 1 ? null : { stage, grade };
}

const onlyStages = new WeakMap<School, string | null>();

function onlyStage(school: School): string | null {
  const known = onlyStages.get(school);
  if (known !== undefined) return known;
  const taught = [...stagesOf(school)].filter((stage) => stage !== '特教');
  const only = taught.length === 1 ? (taught[0] ?? null) : null;
  onlyStages.set(school, only);
  return only;
}

/** Whoever only keeps his register here (休学, 离校) is not counted as a pupil of the school. */
export function isPresent({ values }: RosterPerson): boolean {
  return values.status === undefined || values.status === '在读';
}

/**
 * Foreigners are reported apart: they are no movement of 学生变动情况, unless the clerk has said that they are counted.
 */
export function withoutForeigners(
  rosters: Rosters,
  { answers }: Pick<RosterSurroundings, 'answers'>,
): Rosters {
  if (answers['foreign.apart'] === 'in') return rosters;
  const isForeign = ({ values }: RosterPerson): boolean => values.overseas === '外国';
  // Mostly nobody is: then they are the very lists that were matched already.
  const own = (list: Rosters['pupils']) =>
    list?.some(isForeign) === true ? list.filter((pupil) => !isForeign(pupil)) : list;
  return { ...rosters, pupils: own(rosters.pupils), pupilsBefore: own(rosters.pupilsBefore) };
}

/** What makes a pupil stand in the row 特殊教育 of an ordinary school; null of most. */
function apartBy({ values }: RosterPerson): 'residence' | 'specialClass' | null {
  if (values.residence === '送教上门') return 'residence';
  return values.specialClass === '是' ? 'specialClass' : null;
}

/**
 * Whether one who is in both rosters stands in the row 特殊教育 of one year and in that of his stage in the other. A roster
 * without the column says nothing of it.
 */
export function changedPlacement(before: RosterPerson, now: RosterPerson, school: School): boolean {
  if (school.type === '特殊教育学校' || !stagesOf(school).has('特教')) return false;
  const [then, since] = [apartBy(before), apartBy(now)];
  if ((then === null) === (since === null)) return false;
  const field = then ?? since ?? 'residence';
  return (then === null ? before : now).values[field] !== undefined;
}

/** In both years and counted in another row of 学生变动情况: that is a departure from one and an arrival in the other. */
function changedRow(before: RosterPerson, now: RosterPerson, school: School): 'stage' | 'placement' | null {
  const [from, to] = [placeOf(before, school), placeOf(now, school)];
  if (from !== null && to !== null && from.stage !== to.stage) return 'stage';
  return changedPlacement(before, now, school) ? 'placement' : null;
}

/**
 * The clerk's word first, then the roster's own column (增加方式, 学籍状态), then what grades suggest; never a guess
 * beyond that. Who stays in the stage is in neither map. Without a roster of last year only the column tells: nobody else
 * is in `came`, because everybody would be new.
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
  rosters: Rosters,
  surroundings: Pick<RosterSurroundings, 'school' | 'schoolYear' | 'answers'>,
): RosterMoves {
  const { school } = surroundings;
  const { pupils, pupilsBefore } = withoutForeigners(rosters, surroundings);
  const came = new Map<number, Arrival | null>();
  const went = new Map<number, Departure | null>();
  if (pupils === null) return { same: new Map(), came, went };
  if (pupilsBefore === null) {
    for (const pupil of pupils.filter(isPresent)) {
      // One that contradicts itself is asked about by its column: there are no two rosters to compare.
      const told = arrivalInColumn(pupil);
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
      came.set(
        pupil.id,
        arrivalThisYear(pupil, surroundings) ?? (earlier.values.status === '休学' ? '复学' : null),
      );
    else {
      const changed = changedRow(earlier, pupil, school);
      const enters = changed === 'stage' && placeOf(pupil, school)?.grade === 1;
      if (changed !== null) came.set(pupil.id, enters ? '招生' : null);
    }
  }
  for (const pupil of pupilsBefore.filter(isPresent)) {
    const later = seen.get(pupil.id);
    if (later === undefined) went.set(pupil.id, graduates(pupil, school) ? '毕业' : null);
    else if (!isPresent(later)) went.set(pupil.id, departureOfStatus(later));
    else {
      const changed = changedRow(pupil, later, school);
      const finishes = changed === 'stage' && graduates(pupil, school);
      if (changed !== null) went.set(pupil.id, finishes ? '毕业' : null);
    }
  }
  return { same, came, went };
}

function graduates(pupil: RosterPerson, school: School): boolean {
  const place = placeOf(pupil, school);
  return place !== null && place.grade === gradesIn(school, place.stage);
}

function arrivalInColumn({ values }: RosterPerson): Arrival | null {
  return arrivals.find((each) => each === values.came) ?? null;
}

type Years = Pick<RosterSurroundings, 'school' | 'schoolYear'>;

/** The column, unless it can only tell how the pupil once came: 招生 of an upper grade, or with a month of another year. */
function arrivalThisYear(pupil: RosterPerson, years: Years): Arrival | null {
  const told = arrivalInColumn(pupil);
  return told === '招生' && mayBeAdmitted(pupil, years) === false ? null : told;
}

/** Whether grade and month of entry allow 招生 of this year; null where they do not tell. Into 学前 children come at any age. */
export function mayBeAdmitted(pupil: RosterPerson, { school, schoolYear }: Years): boolean | null {
  const place = placeOf(pupil, school);
  const { entry } = pupil.values;
  if (place === null) return null;
  // 学前 admits all the year, but nobody before the last count.
  if (place.stage === '学前') return entry === undefined ? null : entry > `${schoolYear - 1}-09`;
  return place.grade === 1 && (entry === undefined || entry >= `${schoolYear}-06`);
}

function departureOfStatus({ values }: RosterPerson): Departure | null {
  return departures.find((each) => each === values.status) ?? null;
}

/**
 * Who is new in the first grade was admitted, unless the month of entry is that of an earlier year: then he came
 * from another school or repeats.
 */
function arrivalOf(pupil: RosterPerson, years: Years): Arrival | null {
  const told = arrivalThisYear(pupil, years);
  if (told !== null) return told;
  const place = placeOf(pupil, years.school);
  // A column that says 留级 of somebody who was not here last year, or 招生 of an upper grade, contradicts itself.
  if (place === null || pupil.values.came !== undefined) return null;
  return (mayBeAdmitted(pupil, years) ?? place.grade <= 2) ? '招生' : null;
}
