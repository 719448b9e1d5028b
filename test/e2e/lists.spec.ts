import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { identityNumber } from '../support/identity';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { fillPupils, pupils } from '../support/list';

const form = '局控辍1';

test.setTimeout(180_000);

interface Opened {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly clerk: Clerk;
  readonly close: () => Promise<void>;
}

/** The window with so many pupils in the ledger, which is open. */
async function openLedger(count: number): Promise<Opened> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'tianbao-list-'));
  const { app, page } = await launchApp({ dataFolder, env: { TIANBAO_TODAY: '2026-11-06' } });
  const clerk = new Clerk(page);
  await page.waitForLoadState('load');
  await fillPupils(page, pupils(count));
  await expect(clerk.hook('tab-home')).toBeVisible();
  await clerk.openForm(form);
  const close = async () => {
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { app, page, clerk, close };
}

const nameOf = (index: number, column: string) => `${form}!pupil-${String(index).padStart(6, '0')}.${column}`;

/** Texts of a column in the rows in sight, from the top. */
const column = (page: Page, key: string) =>
  page.locator(`[data-form="${form}"] tbody td[data-cell$=".${key}"] .cell-text`).allInnerTexts();

const notice = (page: Page) => page.locator('.toast, [role="status"], [role="alert"]').allInnerTexts();

const pasteInto = (page: Page, plain: string) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, plain);

test('ten thousand rows: only those in sight are there, and what is being typed survives scrolling', async () => {
  const { page, clerk, close } = await openLedger(10_000);
  const table = page.locator(`[data-form="${form}"]`);
  const scroll = page.locator('.grid-scroll');
  const drawn = () => table.locator('tbody tr[aria-rowindex]').count();
  await expect(table).toHaveAttribute('role', 'grid');
  await expect(table).toHaveAttribute('aria-rowcount', '10002');
  await expect.poll(drawn).toBeGreaterThan(10);
  expect(await drawn()).toBeLessThan(60);
  await expect(page.locator('tr', { has: clerk.cell(nameOf(0, 'c02')) })).toHaveAttribute(
    'aria-rowindex',
    '2',
  );

  await clerk.cell(nameOf(3, 'c02')).click();
  await page.keyboard.type('改到一半');
  await scroll.evaluate((element) => element.scrollBy(0, 100_000));
  await expect(clerk.cell(nameOf(3704, 'c02'))).toBeVisible();
  await expect.poll(drawn).toBeGreaterThan(10);
  expect(await drawn()).toBeLessThan(60);
  await expect(page.locator('.cell-editor')).toHaveValue('改到一半');
  await scroll.evaluate((element) => element.scrollTo(0, 0));
  await page.keyboard.type('了');
  await page.keyboard.press('Enter');
  await expect(clerk.cell(nameOf(3, 'c02')).locator('.cell-text')).toHaveText('改到一半了');
  await expect(clerk.cell(nameOf(4, 'c02'))).toHaveAttribute('data-active', 'true');

  await page.keyboard.press('Control+End');
  await expect(page.locator('tr[data-new] td[data-active]')).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await expect(clerk.cell(nameOf(0, 'c01'))).toBeInViewport();
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(clerk.cell(nameOf(9999, 'c01'))).toBeInViewport();
  await expect(clerk.cell(nameOf(9999, 'c01'))).toHaveAttribute('data-active', 'true');

  // The head and the name stay when the list is scrolled both ways.
  await scroll.evaluate((element) => element.scrollTo(900, 50_000));
  const box = async (selector: string) =>
    (await page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0 };
  const place = await box('.grid-scroll');
  const head = await box('.list thead th[data-frozen="1"]');
  expect(Math.abs(head.y - place.y)).toBeLessThan(2);
  expect(head.x - place.x).toBeLessThan(100);
  await clerk.saved();
  await close();
});

