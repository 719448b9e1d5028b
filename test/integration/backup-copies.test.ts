import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createBackups } from '../../electron/handlers/backup-making';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { rowCounts, verifyCopy } from '../../electron/storage/backup';
import { copyDatabase } from '../../electron/storage/backup-copy';
import { compareWithNow, contentsOf } from '../../electron/storage/backup-contents';
import { readNote, writeNote } from '../../electron/storage/backup-note';
import { chosenFolderOf, isDatabaseMissing } from '../../electron/storage/backup-place';
import { setCells } from '../../electron/storage/cells';
import type { Database } from '../../electron/storage/database';
import { migrations } from '../../electron/storage/migrations';
import { saveRoster, removeRoster } from '../../electron/storage/rosters';
import { keyBytes, sealText } from '../../electron/storage/sealing';
import { finaliseSubmission } from '../../electron/storage/submissions';
import { Refusal } from '../../shared/error';
import { changes, village } from '../support/school';
import { openProgram } from './handlers-context';
import { finaliseSample } from './sample-years';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

const known = migrations.length;
const head = (submissionId: number, revision: number) => ({ submissionId, revision, at: noon });
const set = (database: Database, id: number, revision: number, cells: Record<string, number | null>) =>
  setCells(database, head(id, revision), changes(cells));

interface Clock {
  time: Date;
}

function backupsIn(folder: string, database: Database, clock: Clock = { time: noon }) {
  const log = createLog(path.join(folder, 'logs'));
  return createBackups({ database, jobs: createInlineJobs(), log, now: () => clock.time });
}

const request = (folder: string) => ({
  ...{ source: path.join(folder, 'tianbao.db'), folder: path.join(folder, 'backups') },
  ...{ stem: 'tianbao-v8-20260910T040000Z-manual', also: null },
});

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.error.code : String(error)),
  );
}

function valueIn(file: string, cell: string): unknown {
  const copy = new Sqlite(file, { readonly: true });
  try {
    return copy.prepare('SELECT text FROM cells WHERE cell = ?').pluck().get(cell);
  } finally {
    copy.close();
  }
}

test('a copy has what only the log has, stands alone, and says when and why', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  set(database, id, 0, { '教基3112!01.1': 12 });
  const backups = backupsIn(folder, database);
  const made = await backups.make('manual');
  expect(made).toMatchObject({ place: 'own', reason: 'manual', at: noon.toISOString() });
  expect(made.name).toBe(`tianbao-v${known}-20260910T040000Z-manual.db`);
  expect(readdirSync(path.join(folder, 'backups')).sort()).toEqual([
    'backups.json',
    'backups.twin.json',
    made.name,
  ]);
  const file = path.join(folder, 'backups', made.name);
  expect(valueIn(file, '01.1')).toBe('12');
  // Bytes 18 and 19 say whether it wants a log beside it.
  expect([...readFileSync(file).subarray(18, 20)]).toEqual([1, 1]);
  expect((await backups.make('manual')).name).toBe(`tianbao-v${known}-20260910T040000Z-manual-2.db`);
  expect((await backups.list()).items.map(({ reason }) => reason)).toEqual(['manual', 'manual']);
});

test('while a copy is made the clerk goes on: every copy is one moment, and nothing of hers waits or is lost', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  // Both cells are always set together: a copy in which they differ would be of two moments.
  let revision = 0;
  const write = (value: number) =>
    (revision = set(database, id, revision, { '教基3112!01.1': value, '教基3112!02.1': value }));
  write(0);
  const backups = backupsIn(folder, database);
  const copies: Promise<{ name: string }>[] = [];
  for (let value = 1; value <= 60; value++) {
    if (value % 10 === 1) copies.push(backups.make('daily'));
    write(value);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const names = (await Promise.all(copies)).map(({ name }) => name);
  expect(new Set(names).size).toBe(6);
  for (const name of names) {
    const file = path.join(folder, 'backups', name);
    if (!existsSync(file)) continue;
    expect(valueIn(file, '01.1')).toBe(valueIn(file, '02.1'));
  }
  expect(valueIn(database.name, '01.1')).toBe('60');
});

