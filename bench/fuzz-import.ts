import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { HandlerContext } from '../electron/handlers/context';
import { importHandlers } from '../electron/handlers/import';
import type { ReadFile } from '../electron/jobs/table';
import { createLog } from '../electron/log';
import { openDatabase } from '../electron/storage/database';
import type { Database } from '../electron/storage/database';
import { readGrid } from '../electron/workbook/open';
import { Refusal } from '../shared/error';
import { recogniseWorkbook } from '../shared/import/recognise';
import type { ImportReport } from '../shared/import/report';
import { importTargetSchema } from '../shared/ipc-import';
import { shippedDefinitions } from '../test/support/definitions';
import { village } from '../test/support/school';
import { workplaceOf } from '../test/support/workplace';

/** How one file fared: `refused …` by code, `read` without anything to take, `taken`; the rest must not happen. */
export interface Outcome {
  readonly kind: string;
  /** What went wrong, where nothing may: a crash's stack, or what is half there. */
  readonly fault: string | null;
}

const definitions = shippedDefinitions();

/** An empty database as bytes, of which every file gets a copy in memory. */
function emptyDatabase(): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-fuzz-'));
  const database = openDatabase({ file: path.join(folder, 'a.db'), backupFolder: folder, now: new Date() });
  // A copy in memory can have no write-ahead log beside it.
  database.pragma('journal_mode = DELETE');
  const bytes = database.serialize();
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}

const empty = emptyDatabase();
const log = createLog(mkdtempSync(path.join(tmpdir(), 'tianbao-fuzz-log-')));
const nobody = (): never => {
  throw new Error('not asked for');
};

function contextOf(database: Database, read: () => Promise<ReadFile>): HandlerContext {
  const desktop = {
    ...{
      chooseOpenFile: () => Promise.resolve('x'),
      chooseOpenFiles: nobody,
      chooseSaveTarget: nobody,
      showFile: nobody,
    },
    ...{ openDataFolder: nobody, chooseFolder: nobody, openFolder: nobody },
    ...{ quit: nobody, zoom: nobody, progress: () => undefined },
    printer: { pdf: nobody, preview: nobody, print: nobody, windowPdf: nobody, printWindow: nobody },
    copyPicture: nobody,
    ...{ closeOthers: nobody, workbookOffered: nobody },
  };
  const jobs = { run: read, cancel: () => undefined } as unknown as HandlerContext['jobs'];
  return {
    ...{ definitions, database, desktop, jobs, resources: '', log, version: '0.0.0' },
    workplace: workplaceOf(database.name),
    now: () => new Date('2026-09-10T04:00:00Z'),
  };
}

/** Everything that is stored, to be compared. */
function contentsOf(database: Database): string {
  const tables = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all();
  return JSON.stringify(
    tables.map((table) => [table, database.prepare(`SELECT * FROM "${String(table)}"`).all()]),
  );
}

/** Whose figures a clerk would say that they are. */
function targetOf({ importId, record, schoolYear, edition, school }: ImportReport): unknown {
  const { id: _, ...invented } = village;
  const create = record ?? { ...invented, type: school.type ?? invented.type };
  return { importId, school: { create }, schoolYear: schoolYear ?? 2026, edition: edition ?? 'jiaoji-2021' };
}

/** Takes one file the whole way: read, recognised, compared, applied to an empty database, and then read once more. */
export async function takeWholeWay(bytes: Uint8Array, fileName: string): Promise<Outcome> {
  const database = new Sqlite(empty);
  let stage = 'read';
  let before = '';
  try {
    const grid = await readGrid(bytes, fileName);
    stage = 'recognise';
    const file = { fileName, hash: 'x', grid, recognition: recogniseWorkbook(definitions, grid) };
    const handlers = importHandlers(contextOf(database, () => Promise.resolve(file)));
    stage = 'stage';
    const report = await handlers['import.read'](null);
    if (report === null || report.sheets.every(({ part }) => part !== 'form'))
      return { kind: 'read', fault: null };
    const target = importTargetSchema.safeParse(targetOf(report));
    if (!target.success) return { kind: 'read (school cannot be stored)', fault: null };
    stage = 'compare';
    const comparison = await handlers['import.compare'](target.data);
    stage = 'apply';
    before = contentsOf(database);
    const applied = await handlers['import.apply']({ ...target.data, refused: [] });
    if (applied.accepted !== comparison.differences.length) {
      return {
        kind: 'half-import',
        fault: `${applied.accepted} of ${comparison.differences.length} accepted`,
      };
    }
    stage = 'again';
    const again = await handlers['import.read'](null);
    const school = { id: applied.schoolId };
    const second = await handlers['import.compare']({
      ...target.data,
      importId: again?.importId ?? '',
      school,
    });
    if (second.differences.length === 0) return { kind: 'taken', fault: null };
    const left = second.differences
      .slice(0, 3)
      .map(({ key, stored, found }) => `${key}: ${stored} / ${found}`);
    return { kind: 'half-import', fault: `${second.differences.length} still differ: ${left.join('; ')}` };
  } catch (error) {
    if (stage === 'apply' && contentsOf(database) !== before) {
      return { kind: 'half-import', fault: String(error) };
    }
    if (error instanceof Refusal) return { kind: `refused ${error.error.code}`, fault: null };
    return {
      kind: `crash at ${stage}`,
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  } finally {
    database.close();
  }
}