test('sorted and filtered by mouse and by keys; nothing stored changes, nothing jumps', async () => {
  const { page, clerk, close } = await openLedger(60);
  await clerk.hook('sort-c18').click();
  await expect.poll(async () => (await column(page, 'c18')).slice(0, 3)).toEqual(['0', '0', '0']);
  await clerk.hook('sort-c18').click();
  await expect.poll(async () => (await column(page, 'c18')).slice(0, 3)).toEqual(['3', '3', '3']);
  await clerk.hook('sort-c18').click();
  await expect.poll(async () => (await column(page, 'c18')).slice(0, 4)).toEqual(['0', '1', '2', '3']);
  await expect(clerk.hook('list-view')).toBeHidden();

  // By keys: the cursor's column downwards, and its filter.
  await clerk.cell(nameOf(0, 'c18')).click();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(async () => (await column(page, 'c18')).slice(0, 2)).toEqual(['3', '3']);
  await expect(clerk.cell(nameOf(3, 'c18'))).toHaveAttribute('data-active', 'true');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await clerk.cell(nameOf(0, 'c16')).click();
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('dialog', { name: '筛选「原因」' })).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('list-view')).toContainText('显示 12 / 60 条');
  expect(new Set((await column(page, 'c16')).filter((text) => text !== ''))).toEqual(new Set(['厌学']));
  // The number of a row is its place in the ledger.
  await expect(page.locator('tbody .row-code').nth(1)).toHaveText('6');

  // An end that is no number is said, not passed over.
  await clerk.hook('filter-c18').click();
  await page.locator('.list-filter [name=from]').fill('三');
  await clerk.hook('apply-filter').click();
  await expect(page.getByRole('alert')).toHaveText('「三」看不懂，请填数。');
  await page.keyboard.press('Escape');
  await expect(page.locator('.list-filter')).toBeHidden();

  // A row that is edited out of the filter stays until it is applied again.
  await clerk.cell(nameOf(0, 'c16')).click();
  await page.keyboard.type('疾病');
  await page.keyboard.press('Enter');
  await expect(clerk.cell(nameOf(0, 'c16')).locator('.cell-text')).toHaveText('疾病');
  await clerk.hook('apply-view').click();
  await expect(clerk.cell(nameOf(0, 'c16'))).toBeHidden();
  await expect(clerk.hook('list-view')).toContainText('显示 11 / 60 条');

  // A paste goes to the rows that are shown, and says so; a new record under a filter stays visible.
  await clerk.cell(nameOf(5, 'c08')).click();
  await pasteInto(page, '2班\n3班');
  await expect.poll(async () => (await notice(page)).join()).toContain('列表有筛选，只填到显示的行');
  await expect(clerk.cell(nameOf(10, 'c08')).locator('.cell-text')).toHaveText('3班');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('新来的');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('list-view')).toContainText('显示 12 / 61 条');
  await clerk.hook('clear-view').click();
  await page.keyboard.press('Control+Home');
  await expect(clerk.cell(nameOf(6, 'c08')).locator('.cell-text')).toHaveText('1班');
  await clerk.saved();
  await close();
});

