import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { encodeGbk } from '../../electron/cli/generate-gbk';
import { axeViolations } from '../support/axe';
import { inventedPupils, rosterHeads, type RosterRow } from '../support/fill-roster';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { round2026, village } from '../support/school';
import { shootAtZooms } from '../support/shoot';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let submissionId: number;
const shots = process.env['TIANBAO_SHOTS'];
const pupils = inventedPupils(4);

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

/** Pictures for people to judge, and what axe finds in what is shown. */
async function look(name: string): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  if (shots !== undefined) await shootAtZooms(app, shots, name);
}

type Line = readonly string[];

/** One file for each name; a workbook has a sheet of its own for every class list. */
async function xlsxFile(name: string, sheets: Readonly<Record<string, readonly Line[]>>): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const [sheet, lines] of Object.entries(sheets))
    book.addWorksheet(sheet).addRows(lines.map((line) => [...line]));
  const file = path.join(folder, name);
  await book.xlsx.writeFile(file);
  return file;
}

/** As Chinese Excel saves a CSV. */
function gbkFile(name: string, lines: readonly Line[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, encodeGbk(lines.map((line) => line.join(',')).join('\r\n')));
  return file;
}

const lineOf = (row: RosterRow): Line => rosterHeads.map((head) => row[head]);

/** Native dialogs cannot be driven: the unpackaged program takes the files from its environment. */
async function chooses(...files: string[]): Promise<void> {
  await app.evaluate((_electron, chosen) => {
    process.env['TIANBAO_OPEN_FILE'] = chosen;
  }, files.join('\n'));
}

const stored = () => callMain(page, 'rosters.list', { submissionId });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-rosters-'));
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_TODAY: '2026-09-06' },
  }));
  clerk = new Clerk(page);
  const school = await callMain(page, 'school.create', withoutId(village));
  await callMain(page, 'school.create', { ...withoutId(village), code: '9900000002', name: '东庄小学' });
  const collection = await callMain(page, 'collection.create', {
    ...withoutId(round2026),
    targetProfiles: [],
  });
  const { data } = await callMain(page, 'submission.open', {
    schoolId: school.id,
    collectionId: collection.id,
  });
  submissionId = data.submission.id;
  await page.reload();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('without a roster the page says what one is good for, and its tabs go by the arrows', async () => {
  await clerk.fromMenu('rosters');
  await expect(clerk.hook('rosters-empty')).toBeVisible();
  await look('load-empty');
  await clerk.hook('rosters-load').focus();
  await page.keyboard.press('ArrowRight');
  await expect(clerk.hook('rosters-fill')).toBeFocused();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(clerk.hook('rosters-load')).toBeFocused();
  await expect(clerk.hook('rosters-empty')).toBeVisible();
});

test('class lists with known heads go straight through, and nothing is stored before saving', async () => {
  const heads = [...rosterHeads, '联系电话', '家庭住址'];
  const room = (from: number): readonly Line[] => [
    heads,
    ...pupils.slice(from, from + 4).map((row) => [...lineOf(row), '00000000000', '东庄村']),
  ];
  await chooses(
    await xlsxFile('一年级1班.xlsx', { Sheet1: room(0) }),
    await xlsxFile('其余各班.xlsx', { '一（2）班': room(4), '二（1）班': room(8), '二（2）班': room(12) }),
  );
  await clerk.hook('rosters-read-pupils').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('rosters-staged')).toContainText('4 张表，16 行');
  await expect(clerk.hook('rosters-no-problems')).toBeVisible();
  await expect(clerk.hook('rosters-map')).not.toHaveAttribute('open');
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：16 名学生');
  await expect(clerk.hook('rosters-save')).toBeFocused();
  expect(await stored()).toEqual([]);
  await look('load-straight');
  await clerk.hook('rosters-map').locator('summary').first().click();
  await expect(clerk.hook('rosters-never-kept')).toContainText('不读取：联系电话、家庭住址');
  await clerk.hook('rosters-known-columns').click();
  await clerk.hook('rosters-tables').click();
  await look('load-map-open');

  // Looking at a form and coming back leaves everything as it was.
  await clerk.hook('tab-home').click();
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-load').click();
  await expect(clerk.hook('rosters-staged')).toContainText('4 张表，16 行');
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  expect(await stored()).toMatchObject([{ kind: 'pupils', people: 16 }]);
  await clerk.hook('rosters-load').click();
  await expect(page.locator('.rosters-card[data-kind=pupils]')).toContainText('16 名学生');
  await look('load-stored');
});

