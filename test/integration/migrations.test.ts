import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../electron/storage/database';
import { versionOf } from '../../electron/storage/integrity';
import { migrations } from '../../electron/storage/migrations';
import { findSchool, listSchools } from '../../electron/storage/schools';
import { sessionOf } from '../../electron/storage/session';
import { finalisedSchool, openSubmission } from '../../electron/storage/submissions';
import { village } from '../support/school';
import { noon, openTemporary, refusalOf, temporaryFolder } from './storage-place';

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function place(folder: string) {
  return { file: path.join(folder, 'tianbao.db'), backupFolder: path.join(folder, 'backups'), now: noon };
}

/** As the first version stored one. */
function insertSchool(database: Sqlite.Database, code: string): void {
  const { name, type, system, entryAge, county, town, placeType } = village;
  database
    .prepare(
      `INSERT INTO schools (code, name, type, attached_classes, system, entry_age, county, town, place_type)
       VALUES (?, ?, ?, '[]', ?, ?, ?, ?, ?)`,
    )
    .run(code, name, type, system, entryAge, county, town, placeType);
}

/** A database as version 1 left it, with a school in it. */
function versionOne(): string {
  const folder = temporaryFolder();
  const database = openDatabase({ ...place(folder), steps: migrations.slice(0, 1) });
  insertSchool(database, village.code);
  database.close();
  return folder;
}

const addPhone = `ALTER TABLE schools ADD COLUMN phone TEXT NOT NULL DEFAULT ''`;

test('an empty folder gets a database with every step, safe settings and no backup', () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  expect(versionOf(database)).toBe(migrations.length);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(existsSync(path.join(folder, 'backups'))).toBe(false);
});

test('every table is strict', () => {
  const database = openTemporary();
  const tables = database.prepare<[], { name: string; strict: number }>('PRAGMA table_list').all();
  const ours = tables.filter(({ name }) => !name.startsWith('sqlite_'));
  expect(ours.length).toBeGreaterThan(8);
  expect(ours.filter(({ strict }) => strict === 0)).toEqual([]);
});

test('a file of an earlier version is copied, then brought up to date with its rows', () => {
  const folder = versionOne();
  const steps = [...migrations.slice(0, 1), addPhone, `UPDATE schools SET phone = '0'`];
  const database = openTemporary(folder, steps);
  expect(versionOf(database)).toBe(3);
  expect(database.prepare('SELECT code, phone FROM schools').all()).toEqual([
    { code: village.code, phone: '0' },
  ]);

  const [backup = ''] = readdirSync(path.join(folder, 'backups'));
  expect(backup).toBe('tianbao-v1-20260910T040000Z-migration.db');
  const copy = new Sqlite(path.join(folder, 'backups', backup), { readonly: true });
  onTestFinished(() => void copy.close());
  expect(versionOf(copy)).toBe(1);
  expect(copy.prepare('SELECT code FROM schools').pluck().all()).toEqual([village.code]);
});

test('what was finalised before keeps the school it was finalised with; no school is a centre yet', () => {
  const folder = versionOne();
  const old = openDatabase({ ...place(folder), steps: migrations.slice(0, 2) });
  old.exec(`INSERT INTO collections VALUES (1, '年报', 2025, 'jiaoji-2021', '[]', NULL), (2, '年报', 2026, 'jiaoji-2021', '[]', NULL);
    INSERT INTO submissions (id, school_id, collection_id, state, revision, version, edition_version)
    VALUES (1, 1, 1, 'finalised', 1, 1, '1'), (2, 1, 2, 'draft', 0, 0, '1')`);
  old.close();
  const database = openTemporary(folder);
  const { id: _id, ...school } = village;
  expect(findSchool(database, 1)).toEqual(village);
  expect(listSchools(database)).toHaveLength(1);
  expect(finalisedSchool(database, 1)).toEqual(school);
  expect(finalisedSchool(database, 2)).toBeNull();
});

test('a step that fails leaves the file at the version before it and says where the copy is', () => {
  const folder = versionOne();
  const steps = [
    ...migrations.slice(0, 1),
    addPhone,
    `UPDATE schools SET phone = '1'; UPDATE nowhere SET x = 1`,
  ];
  const error = refusalOf(() => openDatabase({ ...place(folder), steps }));
  const backup = path.join(folder, 'backups', 'tianbao-v1-20260910T040000Z-migration.db');
  const file = path.join(folder, 'tianbao.db');
  expect(error).toEqual({ code: 'database.migrationFailed', params: { file, backup, step: 3 } });
  expect(existsSync(backup)).toBe(true);
  const after = new Sqlite(file, { readonly: true });
  onTestFinished(() => void after.close());
  expect(versionOf(after)).toBe(2);
  expect(after.prepare('SELECT phone FROM schools').all()).toEqual([{ phone: '' }]);
});

test('a step that leaves references to nothing is rolled back', () => {
  const folder = versionOne();
  const orphan = `INSERT INTO submissions VALUES (1, 77, 88, 'draft', 0, 0, '1.0')`;
  const error = refusalOf(() =>
    openDatabase({ ...place(folder), steps: [...migrations.slice(0, 1), orphan] }),
  );
  expect(error.code).toBe('database.migrationFailed');
  const database = openTemporary(folder, migrations.slice(0, 1));
  expect(database.prepare('SELECT count(*) AS n FROM submissions').get()).toEqual({ n: 0 });
});

