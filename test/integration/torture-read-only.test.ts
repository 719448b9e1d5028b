import { chmodSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../electron/storage/database';
import { noon, refusalOf, temporaryFolder } from './storage-place';

const nobody = 65534;

test.skipIf(process.platform === 'win32')(
  'a database file that can only be read is noticed at the start, not at the first edit',
  () => {
    const folder = temporaryFolder();
    const place = { file: path.join(folder, 'tianbao.db'), backupFolder: path.join(folder, 'b'), now: noon };
    openDatabase(place).close();
    // As it comes from a CD or with the attribute set: the folder can be written to. SQLite then opens it for reading.
    chmodSync(folder, 0o777);
    chmodSync(place.file, 0o444);
    // Root may write whatever the mode says.
    if (process.geteuid?.() === 0) {
      process.seteuid?.(nobody);
      onTestFinished(() => process.seteuid?.(0));
    }
    expect(refusalOf(() => openDatabase(place))).toMatchObject({
      code: 'data.unreadable',
      params: { reason: 'SQLITE_READONLY' },
    });
  },
);
