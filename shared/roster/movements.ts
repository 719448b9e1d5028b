import type { School } from '../school';
import type { RosterPerson } from './definition';
import type { RosterSurroundings, Rosters } from './facts';
import { ethnicGroup } from './facts-ethnicity';
import { sexIn } from './facts-identity';
import { flowFrom, flowInto, gradeFlows } from './flows';
import type { FlowPlace } from './flows';
import { gradeName } from './mask';
import { changedPlacement, isPresent, movesOf, placeOf, toldByRosters, withoutForeigners } from './moves';
import type { RosterMoves } from './moves';
import { arrivals, departures } from './plan';
import type { Movement, Movements, ShownPerson } from './plan';

/** How a person is shown to the clerk: masked. */
export type Show = (kind: 'pupils' | 'pupilsBefore', person: RosterPerson) => ShownPerson;

/**
 * Who is in one of two rosters only, who went on to another stage here and who is not one grade further, with what the
 * rosters suggest and what the clerk has said; and the flow of every grade that these names explain.
 */
export function movementsOf(rosters: Rosters, surroundings: RosterSurroundings, show: Show): Movements {
  const { pupils, pupilsBefore } = withoutForeigners(rosters, surroundings);
  if (pupils === null || pupilsBefore === null) return { possible: false, movements: [], flows: [] };
  const told = toldByRosters(rosters, surroundings);
  const { school, moves } = surroundings;
  const flows = gradeFlows(pupils, pupilsBefore, movesOf(rosters, surroundings), school);
  const flowAt = ({ stage, grade }: FlowPlace): number =>
    flows.findIndex(({ place }) => place.stage === stage && place.grade === grade);
  const grade = (pupil: RosterPerson | undefined): string | null => {
    const place = pupil === undefined ? null : placeOf(pupil, school);
    return place === null ? null : gradeName(place.stage, place.grade, school);
  };
  const indexes = (...places: readonly (FlowPlace | null)[]): readonly number[] => [
    ...new Set(places.flatMap((place) => (place === null ? [] : [flowAt(place)])).filter((at) => at >= 0)),
  ];
  const into = (pupil: RosterPerson) => mapped(placeOf(pupil, school), flowInto);
  const from = (pupil: RosterPerson) => mapped(placeOf(pupil, school), flowFrom);
  const { before, now } = bothWays(told, pupils, pupilsBefore);

  const movements: Movement[] = [];
  for (const pupil of pupils) {
    const earlier = before.get(pupil.id);
    const suggested = told.came.get(pupil.id);
    if (suggested !== undefined) {
      movements.push({
        ...{ person: show('pupils', pupil), side: 'came', before: grade(earlier), after: grade(pupil) },
        ...{ suggested, chosen: arrivals.find((each) => each === moves.now.get(pupil.id)) ?? null },
        ...{ remark: whyCame(earlier, pupil, school), flows: indexes(into(pupil)) },
      });
    } else if (earlier !== undefined && isPresent(pupil)) {
      const remark = oddity(earlier, pupil, school);
      if (remark === null) continue;
      movements.push({
        ...{ person: show('pupils', pupil), side: 'stayed', before: grade(earlier), after: grade(pupil) },
        ...{ suggested: null, chosen: null, remark, flows: indexes(from(earlier), into(pupil)) },
      });
    }
  }
  for (const pupil of pupilsBefore) {
    const suggested = told.went.get(pupil.id);
    if (suggested === undefined) continue;
    const later = now.get(pupil.id);
    movements.push({
      ...{ person: show('pupilsBefore', pupil), side: 'went', before: grade(pupil), after: grade(later) },
      ...{ suggested, chosen: departures.find((each) => each === moves.before.get(pupil.id)) ?? null },
      ...{ remark: whyWent(pupil, later, school), flows: indexes(from(pupil)) },
    });
  }
  return { possible: true, movements, flows: flows.map(({ place: _place, ...flow }) => flow) };
}

function mapped<A, B>(value: A | null, change: (value: A) => B): B | null {
  return value === null ? null : change(value);
}

/** Of those in both rosters: the other year's row, by person id of either. */
function bothWays(
  { same }: RosterMoves,
  pupils: readonly RosterPerson[],
  pupilsBefore: readonly RosterPerson[],
) {
  const earlier = new Map(pupilsBefore.map((pupil) => [pupil.id, pupil]));
  const before = new Map<number, RosterPerson>();
  const now = new Map<number, RosterPerson>();
  for (const pupil of pupils) {
    const found = earlier.get(same.get(pupil.id) ?? 0);
    if (found === undefined) continue;
    before.set(pupil.id, found);
    now.set(found.id, pupil);
  }
  return { before, now };
}

/** Why one who stands in both rosters came all the same. */
function whyCame(before: RosterPerson | undefined, now: RosterPerson, school: School): string | null {
  if (before === undefined) return null;
  if (!isPresent(before)) return `上年名册学籍状态：${before.values.status ?? ''}`;
  return changedPlacement(before, now, school) ? placementChanged : null;
}

/** Why one who stands in both rosters went all the same. */
function whyWent(before: RosterPerson, now: RosterPerson | undefined, school: School): string | null {
  if (now === undefined) return null;
  if (!isPresent(now)) return `今年名册学籍状态：${now.values.status ?? ''}`;
  return changedPlacement(before, now, school) ? placementChanged : null;
}

const placementChanged = '两年间在普通班与特教班（送教上门）之间变动，从一行到另一行';

/** What is not as a year later it should be; null of most. Both years are of one stage. */
function oddity(before: RosterPerson, now: RosterPerson, school: School): string | null {
  const [from, to] = [placeOf(before, school), placeOf(now, school)];
  const remarks: string[] = [];
  if (from === null || to === null) remarks.push('名册里没有年级');
  else {
    const steps = to.grade - from.grade;
    if (steps === 0) remarks.push('留级');
    if (steps > 1) remarks.push('跳级');
    if (steps < 0) remarks.push('年级比上年低');
  }
  const [old, own] = [before.values.identity, now.values.identity];
  if (old !== undefined && own !== undefined && old !== own) remarks.push('身份证件号与上年不同');
  // Nobody came or went, and yet the rows 女 and 少数民族 of 学生变动情况 do not balance without these names.
  const differs = (of: (values: RosterPerson['values']) => string | undefined): boolean => {
    const [then, since] = [of(before.values), of(now.values)];
    return then !== undefined && since !== undefined && then !== since;
  };
  if (differs(sexIn)) remarks.push('性别与上年不同');
  if (differs(({ ethnicity }) => ethnicGroup(ethnicity))) remarks.push('民族与上年不同');
  return remarks.length === 0 ? null : remarks.join('，');
}