test('a file of a newer program is refused and not touched', () => {
  const folder = versionOne();
  const { file } = place(folder);
  const newer = new Sqlite(file);
  newer.pragma('user_version = 99');
  newer.close();
  const before = hashOf(file);
  expect(refusalOf(() => openDatabase(place(folder)))).toEqual({
    code: 'database.newer',
    params: { file, found: 99, known: migrations.length },
  });
  expect(hashOf(file)).toBe(before);
});

test('a file that is no database is refused and not touched', () => {
  const folder = temporaryFolder();
  const { file } = place(folder);
  writeFileSync(file, 'not a database '.repeat(1000));
  const before = hashOf(file);
  expect(refusalOf(() => openDatabase(place(folder)))).toEqual({
    code: 'database.corrupt',
    params: { file },
  });
  expect(hashOf(file)).toBe(before);
});

test('a damaged database is refused and not touched', () => {
  const folder = versionOne();
  const { file } = place(folder);
  const bytes = readFileSync(file);
  bytes.fill(0xab, 4096, 4096 * 6);
  writeFileSync(file, bytes);
  const before = hashOf(file);
  expect(refusalOf(() => openDatabase(place(folder))).code).toBe('database.corrupt');
  expect(hashOf(file)).toBe(before);
});

test('a damaged database with edits still in its WAL is refused without emptying one into the other', () => {
  const folder = versionOne();
  const { file } = place(folder);
  const writer = new Sqlite(file);
  writer.pragma('wal_autocheckpoint = 0');
  insertSchool(writer, '9900000002');
  const [data, wal] = [readFileSync(file), readFileSync(`${file}-wal`)];
  writer.close();
  rmSync(`${file}-shm`, { force: true });
  data.fill(0xab, 4096 * 3, 4096 * 9);
  writeFileSync(file, data);
  writeFileSync(`${file}-wal`, wal);
  const before = [hashOf(file), hashOf(`${file}-wal`)];
  expect(refusalOf(() => openDatabase(place(folder))).code).toBe('database.corrupt');
  expect([hashOf(file), hashOf(`${file}-wal`)]).toEqual(before);
});

test('a database held by another program is refused as locked', () => {
  const folder = versionOne();
  const { file } = place(folder);
  const other = new Sqlite(file);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  expect(refusalOf(() => openDatabase(place(folder)))).toEqual({ code: 'database.locked', params: { file } });
});

test('a file that was cut off before its first byte counts as new', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'tianbao.db'), '');
  expect(versionOf(openTemporary(folder))).toBe(migrations.length);
  expect(statSync(path.join(folder, 'tianbao.db')).size).toBeGreaterThan(0);
});

/** Columns by name: later steps add some. */
const insertEdit = `INSERT INTO edit_log
    (id, submission_id, revision, at, origin, form, cell, old_kind, old_text, new_kind, new_text)
  VALUES (?, 1, ?, '2026-09-10', ?, '教基3112', '01.1', NULL, NULL, 'number', ?)`;

/** What is older than the names of those who work has none. */
const byNobody = (row: unknown) => ({ ...(row as object), operator: null });

test('the log of edits is whole after values can come from workbooks, and takes their origin', () => {
  const folder = versionOne();
  const old = openDatabase({ ...place(folder), steps: migrations.slice(0, 3) });
  old.exec(`INSERT INTO collections VALUES (1, '年报', 2025, 'jiaoji-2021', '[]', NULL);
    INSERT INTO submissions (id, school_id, collection_id, state, revision, version, edition_version)
    VALUES (1, 1, 1, 'draft', 2, 0, '1')`);
  const insert = insertEdit;
  old.prepare(insert).run(3, 1, 'typed', '0');
  old.prepare(insert).run(9, 2, 'typed', '12.50');
  const before = old.prepare('SELECT * FROM edit_log ORDER BY id').all();
  expect(() => old.prepare(insert).run(10, 2, 'imported', '1')).toThrow('CHECK');
  old.close();
  const database = openTemporary(folder);
  expect(database.prepare('SELECT * FROM edit_log ORDER BY id').all()).toEqual(before.map(byNobody));
  database.prepare(insert).run(10, 2, 'imported', '1');
  database.prepare(insert).run(11, 2, 'importedBlank', '0');
  expect(() => database.prepare(insert).run(12, 2, 'guessed', '1')).toThrow('CHECK');
  expect(() => database.prepare(insert.replace('(?, 1,', '(?, 99,')).run(13, 2, 'typed', '1')).toThrow(
    'FOREIGN KEY',
  );
});

