import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { CellChange, CellContent } from '../../shared/submission';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { cellsOfSample, disabledPupils, dropouts, lastYear, thisYear } from '../support/sample';
import { changes, round2025old, round2026, village } from '../support/school';
import { zoomTo } from '../support/zoom';

const out = path.resolve('out', 'test', 'details');

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

async function fill(
  schoolId: number,
  round: Omit<typeof round2026, 'id'>,
  cells: readonly CellChange[],
): Promise<{ submissionId: number; revision: number }> {
  const collection = await callMain(page, 'collection.create', round);
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId: collection.id });
  const { id: submissionId, revision } = data.submission;
  const saved = await callMain(page, 'submission.setCells', {
    ...{ submissionId, revision, changes: [...cells] },
  });
  return { submissionId, revision: saved.revision };
}

const record = (cells: Readonly<Record<string, string>>): Record<string, CellContent> =>
  Object.fromEntries(Object.entries(cells).map(([key, text]) => [key, { kind: 'text', text }]));

test.beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-details-'));
  ({ app, page } = await launchApp({ dataFolder: folder }));
  await page.waitForLoadState('load');
  clerk = new Clerk(page);
  const { id } = await callMain(page, 'school.create', withoutId(village));
  const old = withoutId(round2025old);
  for (const [schoolYear, girls] of [
    [2023, 47],
    [2024, 50],
  ] as const)
    await fill(id, { ...old, schoolYear }, changes({ '基础基312!02.6': girls }));
  await fill(id, old, changes(cellsOfSample(lastYear)));
  const { '教基3112!01.1': _, ...present } = cellsOfSample(thisYear);
  const typed = await fill(id, withoutId(round2026), changes(present));
  const carried = await callMain(page, 'submission.setCells', {
    ...{ ...typed, origin: 'carried', changes: changes({ '教基5176!03.1': 3200.5 }) },
  });
  const open = { ...typed, ...carried };
  await callMain(page, 'submission.setRecords', {
    ...open,
    changes: [
      ...dropouts.map((each, index) => ({ form: '局控辍1', id: `dropout-${index}`, cells: record(each) })),
      ...disabledPupils.map((each, index) => ({
        ...{ form: '局特教2', id: `disabled-${index}`, cells: record(each) },
      })),
    ],
  });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const details = () => page.getByTestId('cell-details');
const history = () => page.getByTestId('cell-history');

async function select(name: string): Promise<void> {
  await clerk.cell(name).click();
  await expect(details()).toHaveAttribute('data-of', name);
}

