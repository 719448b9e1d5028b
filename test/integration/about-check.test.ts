import {
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { handlersAfterBadStart } from '../../electron/handlers/all';
import { createJobs } from '../../electron/jobs/off-thread';
import { checkFile } from '../../electron/storage/audit-check';
import { migrations } from '../../electron/storage/migrations';
import { buildJobWorker } from '../../scripts/build.mjs';
import { type AppError, Refusal } from '../../shared/error';
import type { SelfCheckLine } from '../../shared/ipc-about';
import type { WorkProgress } from '../../shared/ipc-work';
import { workplaceOf } from '../support/workplace';
import { desktopWith, openProgram } from './handlers-context';
import { fillSample } from './sample-years';
import { noon, temporaryFolder } from './storage-place';

const lineOf = (lines: readonly SelfCheckLine[], id: string) => lines.find((line) => line.id === id);

test('a program that nobody has used yet is in order, and nothing is left in its folder', async () => {
  const program = openProgram();
  const before = readdirSync(program.folder).sort();
  const lines = await program.value('about.selfCheck', null);
  expect(lines.map(({ id }) => id)).toEqual([
    ...[
      'version',
      'system',
      'runtime',
      'data',
      'definitions',
      'folder',
      'space',
      'backup',
      'clock',
      'memory',
    ],
  ]);
  expect(lineOf(lines, 'version')?.value).toBe('填报 9.9.9');
  expect(lineOf(lines, 'data')?.value).toBe(`${migrations.length}（本程序认识到 ${migrations.length}）`);
  expect(lineOf(lines, 'runtime')?.value).toMatch(/SQLite 3\.\d+/);
  expect(lineOf(lines, 'definitions')?.value).toContain('；');
  for (const id of ['folder', 'backup', 'clock']) expect(lineOf(lines, id)).toMatchObject({ state: 'good' });
  expect(readdirSync(program.folder).sort()).toEqual(before);
  expect(await program.value('about.checkData', null)).toMatchObject([
    { id: 'sound', state: 'good', value: '完好' },
    { id: 'replay', state: 'good', value: '与现有数据一致（重放了 0 处修改）' },
  ]);
});

test('a clock that was turned back and a missing copy are told; nobody is named', async () => {
  const program = openProgram();
  await fillSample(program);
  program.database.exec(`UPDATE edit_log SET at = '2026-09-11T04:00:00.000Z' WHERE id = 1`);
  const lines = [
    ...(await program.value('about.selfCheck', null)),
    ...(await program.value('about.checkData', null)),
  ];
  expect(lineOf(lines, 'clock')).toMatchObject({ state: 'bad' });
  expect(noon.toISOString() < '2026-09-11').toBe(true);
  expect(lineOf(lines, 'backup')).toMatchObject({ state: 'warning', value: '没有' });
  expect(lineOf(lines, 'replay')).toMatchObject({ state: 'good' });
  const text = JSON.stringify(lines);
  for (const name of ['清河', os.hostname(), '9900000001']) expect(text).not.toContain(name);
});

test('a value changed by another tool is found by playing the log', async () => {
  const program = openProgram();
  await fillSample(program);
  program.database.exec(`UPDATE cells SET text = '999' WHERE form = '教基3112' AND cell = '01.1'`);
  const [sound, played] = await program.value('about.checkData', null);
  expect(sound).toMatchObject({ state: 'good' });
  expect(played).toMatchObject({ state: 'bad' });
  expect(played?.value).toContain('有 1 处不一致');
});

test('a damaged file and a reference to nothing are found; the file itself stays as it is', async () => {
  const program = openProgram();
  await fillSample(program);
  const file = path.join(program.folder, 'copy.db');
  program.database.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(program.database.name, file);
  expect(checkFile(file)).toEqual({ problems: [], brokenReferences: 0 });

  const orphan = new Sqlite(file);
  orphan.pragma('foreign_keys = OFF');
  orphan.exec(`INSERT INTO reviewed VALUES (77, '教基3112', 'now')`);
  orphan.close();
  expect(checkFile(file)).toEqual({ problems: [], brokenReferences: 1 });

  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(4096 * 8, 0xab), 0, 4096 * 8, 4096 * 10);
  closeSync(descriptor);
  const before = readFileSync(file);
  expect(checkFile(file).problems.length).toBeGreaterThan(0);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('where nothing could be opened it says what can be known all the same, and names nobody', async () => {
  const folder = temporaryFolder();
  const databaseFile = path.join(folder, 'tianbao.db');
  writeFileSync(databaseFile, 'x'.repeat(5000));
  const workplace = { ...workplaceOf(databaseFile), dataFolder: folder };
  const place = { workplace, version: '9.9.9', now: () => noon };
  const check = async (error: AppError) =>
    (await handlersAfterBadStart(error, desktopWith({}), place)['about.selfCheck'](null)) as SelfCheckLine[];
  const damaged = await check({ code: 'database.corrupt', params: { file: databaseFile } });
  expect(damaged.map(({ id }) => id)).toEqual(
    'start version system runtime folder space file backup clock memory'.split(' '),
  );
  expect(lineOf(damaged, 'start')).toMatchObject({
    state: 'bad',
    value: '没有打开，原因代码 database.corrupt',
  });
  expect(lineOf(damaged, 'version')?.value).toBe('填报 9.9.9');
  expect(lineOf(damaged, 'folder')).toMatchObject({ state: 'good' });
  expect(lineOf(damaged, 'file')?.value).toBe('5 KB');
  expect(lineOf(damaged, 'backup')).toMatchObject({ value: '没有', state: 'warning' });
  expect(lineOf(damaged, 'backup')?.advice).toBeUndefined();
  expect(readdirSync(folder)).toEqual(['tianbao.db']);
  const home = path.join(os.homedir(), '清河小学', 'data');
  const unusable = await check({ code: 'data.unreadable', params: { folder: home, reason: 'EROFS' } });
  expect(lineOf(unusable, 'folder')).toMatchObject({
    ...{ state: 'bad', value: `用户文件夹${path.sep}…${path.sep}data，不能使用（EROFS）` },
  });
  expect(lineOf(unusable, 'space')).toBeUndefined();
  expect(JSON.stringify([damaged, unusable])).not.toContain(os.hostname());
});

test('the licences of others are shown in their folder', async () => {
  const program = openProgram();
  expect(await program.value('about.showLicences', null)).toBe(true);
  expect(program.asked.at(-1)).toMatch(/^showFile .*(LICENSES\.others|licences)\.txt$/);
});

test('reading the data can be called off at any time, also while the log is played, and goes on telling how far it is', async () => {
  const program = openProgram();
  const { data } = await fillSample(program);
  // So long a log that playing it is under way when it is called off.
  const play = program.database.prepare<[number]>(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
     INSERT INTO edit_log (submission_id, revision, at, origin, form, cell, old_kind, old_text, new_kind, new_text)
     SELECT ?, 1, 'now', 'typed', '教基3112', 'x' || i, NULL, NULL, 'number', i FROM n`,
  );
  play.run(data.submission.id);
  const told: WorkProgress[] = [];
  const jobs = createJobs(await buildJobWorker(), (progress) => {
    told.push(progress);
    if (progress.step === 'replaying' && progress.done > 0) jobs.cancel();
  });
  const code = await jobs
    .run('data.check', { database: program.database.name, key: null })
    .catch((error: unknown) => (error instanceof Refusal ? error.error.code : error));
  expect(code).toBe('work.cancelled');
  expect(told[0]).toEqual({ step: 'checking', done: 0, total: 0 });
  const last = told.at(-1);
  expect(last?.step).toBe('replaying');
  expect(last?.total).toBeGreaterThan(300_000);
  expect(jobs.isBusy()).toBe(false);
});
