import { copyFileSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeBackup } from '../../electron/storage/backup';
import { contentsOf } from '../../electron/storage/backup-contents';
import { prepareCopy } from '../../electron/storage/backup-restore';
import { setCells } from '../../electron/storage/cells';
import { migrations } from '../../electron/storage/migrations';
import { changes } from '../support/school';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

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
