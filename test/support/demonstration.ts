import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, type Page, test } from 'playwright/test';
import { Clerk } from './journey';
import { disabledPupils, dropouts, lastYear, thisYear } from './sample';

/** The program in which the demonstration is played. */
export interface Stage {
  readonly page: Page;
  /** A PNG of the window at this zoom; where there is none, no pictures of it are taken. */
  readonly zoomed?: (factor: number) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export interface StageOptions {
  readonly dataFolder: string;
  /** What the program has to follow: where it saves, and which day it is. */
  readonly env: Readonly<Record<string, string>>;
}

async function readCell(file: string, sheet: string, address: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.getWorksheet(sheet)?.getCell(address).text ?? `no sheet ${sheet}`;
}

/**
 * A clerk's work from the first start to the final workbook, as tests of the file that calls it; workbooks, pictures
 * and a summary are left in `out`.
 */
export function demonstrate(out: string, open: (options: StageOptions) => Promise<Stage>): void {
  const summary: string[] = [];
  let stage: Stage;
  let page: Page;
  let clerk: Clerk;
  let dataFolder: string;

  async function shot(name: string): Promise<void> {
    await page.screenshot({ path: path.join(out, `${name}.png`) });
  }

  async function zoomed(factor: number, name: string): Promise<void> {
    const png = await stage.zoomed?.(factor);
    if (png === undefined) return;
    fs.writeFileSync(path.join(out, `${name}.png`), png);
    await page.waitForTimeout(200);
  }

  test.beforeAll(async () => {
    fs.mkdirSync(out, { recursive: true });
    dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-journey-'));
    const env = { TIANBAO_SAVE_FOLDER: out, TIANBAO_TODAY: '2021-09-06' };
    stage = await open({ dataFolder, env });
    page = stage.page;
    clerk = new Clerk(page);
  });

  test.afterAll(async () => {
    await stage.close();
    fs.rmSync(dataFolder, { recursive: true, force: true });
    fs.writeFileSync(path.join(out, 'summary.txt'), `${summary.join('\n')}\n`);
  });

  test('a school and last year, filed in the edition of that year', async () => {
    await shot('01-first-start');
    await clerk.createSchool('9900000001', '清河镇中心小学');
    await clerk.createCollection(2020, 'jichuji-2018-86', '2020-09-20');
    await clerk.typeSample(lastYear);
    await expect(clerk.cell('局经费1!01.3').locator('.cell-text')).toHaveText('434160.00');
    await clerk.openForm('基础基331');
    await expect(clerk.cell('基础基331!04.15').locator('.cell-text')).toHaveText('612');
    await clerk.saved();
    await shot('02-last-year-331');
    await clerk.reviewAll();
    await clerk.finalise();
    await clerk.hook('export-final').click();
    const file = await clerk.hook('export-file').innerText();
    expect(file).toBe('教基_9900000001_清河镇中心小学_2020-2021_v1.xlsx');
    const closing = await readCell(path.join(out, file), '基础基331', 'R10');
    expect(closing).toBe('612');
    summary.push(`上年文件：${file}，基础基331 R10（小学本学年初在校）= ${closing}`);
  });

  test('this year opens with last year’s numbers; totals and findings follow the typing', async () => {
    await clerk.createCollection(2021, 'jiaoji-2021', '2021-09-20');
    await clerk.home();
    await expect(page.getByText('还有 14 天')).toBeVisible();
    await shot('03-home');

    await clerk.openForm('教基3112');
    await clerk.typeRow('教基3112', '01', thisYear['教基3112']?.['01'] ?? []);
    await expect(clerk.cell('教基3112!01.7').locator('.cell-text')).toHaveText('601');
    await expect(clerk.cell('教基3112!01.15').locator('.cell-text')).toHaveText('101');
    // A slip of the finger: 147 girls in a grade of 99.
    await clerk.typeRow('教基3112', '02', [...(thisYear['教基3112']?.['02'] ?? []).slice(0, 8), 147]);
    await expect(clerk.hook('finding-J3112-05@c9#1')).toContainText('总计·女 147，应当 ≤ 总计 99，差 48');
    await shot('04-form-3112-error');
    await clerk.typeRow('教基3112', '02', [null, null, null, null, null, null, null, null, 47]);
    await expect(clerk.hook('finding-J3112-05@c9#1')).toBeHidden();
    await clerk.typeForm('教基3112', thisYear['教基3112'] ?? {});
    await clerk.typeRow('教基3112', '02', [null, null, null, null, null, null, null, null, 147]);

    await clerk.openForm('教基3040');
    await expect(clerk.cell('教基3040!04.1').locator('.cell-text')).toHaveText('612');
    await expect(clerk.cell('教基3040!04.3').locator('.cell-text')).toHaveText('98');
    await clerk.typeForm('教基3040', thisYear['教基3040'] ?? {});
    await expect(clerk.cell('教基3040!04.17').locator('.cell-text')).toHaveText('601');
    await expect(clerk.hook('finding-J3040-W1#1')).toBeVisible();
    await clerk.saved();
    await shot('05-form-3040-opening-balance');
  });

  test('the other tables and the ledgers that fill them', async () => {
    for (const form of [
      '教基3113',
      '教基2106',
      '教基3120',
      '教基3045',
      '教基5176',
      '局经费1',
      '局补充1',
      '局巩固1',
    ])
      await clerk.typeForm(form, thisYear[form] ?? {});
    await clerk.typeRecords('局控辍1', dropouts);
    await clerk.saved();
    await shot('06-ledger');
    await clerk.typeRecords('局特教2', disabledPupils);
    await clerk.typeForm('局控辍2', thisYear['局控辍2'] ?? {});
    await expect(clerk.cell('局控辍2!04.7').locator('.cell-text')).toHaveText('1');
    await clerk.typeForm('局目标1', thisYear['局目标1'] ?? {});
    await clerk.openForm('局特教1');
    await expect(clerk.cell('局特教1!01.6').locator('.cell-text')).toHaveText('3');
    await clerk.openForm('教基1001');
    await expect(clerk.cell('教基1001!schoolCode').locator('.cell-text')).toHaveText('9900000001');
    await clerk.saved();
    await shot('07-form-1001');
  });

  test('an error blocks 定稿, leads to its cell, and is fixed; a warning is explained', async () => {
    await clerk.reviewAll();
    await expect(clerk.hook('finalise')).toBeDisabled();
    await shot('08-finish-blocked');
    await page.getByRole('button', { name: /其中数不得大于总计/ }).first().click(); // prettier-ignore
    await expect(clerk.cell('教基3112!02.9')).toHaveAttribute('data-active', 'true');
    await page.keyboard.type('47');
    await page.keyboard.press('Enter');
    await expect(clerk.hook('finding-J3112-05@c9#1')).toBeHidden();
    await clerk.saved();

    await clerk.hook('tab-indicators').click();
    await clerk.hook('theme-控辍保学').click();
    await expect(clerk.hook('indicator-primary_dropout_rate')).toContainText('0.65%(4/612)');
    await expect(clerk.hook('indicator-primary_dropout_rate')).toContainText('未达标');
    await expect(clerk.hook('indicator-primary_annual_retention_rate')).toContainText('99.02%(604/610)');
    await clerk.hook('theme-特殊教育').click();
    await expect(clerk.hook('indicator-three_disability_enrollment_rate')).toContainText('100.00%(3/3)');
    await clerk.hook('theme-经费').click();
    await expect(clerk.hook('indicator-per_pupil_public_funds_standard')).toContainText('720.00(440640/612)');
    await clerk.hook('theme-控辍保学').click();
    await shot('09-indicators');

    await clerk.openForm('教基3040');
    await clerk.explain('J3040-W1#1', '1 名学生外出务工后失去联系，已列入控辍保学台账，正在劝返。');
    await clerk.explain('LKC2-12', '学校小，4 名学生即超过控制线，正逐人劝返。');
    await clerk.explain('LJF1-09', '3 名残疾学生本年刚核实登记，上年报表没有列出。');
    await shot('10-explained');
  });

  test('定稿 and the final workbook, cells where the bureau’s tools read them', async () => {
    await clerk.hook('tab-finish').click();
    await expect(clerk.hook('finalise')).toBeEnabled();
    // A key held down leads to the page and no further; the next press asks, and what changes nothing has the focus.
    await clerk.openForm('教基3112');
    for (let held = 0; held < 5; held++) await clerk.page.keyboard.down('F9');
    await clerk.page.keyboard.up('F9');
    const question = clerk.page.getByRole('dialog', { name: '定稿？' });
    await expect(clerk.hook('finalise')).toBeFocused();
    await expect(question).toHaveCount(0);
    await clerk.page.keyboard.press('F9');
    await expect(question.getByRole('button', { name: '取消' })).toBeFocused();
    await clerk.page.keyboard.press('Enter');
    await expect(question).toBeHidden();
    await expect(clerk.hook('saved-state')).toContainText('已保存');
    await clerk.finalise();
    await clerk.hook('export-final').click();
    const file = await clerk.hook('export-file').innerText();
    expect(file).toBe('教基_9900000001_清河镇中心小学_2021-2022_v1.xlsx');
    const pupils = await readCell(path.join(out, file), '教基3112_小学', 'I6');
    expect(pupils).toBe('601');
    await shot('11-exported');
    const { size } = fs.statSync(path.join(out, file));
    summary.push(
      `本年文件：${file}（${Math.round(size / 1024)} KB），教基3112_小学 I6（在校生数）= ${pupils}`,
    );
    summary.push(
      '小学辍学率 0.65%(4/612) 未达标（说明已写）；小学年巩固率 99.02%(604/610) 达标；三类残疾入学率 100.00%(3/3) 达标；小学生均公用经费 720.00(440640/612) 达标',
    );
  });

  test('a finalised submission is read-only; every screen holds at 125 % and 150 %', async () => {
    await clerk.openForm('教基3112');
    await clerk.cell('教基3112!01.9').click();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await expect(clerk.cell('教基3112!01.9').locator('.cell-text')).toHaveText('99');
    await zoomed(1, '12-form-3112');
    await zoomed(1.25, '13-form-3112-125');
    await zoomed(1.5, '14-form-3112-150');
    await clerk.home();
    await zoomed(1, '15-home-done');
    await zoomed(1.5, '16-home-150');
    await clerk.hook('tab-indicators').click();
    await zoomed(1.5, '17-indicators-150');
    await clerk.hook('tab-finish').click();
    await zoomed(1.5, '18-finish-150');
  });
}
