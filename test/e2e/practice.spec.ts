import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { sampleMark, sampleTasks } from '../../shared/practice';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { village } from '../support/school';
import { shootAtZooms } from '../support/shoot';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const shots = process.env['TIANBAO_SHOTS'];
const { figure, mistake, warning } = sampleTasks;
const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-practice-'));
const dataFolder = path.join(folder, 'data');
const exportedTo = path.join(folder, 'out');
const ownFile = path.join(dataFolder, 'tianbao.db');

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let own = '';

async function launch(): Promise<void> {
  ({ app, page } = await launchApp({
    dataFolder,
    env: { TIANBAO_TODAY: '2026-09-06', TIANBAO_SAVE_FOLDER: exportedTo },
  }));
  clerk = new Clerk(page);
}

async function look(name: string): Promise<void> {
  if (shots !== undefined) await shootAtZooms(app, shots, name);
}

const setZoom = (factor: number) =>
  app.evaluate(({ BrowserWindow }, zoom) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
  }, factor);
const hashOfOwn = () => createHash('sha256').update(readFileSync(ownFile)).digest('hex');
const step = (name: string) => page.locator(`.practice-step[data-step="${name}"]`);
const goThere = () => clerk.hook('practice-go').click();
/** Folders of the sample that there are. */
const sampleFolders = () => readdirSync(dataFolder).filter((name) => name.startsWith('practice'));

