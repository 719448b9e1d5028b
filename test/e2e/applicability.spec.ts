import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';

const out = path.resolve('out', 'test', 'applicability');

/** Codes of one edition's forms: `教基 1001 2106` names 教基1001 and 教基2106. */
const codes = (prefix: string, numbers: string): readonly string[] =>
  numbers.split(' ').map((number) => `${prefix}${number}`);

interface Expected {
  readonly type: string;
  readonly current: string;
  readonly before: string;
  readonly local: string;
  /** Row codes of 教基3040 and 基础基331. */
  readonly rows: readonly string[];
}

const compulsory = '入学1 控辍1 控辍2 控辍3 控辍4 控辍5 巩固1 巩固2 特教1 特教2 经费1 经费2 经费3 缺口1';
const staff = '4149 4063 4067 4068 4153 4155 5170 5176';
const oldStaff = '412 422 431 4411 4412 442 512 522 531';
const oldHead = '111 112 112续表1';

const primary = {
  current: `1001 2106 3112 3113 3120 3040 3041 3045 ${staff}`,
  before: `${oldHead} 212 312 315 331 332 333 341 ${oldStaff}`,
  rows: ['04', '05', '06'],
};
const junior = compulsory.replace('巩固2', '巩固2 升学1');

const schools: readonly Expected[] = [
  { type: '小学', ...primary, local: `${compulsory} 均衡1 补充1 补充2 目标1` },
  { type: '小学教学点', ...primary, local: `${compulsory} 补充1 补充2 目标1` },
  {
    type: '初级中学',
    current: `1001 2107 3115 3116 3120 3040 3041 3045 ${staff}`,
    before: `${oldHead} 213 313 315 331 332 333 341 ${oldStaff}`,
    local: `${junior} 均衡1 补充1 补充2 目标1`,
    rows: ['07', '08', '09'],
  },
  {
    type: '九年一贯制学校',
    current: `1001 2106 2107 3112 3113 3115 3116 3120 3040 3041 3045 ${staff}`,
    before: `${oldHead} 212 213 312 313 315 331 332 333 341 ${oldStaff}`,
    local: `${junior} 均衡1 补充1 补充2 目标1`,
    rows: ['04', '05', '06', '07', '08', '09'],
  },
  {
    type: '特殊教育学校',
    current: '1001 3120 3040 3041 3045 4063 4067 4068 4153',
    before: `${oldHead} 315 331 332 333 341 431 4411 4412 521`,
    local: `${compulsory} 补充1 补充2 目标1`,
    rows: ['04', '05', '06', '07', '08', '09', '13', '14', '15'],
  },
  {
    type: '幼儿园',
    current: '1001 3040 3041 3045 4063 4067 4068 4153',
    before: `${oldHead} 211 311 331 332 341 411 4211 4212 431 4411 4412 442 511 521`,
    local: '普及1 缺口1',
    rows: ['01', '02', '03'],
  },
];

test.describe.configure({ mode: 'serial' });

let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let dataFolder: string;

async function shownRows(form: string): Promise<string[]> {
  await clerk.openForm(form);
  return page.locator(`[data-form="${form}"] td.row-code`).allInnerTexts();
}

async function changeType(type: string): Promise<void> {
  await clerk.fromMenu('edit-school');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[name=code]')).toBeFocused();
  await dialog.locator('[name=type]').selectOption(type);
  await clerk.hook('save-school').click();
}

test.beforeAll(async () => {
  fs.mkdirSync(out, { recursive: true });
  dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-applicability-'));
  ({ app, page } = await launchApp({ dataFolder, env: { TIANBAO_TODAY: '2021-09-06' } }));
  clerk = new Clerk(page);
});

test.afterAll(async () => {
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});

for (const [index, { type, current, before, local, rows }] of schools.entries()) {
  test(`a ${type} gets exactly its forms and rows, in either edition`, async () => {
    await clerk.createSchool(`990000000${index}`, `清河${type}`, type);
    if (index === 0) {
      await clerk.createCollection(2020, 'jichuji-2018-86', '2020-09-20');
      await clerk.createCollection(2021, 'jiaoji-2021', '2021-09-20');
    }
    const choose = clerk.hook('choose-collection');
    await choose.selectOption({ index: 0 });
    await expect.poll(() => clerk.forms()).toEqual([...codes('教基', current), ...codes('局', local)]);
    expect(await shownRows('教基3040')).toEqual(rows);
    await choose.selectOption({ index: 1 });
    await expect.poll(() => clerk.forms()).toEqual([...codes('基础基', before), ...codes('局', local)]);
    expect(await shownRows('基础基331')).toEqual(rows);
    await choose.selectOption({ index: 0 });
    await expect.poll(() => clerk.forms()).toContain('教基1001');
  });
}

