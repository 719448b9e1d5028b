import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { electron, windowEnvironment } from '../../scripts/electron.mjs';
import type { AppError } from '../../shared/error';
import type { Bridge } from '../../shared/ipc';
import { errorSentence } from '../../shared/messages';
import { axeViolations } from '../support/axe';
import { launchApp, type LaunchedApp } from '../support/launch';

const root = path.resolve(import.meta.dirname, '..', '..');

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-start-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Makes a sound database by starting once. */
async function soundDatabase(): Promise<string> {
  const { app, page } = await launchApp({ dataFolder: folder });
  expect((await answerOf(page, 'app.start')).ok).toBe(true);
  await app.close();
  return path.join(folder, 'tianbao.db');
}

function answerOf(page: Page, method: string, input: unknown = null) {
  return page.evaluate(
    ({ method, input }) => (window as unknown as { tianbao: Bridge }).tianbao.call(method, input),
    { method, input },
  );
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** The page tells this error in Chinese, every method answers with it, and the way out works. */
async function expectRefused({ app, page }: LaunchedApp, error: AppError): Promise<void> {
  await expect(page.getByTestId('start-problem')).toHaveText(errorSentence(error));
  const open = { schoolId: 1, collectionId: 1 };
  expect(await answerOf(page, 'app.start')).toEqual({ ok: false, error });
  expect(await answerOf(page, 'submission.open', open)).toEqual({ ok: false, error });
  const ended = app.waitForEvent('close');
  // The page may be gone before the click is confirmed.
  await page
    .getByRole('button', { name: '退出' })
    .click()
    .catch(() => undefined);
  await ended;
}

test('the data folder is a file', async () => {
  const file = path.join(folder, 'data');
  writeFileSync(file, 'the clerk’s own file');
  const launched = await launchApp({ dataFolder: file });
  await expectRefused(launched, { code: 'data.unreadable', params: { folder: file, reason: 'EEXIST' } });
  expect(readFileSync(file, 'utf8')).toBe('the clerk’s own file');
  expect(readdirSync(folder)).toEqual(['data']);
});

test('the data folder cannot be made', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const below = path.join(file, 'data');
  const launched = await launchApp({ dataFolder: below });
  await expectRefused(launched, { code: 'data.unreadable', params: { folder: below, reason: 'ENOTDIR' } });
});

test('the database was written by a newer program', async () => {
  const file = await soundDatabase();
  const bytes = readFileSync(file);
  const known = bytes.readUInt32BE(60);
  // Where SQLite keeps the user version.
  bytes.writeUInt32BE(99, 60);
  writeFileSync(file, bytes);
  const before = hashOf(file);
  const launched = await launchApp({ dataFolder: folder });
  await expectRefused(launched, { code: 'database.newer', params: { file, found: 99, known } });
  expect(hashOf(file)).toBe(before);
});

test('the database is damaged', async () => {
  const file = await soundDatabase();
  const bytes = readFileSync(file);
  bytes.fill(0xab, 4096, 4096 * 4);
  writeFileSync(file, bytes);
  const before = hashOf(file);
  const launched = await launchApp({ dataFolder: folder });
  await expectRefused(launched, { code: 'database.corrupt', params: { file } });
  expect(hashOf(file)).toBe(before);
});

test('where nothing could be opened the self-check is there to be read out and copied, and the manual by F1', async () => {
  const file = path.join(folder, 'tianbao.db');
  writeFileSync(file, '<html>not a database</html>'.repeat(500));
  const { app, page } = await launchApp({ dataFolder: folder });
  await page.getByTestId('start-check').click();
  await expect(page.getByTestId('about-start')).toContainText('database.corrupt');
  await expect(page.getByTestId('about-folder')).toContainText('可以写入');
  await expect(page.getByTestId('about-screen')).toContainText('窗口');
  expect(await axeViolations(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('start-check.png') });
  await page.getByTestId('start-check-copy').click();
  await expect(page.getByTestId('start-check-said')).toContainText('已复制');
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('启动：没有打开，原因代码 database.corrupt【有问题】');
  expect(copied.split('\n').length).toBeGreaterThan(10);
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: '使用手册' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '使用手册' })).toBeHidden();
  await app.close();
});

