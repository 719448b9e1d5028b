import { createHash } from 'node:crypto';
import { Calculation } from '../../shared/calculation';
import { cellName } from '../../shared/cell';
import { formsFor, programFor } from '../../shared/program';
import { countRosters, type RosterCounts } from '../../shared/roster/counter';
import type { RosterDefinitions, RosterKind, RosterPerson } from '../../shared/roster/definition';
import type { Rosters, RosterSurroundings } from '../../shared/roster/facts';
import { doubtOfRosters, type RosterDoubt } from '../../shared/roster/doubt';
import { partialForms, plannedCells } from '../../shared/roster/fill';
import type { RosterPlan } from '../../shared/roster/plan';
import type { School } from '../../shared/school';
import type { Collection, Submission, SubmissionData } from '../../shared/submission';
import { rosterDefinitions } from '../roster-definitions';
import { findCollection } from '../storage/collections';
import { loadOpen, schoolOf } from '../storage/load';
import { loadRosterPeople, type RosterPlace, rosterPlaces } from '../storage/rosters';
import { loadAnswers, loadCounted, loadMoves } from '../storage/rosters-words';
import { findSubmission } from '../storage/submissions';
import type { HandlerContext } from './context';
import { keyOf } from './pieces';
import { differences, toRemember, withoutSettled } from './rosters-remember';

type Places = Readonly<Partial<Record<RosterKind, RosterPlace>>>;

/** The rosters of a submission, counted. */
export interface CountedRosters {
  readonly submission: Submission;
  readonly school: School;
  readonly collection: Collection;
  readonly definitions: RosterDefinitions;
  readonly places: Places;
  readonly rosters: Rosters;
  readonly surroundings: RosterSurroundings;
  readonly counts: RosterCounts;
  readonly doubt: RosterDoubt | null;
}

export interface CountingDesk {
  /** Counts anew only when rosters, answers or what was said of pupils have changed. */
  counted(submissionId: number): CountedRosters;
  plan(submissionId: number): RosterPlan;
  /** What is remembered, without the differences that are no more; null where there is none of them. */
  settled(submissionId: number): NonNullable<SubmissionData['counted']> | null;
  /** A person of the roster was corrected in the database: the others are not read again. */
  corrected(place: RosterPlace, person: RosterPerson): void;
  /** Forgets everybody: a roster was removed. */
  forget(): void;
}

/** People as they were read last, by roster. */
interface ReadPeople {
  readonly revision: number;
  readonly people: readonly RosterPerson[];
}

const desks = new WeakMap<HandlerContext, CountingDesk>();

/** The one of this program: what it counted for the latest submission is kept between the calls of a page. */
export function countingDesk(context: HandlerContext): CountingDesk {
  const known = desks.get(context) ?? createCountingDesk(context);
  desks.set(context, known);
  return known;
}

function createCountingDesk(context: HandlerContext): CountingDesk {
  const { database, definitions: forms, resources } = context;
  let people = new Map<number, ReadPeople>();
  let latest: { readonly key: string; readonly counted: CountedRosters } | null = null;
  let figures: {
    readonly key: string;
    readonly calculation: Calculation;
    readonly data: SubmissionData;
  } | null = null;

  function peopleOf({ id, revision }: RosterPlace): readonly RosterPerson[] {
    const known = people.get(id);
    if (known?.revision === revision) return known.people;
    const now = loadRosterPeople(database, id);
    people.set(id, { revision, people: now });
    return now;
  }

  function counted(submissionId: number): CountedRosters {
    const submission = findSubmission(database, submissionId);
    const school = schoolOf(database, submission);
    const collection = findCollection(database, submission.collectionId);
    const places = rosterPlaces(database, submissionId);
    const moves = loadMoves(database, submissionId, places);
    const said = loadAnswers(database, submissionId, places);
    const { schoolYear, edition } = collection;
    const key = JSON.stringify([
      ...[submissionId, school, schoolYear, edition, places, said],
      ...[[...moves.now], [...moves.before]],
    ]);
    if (latest?.key === key) return { ...latest.counted, submission };
    const of = (kind: RosterKind) => {
      const place = places[kind];
      return place === undefined ? null : peopleOf(place);
    };
    const rosters = { pupils: of('pupils'), pupilsBefore: of('pupilsBefore'), staff: of('staff') };
    const used = new Set(Object.values(places).map(({ id }) => id));
    people = new Map([...people].filter(([id]) => used.has(id)));
    const surroundings = { school, schoolYear, moves, ...said };
    const definitions = rosterDefinitions(resources);
    const filled = formsFor(forms, edition, school);
    const counts = countRosters(definitions, filled, rosters, surroundings);
    const doubt = doubtOfRosters(rosters, school);
    const known = { submission, school, collection, definitions, places, rosters, surroundings };
    const result = { ...known, counts, doubt };
    latest = { key, counted: result };
    return result;
  }

  /** The stored figures, computed; kept until anything that they are computed from has changed. */
  function figuresOf({ submission, school, collection }: CountedRosters) {
    const key = keyOf(database, school, collection, submission);
    if (figures?.key !== key) {
      const open = loadOpen(database, submission.id);
      figures = { key, calculation: new Calculation(forms, open), data: open.data };
    }
    return figures;
  }

  /** The plan, and what is remembered without the differences that are no more. */
  function look(submissionId: number) {
    const now = counted(submissionId);
    const { counts, submission, definitions, rosters, doubt } = now;
    const { calculation, data } = figuresOf(now);
    const stored = loadCounted(database, submissionId);
    const partial = partialForms(definitions.counts, counts.notCounted);
    const cells = plannedCells({
      ...{ calculation, counts, partial },
      program: programFor(forms, now.collection.edition, now.school),
      before: new Map(stored.map((each) => [cellName(each.form, each.cell), each.counted])),
      toConfirm: new Set(data.toConfirm?.map(({ form, cell }) => cellName(form, cell))),
    });
    const said = {
      ...{ assumptions: counts.assumptions, cells, notCounted: counts.notCounted },
      reviewed: data.reviewed,
      ...(submission.state === 'finalised' && { finalised: true as const }),
      ...(partial.size > 0 && { partial: [...partial] }),
      ...(doubt !== null && { doubt }),
    };
    const settled = withoutSettled(stored, cells, (form, cell) => calculation.cell(form, cell).text);
    const plan: RosterPlan = {
      ...{ ...said, toRemember: differences(stored, toRemember(stored, cells, definitions, rosters)) },
      ...(settled !== null && { settled: true as const }),
      digest: createHash('sha256').update(JSON.stringify(said)).digest('hex'),
    };
    return { plan, settled };
  }

  return {
    counted,
    plan: (submissionId) => look(submissionId).plan,
    settled: (submissionId) => look(submissionId).settled,
    corrected({ id, revision }, person) {
      const known = people.get(id);
      if (known?.revision !== revision) return;
      const now = known.people.map((each) => (each.id === person.id ? person : each));
      people.set(id, { revision: revision + 1, people: now });
    },
    forget() {
      people = new Map();
      latest = null;
    },
  };
}
