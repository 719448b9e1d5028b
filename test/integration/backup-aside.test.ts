import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createBackups } from '../../electron/handlers/backup-making';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { finishRemoval } from '../../electron/storage/access-copies';
import { accessRow, changeAccess, keyOf } from '../../electron/storage/access-password';
import { backupFolderOf, makeBackup } from '../../electron/storage/backup';
import { readNote, writeNote } from '../../electron/storage/backup-note';
import { chosenFolderOf } from '../../electron/storage/backup-place';
import { preparedFileOf } from '../../electron/storage/backup-restore';
import { migrations } from '../../electron/storage/migrations';
import { removeRoster, saveRoster } from '../../electron/storage/rosters';
import { openProgram, type Program } from './handlers-context';
import { noon, seed, temporaryFolder } from './storage-place';

const secret = '甄秘';
const password = 'Qinghe2026';
const set = { current: null, next: password, sealed: true, idleMinutes: 10 };

function withRoster(folder = temporaryFolder()): { program: Program; submissionId: number } {
  const program = openProgram(noon, folder);
  const { id: submissionId } = seed(program.database);
  roster(program, submissionId);
  return { program, submissionId };
}

function roster({ database }: Program, submissionId: number): void {
  saveRoster(database, {
    ...{ submissionId, kind: 'pupils', keepUntil: '2029-08-31', at: noon },
    people: [{ name: `${secret}一`, sex: '女', grade: '三年级' }],
    files: [{ fileName: '名册.xlsx', rows: 1 }],
    heads: [],
  });
}

function removed({ database }: Program, submissionId: number): readonly string[] {
  const id = database.prepare<[], number>('SELECT id FROM rosters').pluck().get() ?? 0;
  return removeRoster(database, 'pupils', { id, submissionId, revision: 0 }, () => false);
}

function filesNaming(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .filter((each) => readFileSync(path.join(each.parentPath, each.name)).includes(secret))
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
}

/** What a restore of a damaged database and programs that were ended have left. */
function leave({ folder, database }: Program): string {
  database.pragma('wal_checkpoint(TRUNCATE)');
  const aside = path.join(folder, 'damaged-20260901T040000Z');
  mkdirSync(aside);
  writeFileSync(path.join(aside, 'tianbao.db'), `no database, ${secret}`);
  copyFileSync(database.name, preparedFileOf(database.name));
  const backups = backupFolderOf(database.name);
  mkdirSync(backups, { recursive: true });
  for (const ending of ['.partial', '.changing'])
    copyFileSync(database.name, path.join(backups, `tianbao-v8-20260901T040000Z-daily.db${ending}`));
  return aside;
}

test.each(['password', 'roster'])(
  'what was set aside is named, and what was left half done goes: %s',
  async (by) => {
    const { program, submissionId } = withRoster();
    const { folder, value } = program;
    const aside = leave(program);
    const left =
      by === 'roster'
        ? removed(program, submissionId)
        : (await value('access.setPassword', set)).unchangedCopies;
    expect(left).toEqual([`${aside}（损坏的数据文件，打不开）`]);
    expect(filesNaming(folder)).toEqual([path.join(path.basename(aside), 'tianbao.db')]);
    const list = await value('backup.list', null);
    expect(list.aside).toEqual([
      { name: path.basename(aside), at: '2026-09-01T04:00:00.000Z', bytes: 'no database, '.length + 6 },
    ]);
    const names = [path.basename(aside)];
    for (const name of ['backups', '../x', 'damaged-20260901T040000Z/..', 'damaged-20990101T000000Z'])
      expect(await program.error('backup.discardAside', { names: [name] })).toEqual({
        code: 'backup.gone',
        params: { name },
      });
    expect((await value('backup.discardAside', { names })).aside).toEqual([]);
    expect(filesNaming(folder)).toEqual([]);
    expect(existsSync(program.database.name)).toBe(true);
  },
  20_000,
);

