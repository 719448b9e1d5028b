import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { axeViolations } from '../support/axe';
import { inventedPupils, writeRosterCsv } from '../support/fill-roster';
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
/** The girl who was put into another grade. */
let changed = '';
const shots = process.env['TIANBAO_SHOTS'];

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

async function look(name: string): Promise<void> {
  if (shots !== undefined) await shootAtZooms(app, shots, name);
}

const pupils = inventedPupils(9);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-fill-'));
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const file = path.join(folder, '学生名册.csv');
  writeRosterCsv(file, pupils);
  const env = { TIANBAO_TODAY: '2026-09-06', TIANBAO_OPEN_FILE: file };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  clerk = new Clerk(page);
  const school = await callMain(page, 'school.create', withoutId(village));
  const collection = await callMain(page, 'collection.create', {
    ...withoutId(round2026),
    targetProfiles: [],
  });
  const { data } = await callMain(page, 'submission.open', {
    schoolId: school.id,
    collectionId: collection.id,
  });
  submissionId = data.submission.id;
  // Typed before there was a roster.
  const typed = { form: '教基3112', cell: '02.10', content: { kind: 'number' as const, text: '7' } };
  const { revision } = data.submission;
  await callMain(page, 'submission.setCells', { submissionId, revision, changes: [typed] });
  const staged = await callMain(page, 'rosters.read', { submissionId, kind: 'pupils' });
  if (staged?.ready !== true) throw new Error(`not ready: ${JSON.stringify(staged?.open)}`);
  await callMain(page, 'rosters.save', { stagedId: staged.stagedId, submissionId });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const row = (form: string, cell: string) => page.locator(`[data-cell-of="${form}!${cell}"]`);