test('rows are inserted, copied, moved and removed, each one step of undo', async () => {
  const { page, clerk, close } = await openLedger(5);
  const rows = async () => (await column(page, 'c02')).slice(0, -1).join(' ');
  const numbers = async () => (await column(page, 'c01')).slice(0, -1).join(' ');
  const start = '甄1 贾2 梅3 习4 吴5';
  expect(await rows()).toBe(start);
  await clerk.cell(nameOf(1, 'c02')).click();
  await page.keyboard.press('Control+Shift+Equal');
  expect(await rows()).toBe('甄1  贾2 梅3 习4 吴5');
  expect(await numbers()).toBe('1 2 3 4 5 6');
  await page.keyboard.type('新二');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  expect(await rows()).toBe(start);

  await clerk.cell(nameOf(1, 'c02')).click();
  await page.keyboard.press('Control+i');
  expect(await rows()).toBe('甄1 贾2  梅3 习4 吴5');
  await page.keyboard.press('Control+z');
  await clerk.cell(nameOf(1, 'c02')).click();
  await page.keyboard.press('Control+Shift+D');
  expect(await rows()).toBe('甄1 贾2 贾2 梅3 习4 吴5');
  await page.keyboard.press('Control+z');

  await clerk.cell(nameOf(3, 'c02')).click();
  await page.keyboard.press('Alt+ArrowUp');
  expect(await rows()).toBe('甄1 贾2 习4 梅3 吴5');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await rows()).toBe('甄1 习4 贾2 梅3 吴5');
  await expect(clerk.cell(nameOf(3, 'c02'))).toHaveAttribute('data-active', 'true');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await rows()).toBe(start);

  await clerk.cell(nameOf(2, 'c02')).click();
  await page.keyboard.press('Control+Delete');
  expect(await rows()).toBe('甄1 贾2 习4 吴5');
  expect(await numbers()).toBe('1 2 3 4');
  await page.keyboard.press('Control+z');
  expect(await rows()).toBe(start);
  expect(await numbers()).toBe('1 2 3 4 5');
  await clerk.saved();
  // Everything is stored as it is shown.
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
  await clerk.openForm(form);
  expect(await rows()).toBe(start);
  await close();
});