test('another type says first what it hides; hidden numbers are kept and come back with the type', async () => {
  await clerk.hook('choose-school').selectOption({ label: '清河九年一贯制学校' });
  await expect.poll(() => clerk.forms()).toContain('教基3115');
  await clerk.typeForm('教基3115', { '02': [20, 21] });
  await clerk.typeForm('教基3040', { '07': [null, null, null, 2] });
  await clerk.saved();

  await changeType('小学');
  const words = page.getByTestId('school-change');
  await expect(words).toContainText('将不再显示：教基3115 初中分类型学生数（2 个数）');
  await expect(words).toContainText('教基3040 将不再显示这些行、列：初中（1 个数）');
  await expect(words).toContainText('已填的数都会保留，改回来就能看到。');
  await page.screenshot({ path: path.join(out, 'type-change.png') });
  await page.getByRole('button', { name: '返回修改' }).click();
  await clerk.hook('save-school').click();
  await clerk.hook('confirm-school').click();
  await expect.poll(() => clerk.forms()).not.toContain('教基3115');
  expect(await shownRows('教基3040')).toEqual(['04', '05', '06']);

  await changeType('九年一贯制学校');
  await expect(words).toContainText('重新显示：教基3115 初中分类型学生数（2 个数）');
  await clerk.hook('confirm-school').click();
  await clerk.openForm('教基3115');
  await expect(clerk.cell('教基3115!02.1').locator('.cell-text')).toHaveText('20');
  expect(await shownRows('教基3040')).toEqual(['04', '05', '06', '07', '08', '09']);
  await expect(clerk.cell('教基3040!07.4').locator('.cell-text')).toHaveText('2');
});

test('only a centre school fills the township’s form', async () => {
  await clerk.hook('choose-school').selectOption({ label: '清河小学' });
  await expect.poll(() => clerk.forms()).not.toContain('局升学1');
  await clerk.fromMenu('edit-school');
  await page.getByLabel('乡镇中心小学').check();
  await page.screenshot({ path: path.join(out, 'centre-school.png') });
  await clerk.hook('save-school').click();
  await expect(page.getByTestId('school-change')).toContainText('新增：局普及1');
  await clerk.hook('confirm-school').click();
  await expect.poll(() => clerk.forms()).toContain('局普及1');
});

test('groups fold, and the keys go through the tree', async () => {
  const group = page.getByRole('button', { name: /^学生/ });
  await group.click();
  await expect.poll(() => clerk.forms()).not.toContain('教基3112');
  await group.press('ArrowRight');
  await expect.poll(() => clerk.forms()).toContain('教基3112');
  await group.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-form="教基3112"]')).toBeVisible();
});

test('a text of several paragraphs is written in place, and Escape closes a drawer', async () => {
  await clerk.hook('choose-collection').selectOption({ index: 1 });
  await expect.poll(() => clerk.forms()).toContain('基础基112续表1');
  await clerk.openForm('基础基112续表1');
  await page.keyboard.type('第一件事');
  await page.keyboard.press('Enter');
  await page.keyboard.type('第二件事');
  await page.keyboard.press('Control+Enter');
  await clerk.saved();
  await expect(clerk.cell('基础基112续表1!explanation').locator('.cell-text')).toHaveText(
    /第一件事\n第二件事/,
    {
      useInnerText: true,
    },
  );
  await page.screenshot({ path: path.join(out, 'paragraphs.png') });

  await page.setViewportSize({ width: 900, height: 600 });
  await page.getByRole('button', { name: '报表目录', exact: true }).click();
  const tree = page.locator('[data-panel="tree"]');
  await expect(tree).toHaveAttribute('data-drawer', 'true');
  await page.keyboard.press('Escape');
  await expect(tree).not.toHaveAttribute('data-drawer');
});

test('a layout that nobody has confirmed says so, on the form and in its notes', async () => {
  const note = '版式待与上级样表核对';
  await page.setViewportSize({ width: 1366, height: 768 });
  await clerk.openForm('基础基212');
  await expect(page.locator('.form-title')).toContainText(note);
  await expect(page.getByRole('region', { name: '本表指标解释' })).toContainText(note);
  await clerk.openForm('基础基331');
  await expect(page.locator('.form-title')).not.toContainText(note);
  await expect(page.getByRole('region', { name: '本表指标解释' })).not.toContainText(note);
});