test('a flipped byte, a lost row and a broken reference are all noticed when a copy is read back', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  set(database, id, 0, Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`教基3112!01.${n}`, n])));
  const counts = rowCounts(database);
  const { name } = await copyDatabase(request(folder));
  const file = path.join(folder, 'backups', name);
  const sound = readFileSync(file);
  const check = () => verifyCopy(file, counts);
  expect(check).not.toThrow();

  const page = sound.readUInt16BE(16);
  const flipped = Buffer.from(sound);
  // The head of a page in the middle: which kind of page it is.
  const at = page * Math.floor(sound.length / page / 2);
  flipped[at] = (flipped[at] ?? 0) ^ 0x55;
  writeFileSync(file, flipped);
  expect(check).toThrow();
  expect(contentsOf(file, known).sound).toBe(false);

  writeFileSync(file, sound);
  const change = (sql: string) => {
    const copy = new Sqlite(file);
    copy.pragma('foreign_keys = OFF');
    copy.exec(sql);
    copy.close();
  };
  change(`DELETE FROM cells WHERE cell = '01.7'`);
  expect(check).toThrow();
  writeFileSync(file, sound);
  change(`UPDATE cells SET submission_id = 77 WHERE cell = '01.7'`);
  expect(check).toThrow();
  expect(contentsOf(file, known)).toMatchObject({ sound: false, submissions: [] });
});

test('a damaged database is never copied over the good copies: the trouble is remembered', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  set(database, id, 0, { '教基3112!01.1': 12 });
  const backups = backupsIn(folder, database);
  const good = await backups.make('manual');
  database.pragma('foreign_keys = OFF');
  database.exec('UPDATE cells SET submission_id = 77');
  await backups.automatic('finalise');
  expect((await backups.list()).items.map(({ name }) => name)).toEqual([good.name]);
  const trouble = { code: 'backup.sourceDamaged', params: { file: database.name } };
  expect((await backups.list()).trouble).toEqual(trouble);
});

test('what keeps a copy from being made is told, leaves nothing half, and the next one is tried all the same', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  seed(database);
  const backups = backupsIn(folder, database);
  // A file stands where the folder of the copies should be.
  writeFileSync(path.join(folder, 'backups'), '');
  expect(await codeOf(backups.make('manual'))).toBe('backup.failed');
  await backups.automatic('daily');
  rmSync(path.join(folder, 'backups'));
  await backups.automatic('daily');
  expect(await backups.list()).toMatchObject({ items: [{ reason: 'daily' }], trouble: null });
});

test('a copy that would fill the disk is not begun: her own saves need the room', async () => {
  const folder = temporaryFolder();
  const source = path.join(folder, 'tianbao.db');
  // Takes no room itself, but its copy would take four thousand gigabytes.
  writeFileSync(source, '');
  truncateSync(source, 2 ** 42);
  expect(await codeOf(copyDatabase(request(folder)))).toBe('backup.noRoom');
  expect(readdirSync(path.join(folder, 'backups'))).toEqual([]);
});

test('a copy while used is made when the newest is four hours old and something changed, whatever the clock says', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  const clock = { time: new Date() };
  const hours = (count: number) => (clock.time = new Date(Date.now() + count * 60 * 60 * 1000));
  const backups = backupsIn(folder, database, clock);
  const count = async () => {
    await backups.automatic('daily');
    return (await backups.list()).items.length;
  };
  expect(await count()).toBe(1);
  hours(3);
  set(database, id, 0, { '教基3112!01.1': 1 });
  expect(await count()).toBe(1);
  hours(5);
  expect(await count()).toBe(2);
  // Nothing was changed since: the copy is dated later than the database.
  hours(10);
  expect(await count()).toBe(2);
  // After a restore, what she came back to has no copy of its own yet.
  await backups.make('restore');
  expect(await count()).toBe(4);
  // 定稿 and by hand are always worth one.
  await backups.automatic('finalise');
  expect((await backups.list()).items.map(({ reason }) => reason)).toEqual([
    'finalise',
    'daily',
    'restore',
    'daily',
    'daily',
  ]);
});

