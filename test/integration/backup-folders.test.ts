import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createBackups } from '../../electron/handlers/backup-making';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { copyDatabase } from '../../electron/storage/backup-copy';
import { copiesElsewhere } from '../../electron/storage/backup-elsewhere';
import { writeNote } from '../../electron/storage/backup-note';
import { chosenFolderOf, newestFirst, sharedFolderOf } from '../../electron/storage/backup-place';
import { setCells } from '../../electron/storage/cells';
import type { Database } from '../../electron/storage/database';
import { refusal } from '../../shared/error';
import { changes } from '../support/school';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

const set = (database: Database, id: number, revision: number, cells: Record<string, number>, at = noon) =>
  setCells(database, { submissionId: id, revision, at }, changes(cells));

function backupsIn(folder: string, database: Database, clock = { time: noon }) {
  const log = createLog(path.join(folder, 'logs'));
  return createBackups({ database, jobs: createInlineJobs(), log, now: () => clock.time });
}

test('of copies of which nobody knows when they were made, those dated in the future come last', () => {
  const copy = (name: string, at: string) => ({
    place: 'own' as const,
    name,
    at,
    reason: 'daily' as const,
    bytes: 1,
  });
  const copies = [
    copy('a', '2030-01-01T00:00:00Z'),
    copy('b', '2026-09-01T00:00:00Z'),
    copy('c', '2026-09-09T00:00:00Z'),
    copy('d', '2031-01-01T00:00:00Z'),
  ];
  const names = (made: string[]) => newestFirst(copies, made, noon).map(({ name }) => name);
  expect(names([])).toEqual(['c', 'b', 'd', 'a']);
  // What is known of the making outranks every date.
  expect(names(['c', 'a'])).toEqual(['a', 'c', 'b', 'd']);
});

test('a wrong clock keeps no copy from being made, and the last one made is the newest', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  const clock = { time: new Date('2030-05-01T04:00:00Z') };
  const backups = backupsIn(folder, database, clock);
  await backups.automatic('daily');
  const stamps = async () => (await backups.list()).items.map(({ at }) => at.slice(0, 10));
  for (const [index, day] of ['2026-11-10', '2026-11-20', '2020-01-01', '2026-11-21'].entries()) {
    clock.time = new Date(`${day}T04:00:00Z`);
    await backups.automatic('daily');
    set(database, id, index, { '教基3112!01.1': index });
    await backups.automatic('daily');
    expect((await stamps())[0]).toBe(day);
  }
  // The one from 2020 was too old once the clock was right again; the wrong ones of the future are not before the others.
  expect((await stamps())[0]).toBe('2026-11-21');
});

test('two data folders at one stick have a folder each, and take from the shared one only what is theirs', async () => {
  const stick = temporaryFolder();
  const shared = sharedFolderOf(stick);
  mkdirSync(shared);
  const made = [];
  for (const value of [1, 2]) {
    const folder = temporaryFolder();
    const database = openTemporary(folder);
    const { id } = seed(database);
    set(database, id, 0, { '教基3112!01.1': value }, new Date(noon.getTime() + value));
    const { name } = await copyDatabase({
      source: database.name,
      folder: path.join(folder, 'backups'),
      stem: `tianbao-v8-20260909T04000${value}Z-manual`,
      also: null,
    });
    renameSync(path.join(folder, 'backups', name), path.join(shared, name));
    made.push({ database, name, backups: backupsIn(folder, database) });
  }
  for (const { database, name, backups } of made) {
    writeNote(database.name, { chosen: stick });
    const now = await backups.make('manual');
    const own = chosenFolderOf(database.name, stick);
    expect(readdirSync(own).sort()).toEqual([name, now.name, '填报备份.id'].sort());
  }
  expect(existsSync(shared)).toBe(false);
  expect(readdirSync(stick)).toHaveLength(2);
});

