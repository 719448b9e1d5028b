import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Bridge, Envelope } from '../../shared/ipc';
import { callMain } from '../support/filled';
import { launchApp } from '../support/launch';
import { content, round2026, village } from '../support/school';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
const open = { schoolId: 1, collectionId: 1 };
const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-reopening-'));
  ({ app, page } = await launchApp({ dataFolder: folder }));
  await page.waitForLoadState('load');
  await callMain(page, 'school.create', withoutId(village));
  await callMain(page, 'collection.create', withoutId(round2026));
});
test.afterAll(async () => {
  await app.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const ask = (method: string, input: unknown): Promise<Envelope<unknown>> =>
  page.evaluate(
    ([name, given]) => (window as unknown as { tianbao: Bridge }).tianbao.call(name as string, given),
    [method, input],
  );

async function set(text: string) {
  const { data } = await callMain(page, 'submission.open', open);
  const { id: submissionId, revision } = data.submission;
  const changes = [{ form: '教基3112', cell: '01.1', content: content(text) }];
  await callMain(page, 'submission.setCells', { submissionId, revision, changes });
}

async function stored(): Promise<string | undefined> {
  const { data } = await callMain(page, 'submission.open', open);
  return data.cells.find(({ cell }) => cell === '01.1')?.content.text;
}

/** The page says so itself: what it was told before it went is kept by the window. */
async function loadedAnew(act: () => Promise<unknown>) {
  await page.evaluate(() => void ((window as unknown as { old?: boolean }).old = true));
  await act().catch(() => undefined);
  await page.waitForFunction(() => !('old' in window) && document.querySelector('h1, h2') !== null);
}

/** Begins to open other data and writes from the old page until that is gone. What each was told, without repeats. */
async function writingMeanwhile(
  method: string,
  input: unknown,
): Promise<{ told: string[]; last: string | null }> {
  const { data } = await callMain(page, 'submission.open', open);
  const { id: submissionId, revision } = data.submission;
  await page.evaluate(() => localStorage.clear());
  await loadedAnew(() =>
    page.evaluate(
      async ([name, given, on]) => {
        const { tianbao } = window as unknown as { tianbao: Bridge };
        const begun = tianbao.call(name, given);
        let { revision } = on;
        const told = new Set<string>();
        for (let value = 100; value < 2000; value++) {
          const changes = [
            { form: '教基3112', cell: '01.1', content: { kind: 'number', text: String(value) } },
          ];
          const answer = await tianbao.call('submission.setCells', {
            submissionId: on.submissionId,
            ...{ revision, changes },
          });
          if (answer.ok) {
            ({ revision } = answer.value as { revision: number });
            localStorage.setItem('last', String(value));
          }
          told.add(answer.ok ? 'ok' : answer.error.code);
          localStorage.setItem('told', JSON.stringify([...told]));
        }
        await begun;
      },
      [method, input, { submissionId, revision }] as const,
    ),
  );
  return page.evaluate(() => ({
    told: JSON.parse(localStorage.getItem('told') ?? '[]') as string[],
    last: localStorage.getItem('last'),
  }));
}

test('what the page of the sample still sends never reaches the clerk’s own data', async () => {
  await set('1');
  await loadedAnew(() => callMain(page, 'practice.enter', null));
  expect((await callMain(page, 'app.start', null)).practice).toBe(true);
  const { told } = await writingMeanwhile('practice.leave', { discard: false });
  expect(told).toContain('work.reopening');
  expect((await callMain(page, 'app.start', null)).practice).toBe(false);
  expect(await stored()).toBe('1');
});

test('while a copy is put back nothing is acknowledged that is in neither database', async () => {
  const { name } = await callMain(page, 'backup.make', null);
  await set('2');
  const { told, last } = await writingMeanwhile('backup.restore', { place: 'own', name });
  expect(told).toContain('backup.restoring');
  expect(await stored()).toBe('1');
  const { items } = await callMain(page, 'backup.list', null);
  const before = items.find(({ reason }) => reason === 'restore');
  if (before === undefined) throw new Error('no copy of the present');
  await loadedAnew(() => callMain(page, 'backup.restore', { place: 'own', name: before.name }));
  expect(await stored()).toBe(last ?? '2');
});

test('a restore that fails leaves the page with its reason, and it works on', async () => {
  const { name } = await callMain(page, 'backup.make', null);
  await set('3');
  await page.evaluate(() => void ((window as unknown as { here?: boolean }).here = true));
  // Another program reads: its lock keeps the log from being taken in.
  await app.evaluate(
    (_electron, file) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const Sqlite = createRequire(file.root)('better-sqlite3') as new (file: string) => {
        exec(sql: string): void;
        prepare(sql: string): { all(): unknown };
        close(): void;
      };
      const other = new Sqlite(file.database);
      other.exec('BEGIN');
      other.prepare('SELECT * FROM cells').all();
      (globalThis as unknown as { other: unknown }).other = other;
    },
    {
      root: path.resolve(import.meta.dirname, '../../package.json'),
      database: path.join(folder, 'tianbao.db'),
    },
  );
  expect(await ask('backup.restore', { place: 'own', name })).toMatchObject({
    ok: false,
    error: { code: 'backup.inUse' },
  });
  await app.evaluate(() => (globalThis as unknown as { other: { close(): void } }).other.close());
  expect(await stored()).toBe('3');
  await set('4');
  expect(await page.evaluate(() => 'here' in window)).toBe(true);
});

test('asked twice at once, other data are opened once', async () => {
  const codes = await page.evaluate(async () => {
    const { tianbao } = window as unknown as { tianbao: Bridge };
    const { value } = (await tianbao.call('backup.make', null)) as { value: { name: string } };
    const restore = () => tianbao.call('backup.restore', { place: 'own', name: value.name });
    const [first, second] = [restore(), restore()];
    const answer = await second;
    void first;
    return answer.ok ? 'ok' : answer.error.code;
  });
  expect(codes).toBe('backup.restoring');
  await page.waitForFunction(() => !('here' in window) && document.querySelector('h1, h2') !== null);
  expect(await stored()).toBe('4');
});
