import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page, test } from 'playwright/test';
import { readManual } from '../../scripts/manual.mjs';
import { axeViolations } from '../support/axe';
import { inventedPupils, writeRosterCsv } from '../support/fill-roster';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { drawnBy, Pictures, tolerated } from '../support/manual-pictures';
import { cellsOfSample, dropouts, lastYear, thisYear } from '../support/sample';
import { changes, round2025old, round2026, village } from '../support/school';
import { shootAtZooms } from '../support/shoot';

/*
 * The clerk's way through the program, on which the pictures of the manual are taken: a page that looks otherwise than
 * in the manual fails here. `npm run manual-pictures` takes them anew.
 */

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let pictures: Pictures;

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;
const place = (selector: string) => page.locator(selector).first();

/** The page learns of what was put into the database past it. */
async function restart(): Promise<void> {
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
}

/** What differs from one computer or one minute to the next. */
async function instead(part: Locator | undefined, text: string): Promise<void> {
  if (part === undefined) throw new Error('not there');
  await part.evaluate((element, fixed) => (element.textContent = fixed), text);
}

/** The same for whatever stands in a part of the page. */
async function reworded(part: Locator, words: readonly (readonly [found: string, instead: string])[]) {
  await part.evaluate((element, list) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
      for (const [found, given] of list)
        text.nodeValue = (text.nodeValue ?? '').replace(new RegExp(found), () => given);
  }, words);
}

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-manual-'));
  mkdirSync(path.join(folder, 'saved'));
  const roster = path.join(folder, '学生名册.csv');
  const [first, ...pupils] = inventedPupils(9);
  if (first === undefined) throw new Error('no pupils');
  writeRosterCsv(roster, [{ ...first, 身份证件号: first.身份证件号.slice(0, 17) }, ...pupils]);
  const env = {
    TIANBAO_TODAY: '2026-09-06',
    TIANBAO_SAVE_FOLDER: path.join(folder, 'saved'),
    TIANBAO_OPEN_FILE: roster,
  };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  clerk = new Clerk(page);
  await page.locator('.welcome').waitFor();
  pictures = new Pictures(app, page, await drawnBy(app));
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('the first start, and a school', async () => {
  await pictures.take('welcome', [place('.welcome')], 400);
  await clerk.hook('new-school').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name=code]').fill(village.code);
  await dialog.locator('[name=name]').fill(village.name);
  await dialog.locator('[name=county]').fill(village.county);
  await pictures.take('school', [dialog]);
  await page.keyboard.press('Escape');
});

