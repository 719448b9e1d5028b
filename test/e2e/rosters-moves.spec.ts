import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { RosterKind } from '../../shared/roster/definition';
import { axeViolations } from '../support/axe';
import { inventedPupils, type RosterRow, rosterHeads } from '../support/fill-roster';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { round2026, village } from '../support/school';
import { shootAtZooms } from '../support/shoot';

/**
 * Two rosters of an invented school, a year apart: 60 pupils in six grades, of whom one repeats, two have left and
 * eleven are new.
 */

const shots = path.join(import.meta.dirname, '..', '..', 'out', 'test', 'rosters-moves');
const grades = '一二三四五六';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let submissionId: number;

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

const lastYear = inventedPupils(5, 2025).map((row, index) => ({
  ...row,
  残疾类型: index === 12 || index === 41 ? '智力残疾' : '无',
  随班就读: index === 12 ? '是' : '否',
}));
const gone = { quit: lastYear[41], moved: lastYear[23] };
const repeats = lastYear[33];

function aYearLater(row: RosterRow): RosterRow[] {
  const next = grades[grades.indexOf(row.年级[0] ?? '') + 1];
  if (row === gone.quit || row === gone.moved || next === undefined) return [];
  return [row === repeats ? row : { ...row, 年级: `${next}年级` }];
}

const newcomers = inventedPupils(5, 2026)
  .slice(0, 10)
  .map((row, index): RosterRow => ({ ...row, 全国学籍号: `G9926${index}`, 姓名: `甄${row.姓名}` }));
const transferred: RosterRow = {
  ...(inventedPupils(5, 2026)[44] as RosterRow),
  ...{ 全国学籍号: 'G992699', 姓名: '甄转来' },
};
const thisYear = [...newcomers, ...lastYear.flatMap(aYearLater), transferred];

const heads = rosterHeads.filter((head) => head !== '增加方式');
const csv = (rows: readonly RosterRow[]): string =>
  [heads, ...rows.map((row) => heads.map((head) => row[head]))].map((line) => line.join(',')).join('\r\n');

/** Puts a roster in by the page's own door, as if its problems had been gone through. */
async function load(kind: RosterKind, rows: readonly RosterRow[]): Promise<void> {
  writeFileSync(path.join(folder, 'roster.csv'), `\uFEFF${csv(rows)}\r\n`);
  let staged = await callMain(page, 'rosters.read', { submissionId, kind });
  if (staged === null) throw new Error('nothing was read');
  const { stagedId } = staged;
  const doubts = staged.problems.filter(({ severity }) => severity === 'doubt').map(({ id }) => id);
  if (doubts.length > 0)
    staged = await callMain(page, 'rosters.accept', { stagedId, problems: doubts, accepted: true });
  const wrong = staged.problems.filter(({ severity }) => severity === 'error').map((problem) => problem.row);
  if (wrong.length > 0)
    staged = await callMain(page, 'rosters.leaveOut', { stagedId, rows: wrong, out: true });
  expect(staged.open).toEqual({});
  await callMain(page, 'rosters.save', { stagedId, submissionId });
}

async function openMoves(): Promise<void> {
  await clerk.hook('more').click();
  await clerk.hook('rosters').click();
  await page.getByRole('tab', { name: '变动' }).click();
}

const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-moves-'));
  mkdirSync(shots, { recursive: true });
  const env = { TIANBAO_TODAY: '2026-09-06', TIANBAO_OPEN_FILE: path.join(folder, 'roster.csv') };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  clerk = new Clerk(page);
  const school = await callMain(page, 'school.create', withoutId(village));
  const collection = await callMain(page, 'collection.create', {
    ...withoutId(round2026),
    targetProfiles: [],
  });
  const { data } = await callMain(page, 'submission.open', {
    ...{ schoolId: school.id, collectionId: collection.id },
  });
  submissionId = data.submission.id;
  await page.reload();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('without two rosters the page says which is missing and leads there', async () => {
  await openMoves();
  await expect(clerk.hook('moves-none')).toContainText(
    '还没有今年的学生名册和上年（2025 年 9 月）的学生名册',
  );
  await shootAtZooms(app, shots, 'none');
  await clerk.hook('moves-to-load').click();
  await expect(page.getByRole('tab', { name: '载入' })).toHaveAttribute('aria-selected', 'true');
});

test('every grade is explained by names, and a grade shows its own', async () => {
  await load('pupilsBefore', lastYear);
  await load('pupils', thisYear);
  await page.reload();
  await openMoves();
  await expect(clerk.hook('moves-state')).toContainText('还有 3 人');
  await expect(page.locator('.moves-stage')).toHaveText(['小学601112593']);
  await shootAtZooms(app, shots, 'open');
  await clerk.hook('moves-all').click();
  await shootAtZooms(app, shots, 'all');
  expect(await axeViolations(page)).toEqual([]);
});

