import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Explanation } from '../../shared/submission';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { alsoTyped, fillWindow, type GeneratedReturn, generateReturn } from '../support/generated-window';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { changes } from '../support/school';
import { shootAtZooms } from '../support/shoot';

const shots = path.join(import.meta.dirname, '..', '..', 'out', 'test', 'history');

test.describe.configure({ mode: 'serial' });
test.setTimeout(60_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let submissionId: number;

const pasted = () => app.evaluate(({ clipboard }) => clipboard.readText());

test.beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-history-'));
  mkdirSync(path.join(folder, 'saved'));
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_SAVE_FOLDER: path.join(folder, 'saved') },
  }));
  clerk = new Clerk(page);
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

type Whole = GeneratedReturn & {
  readonly reviewed: readonly string[];
  readonly explanations: readonly Explanation[];
};

/** Finalised, exported, reopened for one figure by somebody else. */
async function live(): Promise<void> {
  const document = generateReturn('小学教学点') as Whole;
  const { operators } = await callMain(page, 'access.addOperator', { name: '李统计', duty: 'clerk' });
  await callMain(page, 'access.setOperator', { id: operators[0]?.id ?? 0 });
  ({ submissionId } = await fillWindow(page, document, (definitions) => alsoTyped(definitions, document)));
  const start = await callMain(page, 'app.start', null);
  let revision = start.open?.data.submission.revision ?? 0;
  ({ revision } = await callMain(page, 'submission.setReviewed', {
    ...{ submissionId, revision, forms: [...document.reviewed], reviewed: true },
  }));
  for (const explanation of document.explanations)
    ({ revision } = await callMain(page, 'submission.explain', { submissionId, revision, explanation }));
  ({ revision } = await callMain(page, 'submission.finalise', { submissionId, revision }));
  await callMain(page, 'workbook.export', { submissionId, draft: false });
  const { operators: both } = await callMain(page, 'access.addOperator', { name: '王主任', duty: 'lead' });
  await callMain(page, 'access.setOperator', { id: both.find(({ name }) => name === '王主任')?.id ?? 0 });
  ({ revision } = await callMain(page, 'submission.reopen', {
    ...{ submissionId, revision, reason: '三年级漏报 1 人，中心校来电要求更正' },
  }));
  await callMain(page, 'submission.setCells', {
    ...{ submissionId, revision, changes: changes({ '教基3112!01.9': 5, '教基3112!01.10': null }) },
  });
  await page.reload();
  await clerk.hook('saved-state').waitFor();
}

test('自检 before there is a school: everything is said, and can be read out', async () => {
  await clerk.hook('welcome-about').click();
  await expect(page.getByRole('heading', { name: '关于与自检', level: 1 })).toBeVisible();
  await expect(page.getByTestId('about-replay')).toContainText('与现有数据一致');
});

test('the life of the submission is told with its files, and a hash is copied whole', async () => {
  await live();
  await clerk.fromMenu('more-history');
  await expect(page.getByRole('heading', { name: '修改记录', level: 1 })).toBeFocused();
  const life = page.getByTestId('history-life');
  await expect(life.locator('strong')).toHaveText(['建立', '定稿 v1', '导出 v1', '取消定稿']);
  await expect(life).toContainText('原因：三年级漏报 1 人，中心校来电要求更正');
  await expect(life).toContainText('王主任');
  await page.getByRole('button', { name: /复制 .*_v1\.xlsx 的校验码/ }).click();
  expect(await pasted()).toMatch(/^[0-9a-f]{64}$/);
  await page.getByTestId('history-all').check();
  await expect(life.locator('strong', { hasText: '标为已核对' }).first()).toBeVisible();
  await page.getByTestId('history-all').uncheck();
});

test('changes are filtered, go on as one scrolls, and lead to their cell', async () => {
  const rows = page.getByTestId('history-changes').locator('tbody tr');
  await expect(rows).toHaveCount(100);
  await expect(rows.first()).toContainText('王主任');
  await expect(rows.first()).toContainText('清空');
  await page.locator('.middle').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(() => rows.count()).toBeGreaterThan(100);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByTestId('history-operator').focus();
  await page.getByTestId('history-form').selectOption('教基3112');
  await expect(page.getByTestId('history-count')).toContainText('处，从新到旧');
  await expect(rows.first().locator('td').nth(3)).toHaveText('教基3112');
  await page.getByTestId('history-time').selectOption('week');
  await expect(rows.first()).toBeVisible();
  await page.locator('.middle').evaluate((element) => element.scrollTo(0, 0));
  await shootAtZooms(app, shots, 'history');

  await page.getByTestId('history-export').click();
  await expect(page.getByTestId('history-texts')).not.toBeChecked();
  await page.getByTestId('history-export-yes').click();
  await expect(page.locator('.toast')).toContainText('已导出「修改记录_');
  expect(readdirSync(path.join(folder, 'saved')).some((name) => name.startsWith('修改记录_'))).toBe(true);

  await page.getByRole('button', { name: '看第 1 版定稿以后的修改' }).click();
  await expect(page.getByTestId('history-count')).toHaveText('共 2 处，从新到旧');
  await expect(page.getByTestId('history-versions')).toBeFocused();
  await expect(page.getByTestId('history-form')).toHaveValue('');
  await shootAtZooms(app, shots, 'history-versions');
  await page.getByTestId('history-versions').selectOption('第 1 版定稿以前');
  await expect(page.getByTestId('history-count')).not.toHaveText('共 2 处，从新到旧');
  await expect(rows.first()).toContainText('李统计');
  await page.getByTestId('history-versions').selectOption('第 1 版定稿以后');

  await expect(rows.first().locator('td').nth(5)).toHaveText('01.10');
  await rows.first().getByRole('button').click();
  await expect(clerk.cell('教基3112!01.10')).toHaveAttribute('data-active', 'true');
});

test('自检 tells of program and data, and copies it as text without names', async () => {
  await clerk.fromMenu('more-about');
  await expect(page.getByTestId('about-replay')).toContainText('与现有数据一致');
  for (const id of ['sound', 'folder', 'clock', 'screen'])
    await expect(page.getByTestId(`about-${id}`)).toHaveAttribute('data-state', 'good');
  await expect(page.getByTestId('about-fonts')).toContainText(/宋体/);
  expect(await axeViolations(page)).toEqual([]);
  await shootAtZooms(app, shots, 'about');
  await page.getByTestId('about-copy').click();
  const text = await pasted();
  expect(text).toMatch(/^填报 自检 /);
  expect(text.split('\n').length).toBeGreaterThan(13);
  const { schools } = await callMain(page, 'app.start', null);
  for (const { name, code } of schools) for (const each of [name, code]) expect(text).not.toContain(each);
  await expect(page.locator('.about-licences')).toContainText('LICENSES.others.txt');
  await expect(page.getByTestId('about-licences-show')).toBeVisible();
});
