import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { dropouts } from '../support/sample';

const out = path.resolve('out', 'test', 'export');

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let dataFolder: string;

/** Taken by Electron itself: the test tool cuts a zoomed page at its unzoomed size. */
async function zoomed(factor: number, name: string): Promise<void> {
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

/** What openpyxl finds in a cell: its formula, its number or its text. */
function cellIn(file: string, sheet: string, address: string): string {
  const script =
    'import sys; from openpyxl import load_workbook; print(load_workbook(sys.argv[1])[sys.argv[2]][sys.argv[3]].value)';
  const args = ['-c', script, path.join(out, file), sheet, address];
  return execFileSync('/usr/bin/python3', args, { encoding: 'utf8' }).trim();
}

async function start(): Promise<void> {
  const env = { TIANBAO_SAVE_FOLDER: out, TIANBAO_TODAY: '2026-09-10' };
  ({ app, page } = await launchApp({ dataFolder, env }));
  clerk = new Clerk(page);
}

test.beforeAll(async () => {
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-export-'));
  await start();
  await clerk.createSchool('9900000001', '清河镇中心小学');
  await clerk.createCollection(2026, 'jiaoji-2021', '2026-09-20');
});

test.afterAll(async () => {
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});

test('a draft’s totals are formulas when she asks for it, and the choice is remembered', async () => {
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!01.9').click();
  for (const key of ['1', '2', 'Enter']) await page.keyboard.press(key);
  await clerk.saved();
  await clerk.hook('tab-finish').click();
  await clerk.hook('export-draft').click();
  const file = await clerk.hook('export-file').innerText();
  expect(file).toBe('教基_9900000001_清河镇中心小学_2026-2027_草稿.xlsx');
  expect(cellIn(file, '教基3112_小学', 'I6')).toBe('12');

  fs.rmSync(path.join(out, file));
  await clerk.hook('export-formulas').check();
  await clerk.hook('export-draft').click();
  await expect.poll(() => fs.existsSync(path.join(out, file))).toBe(true);
  expect(cellIn(file, '教基3112_小学', 'I6')).toBe('=SUM(K6:P6)');

  expect(fs.readdirSync(out)).toEqual([file]);

  await app.close();
  await start();
  await clerk.hook('tab-finish').click();
  await expect(clerk.hook('export-formulas')).toBeChecked();
});

test('a name list goes out by itself, when she has read what is in it', async () => {
  await expect(clerk.hook('export-list-局控辍1')).toBeDisabled();
  await clerk.typeRecords('局控辍1', dropouts);
  await clerk.saved();
  await clerk.hook('tab-finish').click();
  await clerk.hook('export-list-局控辍1').click();
  await expect(clerk.hook('refuse-list-局控辍1')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(clerk.hook('export-list-局控辍1')).toBeFocused();
  await page.keyboard.press('Enter');
  await zoomed(1, 'list-asked');
  await zoomed(1.25, 'list-asked-125');
  await zoomed(1.5, 'list-asked-150');
  await clerk.hook('confirm-list-局控辍1').click();
  const name = '台账_局控辍1_清河镇中心小学_2026-09-10.xlsx';
  await expect(clerk.hook('list-file-局控辍1')).toContainText(name);
  await expect(clerk.hook('list-file-局控辍1')).toContainText('用完请及时删除。');
  await expect(clerk.hook('export-list-局控辍1')).toBeFocused();
  expect(cellIn(name, '控辍保学工作台账（疑似辍学、辍学学生名册）', 'D4')).toBe('99012320120415001X');
  await zoomed(1, 'list-exported');
});
