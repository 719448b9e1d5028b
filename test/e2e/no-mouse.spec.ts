import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { inventedPupils, writeRosterCsv } from '../support/fill-roster';
import { focusedPlace, walk } from '../support/focus-ring';
import { openFilled } from '../support/import-files';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { thisYear } from '../support/sample';

const out = path.resolve('out', 'test', 'no-mouse');

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let folder: string;

test.beforeAll(async () => {
  fs.mkdirSync(out, { recursive: true });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-no-mouse-'));
  const env = { TIANBAO_SAVE_FOLDER: folder, TIANBAO_OPEN_FILE: '', TIANBAO_TODAY: '2026-09-06' };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  clerk = new Clerk(page);
  await page.locator('.welcome').waitFor();
});

test.afterAll(async () => {
  await app.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Walks round a page by Tab: each place can be seen, and the walk comes back to where it began. */
async function walkRound(limit: number): Promise<string[]> {
  const there = await walk(page, 'Tab', limit);
  expect(there.filter(({ visible, words }) => !visible && !words.startsWith('body'))).toEqual([]);
  expect(there.length, 'the walk comes back').toBeLessThan(limit);
  return there.map(({ words }) => words);
}

test('the first start: a dialog is filled, left and left again, and the focus comes back', async () => {
  expect((await walkRound(10)).join('\n')).toContain('导入工作簿…');
  await clerk.hook('new-school').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('[name=code]')).toBeFocused();
  const inside = await walk(page, 'Tab', 60);
  expect(inside.filter(({ inDialog, visible }) => !inDialog || !visible)).toEqual([]);
  expect(inside.length, 'Tab goes round in the dialog').toBeLessThan(60);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(async () => (await focusedPlace(page)).words).toContain('关闭');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(clerk.hook('new-school')).toBeFocused();
});

test('what is wrong with a field is said with the field, and the first one gets the focus', async () => {
  await page.keyboard.press('Enter');
  await page.locator('[name=code]').fill('9900000001');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=name]')).toBeFocused();
  await expect(page.locator('[name=name]')).toHaveAccessibleDescription('请填写学校名称');
  await expect(page.locator('[name=name]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[name=code]')).toHaveAccessibleDescription('10 位数字，由教育部门统一赋码');
  await page.keyboard.press('Escape');
});

test('the home page is one round of Tab, with one stop for the tree', async () => {
  await openFilled(page, { schoolYear: 2026, edition: 'jiaoji-2021' }, thisYear);
  const words = (await walkRound(100)).join('\n');
  for (const part of ['首页', '定稿与导出', '下一步', '导入工作簿…', '小学分类型学生数', '错误'])
    expect(words).toContain(part);
  expect(words).toContain('button 学校基本情况');
  expect(words).not.toContain('教基3112');
});

test('from the tree to a form, to what is said about a cell, to the findings and back', async () => {
  await page.keyboard.press('F6');
  await expect.poll(() => focusedPlace(page)).toMatchObject({ region: 'tree', visible: true });
  for (const _ of Array(6)) await page.keyboard.press('ArrowDown');
  const { words } = await focusedPlace(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('.form-page')).toBeVisible();
  expect(words).toContain(await page.locator('.form-title h1').innerText());

  await clerk.openForm('教基3112');
  const regions = [];
  for (const _ of Array(4)) {
    await page.keyboard.press('F6');
    regions.push(await focusedPlace(page));
  }
  expect(regions.filter(({ visible }) => !visible)).toEqual([]);
  expect(regions.map(({ region }) => region).sort()).toEqual(['details', 'findings', 'page', 'tree']);
  const back = [];
  for (const _ of Array(4)) {
    await page.keyboard.press('Shift+F6');
    back.push((await focusedPlace(page)).region);
  }
  expect(back).toEqual(
    regions
      .map(({ region }) => region)
      .reverse()
      .slice(1)
      .concat(back.slice(-1)),
  );
});

