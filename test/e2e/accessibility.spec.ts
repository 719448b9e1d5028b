import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { axeViolations } from '../support/axe';
import { writeCountyTemplate } from '../support/county-template';
import { inventedPupils, writeRosterCsv } from '../support/fill-roster';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { dropouts, thisYear, cellsOfSample } from '../support/sample';
import { changes, round2025, round2026, village } from '../support/school';

const out = path.resolve('out', 'test', 'accessibility');

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let folder: string;
/** By screen; told at the end, so that one fault does not hide the others. */
const wrong: Record<string, string[]> = {};
/** What the page's own code tried and the content policy refused. */
const refused: string[] = [];

/** Taken by Electron itself: the test tool cuts a zoomed page at its unzoomed size. */
async function shot(name: string, zoom: number): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }, factor) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    window.webContents.setZoomFactor(factor);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const image = await window.webContents.capturePage();
    window.webContents.setZoomFactor(1);
    return image.toPNG().toString('base64');
  }, zoom);
  fs.writeFileSync(path.join(out, `${name}-${Math.round(zoom * 100)}.png`), Buffer.from(png, 'base64'));
}

async function isAccessible(name: string, zooms: readonly number[] = []): Promise<void> {
  const found = await axeViolations(page);
  if (found.length > 0) wrong[name] = found;
  for (const zoom of zooms) await shot(name, zoom);
}

const allZooms = [1, 1.25, 1.5];