test('every copy goes to the chosen folder too; where it is gone the one here is made and she is told', async () => {
  const folder = temporaryFolder();
  const stick = path.join(temporaryFolder(), 'U盘');
  mkdirSync(stick);
  const database = openTemporary(folder);
  const { id } = seed(database);
  writeNote(database.name, { chosen: stick });
  const backups = backupsIn(folder, database);
  const made = await backups.make('manual');
  const twin = path.join(chosenFolderOf(database.name, stick), made.name);
  expect(readFileSync(twin)).toEqual(readFileSync(path.join(folder, 'backups', made.name)));
  expect(await backups.list()).toMatchObject({ chosen: { folder: stick, reachable: true }, trouble: null });
  const places = (await backups.list()).items.map(({ place }) => place);
  expect(places.sort()).toEqual(['chosen', 'own']);

  rmSync(stick, { recursive: true });
  set(database, id, 0, { '教基3112!01.1': 1 });
  const alone = await backups.make('manual');
  expect(existsSync(path.join(folder, 'backups', alone.name))).toBe(true);
  // Nothing is made in its place, which on Windows would be a folder on whatever disk gets the letter.
  expect(existsSync(stick)).toBe(false);
  const list = await backups.list();
  expect(list.chosen).toEqual({ folder: stick, reachable: false });
  expect(list.trouble).toEqual({ code: 'backup.chosenGone', params: { folder: stick } });

  mkdirSync(stick);
  await backups.make('manual');
  expect((await backups.list()).trouble).toBeNull();
});

test('a deleted roster is deleted from the chosen folder too; a stick that is not there is named', async () => {
  const folder = temporaryFolder();
  const stick = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  const roster = { submissionId: id, kind: 'pupils' as const, files: [], heads: [], at: noon };
  const save = () =>
    saveRoster(database, { ...roster, people: [{ name: '甄备份' }], keepUntil: '2029-08-31' });
  const remove = (rosterId: number) =>
    removeRoster(database, 'pupils', { id: rosterId, submissionId: id, revision: 0 }, () => false, noon);
  writeNote(database.name, { chosen: stick });
  const rosterId = () => Number(database.prepare('SELECT id FROM rosters').pluck().get());
  save();
  const backups = backupsIn(folder, database);
  const { name } = await backups.make('manual');
  const twin = path.join(chosenFolderOf(database.name, stick), name);
  expect(readFileSync(twin).includes('甄备份')).toBe(true);
  expect(remove(rosterId())).toEqual([]);
  expect(readFileSync(twin).includes('甄备份')).toBe(false);

  save();
  await backups.make('manual');
  rmSync(stick, { recursive: true });
  expect(remove(rosterId())).toEqual([
    `${chosenFolderOf(database.name, stick)}（最后备份于 2026年9月10日，现在找不到）`,
  ]);
});

test('a roster that is deleted while a copy is being made is not in it', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  const people = [{ name: '甄备份' }];
  const roster = { submissionId: id, kind: 'pupils' as const, files: [], heads: [], at: noon };
  saveRoster(database, { ...roster, people, keepUntil: '2029-08-31' });
  const rosterId = Number(database.prepare('SELECT id FROM rosters').pluck().get());
  const copying = backupsIn(folder, database).make('manual');
  await Promise.resolve();
  await Promise.resolve();
  removeRoster(database, 'pupils', { id: rosterId, submissionId: id, revision: 0 }, () => false, noon);
  const { name } = await copying;
  expect(readFileSync(path.join(folder, 'backups', name)).includes('甄备份')).toBe(false);
  expect(readFileSync(database.name).includes('甄备份')).toBe(false);
});

