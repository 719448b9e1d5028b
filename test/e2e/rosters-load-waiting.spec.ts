import { expect, type Page, test } from 'playwright/test';
import { rosterHeads } from '../support/fill-roster';
import type { Clerk } from '../support/journey';
import {
  chooses,
  closeRosterWindow,
  faulty,
  gbkFile,
  lineOf,
  look,
  openRosterWindow,
  pupils,
  type RosterWindow,
  stored,
  xlsxFile,
} from '../support/load-roster';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let opened: RosterWindow;
let page: Page;
let clerk: Clerk;

test.beforeAll(async () => {
  opened = await openRosterWindow();
  ({ page, clerk } = opened);
});

test.afterAll(() => closeRosterWindow(opened));

const kind = (code: string) => page.locator(`.rosters-kind[data-code=${code}]`);
const problemRow = (code: string) => kind(code).locator('li').first();

test('what was worked on is not thrown away without asking, and waits for its own school', async () => {
  await clerk.fromMenu('rosters');
  await chooses(opened, gbkFile(opened, '各班汇总.csv', [rosterHeads, ...faulty().map(lineOf)]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(problemRow('empty')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');

  // Another school sees that it waits, and cannot store it as its own.
  await clerk.hook('choose-school').selectOption('东庄小学');
  await expect(clerk.hook('rosters-elsewhere')).toContainText('「清河镇中心小学」');
  await look(opened, 'load-elsewhere');
  await clerk.hook('rosters-go-back').click();
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');

  await clerk.hook('rosters-discard').click();
  await expect(page.getByRole('dialog', { name: '放弃载入' })).toBeVisible();
  await look(opened, 'load-discard');
  await page.keyboard.press('Escape');
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');
  await clerk.hook('rosters-discard').click();
  await clerk.hook('rosters-discard-confirmed').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeFocused();
  expect(await stored(opened)).toEqual([]);
});

test('reading can be ended, and then nothing is staged and nothing changed', async () => {
  const many = Array.from({ length: 100 }, () => pupils).flat();
  const file = await xlsxFile(opened, '全县.xlsx', { 名单: [rosterHeads, ...many.map(lineOf)] });
  await chooses(opened, file, file, file, file);
  // The reading takes little longer than the time after which it can be ended: the button is pressed at once.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const button = document.querySelector<HTMLElement>('[data-testid=cancel-work]');
      if (button === null) return;
      observer.disconnect();
      button.click();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-cancelled')).toBeVisible();
  await expect(clerk.hook('rosters-read-pupils')).toBeFocused();
  expect(await stored(opened)).toEqual([]);
});

test('of very many problems each kind can be worked on, and all of a kind at once', async () => {
  const sheets = Array.from({ length: 30 }, (_, at) =>
    pupils.map((row) => ({ ...row, 姓名: `${row.姓名}${at}` })),
  );
  const rows = sheets.flat().map((row) => ({ ...row, 身份证件号: '', 就读方式: '远' }));
  await chooses(opened, gbkFile(opened, '全校.csv', [rosterHeads, ...rows.map(lineOf)]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 1440 处问题');
  await expect(clerk.hook('rosters-more')).toContainText('先列出 500 处');
  await expect(problemRow('unknownValue')).toBeFocused();
  await page.keyboard.press('End');
  await expect(kind('unknownValue').locator('li').last()).toBeFocused();
  await look(opened, 'load-many');
  await clerk.hook('rosters-accept-all-unknownValue').click();
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：1440 名学生');
  await clerk.hook('rosters-undo').click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 1440 处问题');
  // One correction for all that write it so.
  await clerk.hook('rosters-go-left').click();
  await page.keyboard.press('Enter');
  await page.locator('.rosters-fix select[name=residence]').selectOption('走读');
  await clerk.hook('rosters-alike').check();
  await look(opened, 'load-alike');
  await clerk.hook('rosters-fix').click();
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：1440 名学生');
  await expect(clerk.hook('rosters-undo')).toContainText('改正 1440 行');
  await clerk.hook('rosters-discard').click();
  await clerk.hook('rosters-discard-confirmed').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeVisible();
});

test('quitting asks first while a roster is half put right', async () => {
  await chooses(opened, gbkFile(opened, '各班汇总.csv', [rosterHeads, ...faulty().map(lineOf)]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(problemRow('empty')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');
  await clerk.hook('tab-home').click();
  const close = () => opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await expect(page.getByRole('dialog', { name: '名册还没有保存' })).toBeVisible();
  // Longer than main waits for a page that says nothing.
  await page.waitForTimeout(3500);
  await look(opened, 'load-quit');
  await clerk.hook('unfinished-back').click();
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');
  await close();
  const gone = opened.app.waitForEvent('close');
  await clerk.hook('unfinished-leave').click();
  await gone;
});
