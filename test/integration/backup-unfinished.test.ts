import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createBackups, listBackups } from '../../electron/handlers/backup-making';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { accessRow, changeAccess, keyOf } from '../../electron/storage/access-password';
import { backupFolderOf, makeBackup } from '../../electron/storage/backup';
import { readNote, writeNote } from '../../electron/storage/backup-note';
import { offerUnfinished, preparedFileOf } from '../../electron/storage/backup-restore';
import { migrations } from '../../electron/storage/migrations';
import { whileRestoring } from '../../electron/storage/restoring';
import { removeRoster, saveRoster } from '../../electron/storage/rosters';
import { markRemoved, removedRosters } from '../../electron/storage/rosters-unfinished';
import { whileCopying } from '../../electron/storage/rosters-traces';
import { finishUnfinished } from '../../electron/storage/unfinished';
import { openProgram, type Program } from './handlers-context';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

const secret = '甄秘';

function loadRoster({ database }: Program, submissionId: number): void {
  saveRoster(database, {
    ...{ submissionId, kind: 'pupils', keepUntil: '2029-08-31', at: noon },
    people: [{ name: `${secret}一`, sex: '女', grade: '三年级' }],
    files: [{ fileName: '名册.xlsx', rows: 1 }],
    heads: [],
  });
}

const backupsIn = ({ database, folder }: Program) =>
  createBackups({
    ...{ database, jobs: createInlineJobs(), now: () => noon },
    log: createLog(path.join(folder, 'logs')),
  });

function filesNaming(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .filter((each) => readFileSync(path.join(each.parentPath, each.name)).includes(secret))
    .map(({ name }) => name)
    .sort();
}

/** As a kill leaves it between the transaction and the first copy: the roster is gone here, and every copy has it. */
function deleteHere({ database }: Program, submissionId: number): void {
  database.transaction(() => {
    database.prepare('DELETE FROM rosters').run();
    markRemoved(database, { submissionId, kind: 'pupils' });
  })();
}

async function cutOff(): Promise<{ program: Program; submissionId: number }> {
  const first = openProgram();
  const { id: submissionId } = seed(first.database);
  loadRoster(first, submissionId);
  writeNote(first.database.name, { chosen: temporaryFolder() });
  const { name } = await backupsIn(first).make('manual');
  const copy = path.join(backupFolderOf(first.database.name), name);
  copyFileSync(copy, `${copy}.changing`);
  deleteHere(first, submissionId);
  first.database.close();
  const program = openProgram(noon, first.folder);
  expect(filesNaming(program.folder)).toEqual([name, `${name}.changing`]);
  return { program, submissionId };
}

test('the deletion of a roster that was cut off is finished at the next start, in every copy', async () => {
  const { program } = await cutOff();
  await finishUnfinished(program.database);
  expect(filesNaming(program.folder)).toEqual([]);
  expect(removedRosters(program.database)).toEqual([]);
});

test('it is finished before the next copy, which keeps a roster that was loaded anew', async () => {
  const { program, submissionId } = await cutOff();
  loadRoster(program, submissionId);
  const { name } = await backupsIn(program).make('manual');
  expect(filesNaming(backupFolderOf(program.database.name))).toEqual([name]);
  await finishUnfinished(program.database);
  expect(filesNaming(backupFolderOf(program.database.name))).toEqual([name]);
});

test('while a copy is being put back nothing that is prepared for it is taken for half done', async () => {
  const { program } = await cutOff();
  const prepared = preparedFileOf(program.database.name);
  copyFileSync(program.database.name, prepared);
  await whileRestoring(program.database, () => finishUnfinished(program.database));
  expect(existsSync(prepared)).toBe(true);
  expect(removedRosters(program.database)).toHaveLength(1);
});

test('a deletion while a copy is being made is owed until that copy was made anew', async () => {
  const program = openProgram();
  const { database, folder } = program;
  const { id: submissionId } = seed(database);
  loadRoster(program, submissionId);
  const id = database.prepare<[], number>('SELECT id FROM rosters').pluck().get() ?? 0;
  const inline = createInlineJobs();
  let owed = 0;
  const jobs: Pick<typeof inline, 'run' | 'cancel'> = {
    cancel: () => undefined,
    async run(name, input) {
      const made = await inline.run(name, input);
      if (owed > 0) return made;
      removeRoster(database, 'pupils', { id, submissionId, revision: 0 }, () => false);
      owed = removedRosters(database).length;
      return made;
    },
  };
  const log = createLog(path.join(folder, 'logs'));
  await createBackups({ database, jobs, log, now: () => noon }).make('manual');
  expect(owed).toBe(1);
  expect(removedRosters(database)).toEqual([]);
  expect(filesNaming(folder)).toEqual([]);
});

