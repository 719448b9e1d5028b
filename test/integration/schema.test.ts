import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { contentsOf } from '../../electron/storage/backup-contents';
import { schemaOf } from '../../electron/storage/integrity';
import { openDatabase } from '../../electron/storage/database';
import { migrations } from '../../electron/storage/migrations';
import { currentSchema } from '../../electron/storage/schema';
import { noon, openTemporary, refusalOf, temporaryFolder } from './storage-place';

test('the written schema is what the migrations make', () => {
  expect(currentSchema).toEqual(schemaOf(openTemporary()));
});

test.each(['DROP TABLE explanations', 'ALTER TABLE exports DROP COLUMN hash'])(
  'a file that SQLite finds sound but that lacks something is damaged: %s',
  (sql) => {
    for (const steps of [migrations, migrations.slice(0, 3)]) {
      const folder = temporaryFolder();
      const file = path.join(folder, 'tianbao.db');
      openTemporary(folder, steps).close();
      const raw = new Sqlite(file);
      raw.exec(sql);
      raw.close();
      const open = () => openDatabase({ file, backupFolder: path.join(folder, 'backups'), now: noon });
      expect(refusalOf(open)).toEqual({ code: 'database.corrupt', params: { file } });
      if (steps === migrations) expect(contentsOf(file, steps.length).sound).toBe(false);
    }
  },
);
