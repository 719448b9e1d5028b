import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page, test } from 'playwright/test';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { changes, round2025old, round2026, village } from '../support/school';

const shots = path.resolve('out', 'test', 'indicators-page');

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
/** What the page's own code tried and the content policy refused. */
const refused: string[] = [];

const dropout = () => clerk.hook('indicator-primary_dropout_rate');
const retention = () => clerk.hook('indicator-primary_annual_retention_rate');

test.beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-indicators-'));
  const env = { TIANBAO_SAVE_FOLDER: folder, TIANBAO_TODAY: '2026-09-06' };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  clerk = new Clerk(page);
  await page.locator('.welcome').waitFor();
  const { id: _, ...school } = village;
  const schoolId = (await callMain(page, 'school.create', school)).id;
  for (const [round, sample] of [
    [round2025old, lastYear],
    [round2026, thisYear],
  ] as const) {
    const { id: _id, ...fresh } = round;
    const { id: collectionId } = await callMain(page, 'collection.create', fresh);
    const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
    await callMain(page, 'submission.setCells', {
      submissionId: data.submission.id,
      revision: data.submission.revision,
      changes: changes(cellsOfSample(sample)),
    });
  }
  await page.reload();
  await page.locator('.home').waitFor();
  await page.exposeFunction('refusedByPolicy', (text: string) => void refused.push(text));
  await page.evaluate(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      (globalThis as unknown as { refusedByPolicy(text: string): void }).refusedByPolicy(
        `${event.effectiveDirective} ${event.sourceFile}`,
      ),
    ),
  );
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Taken by Electron itself: the test tool cuts a zoomed page at its unzoomed size. */
async function shot(name: string, zoom = 1): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }, factor) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    window.webContents.setZoomFactor(factor);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const image = await window.webContents.capturePage();
    window.webContents.setZoomFactor(1);
    return image.toPNG().toString('base64');
  }, zoom);
  writeFileSync(path.join(shots, `${name}-${Math.round(zoom * 100)}.png`), Buffer.from(png, 'base64'));
}

/** Milliseconds from the click to the painted page. */
function openPage(): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now();
    document.querySelector<HTMLElement>('[data-testid="tab-indicators"]')?.click();
    while (document.querySelector('.indicator-table') === null)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return Math.round(performance.now() - begun);
  });
}

async function openRow(row: Locator): Promise<void> {
  const name = row.locator('.indicator-name');
  if ((await name.getAttribute('aria-expanded')) === 'false') await name.click();
  await expect(row.locator('.indicator-details')).toBeVisible();
}

async function theme(name: string): Promise<void> {
  await clerk.hook(`theme-${name}`).click();
  await expect(clerk.hook(`theme-${name}`)).toHaveAttribute('aria-selected', 'true');
}

test('the page begins with what misses its target, and says what is missing in pupils', async () => {
  await expect(clerk.hook('theme-控辍保学')).toBeHidden();
  const times = [await openPage(), (await clerk.home(), await openPage())];
  test.info().annotations.push({ type: 'milliseconds to the painted page', description: times.join(', ') });
  await expect(clerk.hook('theme-控辍保学')).toHaveAttribute('aria-selected', 'true');
  await expect(dropout()).toContainText('0.65%(4/612)');
  await expect(dropout()).toContainText('≤ 0.6%');
  await expect(dropout().locator('.verdict')).toHaveText('未达标');
  // 0.6 % of 612 pupils are 3.672: with three it would be kept to.
  await expect(dropout()).toContainText('须减少 1 名');
  await expect(retention()).toContainText('99.02%(604/610)');
  await expect(retention().locator('.verdict')).toHaveText('达标');
  const summary = clerk.hook('indicators-summary');
  await expect(summary).toContainText('未达标 1');
  await shot('dropout');
});

test('a row opens to readings, sources and targets by the keyboard', async () => {
  await dropout().locator('.indicator-name').focus();
  await page.keyboard.press('Enter');
  const details = clerk.hook('details-primary_dropout_rate');
  await expect(details).toBeVisible();
  const adopted = details.locator('[data-method="register"]');
  await expect(adopted).toContainText('采用');
  await expect(adopted.locator('.verdict')).toHaveText('未达标');
  await expect(details.locator('[data-method="netflow"]')).toContainText('1.47%');
  await expect(details.locator('[data-part="c11"]')).toContainText('教基3040');
  await expect(details.locator('[data-part="c11"] .number')).toHaveText('1 人');
  await expect(details.getByTestId('targets')).toContainText('≤ 0.6%');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.indicator-name:focus')).toContainText('小学年巩固率');
  for (const zoom of [1, 1.25, 1.5]) await shot('opened', zoom);
});

