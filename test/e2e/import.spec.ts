import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { errorSentence } from '../../shared/messages';
import { axeViolations } from '../support/axe';
import {
  callMain,
  editWorkbook,
  openFilled,
  queryDatabase,
  writeLongWorkbook,
} from '../support/import-files';
import { Clerk } from '../support/journey';
import { launchApp, type LaunchedApp } from '../support/launch';
import { lastYear, thisYear } from '../support/sample';
import { shootAtZooms } from '../support/shoot';

const thisRound = { schoolYear: 2021, edition: 'jiaoji-2021' };
const lastRound = { schoolYear: 2020, edition: 'jichuji-2018-86' };

/** Workbooks of the invented school, made once: the final one of last year and a draft of this year. */
let files: string;
let finalFile: string;
let draftFile: string;
/** The data folder of the computer on which they were made. */
let ownData: string;

/** Of the test that is running. */
let dataFolder: string;
let launched: LaunchedApp;
let clerk: Clerk;

async function start(openFile: string): Promise<Clerk> {
  const env = {
    TIANBAO_TODAY: '2021-09-06',
    TIANBAO_SAVE_FOLDER: files,
    TIANBAO_OPEN_FILE: openFile,
  };
  launched = await launchApp({ dataFolder, env });
  clerk = new Clerk(launched.page);
  return clerk;
}

/** Pictures for people to look at, where a folder for them is named. */
async function shoot(name: string) {
  const folder = process.env.TIANBAO_SHOTS;
  if (folder !== undefined) await shootAtZooms(launched.app, folder, name);
}

test.beforeAll(async () => {
  test.setTimeout(60_000);
  files = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-import-files-'));
  ownData = path.join(files, 'data');
  dataFolder = ownData;
  const { page } = await start('');
  await openFilled(page, lastRound, lastYear);
  await clerk.reviewAll();
  await clerk.finalise();
  await clerk.hook('export-final').click();
  finalFile = path.join(files, await clerk.hook('export-file').innerText());
  await openFilled(page, thisRound, { 教基3112: thisYear['教基3112'] ?? {} });
  await clerk.hook('tab-finish').click();
  await clerk.hook('export-draft').click();
  draftFile = path.join(files, await clerk.hook('export-file').innerText());
  await launched.app.close();
});
test.afterAll(() => fs.rmSync(files, { recursive: true, force: true, maxRetries: 5 }));

