import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import type { StagedImport } from '../../shared/import/staged';
import type { ImportPlace } from '../../shared/import/settle';
import type { ImportTarget } from '../../shared/ipc-import';
import type { School } from '../../shared/school';
import { profilesOf } from '../../shared/target-profile';
import { type Collection, type NewCollection, newCollectionSchema } from '../../shared/submission';
import { listCollections } from '../storage/collections';
import type { Database } from '../storage/database';
import { loadData, loadPrevious, schoolOf } from '../storage/load';
import { listTargets } from '../storage/targets';
import { findSchool, listSchools } from '../storage/schools';
import { submissionIn } from '../storage/submissions';
import { type BroughtProfiles, broughtProfiles } from './import-targets';

/** Whose figures a file is taken for, as far as it is there already; ids of what is not are placeholders. */
export interface FoundPlace {
  readonly place: ImportPlace;
  readonly brought: BroughtProfiles;
  readonly creates: { readonly school: boolean; readonly collection: boolean; readonly submission: boolean };
}

/**
 * Looks up what is stored about the school and year that the clerk confirmed. Nothing is made. Throws Refusal
 * `school.…`, `import.wrongEdition` or `import.badSchoolYear`.
 */
export function findPlace(
  database: Database,
  definitions: Definitions,
  staged: StagedImport,
  target: Omit<ImportTarget, 'importId'>,
): FoundPlace {
  const { edition, schoolYear } = target;
  if (staged.edition !== null && staged.edition !== edition)
    throw refusal('import.wrongEdition', { found: staged.edition, wanted: edition });
  const school = findOrPlan(database, target.school);
  const known = listCollections(database).find(
    (candidate) => candidate.schoolYear === schoolYear && candidate.edition === edition,
  );
  const brought = broughtProfiles(database, definitions, staged);
  const collection: Collection = known ?? { id: 1, ...newCollection(definitions, staged, target, brought) };
  const isThere = 'id' in target.school && known !== undefined;
  const submission = isThere ? submissionIn(database, school.id, collection.id) : undefined;
  return {
    place: {
      school: submission === undefined ? school : schoolOf(database, submission),
      collection,
      stored: submission === undefined ? null : loadData(database, submission),
      previous:
        'id' in target.school ? loadPrevious(database, { schoolId: school.id, schoolYear, edition }) : [],
      ownProfiles: profilesOf(collection.targetProfiles, brought.toSave, listTargets(database)),
    },
    brought,
    creates: {
      school: !('id' in target.school),
      collection: known === undefined,
      submission: submission === undefined,
    },
  };
}

function findOrPlan(database: Database, school: ImportTarget['school']): School {
  if ('id' in school) return findSchool(database, school.id);
  const { code } = school.create;
  if (listSchools(database).some((known) => known.code === code))
    throw refusal('school.duplicateCode', { code });
  return { id: 1, ...school.create };
}

/** The round as our own workbook carries it, with what exists here; else an unadorned one. */
export function newCollection(
  { editions, targetProfiles }: Definitions,
  { own }: StagedImport,
  { edition, schoolYear }: Pick<ImportTarget, 'edition' | 'schoolYear'>,
  { byId }: BroughtProfiles,
): NewCollection {
  const known = editions.map(({ id }) => id).filter((id) => id !== 'local');
  if (!known.includes(edition))
    throw refusal('document.unknownEdition', { found: edition, known: known.join('、') });
  const said = own?.collection.schoolYear === schoolYear ? own.collection : null;
  const profiles = new Set(targetProfiles.map(({ id }) => id));
  const parsed = newCollectionSchema.safeParse({
    title: said?.title ?? `${schoolYear}—${schoolYear + 1}学年年报`,
    ...{ schoolYear, edition },
    targetProfiles: (said?.targetProfiles ?? []).flatMap((id) =>
      profiles.has(id) ? id : (byId.get(id)?.id ?? []),
    ),
    ...(said?.methods !== undefined && { methods: said.methods }),
    dueDate: said?.dueDate ?? null,
  });
  if (!parsed.success) throw refusal('import.badSchoolYear', { schoolYear });
  return parsed.data;
}
