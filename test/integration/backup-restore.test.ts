import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backupHandlers } from '../../electron/handlers/backup';
import { backupHandlersAfterBadStart } from '../../electron/handlers/backup-bad-start';
import type { HandlerContext, Handlers } from '../../electron/handlers/context';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { lifeOf } from '../../electron/storage/audit';
import { addOperator, resumeOperator, setOperator } from '../../electron/storage/access';
import { backupFolderOf, makeBackup } from '../../electron/storage/backup';
import { isDatabaseMissing } from '../../electron/storage/backup-place';
import { prepareCopy, preparedFileOf, stepsIntoPlace } from '../../electron/storage/backup-restore';
import { setCells } from '../../electron/storage/cells';
import { type Database, openDatabase } from '../../electron/storage/database';
import { migrations } from '../../electron/storage/migrations';
import { sessionOf } from '../../electron/storage/session';
import { stepDetails } from '../../shared/audit-details';
import { copyWords } from '../../shared/backup-words';
import { Refusal } from '../../shared/error';
import { changes } from '../support/school';
import { definitions, desktopWith, resources } from './handlers-context';
import { noon, openTemporary, refusalOf, seed, temporaryFolder } from './storage-place';

const known = migrations.length;
const restored = { at: noon.toISOString(), operator: '张老师', name: 'a.db' };

/** A database whose cell says 2, and a copy of it from when it said 1. */
function twoStates(folder = temporaryFolder()) {
  const database = openTemporary(folder);
  const { id } = seed(database);
  const set = (value: number, revision: number) =>
    setCells(database, { submissionId: id, revision, at: noon }, changes({ '教基3112!01.1': value }));
  set(1, 0);
  const copy = makeBackup(database, backupFolderOf(database.name), noon);
  set(2, 1);
  return { folder, database, file: database.name, copy };
}

const reopen = (file: string): Database =>
  openDatabase({ file, backupFolder: backupFolderOf(file), now: noon });

function valueIn(file: string): unknown {
  const database = reopen(file);
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    return database.prepare('SELECT text FROM cells').pluck().get();
  } finally {
    database.close();
  }
}

test('stopped after any step, the old or the new database is there whole', () => {
  const count = stepsIntoPlace('', '', { now: noon, aside: false }).length;
  expect(count).toBe(3);
  for (let done = 0; done <= count; done++) {
    const { database, file, copy } = twoStates();
    const prepared = preparedFileOf(file);
    prepareCopy({ source: copy, prepared, known, restored });
    database.close();
    for (const step of stepsIntoPlace(file, prepared, { now: noon, aside: false }).slice(0, done)) step();
    expect(valueIn(file), `after ${done} steps`).toBe(done < count ? '2' : '1');
  }
});

