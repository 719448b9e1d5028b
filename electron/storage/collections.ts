import { refusal } from '../../shared/error';
import { type Collection, collectionSchema, type NewCollection } from '../../shared/submission';
import type { Database } from './database';
import { recordChange } from './events';

interface CollectionRow {
  readonly id: number;
  readonly title: string;
  readonly school_year: number;
  readonly edition: string;
  readonly target_profiles: string;
  readonly due_date: string | null;
  readonly methods: string;
}

function collectionOf(row: CollectionRow): Collection {
  const { school_year, target_profiles, due_date, methods, ...same } = row;
  const chosen = JSON.parse(methods) as object;
  return collectionSchema.parse({
    ...same,
    schoolYear: school_year,
    targetProfiles: JSON.parse(target_profiles) as unknown,
    dueDate: due_date,
    ...(Object.keys(chosen).length > 0 && { methods: chosen }),
  });
}

function rowOf(collection: NewCollection): Omit<CollectionRow, 'id'> {
  const { schoolYear, targetProfiles, dueDate, methods, ...same } = collection;
  return {
    ...same,
    school_year: schoolYear,
    target_profiles: JSON.stringify(targetProfiles),
    due_date: dueDate,
    methods: JSON.stringify(methods ?? {}),
  };
}

/** Newest first. */
export function listCollections(database: Database): Collection[] {
  const select = 'SELECT * FROM collections ORDER BY school_year DESC, id DESC';
  return database.prepare<[], CollectionRow>(select).all().map(collectionOf);
}

export function findCollection(database: Database, id: number): Collection {
  const row = database.prepare<[number], CollectionRow>('SELECT * FROM collections WHERE id = ?').get(id);
  if (row === undefined) throw refusal('collection.unknown', { id });
  return collectionOf(row);
}

export function createCollection(database: Database, collection: NewCollection, at = new Date()): Collection {
  const insert = database.prepare<[Omit<CollectionRow, 'id'>]>(
    `INSERT INTO collections (title, school_year, edition, target_profiles, due_date, methods)
     VALUES (:title, :school_year, :edition, :target_profiles, :due_date, :methods)`,
  );
  return database
    .transaction(() => {
      refuseDuplicate(database, collection, 0);
      const created = findCollection(database, Number(insert.run(rowOf(collection)).lastInsertRowid));
      recordChange(database, { at, kind: 'roundCreated', about: String(created.id) }, null, created);
      return created;
    })
    .immediate();
}

export function updateCollection(
  database: Database,
  { id, ...collection }: Collection,
  at = new Date(),
): Collection {
  const update = database.prepare<[CollectionRow]>(
    `UPDATE collections SET title = :title, school_year = :school_year, edition = :edition,
       target_profiles = :target_profiles, due_date = :due_date, methods = :methods
     WHERE id = :id`,
  );
  return database
    .transaction(() => {
      refuseDuplicate(database, collection, id);
      const before = findCollection(database, id);
      update.run({ id, ...rowOf(collection) });
      const after = findCollection(database, id);
      recordChange(database, { at, kind: 'roundChanged', about: String(id) }, before, after);
      return after;
    })
    .immediate();
}

export function hasSubmissions(database: Database, collectionId: number): boolean {
  const select = 'SELECT 1 FROM submissions WHERE collection_id = ? LIMIT 1';
  return database.prepare<[number]>(select).get(collectionId) !== undefined;
}

function refuseDuplicate(database: Database, { schoolYear, edition }: NewCollection, exceptId: number): void {
  const select = 'SELECT 1 FROM collections WHERE school_year = ? AND edition = ? AND id <> ?';
  const taken = database.prepare<[number, string, number]>(select).get(schoolYear, edition, exceptId);
  if (taken !== undefined) throw refusal('collection.duplicate', { schoolYear, edition });
}
