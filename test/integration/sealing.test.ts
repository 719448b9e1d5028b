import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backupFolderOf, makeBackup } from '../../electron/storage/backup';
import { removeRoster, saveRoster } from '../../electron/storage/rosters';
import { isSealed, sealedPlaces } from '../../electron/storage/sealing';
import { openDatabase } from '../../electron/storage/database';
import { migrations } from '../../electron/storage/migrations';
import { village } from '../support/school';
import { openProgram, type Program } from './handlers-context';
import { noon, openTemporary, refusalOf, temporaryFolder } from './storage-place';
import { accessRow, changeAccess, keyOf, newAccess } from '../../electron/storage/access-password';

/** Every text that is about a person has it; nothing else may be sealed or lost. */
const secret = '甄秘';
const figure = '318';
const password = 'Qinghe2026';

interface Filled {
  readonly program: Program;
  readonly submissionId: number;
  readonly place: { readonly schoolId: number; readonly collectionId: number };
}

/** Every method that stores something of a person has stored it. */
async function filled(): Promise<Filled> {
  const program = openProgram();
  const { value } = program;
  const { id: _id, ...school } = village;
  const { id: schoolId } = await value('school.create', school);
  const round = {
    title: '年报',
    schoolYear: 2026,
    edition: 'jiaoji-2021',
    targetProfiles: [],
    dueDate: null,
  };
  const { id: collectionId } = await value('collection.create', round);
  const place = { schoolId, collectionId };
  const submissionId = (await value('submission.open', place)).data.submission.id;
  let revision = 0;
  const changes = [{ form: '教基3112', cell: '01.1', content: { kind: 'number', text: figure } }] as const;
  ({ revision } = await value('submission.setCells', { submissionId, revision, changes: [...changes] }));
  const text = (words: string) => ({ kind: 'text', text: `${secret}${words}` }) as const;
  for (const words of ['一', '二']) {
    const record = { form: '局控辍1', id: 'person-a', cells: { c02: text(words), c09: text('的村') } };
    ({ revision } = await value('submission.setRecords', { submissionId, revision, changes: [record] }));
  }
  const gone = { form: '局特教2', id: 'person-b', cells: { c02: text('三') } };
  ({ revision } = await value('submission.setRecords', { submissionId, revision, changes: [gone] }));
  ({ revision } = await value('submission.setRecords', {
    ...{ submissionId, revision },
    changes: [{ form: '局特教2', id: 'person-b', cells: null }],
  }));
  for (const words of ['转走', '转回']) {
    const explanation = { finding: 'X@1', text: `${secret}${words}`, values: { a: `${secret}值` } };
    ({ revision } = await value('submission.explain', { submissionId, revision, explanation }));
  }
  saveRoster(program.database, {
    ...{ submissionId, kind: 'pupils', keepUntil: '2029-08-31', at: noon },
    people: ['一', '二'].map((last) => ({ name: `${secret}${last}`, sex: '女', grade: '三年级' })),
    files: [{ fileName: '名册.xlsx', rows: 2 }],
    heads: [{ head: `${secret}的表头`, field: null }],
  });
  program.database
    .prepare(
      `INSERT INTO state_log (submission_id, revision, at, state, version, reason)
       VALUES (?, 9, 'now', 'draft', 1, sealed(?, 'state_log.reason'))`,
    )
    .run(submissionId, `漏了${secret}`);
  return { program, submissionId, place };
}

/** Table and column of every value that names somebody, however it was found. */
function whereIn(database: Sqlite.Database): readonly string[] {
  const tables = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .pluck()
    .all();
  const found = tables.flatMap((table) =>
    database
      .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
      .all()
      .flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          typeof value === 'string' && value.includes(secret) ? [`${table}.${column}`] : [],
        ),
      ),
  );
  return [...new Set(found)].sort();
}

/** Files of the folder in whose bytes somebody is named. */
function filesNaming(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .filter((each) => readFileSync(path.join(each.parentPath, each.name)).includes(secret))
    .map(({ name }) => name);
}

const set = { current: null, next: password, sealed: true, idleMinutes: 10 };