test('a year with the one before it', async () => {
  const schoolId = (await callMain(page, 'school.create', withoutId(village))).id;
  for (const [round, sample] of [
    [round2025old, lastYear],
    [round2026, { 教基3112: { '01': thisYear['教基3112']?.['01'] ?? [] } }],
  ] as const) {
    const { id: collectionId } = await callMain(page, 'collection.create', withoutId(round));
    const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
    const { id: submissionId, revision } = data.submission;
    const cells = changes(cellsOfSample(sample));
    await callMain(page, 'submission.setCells', { submissionId, revision, changes: cells });
  }
  await restart();
  await pictures.take('home', [place('.home')], 470);
  await clerk.hook('open-carry').click();
  await pictures.take('carry', [page.getByRole('dialog')]);
  await clerk.hook('carry').click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('filling, what is found, and last year beside it', async () => {
  await clerk.openForm('教基3112');
  await clerk.typeRow('教基3112', '02', [...(thisYear['教基3112']?.['02'] ?? []).slice(0, 8), 147]);
  await clerk.cell('教基3112!02.9').click();
  await expect(place('.cell-callout')).toBeVisible();
  await pictures.take('form', [place('.form-head'), place('.sheet-frame, .sheet'), place('.cell-callout')]);
  await pictures.take('findings', [place('[data-panel=findings]')]);
  await pictures.take('details', [place('[data-panel=details]')]);
  await clerk.typeRow('教基3112', '02', [null, null, null, null, null, null, null, null, 47]);
  await clerk.openForm('教基3040');
  await clerk.hook('prior-year').click();
  await pictures.take('last-year', [place('.form-head'), place('.sheet-frame, .sheet')]);
  await clerk.hook('prior-year').click();
  await clerk.typeRecords('局控辍1', dropouts);
  await page.keyboard.press('Control+Home');
  await pictures.take('list', [place('.form-head'), place('.list-form')]);
});

test('a roster that fills the forms', async () => {
  await page.keyboard.press('Escape');
  await clerk.hook('more').click();
  await clerk.hook('rosters').click();
  await page.getByRole('button', { name: '载入学生名册…' }).click();
  await expect(clerk.hook('rosters-staged')).toBeVisible();
  await pictures.take('rosters-load', [place('.rosters')], 320);
  await page.getByRole('button', { name: '排除' }).click();
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('planned-lead')).toBeVisible();
  await clerk.hook('confirm-mixed.none').click();
  await pictures.take('rosters-fill', [place('.rosters')], 560);
});

test('定稿, export, indicators and paper', async () => {
  await clerk.hook('tab-finish').click();
  await clerk.hook('export-draft').click();
  await expect(clerk.hook('export-result')).toBeVisible();
  const result = await page.locator('[data-testid=export-result] dd').all();
  await instead(result[1], 'E:\\');
  await instead(result[3], '0123456789abcdef'.repeat(4));
  await pictures.take('export', [place('.finish')], 560);
  await clerk.hook('tab-indicators').click();
  // The earlier years are computed in a pause after the page is painted.
  await expect(place('.sparkline')).toBeVisible();
  await pictures.take('indicators', [place('.indicators')]);
  await clerk.openForm('局经费1');
  await page.locator('.finding-jump', { hasText: '足额拨付' }).click();
  await pictures.take('explanation', [place('[data-panel=findings]')]);
  await clerk.openForm('教基3112');
  await page.keyboard.press('Control+p');
  await pictures.take('print', [place('.page.print')]);
});

test('copies, changes, people and the self-check', async () => {
  await page.keyboard.press('Escape');
  await clerk.fromMenu('more-backups');
  await clerk.hook('backups-make').click();
  await expect(clerk.hook('backups-make')).toBeEnabled();
  await reworded(place('.page.backups'), [
    ['\\S*/data/backups', 'D:\\Tianbao\\backups'],
    ['\\d+ KB', '160 KB'],
  ]);
  await pictures.take('backups', [place('.page.backups')], 330);
  await clerk.fromMenu('more-history');
  await expect(place('.page.history')).toContainText('导出草稿');
  await reworded(place('.page.history'), [['^[0-9a-f]{12}', '0123456789ab']]);
  await pictures.take('history', [place('.page.history')], 520);
  await clerk.fromMenu('more-access');
  await pictures.take('access', [clerk.hook('access-page')], 480);
  await clerk.fromMenu('more-about');
  await expect(clerk.hook('about-outcome')).toContainText('正常');
  await reworded(place('.page.about'), [
    ['^Linux .*', 'Windows 10 专业版 22H2 x64'],
    ['^Electron .*', 'Electron 45，Chromium 150，SQLite 3.54'],
    ['\\S*/data', 'D:\\Tianbao'],
    ['^[\\d.]+ GB（.*', '74.1 GB（数据文件 382 KB）'],
    ['^共 [\\d.]+ GB.*', '共 8.0 GB，空闲 3.1 GB，本程序 273 MB'],
    ['（UTC）', '（北京时间）'],
    ['重放了 \\d+ 处', '重放了 102 处'],
  ]);
  // Fonts and the screen are those of the computer on which the picture is taken.
  for (const line of await page.locator('.about-lines > div', { hasText: /^(字体|显示)/ }).all())
    await line.evaluate((part) => ((part as HTMLElement).hidden = true));
  await instead(clerk.hook('about-outcome'), '全部正常。');
  await pictures.take('about', [place('.page.about')], 480);
});

test('F1 opens the chapter of where she is, and what she was typing waits', async () => {
  const manual = page.getByRole('dialog', { name: '使用手册' });
  const chapter = (id: string) => manual.locator(`[data-chapter="${id}"]`);
  await page.keyboard.press('Escape');
  await clerk.openForm('教基3112');
  const cell = clerk.cell('教基3112!03.9');
  await cell.click();
  await page.keyboard.type('1');
  await page.keyboard.press('F1');
  await expect(chapter('fill')).toBeFocused();
  await expect(chapter('fill').getByRole('heading', { name: '四种格' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(manual).toBeHidden();
  await expect(cell.locator('.cell-editor')).toBeFocused();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(cell.locator('.cell-text')).toHaveText('12');
  await page.keyboard.press('Control+z');

  for (const [open, id] of [
    [() => page.locator('.finding-jump').first().focus(), 'findings'],
    [() => clerk.openForm('局控辍1'), 'lists'],
    [() => clerk.hook('tab-finish').click(), 'export'],
    [() => clerk.fromMenu('more-backups'), 'backups'],
    [() => clerk.fromMenu('edit-school'), 'schools'],
  ] as const) {
    await open();
    if (id === 'schools') await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('F1');
    await expect(chapter(id)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(manual).toBeHidden();
  }
  await expect(page.getByRole('dialog', { name: '学校档案' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the manual is searched and read by keyboard, at every zoom', async () => {
  const manual = page.getByRole('dialog', { name: '使用手册' });
  await clerk.fromMenu('more-manual');
  await expect(manual.locator('[data-chapter="first"]')).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('取消定稿');
  const results = clerk.hook('manual-results');
  await expect(results.getByRole('status')).toContainText(/找到 \d+ 处/);
  await expect(results.locator('mark').first()).toHaveText('取消定稿');
  const hits = results.getByRole('button');
  await page.keyboard.press('ArrowDown');
  await expect(hits.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(clerk.hook('manual-search')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(manual.locator('.manual-page mark').first()).toBeVisible();
  await expect(results).toBeHidden();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(results).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await results.getByRole('button', { name: /导出上报文件 › 遇到问题/ }).click();
  const chapter = manual.locator('[data-chapter="export"]');
  await expect(chapter.locator('mark').first()).toBeInViewport();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(results).toBeVisible();
  await expect(clerk.hook('manual-search')).toHaveValue('取消定稿');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(chapter).toBeVisible();
  // A link leads into another chapter, the arrows go through the contents.
  await clerk.hook('manual-open-rosters').click();
  await manual.locator('[data-chapter="rosters"] button', { hasText: '名册里的变动' }).first().click();
  await expect(manual.locator('[data-chapter="roster-moves"]')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(manual.locator('[data-chapter="rosters"]')).toBeFocused();
  const image = manual.locator('img').first();
  await image.scrollIntoViewIfNeeded();
  await expect
    .poll(() => image.evaluate((part) => (part as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(400);
  if (process.env['TIANBAO_SHOTS'] !== undefined)
    await shootAtZooms(app, process.env['TIANBAO_SHOTS'], 'manual');
  // The keys lie over it, and Escape takes one layer away.
  await page.keyboard.press('Shift+F1');
  await expect(page.getByRole('dialog', { name: '按键说明' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '按键说明' })).toBeHidden();
  await expect(manual).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(manual).toBeHidden();
});

test('where the program cannot start, the manual says what to do', async () => {
  const dataFolder = path.join(folder, 'broken');
  mkdirSync(dataFolder);
  writeFileSync(path.join(dataFolder, 'tianbao.db'), 'no database');
  const other = await launchApp({ dataFolder });
  // The button comes with what listens to F1.
  await expect(other.page.getByTestId('open-manual')).toBeVisible();
  await other.page.keyboard.press('F1');
  await expect(other.page.locator('[data-chapter="trouble"]')).toBeFocused();
  await other.page.keyboard.press('Escape');
  await other.page.getByTestId('open-manual').click();
  await expect(other.page.locator('[data-chapter="trouble"]')).toBeVisible();
  await other.app.close();
});

test('a changed word is more than the comparison lets pass', async () => {
  await clerk.hook('tab-finish').click();
  const head = place('.finish');
  await expect(head).toBeVisible();
  const before = await page.screenshot();
  const again = await page.screenshot();
  await instead(page.locator('.finish h1, .finish h2').first(), '定稿与寄出');
  const changed = await page.screenshot();
  expect(await pictures.differing(before, again)).toBe(0);
  const few = await pictures.differing(before, changed);
  expect(few).toBeGreaterThan(tolerated * 2);
});

test('every picture is taken, shown in a chapter, and looks as it did', () => {
  pictures.finish();
  expect(pictures.wrong).toEqual([]);
  const { images } = readManual();
  expect(images.toSorted()).toEqual(pictures.names.map((name) => `${name}.png`));
  expect(readdirSync(path.resolve('docs', 'manual', 'images')).toSorted()).toEqual(images.toSorted());
});