test('the numerator leads to its cell, and what is changed there follows here', async () => {
  await dropout().locator('[data-method="register"]').getByTestId('numerator').click();
  await expect(page.locator('[data-form="教基3040"]')).toBeVisible();
  await expect(clerk.cell('教基3040!04.12')).toHaveAttribute('data-active', 'true');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await clerk.hook('tab-indicators').click();
  await expect(dropout()).toContainText('0.98%(6/612)');
  await expect(dropout()).toContainText('须减少 3 名');
  await expect(dropout().locator('[data-method="register"]').getByTestId('numerator')).toBeFocused();
  await expect(clerk.hook('details-primary_dropout_rate')).toBeVisible();
  await page.getByTestId('details-primary_dropout_rate').locator('[data-source="局补充1!01.1"]').click();
  await expect(clerk.cell('局补充1!01.1')).toHaveAttribute('data-active', 'true');
  await clerk.openForm('教基3040');
  await clerk.cell('教基3040!04.12').click();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await clerk.hook('tab-indicators').click();
  await expect(dropout()).toContainText('0.65%(4/612)');
});

test('another reading is adopted for the round, and taken back by choosing again', async () => {
  await openRow(dropout());
  await dropout().getByTestId('adopt-strict331').click();
  await expect(dropout()).toContainText('0.16%(1/612)');
  await expect(dropout().locator('.indicator-line .verdict')).toHaveText('达标');
  await expect(page.locator('.toast')).toContainText('所有学校');
  // The focus stays where the button was.
  await expect(dropout().locator('[data-method="strict331"] .tag')).toBeFocused();
  const { collections } = await callMain(page, 'app.start', null);
  expect(collections.find(({ schoolYear }) => schoolYear === 2026)?.methods).toEqual({
    primary_dropout_rate: 'strict331',
  });
  await expect(clerk.hook('theme-控辍保学')).toBeVisible();
  await dropout().getByTestId('adopt-register').click();
  await expect(dropout().locator('.indicator-line')).toContainText('0.65%(4/612)');
});

test('the trend has last year, through the change of edition, as a chart and as the same table', async () => {
  await openRow(retention());
  const spark = retention().locator('.sparkline');
  await expect(spark).toHaveAttribute('aria-label', /2024—2025学年 99.84%\(609\/610\)，2025—2026学年 99.02%/);
  const chart = retention().getByTestId('chart');
  await expect(chart.locator('svg')).toBeVisible();
  for (const text of ['99.84', '99.02', '目标 99', '2024—2025学年'])
    await expect(chart.locator('svg text', { hasText: text }).first()).toBeVisible();
  await chart.scrollIntoViewIfNeeded();
  for (const zoom of [1, 1.5]) await shot('trend', zoom);
  await chart.getByTestId('chart-table').click();
  await expect(chart.locator('svg')).toHaveCount(0);
  const cells = await chart.getByTestId('chart-data').locator('tbody tr').allInnerTexts();
  expect(cells.map((text) => text.replace(/\s+/g, ' '))).toEqual([
    '2024—2025学年 99.84 99',
    '2025—2026学年 99.02 99',
  ]);
  await chart.getByTestId('chart-table').click();
  await expect(chart.locator('svg')).toBeVisible();
});

test('the chart is copied as a picture', async () => {
  await app.evaluate(({ clipboard }) => clipboard.clear());
  await retention().getByTestId('chart-copy').click();
  await expect(page.locator('.toast')).toContainText('图片已复制');
  const copied = await app.evaluate(({ clipboard }) => {
    const image = (
      clipboard as unknown as {
        readImage(): { getSize(): { width: number; height: number }; toPNG(): Buffer; toBitmap(): Buffer };
      }
    ).readImage();
    const bitmap = image.toBitmap();
    let dark = 0;
    for (let at = 0; at < bitmap.length; at += 4)
      if ((bitmap[at] ?? 255) + (bitmap[at + 1] ?? 255) + (bitmap[at + 2] ?? 255) < 384) dark += 1;
    return { ...image.getSize(), dark, png: image.toPNG().toString('base64') };
  });
  writeFileSync(path.join(shots, 'copied.png'), Buffer.from(copied.png, 'base64'));
  expect([copied.width, copied.height]).toEqual([1720, 600]);
  expect(copied.dark).toBeGreaterThan(2000);
});