test('the database is another program’s file', async () => {
  const file = path.join(folder, 'tianbao.db');
  writeFileSync(file, '<html>not a database</html>'.repeat(500));
  const before = hashOf(file);
  const launched = await launchApp({ dataFolder: folder });
  await expectRefused(launched, { code: 'database.corrupt', params: { file } });
  expect(hashOf(file)).toBe(before);
});

test('the database is a folder', async () => {
  mkdirSync(path.join(folder, 'tianbao.db'));
  const launched = await launchApp({ dataFolder: folder });
  const params = { folder, reason: 'SQLITE_IOERR_READ' };
  await expectRefused(launched, { code: 'data.unreadable', params });
  expect(statSync(path.join(folder, 'tianbao.db')).isDirectory()).toBe(true);
});

test('a definition is broken', async () => {
  const resources = path.join(folder, 'resources');
  cpSync(path.join(root, 'resources'), resources, { recursive: true });
  const file = 'editions/jiaoji-2021/教基3112.json';
  const form = JSON.parse(readFileSync(path.join(resources, file), 'utf8')) as { rows: { code: string }[] };
  const [first, second] = form.rows;
  if (first === undefined || second === undefined) throw new Error('the form has too few rows');
  second.code = first.code;
  writeFileSync(path.join(resources, file), JSON.stringify(form));
  const dataFolder = path.join(folder, 'data');
  const launched = await launchApp({ dataFolder, resourcesFolder: resources });
  await expectRefused(launched, {
    code: 'definition.broken',
    params: { file, path: 'rows.1.code', problem: `代码 ${first.code} 重复` },
  });
});

test('definitions named by the environment are used as well', async () => {
  const env = { TIANBAO_RESOURCES: path.join(folder, 'nowhere') };
  const { app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env });
  await expect(page.getByTestId('start-problem')).toContainText('editions');
  await app.close();
});

test('switches that nobody knows are passed over', async () => {
  const { app, page } = await launchApp({
    dataFolder: folder,
    args: ['--colour=red', '--verbose', 'x.xlsx'],
  });
  expect((await answerOf(page, 'app.start')).ok).toBe(true);
  await app.close();
});

test('started twice with one folder, the second hands over to the first', async () => {
  const { app, page } = await launchApp({ dataFolder: folder });
  expect((await answerOf(page, 'app.start')).ok).toBe(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        (window as unknown as { tianbao: Bridge }).tianbao.on('app.secondInstance', () => resolve('heard'));
      }),
  );
  const second = await startAgain(folder);
  expect(second).toMatchObject({ code: 0, lines: 1 });
  expect(second.sentence).toContain('already running');
  expect(await heard).toBe('heard');
  const state = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { minimized: window?.isMinimized(), visible: window?.isVisible() };
  });
  expect(state).toEqual({ minimized: false, visible: true });
  await app.close();
});

test('two folders are two programs', async () => {
  const one = await launchApp({ dataFolder: path.join(folder, 'one') });
  const two = await launchApp({ dataFolder: path.join(folder, 'two') });
  expect((await answerOf(one.page, 'app.start')).ok).toBe(true);
  expect((await answerOf(two.page, 'app.start')).ok).toBe(true);
  await one.app.close();
  await two.app.close();
});

/** Starts the program as a user would and tells how it ended; Chromium's own lines on stderr are left out. */
function startAgain(dataFolder: string): Promise<{ code: number | null; lines: number; sentence: string }> {
  const { executable, flags } = electron();
  const child = spawn(executable, [...flags, root, '--data', dataFolder], { env: windowEnvironment() });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const ours = text.split('\n').filter((line) => line.startsWith('Tianbao'));
      resolve({ code, lines: ours.length, sentence: ours[0] ?? '' });
    });
  });
}