test('every text that names somebody is sealed: in the tables, in every byte of database, log and copies', async () => {
  const { program, place, submissionId } = await filled();
  const { database, folder, value } = program;
  makeBackup(database, backupFolderOf(database.name), noon);
  expect(whereIn(database)).toEqual(Object.keys(sealedPlaces).sort());
  expect(filesNaming(folder).length).toBeGreaterThan(1);
  const before = {
    open: await value('submission.open', place),
    people: await value('rosters.people', { submissionId, kind: 'pupils' }),
    history: await value('submission.cellHistory', { submissionId, form: '局控辍1', cell: 'person-a.c02' }),
  };
  const { unchangedCopies, finished } = await value('access.setPassword', set);
  expect([unchangedCopies, finished]).toEqual([[], true]);
  expect(whereIn(database)).toEqual([]);
  expect(filesNaming(folder)).toEqual([]);
  const log = database.prepare(`SELECT new_text FROM edit_log WHERE form = '教基3112'`).pluck();
  expect(log.get()).toBe(figure);
  const after = {
    open: await value('submission.open', place),
    people: await value('rosters.people', { submissionId, kind: 'pupils' }),
    history: await value('submission.cellHistory', { submissionId, form: '局控辍1', cell: 'person-a.c02' }),
  };
  expect(after).toEqual(before);
  expect(JSON.stringify(after)).toContain(`${secret}二`);

  // What is stored from then on is sealed too.
  const { revision } = after.open.data.submission;
  const changes = [
    { form: '局控辍1', id: 'person-c', cells: { c02: { kind: 'text', text: `${secret}四` } as const } },
  ];
  await value('submission.setRecords', { submissionId, revision, changes });
  await value('rosters.change', {
    ...{ submissionId, kind: 'pupils', person: 1 },
    texts: { name: `${secret}五` },
  });
  expect(whereIn(database)).toEqual([]);
  database.pragma('wal_checkpoint(TRUNCATE)');
  expect(filesNaming(folder)).toEqual([]);
  const texts = database.prepare<[], string>('SELECT text FROM record_cells').pluck().all();
  expect(texts.length).toBeGreaterThan(2);
  expect(texts.filter((text) => !isSealed(text, 'record_cells.text'))).toEqual([]);
  expect(JSON.stringify(await value('submission.open', place))).toContain(`${secret}四`);

  // Without a password everything is as it was before there was one.
  await value('access.setPassword', { ...set, current: password, next: null });
  expect(whereIn(database)).toEqual(Object.keys(sealedPlaces).sort());
  expect(database.prepare('SELECT * FROM access').all()).toEqual([]);
  expect(JSON.stringify(await value('submission.open', place))).toContain(`${secret}四`);
}, 30_000);

/** As a start of the program on this file; not locked where it has no password. */
const opened = (file: string) => openDatabase({ file, backupFolder: backupFolderOf(file), now: noon });

test('a file whose password was deleted by hand reveals nothing and stores nothing unsealed', async () => {
  const { program, place } = await filled();
  await program.value('access.setPassword', set);
  program.database.prepare('DELETE FROM access').run();
  program.database.close();
  const again = openProgram(noon, program.folder);
  expect((await again.value('access.state', null)).locked).toBe(false);
  expect(await again.error('submission.open', place)).toEqual({ code: 'access.unreadable', params: {} });
  expect(whereIn(again.database)).toEqual([]);
}, 20_000);

test('what fails in the middle leaves all as it was', async () => {
  const { program, place } = await filled();
  const { database, value, error } = program;
  const before = whereIn(database);
  // The last table that is sealed refuses.
  database.exec(`CREATE TRIGGER stop BEFORE UPDATE ON state_log BEGIN SELECT raise(ABORT, 'power cut'); END`);
  expect((await error('access.setPassword', set)).code).toBe('app.internal');
  database.exec('DROP TRIGGER stop');
  expect(whereIn(database)).toEqual(before);
  expect(accessRow(database)).toBeUndefined();
  expect(JSON.stringify(await value('submission.open', place))).toContain(secret);
}, 20_000);

test('what a power cut kept from the copies is done with the next password', async () => {
  const { program } = await filled();
  const { database, folder } = program;
  makeBackup(database, backupFolderOf(database.name), noon);
  changeAccess(database, await newAccess(password, set));
  database.close();
  writeFileSync(path.join(backupFolderOf(database.name), 'half.db.changing'), secret);
  expect(filesNaming(folder).length).toBeGreaterThan(1);
  const again = openProgram(noon, folder);
  await again.value('access.unlock', { password });
  expect(filesNaming(folder)).toEqual([]);
  expect(accessRow(again.database)?.unfinished).toBe(0);
}, 20_000);

test('a change of the password that was cut off before the copies is finished with the new one: the old opens none', async () => {
  const { program } = await filled();
  const { database, folder, value } = program;
  await value('access.setPassword', set);
  const copy = makeBackup(database, backupFolderOf(database.name), noon);
  const row = accessRow(database);
  const key = row === undefined ? null : await keyOf(row, password);
  if (row === undefined || key === null) throw new Error('no password');
  const other = 'Donghe2027';
  changeAccess(database, await newAccess(other, set), noon, { wrappedKey: row.wrapped_key, key });
  const left = accessRow(database);
  expect(left?.earlier?.includes(key)).toBe(false);
  database.close();
  const again = openProgram(noon, folder);
  await again.value('access.unlock', { password: other });
  expect(accessRow(again.database)).toMatchObject({ unfinished: 0, earlier: null });
  const opened = new Sqlite(copy, { readonly: true });
  const inCopy = accessRow(opened);
  opened.close();
  expect(inCopy?.wrapped_key).toEqual(left?.wrapped_key);
  expect(filesNaming(folder)).toEqual([]);
}, 20_000);

