import { createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import { type ChosenChange, chooseChanges } from '../../shared/import/choose';
import type { Compared } from '../../shared/import/compare';
import type { ImportDifference } from '../../shared/import/report';
import type { StagedImport } from '../../shared/import/staged';
import { unknownAfterImport } from '../../shared/import/unknown-lists';
import type { ImportTarget } from '../../shared/ipc-import';
import type { OpenSubmission, Output } from '../../shared/ipc';
import { setCells } from '../storage/cells';
import { createCollection } from '../storage/collections';
import { allOrNothing, recordImport, setUnknownLists } from '../storage/imports';
import { rememberBefore } from '../storage/import-undo';
import { loadOpen } from '../storage/load';
import { setRecords } from '../storage/records';
import { setExplanations, setReviewed } from '../storage/review';
import { setCounted } from '../storage/rosters-words';
import { createSchool } from '../storage/schools';
import {
  type ChangeHead,
  findSubmission,
  openSubmission,
  raiseVersion,
  restoreFinal,
} from '../storage/submissions';
import { acceptCellChanges, acceptRecordChanges } from './cell-changes';
import type { HandlerContext } from './context';
import { hashOfFinal } from './final';
import { findPlace } from './import-place';
import { saveBrought } from './import-targets';
import { versionOf } from './opening';

/** What is to be applied: the staged file, its target, and what the clerk saw and refused. */
export interface ApplyInput {
  readonly staged: StagedImport;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly target: ImportTarget;
  readonly refused: ReadonlySet<string>;
  /** The differences that she was shown. */
  readonly shown: readonly ImportDifference[];
  readonly compare: (found: ReturnType<typeof findPlace>) => Compared;
}

type Context = Pick<HandlerContext, 'database' | 'definitions' | 'now'>;

/**
 * Takes the file into the database: all of it, or, whatever happens, nothing. Refused with `import.finalised`, and with
 * `import.changedSince` when something that was compared has changed.
 */
export function applyImport(context: Context, input: ApplyInput): Output<'import.apply'> {
  const { database, definitions } = context;
  const { staged, target, refused, shown } = input;
  return allOrNothing(database, () => {
    const found = findPlace(database, definitions, staged, target);
    const { school, collection, stored } = found.place;
    const at = context.now();
    if (stored?.submission.state === 'finalised')
      throw refusal('import.finalised', { school: school.name, schoolYear: collection.schoolYear });
    const { comparison, differences } = input.compare(found);
    const keys = new Set(differences.map(({ shown: { key } }) => key));
    if (!isSame(comparison.differences, shown) || [...refused].some((key) => !keys.has(key)))
      throw refusal('import.changedSince', {});

    const schoolId =
      'id' in target.school ? target.school.id : createSchool(database, target.school.create, at).id;
    saveBrought(database, found.brought, at);
    const { id: _id, ...round } = collection;
    const collectionId = found.creates.collection ? createCollection(database, round, at).id : collection.id;
    const editionVersion = versionOf(definitions, target.edition);
    const { id } = openSubmission(database, { schoolId, collectionId, editionVersion, at });
    rememberBefore(database, id, at);
    setUnknownLists(database, id, unknownAfterImport(definitions, stored, staged.found.lists));
    store(context, id, target.edition, chooseChanges(definitions, found.place, differences, refused));
    // With the figures comes what they were counted from; who refuses them all keeps what was counted here.
    const isTaken = differences.length > refused.size || stored?.counted === undefined;
    if (staged.found.counted !== undefined && isTaken) setCounted(database, id, staged.found.counted);
    raiseVersion(database, id, staged.report.version);
    if (comparison.restoresFinal && refused.size === 0) finaliseAgain(context, id, staged);
    const { revision, state } = findSubmission(database, id);
    const accepted = differences.length - refused.size;
    const { origin, fileName } = staged.report;
    recordImport(database, {
      ...{ submissionId: id, revision, at: context.now(), origin, fileName, hash: input.hash },
      ...{ accepted, refused: refused.size },
    });
    return { schoolId, collectionId, accepted, state };
  });
}

function isSame(now: readonly ImportDifference[], shown: readonly ImportDifference[]): boolean {
  return JSON.stringify(now) === JSON.stringify(shown);
}

/** Each kind of change in its own step, every step on the revision that the one before led to. */
function store(
  { database, definitions, now }: Context,
  id: number,
  edition: string,
  wanted: readonly ChosenChange[],
): void {
  const head = (): ChangeHead => ({
    submissionId: id,
    revision: findSubmission(database, id).revision,
    at: now(),
  });
  const cells = (isBlank: boolean) =>
    wanted.flatMap(({ change, ...item }) =>
      change.kind === 'cell' && item.isBlank === isBlank
        ? [{ form: change.form, cell: change.cell, content: change.content }]
        : [],
    );
  const records = wanted.flatMap(({ change }) => (change.kind === 'record' ? [change.change] : []));
  const reviewed = (is: boolean) =>
    wanted.flatMap(({ change }) =>
      change.kind === 'reviewed' && change.reviewed === is ? [change.form] : [],
    );
  const explanations = wanted.flatMap(({ change }) =>
    change.kind === 'explanation' ? [change.explanation] : [],
  );
  for (const isBlank of [false, true]) {
    const changes = acceptCellChanges(definitions, edition, cells(isBlank));
    if (changes.length > 0) setCells(database, head(), changes, isBlank ? 'importedBlank' : 'imported');
  }
  if (records.length > 0)
    setRecords(database, head(), acceptRecordChanges(definitions, edition, records), 'imported');
  for (const is of [true, false])
    if (reviewed(is).length > 0) setReviewed(database, head(), reviewed(is), is);
  if (explanations.length > 0) setExplanations(database, head(), explanations);
}

/** The school's record, not the one of today, decided which forms were filled at that 定稿. */
function finaliseAgain(
  { database, definitions, now }: Context,
  id: number,
  { own, report }: StagedImport,
): void {
  if (own === null) return;
  const stored = loadOpen(database, id);
  const open: OpenSubmission = { ...stored, school: { ...own.school, id: stored.school.id } };
  const { id: _id, ...school } = own.school;
  const { revision } = open.data.submission;
  restoreFinal(
    database,
    { submissionId: id, revision, at: now() },
    {
      editionVersion: own.editionVersion,
      hash: hashOfFinal(definitions, open, createCalculation(definitions, open)),
      ...{ school, version: report.version },
    },
  );
}