test('the page is saved as a PDF with its figures and the chart, without the window around it', async () => {
  await clerk.hook('save-indicators').click();
  await expect(page.locator('.toast')).toContainText('指标_控辍保学_清河镇中心小学.pdf');
  const file = path.join(folder, '指标_控辍保学_清河镇中心小学.pdf');
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  for (const part of ['指标与目标值', '清河镇中心小学', '小学辍学率', '0.65%(4/612)', '未达标', '须减少1名'])
    expect(text).toContain(part);
  // Letters of the chart's own drawing.
  expect(text).toContain('目标99');
  for (const part of ['定稿与导出', '导出指标表', '改用这个口径', '教基3112'])
    expect(text).not.toContain(part);
  execFileSync('pdftoppm', ['-r', '60', '-png', file, path.join(shots, 'pdf')]);
  await expect(page.locator('[data-around-paper]')).toHaveCount(0);
});

test('a chart alone goes on paper', async () => {
  const printing = retention().getByTestId('chart-print');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('no window');
    const kept: { pdf?: string } = {};
    Object.assign(globalThis, { kept });
    // A native dialog cannot be driven; what it would be given is drawn instead.
    contents.print = (_options, done) => {
      void contents.printToPDF({ landscape: true, pageSize: 'A4' }).then((pdf) => {
        kept.pdf = pdf.toString('base64');
        done?.(false, 'Print job canceled');
      });
    };
  });
  await printing.click();
  const kept = () => app.evaluate(() => (globalThis as unknown as { kept: { pdf?: string } }).kept.pdf ?? '');
  await expect.poll(kept).not.toBe('');
  const file = path.join(folder, 'chart.pdf');
  writeFileSync(file, Buffer.from(await kept(), 'base64'));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  expect(text).toContain('99.84');
  expect(text).not.toContain('小学辍学率');
});

test('readings stand side by side', async () => {
  const readings = clerk.hook('readings');
  const line = readings.locator('[data-key="primary_dropout_rate 小学"]');
  await expect(line).toContainText('0.65%(4/612)');
  await expect(line).toContainText('1.47%(9/612)');
  await expect(line).toContainText('0.16%(1/612)');
  await readings.scrollIntoViewIfNeeded();
  for (const zoom of [1, 1.5]) await shot('readings', zoom);
});

test('a stated rate and a stated count are held against each other', async () => {
  const tool = clerk.hook('rate-check');
  await tool.locator('summary').click();
  await clerk.hook('rate-check-count').fill('6');
  await clerk.hook('rate-check-rate').fill('0.01%');
  await expect(clerk.hook('rate-check-result')).toContainText(
    '6 名对应 0.01%，需要 60000 名学生（40000—120000）；若 0.01 是比值（即 1%），则 600 名（400—1200）。',
  );
  await expect(clerk.hook('rate-check-result')).toContainText('本校是 612 名，对不上');
  await shot('rate-check');
});

test('only what is missed or missing is shown, theme by theme, and the theme is remembered', async () => {
  await page.locator('.middle').evaluate((middle) => middle.scrollTo(0, 0));
  await clerk.hook('filter-todo').check();
  await expect(dropout()).toBeVisible();
  await expect(retention()).toBeHidden();
  await clerk.hook('filter-all').check();
  await clerk.hook('theme-控辍保学').focus();
  await page.keyboard.press('ArrowRight');
  await expect(clerk.hook('theme-特殊教育')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(clerk.hook('theme-经费')).toHaveAttribute('aria-selected', 'true');
  await expect(clerk.hook('indicator-per_pupil_public_funds_standard')).toContainText('720.00(440640/612)');
  await page.reload();
  await page.locator('.home').waitFor();
  await clerk.hook('tab-indicators').click();
  await expect(clerk.hook('theme-经费')).toHaveAttribute('aria-selected', 'true');
});

test('the page scrolls by itself and does not lengthen the window', async () => {
  for (const name of ['普及程度', '控辍保学', '均衡']) {
    await theme(name);
    const [whole, seen] = await page.evaluate(() => [
      document.documentElement.scrollHeight,
      window.innerHeight,
    ]);
    expect(whole, name).toBe(seen);
  }
});

test('every theme is seen, and axe finds nothing', async () => {
  const wrong: Record<string, string[]> = {};
  for (const name of ['普及程度', '控辍保学', '特殊教育', '经费', '师资', '办学条件', '均衡']) {
    await theme(name);
    const rows = page.locator('#indicators-theme .indicator-name');
    if ((await rows.count()) > 0 && (await rows.first().isVisible())) await rows.first().click();
    await page.waitForTimeout(300);
    await shot(`theme-${name}`);
    const found = await axeViolations(page);
    if (found.length > 0) wrong[name] = found;
  }
  expect(wrong).toEqual({});
  expect(refused).toEqual([]);
});