test.beforeEach(() => {
  dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-import-'));
});
test.afterEach(async () => {
  await launched.app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

test('figures changed in another program are taken or refused one by one; a total never is', async () => {
  const file = path.join(files, '改过的.xlsx');
  editWorkbook({
    from: draftFile,
    to: file,
    cells: [
      ['教基3112_小学', 'K6', 100],
      ['教基3112_小学', 'L6', 97],
      ['教基3112_小学', 'M6', '约100'],
      ['教基3112_小学', 'I6', 999],
    ],
  });
  fs.cpSync(ownData, dataFolder, { recursive: true });
  const { page } = await start(file);
  await clerk.hook('open-import').waitFor();
  await page.keyboard.press('Control+o');
  await expect(clerk.hook('import-facts')).toContainText('本程序导出的工作簿');
  await expect(clerk.hook('import-next')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=school]')).toHaveValue('1');
  await page.keyboard.press('Enter');

  const rows = page.locator('[data-testid="import-differences"] [data-key]');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('99100文件中改过');
  await expect(rows.nth(2)).toContainText('约100不是数');
  await expect(rows.nth(2).locator('input')).not.toBeChecked();
  await expect(clerk.hook('import-unreadable')).toContainText('1 项不能当数用');
  await expect(clerk.hook('import-differences')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(rows.nth(1).locator('input')).not.toBeChecked();
  await expect(clerk.hook('import-apply')).toHaveText('导入 1 项');
  await expect(clerk.hook('import-outside')).toContainText('1 处是合计');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '继续核对' }).click();
  await clerk.hook('import-outside').locator('summary').click();
  await expect(clerk.hook('import-outside').locator('tbody tr')).toContainText('I6601999');
  await clerk.hook('import-apply').click();

  await expect(page.getByRole('status').getByText('已导入 1 项')).toBeVisible();
  await clerk.openForm('教基3112');
  await expect(clerk.cell('教基3112!01.9').locator('.cell-text')).toHaveText('100');
  await expect(clerk.cell('教基3112!01.10').locator('.cell-text')).toHaveText('98');
  await expect(clerk.cell('教基3112!01.7').locator('.cell-text')).toHaveText('602');
  // What reads an imported figure follows it.
  await clerk.openForm('局控辍2');
  await expect(clerk.cell('局控辍2!02.2').locator('.cell-text')).toHaveText('100');
  await launched.app.close();
  const stored = `SELECT cell, text FROM cells WHERE form = '教基3112' AND cell IN ('01.7', '01.9', '01.10') ORDER BY cell`;
  expect(queryDatabase(dataFolder, stored)).toEqual([
    { cell: '01.10', text: '98' },
    { cell: '01.9', text: '100' },
  ]);

  // After a restart, with nothing changed meanwhile, one key and a question bring the figures before back.
  const again = await start('');
  await expect(again.hook('import-undo')).toBeVisible();
  await shoot('import-undo-bar');
  await again.openForm('教基3112');
  await again.cell('教基3112!01.9').click();
  await launched.page.keyboard.press('Control+z');
  const question = launched.page.getByRole('dialog', { name: '撤销导入' });
  await expect(question).toContainText('改过的.xlsx');
  expect(await axeViolations(launched.page)).toEqual([]);
  await shoot('import-undo-dialog');
  await expect(again.hook('import-undo-confirm')).toBeFocused();
  await launched.page.keyboard.press('Enter');
  await expect(launched.page.getByRole('status').getByText('已撤销导入')).toBeVisible();
  await expect(again.hook('import-undo')).toHaveCount(0);
  await again.openForm('教基3112');
  await expect(again.cell('教基3112!01.9').locator('.cell-text')).toHaveText('99');
});

test('on a new computer a final workbook brings school, round and 定稿 with it', async () => {
  const { page } = await start(finalFile);
  await clerk.hook('open-import').click();
  await expect(clerk.hook('import-facts')).toContainText('正式文件，第 1 版');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=school]')).toHaveValue('new');
  await expect(page.locator('[name=code]')).toHaveValue('9900000001');
  await expect(page.locator('[name=county]')).toHaveValue('清河县');
  await expect(clerk.hook('import-consequence')).toContainText('导入时新建');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('import-summary')).toContainText('导入时新建学校档案、年报任务、报表');
  await clerk.hook('import-apply').click();

  await expect(page.getByRole('heading', { name: '清河镇中心小学' })).toBeVisible();
  await clerk.openForm('基础基331');
  await expect(clerk.cell('基础基331!04.15').locator('.cell-text')).toHaveText('612');
  const { open, schools, collections } = await callMain(page, 'app.start', null);
  expect(schools).toMatchObject([{ code: '9900000001', county: '清河县', placeType: '乡村' }]);
  expect(collections).toMatchObject([{ ...lastRound, title: '2020学年年报', dueDate: '2026-09-20' }]);
  expect(open?.data.submission).toMatchObject({ state: 'finalised', version: 1 });

  await page.keyboard.press('Control+o');
  await clerk.hook('import-next').click();
  await clerk.hook('import-next').click();
  await expect(clerk.hook('import-summary')).toContainText('完全一致');
  await expect(clerk.hook('import-apply')).toBeDisabled();
});