test('a file without rosters keeps every row, and then takes rosters, values counted from them and what was counted', () => {
  const folder = versionOne();
  const old = openDatabase({ ...place(folder), steps: migrations.slice(0, 6) });
  old.exec(`INSERT INTO collections (id, title, school_year, edition, target_profiles, due_date)
      VALUES (1, '年报', 2026, 'jiaoji-2021', '[]', NULL);
    INSERT INTO submissions (id, school_id, collection_id, state, revision, version, edition_version)
    VALUES (1, 1, 1, 'draft', 2, 0, '1');
    INSERT INTO cells VALUES (1, '教基3112', '01.1', 'number', '12.50');
    INSERT INTO reviewed VALUES (1, '教基3112', '2026-09-10')`);
  const insert = insertEdit;
  old.prepare(insert).run(3, 1, 'typed', '0');
  old.prepare(insert).run(9, 2, 'carried', '12.50');
  const rowsOf = (database: Sqlite.Database) =>
    ['schools', 'collections', 'submissions', 'cells', 'reviewed', 'edit_log'].map((table) =>
      database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(),
    );
  const before = rowsOf(old);
  expect(() => old.prepare(insert).run(10, 2, 'roster', '1')).toThrow('CHECK');
  old.close();

  const database = openTemporary(folder);
  const edits = before.at(-1) ?? [];
  expect(edits).toHaveLength(2);
  expect(rowsOf(database)).toEqual([...before.slice(0, -1), edits.map(byNobody)]);
  database.prepare(insert).run(10, 2, 'roster', '1');
  expect(() => database.prepare(insert).run(11, 2, 'guessed', '1')).toThrow('CHECK');
  const plan = database.prepare(
    `EXPLAIN QUERY PLAN SELECT * FROM edit_log WHERE submission_id = 1 AND form = 'x' AND cell = 'y' ORDER BY id`,
  );
  expect(JSON.stringify(plan.all())).toContain('edit_log_of_cell');
  database.exec(`INSERT INTO rosters (submission_id, kind, loaded_at, keep_until, files) VALUES (1, 'staff', 'now', 'then', '[]');
    INSERT INTO roster_people VALUES (1, 1, '{"name":"甲"}');
    INSERT INTO roster_moves VALUES (1, 1, 1, '转入');
    INSERT INTO roster_counts VALUES (1, '教基3112', '01.1', '12')`);
  expect(() => database.exec(`INSERT INTO roster_people VALUES (1, 2, '{')`)).toThrow('CHECK');
  expect(() => database.exec(`INSERT INTO roster_people VALUES (7, 1, '{}')`)).toThrow('FOREIGN KEY');
  database.exec('DELETE FROM rosters');
  const left = ['roster_people', 'roster_moves', 'roster_counts'].map((table) =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
  );
  expect(left).toEqual([0, 0, 1]);
});

test('a life before there were names is kept row for row, has no name and no beginning, and takes both from then on', () => {
  const folder = versionOne();
  const old = openDatabase({ ...place(folder), steps: migrations.slice(0, 7) });
  old.exec(`INSERT INTO collections (id, title, school_year, edition, target_profiles, due_date)
      VALUES (1, '年报', 2025, 'jiaoji-2021', '[]', NULL), (2, '年报', 2026, 'jiaoji-2021', '[]', NULL);
    INSERT INTO submissions (id, school_id, collection_id, state, revision, version, edition_version)
    VALUES (1, 1, 1, 'draft', 4, 1, '1');
    INSERT INTO imports VALUES (1, 1, 1, '2026-09-10T01:00:00.000Z', 'official', '去年.xlsx', 'aa', 5, 1);
    INSERT INTO state_log VALUES (1, 1, 2, '2026-09-10T02:00:00.000Z', 'finalised', 1, NULL),
      (2, 1, 3, '2026-09-10T04:00:00.000Z', 'draft', 1, '漏了一个班');
    INSERT INTO exports VALUES (1, 1, 2, '2026-09-10T03:00:00.000Z', 1, '1', '/导出', 'v1.xlsx', 'bb');`);
  const tables = ['edit_log', 'state_log', 'exports', 'imports'];
  old.prepare(insertEdit).run(3, 1, 'imported', '7');
  const rowsOf = (database: Sqlite.Database) =>
    tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY id`).all());
  const before = rowsOf(old);
  expect(before.map((rows) => rows.length)).toEqual([1, 2, 1, 1]);
  old.close();

  const database = openTemporary(folder);
  const exported = { operator: null, what: null };
  expect(rowsOf(database)).toEqual(
    before.map((rows, index) =>
      rows.map((row) => ({
        ...(row as object),
        ...(tables[index] === 'exports' ? exported : { operator: null }),
      })),
    ),
  );
  expect(database.prepare('SELECT * FROM events').all()).toEqual([]);

  sessionOf(database).operator = '李统计';
  openSubmission(database, { schoolId: 1, collectionId: 2, editionVersion: '1', at: noon });
  expect(
    database.prepare('SELECT submission_id, state, at, operator FROM state_log WHERE id = 3').get(),
  ).toEqual({ submission_id: 2, state: 'created', at: noon.toISOString(), operator: '李统计' });
  expect(() => database.exec(`UPDATE exports SET what = 'guessed'`)).toThrow('CHECK');
  expect(() => database.exec(`INSERT INTO events (at, submission_id, kind) VALUES ('now', 9, 'x')`)).toThrow(
    'FOREIGN KEY',
  );
});
