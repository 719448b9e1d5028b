import { z } from 'zod';
import type { Definitions } from './definitions';
import { refusal } from './error';
import type { AppError, ErrorCode, ErrorParams } from './error';
import { readForms, readLists, readReviewed } from './exchange-cells';
import { readCounted } from './exchange-counted';
import type { Edition } from './form';
import { newSchoolSchema, schoolCodeSchema, schoolSchema } from './school';
import type { School } from './school';
import { explanationSchema, newCollectionSchema, submissionStateSchema } from './submission';
import type { Collection, Explanation, SubmissionData } from './submission';
import { faultIn, faultOfMethod, isSameProfile, parseProfile } from './target-file';
import type { TargetProfile } from './target-profile';
import { targetProfileSchema } from './target-schema';

/**
 * `submission.json`, the exchange format of one submission, as `submissionDocument` writes it. On the way in what may
 * be left out is optional, and every cell is judged by itself, so that one wrong value does not hide the others.
 */

const cellValueSchema = z.union([z.number(), z.string()]);

export const submissionDocumentSchema = z.object({
  $schema: z.string().optional(),
  format: z.literal('tianbao-submission').optional(),
  school: newSchoolSchema.partial().required({ code: true, type: true }).strip(),
  collection: newCollectionSchema
    .partial()
    .required({ schoolYear: true })
    .extend({
      /** Those of the round's target profiles that are the bureau's own, whole: no other computer has them. */
      ownProfiles: z.array(targetProfileSchema).optional(),
    })
    .strip(),
  edition: z.object({ id: z.string(), version: z.string().optional() }).optional(),
  /** Versions of the other editions whose forms are in it, the bureau's own. */
  otherEditions: z.record(z.string(), z.string()).optional(),
  state: submissionStateSchema.optional(),
  version: z.number().int().nonnegative().optional(),
  /** By form code, then `04.15` (row.column) or field id; an absent key is a blank. */
  forms: z.record(z.string(), z.record(z.string(), cellValueSchema)).optional(),
  /** By code of the list form; columns are named `c05`. */
  lists: z
    .record(z.string(), z.array(z.looseObject({ id: z.string().optional() }).catchall(cellValueSchema)))
    .optional(),
  explanations: z.array(explanationSchema.partial({ values: true })).optional(),
  /** Codes of the forms marked 已核对: their blanks mean zero. */
  reviewed: z.array(z.string()).optional(),
  /** What the school's rosters counted, by form code, then row and column code; a figure typed otherwise is a warning. */
  counted: z.record(z.string(), z.record(z.string(), z.number().int().nonnegative())).optional(),
});

/** As it is read: values of cells are looked at one by one. */
const readableSchema = submissionDocumentSchema.extend({
  collection: submissionDocumentSchema.shape.collection.extend({
    ownProfiles: z.array(z.unknown()).default([]),
  }),
  forms: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  lists: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).default({}),
  reviewed: z.array(z.string()).default([]),
  counted: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
type Readable = z.infer<typeof readableSchema>;

/** Something in a document that was not taken as it stands; `error` means that content could not be read. */
export interface DocumentProblem {
  readonly severity: 'error' | 'notice';
  readonly error: AppError;
}

export type Report = <C extends ErrorCode>(
  severity: DocumentProblem['severity'],
  code: C,
  params: ErrorParams[C],
) => void;

/** What a document says. Ids are placeholders: only the database gives real ones. */
export interface DocumentContent {
  readonly school: School;
  readonly collection: Collection;
  /** The bureau's own among the round's target profiles. */
  readonly ownProfiles?: readonly TargetProfile[];
  readonly data: SubmissionData;
  /** Values of computed cells by `form!cell`, to be compared with the recomputed ones and never used. */
  readonly stated: ReadonlyMap<string, string>;
  readonly problems: readonly DocumentProblem[];
}

/**
 * Reads a parsed `submission.json`. A text that its cell cannot hold is kept as raw content; whatever else cannot be
 * taken is a problem with its place. Throws Refusal (`document.…`) when the school, the round or the shape is unusable.
 */
export function readDocument(definitions: Definitions, json: unknown): DocumentContent {
  const parsed = readableSchema.safeParse(json, { error: zhCN });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refusal('document.invalid', {
      path: issue?.path.join('.') ?? '',
      problem: (issue?.message ?? '').replace(/[。.]$/, ''),
    });
  }
  const problems: DocumentProblem[] = [];
  const report: Report = (severity, code, params) =>
    problems.push({ severity, error: { code, params } as AppError });
  reportUnknown(json, report);
  const document = parsed.data;
  const edition = editionOf(definitions, document, report);
  const school = schoolOf(document, report);
  const collection = collectionOf(definitions, document, edition, report);
  const ownProfiles = ownProfilesOf(definitions, document, report);
  const place = { definitions, school, edition: edition.id, report };
  const stated = new Map<string, string>();
  const counted = readCounted(place, document.counted);
  const data: SubmissionData = {
    submission: {
      id: 1,
      schoolId: school.id,
      collectionId: collection.id,
      state: document.state ?? 'draft',
      revision: 0,
      version: document.version ?? 0,
      editionVersion: document.edition?.version ?? edition.version,
    },
    cells: readForms(place, document.forms, stated),
    lists: readLists(place, document.lists, stated),
    reviewed: readReviewed(place, document.reviewed),
    explanations: explanationsOf(document, report),
    ...(counted.length > 0 && { counted }),
  };
  const own = ownProfiles.length > 0 ? { ownProfiles } : {};
  return { school, collection, ...own, data, stated, problems };
}

