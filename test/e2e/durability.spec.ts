import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { electronAsNode } from '../../scripts/electron.mjs';
import type { Bridge, Envelope, Input, Method, OpenSubmission, Output } from '../../shared/ipc';
import type { CellChange } from '../../shared/submission';
import { launchApp } from '../support/launch';
import { round2026, village } from '../support/school';

const rounds = 10;
const root = path.resolve(import.meta.dirname, '..', '..');

let dataFolder: string;
test.beforeEach(() => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'tianbao-durability-'));
});
test.afterEach(() => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 }));

async function call<M extends Method>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  const envelope = (await page.evaluate(
    ([method, input]) => (window as unknown as { tianbao: Bridge }).tianbao.call(method, input),
    [method, input] as const,
  )) as Envelope<Output<M>>;
  if (!envelope.ok) throw new Error(JSON.stringify(envelope.error));
  return envelope.value;
}

async function openOnly(page: Page): Promise<OpenSubmission> {
  const { schools, collections } = await call(page, 'app.start', null);
  const { id: _school, ...school } = village;
  const { id: _collection, ...round } = round2026;
  const schoolId = schools[0]?.id ?? (await call(page, 'school.create', school)).id;
  const collectionId = collections[0]?.id ?? (await call(page, 'collection.create', round)).id;
  return call(page, 'submission.open', { schoolId, collectionId });
}

/** Cells that a clerk can type into. */
const keys = ['04', '05', '06', '07', '08', '09', '10', '11', '12'].flatMap((row) =>
  Array.from({ length: 8 }, (_, index) => `${row}.${index + 8}`),
);

function batch(step: number, writable: readonly string[]): CellChange[] {
  // One cell and a paste by turns: a paste gives the blow time to fall inside its transaction.
  const size = step % 2 === 0 ? 1 : writable.length;
  return Array.from({ length: size }, (_, index) => {
    const cell = writable[(step + index) % writable.length] ?? '';
    return { form: '教基3112', cell, content: { kind: 'number', text: String(step * 100 + index) } };
  });
}

type Cells = Map<string, string>;

function apply(cells: Cells, changes: readonly CellChange[]): Cells {
  return new Map([
    ...cells,
    ...changes.map(({ cell, content }): [string, string] => [cell, content?.text ?? '']),
  ]);
}

/** Opens a copy, because opening the file itself would already repair it. */
function integrityOf(folder: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'tianbao-copy-'));
  for (const name of ['tianbao.db', 'tianbao.db-wal']) {
    if (existsSync(path.join(folder, name))) copyFileSync(path.join(folder, name), path.join(copy, name));
  }
  const { executable, env } = electronAsNode();
  const script = `
    const database = require('better-sqlite3')(process.argv[1]);
    const integrity = database.pragma('integrity_check', { simple: true });
    process.stdout.write(integrity + ' ' + database.pragma('foreign_key_check').length);`;
  const file = path.join(copy, 'tianbao.db');
  const { stdout } = spawnSync(executable, ['-e', script, file], { env, cwd: root, encoding: 'utf8' });
  rmSync(copy, { recursive: true, force: true });
  return stdout.trim();
}

test(`the program is killed ${rounds} times while it saves: every acknowledged edit is there`, async () => {
  test.setTimeout(240_000);
  let acknowledged: Cells = new Map();
  let revision = 0;
  let step = 0;
  let inFlight = 0;
  for (let round = 0; round < rounds; round++) {
    const { app, page, pid } = await launchApp({ dataFolder });
    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
    const { data } = await openOnly(page);
    const { id: submissionId } = data.submission;
    const stored: Cells = new Map(data.cells.map(({ cell, content }) => [cell, content.text]));
    // The edit that was on its way when the blow fell may be there as a whole, or not at all.
    const landed = data.submission.revision > revision;
    if (landed) acknowledged = apply(acknowledged, batch(step, keys));
    inFlight += landed ? 1 : 0;
    expect(data.submission.revision - revision).toBeLessThanOrEqual(1);
    expect(stored).toEqual(acknowledged);
    revision = data.submission.revision;
    step += 1;

    const delay = 40 + Math.random() * 500;
    let killed = false;
    setTimeout(() => {
      killed = true;
      process.kill(pid, 'SIGKILL');
    }, delay);
    const started = step;
    for (;;) {
      const changes = batch(step, keys);
      const answer = await call(page, 'submission.setCells', { submissionId, revision, changes }).catch(
        (error: unknown) => {
          if (!killed) throw error;
          return null;
        },
      );
      if (answer === null) break;
      revision = answer.revision;
      acknowledged = apply(acknowledged, changes);
      step += 1;
    }
    await ended;
    expect(integrityOf(dataFolder)).toBe('ok 0');
    test.info().annotations.push({
      type: `round ${round + 1}`,
      description: `killed after ${Math.round(delay)} ms, ${step - started} edits acknowledged`,
    });
  }
  const { app, page } = await launchApp({ dataFolder });
  const { data } = await openOnly(page);
  if (data.submission.revision > revision) acknowledged = apply(acknowledged, batch(step, keys));
  expect(new Map(data.cells.map(({ cell, content }) => [cell, content.text]))).toEqual(acknowledged);
  expect(acknowledged.size).toBe(keys.length);
  test
    .info()
    .annotations.push({ type: 'in flight', description: `${inFlight} of ${rounds} landed unacknowledged` });
  await app.close();
});

test('when the page crashes it is loaded again, with the data', async () => {
  const { app, page } = await launchApp({ dataFolder });
  const { data } = await openOnly(page);
  const { id: submissionId } = data.submission;
  await call(page, 'submission.setCells', { submissionId, revision: 0, changes: batch(1, keys) });
  const cells = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) return -1;
    const loadedAgain = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
    contents.forcefullyCrashRenderer();
    await loadedAgain;
    const script = `tianbao.call('app.start', null).then((answer) => answer.value.open.data.cells.length)`;
    return (await contents.executeJavaScript(script)) as number;
  });
  expect(cells).toBe(keys.length);
  await app.close();
});

test('closing the window saves nothing twice and leaves no WAL behind', async () => {
  const { app, page } = await launchApp({ dataFolder });
  const { data } = await openOnly(page);
  const { id: submissionId } = data.submission;
  await call(page, 'submission.setCells', { submissionId, revision: 0, changes: batch(1, keys) });
  const ended = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
  expect(existsSync(path.join(dataFolder, 'tianbao.db-wal'))).toBe(false);
  expect(integrityOf(dataFolder)).toBe('ok 0');
});

test('a page that hangs does not keep the program from ending', async () => {
  const { app, page } = await launchApp({ dataFolder });
  await openOnly(page);
  await page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    }, 0);
  });
  const ended = app.waitForEvent('close', { timeout: 30_000 });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
  expect(integrityOf(dataFolder)).toBe('ok 0');
});