test('what is inside, and every cell that is another now', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  set(database, id, 0, { '教基3112!01.1': 12, '教基3112!01.2': 7, '教基3112!01.3': 5 });
  const { name } = await copyDatabase(request(folder));
  const copy = path.join(folder, 'backups', name);
  expect(contentsOf(copy, known)).toEqual({
    ...{ sound: true, version: known, newer: false, people: 0, lastChangeAt: noon.toISOString() },
    submissions: [
      {
        ...{ school: village.name, schoolCode: village.code, schoolYear: 2026, edition: 'jiaoji-2021' },
        ...{ state: 'draft', finalVersion: 0, cells: 3, records: 0 },
      },
    ],
  });
  expect(contentsOf(copy, known - 1)).toMatchObject({ sound: true, newer: true });
  const compare = () => compareWithNow({ database: database.name, copy, name, key: null });
  expect(compare()).toEqual({
    ...{ differences: [], total: 0, lostFinals: [], people: { then: 0, now: 0 } },
  });

  set(database, id, 1, { '教基3112!01.1': 13, '教基3112!01.2': null, '教基3112!02.9': 4 });
  const { id: _id, ...record } = village;
  finaliseSubmission(database, head(id, 2), { editionVersion: '1.0', hash: 'abc', school: record });
  const place = {
    ...{ school: village.name, schoolYear: 2026, form: '教基3112' },
    open: { schoolId: 1, collectionId: 1 },
  };
  expect(compare()).toEqual({
    differences: [
      { ...place, cell: '01.1', then: '12', now: '13' },
      { ...place, cell: '01.2', then: '7', now: null },
      { ...place, cell: '02.9', then: null, now: '4' },
    ],
    total: 3,
    lostFinals: [{ school: village.name, schoolYear: 2026, versions: [{ version: 1, exported: false }] }],
    people: { then: 0, now: 0 },
  });
});

test('sealed texts are compared as they are read, not as they are stored', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  const key = randomBytes(keyBytes);
  const put = (text: string, under: Buffer) =>
    database
      .prepare(
        `INSERT INTO record_cells VALUES (?, '局控辍1', 'a', 'c02', 'text', ?)
         ON CONFLICT DO UPDATE SET text = excluded.text`,
      )
      .run(id, sealText(text, 'record_cells.text', under));
  database.prepare(`INSERT INTO records VALUES (?, '局控辍1', 'a', 1)`).run(id);
  put('甄封存', key);
  const { name } = await copyDatabase(request(folder));
  const input = { database: database.name, copy: path.join(folder, 'backups', name), name, key };
  put('甄封存', key);
  expect(compareWithNow(input).total).toBe(0);
  put('甄改名', key);
  expect(compareWithNow(input).differences).toMatchObject([{ cell: 'a.c02', then: '甄封存', now: '甄改名' }]);
  // Under another password since: it differs, and nobody can say how.
  const other = randomBytes(keyBytes);
  put('甄改名', other);
  expect(compareWithNow({ ...input, key: other }).differences).toMatchObject([
    { then: '（已加密）', now: '甄改名' },
  ]);
});

test('定稿 and a final export ask for a copy, a draft does not', async () => {
  const program = openProgram();
  const { data } = await finaliseSample(program);
  const copies = () => program.asked.filter((each) => each.startsWith('copy'));
  expect(copies()).toEqual(['copy finalise']);
  const { id: submissionId } = data.submission;
  await program.value('workbook.export', { submissionId, draft: true, totals: 'numbers' });
  expect(copies()).toEqual(['copy finalise']);
  await program.value('workbook.export', { submissionId, draft: false, totals: 'numbers' });
  expect(copies()).toEqual(['copy finalise', 'copy export']);
});

test('a database that is gone while copies are there is missing; one that never was is not', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'tianbao.db');
  expect(isDatabaseMissing(file)).toBe(false);
  const database = openTemporary(folder);
  seed(database);
  expect(isDatabaseMissing(file)).toBe(false);
  database.close();
  rmSync(file);
  expect(isDatabaseMissing(file)).toBe(false);
  writeNote(file, { chosen: null });
  expect(isDatabaseMissing(file)).toBe(false);
  writeFileSync(path.join(folder, 'backups', 'tianbao-v8-20260910T040000Z-daily.db'), 'x');
  expect(isDatabaseMissing(file)).toBe(true);
  writeFileSync(file, '');
  expect(isDatabaseMissing(file)).toBe(true);
  writeFileSync(path.join(folder, 'backups', 'backups.json'), '{ half');
  expect(readNote(file)).toMatchObject({ chosen: null, trouble: null, inner: null, folders: [] });
});