test('a removal of the password that was cut off is finished at the next start: no copy asks for the old one', async () => {
  const { program } = withRoster();
  const { database, folder, value } = program;
  await value('access.setPassword', set);
  const copy = makeBackup(database, backupFolderOf(database.name), noon);
  writeFileSync(path.join(backupFolderOf(database.name), 'damaged.db'), 'no database');
  const row = accessRow(database);
  const key = row === undefined ? null : await keyOf(row, password);
  if (row === undefined || key === null) throw new Error('no password');
  changeAccess(database, null, noon, { wrappedKey: row.wrapped_key, key });
  database.close();

  const again = openProgram(noon, folder);
  expect((await again.value('access.state', null)).hasPassword).toBe(false);
  await finishRemoval(again.database);
  const opened = new Sqlite(copy, { readonly: true });
  expect(accessRow(opened)).toBeUndefined();
  expect(opened.prepare('SELECT person_values FROM roster_people').pluck().get()).toContain(secret);
  opened.close();
  expect(readFileSync(again.database.name).includes(key.toString('base64'))).toBe(false);
  // One that could not be changed is told to her, until it is no more.
  const trouble = { code: 'access.copiesUnchanged', params: { names: 'damaged.db' } };
  expect((await again.value('backup.list', null)).trouble).toEqual(trouble);
  const backups = createBackups({
    ...{ database: again.database, jobs: createInlineJobs(), now: () => noon },
    log: createLog(path.join(folder, 'logs')),
  });
  await backups.make('manual');
  expect(readNote(again.database.name).trouble).toEqual(trouble);
  // Nothing is left to be finished: another start does nothing.
  const before = readFileSync(copy);
  await finishRemoval(again.database);
  expect(readFileSync(copy)).toEqual(before);
}, 20_000);

test('a copy of before a migration that takes a password says of which version it is from then on', async () => {
  const { program } = withRoster();
  const { database, value } = program;
  const backups = backupFolderOf(database.name);
  mkdirSync(backups, { recursive: true });
  const old = 'tianbao-v7-20260901T040000Z-migration.db';
  const seven = new Sqlite(path.join(backups, old));
  for (const step of migrations.slice(0, 7)) seven.exec(step);
  seven.pragma('user_version = 7');
  seven.close();
  writeNote(database.name, { made: ['a.db', old] });
  expect((await value('access.setPassword', set)).unchangedCopies).toEqual([]);
  const name = 'tianbao-v8-20260901T040000Z-migration.db';
  expect(readdirSync(backups).filter((each) => each.endsWith('.db'))).toEqual([name]);
  const copy = new Sqlite(path.join(backups, name), { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(8);
  copy.close();
  expect(readNote(database.name).made).toEqual(['a.db', name]);
}, 20_000);

test('a stick that was away when a password was set or a roster deleted gets both when it is back', async () => {
  const { program, submissionId } = withRoster();
  const { database, folder, value } = program;
  const stick = temporaryFolder();
  const backups = createBackups({
    ...{ database, jobs: createInlineJobs(), now: () => noon },
    log: createLog(path.join(folder, 'logs')),
  });
  writeNote(database.name, { chosen: stick });
  await backups.make('manual');
  const inner = chosenFolderOf(database.name, stick);
  expect(filesNaming(inner)).toHaveLength(1);
  const { renameSync } = await import('node:fs');
  renameSync(stick, `${stick}-away`);
  expect(removed(program, submissionId)).toHaveLength(1);
  roster(program, submissionId);
  expect((await value('access.setPassword', set)).unchangedCopies).toHaveLength(1);
  renameSync(`${stick}-away`, stick);
  await backups.make('manual');
  expect(filesNaming(inner)).toEqual([]);
  const people = readdirSync(inner)
    .filter((each) => each.endsWith('.db'))
    .map((name) => {
      const copy = new Sqlite(path.join(inner, name), { readonly: true });
      const count = copy.prepare<[], number>('SELECT count(*) FROM roster_people').pluck().get();
      const locked = accessRow(copy) !== undefined;
      copy.close();
      return [count, locked];
    });
  // The old one has neither roster nor open text; the new one has the roster loaded since.
  expect(people.sort()).toEqual([
    [0, true],
    [1, true],
  ]);
  expect(readNote(database.name).trouble).toBe(null);
}, 30_000);
