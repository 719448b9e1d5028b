import { formsFor } from '../../shared/program';
import { countRosters } from '../../shared/roster/counter';
import type { RosterCounts } from '../../shared/roster/counter';
import type { RosterPerson } from '../../shared/roster/definition';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import type { RosterAssumption } from '../../shared/roster/plan';
import { definitions } from './generated';
import { rosterRules } from './roster-counts';
import { village } from './school';

/** Rosters of a few people, counted for an ordinary 小学 in 2026. */

export type Values = Record<string, string>;

export const people = (...all: readonly Values[]): readonly RosterPerson[] =>
  all.map((values, index) => ({ id: index + 1, values: { name: `某${index + 1}`, ...values } }));

/** A girl of grade one in a class by herself, unless it is said otherwise. */
export const pupil = (values: Values = {}): Values => ({
  stage: '小学',
  grade: '1',
  class: '1',
  sex: '女',
  birth: '2020-03-01',
  ...values,
});

/** A few people leave most grades empty, and that is what they are meant to do. */
const emptyGrades = Object.fromEntries(
  ['小学', '初中', 'before.小学', 'before.初中'].map((stage) => [`grades.empty.${stage}`, 'none']),
);

export function count(
  rosters: Partial<Rosters>,
  answers: Record<string, string> = {},
  more: Partial<RosterSurroundings> = {},
  edition = 'jiaoji-2021',
): RosterCounts {
  const surroundings: RosterSurroundings = {
    school: village,
    schoolYear: 2026,
    answers: { ...emptyGrades, ...answers },
    moves: { now: new Map(), before: new Map() },
    ...more,
  };
  return countRosters(
    rosterRules,
    formsFor(definitions, edition, surroundings.school),
    { pupils: null, pupilsBefore: null, staff: null, ...rosters },
    surroundings,
  );
}

export const cell = ({ cells }: RosterCounts, key: string): number | undefined => cells.get(key);
export const asked = ({ assumptions }: RosterCounts, id: string): RosterAssumption | undefined =>
  assumptions.find((each) => each.id === id);
