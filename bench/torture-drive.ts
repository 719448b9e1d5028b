import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { writeRosters } from '../electron/cli/generate-rosters';
import { prepareDataFolder } from '../electron/data-folder';
import { createLog } from '../electron/log';
import { openData, type OpenedData } from '../electron/open-data';
import { openDatabase } from '../electron/storage/database';
import { migrations } from '../electron/storage/migrations';
import type { Desktop } from '../electron/handlers/context';
import type { Definitions } from '../shared/definitions';
import { generateSchools } from '../shared/generator';
import { generatedYears } from '../shared/generator/generate';
import type { Envelope, Input, Method, Output } from '../shared/ipc';
import { storeGenerated } from '../test/support/several-schools';
import { type Memory, type Papers, work } from './torture-clerk';
import { openControl } from './torture-control';
import { stateOf } from './torture-model';
import { tell } from './torture-talk';

/**
 * Main's own code without a window, in Electron as Node. `prepare <base> <resources>` makes the folders that lives of the
 * harness begin with; `work <folder> <resources> <papers> <control> <seed> <enough> <memory>` edits until it is
 * killed.
 */

const ourPage = { url: 'app://tianbao/', isMainFrame: true };
const noWindow = () => Promise.reject(new Error('no window'));

interface Program {
  readonly call: (method: Method, input: unknown) => Promise<Envelope<unknown>>;
  readonly failed: () => string | undefined;
  readonly close: () => void;
  readonly files: { open: string[]; save: string };
}

/** As electron/main.ts opens and opens anew. */
function openProgram(folder: string, resources: string): Program {
  const place = prepareDataFolder(folder);
  const log = createLog(path.join(place.folder, 'logs'));
  const files: Program['files'] = { open: [], save: '' };
  // Pages and most dialogs need a window; the other driver has one.
  const desktop = {
    chooseOpenFile: () => Promise.resolve(files.open[0] ?? null),
    chooseOpenFiles: () => Promise.resolve(files.open),
    chooseSaveTarget: () => Promise.resolve(files.save),
    showFile: () => false,
    openDataFolder: () => Promise.resolve(),
    quit: () => undefined,
    zoom: () => 1,
    progress: () => undefined,
    printer: {
      pdf: noWindow,
      preview: noWindow,
      print: noWindow,
      windowPdf: noWindow,
      printWindow: noWindow,
    },
    copyPicture: () => Promise.resolve(true),
    workbookOffered: () => undefined,
    chooseFolder: () => Promise.resolve(null),
    openFolder: () => Promise.resolve(),
    closeOthers: () => undefined,
  } as unknown as Desktop;
  const fileOf = (practice: boolean) =>
    path.join(place.folder, ...(practice ? ['practice'] : []), 'tianbao.db');
  let data: OpenedData;
  function open(practice = false): OpenedData {
    data = openData({
      ...{ practice, reopen, desktop, log, resources, build: 'torture', version: '9.9.9' },
      ...{ dataFolder: place.folder, databaseFile: fileOf(practice), unusable: place.error },
      windowFolder: path.join(place.folder, 'window'),
      clock: () => new Date(),
    });
    return data;
  }
  async function reopen(practice: boolean, swap?: () => void | Promise<void>): Promise<void> {
    data.close();
    try {
      await swap?.();
    } finally {
      open(practice);
    }
  }
  data = open();
  return {
    call: (method, input) => data.door(ourPage, method, input),
    failed: () => data.failed?.code,
    close: () => data.close(),
    files,
  };
}