test('somebody who reads the file meanwhile keeps its traces until the next unlocking, and that is said', async () => {
  const { program } = await filled();
  const { database, folder, value } = program;
  const reader = new Sqlite(database.name, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM cells').get();
  expect((await value('access.setPassword', set)).finished).toBe(false);
  expect(accessRow(database)?.unfinished).toBe(1);
  reader.close();
  await value('access.lock', null);
  await value('access.unlock', { password });
  expect(accessRow(database)?.unfinished).toBe(0);
  expect(filesNaming(folder)).toEqual([]);
}, 20_000);

test('copies get the password, older ones too; those that cannot are named and stay as they are', async () => {
  const { program } = await filled();
  const { database, value } = program;
  const backups = backupFolderOf(database.name);
  const made = path.basename(makeBackup(database, backups, noon));
  // Of the version before, with a roster in it.
  const seven = new Sqlite(path.join(backups, 'tianbao-v7-old.db'));
  for (const step of migrations.slice(0, 7)) seven.exec(step);
  seven.exec(`PRAGMA user_version = 7;
    INSERT INTO schools VALUES (1, '9900000001', '校', '小学', '[]', '六三', 6, '', '', '乡村', 0);
    INSERT INTO collections VALUES (1, '年报', 2026, 'jiaoji-2021', '[]', NULL, '{}');
    INSERT INTO submissions VALUES (1, 1, 1, 'draft', 0, 0, '1', NULL, NULL);
    INSERT INTO rosters VALUES (1, 1, 'pupils', '', '', '[]', 0);
    INSERT INTO roster_people VALUES (1, 1, '{"name":"${secret}"}');`);
  seven.close();
  writeFileSync(path.join(backups, 'damaged.db'), 'no database');
  expect((await value('access.setPassword', set)).unchangedCopies).toEqual(['damaged.db']);
  for (const name of [made, 'tianbao-v7-old.db']) {
    const file = path.join(backups, name);
    expect(readFileSync(file).includes(secret)).toBe(false);
    const copy = new Sqlite(file, { readonly: true });
    expect(copy.prepare('SELECT wrapped_key FROM access').pluck().get()).toEqual(
      accessRow(database)?.wrapped_key,
    );
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
  }
  // One from before with a password that nobody knows here.
  const stranger = openTemporary(temporaryFolder());
  changeAccess(stranger, await newAccess('stranger', set));
  stranger.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(stranger.name, path.join(backups, 'stranger.db'));
  const next = { ...set, current: password, next: 'other-2027' };
  expect((await value('access.setPassword', next)).unchangedCopies).toEqual(['damaged.db', 'stranger.db']);
  expect(readdirSync(backups).filter((name) => !name.endsWith('.db'))).toEqual([]);
}, 30_000);

test('a copy that is put back asks for the password that it had then', async () => {
  const { program, place } = await filled();
  const { database, folder, value } = program;
  await value('access.setPassword', set);
  const aside = path.join(folder, 'aside.db');
  copyFileSync(makeBackup(database, path.join(folder, 'stick'), noon), aside);
  await value('access.setPassword', { ...set, current: password, next: 'other-2027' });
  database.close();
  copyFileSync(aside, database.name);
  for (const rest of ['-wal', '-shm']) expect(existsSync(`${database.name}${rest}`)).toBe(false);
  const again = openProgram(noon, folder);
  expect(await again.error('submission.open', place)).toEqual({ code: 'access.locked', params: {} });
  expect((await again.error('access.unlock', { password: 'other-2027' })).code).toBe('access.wrongPassword');
  await again.value('access.unlock', { password });
  expect(JSON.stringify(await again.value('submission.open', place))).toContain(secret);
}, 30_000);

test('a removed roster goes from sealed copies too', async () => {
  const { program, submissionId } = await filled();
  const { database, value } = program;
  await value('access.setPassword', set);
  const file = makeBackup(database, backupFolderOf(database.name), noon);
  const id = database.prepare<[], number>('SELECT id FROM rosters').pluck().get() ?? 0;
  const left = removeRoster(database, 'pupils', { id, submissionId, revision: 0 }, () => false);
  expect(left).toEqual([]);
  const copy = new Sqlite(file, { readonly: true });
  for (const each of [database, copy])
    for (const table of ['roster_people', 'roster_heads'])
      expect(each.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  copy.close();
}, 20_000);

test('while it is locked the connection neither gives nor takes a text about people', async () => {
  const { program } = await filled();
  const { database, value } = program;
  await value('access.setPassword', set);
  await value('access.lock', null);
  const read = database.prepare(`SELECT unsealed(text, 'record_cells.text') FROM record_cells`);
  expect(refusalOf(() => read.all()).code).toBe('access.locked');
  const write = database.prepare(`UPDATE record_cells SET text = sealed('x', 'record_cells.text')`);
  expect(refusalOf(() => write.run()).code).toBe('access.locked');
  database.close();
  const other = opened(database.name);
  expect(
    refusalOf(() => other.prepare(`SELECT unsealed(reason, 'state_log.reason') FROM state_log`).all()).code,
  ).toBe('access.locked');
  other.close();
}, 20_000);