test('a deletion that ends leaves nothing to be done, and a copy with the mark loses it', async () => {
  const program = openProgram();
  const { database } = program;
  const { id: submissionId } = seed(database);
  loadRoster(program, submissionId);
  deleteHere(program, submissionId);
  const copy = makeBackup(database, backupFolderOf(database.name), noon);
  await finishUnfinished(database);
  const opened = new Sqlite(copy, { readonly: true });
  const marks = opened.prepare(`SELECT count(*) FROM settings WHERE key = 'removedRosters'`).pluck().get();
  opened.close();
  expect(marks).toBe(0);
  loadRoster(program, submissionId);
  const id = database.prepare<[], number>('SELECT id FROM rosters').pluck().get() ?? 0;
  removeRoster(database, 'pupils', { id, submissionId, revision: 0 }, () => false);
  expect(removedRosters(database)).toEqual([]);
});

test('a restore that was ended is offered first, also where the clock is behind the copies', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  seed(database);
  const log = createLog(path.join(folder, 'logs'));
  const ahead = () => new Date('2027-03-01T04:00:00Z');
  const backups = createBackups({ database, jobs: createInlineJobs(), log, now: ahead });
  const { name } = await backups.make('manual');
  copyFileSync(path.join(backupFolderOf(database.name), name), preparedFileOf(database.name));
  database.close();
  rmSync(database.name);
  offerUnfinished(database.name, migrations.length, noon);
  const { items } = await listBackups(database.name);
  expect(items.map((each) => each.name)).toEqual(['tianbao-v8-20260910T040000Z-manual.db', name]);
});

test('a password that is set before a removal that was cut off is finished seals the older copies too', async () => {
  const first = openProgram();
  loadRoster(first, seed(first.database).id);
  const set = { current: null, next: 'Qinghe2026', sealed: true, idleMinutes: 10 };
  await first.value('access.setPassword', set);
  const copy = makeBackup(first.database, backupFolderOf(first.database.name), noon);
  const row = accessRow(first.database);
  const key = row === undefined ? null : await keyOf(row, 'Qinghe2026');
  if (row === undefined || key === null) throw new Error('no password');
  changeAccess(first.database, null, noon, { wrappedKey: row.wrapped_key, key });
  first.database.close();
  const again = openProgram(noon, first.folder);
  const answer = await again.value('access.setPassword', { ...set, next: 'Donghe2027' });
  expect(answer).toMatchObject({ unchangedCopies: [], finished: true });
  const opened = new Sqlite(copy, { readonly: true });
  expect(accessRow(opened)?.wrapped_key).toEqual(accessRow(again.database)?.wrapped_key);
  opened.close();
}, 20_000);

test('a password that has changed is never answered with a refusal, whatever the disk does afterwards', async () => {
  const { value, database } = openProgram();
  seed(database);
  database.exec(`CREATE TRIGGER full BEFORE UPDATE ON access BEGIN SELECT RAISE(FAIL, 'disk'); END`);
  const set = { current: null, next: 'Qinghe2026', sealed: true, idleMinutes: 10 };
  expect(await value('access.setPassword', set)).toMatchObject({ hasPassword: true, finished: false });
  database.exec('DROP TRIGGER full');
  await value('access.lock', null);
  await value('access.unlock', { password: 'Qinghe2026' });
  expect(accessRow(database)?.unfinished).toBe(0);
}, 20_000);

test('a password that is set while a copy is being made is owed until the next unlocking', async () => {
  const { value, database } = openProgram();
  seed(database);
  const set = { current: null, next: 'Qinghe2026', sealed: true, idleMinutes: 10 };
  const answer = await whileCopying(database, () => value('access.setPassword', set));
  expect(answer.finished).toBe(true);
  expect(accessRow(database)?.unfinished).toBe(1);
  await value('access.lock', null);
  await value('access.unlock', { password: 'Qinghe2026' });
  expect(accessRow(database)?.unfinished).toBe(0);
}, 20_000);

test('the first person is added and chosen, or neither', async () => {
  const { error, value, database } = openProgram();
  database.exec(`CREATE TRIGGER full BEFORE INSERT ON settings WHEN NEW.key = 'lastOperator'
    BEGIN SELECT RAISE(FAIL, 'disk'); END`);
  await error('access.addOperator', { name: '周老师', duty: 'clerk' });
  expect(await value('access.state', null)).toMatchObject({ operators: [], operator: null });
});

test('a note that was spoiled is read from its twin: sticks and chosen folder are not forgotten', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'tianbao.db');
  const put = { folder, mark: 'a', at: noon.toISOString() };
  writeNote(file, { chosen: folder, folders: [put] });
  for (const spoiled of ['', '{ half']) {
    writeFileSync(path.join(backupFolderOf(file), 'backups.json'), spoiled);
    expect(readNote(file)).toMatchObject({ chosen: folder, folders: [put] });
  }
  writeFileSync(path.join(backupFolderOf(file), 'backups.twin.json'), '{ half');
  expect(readNote(file)).toMatchObject({ chosen: null, folders: [] });
});
