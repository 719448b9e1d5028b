import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Explanation } from '../../shared/submission';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { alsoTyped, fillWindow, type GeneratedReturn, generateReturn } from '../support/generated-window';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { shootAtZooms } from '../support/shoot';

const shots = path.join(import.meta.dirname, '..', '..', 'out', 'test', 'finish');

test.describe.configure({ mode: 'serial' });
test.setTimeout(60_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;

const document = generateReturn('小学教学点') as GeneratedReturn & {
  readonly explanations: readonly Explanation[];
};

test.beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-finish-'));
  mkdirSync(path.join(folder, 'saved'));
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_SAVE_FOLDER: path.join(folder, 'saved'), TIANBAO_TODAY: '2025-09-25' },
  }));
  clerk = new Clerk(page);
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('untouched forms are asked for separately, and what marking brings up is said before', async () => {
  await fillWindow(page, document, (definitions) => alsoTyped(definitions, document));
  await clerk.hook('tab-finish').click();
  await clerk.hook('review-all').click();
  const untouched = clerk.hook('review-untouched-list').locator('li');
  await expect(untouched.first()).toBeVisible();
  await shootAtZooms(app, shots, 'review');
  expect(await axeViolations(page)).toEqual([]);
  const names = await untouched.allInnerTexts();
  await expect(clerk.hook('confirm-review-all')).toBeFocused();
  await page.keyboard.press('Enter');
  await clerk.saved();
  // Those alone are left, and the focus is where she goes on.
  await clerk.hook('review-all').click();
  await expect(clerk.hook('confirm-review-all')).toBeDisabled();
  await expect(untouched).toHaveText(names);
  await clerk.hook('review-untouched').check();
  await expect(clerk.hook('review-opened')).toContainText('核对后');
  await clerk.hook('confirm-review-all').click();
  await expect(page.locator('.check-item[data-done]', { hasText: '全部表已核对' })).toBeVisible();
  await expect(page.locator('.finish button:focus')).toHaveCount(1);
});

test('no drawer lies over the page: it ends where the drawer begins', async () => {
  await clerk.hook('toggle-findings').click();
  const edges = await page.evaluate(() => {
    const edge = (selector: string) => window.document.querySelector(selector)?.getBoundingClientRect();
    return { page: edge('main.middle')?.bottom, drawer: edge('.panel[data-panel="findings"]')?.top };
  });
  expect(edges.drawer).toBeGreaterThan(0);
  expect(Math.abs((edges.page ?? 0) - (edges.drawer ?? 0))).toBeLessThan(2);
  await shootAtZooms(app, shots, 'drawer');
  await clerk.hook('toggle-findings').click();
});

test('定稿, export and taking it back by keyboard: the focus goes along, and every state is said', async () => {
  const start = await callMain(page, 'app.start', null);
  const { id: submissionId, revision: before } = start.open?.data.submission ?? { id: 0, revision: 0 };
  let revision = before;
  for (const explanation of document.explanations)
    ({ revision } = await callMain(page, 'submission.explain', { submissionId, revision, explanation }));
  await page.reload();
  await clerk.hook('tab-finish').click();
  await clerk.hook('finalise').focus();
  await page.keyboard.press('Enter');
  await clerk.hook('confirm-finalise').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('export-final')).toBeFocused();
  await clerk.home();
  await expect(clerk.hook('next-step')).toContainText('导出上报文件');
  await expect(page.locator('.due')).toHaveText(/^已定稿/);
  await expect(page.locator('.due')).not.toHaveAttribute('data-late');
  await clerk.hook('next-step').click();
  await clerk.hook('export-final').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('show-folder')).toBeFocused({ timeout: 20_000 });
  await expect(clerk.hook('export-result')).toContainText('已导出正式文件，第 1 版');
  await clerk.home();
  await expect(clerk.hook('next-step')).toContainText('第 1 版已导出');
  await page.reload();
  await expect(clerk.hook('next-step')).toContainText('第 1 版已导出');
  await shootAtZooms(app, shots, 'filed');

  await clerk.hook('tab-finish').click();
  await clerk.hook('reopen').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('三年级漏报 1 人');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('taken-back')).toBeFocused();
  await expect(clerk.hook('taken-back')).toHaveText(
    '第 1 版已取消定稿（原因：三年级漏报 1 人）。改好后再定稿，是新的一版。已导出的第 1 版作废，上报以新的一版为准。',
  );
  await expect(clerk.hook('export-result')).toHaveCount(0);
  await shootAtZooms(app, shots, 'taken-back');
  expect(await axeViolations(page)).toEqual([]);
});

test('a filed round of an earlier year leads to this year’s', async () => {
  await clerk.hook('finalise').click();
  await clerk.hook('confirm-finalise').click();
  await clerk.hook('export-final').click();
  await expect(clerk.hook('export-result')).toContainText('第 2 版', { timeout: 20_000 });
  await app.close();
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_SAVE_FOLDER: path.join(folder, 'saved'), TIANBAO_TODAY: '2026-09-06' },
  }));
  clerk = new Clerk(page);
  await expect(clerk.hook('next-step')).toContainText('新建 2026—2027学年年报任务');
  await expect(page.locator('.due')).not.toContainText('逾期');
  await shootAtZooms(app, shots, 'earlier');
  await clerk.hook('next-step').click();
  await expect(page.getByRole('dialog', { name: '新建年报任务' })).toBeVisible();
});