test('the home page offers what the roster counts, and what has to be supposed is confirmed first', async () => {
  await expect(clerk.hook('roster-offer')).toContainText('格可由名册填入');
  await look('home-offer');
  await clerk.hook('roster-offer').getByRole('button').click();
  await expect(clerk.hook('planned-lead')).toContainText('3 处假定没有确认');
  await look('fill-first');
  // What is usual is chosen, but nothing is confirmed; what nothing is usual for cannot be confirmed unseen.
  await expect(clerk.hook('confirm-mixed.none')).toBeEnabled();
  await expect(clerk.hook('confirm-preschool.years')).toBeDisabled();
  await expect(row('教基3112', '01.4')).toBeHidden();
  await expect(row('教基3112', '02.10').getByRole('checkbox')).not.toBeChecked();
  await look('fill-open');
  await clerk.hook('usual-all').click();
  const dialog = page.getByRole('dialog', { name: '都按通常做法' });
  await expect(dialog).toContainText('没有复式班');
  await expect(dialog).toContainText('本县是 990101');
  await look('usual');
  await clerk.hook('confirm-usual').click();
  await expect(clerk.hook('assumption-mixed.none')).toHaveAttribute('data-answered', 'true');
  // The keys go on with the question that is left.
  await expect(clerk.hook('assumption-preschool.years').getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await clerk.hook('confirm-preschool.years').click();
  await expect(clerk.hook('assumptions')).toContainText('都确认过了');
  await expect(row('教基3112', '01.6')).toContainText('空白');
  await expect(clerk.hook('rosters-apply')).toBeFocused();
  await look('fill-confirmed');
  expect(await axeViolations(page)).toEqual([]);
  // Arrow keys go through the cells of a form: along a row, and down.
  await row('教基3112', '01.3').getByRole('checkbox').focus();
  await page.keyboard.press('ArrowDown');
  await expect(row('教基3112', '01.4').getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(row('教基3112', '01.4').getByRole('button')).toBeFocused();
});

test('what is ticked is filled as one step that can be taken back', async () => {
  const girls = pupils.filter(({ 年级, 性别 }) => 年级 === '三年级' && 性别 === '女').length;
  await expect(row('教基3112', '02.11')).toContainText('小学 · 三年级 · 女');
  await expect(row('教基3112', '02.11').getByRole('button')).toHaveText(String(girls));
  await row('教基3112', '05.11').getByRole('checkbox').uncheck();
  await clerk.hook('rosters-apply').click();
  await expect(clerk.hook('rosters-filled')).toContainText('已填入');
  await look('filled');
  await clerk
    .hook('rosters-filled')
    .getByRole('button', { name: /教基3112/ })
    .click();
  await expect(clerk.cell('教基3112!02.11').locator('.cell-text')).toHaveText(String(girls));
  await expect(clerk.cell('教基3112!05.11').locator('.cell-text')).toHaveText('');
  // What she typed by hand stays, and is asked about.
  await expect(clerk.cell('教基3112!02.10').locator('.cell-text')).toHaveText('7');
  await expect(clerk.hook('explain-ROSTER@教基3112!02.10')).toBeVisible();
  await expect(clerk.cell('教基3112!01.7').locator('.cell-text')).toHaveText(String(pupils.length));
  await clerk.saved();
  // Undo shows where the step begins.
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-form="教基2106"]')).toBeVisible();
  await expect(page.getByText(/^已撤销按名册填入的 \d+ 格，按 Ctrl\+Y 恢复。$/)).toBeVisible();
  await clerk.openForm('教基3112');
  await expect(clerk.cell('教基3112!02.11').locator('.cell-text')).toHaveText('');
  await clerk.openForm('教基3113');
  await expect(clerk.hook('roster-hint')).toContainText('可由名册填 48 格');
  await look('hint');
  await page.keyboard.press('Control+y');
  await clerk.saved();
  await clerk.openForm('教基3112');
  await expect(clerk.cell('教基3112!02.11').locator('.cell-text')).toHaveText(String(girls));
  await clerk.saved();
});

test('a filled number says where it comes from and who is behind it', async () => {
  const boarders = pupils.filter(({ 年级, 就读方式 }) => 年级 === '一年级' && 就读方式 === '住校');
  await clerk.cell('教基3112!05.9').click();
  await expect(clerk.hook('roster-source')).toContainText('小学 · 一年级 · 寄宿');
  await expect(clerk.hook('source-words')).toContainText('由名册计数填入');
  await look('source');
  await clerk.hook('roster-people').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('tbody tr')).toHaveCount(boarders.length);
  const [first] = boarders;
  if (first === undefined) throw new Error('nobody boards');
  await expect(dialog).toContainText(first.姓名);
  const number = first.身份证件号;
  const masked = `${number.slice(0, 6)}********${number.slice(-4)}`;
  await expect(dialog).toContainText(masked);
  await expect(dialog).not.toContainText(number);
  await look('behind');
  expect(await axeViolations(page)).toEqual([]);
  // By keyboard: the field for searching has the keys, then copying, then the rows.
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.locator('tbody tr').nth(1)).toBeFocused();
  await dialog.getByRole('button', { name: `显示${first.姓名}的身份证件号` }).click();
  await expect(dialog).toContainText(number);
  await dialog.getByRole('searchbox').fill(first.姓名);
  await expect(dialog.getByText('找到 1 人')).toBeVisible();
  await clerk.hook('copy-people').click();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain(first.姓名);
  expect(copied).not.toContain(number);
  expect(copied).not.toContain(masked);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a number of classes opens the classes with their pupils', async () => {
  const count = page
    .locator('[data-cell^="教基2106!"]')
    .filter({ has: page.locator('.cell-text', { hasText: /^2$/ }) });
  await clerk.openForm('教基2106');
  await count.first().click();
  await clerk.hook('roster-people').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('list', { name: '班级' }).getByRole('listitem')).toHaveText([
    /一年级1班 9 人/,
    /一年级2班 9 人/,
  ]);
  await expect(dialog).toContainText('2 个班');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('another number typed over it is asked about', async () => {
  await clerk.openForm('教基3112');
  const cell = clerk.cell('教基3112!05.9');
  await cell.click();
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await cell.click();
  await expect(clerk.hook('roster-differs')).toContainText('名册 4 / 填报 9，差 5');
  await expect(clerk.hook('cell-callout')).toContainText('名册');
  await look('differs');
  await clerk.explain('ROSTER@教基3112!05.9', '5 人开学后改为住校');
  await expect(cell).not.toHaveAttribute('data-trouble', 'warning');
  await clerk.openForm('教基3112');
  await page.keyboard.press('Control+z');
  await clerk.saved();
});

