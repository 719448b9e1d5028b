import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { fillPupils, pupils } from '../support/list';
import { zoomTo } from '../support/zoom';

const form = '局控辍1';
const out = path.resolve('out', 'test', 'list-focus');
const nameOf = (index: number, column: string) => `${form}!pupil-${String(index).padStart(6, '0')}.${column}`;

test.setTimeout(120_000);

test('buttons leave the keyboard in the list, a filter is what it shows, and its panel fits the window', async () => {
  fs.mkdirSync(out, { recursive: true });
  const dataFolder = fs.mkdtempSync(path.join(tmpdir(), 'tianbao-list-focus-'));
  const { app, page } = await launchApp({ dataFolder, env: { TIANBAO_TODAY: '2026-11-06' } });
  const clerk = new Clerk(page);
  await page.waitForLoadState('load');
  await fillPupils(page, pupils(60));
  await expect(clerk.hook('tab-home')).toBeVisible();
  await clerk.openForm(form);
  const editor = page.locator('.list-form .cell-editor');

  // Space after a press on a head is typed, and sorts nothing.
  await clerk.hook('sort-c18').click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('Escape');
  await clerk.hook('sort-c18').click();
  await clerk.hook('sort-c18').click();
  await expect(clerk.hook('list-view')).toBeHidden();
  await clerk.cell(nameOf(2, 'c02')).click();
  for (const button of ['move-up', 'move-down', 'insert-record']) {
    await clerk.hook(button).click();
    await expect(editor).toBeFocused();
  }
  await page.keyboard.press('Control+z');

  for (const index of [3, 7]) {
    await clerk.cell(nameOf(index, 'c08')).click();
    await page.keyboard.type('2班');
    await page.keyboard.press('Enter');
  }

  // One way of filtering a column: what she begins empties the other.
  const panel = page.locator('.list-filter');
  const contains = panel.locator('[name=contains]');
  await clerk.hook('filter-c08').click();
  const tick = panel.getByRole('checkbox', { name: /1班/ });
  await tick.check();
  await contains.fill('2班');
  await expect(tick).not.toBeChecked();
  await expect(panel.getByText('空白')).toHaveCount(1);
  await tick.check();
  await expect(contains).toHaveValue('');
  await contains.fill('2班');
  await clerk.hook('apply-filter').click();
  await expect(clerk.hook('list-view')).toContainText('显示 2 / 60 条');
  // Moved past the next row that is shown, not past a hidden one.
  const shown = page.locator(`[data-form="${form}"] tbody tr[aria-rowindex] td[data-cell$=".c02"]`);
  await expect(shown.first()).toHaveAttribute('data-cell', nameOf(3, 'c02'));
  await clerk.cell(nameOf(7, 'c02')).click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(shown.first()).toHaveAttribute('data-cell', nameOf(7, 'c02'));
  await expect(clerk.cell(nameOf(7, 'c02'))).toHaveAttribute('data-active', 'true');
  await clerk.hook('clear-view').click();
  await expect(editor).toBeFocused();

  await zoomTo(app, page, 1.5);
  await clerk.hook('filter-c16').click();
  await expect(panel).toBeVisible();
  const belowWindow = () =>
    page.evaluate(() =>
      ['.list-filter', '[data-testid="apply-filter"]'].filter((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box === undefined || box.bottom > window.innerHeight;
      }),
    );
  await expect.poll(belowWindow).toEqual([]);
  fs.writeFileSync(path.join(out, 'filter-150.png'), await shotOf());
  await page.keyboard.press('Escape');
  await clerk.cell(nameOf(0, 'c18')).click();
  await page.keyboard.press('Shift+ArrowDown');
  const figures = clerk.hook('selected-figures');
  await expect(figures).toHaveText(/^计数 2 /);
  await expect.poll(() => figures.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  fs.writeFileSync(path.join(out, 'status-150.png'), await shotOf());
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });

  async function shotOf(): Promise<Buffer> {
    const png = await app.evaluate(async ({ BrowserWindow }) => {
      const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return image?.toPNG().toString('base64') ?? '';
    });
    return Buffer.from(png, 'base64');
  }
});