test.beforeAll(async () => {
  mkdirSync(exportedTo, { recursive: true });
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  await launch();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('the first page offers three ways to begin', async () => {
  await expect(clerk.hook('enter-practice')).toHaveText('打开示例学校');
  for (const name of ['new-school', 'open-import', 'welcome-backups'])
    await expect(clerk.hook(name)).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await look('welcome');
});

test('from the first page to the manual, the self-check and the copies, and back to where she was', async () => {
  await clerk.hook('welcome-manual').click();
  await expect(page.getByRole('dialog', { name: '使用手册' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(clerk.hook('welcome-manual')).toBeFocused();
  for (const [hook, head] of [
    ['welcome-about', '关于与自检'],
    ['welcome-backups', '备份与恢复'],
  ] as const) {
    await clerk.hook(hook).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(head);
    await page.getByRole('button', { name: /^返回/ }).click();
    await expect(clerk.hook(hook)).toBeFocused();
  }
  await clerk.hook('welcome-about').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('关于与自检');
  await page.keyboard.press('Escape');
  await expect(clerk.hook('welcome-about')).toBeFocused();
});

test('the sample opens under a banner, and the real data are closed as they were', async () => {
  const { id: _, ...school } = village;
  await callMain(page, 'school.create', school);
  await page.reload();
  await clerk.hook('enter-practice').click();
  await expect(clerk.hook('practice')).toContainText('不会影响真实数据');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(sampleMark);
  // Closed, its log is emptied into it: what is in the file now is all there is.
  expect(existsSync(`${ownFile}-wal`)).toBe(false);
  own = hashOfOwn();
  expect(await axeViolations(page)).toEqual([]);
  await look('home');
});

test('each step is ticked off by what was done, not by what was clicked', async () => {
  await expect(step('open')).toBeVisible();
  // Where there is no room for the contents they open, with the form to choose.
  await setZoom(1.5);
  await goThere();
  await expect(page.locator('.tree-item[data-stop="教基3112"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(step('figure')).toBeVisible();
  await setZoom(1);
  await goThere();
  await expect(step('figure')).toBeVisible();
  await look('figure');
  await page.keyboard.type(figure.typed);
  await page.keyboard.press('Enter');
  await expect(step('total')).toBeVisible();
  for (const zoom of [1.5, 1.25, 1]) {
    await setZoom(zoom);
    await goThere();
    await expect(clerk.cell(`${figure.form}!${figure.total}`).locator('.cell-text')).toHaveText(figure.after);
    await expect(page.locator('[data-panel=details]')).toBeInViewport();
    if (zoom > 1) await page.locator('[data-panel=details] .close-drawer').click();
  }
  await expect(step('total')).toBeVisible();
  await clerk.hook('practice-read').click();
  await expect(step('mistake')).toBeVisible();
  await expect(clerk.hook('practice-go')).toBeFocused();
  await goThere();
  await expect(clerk.cell(`${mistake.form}!${mistake.cell}`)).toHaveAttribute('data-trouble', 'error');
  await look('mistake');
  await page.keyboard.type(mistake.right);
  await page.keyboard.press('Enter');
  await expect(step('warning')).toBeVisible();
  // Where the window is too small for the findings beside the form, the reason is written in their drawer.
  const reason = clerk.hook(`explain-${warning.finding}`);
  for (const zoom of [1.5, 1.25, 1]) {
    await setZoom(zoom);
    await goThere();
    await expect(reason).toBeFocused();
    if (zoom === 1.5) await page.locator('[data-panel=findings] .close-drawer').click();
  }
  // A number typed over the one that the warning is about takes the warning away: the guide says the way back.
  const cell = clerk.cell(`${warning.form}!${warning.cell}`);
  await cell.click();
  await page.keyboard.type('16');
  await page.keyboard.press('Enter');
  await expect(step('warning')).toContainText('恢复引用');
  await look('warning-gone');
  await goThere();
  await clerk.hook('restore-source').click();
  await expect(step('warning')).not.toContainText('恢复引用');
  await goThere();
  await expect(reason).toBeFocused();
  await page.keyboard.type('1 名学生随父母转学，手续已办。');
  await page.keyboard.press('Control+Enter');
  await expect(step('carry')).toBeVisible();
  await goThere();
  await clerk.hook('open-carry').click();
  await clerk.hook('carry').click();
  await expect(step('roster')).toBeVisible();
  await expect(clerk.hook('practice-go')).toBeFocused();
  await goThere();
  await look('roster');
  await clerk.hook('rosters-apply').click();
  await expect(step('review')).toBeVisible();
});

test('what was done is remembered when the page comes again, and the guide can be folded', async () => {
  await clerk.saved();
  await page.reload();
  await expect(step('review')).toBeVisible();
  await expect(clerk.hook('practice-steps')).toHaveText(/7\/10/);
  await clerk.hook('practice-fold').click();
  await expect(page.locator('.practice-step')).toBeHidden();
  await look('folded');
  await clerk.hook('practice-steps').focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: '练习的步骤' });
  await expect(list.locator('[data-done]')).toHaveCount(7);
  await expect(list.getByRole('button').first()).toBeFocused();
  await look('list');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(clerk.hook('practice-steps')).toBeFocused();
});

test('it ends with a finalised file that says 示例 in its name', async () => {
  await goThere();
  await clerk.hook('review-all').click();
  await clerk.reviewAlsoUntouched();
  await clerk.hook('confirm-review-all').click();
  await expect(step('finalise')).toBeVisible();
  await expect(clerk.hook('practice-go')).toBeFocused();
  await look('finalise');
  await clerk.finalise();
  await expect(step('export')).toBeVisible();
  await expect(clerk.hook('practice-go')).toBeFocused();
  await clerk.hook('export-final').click();
  await expect(clerk.hook('export-file')).toContainText(sampleMark);
  await expect(step('end')).toContainText('十步都做完了');
  await look('end');
  expect(readdirSync(exportedTo)).toEqual([expect.stringContaining(sampleMark)]);
  expect(hashOfOwn()).toBe(own);
});

test('the page of copies says that the sample has none, and offers nothing that makes no sense', async () => {
  await clerk.fromMenu('more-backups');
  await expect(clerk.hook('backups-practice')).toContainText('示例数据不备份');
  await expect(page.locator('.page.backups button')).toHaveText(['返回']);
  expect(await axeViolations(page)).toEqual([]);
  await look('backups');
});

test('a program killed in the sample starts with the real data, and finds the sample as it was', async () => {
  app.process().kill('SIGKILL');
  await app.close().catch(() => undefined);
  expect(hashOfOwn()).toBe(own);
  await launch();
  await expect(clerk.hook('enter-practice')).toBeVisible();
  await expect(page.locator('.practice')).toHaveCount(0);
  const start = await callMain(page, 'app.start', null);
  expect([start.practice, start.schools.map(({ name }) => name)]).toEqual([false, [village.name]]);
  await clerk.hook('enter-practice').click();
  await expect(step('end')).toBeVisible();
});

test('left it is kept; thrown away every file of it is gone', async () => {
  await clerk.hook('practice-leave').click();
  await expect(clerk.hook('enter-practice')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(sampleFolders()).toEqual(['practice']);
  await clerk.hook('enter-practice').click();
  await clerk.hook('practice-discard').click();
  await look('discard');
  await clerk.hook('practice-confirm-discard').click();
  await expect(clerk.hook('enter-practice')).toBeVisible();
  expect(sampleFolders()).toEqual([]);
  const { schools } = await callMain(page, 'app.start', null);
  expect(schools.map(({ name }) => name)).toEqual([village.name]);
});