async function type(text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const shown = (name: string) => clerk.cell(name).locator('.cell-text');

async function shot(name: string): Promise<void> {
  await page.screenshot({ path: path.join(out, `${name}.png`) });
}

/** Taken by Electron itself: the test tool cuts a zoomed page at its unzoomed size. */
async function zoomed(factor: number, name: string, meanwhile?: () => Promise<void>): Promise<void> {
  await zoomTo(app, page, factor);
  await meanwhile?.();
  await clerk.painted();
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  writeFileSync(path.join(out, `${name}.png`), Buffer.from(png, 'base64'));
  await zoomTo(app, page, 1);
}

test('what the figure means comes first, the other lines are folded', async () => {
  await clerk.openForm('教基3112');
  await select('教基3112!01.1');
  const own = page.getByRole('region', { name: '本格指标解释' });
  await expect(own.locator('li').first()).toHaveText(/^毕业生数填上一学年毕业离校的人数/);
  const guide = page.getByRole('region', { name: '本表指标解释' });
  await expect(guide.locator('details')).not.toHaveAttribute('open', '');
  await guide.locator('summary').click();
  await expect(guide.locator('details li').last()).toBeVisible();
  await expect(guide.locator('li')).toHaveCount(6);
  // Where a layout was found is written for developers: a clerk would take her table for wrong.
  await expect(guide).not.toContainText('公开程序');
  await expect(guide).not.toContainText('补写');
});

test('typing is told with its time, and the cursor stays in the sheet', async () => {
  await select('教基3112!01.1');
  await expect(history()).toContainText('这一格还没有填过');
  await expect(details()).toContainText('还没有填');
  await type('92');
  await page.keyboard.press('ArrowUp');
  await expect(details()).toHaveAttribute('data-of', '教基3112!01.1');
  await expect(page.getByTestId('source-words')).toHaveText(/^来源今天 \d{1,2}:\d{2} 填写$/);
  await expect(history().locator('li')).toHaveCount(1);
  const active = () =>
    page.evaluate(() => document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell'));
  expect(await active()).toBe('教基3112!01.1');
});

test('an old value is put back as one change that undo takes back', async () => {
  await select('教基3112!01.1');
  await type('93');
  await page.keyboard.press('ArrowUp');
  await type('101');
  await page.keyboard.press('ArrowUp');
  await expect(history().locator('.history-change')).toHaveText([
    ...['93 → 101', '92 → 93', '（空白） → 92'],
  ]);
  await expect(history().locator('li').first()).toContainText('现在的值');
  await shot('history-100');
  await history().getByRole('button', { name: '改回 92' }).click();
  await expect(shown('教基3112!01.1')).toHaveText('92');
  await clerk.saved();
  await expect(history().locator('.history-change').first()).toHaveText('101 → 92');
  // The mouse did not take the cursor out of the sheet: undo works at once.
  await page.keyboard.press('Control+z');
  await expect(shown('教基3112!01.1')).toHaveText('101');
  await expect(history().locator('.history-change').first()).toHaveText('92 → 101');
  await expect(history().locator('li')).toHaveCount(5);
});

test('a total shows its parts with their values and leads to them', async () => {
  await select('教基3112!01.2');
  const parts = page.getByTestId('source-parts').locator('li');
  await expect(parts).toHaveCount(4);
  await expect(parts.nth(3)).toHaveText(/\+.*三年.*70/);
  await shot('computed-100');
  await parts.nth(3).getByRole('button').click();
  await expect(details()).toHaveAttribute('data-of', '教基3112!01.6');
  expect(
    await page.evaluate(() => document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell')),
  ).toBe('教基3112!01.6');
});

test('a long sum is shortened to what is filled, and listed whole on demand', async () => {
  await clerk.openForm('教基3113');
  await select('教基3113!01.4');
  const parts = page.getByTestId('source-parts').locator('li');
  await expect(parts).toHaveCount(2);
  await page.getByRole('button', { name: '列出全部 11 项' }).click();
  await expect(parts).toHaveCount(11);
});

test('a number typed over a ledger shows 台账 n / 填报 m and goes back to it', async () => {
  await clerk.openForm('局控辍2');
  await select('局控辍2!04.7');
  await expect(page.getByTestId('to-list')).toHaveText('看这 1 条');
  await shot('ledger-100');
  await type('2');
  await page.keyboard.press('ArrowUp');
  const overwritten = page.getByTestId('overwritten');
  await expect(overwritten.locator('p')).toHaveText('台账 1 / 填报 2');
  await expect(clerk.cell('局控辍2!04.7')).toHaveAttribute('title', '台账 1 / 填报 2');
  await expect(clerk.cell('局控辍2!04.7')).toHaveAttribute('aria-label', /台账 1 \/ 填报 2/);
  await expect(details().locator('.cell-finding').first()).toContainText('填报的数与台账一致');
  await expect(details().locator('.cell-finding').first()).toContainText('台账 1 / 填报 2，差 1');
  await shot('overwritten-100');
  await zoomed(1.25, 'overwritten-125', async () => {
    const open = page.locator('.status-details');
    if (await open.isVisible()) await open.click();
  });
  await page.keyboard.press('Escape');
  await clerk.hook('restore-source').click();
  await expect(shown('局控辍2!04.7')).toHaveText('1');
  await expect(overwritten).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(shown('局控辍2!04.7')).toHaveText('2');
  await page.keyboard.press('Delete');
  await expect(shown('局控辍2!04.7')).toHaveText('1');
  await clerk.hook('to-list').click();
  await expect(page.locator('[data-form="局控辍1"]')).toBeVisible();
});

test('a number pulled from last year and typed over says 上年', async () => {
  await clerk.openForm('教基3040');
  await select('教基3040!04.1');
  await expect(page.getByTestId('source-parts')).toContainText('上年 小学 · 本学年初在校生数');
  await expect(page.getByTestId('source-parts')).toContainText('612');
  await type('610');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByTestId('overwritten').locator('p')).toHaveText('上年 612 / 填报 610');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('overwritten')).toHaveCount(0);
});

test('the way to the cell in last year’s own return, and back', async () => {
  await clerk.openForm('教基3040');
  await select('教基3040!04.1');
  await page.getByTestId('other-year').click();
  await expect(details()).toHaveAttribute('data-of', '基础基331!04.15');
  await expect(shown('基础基331!04.15')).toHaveText('612');
  await expect(page.getByText('这是 2025—2026 学年的报表。')).toBeVisible();
  await page.reload();
  const { collections, schools } = await callMain(page, 'app.start', null);
  const round = collections.find(({ schoolYear }) => schoolYear === 2026)?.id ?? 0;
  await callMain(page, 'submission.open', { schoolId: schools[0]?.id ?? 0, collectionId: round });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test('last year is compared, and a change larger than the own years let expect is quietly said', async () => {
  await clerk.openForm('教基3112');
  await select('教基3112!02.9');
  await expect(page.getByTestId('last-year')).toHaveText('上年48比上年少 1（2.1%）');
  await expect(page.getByTestId('change-hint')).toHaveCount(0);
  await expect(page.locator('.year-table tr')).toHaveText([...['2024—2025 学年50', '2023—2024 学年47']]);
  await type('90');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByTestId('last-year')).toHaveText('上年48比上年多 42（87.5%）');
  await expect(page.getByTestId('change-hint')).toHaveText(/^前几年每年最多变化 3，今年变化较大/);
  await shot('hint-100');
  await zoomed(1.5, 'hint-150', async () => {
    await page.locator('.status-details').click();
    await expect(details()).toBeVisible();
  });
  await page.keyboard.press('Escape');
  await select('教基3112!02.9');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('change-hint')).toHaveCount(0);
});

test('the panel follows one frame after the keystroke, never in it', async () => {
  await clerk.openForm('教基3112');
  await select('教基3112!05.9');
  await page.evaluate(() => {
    const seen: string[] = [];
    const panel = () => document.querySelector<HTMLElement>('[data-testid=cell-details]');
    const note = () =>
      seen.push(
        `${panel()?.dataset['of'] ?? ''} ${panel()?.querySelector('.current-text')?.textContent ?? ''}`,
      );
    Object.assign(window, { seenByPanel: seen });
    // What stands in the panel when the frame with the keystroke is about to be painted.
    window.addEventListener('keydown', () => requestAnimationFrame(note), { capture: true });
  });
  await page.keyboard.press('ArrowDown');
  await expect(details()).toHaveAttribute('data-of', '教基3112!06.9');
  await type('41');
  await page.keyboard.press('ArrowUp');
  await expect(details().locator('.current-text')).toHaveText('41');
  const seen = await page.evaluate(() => (window as unknown as { seenByPanel: string[] }).seenByPanel);
  expect(seen[0]).toBe('教基3112!05.9 5');
  // 4, 1 and Enter: the value is entered, the panel still shows the one before.
  expect(seen.slice(1, 4)).toEqual(Array.from({ length: 3 }, () => '教基3112!06.9 4'));
  await page.keyboard.press('Control+z');
  await expect(shown('教基3112!06.9')).toHaveText('4');
});

test('the drawer of a small window stays open while she types, and follows', async () => {
  await clerk.openForm('教基3112');
  await select('教基3112!03.1');
  await zoomed(1.5, 'drawer-150', async () => {
    await page.locator('.status-details').click();
    await expect(details()).toBeVisible();
    await clerk.cell('教基3112!03.1').click();
    await page.keyboard.type('6');
    await page.keyboard.press('Enter');
    await expect(details()).toHaveAttribute('data-of', '教基3112!04.1');
    await expect(details()).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(shown('教基3112!03.1')).toHaveText('5');
    await expect(details()).toBeVisible();
  });
  await zoomed(1.5, 'jump-150', async () => {
    await clerk.cell('教基3112!03.2').click();
    await page.getByTestId('source-parts').getByRole('button').first().click();
    await expect(details()).toBeHidden();
    await expect(clerk.cell('教基3112!03.3')).toHaveAttribute('data-active', 'true');
  });
  await page.keyboard.press('Escape');
});

test('a value of last year asks to be looked at', async () => {
  await clerk.openForm('教基5176');
  await select('教基5176!03.1');
  await expect(page.getByTestId('source-words')).toHaveText(/由上年带入$/);
  await expect(page.getByTestId('to-confirm')).toContainText('上年带入，待核');
  await shot('to-confirm-100');
  await page.getByTestId('to-confirm').getByRole('button').click();
  await expect(page.getByTestId('to-confirm')).toHaveCount(0);
  await clerk.saved();
  await expect(shown('教基5176!03.1')).toHaveText('3200.50');
  await expect(history().locator('.history-change')).toHaveText(['（空白） → 3200.5']);
});

test('a record of a list has its history too', async () => {
  await clerk.openForm('局控辍1');
  const name = '局控辍1!dropout-0.c18';
  await select(name);
  await expect(history().locator('.history-change')).toHaveText(['（空白） → 4']);
  await type('5');
  await page.keyboard.press('ArrowUp');
  await expect(history().locator('.history-change')).toHaveText(['4 → 5', '（空白） → 4']);
  await shot('list-100');
  await history().getByRole('button', { name: '改回 4' }).click();
  await expect(shown(name)).toHaveText('4');
});

test('the panel is worked by keyboard alone', async () => {
  await clerk.openForm('局控辍2');
  await select('局控辍2!04.7');
  await page.getByTestId('to-list').focus();
  await expect(page.getByTestId('to-list')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-form="局控辍1"]')).toBeVisible();
});

test('nothing that was typed stands in the log', () => {
  const logs = path.join(folder, 'logs');
  const texts = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'));
  expect(texts.join('')).toContain('start.done');
  for (const text of texts) expect(text).not.toMatch(/甄晓|贾一|dropout-0|3200.5/);
});