test('a folder that was forgotten is still changed, and another stick with its letter is not taken for it', async () => {
  const folder = temporaryFolder();
  const stick = temporaryFolder();
  const database = openTemporary(folder);
  seed(database);
  writeNote(database.name, { chosen: stick });
  const backups = backupsIn(folder, database);
  const { name } = await backups.make('manual');
  const inner = chosenFolderOf(database.name, stick);
  writeNote(database.name, { chosen: null });
  expect(copiesElsewhere(database.name)).toEqual({ files: [path.join(inner, name)], unreached: [] });
  writeNote(database.name, { chosen: stick });
  renameSync(inner, `${inner}-away`);
  const second = await backups.make('manual');
  expect(copiesElsewhere(database.name)).toEqual({
    files: [path.join(inner, second.name)],
    unreached: [`${inner}（最后备份于 2026年9月10日，现在找不到）`],
  });
});

test('data that were copied by hand get a folder of their own, and leave that of the others alone', async () => {
  const folder = temporaryFolder();
  const stick = temporaryFolder();
  const database = openTemporary(folder);
  seed(database);
  writeNote(database.name, { chosen: stick });
  const first = await backupsIn(folder, database).make('manual');
  const inner = chosenFolderOf(database.name, stick);
  const twin = path.join(temporaryFolder(), 'copied');
  database.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(folder, twin, { recursive: true });
  const copied = openTemporary(twin);
  const second = await backupsIn(twin, copied, { time: new Date('2026-10-01T04:00:00Z') }).make('manual');
  const other = chosenFolderOf(copied.name, stick);
  expect(path.basename(other)).not.toBe(path.basename(inner));
  expect(readdirSync(inner).sort()).toEqual([first.name, '填报备份.id'].sort());
  expect(copiesElsewhere(copied.name)).toEqual({
    files: [path.join(other, second.name)],
    unreached: [`${inner}（数据文件夹搬动或复制以前的备份，最后备份于 2026年9月10日）`],
  });
  // Where they were, and in a folder that was only renamed, they keep theirs.
  expect(chosenFolderOf(database.name, stick)).toBe(inner);
  copied.close();
  const moved = `${twin}-moved`;
  renameSync(twin, moved);
  expect(chosenFolderOf(path.join(moved, 'tianbao.db'), stick)).toBe(other);
});

test('a copy that she calls off leaves nothing half done, waits for nobody, and the next one is made', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  seed(database);
  const inline = createInlineJobs();
  let stop: (() => void) | undefined;
  const jobs: Parameters<typeof createBackups>[0]['jobs'] = {
    run(name, input) {
      if (stop !== undefined || name !== 'backup.copy') return inline.run(name, input);
      // As a thread that is ended while it writes to a slow disk.
      mkdirSync(path.join(folder, 'backups'), { recursive: true });
      writeFileSync(path.join(folder, 'backups', 'tianbao-v8-20260910T040000Z-manual.db.partial'), 'half');
      return new Promise((_resolve, reject) => {
        stop = () => reject(refusal('work.cancelled', {}));
      });
    },
    cancel: () => stop?.(),
  };
  const log = createLog(path.join(folder, 'logs'));
  const backups = createBackups({ database, jobs, log, now: () => noon });
  const first = backups.make('manual');
  const second = backups.make('manual');
  await expect.poll(() => stop).toBeDefined();
  backups.cancel();
  const called = { error: { code: 'work.cancelled', params: {} } };
  await expect(first).rejects.toMatchObject(called);
  await expect(second).rejects.toMatchObject(called);
  expect(readdirSync(path.join(folder, 'backups'))).toEqual([]);
  // Nothing is under way that a later word could end.
  const third = backups.make('restore');
  backups.cancel();
  const { name } = await third;
  expect(readdirSync(path.join(folder, 'backups')).sort()).toEqual([
    'backups.json',
    'backups.twin.json',
    name,
  ]);
});
