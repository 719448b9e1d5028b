import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { changes, round2025old, round2026, village } from '../support/school';
import { zoomTo } from '../support/zoom';

const out = path.resolve('out', 'test', 'findings');
const slip = 'J3112-05@c9#6';
const unbalanced = 'J3040-10#3';
const request = '一名学生九月二日转走，外校已统计，本校学籍未转出';
const lastYears = '村小并入后学生随父母外出，名单在台账';

/** Rows of the explanations sheet as openpyxl reads them. */
const readExplanations = `
import json, sys
from openpyxl import load_workbook
sheet = load_workbook(sys.argv[1])['数据核查结果说明']
print(json.dumps([[cell.value for cell in row] for row in sheet.iter_rows()]))
`;

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let folder: string;

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

/** Taken by Electron itself: the test tool cuts a zoomed page at its unzoomed size. */
async function shot(name: string, factor = 1): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }, zoom) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    window.webContents.setZoomFactor(zoom);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const image = await window.webContents.capturePage();
    window.webContents.setZoomFactor(1);
    return image.toPNG().toString('base64');
  }, factor);
  fs.writeFileSync(path.join(out, `${name}.png`), Buffer.from(png, 'base64'));
}

/** The panel as it is where the window is too low for it: over the sheet, from the status line. */
async function drawer(name: string, zoom: number): Promise<void> {
  const panel = page.locator('[data-panel="findings"]');
  await zoomTo(app, page, zoom);
  await clerk.hook('toggle-findings').click();
  await expect(panel).toHaveAttribute('data-drawer', 'true');
  await expect(panel.locator('.panel-head button').first()).toBeVisible();
  await expect(panel.locator('[data-chosen]')).toHaveCount(1);
  // The chosen one stands at the top, or as near to it as the end of the list allows.
  const chosenIsNear = () =>
    panel.locator('.panel-body').evaluate((body) => {
      const chosen = body.querySelector('[data-chosen]');
      if (chosen === null) return false;
      const down = chosen.getBoundingClientRect().top - body.getBoundingClientRect().top;
      const rest = body.scrollHeight - body.scrollTop - body.clientHeight;
      return rest < 2 || down < body.clientHeight / 2;
    });
  await expect.poll(chosenIsNear).toBe(true);
  await shot(name, zoom);
  await zoomTo(app, page, zoom);
  await expect(panel).toHaveAttribute('data-drawer', 'true');
  await press('Escape');
  await expect(panel).not.toHaveAttribute('data-drawer');
  await zoomTo(app, page, 1);
}

const finding = (key: string) => clerk.hook(`finding-${key}`);
const item = (key: string) => page.locator(`li[data-finding-row="${key}"]`);
const press = (key: string) => page.keyboard.press(key);
const count = (state: string) => page.getByTestId(`findings-only-${state}`);

async function isAt(cell: string): Promise<void> {
  await expect(clerk.cell(cell)).toHaveAttribute('data-active', 'true');
  await expect(clerk.cell(cell).locator('.cell-editor')).toBeFocused();
}

/** Walks down the panel with the arrow key until the finding has the focus. */
async function walkTo(key: string): Promise<void> {
  await press('Home');
  for (let steps = 0; steps < 60; steps += 1) {
    if (
      await finding(key)
        .evaluate((row) => row === document.activeElement)
        .catch(() => false)
    )
      return;
    await press('ArrowDown');
  }
  await expect(finding(key)).toBeFocused();
}

/** F6 goes from the sheet to the panel; where a drawer or another region is in between, again. */
async function toPanel(): Promise<void> {
  for (let steps = 0; steps < 5; steps += 1) {
    const there = await page.evaluate(
      () => document.querySelector('[data-panel="findings"]')?.contains(document.activeElement) === true,
    );
    if (there) return;
    await press('F6');
  }
}