async function drive(args: readonly string[]): Promise<void> {
  const [folder = '', resources = '', papersFile = '', controlFile = '', seed = '0', enough = '0', memoryFile = ''] = args; // prettier-ignore
  tell({ told: 'process', pid: process.pid });
  const control = openControl(controlFile);
  const program = openProgram(folder, resources);
  const failed = program.failed();
  if (failed !== undefined) {
    tell({ told: 'opened', world: null, code: failed });
    process.exit(0);
  }
  const papers = existsSync(papersFile) ? (JSON.parse(readFileSync(papersFile, 'utf8')) as Papers) : null;
  const choose = (...files: string[]): Promise<void> => {
    program.files.open = files;
    return Promise.resolve();
  };
  const chooseTarget = (file: string): Promise<void> => {
    program.files.save = file;
    return Promise.resolve();
  };
  const hits = () => control.get('hits');
  const memory = JSON.parse(readFileSync(memoryFile, 'utf8')) as Memory;
  const desk = { call: program.call, choose, chooseTarget, hits, restores: true };
  await work(desk, { papers, memory }, Number(seed), Number(enough));
  program.close();
  tell({ told: 'closed' });
  process.exit(0);
}

async function prepare(base: string, resources: string): Promise<void> {
  const folder = path.join(base, 'full');
  const program = openProgram(folder, resources);
  async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    const answer = await program.call(method, input);
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.value as Output<M>;
  }
  const definitions = JSON.parse((await call('app.start', null)).definitions) as Definitions;
  const options = {
    schools: 2,
    seed: 11,
    years: 2,
    types: ['小学' as const],
    schoolYear: 2026,
    largest: 160,
  };
  const rounds = new Map<string, number>();
  async function roundOf(schoolYear: number, edition: string): Promise<number> {
    const known = rounds.get(`${schoolYear} ${edition}`);
    if (known !== undefined) return known;
    const title = `${schoolYear}—${schoolYear + 1}学年年报`;
    const { id } = await call('collection.create', {
      title,
      schoolYear,
      edition,
      targetProfiles: [],
      dueDate: null,
    });
    rounds.set(`${schoolYear} ${edition}`, id);
    return id;
  }
  let reviewed: readonly string[] = [];
  let papers: Papers | undefined;
  for (const [index, school] of [...generateSchools(definitions, options)].entries()) {
    const { data } = await storeGenerated(call, definitions, school, roundOf);
    if (index === 0) reviewed = data.reviewed;
    const workbook = path.join(base, 'draft.xlsx');
    program.files.save = workbook;
    if (index === 0) continue;
    await call('workbook.export', { submissionId: data.submission.id, draft: true, totals: 'numbers' });
    const year = [...generatedYears(options, index)].at(-1);
    if (year === undefined) throw new Error('no year');
    const written = await writeRosters(base, year, { style: 'export', format: 'xlsx' });
    const pupils = written.filter((name) => name.includes('-学生名册')).map((name) => path.join(base, name));
    papers = { workbook, like: stateOf(data), pupils, reviewed };
  }
  program.close();
  writeFileSync(path.join(base, 'papers.json'), JSON.stringify(papers));
  makeOld(folder, path.join(base, 'old'));
}

/** The same data as a program one migration older left them. */
function makeOld(from: string, to: string): void {
  prepareDataFolder(to);
  const file = path.join(to, 'tianbao.db');
  const steps = migrations.slice(0, -1);
  const options = { file, backupFolder: path.join(to, 'backups'), now: new Date(), steps };
  openDatabase(options).close();
  const old = new Sqlite(file);
  old.pragma('foreign_keys = OFF');
  old.prepare('ATTACH ? AS now').run(path.join(from, 'tianbao.db'));
  const columns = (schema: string, table: string): string[] =>
    (old.pragma(`${schema}.table_info("${table}")`) as { name: string }[]).map(({ name }) => `"${name}"`);
  const tables = old
    .prepare<[], string>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
    )
    .pluck()
    .all();
  for (const table of tables) {
    const known = new Set(columns('now', table));
    const kept = columns('main', table)
      .filter((name) => known.has(name))
      .join(', ');
    old.exec(`INSERT OR REPLACE INTO main."${table}" (${kept}) SELECT ${kept} FROM now."${table}"`);
  }
  old.exec('DETACH now');
  old.close();
}

const [command, ...rest] = process.argv.slice(2);
const running = command === 'prepare' ? prepare(rest[0] ?? '', rest[1] ?? '') : drive(rest);
running.catch((error: unknown) => {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (command === 'work') tell({ told: 'broken', what });
  else process.stderr.write(`${what}\n`);
  process.exit(1);
});