test('last year’s official workbook gives this year its opening balances', async () => {
  const file = path.join(files, '去年上报.xlsx');
  editWorkbook({ from: finalFile, to: file, drop: ['_data'] });
  const { page } = await start(file);
  await openFilled(page, thisRound, {});
  await clerk.openForm('教基3040');
  await expect(clerk.cell('教基3040!04.1').locator('.cell-text')).toHaveText('');
  await page.keyboard.press('Control+o');
  await expect(clerk.hook('import-facts')).toContainText('官方年报工作簿');
  await expect(clerk.hook('import-facts')).toContainText('2020—2021学年');
  await clerk.hook('import-next').click();
  await expect(page.locator('[name=school]')).toHaveValue('1');
  await clerk.hook('import-next').click();
  await clerk.hook('import-apply').click();
  await expect(
    page.getByRole('status').getByText(/已导入 \d+ 项：清河镇中心小学，2020—2021学年/),
  ).toBeVisible();
  await clerk.hook('choose-collection').selectOption({ label: '2021学年年报' });
  await clerk.openForm('教基3040');
  await expect(clerk.cell('教基3040!04.1').locator('.cell-text')).toHaveText('612');
});

test('a broken file is refused with its sentence, and nothing is changed', async () => {
  const file = path.join(files, '坏了.xlsx');
  const bytes = fs.readFileSync(draftFile);
  fs.writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)));
  const { page } = await start(file);
  await openFilled(page, thisRound, { 教基3112: thisYear['教基3112'] ?? {} });
  // How the home page stood is kept besides, when the window has nothing else to do.
  const stored = async () => ({ ...(await callMain(page, 'app.start', null)), standing: null });
  const before = await stored();
  await page.keyboard.press('Control+o');
  await expect(clerk.hook('import-problem')).toContainText('坏了.xlsx 已损坏或不完整');
  await expect(clerk.hook('import-choose')).toBeFocused();
  expect(await stored()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(clerk.hook('open-form-教基3112')).toBeVisible();
});

test('reading a long file can be cancelled', async () => {
  const file = path.join(files, '很长.xlsx');
  writeLongWorkbook(file, 8, 700);
  const { page } = await start(file);
  await openFilled(page, thisRound, {});
  await page.keyboard.press('Control+o');
  await clerk.hook('cancel-work').click();
  await expect(page.getByText(errorSentence({ code: 'work.cancelled', params: {} }))).toBeVisible();
  await expect(clerk.hook('import-choose')).toBeFocused();
});

test('a finalised submission is compared and not changed; the page can be read and worked by keyboard', async () => {
  const file = path.join(files, '定稿后改过.xlsx');
  editWorkbook({ from: finalFile, to: file, cells: [['基础基331', 'D10', 604]] });
  const { page } = await start(finalFile);
  await clerk.hook('open-import').click();
  await clerk.hook('import-next').click();
  await clerk.hook('import-next').click();
  await clerk.hook('import-apply').click();
  await clerk.hook('open-import').waitFor();
  await launched.app.evaluate((_electron, name) => {
    process.env['TIANBAO_OPEN_FILE'] = name;
  }, file);
  await clerk.hook('open-import').click();
  await clerk.hook('import-next').click();
  await clerk.hook('import-next').click();
  await expect(clerk.hook('import-apply')).toBeDisabled();
  await expect(clerk.hook('import-hindrance')).toHaveText(
    errorSentence({ code: 'submission.finalised', params: {} }),
  );

  const grid = page.getByRole('grid', { name: '文件与现有数据的不同' });
  await expect(grid.getByRole('columnheader')).toHaveText([
    '导入',
    '表',
    '哪一格',
    '现有值',
    '文件中的值',
    '来源',
  ]);
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await expect(grid.getByRole('checkbox')).toBeDisabled();
  const named = page.locator('.import :is(button, select, input)');
  for (const control of await named.all()) await expect(control).toHaveAccessibleName(/./);
  const order: string[] = [];
  await clerk.hook('import-form-filter').focus();
  for (let step = 0; step < 3; step += 1) {
    order.push(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.textContent ?? '',
      ),
    );
    await page.keyboard.press('Tab');
  }
  expect(order).toEqual(['import-form-filter', 'import-view-filter', 'import-differences']);
});
