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
import { backupHandlersAfterBadStart } from '../../electron/handlers/backup-bad-start';
import type { HandlerContext } from '../../electron/handlers/context';
import { createInlineJobs } from '../../electron/jobs/inline';
import { makeBackup } from '../../electron/storage/backup';
import { contentsOf } from '../../electron/storage/backup-contents';
import { preparedFileOf, prepareCopy, setAside } from '../../electron/storage/backup-restore';
import { setCells } from '../../electron/storage/cells';
import { migrations } from '../../electron/storage/migrations';
import { changes } from '../support/school';
import { desktopWith } from './handlers-context';
import { noon, openTemporary, refusalOf, seed, temporaryFolder } from './storage-place';

const known = migrations.length;

test('a copy that a kill left in the middle of a change is no damaged one', () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const { id } = seed(database);
  setCells(database, { submissionId: id, revision: 0, at: noon }, changes({ '教基3112!01.1': 1 }));
  const copy = makeBackup(database, path.join(folder, 'backups'), noon);
  database.close();
  const change = new Sqlite(copy);
  // Pages that do not fit are written before the end of the transaction, as when a whole roster goes.
  change.pragma('cache_size = 1');
  change.exec(`BEGIN; UPDATE cells SET text = '9'; CREATE TABLE t (x); INSERT INTO t SELECT zeroblob(4000)
    FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT i FROM n)`);
  const killed = path.join(folder, 'killed.db');
  const again = path.join(folder, 'again.db');
  for (const to of [killed, again])
    for (const ending of ['', '-journal']) copyFileSync(`${copy}${ending}`, `${to}${ending}`);
  change.exec('ROLLBACK');
  change.close();
  expect(statSync(`${again}-journal`).size).toBeGreaterThan(0);
  const prepared = path.join(folder, 'prepared.db');
  prepareCopy({ source: killed, prepared, known, restored: null });
  const opened = new Sqlite(prepared, { readonly: true });
  expect(opened.prepare('SELECT text FROM cells').pluck().get()).toBe('1');
  opened.close();
  expect(contentsOf(again, known)).toMatchObject({ sound: true });
  expect(existsSync(`${again}-journal`)).toBe(false);
});

test('why a restore failed after the damaged file was set aside is told where copies are looked after, until one succeeds', async () => {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  const file = database.name;
  seed(database);
  makeBackup(database, path.join(folder, 'backups'), noon);
  database.close();
  writeFileSync(file, 'damaged');
  let fails = true;
  const workplace: HandlerContext['workplace'] = {
    ...{ dataFolder: folder, databaseFile: file, practice: false },
    async reopen(_practice, swap) {
      // Somebody takes the prepared file away: the old one stands aside by then.
      if (fails) rmSync(preparedFileOf(file));
      await swap?.();
    },
  };
  const error = { code: 'database.corrupt', params: { file } } as const;
  const handlersOf = () =>
    backupHandlersAfterBadStart(error, desktopWith({}), { workplace, now: () => noon }, createInlineJobs());
  const handlers = handlersOf();
  const { items } = await handlers['backup.list'](null);
  const item = items[0] ?? { place: 'own', name: 'none' };
  const refused = { code: 'backup.notRestored', params: { file, reason: 'ENOENT' } };
  await expect(handlers['backup.restore'](item)).rejects.toMatchObject({ error: refused });
  expect(existsSync(file)).toBe(false);
  // The page is loaded anew, with other handlers.
  const again = handlersOf();
  expect((await again['backup.list'](null)).trouble).toEqual(refused);
  fails = false;
  await again['backup.restore'](item);
  expect((await again['backup.list'](null)).trouble).toBe(null);
  expect(existsSync(file)).toBe(true);
});

test('a damaged database is kept with its log, byte for byte, under another name', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'tianbao.db');
  const endings = ['', '-wal', '-shm'];
  for (const ending of endings) writeFileSync(`${file}${ending}`, `damaged${ending}`);
  for (const expected of ['damaged-20260910T040000Z', 'damaged-20260910T040000Z-2']) {
    const aside = setAside(file, noon);
    expect(path.basename(aside ?? '')).toBe(expected);
    for (const ending of endings)
      expect(readFileSync(path.join(aside ?? '', `tianbao.db${ending}`), 'utf8')).toBe(`damaged${ending}`);
    expect(endings.some((ending) => existsSync(`${file}${ending}`))).toBe(false);
    for (const ending of endings) writeFileSync(`${file}${ending}`, `damaged${ending}`);
  }
  expect(setAside(path.join(folder, 'none.db'), noon)).toBeUndefined();
  mkdirSync(path.join(folder, 'folder.db'));
  expect(readdirSync(setAside(path.join(folder, 'folder.db'), noon) ?? '')).toEqual(['folder.db']);
});

test('what cannot even be cleared away is told as a copy that was not put back', () => {
  const database = openTemporary();
  seed(database);
  const file = database.name;
  const copy = makeBackup(database, path.join(path.dirname(file), 'backups'), noon);
  const prepared = preparedFileOf(file);
  mkdirSync(path.join(prepared, 'in the way'), { recursive: true });
  const error = refusalOf(() => prepareCopy({ source: copy, prepared, known, restored: null }));
  expect(error.code).toBe('backup.notRestored');
  expect(database.prepare('SELECT count(*) FROM schools').pluck().get()).toBe(1);
});
