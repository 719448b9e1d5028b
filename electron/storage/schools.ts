import { refusal } from '../../shared/error';
import { type NewSchool, type School, schoolSchema } from '../../shared/school';
import type { Database } from './database';
import { recordChange } from './events';

interface SchoolRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly attached_classes: string;
  readonly system: string;
  readonly entry_age: number;
  readonly county: string;
  readonly town: string;
  readonly place_type: string;
  readonly township_centre: number;
}

function schoolOf(row: SchoolRow): School {
  const { attached_classes, entry_age, place_type, township_centre, ...same } = row;
  return schoolSchema.parse({
    ...same,
    attachedClasses: JSON.parse(attached_classes) as unknown,
    entryAge: entry_age,
    placeType: place_type,
    townshipCentre: township_centre === 1,
  });
}

function rowOf(school: NewSchool): Omit<SchoolRow, 'id'> {
  const { attachedClasses, entryAge, placeType, townshipCentre, ...same } = school;
  return {
    ...same,
    attached_classes: JSON.stringify(attachedClasses),
    entry_age: entryAge,
    place_type: placeType,
    township_centre: Number(townshipCentre),
  };
}

export function listSchools(database: Database): School[] {
  return database.prepare<[], SchoolRow>('SELECT * FROM schools ORDER BY id').all().map(schoolOf);
}

export function findSchool(database: Database, id: number): School {
  const row = database.prepare<[number], SchoolRow>('SELECT * FROM schools WHERE id = ?').get(id);
  if (row === undefined) throw refusal('school.unknown', { id });
  return schoolOf(row);
}

export function createSchool(database: Database, school: NewSchool, at = new Date()): School {
  const insert = database.prepare<[Omit<SchoolRow, 'id'>]>(
    `INSERT INTO schools
       (code, name, type, attached_classes, system, entry_age, county, town, place_type, township_centre)
     VALUES
       (:code, :name, :type, :attached_classes, :system, :entry_age, :county, :town, :place_type, :township_centre)`,
  );
  return database
    .transaction(() => {
      refuseDuplicateCode(database, school.code, 0);
      const created = findSchool(database, Number(insert.run(rowOf(school)).lastInsertRowid));
      recordChange(database, { at, kind: 'schoolCreated', about: String(created.id) }, null, created);
      return created;
    })
    .immediate();
}

export function updateSchool(database: Database, { id, ...school }: School, at = new Date()): School {
  const update = database.prepare<[SchoolRow]>(
    `UPDATE schools SET code = :code, name = :name, type = :type, attached_classes = :attached_classes,
       system = :system, entry_age = :entry_age, county = :county, town = :town, place_type = :place_type,
       township_centre = :township_centre
     WHERE id = :id`,
  );
  return database
    .transaction(() => {
      refuseDuplicateCode(database, school.code, id);
      const before = findSchool(database, id);
      update.run({ id, ...rowOf(school) });
      const after = findSchool(database, id);
      recordChange(database, { at, kind: 'schoolChanged', about: String(id) }, before, after);
      return after;
    })
    .immediate();
}

function refuseDuplicateCode(database: Database, code: string, exceptId: number): void {
  const select = 'SELECT 1 FROM schools WHERE code = ? AND id <> ?';
  const taken = database.prepare<[string, number]>(select).get(code, exceptId);
  if (taken !== undefined) throw refusal('school.duplicateCode', { code });
}
