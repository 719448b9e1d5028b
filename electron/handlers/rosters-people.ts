import { cellName } from '../../shared/cell';
import { refusal } from '../../shared/error';
import { rosterOf, type RosterKind, type RosterPerson } from '../../shared/roster/definition';
import { correctedPerson } from '../../shared/roster/fill-person';
import { HeadMatcher } from '../../shared/roster/heads';
import { shownPerson, type ShownIn } from '../../shared/roster/mask';
import type { PeopleBehind, ShownPerson } from '../../shared/roster/plan';
import { changePerson, findPerson, listRosters, removeRoster, rosterPlaces } from '../storage/rosters';
import { loadCounted } from '../storage/rosters-words';
import { rosterDefinitions } from '../roster-definitions';
import type { HandlerContext, Handlers } from './context';
import { type CountedRosters, countingDesk } from './rosters-counted';

type Methods =
  | 'rosters.list'
  | 'rosters.behind'
  | 'rosters.people'
  | 'rosters.reveal'
  | 'rosters.change'
  | 'rosters.remove';

/** Who stands in the rosters and behind the numbers. Nothing of it is logged, and numbers leave masked. */
export function rosterPeopleHandlers(context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const { database, resources, now } = context;
  const desk = countingDesk(context);

  function shownIn({ definitions, school, collection }: CountedRosters, kind: RosterKind): ShownIn {
    return { fields: definitions[rosterOf(kind)].fields, school, schoolYear: collection.schoolYear };
  }

  /** The roster may be that of the submission before; refused with `roster.unknownPerson`. */
  function find(submissionId: number, kind: RosterKind, id: number) {
    const place = rosterPlaces(database, submissionId)[kind];
    const person = place === undefined ? undefined : findPerson(database, place.id, id);
    if (place === undefined || person === undefined) throw refusal('roster.unknownPerson', {});
    return { place, person };
  }

  function behind(submissionId: number, form: string, cell: string): PeopleBehind {
    const now = desk.counted(submissionId);
    const { counts, rosters, definitions } = now;
    const count = counts.cells.get(cellName(form, cell));
    const stored = loadCounted(database, submissionId).find(
      (each) => each.form === form && each.cell === cell,
    );
    const isThere = definitions.counts.some((rule) => {
      return rule.form === form && rosters[rule.of === 'staff' ? 'staff' : 'pupils'] !== null;
    });
    const { people, classes } = count === undefined ? { people: [], classes: [] } : counts.behind(form, cell);
    const byKind = new Map<RosterKind, ReadonlyMap<number, RosterPerson>>();
    const shown = people.flatMap(({ kind, id }): ShownPerson[] => {
      const known = byKind.get(kind) ?? new Map(rosters[kind]?.map((person) => [person.id, person]));
      byKind.set(kind, known);
      const person = known.get(id);
      return person === undefined ? [] : [shownPerson(person, kind, shownIn(now, kind))];
    });
    return {
      words: counts.words(form, cell),
      // The present roster's, because these are its people; of one that is gone only the number is left.
      counted: count === undefined ? (stored?.counted ?? '') : String(count),
      ...{ classes, people: shown, gone: !isThere },
    };
  }

  return {
    'rosters.list': ({ submissionId }) => listRosters(database, submissionId),
    'rosters.behind': ({ submissionId, form, cell }) => behind(submissionId, form, cell),
    'rosters.people': ({ submissionId, kind }) => {
      const now = desk.counted(submissionId);
      const shown = shownIn(now, kind);
      return now.rosters[kind]?.map((person) => shownPerson(person, kind, shown)) ?? [];
    },
    'rosters.reveal': ({ submissionId, kind, person, field }) => ({
      text: find(submissionId, kind, person).person.values[field] ?? '',
    }),
    'rosters.change': ({ submissionId, kind, person: id, texts }) => {
      const { place, person } = find(submissionId, kind, id);
      const { school, collection, rosters } = desk.counted(submissionId);
      const columns = rosterDefinitions(resources)[rosterOf(kind)];
      const schoolYear = collection.schoolYear - (kind === 'pupilsBefore' ? 1 : 0);
      const corrected = correctedPerson({ kind, columns, school, schoolYear }, person, texts);
      if ('field' in corrected) {
        const { field, text } = corrected;
        throw refusal('roster.badValue', { label: field.label, text });
      }
      const { identity } = corrected.values;
      const isTaken = (other: RosterPerson) => other.id !== id && other.values['identity'] === identity;
      if (
        identity !== undefined &&
        identity !== person.values['identity'] &&
        rosters[kind]?.some(isTaken) === true
      )
        throw refusal('roster.sameNumber', {});
      changePerson(database, place.id, corrected, now());
      desk.corrected(place, corrected);
      return desk.plan(submissionId);
    },
    'rosters.remove': ({ submissionId, kind }) => {
      const place = rosterPlaces(database, submissionId)[kind];
      // Last year's roster that serves here is that of the submission before, stored as its pupils.
      const stored = place?.submissionId === submissionId ? kind : 'pupils';
      const columns = rosterDefinitions(resources)[rosterOf(kind)];
      const heads = new HeadMatcher(columns, new Map());
      const isOfficial = (head: string) => heads.match(head) !== null || heads.isNeverKept(head);
      const leftIn = place === undefined ? [] : removeRoster(database, stored, place, isOfficial, now());
      desk.forget();
      return { rosters: listRosters(database, submissionId), leftIn };
    },
  };
}
