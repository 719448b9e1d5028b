import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { readByOpenpyxl, writeCountyTemplate } from '../support/county-template';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { thisYear } from '../support/sample';

const out = path.resolve('out', 'test', 'template');

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let folder: string;
let template: string;

/** Native dialogs cannot be driven: the unpackaged program takes the file from its environment. */
async function chooses(file: string): Promise<void> {
  await app.evaluate((_electron, chosen) => {
    process.env['TIANBAO_OPEN_FILE'] = chosen;
  }, file);
}

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
  fs.writeFileSync(path.join(out, `${name}.png`), Buffer.from(png, 'base64'));
}

async function start(): Promise<void> {
  const dataFolder = path.join(folder, 'data');
  const env = { TIANBAO_SAVE_FOLDER: folder, TIANBAO_OPEN_FILE: template, TIANBAO_TODAY: '2026-09-06' };
  ({ app, page } = await launchApp({ dataFolder, env }));
  clerk = new Clerk(page);
}

const cell = (address: string) => page.locator(`[data-address="${address}"]`);
const filledFile = (name: string) => readByOpenpyxl(path.join(folder, name)).cells['学生情况'];

test.beforeAll(async () => {
  fs.mkdirSync(out, { recursive: true });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-template-'));
  template = path.join(folder, '县表.xlsx');
  writeCountyTemplate(template);
  await start();
});

