import { truncateSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { backupHandlers } from '../../electron/handlers/backup';
import { backupHandlersAfterBadStart } from '../../electron/handlers/backup-bad-start';
import type { HandlerContext } from '../../electron/handlers/context';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { backupFolderOf } from '../../electron/storage/backup';
import { compareWithNow } from '../../electron/storage/backup-contents';
import { setCells } from '../../electron/storage/cells';
import { type Database, openDatabase } from '../../electron/storage/database';
import { recordExport } from '../../electron/storage/exports';
import { updateSchool } from '../../electron/storage/schools';
import { finaliseSubmission, findSubmission, reopenSubmission } from '../../electron/storage/submissions';
import { refusal } from '../../shared/error';
import type { BackupItem } from '../../shared/ipc-backup';
import { changes, village } from '../support/school';
import { definitions, desktopWith, resources } from './handlers-context';
import { noon, seed, temporaryFolder } from './storage-place';

const { id: _id, ...record } = village;

/** A program whose main closes, swaps and opens again as the real one does; every act takes a minute. */
function programIn(folder = temporaryFolder()) {
  const file = path.join(folder, 'tianbao.db');
  const open = () => openDatabase({ file, backupFolder: backupFolderOf(file), now: noon });
  let database = open();
  let minutes = 0;
  const now = () => new Date(noon.getTime() + minutes++ * 60_000);
  const workplace: HandlerContext['workplace'] = {
    ...{ dataFolder: folder, databaseFile: file, practice: false },
    async reopen(_practice, swap) {
      database.close();
      try {
        await swap?.();
      } finally {
        database = open();
      }
    },
  };
  const desktop = desktopWith({});
  const jobs = createInlineJobs();
  const handlers = () =>
    backupHandlers({
      ...{ definitions, database, desktop, log: createLog(path.join(folder, 'logs')), resources, workplace },
      ...{ jobs, version: '9.9.9', now },
    });
  const head = (id = 1) => ({ submissionId: id, revision: findSubmission(database, id).revision, at: now() });
  return {
    file,
    database: (): Database => database,
    close: () => database.close(),
    type: (value: number) => setCells(database, head(), changes({ '教基3112!01.1': value })),
    finalise: (id = 1) =>
      finaliseSubmission(database, head(id), { editionVersion: '1.0', hash: 'abc', school: record }).version,
    reopen: () => reopenSubmission(database, head(), '改错'),
    export: (version: number | null) =>
      recordExport(database, {
        ...{ submissionId: 1, revision: 0, at: now(), what: 'workbook', version, editionVersion: '1.0' },
        ...{ folder, fileName: 'x.xlsx', hash: 'abc' },
      }),
    copy: () => handlers()['backup.make'](null) as Promise<BackupItem>,
    restore: (item: BackupItem) => handlers()['backup.restore'](item),
    /** From the page that says the data are damaged. */
    restoreAfterBadStart: (item: BackupItem) => {
      const place = { workplace: { ...workplace, reopen: workplace.reopen }, now };
      const error = refusal('backup.dataMissing', { file }).error;
      return backupHandlersAfterBadStart(error, desktop, place, jobs)['backup.restore'](item);
    },
    compare: ({ name }: BackupItem) =>
      compareWithNow({
        ...{ database: file, copy: path.join(backupFolderOf(file), name), name, key: null },
      }).lostFinals,
  };
}

/** A draft that was copied, then finalised, exported, taken back, changed, and finalised and exported again. */
async function twoFinals() {
  const program = programIn();
  seed(program.database());
  program.type(1);
  const draft = await program.copy();
  expect(program.finalise()).toBe(1);
  const first = await program.copy();
  program.export(1);
  program.reopen();
  program.type(2);
  expect(program.finalise()).toBe(2);
  program.export(2);
  return { program, draft, first };
}

test('after a restore the next 定稿 follows the highest number given away, however often copies are changed', async () => {
  const { program, draft, first } = await twoFinals();
  await program.restore(draft);
  expect(program.finalise()).toBe(3);
  // The same again, from the same draft: the number just given is in the copy of the present only.
  await program.restore(draft);
  expect(program.finalise()).toBe(4);
  // What was finalised as 1 is 1, and so is its file; the one after it is not.
  await program.restore(first);
  expect(findSubmission(program.database(), 1)).toMatchObject({ state: 'finalised', version: 1 });
  program.reopen();
  expect(program.finalise()).toBe(5);
  program.close();
});

test('a round that the copy does not have yet goes on with its numbers when it is made anew', async () => {
  const program = programIn();
  const empty = await program.copy();
  seed(program.database());
  program.finalise();
  await program.restore(empty);
  const { id } = seed(program.database());
  expect(program.finalise(id)).toBe(2);
  program.close();
});

test('another school and another year begin with 1', async () => {
  const { program, draft } = await twoFinals();
  await program.restore(draft);
  updateSchool(program.database(), { ...village, id: 1, code: '9900000077' }, noon);
  expect(program.finalise()).toBe(1);
  program.close();
});

test('where the data are damaged the other copies say which numbers were given', async () => {
  const { program, draft } = await twoFinals();
  await program.copy();
  program.close();
  truncateSync(program.file, 5000);
  await program.restoreAfterBadStart(draft);
  expect(program.finalise()).toBe(3);
  program.close();
});

test('what would be lost are all 定稿 that the copy does not have, with whether they were exported', async () => {
  const { program, draft, first } = await twoFinals();
  const lost = (versions: readonly { version: number; exported: boolean }[]) => [
    { school: village.name, schoolYear: 2026, versions },
  ];
  const [one, two] = [
    { version: 1, exported: true },
    { version: 2, exported: true },
  ];
  expect(program.compare(draft)).toEqual(lost([one, two]));
  expect(program.compare(first)).toEqual(lost([two]));
  await program.restore(draft);
  expect(program.compare(first)).toEqual([]);
  program.finalise();
  program.export(null);
  expect(program.compare(first)).toEqual(lost([{ version: 3, exported: false }]));
  program.close();
});