test('a word is said by its key, the focus goes on to the next, and Ctrl+Z takes it back', async () => {
  await clerk.hook('moves-open').click();
  const first = row('甄转来');
  await first.focus();
  await shootAtZooms(app, shots, 'row');
  await page.keyboard.press('3');
  await expect(first).toContainText('转入');
  await expect(page.locator('tr[data-side="went"]').first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(first).toContainText('未说明');
  await page.keyboard.press('Control+y');
  await expect(first).toContainText('转入');
  // What was said is stored, and still said after a reload.
  await expect(clerk.hook('moves-state')).toContainText('还有 2 人');
});

test('one word is said of several who are ticked, and all of it is taken back at once', async () => {
  await clerk.hook('moves-all').click();
  await row('甄转来').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(clerk.hook('moves-words')).toContainText('选中的 3 人');
  await shootAtZooms(app, shots, 'several');
  await clerk.hook('move-转出').click();
  await expect(clerk.hook('moves-state')).toContainText('每个人都有来源或去向了');
  await expect(row('王晓明')).toContainText('转出');
  await expect(row('陈丽华')).toContainText('转出');
  await expect(row('甄转来')).toContainText('转入');
  await clerk.hook('moves-undo').click();
  await expect(clerk.hook('moves-state')).toContainText('还有 2 人');
  await expect(page.locator('.moves-names tr[tabindex="0"]')).toBeFocused();
});

test('a grade shows its names only', async () => {
  await page.getByRole('button', { name: '四年级 → 五年级' }).click();
  await expect(page.locator('tr[data-move]')).toHaveCount(2);
  await expect(page.locator('tr[data-side="stayed"]')).toContainText('留级');
  await page.getByRole('button', { name: /只看/ }).click();
  await expect(page.locator('tr[data-move]')).toHaveCount(24);
  await expect(page.locator('.moves-names tr[tabindex="0"]')).toBeFocused();
});

test('who quit is proposed for the ledger, entered with what the roster knows, and taken back by Ctrl+Z', async () => {
  await clerk.hook('moves-open').click();
  await row('陈丽华').focus();
  await page.keyboard.press('3');
  await row('王晓明').focus();
  await page.keyboard.press('5');
  await expect(clerk.hook('ledger-局控辍1')).toContainText('1 名退学学生还没有登记');
  await clerk.hook('open-ledger-局控辍1').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('陈丽华');
  await expect(dialog).not.toContainText(gone.quit?.身份证件号 ?? '');
  await shootAtZooms(app, shots, 'ledger');
  expect(await axeViolations(page)).toEqual([]);
  await clerk.hook('ledger-enter').click();
  const record = page.locator('[data-form="局控辍1"] tbody tr').first();
  await expect(record.locator('[data-cell$=".c02"]')).toContainText('陈丽华');
  await expect(record.locator('[data-cell$=".c04"]')).toContainText(gone.quit?.身份证件号 ?? '');
  await expect(record.locator('[data-cell$=".c07"]')).toContainText('五年级');
  await expect(record.locator('[data-cell$=".c13"]')).toContainText('智力');
  await expect(record.locator('[data-cell$=".c16"]')).toHaveText('');
  await expect(record.locator('[data-cell$=".c15"]')).toHaveAttribute('data-active', /.*/);
  await clerk.saved();
  await page.waitForTimeout(400);
  await shootAtZooms(app, shots, 'entered');
  await openMoves();
  await expect(clerk.hook('ledger-局特教2')).toBeVisible();
  await expect(page.getByTestId('ledger-局控辍1')).toHaveCount(0);
  await clerk.openForm('局控辍1');
  await page.locator('[data-form="局控辍1"] [data-cell$=".c15"]').first().click();
  await page.keyboard.press('Control+z');
  await clerk.saved();
  await openMoves();
  await expect(clerk.hook('ledger-局控辍1')).toContainText('1 名退学学生');
});

test('what was said is stored and counts in 学生变动情况', async () => {
  await page.reload();
  await openMoves();
  await expect(clerk.hook('moves-state')).toContainText('每个人都有来源或去向了');
  let plan = await callMain(page, 'rosters.plan', { submissionId });
  for (const { id: assumption, usual: answer } of plan.assumptions)
    plan = await callMain(page, 'rosters.answer', { submissionId, assumption, answer });
  const counted = (cell: string) =>
    plan.cells.find((each) => each.form === '教基3040' && each.cell === cell)?.counted;
  // 增加: 招生, 转入; 减少: 毕业, 退学, 转出; 本学年初.
  const cells = ['04.2', '04.3', '04.5', '04.8', '04.9', '04.12', '04.14', '04.17'];
  expect(cells.map(counted)).toEqual(['11', '10', '1', '12', '10', '1', '1', '59']);
  await clerk.hook('moves-to-fill').click();
  await expect(page.getByRole('tab', { name: '填表' })).toHaveAttribute('aria-selected', 'true');
});

test('this year’s file taken for last year’s is noticed', async () => {
  await load('pupilsBefore', thisYear);
  await page.reload();
  await openMoves();
  await expect(page.locator('.moves-doubt')).toContainText('59 人的年级没有变');
  await expect(page.locator('.moves-left-out')).toHaveCount(0);
  await shootAtZooms(app, shots, 'doubt');
});

test('who was left out while this year’s roster was loaded is told above the names', async () => {
  await load('pupilsBefore', lastYear);
  const [first, second, ...others] = thisYear;
  if (first === undefined || second === undefined) throw new Error('nobody');
  await load('pupils', [{ ...first, 身份证件号: '12' }, second, ...others]);
  await page.reload();
  await openMoves();
  await expect(page.locator('.moves-left-out')).toContainText('载入本学年名册时排除了 1 行');
  await shootAtZooms(app, shots, 'left-out');
});