const zhCN = z.locales.zhCN().localeError;

function editionOf(definitions: Definitions, document: Readable, report: Report): Edition {
  const [stated, collection] = [document.edition?.id, document.collection.edition];
  if (stated !== undefined && collection !== undefined && stated !== collection)
    throw refusal('document.twoEditions', { edition: stated, collection });
  const own = definitions.editions.filter(({ id }) => id !== 'local');
  const found = stated ?? collection ?? '';
  const edition = own.find(({ id }) => id === found);
  if (edition === undefined)
    throw refusal('document.unknownEdition', { found, known: own.map(({ id }) => id).join('、') });
  const versions = { ...document.otherEditions, [edition.id]: document.edition?.version };
  for (const { id, version: known } of definitions.editions) {
    const version = versions[id];
    if (version !== undefined && version !== known)
      report('notice', 'document.otherVersion', { edition: id, found: version, known });
  }
  return edition;
}

function schoolOf({ school }: Readable, report: Report): School {
  const assumed = { name: school.code, system: '六三', entryAge: 6, placeType: '乡村' } as const;
  for (const [name, value] of Object.entries(assumed)) {
    if (school[name as keyof typeof assumed] === undefined)
      report('notice', 'document.assumed', { what: `school.${name}`, value: String(value) });
  }
  const given = Object.fromEntries(Object.entries(school).filter(([, value]) => value !== undefined));
  const evident = { attachedClasses: [], townshipCentre: false, county: '', town: '' };
  return schoolSchema.parse({ ...evident, ...assumed, ...given, id: 1 });
}

function collectionOf(
  { indicators }: Definitions,
  { collection }: Readable,
  edition: Edition,
  report: Report,
): Collection {
  const { schoolYear, title, targetProfiles, dueDate } = collection;
  const methods = Object.entries(collection.methods ?? {}).filter(([indicator, method]) => {
    const problem = faultOfMethod(indicator, method, indicators);
    if (problem !== null) report('notice', 'document.unknownMethod', { problem });
    return problem === null;
  });
  return {
    id: 1,
    title: title ?? `${schoolYear}—${schoolYear + 1}学年年报`,
    schoolYear,
    edition: edition.id,
    targetProfiles: targetProfiles ?? [],
    ...(methods.length > 0 && { methods: Object.fromEntries(methods) }),
    dueDate: dueDate ?? null,
  };
}

/** Each is read by itself; one that cannot be read, or that the round names and nobody has, judges nothing and is told. */
function ownProfilesOf(
  definitions: Definitions,
  { collection }: Readable,
  report: Report,
): readonly TargetProfile[] {
  const read = collection.ownProfiles.flatMap((json, index) => {
    const place = `collection.ownProfiles.${index}`;
    const parsed = parseProfile(json, definitions);
    if ('fault' in parsed) {
      report('error', 'document.badProfile', { place, problem: parsed.fault });
      return [];
    }
    const shipped = definitions.targetProfiles.find(({ id }) => id === parsed.profile.id);
    if (shipped !== undefined) {
      const { id, name } = parsed.profile;
      if (!isSameProfile(shipped, parsed.profile))
        report('error', 'document.shippedProfile', { id, name, shipped: shipped.name });
      return [];
    }
    const fault = faultIn(parsed.profile, definitions);
    if (fault !== null)
      report('notice', 'document.foreignProfile', { name: parsed.profile.name, problem: fault });
    return [parsed.profile];
  });
  const known = new Set([...read, ...definitions.targetProfiles].map(({ id }) => id));
  for (const id of collection.targetProfiles ?? [])
    if (!known.has(id)) report('notice', 'document.unknownProfile', { id });
  return read;
}

function explanationsOf({ explanations = [] }: Readable, report: Report): readonly Explanation[] {
  return explanations.map(({ values, ...explanation }) => {
    const { finding } = explanation;
    if (values === undefined) report('notice', 'document.unboundExplanation', { finding });
    return { ...explanation, values: values ?? {} };
  });
}

/** Names that mean nothing here are told, because a misspelt one would pass for a blank. */
function reportUnknown(json: unknown, report: Report): void {
  const { shape } = submissionDocumentSchema;
  const look = (value: unknown, known: object, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value))
      if (!Object.hasOwn(known, name))
        report('notice', 'document.unknownProperty', { path: `${path}${name}` });
  };
  look(json, shape, '');
  const { school, collection } = json as { school: unknown; collection: unknown };
  look(school, { ...shape.school.shape, id: schoolCodeSchema }, 'school.');
  look(collection, { ...shape.collection.shape, id: schoolCodeSchema }, 'collection.');
}
