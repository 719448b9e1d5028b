import { stagesOf } from '../applicability';
import type { Assumptions } from './assumptions';
import type { RosterPerson } from './definition';
import { FactTable } from './facts';
import type { Doubt, FactColumn, RosterSurroundings, Rosters } from './facts';
import { askAbsent, askEmptyGrades, putAbsent } from './facts-absent';
import type { AskedStages } from './facts-absent';
import { arrivalFacts } from './facts-arrivals';
import { departureFacts } from './facts-departures';
import { enrolment } from './facts-enrolled';
import { plainFacts } from './facts-fields';
import { identityFacts } from './facts-identity';
import { mixedFacts } from './facts-mixed';
import { countyOf, originFacts } from './facts-origin';
import { placementFacts } from './facts-placement';
import { preschoolFacts } from './facts-preschool';
import type { RosterMoves } from './moves';

/** A pupil of either roster while the facts are worked out. */
export interface Pupil {
  /** Place in the table. */
  readonly index: number;
  readonly person: RosterPerson;
  readonly values: RosterPerson['values'];
  readonly now: boolean;
  /** 在读, and no foreigner: counted as a pupil of the school. Null while an assumption is open. */
  readonly enrolled: boolean | null;
  readonly stage: string | undefined;
  readonly grade: number | undefined;
}

/** What the builders of facts share. */
export interface PupilContext {
  readonly table: FactTable;
  readonly pupils: readonly Pupil[];
  readonly rosters: Rosters;
  readonly surroundings: RosterSurroundings;
  readonly moves: RosterMoves;
  readonly assumptions: Assumptions;
  /** Whether anybody of the roster has something in the column: a file without the column says nothing about anybody. */
  readonly has: (field: string, now: boolean) => boolean;
  readonly column: (fact: string) => FactColumn;
  readonly missing: (label: string) => Doubt;
}

/** Facts about everybody of this year's roster and then of last year's, and where each pupil ended up. */
export interface PupilFacts extends PupilContext {
  /** 普通班级: those who sit in the classes of their grade, by place; null where it is not known. */
  readonly ordinary: readonly (boolean | null)[];
  readonly mixed: readonly (boolean | null)[];
  readonly absent: AskedStages;
}

export function pupilFacts(
  rosters: Rosters,
  surroundings: RosterSurroundings,
  moves: RosterMoves,
  assumptions: Assumptions,
): PupilFacts {
  const { school } = surroundings;
  const people = [
    ...(rosters.pupils ?? []).map((person) => ({ person, now: true })),
    ...(rosters.pupilsBefore ?? []).map((person) => ({ person, now: false })),
  ];
  const taught = [...stagesOf(school)].filter((stage) => stage !== '特教');
  const stageOf = ({ values }: RosterPerson): string | undefined =>
    values.stage ?? (taught.length === 1 ? taught[0] : undefined);
  const placeOf = (person: RosterPerson): string => `${stageOf(person) ?? ''} ${person.values.grade ?? '?'}`;
  const stagesIn = (now: boolean, list: readonly RosterPerson[] | null) =>
    list === null ? [] : [{ now, stages: new Set(list.map(stageOf)), grades: new Set(list.map(placeOf)) }];
  const lists = [...stagesIn(true, rosters.pupils), ...stagesIn(false, rosters.pupilsBefore)];
  const [wholly, partly] = [
    askAbsent(lists, school, assumptions, 'pupils'),
    askEmptyGrades(lists, school, assumptions),
  ];
  const absent = { open: [...wholly.open, ...partly.open], ids: [...wholly.ids, ...partly.ids] };
  const table = new FactTable(people.length + absent.open.length);
  const present = { now: presentFields(rosters.pupils), before: presentFields(rosters.pupilsBefore) };
  const has = (field: string, now: boolean): boolean => (now ? present.now : present.before).has(field);
  const enrolled = enrolment(people, has, table, assumptions);
  const pupils = people.map(({ person, now }, index): Pupil => {
    const grade = Number(person.values.grade);
    return {
      index,
      person,
      values: person.values,
      now,
      enrolled: enrolled[index] ?? null,
      stage: stageOf(person),
      grade: Number.isInteger(grade) && grade > 0 ? grade : undefined,
    };
  });
  const context: PupilContext = {
    table,
    pupils,
    rosters,
    surroundings,
    moves,
    assumptions,
    has,
    column: (fact) => table.column(fact),
    missing: (label) => assumptions.doubt('noField', label),
  };
  identityFacts(context);
  plainFacts(context);
  const ordinary = placementFacts(context);
  const mixed = mixedFacts(context);
  originFacts(context, countyOf(context));
  const entered = arrivalFacts(context);
  departureFacts(context);
  preschoolFacts(context, entered);
  absent.open.forEach((each, place) => putAbsent(table, 'pupils', people.length + place, each, school));
  for (const fact of ['stage', 'countedAs']) table.column(fact).assumptionsAbout.push(...absent.ids);
  return { ...context, ordinary, mixed, absent };
}

function presentFields(people: readonly RosterPerson[] | null): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const { values } of people ?? []) for (const field in values) fields.add(field);
  return fields;
}