test('a head that nobody knows is mapped by hand, and remembered once the roster is saved', async () => {
  const heads = rosterHeads.map((head) => (head === '就读方式' ? '晚上住哪' : head));
  await chooses(gbkFile('国网导出.csv', [[...heads, '座位'], ...pupils.map((row) => [...lineOf(row), '3'])]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('2 栏没有认出');
  const column = page.getByRole('combobox', { name: '「晚上住哪」当作' });
  await expect(column).toBeFocused();
  await look('load-unknown-head');
  await column.selectOption({ label: '就读方式' });
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('1 栏没有认出');
  await clerk.hook('rosters-none-of-them').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('都已认出');
  await clerk.hook('rosters-undo').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('1 栏没有认出');
  await clerk.hook('rosters-none-of-them').click();
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  const [roster] = await callMain(page, 'rosters.people', { submissionId, kind: 'pupils' });
  expect(roster?.values['residence']).toBe('住校');

  await clerk.hook('rosters-load').click();
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('都已认出');
  await expect(clerk.hook('rosters-save')).toBeFocused();
  await clerk.hook('rosters-map').locator('summary').first().click();
  await clerk.hook('rosters-known-columns').click();
  await expect(clerk.hook('rosters-map').getByRole('row', { name: '晚上住哪' })).toContainText(
    '按上次的选择',
  );
  await clerk.hook('rosters-discard').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeVisible();
});

/** One row for every kind of problem, after two that are right. */
function faulty(): readonly RosterRow[] {
  const row = (at: number, part: Partial<RosterRow>): RosterRow => {
    const own = pupils[at];
    if (own === undefined) throw new Error(`no pupil ${at}`);
    return { ...own, ...part };
  };
  const numberOf = (at: number) => row(at, {}).身份证件号;
  const otherCheck = `${numberOf(2).slice(0, 17)}${numberOf(2).endsWith('1') ? '2' : '1'}`;
  return [
    row(0, {}),
    row(1, {}),
    row(2, { 身份证件号: otherCheck }),
    row(3, { 身份证件号: numberOf(3).slice(0, 17) }),
    row(4, { 身份证件号: `99010X${numberOf(4).slice(6)}` }),
    row(5, { 身份证件号: `${numberOf(5).slice(0, 10)}1341${numberOf(5).slice(14)}` }),
    row(6, { 身份证件号: numberOf(0), 出生日期: row(0, {}).出生日期 }),
    row(8, { 性别: '女' }),
    row(10, { 出生日期: '20180101' }),
    row(12, { 出生日期: '不详', 身份证件号: '' }),
    row(14, { 就读方式: '住在亲戚家' }),
    row(16, { 年级: '', 班级: '', 入学年月: '' }),
    row(18, { 年级: '八年级' }),
    row(20, { 年级: '六年级', 出生日期: '20190909', 身份证件号: '' }),
    row(22, { 年级: '六年级', 出生日期: '20190910', 身份证件号: '' }),
    row(24, { 姓名: '' }),
    row(26, { 性别: '', 身份证件号: '' }),
    row(28, { 出生日期: '', 身份证件号: '' }),
  ];
}

const kind = (code: string) => page.locator(`.rosters-kind[data-code=${code}]`);
const problemRow = (code: string) => kind(code).locator('li').first();

test('each kind of problem is told, corrected in place, left out or accepted, by keyboard', async () => {
  await chooses(gbkFile('各班汇总.csv', [rosterHeads, ...faulty().map(lineOf)]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 17 处问题');
  await expect(clerk.hook('rosters-save')).toBeDisabled();
  await expect(problemRow('empty')).toBeFocused();
  await look('load-problems');

  // A name is typed in place: Enter opens the row, Enter again is done, and the next problem has the focus.
  await page.keyboard.press('Enter');
  await expect(page.locator('.rosters-fix input[name=name]')).toBeFocused();
  await page.keyboard.type('甄新');
  await look('load-fix');
  await page.keyboard.press('Enter');
  await expect(kind('empty')).toBeHidden();
  await expect(problemRow('identityLength')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(kind('empty')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await expect(kind('empty')).toBeHidden();
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');

  // A row that is still wrong stays open.
  await expect(problemRow('identityLength')).toBeFocused();
  await page.keyboard.press('Enter');
  const number = page.locator('.rosters-fix input[name=identity]');
  await expect(number).toHaveValue(pupils[3]?.身份证件号.slice(0, 17) ?? '');
  await number.fill('9901');
  await page.keyboard.press('Enter');
  await expect(problemRow('identityLength')).toContainText('是 4 位');
  await expect(number).toBeFocused();
  await number.fill(pupils[3]?.身份证件号 ?? '');
  await page.keyboard.press('Enter');
  await expect(kind('identityLength')).toBeHidden();

  for (const [code, at] of [
    ['identityCharacters', 4],
    ['identityDate', 5],
  ] as const) {
    await expect(problemRow(code)).toBeFocused();
    await page.keyboard.press('Enter');
    await number.fill(pupils[at]?.身份证件号 ?? '');
    await page.keyboard.press('Enter');
    await expect(kind(code)).toBeHidden();
  }
  // What is a doubt may be right as it is.
  await expect(problemRow('identityCheckDigit')).toBeFocused();
  await page.keyboard.press('y');
  await expect(kind('identityCheckDigit')).toBeHidden();
  // What is an error may not.
  await expect(problemRow('duplicate')).toBeFocused();
  await page.keyboard.press('y');
  await expect(problemRow('duplicate')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(kind('duplicate')).toBeHidden();

  await clerk.hook('rosters-filter-ageFar').click();
  await expect(page.locator('.rosters-kind')).toHaveCount(1);
  await clerk.hook('rosters-accept-all-ageFar').click();
  await expect(kind('ageFar')).toBeHidden();
  await expect(page.locator('.rosters-kind').first()).toBeVisible();
  await clerk.hook('rosters-undo').click();
  await expect(kind('ageFar').locator('li')).toHaveCount(3);
  await clerk.hook('rosters-accept-all-ageFar').click();

  await kind('sexDiffers').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix select[name=sex]').selectOption('男');
  await clerk.hook('rosters-fix').click();
  await kind('birthDiffers').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix input[name=birth]').fill(pupils[10]?.出生日期 ?? '');
  await clerk.hook('rosters-fix').click();
  await kind('unknownSex').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix select[name=sex]').selectOption('男');
  await clerk.hook('rosters-fix').click();
  await kind('unknownBirth').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix input[name=birth]').fill('2016/9/11');
  await clerk.hook('rosters-fix').click();
  await kind('unreadableDate').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix input[name=birth]').fill('2018.9.11');
  await clerk.hook('rosters-fix').click();
  await kind('unknownValue').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix select[name=residence]').selectOption('借宿');
  await clerk.hook('rosters-fix').click();
  await kind('unknownGrade').getByRole('button', { name: '改正' }).click();
  await page.locator('.rosters-fix input[name=grade]').fill('三年级');
  await clerk.hook('rosters-fix').click();
  await kind('foreignGrade').getByRole('button', { name: '排除' }).click();
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：15 名学生');
  await expect(clerk.hook('rosters-save')).toBeFocused();
  await clerk.hook('rosters-handled').locator('summary').click();
  await look('load-handled');

  // A row that was left out is taken in again.
  await clerk.hook('rosters-handled').getByRole('button', { name: '恢复' }).last().click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 1 处问题');
  await clerk.hook('rosters-go-left').click();
  await expect(page.locator('[data-problem]').first()).toBeFocused();
  await page.keyboard.press('Delete');
  expect(await stored()).toMatchObject([{ people: 48 }]);
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  expect(await stored()).toMatchObject([{ people: 15, files: [{ fileName: '各班汇总.csv', rows: 15 }] }]);
});

test('what was worked on is not thrown away without asking, and waits for its own school', async () => {
  await clerk.hook('rosters-load').click();
  await clerk.hook('rosters-read-pupils').click();
  await expect(problemRow('empty')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');

  // Another school sees that it waits, and cannot store it as its own.
  await clerk.hook('choose-school').selectOption('东庄小学');
  await expect(clerk.hook('rosters-elsewhere')).toContainText('「清河镇中心小学」');
  await look('load-elsewhere');
  await clerk.hook('rosters-go-back').click();
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');

  await clerk.hook('rosters-discard').click();
  await expect(page.getByRole('dialog', { name: '放弃载入' })).toBeVisible();
  await look('load-discard');
  await page.keyboard.press('Escape');
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');
  await clerk.hook('rosters-discard').click();
  await clerk.hook('rosters-discard-confirmed').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeVisible();
  expect(await stored()).toMatchObject([{ people: 15 }]);
});

test('reading can be ended, and then nothing is staged and nothing changed', async () => {
  const many = Array.from({ length: 100 }, () => pupils).flat();
  const file = await xlsxFile('全县.xlsx', { 名单: [rosterHeads, ...many.map(lineOf)] });
  await chooses(file, file, file, file);
  // The reading takes little longer than the time after which it can be ended: the button is pressed at once.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const button = document.querySelector<HTMLElement>('[data-testid=cancel-work]');
      if (button === null) return;
      observer.disconnect();
      button.click();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-cancelled')).toBeVisible();
  await expect(clerk.hook('rosters-read-pupils')).toBeFocused();
  expect(await stored()).toMatchObject([{ people: 15 }]);
});

test('of very many problems each kind can be worked on, and all of a kind at once', async () => {
  const sheets = Array.from({ length: 30 }, (_, at) =>
    pupils.map((row) => ({ ...row, 姓名: `${row.姓名}${at}` })),
  );
  const rows = sheets.flat().map((row) => ({ ...row, 身份证件号: '', 就读方式: '远' }));
  await chooses(gbkFile('全校.csv', [rosterHeads, ...rows.map(lineOf)]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 1440 处问题');
  await expect(clerk.hook('rosters-more')).toContainText('先列出 500 处');
  await expect(problemRow('unknownValue')).toBeFocused();
  await page.keyboard.press('End');
  await expect(kind('unknownValue').locator('li').last()).toBeFocused();
  await look('load-many');
  await clerk.hook('rosters-accept-all-unknownValue').click();
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：1440 名学生');
  await clerk.hook('rosters-undo').click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 1440 处问题');
  // One correction for all that write it so.
  await clerk.hook('rosters-go-left').click();
  await page.keyboard.press('Enter');
  await page.locator('.rosters-fix select[name=residence]').selectOption('走读');
  await clerk.hook('rosters-alike').check();
  await look('load-alike');
  await clerk.hook('rosters-fix').click();
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：1440 名学生');
  await expect(clerk.hook('rosters-undo')).toContainText('改正 1440 行');
  await clerk.hook('rosters-discard').click();
  await clerk.hook('rosters-discard-confirmed').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeVisible();
});