test('drawers take the focus and give it back', async () => {
  await page.setViewportSize({ width: 900, height: 560 });
  for (const toggle of ['toggle-details', 'toggle-findings']) {
    await clerk.hook(toggle).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-drawer]')).toBeVisible();
    await expect.poll(async () => (await focusedPlace(page)).region).toBe(toggle.replace('toggle-', ''));
    await page.keyboard.press('Escape');
    await expect(clerk.hook(toggle)).toBeFocused();
  }
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('F6 opens what has no room as a drawer, and the cell is never behind one', async () => {
  await page.setViewportSize({ width: 900, height: 560 });
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!04.5').click();
  const drawn = () => page.locator('[data-drawer]').getAttribute('data-panel');
  await page.keyboard.press('F6');
  await expect.poll(() => focusedPlace(page)).toMatchObject({ region: 'details', visible: true });
  await page.keyboard.press('F6');
  await expect.poll(() => focusedPlace(page)).toMatchObject({ region: 'findings', visible: true });
  await expect.poll(drawn).toBe('findings');
  await page.keyboard.press('F6');
  await expect.poll(() => focusedPlace(page)).toMatchObject({ region: 'tree', visible: true });
  await page.keyboard.press('F6');
  await expect.poll(() => focusedPlace(page)).toMatchObject({ region: 'page', visible: true });
  await expect(page.locator('[data-drawer]')).toHaveCount(0);
  for (const region of ['tree', 'findings', 'details', 'page']) {
    await page.keyboard.press('Shift+F6');
    await expect.poll(() => focusedPlace(page)).toMatchObject({ region, visible: true });
  }

  // What is said about the cell is still open.
  await expect.poll(drawn).toBe('details');
  const behind = async () => {
    const cell = await page.locator('.cell[data-active]').boundingBox();
    const panel = await page.locator('[data-panel="details"]').boundingBox();
    if (cell === null || panel === null) throw new Error('not shown');
    return cell.x + cell.width - panel.x;
  };
  await page.keyboard.press('End');
  await expect.poll(behind).toBeLessThan(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-drawer]')).toHaveCount(0);
  await clerk.hook('toggle-details').click();
  await expect.poll(behind).toBeLessThan(1);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('each Escape takes one layer away: what is typed, the note, the drawer', async () => {
  await clerk.openForm('教基3112');
  await page.setViewportSize({ width: 900, height: 900 });
  await clerk.cell('教基3112!12.9').click();
  const { length } = await clerk.cell('教基3112!12.9').locator('.cell-text').innerText();
  expect(length).toBeGreaterThan(0);
  await page.keyboard.type('9999');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  const callout = clerk.hook('cell-callout');
  await expect(callout).toHaveAttribute('data-shown', '');
  await clerk.hook('toggle-details').click();
  await clerk.cell('教基3112!12.9').click();
  const drawer = page.locator('[data-drawer]');
  await expect(callout).toHaveAttribute('data-shown', '');
  await page.keyboard.press('Escape');
  await expect(callout).not.toHaveAttribute('data-shown');
  await expect(drawer).toHaveCount(1);
  await page.keyboard.type('7');
  await page.keyboard.press('Escape');
  await expect(page.locator('.cell-editor')).toHaveValue('9999');
  await expect(drawer).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await page.setViewportSize({ width: 1366, height: 768 });
});

for (const tab of ['indicators', 'finish'] as const)
  test(`the page of ${tab} is one round of Tab`, async () => {
    await clerk.hook(`tab-${tab}`).focus();
    await page.keyboard.press('Enter');
    expect((await walkRound(150)).length).toBeGreaterThan(5);
  });

test('the pages of import, template and print are one round of Tab and are left by key', async () => {
  await page.keyboard.press('Control+o');
  await expect(clerk.hook('import-choose')).toBeEnabled();
  expect((await walkRound(40)).join('\n')).toContain('选择');
  await page.keyboard.press('Escape');
  await expect(page.locator('.home')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(clerk.hook('paper-savePdf')).toBeVisible();
  await walkRound(60);
  await page.keyboard.press('Escape');
  await clerk.hook('tab-finish').focus();
  await page.keyboard.press('Enter');
  await clerk.hook('open-template').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('choose-template')).toBeVisible();
  expect((await walkRound(40)).join('\n')).toContain('选择');
});

test('a roster is read, filled and looked at without a mouse: each of its pages is one round of Tab', async () => {
  const file = path.join(folder, '学生名册.csv');
  writeRosterCsv(file, inventedPupils(1));
  await app.evaluate((_electron, chosen) => {
    process.env['TIANBAO_OPEN_FILE'] = chosen;
  }, file);
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-read-pupils').focus();
  expect((await walkRound(60)).join('\n')).toContain('载入学生名册…');
  await page.keyboard.press('Enter');
  // Nothing is wrong: Enter saves, and the page goes on.
  await expect(clerk.hook('rosters-save')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('planned-lead')).toBeVisible();
  await walkRound(200);
  for (const part of ['moves', 'people']) {
    await page.locator('[role=tab][aria-selected=true]').focus();
    await page.keyboard.press('ArrowRight');
    await expect(clerk.hook(`rosters-${part}`)).toHaveAttribute('aria-selected', 'true');
    await walkRound(80);
  }
  await page.locator('.people-table tbody tr').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.people-table tbody tr').nth(1)).toBeFocused();
});

test('the list of keys scrolls by keyboard', async () => {
  await page.setViewportSize({ width: 900, height: 500 });
  await page.keyboard.press('Shift+F1');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeFocused();
  const scrolled = () => dialog.evaluate((element) => element.scrollTop);
  // A window that is still being laid out for its new size may end the scrolling that a key began.
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect.poll(scrolled, { timeout: 1000 }).toBeGreaterThan(100);
  }).toPass({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('in the colours of a high contrast theme and without motion everything is still told apart', async () => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await clerk.openForm('教基3040');
  await page.screenshot({ path: path.join(out, 'forced-form.png') });
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.screenshot({ path: path.join(out, 'forced-dark-form.png') });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce', colorScheme: null });
  await clerk.home();
  await page.screenshot({ path: path.join(out, 'forced-home.png') });
  await page.keyboard.press('Shift+F1');
  await page.screenshot({ path: path.join(out, 'forced-dialog.png') });
  await page.keyboard.press('Escape');
  await clerk.hook('tab-finish').click();
  await page.screenshot({ path: path.join(out, 'forced-finish.png') });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return Number.parseFloat(transitionDuration) > 0 || Number.parseFloat(animationDuration) > 0;
    }),
  );
  expect(moving).toEqual([]);
});
