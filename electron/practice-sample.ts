import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCalculation } from '../shared/calculation';
import type { Definitions } from '../shared/definitions';
import { refusal } from '../shared/error';
import { type DocumentContent, readDocument } from '../shared/exchange';
import { Staging } from '../shared/roster/staging';
import { hashOfFinal } from './handlers/final';
import { openForms, versionOf } from './handlers/opening';
import { rosterDefinitions } from './roster-definitions';
import { setCells } from './storage/cells';
import { createCollection } from './storage/collections';
import type { Database } from './storage/database';
import { loadOpen } from './storage/load';
import { setRecords } from './storage/records';
import { setExplanations, setReviewed } from './storage/review';
import { saveRoster } from './storage/rosters';
import { createSchool } from './storage/schools';
import { finaliseSubmission, findSubmission } from './storage/submissions';
import { readRosterFiles } from './workbook/roster-read';

export interface SampleSource {
  readonly definitions: Definitions;
  /** Of the definitions; the sample's files lie in `sample` below it. */
  readonly resources: string;
  readonly now: Date;
}

/** Documents and people of the sample, read and found usable before anything is stored. */
export interface SampleContent {
  readonly last: DocumentContent;
  readonly now: DocumentContent;
  readonly pupils: ReturnType<Staging['result']>;
}

/** Throws refusals of the files: `file.…`, `document.…`, `roster.…`. */
export async function readSample({ definitions, resources }: SampleSource): Promise<SampleContent> {
  const folder = path.join(resources, 'sample');
  const last = documentIn(definitions, path.join(folder, 'last-year.json'));
  const now = documentIn(definitions, path.join(folder, 'this-year.json'));
  const columns = rosterDefinitions(resources).pupils;
  const files = [path.join(folder, 'pupils.csv')];
  const reading = await readRosterFiles({ files, columns, known: [] }, () => undefined);
  const { school, collection } = now;
  const about = { kind: 'pupils' as const, school, schoolYear: collection.schoolYear };
  const staging = new Staging({ stagedId: 'sample', columns, reading, known: new Map(), ...about });
  return { last, now, pupils: staging.result() };
}

function documentIn(definitions: Definitions, file: string): DocumentContent {
  const name = path.basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    throw refusal('file.unreadable', { file: name, reason });
  }
  return readDocument(definitions, JSON.parse(text));
}

/** Stores the sample in an empty database: last year finalised, this year begun, the pupils' roster loaded. */
export function storeSample(database: Database, source: SampleSource, content: SampleContent): void {
  const { last, now, pupils } = content;
  const { definitions } = source;
  const { id: _, ...school } = now.school;
  const schoolId = createSchool(database, school, source.now).id;
  const lastId = storeYear(database, source, schoolId, last);
  finalise(database, definitions, lastId, source.now);
  const submissionId = storeYear(database, source, schoolId, now);
  const keepUntil = `${now.collection.schoolYear + 1}-08-31`;
  saveRoster(database, { ...pupils, submissionId, kind: 'pupils', at: source.now, keepUntil });
}

function storeYear(
  database: Database,
  { definitions, now: at }: SampleSource,
  schoolId: number,
  { collection: { id: _, ...collection }, data }: DocumentContent,
): number {
  const collectionId = createCollection(database, collection).id;
  const { submission } = openForms({ database, definitions, now: () => at }, schoolId, collectionId).data;
  const submissionId = submission.id;
  const head = () => ({ submissionId, revision: findSubmission(database, submissionId).revision, at });
  setCells(database, head(), data.cells);
  const records = Object.entries(data.lists).flatMap(([form, list]) =>
    list.map(({ id, position, cells }) => ({ form, id, position, cells })),
  );
  if (records.length > 0) setRecords(database, head(), records);
  if (data.explanations.length > 0) setExplanations(database, head(), data.explanations);
  setReviewed(database, head(), data.reviewed, true);
  return submissionId;
}

function finalise(database: Database, definitions: Definitions, submissionId: number, at: Date): void {
  const open = loadOpen(database, submissionId);
  const { id: _, ...school } = open.school;
  const { revision } = open.data.submission;
  finaliseSubmission(
    database,
    { submissionId, revision, at },
    {
      editionVersion: versionOf(definitions, open.collection.edition),
      hash: hashOfFinal(definitions, open, createCalculation(definitions, open)),
      school,
    },
  );
}