test.beforeAll(async () => {
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-findings-'));
  const env = { TIANBAO_SAVE_FOLDER: out, TIANBAO_TODAY: '2026-09-06' };
  ({ app, page } = await launchApp({ dataFolder: folder, env }));
  await page.waitForLoadState('load');
  clerk = new Clerk(page);
  const { id: schoolId } = await callMain(page, 'school.create', withoutId(village));
  async function fill(round: typeof round2026, cells: Record<string, number | string>) {
    const { id: collectionId } = await callMain(page, 'collection.create', withoutId(round));
    const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
    const { id: submissionId, revision } = data.submission;
    const written = { submissionId, revision, changes: changes(cells) };
    return { submissionId, ...(await callMain(page, 'submission.setCells', written)) };
  }
  const past = await fill(round2025old, cellsOfSample(lastYear));
  await callMain(page, 'submission.explain', {
    ...past,
    explanation: { finding: 'LKC2-12', text: lastYears, values: {} },
  });
  // A slip of the finger in one cell; and a pupil who left without being on any other list.
  await fill(round2026, { ...cellsOfSample(thisYear), '教基3112!12.9': 100, '教基3040!04.14': 20 });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test.afterAll(async () => {
  await app.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('F8 leads to an error, which says both sides beside its cell; put right, F8 goes on to the next', async () => {
  await press('F8');
  for (let steps = 0; steps < 9; steps += 1) {
    if ((await finding(slip).getAttribute('aria-pressed')) === 'true') break;
    await press('F8');
  }
  await expect(finding(slip)).toHaveAttribute('aria-pressed', 'true');
  await isAt('教基3112!12.9');
  await expect(clerk.cell('教基3112!01.9')).toHaveAttribute('data-outlined', 'true');
  await expect(finding(slip)).toContainText('总计·农村留守儿童 100，应当 ≤ 总计 99，差 1');
  await expect(item(slip).locator('.finding-relation')).toContainText(
    /左边 100.*（12\.9）.*右边 99.*（01\.9）/s,
  );

  const callout = clerk.hook('cell-callout');
  await expect(callout).toHaveAttribute('data-shown', '');
  await expect(callout).toContainText('错误 其中数不得大于总计');
  const [note, cell, next] = await Promise.all([
    callout.boundingBox(),
    clerk.cell('教基3112!12.9').boundingBox(),
    clerk.cell('教基3112!12.10').boundingBox(),
  ]);
  if (note === null || cell === null || next === null) throw new Error('not shown');
  expect(note.y + note.height <= cell.y || note.y >= cell.y + cell.height).toBe(true);
  expect(note.y + note.height <= next.y || note.y >= next.y + next.height).toBe(true);
  for (const [name, zoom] of [
    ['slip', 1],
    ['slip-125', 1.25],
    ['slip-150', 1.5],
  ] as const)
    await shot(name, zoom);
  await isAt('教基3112!12.9');

  await press('Escape');
  await expect(callout).not.toHaveAttribute('data-shown');
  await press('ArrowLeft');
  // The note follows the cursor a frame later: keys that come faster have left its cell for nothing.
  await clerk.painted();
  await press('ArrowRight');
  await expect(callout).toHaveAttribute('data-shown', '');
  await page.keyboard.type('2');
  await expect(callout).not.toHaveAttribute('data-shown');
  await page.keyboard.type('4');
  await press('Enter');
  await expect(finding(slip)).toBeHidden();
  await clerk.saved();
  await press('F8');
  const shown = await page.locator('.finding-jump[aria-pressed="true"]').getAttribute('data-testid');
  expect(shown).not.toBe(`finding-${slip}`);
  await press('Shift+F8');
  await press('F8');
  await expect(page.getByTestId(shown ?? '')).toHaveAttribute('aria-pressed', 'true');
});

test('the panel is walked, folded, arranged and filtered by keyboard', async () => {
  await toPanel();
  await press('Home');
  const head = page.locator('.findings-group-head').first();
  await expect(head).toBeFocused();
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await press('ArrowLeft');
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await press('ArrowRight');
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await expect(head).toBeFocused();
  await walkTo(unbalanced);
  await press('Enter');
  await isAt('教基3040!04.17');
  await expect(clerk.hook('cell-callout')).toHaveAttribute('data-shown', '');
  await shot('short-form');
  await toPanel();
  await expect(finding(unbalanced)).toBeFocused();
  await press('Escape');
  await isAt('教基3040!04.17');

  await clerk.hook('findings-by-rule').click();
  await expect(page.locator('.findings-group-head', { hasText: 'J3040-10' })).toContainText('1 处');
  await shot('by-rule');
  await expect(count('error')).toHaveText('错误 1');
  await count('error').click();
  await expect(page.locator('.finding')).toHaveCount(1);
  await count('error').click();
  await page.reload();
  await clerk.openForm('教基3040');
  await expect(clerk.hook('findings-by-rule')).toHaveAttribute('aria-pressed', 'true');
  await clerk.hook('findings-by-form').click();
});

test('a warning is explained with last year’s text; a changed value makes it stale, one key confirms it', async () => {
  await clerk.openForm('教基3040');
  await toPanel();
  await walkTo('LKC2-12');
  await shot('warning');
  await press('e');
  const box = clerk.hook('explain-LKC2-12');
  await expect(box).toBeFocused();
  await item('LKC2-12').locator('[data-last-year]').click();
  await expect(box).toHaveValue(lastYears);
  await press('Control+Enter');
  await clerk.saved();
  await expect(item('LKC2-12')).toHaveAttribute('data-state', 'explained');
  await press('Escape');
  await expect(finding('LKC2-12')).toBeFocused();

  await clerk.cell('教基3040!04.12').click();
  await page.keyboard.type('2');
  await press('Enter');
  await expect(item('LKC2-12').locator('.explanation-stale')).toContainText(/退学.*1 → 2/);
  await toPanel();
  await walkTo('LKC2-12');
  await shot('stale');
  await press('e');
  await press('Control+Enter');
  await expect(item('LKC2-12').locator('.explanation-stale')).toHaveCount(0);
  // What was changed outside is compared with what she wrote about, not with what she saw last.
  await clerk.cell('教基3040!04.12').click();
  await page.keyboard.type('1');
  await press('Enter');
  await expect(item('LKC2-12').locator('.explanation-stale')).toContainText(/2 → 1/);
  await item('LKC2-12').getByRole('button', { name: '确认仍然属实' }).click();
  await expect(item('LKC2-12')).toHaveAttribute('data-state', 'explained');
  await clerk.saved();
});

test('an error that truly cannot balance goes out with a 特殊情况说明, marked everywhere', async () => {
  await clerk.openForm('教基3040');
  await toPanel();
  await walkTo(unbalanced);
  await press('e');
  const dialog = page.getByRole('dialog', { name: '特殊情况说明' });
  await expect(dialog).toContainText('县教育局会看到这条说明，可能退回要求改正');
  const reason = clerk.hook('exception-reason');
  await expect(reason).toBeFocused();
  await page.keyboard.type('学生整班转走');
  await expect(dialog).toContainText('还差 4 个字');
  await clerk.hook('exception-checked').check();
  await expect(clerk.hook('save-exception')).toBeDisabled();
  await reason.fill(request);
  await shot('exception-dialog');
  await shot('exception-dialog-150', 1.5);
  await clerk.hook('save-exception').click();
  await expect(dialog).toBeHidden();
  await expect(finding(unbalanced)).toBeFocused();
  await expect(item(unbalanced)).toHaveAttribute('data-state', 'exception');
  await expect(finding(unbalanced)).toContainText('特殊情况');
  await expect(clerk.cell('教基3040!04.17')).toHaveAttribute('data-trouble', 'exception');
  await expect(page.locator('.legend')).toContainText('特殊情况');
  await expect(count('error')).toHaveCount(0);
  await expect(clerk.hook('toggle-findings')).toContainText('错误 0');
  await clerk.saved();
  await shot('exception');
  await finding(unbalanced).click();
  await drawer('drawer-125', 1.25);
  await drawer('drawer-150', 1.5);
  await clerk.home();
  await expect(page.locator('.home').getByText('特殊情况 1 处')).toBeVisible();
  await shot('home');

  // A figure that changes makes it an error again, until she confirms it.
  await clerk.openForm('教基3040');
  await clerk.cell('教基3040!04.14').click();
  await page.keyboard.type('21');
  await press('Enter');
  await expect(item(unbalanced)).toHaveAttribute('data-state', 'error');
  await expect(item(unbalanced).locator('.explanation-stale')).toContainText('→');
  await shot('exception-stale');
  await press('Control+z');
  await expect(item(unbalanced)).toHaveAttribute('data-state', 'exception');
  await clerk.saved();
});

test('one text goes to every finding of a rule, and is taken back as a whole', async () => {
  await clerk.openForm('教基3112');
  for (const [cell, value] of [
    ['01.10', '60'],
    ['01.11', '50'],
  ] as const) {
    await clerk.cell(`教基3112!${cell}`).click();
    await page.keyboard.type(value);
    await press('Enter');
  }
  const first = 'J3112-12#1';
  await clerk.explain(first, '两个村的学生整体转到县城小学');

  // In a text Ctrl+Z belongs to the text, on the home page too.
  await clerk.home();
  const words = clerk.hook(`explain-${first}`);
  await clerk.hook('toggle-findings').click();
  await words.click();
  await press('End');
  await page.keyboard.type('读书');
  await press('Control+z');
  await expect(words).not.toHaveValue(/读书$/);
  // What is left of it is a draft, which Escape drops.
  await press('Escape');
  await expect(words).toHaveValue('两个村的学生整体转到县城小学');
  await expect(page.locator('.home')).toBeVisible();
  await clerk.openForm('教基3112');
  await expect(clerk.cell('教基3112!01.11')).toContainText('50');
  await clerk.explain(first, '两个村的学生整体转到县城小学');

  const all = clerk.hook('explain-all-J3112-12');
  await expect(all).toHaveText(/同一规则的 \d+ 处都用这句话/);
  await shot('same-for-all');
  await all.click();
  await expect(item('J3112-12#2')).toHaveAttribute('data-state', 'explained');
  await clerk.saved();
  await clerk.hook('explain-none-J3112-12').click();
  await expect(item('J3112-12#2')).toHaveAttribute('data-state', 'open');
  await expect(item(first)).toHaveAttribute('data-state', 'explained');
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!01.11').click();
  await press('Control+z');
  await press('Control+z');
  await expect(item(first)).toBeHidden();
  await clerk.saved();
});

test('定稿 goes through with the 特殊情况, and the workbook tells the bureau', async () => {
  await clerk.reviewAll();
  for (const left of await page
    .locator('.finish .check-item[data-shape="triangle"] .check-links button')
    .all()) {
    await expect(left).toBeVisible();
  }
  await shot('finish');
  await clerk.openForm('教基3040');
  const boxes = page.locator('.finding[data-state="open"] textarea');
  for (let left = await boxes.count(); left > 0; left = await boxes.count()) {
    await boxes.first().fill('已与原始资料逐项核对，情况属实');
    await boxes.first().press('Control+Enter');
    await expect(boxes).toHaveCount(left - 1);
  }
  await clerk.saved();
  await clerk.hook('tab-finish').click();
  await expect(page.locator('.finish')).toContainText('特殊情况：1 处');
  await clerk.finalise();
  await expect(clerk.hook('saved-state')).toContainText('已定稿');
  await shot('finalised');
  await clerk.hook('export-final').click();
  await expect.poll(() => fs.readdirSync(out).filter((name) => name.endsWith('.xlsx')).length).toBe(1);
  const [file = ''] = fs.readdirSync(out).filter((name) => name.endsWith('.xlsx'));
  const rows = JSON.parse(
    execFileSync('/usr/bin/python3', ['-c', readExplanations, path.join(out, file)], { encoding: 'utf8' }),
  ) as (string | null)[][];
  const line = rows.find(([, , check]) => check === 'J3040-10');
  expect(line?.slice(3, 4)).toEqual(['逻辑校验']);
  expect(line?.slice(6)).toEqual(['应当左边 = 右边；现在左边 600，右边 601，差 1', '特殊情况说明', request]);
  expect(rows.find(([, , check]) => check === 'LKC2-12')?.slice(7)).toEqual(['已说明', lastYears]);
});