test('dates, identity numbers and choices are read as she types them', async () => {
  const { page, clerk, close } = await openLedger(2);
  const text = (name: string) => clerk.cell(name).locator('.cell-text');
  const type = async (name: string, typed: string) => {
    await clerk.cell(name).click();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
  };
  await type(nameOf(0, 'c15'), '2026.3.7');
  await expect(text(nameOf(0, 'c15'))).toHaveText('2026-03-07');
  await type(nameOf(0, 'c15'), '9月1日');
  // It was reported in March 2026.
  await expect(text(nameOf(0, 'c15'))).toHaveText('2025-09-01');
  await expect.poll(async () => (await notice(page)).join()).toContain('记作 2025-09-01');
  await type(nameOf(0, 'c15'), '3-5');
  await expect(text(nameOf(0, 'c15'))).toHaveText('3-5');
  await expect(clerk.cell(nameOf(0, 'c15'))).toHaveAttribute(
    'aria-label',
    /看不出是哪一年，请写明年份，例如 2026-03-05 或 2027-03-05/,
  );

  // The dictionary comes with the first choice that is opened.
  await clerk.cell(nameOf(0, 'c13')).click();
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.type('zl');
    await expect(page.getByRole('option', { name: '智力' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(text(nameOf(0, 'c13'))).toHaveText('智力');
  await type(nameOf(1, 'c16'), '家庭');
  await expect(clerk.cell(nameOf(1, 'c16'))).toHaveAttribute('data-trouble', 'error');

  // The number before a choice takes it in the open list as well, and nothing else is left in the cell.
  await clerk.cell(nameOf(0, 'c03')).click();
  const sexBefore = await text(nameOf(0, 'c03')).innerText();
  const picked = sexBefore === '男' ? ['2', '女'] : ['1', '男'];
  await page.keyboard.press('F2');
  await expect(page.locator('.options [role=option]')).toHaveText(['1男', '2女']);
  await page.keyboard.press(picked[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(text(nameOf(0, 'c03'))).toHaveText(picked[1] ?? '');
  await expect(page.locator('.options')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(text(nameOf(0, 'c03'))).toHaveText(sexBefore);

  // A new row: its number tells the sex.
  const girl = identityNumber('2014-03-05', '女', 77);
  const fresh = page.locator('tr[data-new] td[data-cell$=".c04"]');
  const name = (await fresh.getAttribute('data-cell')) ?? '';
  await fresh.click();
  await page.keyboard.type(`${girl.slice(0, 6)} ${girl.slice(6)}`);
  await page.keyboard.press('Enter');
  await expect(text(name)).toHaveText(girl);
  await expect(text(name.replace('.c04', '.c03'))).toHaveText('女');
  await expect.poll(async () => (await notice(page)).join()).toContain('已按身份证件号填上性别');
  await page.keyboard.press('Control+z');
  await expect(page.locator(`[data-form="${form}"]`)).toHaveAttribute('aria-rowcount', '4');
  await clerk.saved();
  await close();
});

test('a record counts at once where a matrix form pulls its number; a filter changes no count', async () => {
  const { page, clerk, close } = await openLedger(12);
  const pulled = async () => {
    await clerk.openForm('局控辍2');
    const text = await clerk.cell('局控辍2!07.5').locator('.cell-text').innerText();
    await clerk.openForm(form);
    return Number(text);
  };
  const before = await pulled();
  expect(before).toBeGreaterThan(0);
  await clerk.hook('filter-c16').click();
  await page.getByRole('checkbox', { name: '厌学' }).check();
  await clerk.hook('apply-filter').click();
  await expect(clerk.hook('list-view')).toContainText('显示 3 / 12 条');
  expect(await pulled()).toBe(before);
  await clerk.hook('clear-view').click();

  await clerk.cell(nameOf(11, 'c02')).click();
  await page.keyboard.press('Control+Shift+D');
  expect(await pulled()).toBe(before + 1);
  await clerk.cell(nameOf(11, 'c21')).click();
  await page.keyboard.type('死亡');
  await page.keyboard.press('Enter');
  expect(await pulled()).toBe(before);
  await clerk.cell(nameOf(5, 'c02')).click();
  await page.keyboard.press('Control+Delete');
  expect(await pulled()).toBe(before - 1);
  await clerk.saved();
  await close();
});

test('rows with something open are marked, counted and shown alone; an empty list says what to do', async () => {
  const { page, clerk, close } = await openLedger(100);
  await expect(clerk.hook('only-troubled')).toContainText('2 行需说明');
  await clerk.hook('only-troubled').click();
  await expect(clerk.hook('list-view')).toContainText('显示 2 / 100 条');
  const number = page.locator('tbody .row-code').first();
  await expect(number).toHaveText('50');
  await expect(number).toHaveAttribute('aria-label', '第 50 行，需说明');
  await clerk.cell(nameOf(49, 'c04')).click();
  await page.keyboard.type('123');
  await page.keyboard.press('Enter');
  await expect(number).toHaveAttribute('aria-label', '第 50 行，有错误');
  await expect(clerk.hook('only-troubled')).toContainText('1 行有错误，1 行需说明');
  await clerk.openForm('局特教2');
  await expect(page.locator('.list-empty')).toContainText('粘贴');
  await expect(page.locator('.list-empty')).toContainText('核对');
  await clerk.saved();
  await close();
});

test('a column that is filled from top to bottom makes no record of the blank row', async () => {
  const { page, clerk, close } = await openLedger(4);
  const texts = async () => (await column(page, 'c08')).join(' ').trim();
  await clerk.cell(nameOf(1, 'c08')).click();
  await page.keyboard.press('Control+Space');
  await page.keyboard.type('2班');
  await page.keyboard.press('Control+Enter');
  await expect.poll(texts).toBe('2班 2班 2班 2班');
  await expect(page.locator(`[data-form="${form}"]`)).toHaveAttribute('aria-rowcount', '6');
  await page.keyboard.press('Control+Space');
  await pasteInto(page, '3班');
  await expect.poll(texts).toBe('3班 3班 3班 3班');
  await expect(page.locator(`[data-form="${form}"]`)).toHaveAttribute('aria-rowcount', '6');
  await expect.poll(async () => (await notice(page)).join()).toContain('已粘贴 4 格。');
  await clerk.cell(nameOf(3, 'c08')).click();
  await pasteInto(page, '4班\n5班');
  await expect.poll(async () => (await notice(page)).join()).toContain('已粘贴 2 格，新增 1 行。');
  await expect.poll(texts).toBe('3班 3班 3班 4班 5班');
  await clerk.saved();
  await close();
});