/** One dialog, from its opening to its closing by Escape, after which the focus is where it was. */
async function dialogIsAccessible(name: string, open: () => Promise<void>): Promise<void> {
  await open();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog.locator(':focus').or(page.locator('[role=dialog]:focus'))).toBeVisible();
  await isAccessible(name, allZooms);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function watchPolicy(): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { refused: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.effectiveDirective} ${event.sourceFile}`),
    );
  });
}

/** Before the page starts again, which forgets. */
async function collectRefused(): Promise<void> {
  refused.push(...(await page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused)));
}

/** The page learns of what was put into the database past it. */
async function restart(): Promise<void> {
  await collectRefused();
  await page.reload();
  await page.locator('.home').waitFor();
  await watchPolicy();
}

test.beforeAll(async () => {
  fs.mkdirSync(out, { recursive: true });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-accessibility-'));
  const env = { TIANBAO_SAVE_FOLDER: folder, TIANBAO_TODAY: '2026-09-06' };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  clerk = new Clerk(page);
  await page.locator('.welcome').waitFor();
  await watchPolicy();
});

test.afterAll(async () => {
  await app.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function chooses(file: string): Promise<void> {
  await app.evaluate((_electron, chosen) => {
    process.env['TIANBAO_OPEN_FILE'] = chosen;
  }, file);
}

test('the first start and its dialogs', async () => {
  await isAccessible('welcome');
  await dialogIsAccessible('new-school', async () => {
    await clerk.hook('new-school').click();
    await page.getByRole('dialog').locator('[name=code]').fill('99');
    await clerk.hook('save-school').click();
    await expect(page.locator('.field-problem').first()).toBeVisible();
  });
  await expect(clerk.hook('new-school')).toBeFocused();
});

test('the home page, and a form of each kind with what is wrong in it', async () => {
  const { id: _school, ...school } = village;
  const { id: _last, ...before } = round2025;
  const { id: _this, ...now } = round2026;
  const schoolId = (await callMain(page, 'school.create', school)).id;
  for (const [round, sample] of [
    [before, { ...thisYear, 教基5176: { '01': [7861] } }],
    [now, thisYear],
  ] as const) {
    const { id: collectionId } = await callMain(page, 'collection.create', round);
    const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
    const { id: submissionId, revision } = data.submission;
    const cells = changes(cellsOfSample(sample));
    await callMain(page, 'submission.setCells', { submissionId, revision, changes: cells });
  }
  await restart();
  await isAccessible('home');
  await dialogIsAccessible('carry', () => clerk.hook('open-carry').click());

  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!01.5').click();
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await clerk.cell('教基3112!02.5').click();
  await page.keyboard.type('约9');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('.finding').first()).toBeVisible();
  await isAccessible('matrix', allZooms);
  await page.keyboard.press('F2');
  await isAccessible('matrix-editing');
  await page.keyboard.press('Escape');

  await dialogIsAccessible('review', () => clerk.hook('review').click());
  await expect(clerk.hook('review')).toBeFocused();
  await dialogIsAccessible('keys', () => page.keyboard.press('Shift+F1'));
  await clerk.hook('more').click();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await isAccessible('more', allZooms);
  await page.keyboard.press('Escape');
  await expect(clerk.hook('more')).toBeFocused();
  await dialogIsAccessible('school', () => clerk.fromMenu('edit-school'));
  await dialogIsAccessible('collection', () => clerk.fromMenu('edit-collection'));
  await dialogIsAccessible('new-collection', () => clerk.fromMenu('new-collection'));
  await clerk.hook('prior-year').click();
  await isAccessible('prior-year', allZooms);
  await clerk.hook('prior-year').click();
  await page.keyboard.press('Control+f');
  await expect(clerk.hook('find-text')).toBeFocused();
  await isAccessible('find');
  await page.keyboard.press('Escape');

  await clerk.openForm('教基1001');
  await isAccessible('fields');
  await clerk.typeRecords('局控辍1', dropouts);
  await isAccessible('list', allZooms);
});

test('the findings, by form and by rule, and the reason for one that cannot be put right', async () => {
  await clerk.openForm('教基3112');
  await clerk.hook('findings-by-rule').click();
  await isAccessible('findings-by-rule', allZooms);
  await clerk.hook('findings-by-form').click();
  await page.locator('.finding-jump', { hasText: '不得大于合计' }).first().click();
  const write = page.getByRole('button', { name: /写特殊情况说明/ });
  await isAccessible('finding', allZooms);
  await dialogIsAccessible('exception', () => write.click());
});

test('several schools', async () => {
  const { id: _, ...school } = village;
  for (const number of Array(8).keys())
    await callMain(page, 'school.create', {
      ...school,
      code: `990000001${number}`,
      name: `第${number + 1}小学`,
    });
  await restart();
  await dialogIsAccessible('choose-school', () => page.keyboard.press('Control+k'));
  await clerk.hook('more').click();
  await clerk.hook('more-schools').click();
  await expect(clerk.hook('schools-lead')).toBeVisible();
  await isAccessible('schools', allZooms);
  await clerk.hook('show-across').click();
  await expect(clerk.hook('across-form')).toBeVisible();
  await isAccessible('across', allZooms);
});

test('the other pages', async () => {
  await clerk.hook('tab-indicators').click();
  await expect(page.locator('.indicator-table').first()).toBeVisible();
  await clerk.hook('theme-控辍保学').click();
  await page.locator('[data-testid="indicator-primary_annual_retention_rate"] .indicator-name').click();
  await expect(page.locator('.indicator-details svg').first()).toBeVisible();
  await isAccessible('indicators', allZooms);
  await clerk.hook('open-targets').click();
  await expect(clerk.hook('targets-view')).toBeVisible();
  await isAccessible('targets', allZooms);
  await clerk.hook('tab-finish').click();
  await expect(clerk.hook('export-draft')).toBeVisible();
  await isAccessible('finish');
  await clerk.hook('export-draft').click();
  await expect(clerk.hook('export-result')).toBeVisible();
  await isAccessible('exported');
  await page.keyboard.press('Control+p');
  await expect(clerk.hook('paper-savePdf')).toBeVisible();
  await isAccessible('print');
});

test('an import, step by step', async () => {
  const [file = ''] = fs.readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!01.6').click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await chooses('');
  await page.keyboard.press('Control+o');
  await expect(clerk.hook('import-choose')).toBeVisible();
  await isAccessible('import-choose');
  await chooses(path.join(folder, file));
  await clerk.hook('import-choose').click();
  await expect(clerk.hook('import-facts')).toBeVisible();
  await isAccessible('import-report');
  await clerk.hook('import-next').click();
  await expect(page.locator('[name=school]')).toBeVisible();
  await isAccessible('import-target');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('import-apply')).toBeVisible();
  await isAccessible('import-compare');
  await page.keyboard.press('Escape');
  await isAccessible('import-leave');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
});

test('a template of the bureau', async () => {
  const template = path.join(folder, '县表.xlsx');
  writeCountyTemplate(template);
  await clerk.hook('tab-finish').click();
  await clerk.hook('open-template').click();
  await isAccessible('template-introduction');
  await chooses(template);
  await clerk.hook('choose-template').click();
  await expect(clerk.hook('template-file')).toHaveText('县表.xlsx');
  await isAccessible('template', allZooms);
  await page.locator('[data-address="A12"]').click();
  await isAccessible('template-cell');
});

test('a roster: what is wrong in its rows, what would be filled, who came and went, the names', async () => {
  const pupils = inventedPupils(2);
  const file = path.join(folder, '学生名册.csv');
  writeRosterCsv(
    file,
    pupils.map((row, at) => (at === 3 ? { ...row, 出生日期: '去年', 身份证件号: '' } : row)),
  );
  await chooses(file);
  await clerk.fromMenu('rosters');
  await isAccessible('rosters-none');
  await clerk.hook('rosters-read-pupils').click();
  const row = page.locator('[data-problem]').first();
  await expect(row).toBeVisible();
  await isAccessible('rosters-problems', allZooms);
  await row.locator('[data-act="edit"]').click();
  await page
    .locator('.rosters-fix input')
    .first()
    .fill(pupils[3]?.出生日期 ?? '');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('rosters-save')).toBeEnabled();
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('planned-lead')).toBeVisible();
  await isAccessible('rosters-fill', allZooms);
  await clerk.hook('rosters-moves').click();
  await expect(clerk.hook('moves-none')).toBeVisible();
  await isAccessible('rosters-moves-none');
  await clerk.hook('rosters-people').click();
  await expect(page.locator('.people-table tbody tr').first()).toBeVisible();
  await isAccessible('rosters-people', allZooms);
  await dialogIsAccessible('rosters-person', () =>
    page.getByRole('button', { name: /^改正/ }).first().click(),
  );
});

test('nothing that was opened tried what the content policy refuses', async () => {
  await collectRefused();
  expect(refused).toEqual([]);
});

test('axe finds nothing wrong with any of them', () => {
  expect(wrong).toEqual({});
});