test('a corrected person changes the counts, and shows which', async () => {
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-people').click();
  await expect(clerk.hook('keep-until')).toContainText('计划保存到');
  await clerk.hook('people-places').selectOption('三年级1班');
  await expect(page.getByText('找到 9 人')).toBeVisible();
  await look('people');
  expect(await axeViolations(page)).toEqual([]);
  await clerk.hook('people-search').fill('wyt');
  await expect(page.getByText('找到 1 人')).toBeVisible();
  await clerk.hook('people-search').fill('');
  const girl = pupils.find(({ 年级, 班级, 性别 }) => 年级 === '三年级' && 班级 === '1班' && 性别 === '女');
  if (girl === undefined) throw new Error('no girl');
  changed = girl.姓名;
  await page.getByRole('button', { name: `改正${girl.姓名}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).not.toContainText(girl.身份证件号);
  await look('person');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.locator('[name=birth]').fill('前年');
  await clerk.hook('save-person').click();
  await expect(dialog.getByRole('alert')).toContainText('前年');
  await dialog.locator('[name=birth]').fill(girl.出生日期);
  await dialog.locator('[name=grade]').fill('4');
  await clerk.hook('save-person').click();
  await expect(dialog).toBeHidden();
  await expect(clerk.hook('recounts')).toContainText('教基3112');
  await expect(clerk.hook('recounts')).toBeFocused();
  await look('recounts');
  await clerk.hook('to-fill').click();
  await expect(row('教基3112', '02.11').getByRole('checkbox')).toBeChecked();
  await expect(row('教基3112', '02.11')).toContainText('8');
});

test('where no cell is to change, what was counted is remembered, and a difference that is no more is forgotten', async () => {
  await clerk.hook('rosters-apply').click();
  await expect(clerk.hook('rosters-filled')).toContainText('已填入');
  // Only what was typed by hand differs, and that is asked about.
  await expect(clerk.hook('rosters-apply')).toBeDisabled();
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!02.11').click();
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!02.11').click();
  await expect(clerk.hook('roster-differs')).toContainText('名册 8 / 填报 9，差 1');
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-people').click();
  await clerk.hook('people-search').fill(changed);
  await page.getByRole('button', { name: `改正${changed}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name=grade]').fill('3');
  await clerk.hook('save-person').click();
  await expect(clerk.hook('recounts')).toBeVisible();
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!02.11').click();
  await expect(clerk.hook('roster-differs')).toBeHidden();
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-fill').click();
  await expect(clerk.hook('rosters-apply')).toContainText(/填入 [1-9]\d* 格/);
  const boxes = page.locator('.planned-form > header').locator('input:checked, input:indeterminate');
  while ((await boxes.count()) > 0) await boxes.first().click();
  await expect(clerk.hook('rosters-apply')).toHaveText('记下名册的数（不改表）');
  await look('remember');
  await clerk.hook('rosters-apply').click();
  await expect(clerk.hook('rosters-filled')).toContainText('表里的数没有动');
  await look('remembered');
  await expect(clerk.hook('rosters-apply')).toBeDisabled();
});

test('one year loaded as both is doubted before anything is filled', async () => {
  const staged = await callMain(page, 'rosters.read', { submissionId, kind: 'pupilsBefore' });
  if (staged === null) throw new Error('nothing was read');
  const { stagedId } = staged;
  const doubts = staged.problems.map(({ id }) => id);
  if (doubts.length > 0)
    await callMain(page, 'rosters.accept', { stagedId, problems: doubts, accepted: true });
  await callMain(page, 'rosters.save', { stagedId, submissionId });
  await clerk.hook('rosters-load').click();
  await clerk.hook('rosters-fill').click();
  await expect(clerk.hook('roster-doubt')).toContainText('把同一年的文件载入了两次');
  await look('doubt');
  expect(await axeViolations(page)).toEqual([]);
  await callMain(page, 'rosters.remove', { submissionId, kind: 'pupilsBefore' });
  await page.reload();
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-fill').click();
});

test('the roster is deleted, its numbers stay; a damaged copy is named', async () => {
  const backups = path.join(folder, 'data', 'backups');
  mkdirSync(backups, { recursive: true });
  writeFileSync(path.join(backups, 'tianbao-v6-damaged.db'), 'no database '.repeat(500));
  await clerk.hook('rosters-people').click();
  await clerk.hook('remove-roster').click();
  await look('remove');
  await clerk.hook('confirm-remove').click();
  await expect(clerk.hook('left-in-copies').getByRole('listitem')).toHaveText(
    'backups\\tianbao-v6-damaged.db',
  );
  await look('left-in');
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(clerk.hook('people-empty').getByRole('heading')).toBeFocused();
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!05.9').click();
  await expect(clerk.cell('教基3112!05.9').locator('.cell-text')).toHaveText('4');
  await expect(clerk.hook('roster-source')).toContainText('名册已删除');
  await look('gone');
  await expect(clerk.hook('roster-people')).toBeHidden();
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-fill').click();
  await expect(clerk.hook('fill-empty')).toBeVisible();
  await look('empty');
  expect(await axeViolations(page)).toEqual([]);
});