test('what a killed program left in the log is in the old database, and never reaches the new one', () => {
  const { database, file, copy, folder } = twoStates();
  // As if killed now: file and log as they are, without closing.
  const other = path.join(folder, 'killed');
  mkdirSync(other);
  const killed = path.join(other, 'tianbao.db');
  for (const ending of ['', '-wal']) copyFileSync(`${file}${ending}`, `${killed}${ending}`);
  expect(statSync(`${killed}-wal`).size).toBeGreaterThan(0);
  database.close();
  const prepared = preparedFileOf(killed);
  prepareCopy({ source: copy, prepared, known, restored });
  const [settle, look, rename] = stepsIntoPlace(killed, prepared, { now: noon, aside: false });
  settle?.();
  expect(existsSync(`${killed}-wal`)).toBe(false);
  expect(valueIn(killed)).toBe('2');
  settle?.();
  look?.();
  rename?.();
  expect(valueIn(killed)).toBe('1');
  expect(readdirSync(other).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('a database that another program holds is not replaced', () => {
  const { file, copy, database } = twoStates();
  const prepared = preparedFileOf(file);
  prepareCopy({ source: copy, prepared, known, restored });
  database.close();
  const other = new Sqlite(file);
  other.pragma('journal_mode = WAL');
  other.exec('BEGIN IMMEDIATE');
  const steps = stepsIntoPlace(file, prepared, { now: noon, aside: false });
  const error = refusalOf(() => steps.forEach((step) => step()));
  expect(error).toEqual({ code: 'backup.inUse', params: { file } });
  other.exec('ROLLBACK');
  other.close();
  expect(valueIn(file)).toBe('2');
});

test('a copy is verified before anything is touched: damaged, newer, another program’s, gone', () => {
  const { folder, copy, file } = twoStates();
  const prepared = preparedFileOf(file);
  const codeOf = (source: string) => refusalOf(() => prepareCopy({ source, prepared, known, restored })).code;
  const variant = (name: string, change: (bytes: Buffer) => void) => {
    const bytes = readFileSync(copy);
    change(bytes);
    const target = path.join(folder, name);
    writeFileSync(target, bytes);
    return target;
  };
  expect(codeOf(path.join(folder, 'nowhere.db'))).toBe('backup.gone');
  expect(codeOf(variant('damaged.db', (bytes) => bytes.fill(0xab, 4096, 16_384)))).toBe('backup.damaged');
  expect(codeOf(variant('cut.db', (bytes) => bytes.fill(0, bytes.length / 2)))).toBe('backup.damaged');
  expect(codeOf(variant('newer.db', (bytes) => bytes.writeUInt32BE(known + 1, 60)))).toBe('backup.newer');
  expect(codeOf(variant('page.db', (bytes) => bytes.fill('<html>')))).toBe('backup.damaged');
  const foreign = path.join(folder, 'foreign.db');
  const other = new Sqlite(foreign);
  other.exec('CREATE TABLE t (x)');
  other.close();
  expect(codeOf(foreign)).toBe('backup.damaged');
  const poor = path.join(folder, 'poor.db');
  writeFileSync(poor, readFileSync(copy));
  const lacking = new Sqlite(poor);
  lacking.exec('DROP TABLE operators');
  lacking.close();
  expect(codeOf(poor)).toBe('backup.damaged');
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('a database copied by hand with its log beside it comes with what is in the log', () => {
  const { folder, file } = twoStates();
  const stick = path.join(folder, 'stick');
  mkdirSync(stick);
  for (const ending of ['', '-wal'])
    copyFileSync(`${file}${ending}`, path.join(stick, `tianbao.db${ending}`));
  const prepared = preparedFileOf(file);
  prepareCopy({ source: path.join(stick, 'tianbao.db'), prepared, known, restored });
  expect(valueIn(prepared)).toBe('2');
  expect(readdirSync(stick).sort()).toEqual(['tianbao.db', 'tianbao.db-wal']);
});

test('the restored database says who put it there; one from before that table is migrated when it is opened', () => {
  const { copy, file } = twoStates();
  const prepared = preparedFileOf(file);
  prepareCopy({ source: copy, prepared, known, restored });
  const database = reopen(prepared);
  expect(
    database.prepare(`SELECT at, operator, kind, about FROM events WHERE kind = 'backupRestored'`).all(),
  ).toEqual([{ at: noon.toISOString(), operator: '张老师', kind: 'backupRestored', about: 'a.db' }]);
  database.close();

  const folder = temporaryFolder();
  const old = openTemporary(folder, migrations.slice(0, 3));
  old.exec(`INSERT INTO schools (id, code, name, type, attached_classes, system, entry_age, county, town, place_type)
    VALUES (1, '9900000001', '甲', '小学', '[]', '六三', 6, '', '', '乡村')`);
  const older = makeBackup(old, path.join(folder, 'backups'), noon);
  const target = path.join(folder, 'older.db');
  prepareCopy({ source: older, prepared: target, known, restored });
  const opened = reopen(target);
  expect(opened.pragma('user_version', { simple: true })).toBe(known);
  expect(opened.prepare('SELECT name FROM schools').pluck().get()).toBe('甲');
  opened.close();
});

/** Handlers of an opened program, with a main that closes, swaps and opens again as the real one does. */
function programOf(folder: string, openFile: string | null = null) {
  const file = path.join(folder, 'tianbao.db');
  let database = reopen(file);
  const log = createLog(path.join(folder, 'logs'));
  const desktop = desktopWith({ chooseOpenFile: () => Promise.resolve(openFile) });
  const workplace: HandlerContext['workplace'] = {
    ...{ dataFolder: folder, databaseFile: file, practice: false },
    async reopen(_practice, swap) {
      database.close();
      try {
        await swap?.();
      } finally {
        database = reopen(file);
      }
    },
  };
  const context: HandlerContext = {
    ...{ definitions, database, desktop, log, resources, workplace },
    ...{ jobs: createInlineJobs(), version: '9.9.9', now: () => new Date() },
  };
  return { context, handlers: backupHandlers(context), database: () => database, workplace, desktop };
}

/** What 修改记录 says of the restores in it. */
const restoresIn = (database: Database): readonly string[] =>
  lifeOf(database, 1)
    .filter(({ event }) => event?.kind === 'backupRestored')
    .map((step) => stepDetails(definitions, step));

const value = (database: Database): unknown => database.prepare('SELECT text FROM cells').pluck().get();

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    return error instanceof Refusal ? error.error.code : String(error);
  }
  return 'done';
}

test('restoring copies the present first, and that copy brings it back', async () => {
  const { folder, database } = twoStates();
  database.close();
  const program = programOf(folder);
  const [copy] = (await program.handlers['backup.list'](null)).items;
  if (copy === undefined) throw new Error('no copy');
  await program.handlers['backup.restore'](copy);
  expect(value(program.database())).toBe('1');
  const next = backupHandlers({ ...program.context, database: program.database() });
  const before = (await next['backup.list'](null)).items.find(({ reason }) => reason === 'restore');
  if (before === undefined) throw new Error('the present was not copied');
  await next['backup.restore'](before);
  expect(value(program.database())).toBe('2');
  program.database().close();
});

test('a restore says so where what it replaced was damaged, and only there', async () => {
  const { folder, database } = twoStates();
  database.close();
  const program = programOf(folder);
  const [copy] = (await program.handlers['backup.list'](null)).items;
  if (copy === undefined) throw new Error('no copy');
  await program.handlers['backup.restore'](copy);
  expect(restoresIn(program.database())).toEqual([`恢复到 ${copyWords(copy.name)}`]);
  // A reference to nothing: the program still opens it.
  program.database().pragma('foreign_keys = OFF');
  program.database().exec('UPDATE cells SET submission_id = 77');
  const next = backupHandlers({ ...program.context, database: program.database() });
  await next['backup.restore'](copy);
  expect(value(program.database())).toBe('1');
  expect(restoresIn(program.database())).toEqual([`恢复到 ${copyWords(copy.name)}，因数据文件损坏`]);
  program.database().close();
});

test('a bad copy or a path of one’s own is refused, and everything stays open as it was', async () => {
  const { folder, database, file } = twoStates();
  database.close();
  const name = 'tianbao-v8-20300101T000000Z-manual.db';
  writeFileSync(path.join(folder, 'backups', name), 'no database');
  const { handlers, database: now } = programOf(folder);
  const restore = (named: string) => codeOf(() => handlers['backup.restore']({ place: 'own', name: named }));
  expect(await restore(name)).toBe('backup.damaged');
  expect(await restore('../tianbao.db')).toBe('backup.gone');
  expect(await restore('tianbao-v8-20310101T000000Z-manual.db')).toBe('backup.gone');
  expect(await codeOf(() => handlers['backup.contents']({ place: 'file', name: 'x.db' }))).toBe(
    'backup.gone',
  );
  expect(await codeOf(() => handlers['backup.startAnew'](null))).toBe('app.badRequest');
  expect(value(now())).toBe('2');
  now().close();
  expect(valueIn(file)).toBe('2');
});

test('a file that she opens is copied before it is looked into, and restored from there', async () => {
  const { folder, database, copy } = twoStates();
  database.close();
  const stick = temporaryFolder();
  const file = path.join(stick, '学校的备份.db');
  copyFileSync(copy, file);
  const program = programOf(folder, file);
  const item = await program.handlers['backup.chooseFile'](null);
  expect(item).toMatchObject({ place: 'file', name: '学校的备份.db', reason: null });
  if (item === null) return;
  expect((await program.handlers['backup.contents'](item)).submissions).toHaveLength(1);
  expect((await program.handlers['backup.compare'](item)).total).toBe(1);
  await program.handlers['backup.restore'](item);
  expect(value(program.database())).toBe('1');
  expect(readdirSync(stick)).toEqual(['学校的备份.db']);
  program.database().close();
});

test('after a bad start copies can be listed and restored, and what is damaged is kept beside', async () => {
  const { folder, database, file } = twoStates();
  database.close();
  writeFileSync(file, 'damaged');
  const reason = { code: 'database.corrupt', params: { file } } as const;
  let opened: Database | undefined;
  const workplace: HandlerContext['workplace'] = {
    ...{ dataFolder: folder, databaseFile: file, practice: false },
    async reopen(_practice, swap) {
      await swap?.();
      opened = reopen(file);
    },
  };
  const handlers: Handlers<'backup'> = backupHandlersAfterBadStart(
    reason,
    desktopWith({}),
    { workplace, now: () => noon },
    createInlineJobs(),
  );
  const [copy] = (await handlers['backup.list'](null)).items;
  if (copy === undefined) throw new Error('no copy');
  expect(await codeOf(() => handlers['backup.make'](null))).toBe('database.corrupt');
  await handlers['backup.restore'](copy);
  expect(opened === undefined ? null : value(opened)).toBe('1');
  expect(opened === undefined ? [] : restoresIn(opened)).toEqual([
    `恢复到 ${copyWords(copy.name)}，因数据文件损坏`,
  ]);
  opened?.close();
  expect(readFileSync(path.join(folder, 'damaged-20260910T040000Z', 'tianbao.db'), 'utf8')).toBe('damaged');

  writeFileSync(file, '');
  expect(isDatabaseMissing(file)).toBe(true);
  await handlers['backup.startAnew'](null);
  expect(opened?.prepare('SELECT count(*) FROM schools').pluck().get()).toBe(0);
  opened?.close();
  expect(isDatabaseMissing(file)).toBe(false);
});

test('who restores goes on working, not who worked when the copy was made; unknown to the copy it is nobody', () => {
  const { folder, database, file } = twoStates();
  database.pragma('wal_checkpoint(TRUNCATE)');
  addOperator(database, { name: '甄老师', duty: 'clerk' });
  addOperator(database, { name: '贾校长', duty: 'head' });
  setOperator(database, 2);
  const copy = makeBackup(database, backupFolderOf(file), new Date(noon.getTime() + 60_000));
  database.close();
  const after = (operator: string | null | undefined): string | null => {
    const prepared = path.join(folder, 'prepared.db');
    prepareCopy({
      ...{ source: copy, prepared, known },
      restored: { at: noon.toISOString(), name: 'a.db', ...(operator === undefined ? {} : { operator }) },
    });
    const opened = reopen(prepared);
    resumeOperator(opened);
    const { operator: works } = sessionOf(opened);
    opened.close();
    return works;
  };
  expect([after('甄老师'), after('戚老师'), after(null), after(undefined)]).toEqual([
    ...['甄老师', null, null, '贾校长'],
  ]);
});

test('how the home page stood is forgotten with the database that it was of', () => {
  for (const aside of [false, true]) {
    const { folder, database, file, copy } = twoStates();
    const standing = path.join(folder, 'window', 'standing');
    mkdirSync(path.dirname(standing));
    writeFileSync(standing, 'of the state that is replaced');
    prepareCopy({ source: copy, prepared: preparedFileOf(file), known, restored });
    database.close();
    for (const step of stepsIntoPlace(file, preparedFileOf(file), { now: noon, aside })) step();
    expect(existsSync(standing), String(aside)).toBe(false);
  }
});

test('a restore of a damaged database that was ended half way starts with a question and offers its copy', async () => {
  const { folder, database, file, copy } = twoStates();
  const prepared = preparedFileOf(file);
  prepareCopy({ source: copy, prepared, known, restored });
  database.close();
  rmSync(copy);
  const steps = stepsIntoPlace(file, prepared, { now: noon, aside: true });
  for (const step of steps.slice(0, 2)) step();
  expect(existsSync(file)).toBe(false);
  expect(isDatabaseMissing(file)).toBe(true);
  let opened: Database | undefined;
  const workplace: HandlerContext['workplace'] = {
    ...{ dataFolder: folder, databaseFile: file, practice: false },
    async reopen(_practice, swap) {
      await swap?.();
      opened = reopen(file);
    },
  };
  const error = { code: 'backup.dataMissing', params: { file } } as const;
  const place = { workplace, now: () => noon };
  const handlers = backupHandlersAfterBadStart(error, desktopWith({}), place, createInlineJobs());
  const { items } = await handlers['backup.list'](null);
  expect(items).toHaveLength(1);
  await handlers['backup.restore'](items[0] ?? { place: 'own', name: 'none' });
  expect(opened === undefined ? null : value(opened)).toBe('1');
  opened?.close();
});
