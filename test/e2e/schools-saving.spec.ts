import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { holdDatabase } from '../support/locked-database';
import type { CallAny } from '../support/several-schools';
import { round2026, village } from '../support/school';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const shots = path.resolve(import.meta.dirname, '../../out/test/schools');

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let collectionId = 0;

const call: CallAny = (method, input) => callMain(page, method, input);
const { id: _round, ...round } = round2026;
const { id: _school, ...newSchool } = village;
const centre = '清河镇中心小学';
/** So many that the school is chosen in a dialog. */
const villages = ['张庄', '李沟', '王坪', '赵湾', '刘楼', '陈集', '杨树', '黄土', '周村'];

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-saving-'));
  mkdirSync(shots, { recursive: true });
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data') }));
  clerk = new Clerk(page);
  await call('school.create', { ...newSchool, code: '9900000000', name: centre });
  for (const [index, name] of villages.entries())
    await call('school.create', { ...newSchool, code: `990000000${index + 1}`, name: `${name}小学` });
  collectionId = (await call('collection.create', round)).id;
});
test.afterAll(async () => {
  // Where a test failed, the window may be asking what to do with what is not saved.
  const main = app.process();
  const ended = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  main.kill('SIGKILL');
  await ended;
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** What stands at the door that every save goes through, as if it were the disk. */
type Disk = 'slow' | 'full' | null;

/** Main's own answers, but for saves while something is wrong with the disk. Filling a real disk would harm the machine. */
async function putDisk(disk: Disk) {
  await app.evaluate(({ ipcMain }, state) => {
    type Handle = (...args: unknown[]) => unknown;
    const shared = globalThis as unknown as { disk?: string | null };
    const known = 'disk' in shared;
    shared.disk = state;
    if (known) return;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handle> })._invokeHandlers;
    const open = handlers.get('tianbao.call');
    if (open === undefined) throw new Error('no door');
    const full = { ok: false, error: { code: 'database.full', params: { file: 'tianbao.db' } } };
    handlers.set('tianbao.call', async (...args) => {
      if (!String(args[1]).startsWith('submission.set')) return open(...args);
      if (shared.disk === 'full') return full;
      if (shared.disk === 'slow') await new Promise((resolve) => setTimeout(resolve, 1200));
      return open(...args);
    });
  }, disk);
}

async function stored(cell: string): Promise<string | undefined> {
  const { data } = await call('submission.open', { schoolId: 1, collectionId });
  return data.cells.find((each) => each.form === '教基3112' && each.cell === cell)?.content.text;
}

test('changing the school waits for what is being saved', async () => {
  await call('submission.open', { schoolId: 1, collectionId });
  await page.reload();
  await clerk.openForm('教基3112');
  await putDisk('slow');
  await clerk.cell('教基3112!02.9').click();
  await page.keyboard.type('41');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+PageDown');
  await expect(clerk.hook('saved-state')).toHaveAttribute('data-status', 'saving');
  await expect(clerk.hook('choose-school')).toContainText(centre);
  await expect(clerk.hook('choose-school')).not.toContainText(centre);
  await putDisk(null);
  await clerk.saved();
  expect(await stored('02.9')).toBe('41');
});

test('a file that is held keeps the figure on screen, says why, and is saved by itself once it is let go', async () => {
  await call('submission.open', { schoolId: 1, collectionId });
  await page.reload();
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!02.10').click();
  const release = await holdDatabase(path.join(folder, 'data', 'tianbao.db'));
  await page.keyboard.type('37');
  await page.keyboard.press('Enter');
  const state = clerk.hook('saved-state');
  await expect(state).toHaveAttribute('data-status', 'failed');
  await expect(state).toContainText('未保存 1 项');
  await expect(state).toContainText('正被另一个程序占用');
  await expect(state).toContainText('程序会自动再试');
  await expect(clerk.cell('教基3112!02.10')).toContainText('37');
  await page.screenshot({ path: path.join(shots, 'not-saved.png') });
  // It is told on every page, in every size of window, beside every drawer.
  for (const zoom of [1, 1.5, 2]) {
    await app.evaluate(
      ({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor),
      zoom,
    );
    for (const [tab, drawer] of [
      ['tab-home', 'toggle-findings'],
      ['tab-indicators', null],
      ['tab-finish', null],
      ['tab-schools', 'toggle-findings'],
    ] as const) {
      await clerk.hook(tab).click();
      if (drawer !== null) await clerk.hook(drawer).click();
      await expect(clerk.hook('retry-save')).toBeInViewport({ ratio: 1 });
      const seen = () =>
        clerk.hook('retry-save').evaluate((button) => {
          const { left, top, width, height } = button.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2) === button;
        });
      await expect.poll(seen).toBe(true);
      if (drawer !== null) await clerk.hook(drawer).click();
    }
  }
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  // Another school would take the figure off the screen: it is not shown before the figure is safe.
  await page.keyboard.press('Control+Shift+PageDown');
  await expect(page.getByText('没有换到别的报表')).toBeVisible();
  await expect(clerk.hook('choose-school')).toContainText(centre);
  await release();
  await expect(state).toHaveAttribute('data-status', 'saved', { timeout: 40_000 });
  expect(await stored('02.10')).toBe('37');
});

test('a full disk keeps the figure and says so; the button saves it when there is room again', async () => {
  await page.reload();
  await clerk.openForm('教基3112');
  await putDisk('full');
  await clerk.cell('教基3112!02.11').click();
  await page.keyboard.type('29');
  await page.keyboard.press('Enter');
  const state = clerk.hook('saved-state');
  await expect(state).toContainText('磁盘已满');
  await clerk.hook('retry-save').click();
  await expect(state).toHaveAttribute('data-status', 'failed');
  await expect(clerk.cell('教基3112!02.11')).toContainText('29');
  await putDisk(null);
  await clerk.hook('retry-save').click();
  await clerk.saved();
  expect(await stored('02.11')).toBe('29');
});

test('closing waits for what is being saved', async () => {
  const dataFolder = path.join(folder, 'data');
  await clerk.cell('教基3112!02.12').click();
  await putDisk('slow');
  await page.keyboard.type('31');
  await page.keyboard.press('Enter');
  const ended = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0));
  await ended;
  ({ app, page } = await launchApp({ dataFolder }));
  clerk = new Clerk(page);
  expect(await stored('02.12')).toBe('31');
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test('the window that could not close is closed once the figure is saved by itself', async () => {
  const dataFolder = path.join(folder, 'data');
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!02.13').click();
  const release = await holdDatabase(path.join(dataFolder, 'tianbao.db'));
  await page.keyboard.type('17');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('saved-state')).toHaveAttribute('data-status', 'failed');
  await app.evaluate(({ BrowserWindow }) => setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0));
  const dialog = page.getByRole('dialog', { name: '还有内容没有保存' });
  await expect(dialog).toContainText('有 1 项没有保存');
  await dialog.getByRole('button', { name: '重试保存' }).click();
  await expect(dialog).toContainText('又试了 1 次，仍没有保存成功');
  const ended = app.waitForEvent('close');
  await release();
  await ended;
  ({ app, page } = await launchApp({ dataFolder }));
  clerk = new Clerk(page);
  expect(await stored('02.13')).toBe('17');
});
