import { Calculation } from '../../shared/calculation';
import { acrossOneByOne } from '../../shared/indicator-schools';
import { ownFigures } from '../../shared/indicator-schools-own';
import type { SchoolOwn } from '../../shared/indicator-schools-own';
import type { AcrossFigures, AcrossResult } from '../../shared/ipc-figures';
import { programFor } from '../../shared/program';
import type { School } from '../../shared/school';
import type { Collection } from '../../shared/submission';
import { profilesOf } from '../../shared/target-profile';
import { findCollection } from '../storage/collections';
import { loadOpen, schoolOf } from '../storage/load';
import { submissionIn } from '../storage/submissions';
import { ownTargets } from '../storage/targets';
import type { HandlerContext } from './context';
import { keyOf, schoolsInOrder, workInPieces } from './pieces';
import type { Piece } from './pieces';

interface Asked {
  readonly collectionId: number;
  /** Ids of schools left out by hand. */
  readonly excluded: readonly number[];
}

interface Across {
  (asked: Asked): Promise<AcrossFigures>;
  /** Ends what is under way with `work.cancelled`. */
  stop(): void;
}

/**
 * Figures over all schools on this computer in one round. A school is computed again only when something that its figures
 * come from has changed, the whole only when a school or the question has.
 */
export function figuresAcross({
  database,
  definitions,
  desktop,
}: Pick<HandlerContext, 'database' | 'definitions' | 'desktop'>): Across {
  const works = workInPieces();
  const known = new Map<number, { readonly key: string; readonly own: SchoolOwn }>();
  let last: { readonly key: string; readonly figures: AcrossFigures } | null = null;

  /** A school that has begun nothing has no figures, and no year before makes up for it. */
  function blank(school: School, collection: Collection): SchoolOwn {
    const submission = { id: 0, schoolId: school.id, collectionId: collection.id };
    const state = { state: 'draft', revision: 0, version: 0, editionVersion: '' } as const;
    const data = {
      submission: { ...submission, ...state },
      cells: [],
      lists: {},
      reviewed: [],
      explanations: [],
    };
    const calculation = new Calculation(definitions, { school, collection, data, previous: [] });
    return { ...ownFigures(definitions, school, calculation), notBegun: true };
  }

  async function look(piece: Piece, collection: Collection, school: School) {
    const submission = await piece(() => submissionIn(database, school.id, collection.id));
    const filledAs = submission === undefined ? school : await piece(() => schoolOf(database, submission));
    const key =
      submission === undefined
        ? JSON.stringify([school, collection])
        : await piece(() => keyOf(database, filledAs, collection, submission));
    const before = known.get(school.id);
    if (before?.key === key) return { key, own: before.own };
    // The first school of its kind compiles what the others of that kind use.
    await piece(() => programFor(definitions, collection.edition, filledAs).indicators.all());
    const own =
      submission === undefined
        ? await piece(() => blank(school, collection))
        : await compute(piece, submission.id, filledAs);
    known.set(school.id, { key, own });
    return { key, own };
  }

  async function compute(piece: Piece, submissionId: number, school: School): Promise<SchoolOwn> {
    const read = await piece(() => loadOpen(database, submissionId));
    const calculation = await piece(() => new Calculation(definitions, read));
    return piece(() => ownFigures(definitions, school, calculation));
  }

  async function across({ collectionId, excluded }: Asked): Promise<AcrossFigures> {
    const piece = works.begin();
    const collection = findCollection(database, collectionId);
    const all = schoolsInOrder(database);
    const seen: { key: string; own: SchoolOwn }[] = [];
    for (const school of all) {
      desktop.progress({ step: 'schools', done: seen.length, total: all.length });
      seen.push(await look(piece, collection, school));
    }
    const ownProfiles = ownTargets(database, collection.targetProfiles);
    const key = JSON.stringify([seen.map((each) => each.key), excluded, ownProfiles]);
    if (last?.key === key) return last.figures;
    const figures = acrossOneByOne({
      definitions,
      schools: seen.map(({ own }) => own),
      profiles: profilesOf(collection.targetProfiles, definitions.targetProfiles, ownProfiles),
      schoolYear: collection.schoolYear,
      byHand: new Set(excluded),
    });
    const results: AcrossResult[] = [];
    for (;;) {
      const next = await piece(() => figures.next());
      if (next.done === true) break;
      results.push(next.value);
    }
    const notBegun = seen.flatMap(({ own: { id: schoolId, name, notBegun: not } }) =>
      not === true ? [{ schoolId, name }] : [],
    );
    last = { key, figures: { results, notBegun } };
    return last.figures;
  }

  return Object.assign(across, { stop: () => works.stop() });
}