test.afterAll(async () => {
  await app.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('a template is opened, and its labels and marks find their figures', async () => {
  await clerk.createSchool('9900000001', '清河镇中心小学');
  await clerk.createCollection(2026, 'jiaoji-2021', '2026-09-20');
  await clerk.typeForm('教基3112', {
    '01': thisYear['教基3112']?.['01'] ?? [],
    '02': thisYear['教基3112']?.['02'] ?? [],
  });
  await clerk.saved();
  await clerk.hook('tab-finish').click();
  await clerk.hook('open-template').click();
  await shot('01-introduction');
  await clerk.hook('template-back').click();
  await clerk.hook('open-template').click();
  await clerk.hook('choose-template').click();
  await expect(clerk.hook('template-file')).toHaveText('县表.xlsx');
  await expect(page.locator('[data-sheet="学生情况"]')).toContainText('教基3112 小学分类型学生数');
  await expect(cell('E6')).toHaveAttribute('data-by', 'label');
  await expect(cell('E6')).toContainText('601');
  await expect(cell('A2')).toContainText('填报单位：清河镇中心小学（9900000001）');
  await expect(cell('J6')).toHaveAttribute('data-formula', 'true');
  await expect(clerk.hook('template-problems')).toContainText('教基3112!01.99');
});

test('a cell is mapped by keyboard and by choosing, and cleared and restored', async () => {
  await cell('A12').click();
  const grid = clerk.hook('template-grid');
  await grid.press('ArrowRight');
  await grid.press('ArrowRight');
  await expect(cell('C12')).toHaveAttribute('aria-selected', 'true');
  await grid.press('Enter');
  await expect(clerk.hook('source-text')).toBeFocused();
  await page.keyboard.type('教基3112!没有');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('不认识「教基3112!没有」');
  await clerk.hook('source-text').fill('教基3112!2.9');
  await page.keyboard.press('Enter');
  await expect(cell('C12')).toContainText('47');
  await expect(cell('C12')).toHaveAttribute('data-by', 'hand');
  await expect(grid).toBeFocused();

  await grid.press('ArrowRight');
  await expect(clerk.hook('suggest-left')).toHaveText('接着左边：教基3112 总计·女 · 在校生数·二年级');
  await shot('09-suggestion');
  await clerk.hook('source-area').selectOption('教基3112');
  await clerk.hook('source-row').selectOption('01');
  await clerk.hook('source-column').selectOption('10');
  await expect(cell('D12')).toContainText('98');
  await shot('02-mapped');
  await shot('03-mapped-125', 1.25);
  await shot('04-mapped-150', 1.5);
  await grid.focus();
  await grid.press('Delete');
  await expect(cell('D12')).not.toHaveAttribute('data-by');
  await grid.press('Control+z');
  await expect(cell('D12')).toContainText('98');

  await cell('B13').click();
  await expect(page.locator('.template-source')).toContainText('不认识标记里的「教基3112!01.99」');
  await clerk.hook('source-area').selectOption('school.name');
  await expect(clerk.hook('source-value')).toHaveText('清河镇中心小学');
  await expect(clerk.hook('template-problems')).toBeHidden();

  await clerk.hook('show-sources').check();
  await shot('05-sources');
  await clerk.hook('show-sources').uncheck();
});

test('a sheet is taken for a form by hand', async () => {
  await page.locator('[data-sheet="填表说明"]').click();
  await clerk.hook('place-form').selectOption('教基3112');
  await clerk.hook('place-sheet').click();
  await expect(page.getByText('没有找到它的行目和列目')).toBeVisible();
  await expect(page.locator('[data-sheet="填表说明"]')).toContainText('没有找到要填的格');
  await page.locator('[data-sheet="缺口台账"]').click();
  await expect(page.locator('[data-by="list"][data-address^="A"]')).toHaveCount(5);
  await cell('A4').click();
  await expect(clerk.hook('list-last-row')).toHaveValue('8');
  await shot('06-list');
});

test('the mapping is saved, found again beside the template, and the template is filled', async () => {
  await clerk.hook('save-mapping').click();
  await expect(clerk.hook('template-mapping')).toHaveText('对照文件：县表.对照.json');
  await app.close();
  await start();
  await clerk.hook('tab-finish').click();
  await clerk.hook('open-template').click();
  await clerk.hook('choose-template').click();
  await expect(clerk.hook('template-mapping')).toHaveText('对照文件：县表.对照.json');
  await expect(cell('D12')).toHaveAttribute('data-by', 'hand');
  await clerk.hook('fill-template').click();
  await expect(clerk.hook('filled-state')).toContainText('草稿的数据');
  await expect(clerk.hook('filled-file')).toHaveText('县表_9900000001_清河镇中心小学_草稿.xlsx');
  await shot('07-filled');
  await shot('08-filled-150', 1.5);
  await expect(clerk.hook('template-problems')).toBeHidden();
  await clerk.hook('fold-result').click();
  await expect(clerk.hook('filled-file')).toBeHidden();
  await shot('10-folded');
  await clerk.hook('unfold-result').click();
  await expect(clerk.hook('filled-file')).toBeVisible();
  const before = readByOpenpyxl(template);
  const after = readByOpenpyxl(path.join(folder, '县表_9900000001_清河镇中心小学_草稿.xlsx'));
  expect(after.cells['学生情况']).toMatchObject({
    ...{ A2: '填报单位：清河镇中心小学（9900000001）', G2: '2026—2027学年', B13: '清河镇中心小学' },
    ...{ C6: 101, E6: 601, F6: 99, F7: 47, C11: 101, C12: 47, D12: 98 },
    ...{ J6: '=F6+G6', J7: '=F7+G7' },
  });
  expect(after.cells['填表说明']).toEqual(before.cells['填表说明']);
  expect([after.validations, after.formats]).toEqual([before.validations, before.formats]);
  expect(filledFile('县表.xlsx')?.['A2']).toBe('填报单位：{{学校名称}}（{{学校标识码}}）');
});

test('another template does not take unsaved work away without a word', async () => {
  await cell('F12').click();
  await clerk.hook('source-area').selectOption('school.code');
  await expect(cell('F12')).toContainText('9900000001');
  await clerk.hook('choose-template').click();
  await expect(page.getByText('对照有改动还没有保存')).toBeVisible();
  await expect(cell('F12')).toContainText('9900000001');
  // Pressing again is no answer; Escape stays and gives the focus back.
  await clerk.hook('choose-template').click();
  await clerk.hook('close-template').click();
  await expect(cell('F12')).toContainText('9900000001');
  await page.getByRole('button', { name: '先保存对照' }).focus();
  await page.keyboard.press('Escape');
  await expect(clerk.hook('leave-template')).toBeHidden();
  await expect(clerk.hook('close-template')).toBeFocused();
  await clerk.hook('choose-template').click();
  await clerk.hook('drop-mapping').click();
  await expect(cell('F12')).not.toHaveAttribute('data-by');
});

test('a file that is no workbook is refused with a sentence, and the template stays', async () => {
  const words = path.join(folder, '通知.xlsx');
  fs.writeFileSync(words, '这不是工作簿');
  await chooses(words);
  await clerk.hook('choose-template').click();
  await expect(clerk.hook('template-refused')).toContainText('通知.xlsx');
  await expect(clerk.hook('template-file')).toHaveText('县表.xlsx');
  await cell('F12').click();
  await clerk.hook('source-area').selectOption('school.code');
  await clerk.hook('close-template').click();
  await page.getByRole('button', { name: '先保存对照' }).click();
  await expect(page.getByRole('heading', { name: '填入县里的模板' })).toBeVisible();
});
