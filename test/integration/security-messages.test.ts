import { createHash } from 'node:crypto';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDoor, type Door } from '../../electron/door';
import { allHandlers } from '../../electron/handlers/all';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { type Database, databaseRefusal } from '../../electron/storage/database';
import { refusal } from '../../shared/error';
import { contract, type Method } from '../../shared/ipc';
import { inputsOf } from '../support/schema-inputs';
import { workplaceOf } from '../support/workplace';
import { definitions, desktopWith, ourPage, resources } from './handlers-context';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

const inputsPerMethod = 24;

interface Tried {
  readonly door: Door;
  readonly database: Database;
}

/** A program with a school and its submission, on a desktop where every dialog is cancelled and nothing prints. */
function program(): Tried {
  const folder = temporaryFolder();
  const database = openTemporary(folder);
  seed(database);
  const log = createLog(path.join(folder, 'logs'));
  const noPaper = () => Promise.reject(refusal('paper.noPrinter', {}));
  const handlers = allHandlers({
    ...{ definitions, database, log, resources, jobs: createInlineJobs(), version: '9.9.9', now: () => noon },
    desktop: desktopWith({
      printer: { pdf: noPaper, preview: noPaper, print: noPaper, windowPdf: noPaper, printWindow: noPaper },
    }),
    workplace: { ...workplaceOf(database.name), reopen: () => Promise.reject(refusal('work.busy', {})) },
  });
  return {
    database,
    door: createDoor({ handlers, log, translate: (error) => databaseRefusal(error, database.name) }),
  };
}

/**
 * Of everything stored. Not of the log of events: that somebody was refused can be an event. Not of tries at a password,
 * which a refusal counts.
 */
function digestOf(database: Database): string {
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('events', 'access') ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  const hash = createHash('sha256');
  for (const table of tables)
    hash.update(JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).raw().all()));
  return hash.digest('hex');
}

/** Methods that refused everything as a bad request. */
const mute: Method[] = [];
const methods = Object.keys(contract) as Method[];

test.each(methods)(
  '%s: whatever is said is done or refused by design, and a refusal changes nothing',
  async (method) => {
    const { door, database } = program();
    const inputs = fc.sample(inputsOf(contract[method].input), { numRuns: inputsPerMethod, seed: 99 });
    let understood = 0;
    for (const input of [...inputs, undefined, null, {}, [], '', 0]) {
      const before = digestOf(database);
      const answer = await door(ourPage, method, input);
      const told = JSON.stringify(input);
      if (answer.ok || answer.error.code !== 'app.badRequest') understood += 1;
      if (answer.ok) continue;
      expect(answer.error.code, told).not.toBe('app.internal');
      expect(digestOf(database), `${answer.error.code} ${told}`).toBe(before);
    }
    if (understood === 0) mute.push(method);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  },
);

test('behind almost every schema something was tried', () => {
  // Bad requests by design: while the data are sound, outside of the sample, of an edition that nobody has.
  const byDesign = ['backup.startAnew', 'practice.remember', 'collection.create', 'collection.update'];
  expect(mute.filter((method) => !byDesign.includes(method))).toEqual([]);
});
