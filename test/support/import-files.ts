import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { electronAsNode } from '../../scripts/electron.mjs';
import type { Bridge, Envelope, Input, Method, Output } from '../../shared/ipc';
import { cellsOfSample, type Sample } from './sample';
import { changes, round2026, village } from './school';

/** Asks main from the window, as the page does; throws what main refuses. */
export async function callMain<M extends Method>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  const envelope = (await page.evaluate(
    ([method, input]) => (window as unknown as { tianbao: Bridge }).tianbao.call(method, input),
    [method, input] as const,
  )) as Envelope<Output<M>>;
  if (!envelope.ok) throw new Error(JSON.stringify(envelope.error));
  return envelope.value;
}

/** The invented school with one round and these figures, open in the window. */
export async function openFilled(
  page: Page,
  round: { readonly schoolYear: number; readonly edition: string },
  sample: Sample,
): Promise<void> {
  const { id: _school, ...school } = village;
  const { id: _collection, ...collection } = round2026;
  const { schools } = await callMain(page, 'app.start', null);
  const schoolId = schools[0]?.id ?? (await callMain(page, 'school.create', school)).id;
  const title = `${round.schoolYear}学年年报`;
  const made = await callMain(page, 'collection.create', { ...collection, ...round, title });
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId: made.id });
  const { id: submissionId, revision } = data.submission;
  const filled = changes(cellsOfSample(sample));
  if (filled.length > 0)
    await callMain(page, 'submission.setCells', { submissionId, revision, changes: filled });
  await page.reload();
  await page.locator('.home').waitFor();
}

const editScript = `
import json, sys, openpyxl
task = json.load(sys.stdin)
book = openpyxl.load_workbook(task['from'])
for name in task['drop']:
    del book[name]
for sheet, address, value in task['cells']:
    book[sheet][address] = value
book.save(task['to'])
`;

interface Edit {
  readonly from: string;
  readonly to: string;
  readonly drop?: readonly string[];
  /** Sheet, address, value. */
  readonly cells?: readonly (readonly [string, string, number | string | null])[];
}

/** Changes a workbook in a program that is not ours. */
export function editWorkbook({ from, to, drop = [], cells = [] }: Edit): void {
  runPython(editScript, { from, to, drop, cells });
}

const longScript = `
import json, sys, xlsxwriter
task = json.load(sys.stdin)
book = xlsxwriter.Workbook(task['to'], {'constant_memory': True})
for number in range(task['sheets']):
    sheet = book.add_worksheet('名册%d' % number)
    for row in range(task['rows']):
        for column in range(60):
            sheet.write_string(row, column, '第 %d 行第 %d 列' % (row, column))
book.close()
`;

/** A workbook that takes a while to read, and is none of ours. */
export function writeLongWorkbook(to: string, sheets: number, rows: number): void {
  runPython(longScript, { to, sheets, rows });
}

function runPython(script: string, task: object): void {
  const { status, stderr } = spawnSync('/usr/bin/python3', ['-c', script], {
    input: JSON.stringify(task),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

/** Rows of the database file of a program that has ended. */
export function queryDatabase(dataFolder: string, sql: string): unknown[] {
  const { executable, env } = electronAsNode();
  const script = `
    const database = require('better-sqlite3')(process.argv[1], { readonly: true });
    process.stdout.write(JSON.stringify(database.prepare(process.argv[2]).all()));`;
  const file = path.join(dataFolder, 'tianbao.db');
  const cwd = path.resolve(import.meta.dirname, '..', '..');
  const { stdout, stderr, status } = spawnSync(executable, ['-e', script, file, sql], {
    env,
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}
