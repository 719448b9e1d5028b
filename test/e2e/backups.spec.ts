import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { changes, round2026, village } from '../support/school';

const shots = path.join(import.meta.dirname, '..', '..', 'out', 'test', 'backups');

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let stick: string;
let app: ElectronApplication;
let page: Page;

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;
const hook = (name: string) => page.getByTestId(name);
const database = () => path.join(folder, 'data', 'tianbao.db');
const copies = () => readdirSync(path.join(folder, 'data', 'backups')).filter((name) => name.endsWith('.db'));
const open = { schoolId: 1, collectionId: 1 };

test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-backups-'));
  stick = path.join(folder, 'U盘');
  mkdirSync(stick);
  mkdirSync(shots, { recursive: true });
});
test.afterAll(async () => {
  await app.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(env: Record<string, string> = {}) {
  const dataFolder = path.join(folder, 'data');
  ({ app, page } = await launchApp({ dataFolder, env: { TIANBAO_SAVE_FOLDER: stick, ...env } }));
  await page.waitForLoadState('load');
}

async function shoot(name: string) {
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

async function at(factor: number, name: string) {
  const zoom = (value: number) =>
    app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to),
      value,
    );
  await zoom(factor);
  await page.waitForTimeout(150);
  const picture = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  writeFileSync(path.join(shots, `${name}-${factor * 100}.png`), Buffer.from(picture ?? '', 'base64'));
  await zoom(1);
}

async function setCells(cells: Record<string, number | null>) {
  const { data } = await callMain(page, 'submission.open', open);
  const { id: submissionId, revision } = data.submission;
  const named = Object.fromEntries(Object.entries(cells).map(([key, value]) => [`教基3040!${key}`, value]));
  await callMain(page, 'submission.setCells', { submissionId, revision, changes: changes(named) });
}

async function storedCells(): Promise<Record<string, string>> {
  const { data } = await callMain(page, 'submission.open', open);
  return Object.fromEntries(data.cells.map(({ cell, content }) => [cell, content.text]));
}

async function openBackups() {
  await hook('more').click();
  await hook('more-backups').click();
  await expect(page.getByRole('heading', { name: '备份与恢复', level: 1 })).toBeVisible();
}

test('without a copy the page says what to do; one by hand shows what is inside', async () => {
  await start();
  // On a new PC, before there is any school.
  await hook('welcome-backups').click();
  await expect(hook('backups-empty')).toContainText('换了电脑');
  await shoot('new-computer');
  await hook('way-back').click();
  await callMain(page, 'school.create', withoutId(village));
  await callMain(page, 'collection.create', withoutId(round2026));
  await setCells({ '04.1': 500, '04.3': 80, '04.9': 90 });
  await page.reload();
  await openBackups();
  await expect(hook('backups-empty')).toContainText('立即备份');
  await shoot('empty');
  expect(await axeViolations(page)).toEqual([]);
  await hook('backups-make').click();
  await expect(hook('backups-contents').getByRole('row')).toHaveCount(2);
  await expect(hook('backups-make')).toBeFocused();
  await expect(hook('backups-contents')).toContainText(village.name);
  await expect(hook('backups-contents')).toContainText('草稿');
  await expect(hook('backups-which')).toContainText('手工备份');
  expect(copies()).toHaveLength(1);
});

test('a second place: what is in the copies is said before, and each copy goes there too', async () => {
  await hook('backups-folder').click();
  await expect(page.getByRole('dialog')).toContainText('姓名和证件号');
  await shoot('folder-ask');
  await hook('backups-folder-yes').click();
  await expect(hook('backups-chosen')).toContainText(stick);
  const [inner = ''] = readdirSync(stick);
  expect(readdirSync(path.join(stick, inner)).filter((name) => name.endsWith('.db'))).toHaveLength(1);
  // Pulled out: the copy here is made all the same.
  renameSync(stick, `${stick}-away`);
  await hook('backups-make').click();
  await expect(hook('backups-trouble-here')).toContainText('找不到');
  expect(copies()).toHaveLength(3);
  await shoot('stick-gone');
  renameSync(`${stick}-away`, stick);
});

test('what differs is listed cell by cell and leads there; restoring asks, keeps the present and says what it did', async () => {
  await setCells({ '04.1': 510, '04.3': null, '04.12': 6 });
  await page.reload();
  await openBackups();
  await hook('backups-list').getByRole('button').first().click();
  await hook('backups-compare').click();
  await expect(hook('backups-total')).toContainText('有 3 格不同');
  await expect(hook('backups-total')).toBeFocused();
  const rows = hook('backups-differences').getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText('500');
  await expect(rows.nth(1)).toContainText('510');
  expect(await axeViolations(page)).toEqual([]);
  await shoot('compare');
  await at(1.25, 'compare');
  await at(1.5, 'compare');
  await rows.nth(1).getByRole('button').click();
  // The cell is selected, on its form.
  await expect(new Clerk(page).cell('教基3040!04.1')).toBeVisible();

  await openBackups();
  await hook('backups-list').getByRole('button').first().click();
  await hook('backups-restore').click();
  await expect(hook('backups-ask')).toContainText('有 3 格会变回当时的数');
  await shoot('restore-ask');
  expect(await axeViolations(page)).toEqual([]);
  await hook('backups-restore-yes').click();
  await expect(hook('backups-restored')).toContainText('已恢复到', { timeout: 20_000 });
  // It lies over nothing: the page ends where it begins.
  const gap = () =>
    page.evaluate(() => {
      const edge = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      return (edge('.backups-notice')?.top ?? -1) - (edge('main.middle')?.bottom ?? 9999);
    });
  await expect
    .poll(async () => {
      const pixels = await gap();
      return pixels >= 0 && pixels < 1.5;
    })
    .toBe(true);
  await shoot('restored');
  expect(await axeViolations(page)).toEqual([]);
  expect(await storedCells()).toEqual({ '04.1': '500', '04.3': '80', '04.9': '90' });
  await hook('backups-restored-read').click();
  await expect(hook('backups-restored')).toHaveCount(0);
});

test('a damaged database: the newest good copy is offered, put in its place, and the damaged file is kept', async () => {
  await app.close();
  const bytes = readFileSync(database());
  bytes.fill(0xab, 4096, 4096 * 4);
  writeFileSync(database(), bytes);
  // The newest copy is bad, too: the one before it has to be found.
  const backups = path.join(folder, 'data', 'backups');
  writeFileSync(path.join(backups, 'tianbao-v8-20991231T000000Z-daily.db'), bytes);
  await start();
  await expect(hook('start-problem')).toContainText('已损坏');
  await expect(hook('rescue-best')).toContainText('恢复前的数据');
  await expect(hook('rescue-best')).toContainText('1 所学校、1 份报表');
  await expect(hook('rescue-best')).toContainText('这是您上次恢复之前的数据');
  await hook('rescue-others').locator('summary').click();
  await expect(hook('rescue-others')).toContainText('1 所学校、1 份报表，填了 3 格');
  await shoot('rescue');
  await at(1.5, 'rescue');
  expect(await axeViolations(page)).toEqual([]);
  await hook('rescue-restore').click();
  await expect(hook('backups-restored')).toContainText('damaged', { timeout: 20_000 });
  await shoot('rescued');
  // As it was before the restore above: that state was copied.
  expect(await storedCells()).toEqual({ '04.1': '510', '04.9': '90', '04.12': '6' });
  const [aside = ''] = readdirSync(path.join(folder, 'data')).filter((name) => name.startsWith('damaged-'));
  expect(readFileSync(path.join(folder, 'data', aside, 'tianbao.db'))).toEqual(bytes);
});

test('a database that is gone: asked instead of begun with nothing; or a file from elsewhere is taken', async () => {
  await app.close();
  const away = path.join(folder, 'away.db');
  renameSync(database(), away);
  await start({ TIANBAO_OPEN_FILE: away });
  await expect(hook('start-problem')).toContainText('找不到数据文件');
  await expect(hook('rescue-best')).toBeVisible();
  await shoot('missing');
  await hook('rescue-file').click();
  await expect(hook('rescue-best')).toContainText('所选文件');
  await hook('rescue-anew').click();
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await hook('rescue-restore').click();
  await expect(hook('backups-restored')).toBeVisible({ timeout: 20_000 });
  expect(await storedCells()).toEqual({ '04.1': '510', '04.9': '90', '04.12': '6' });
});

test('what was damaged stays until she says so, and goes then', async () => {
  await hook('backups-restored').getByRole('button', { name: '备份与恢复' }).click();
  await expect(hook('backups-aside')).toContainText('damaged-');
  await expect(hook('backups-list')).toBeVisible();
  await shoot('aside');
  await at(1.5, 'aside');
  await hook('backups-aside-discard').click();
  await expect(hook('backups-aside').getByRole('button', { name: '不删除' })).toBeFocused();
  await shoot('aside-ask');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const left = () => readdirSync(path.join(folder, 'data')).filter((name) => name.startsWith('damaged-'));
  expect(left()).toHaveLength(1);
  await expect(hook('backups-aside-discard')).toBeFocused();
  await hook('backups-aside-discard').click();
  await hook('backups-aside-yes').click();
  await expect(hook('backups-aside-gone')).toBeFocused();
  expect(left()).toEqual([]);
  expect(await storedCells()).toEqual({ '04.1': '510', '04.9': '90', '04.12': '6' });
});
