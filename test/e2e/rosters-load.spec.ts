import { expect, type Page, test } from 'playwright/test';
import { rosterHeads } from '../support/fill-roster';
import { callMain } from '../support/filled';
import type { Clerk } from '../support/journey';
import {
  chooses,
  closeRosterWindow,
  faulty,
  gbkFile,
  type Line,
  lineOf,
  look,
  openRosterWindow,
  pupils,
  type RosterWindow,
  stored,
  xlsxFile,
} from '../support/load-roster';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let opened: RosterWindow;
let page: Page;
let clerk: Clerk;

test.beforeAll(async () => {
  opened = await openRosterWindow();
  ({ page, clerk } = opened);
});

test.afterAll(() => closeRosterWindow(opened));

test('without a roster the page says what one is good for, and its tabs go by the arrows', async () => {
  await clerk.hook('to-rosters').click();
  await expect(clerk.hook('rosters-empty')).toBeVisible();
  await look(opened, 'load-empty');
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
    opened,
    await xlsxFile(opened, '一年级1班.xlsx', { Sheet1: room(0) }),
    await xlsxFile(opened, '其余各班.xlsx', {
      '一（2）班': room(4),
      '二（1）班': room(8),
      '二（2）班': room(12),
    }),
  );
  await clerk.hook('rosters-read-pupils').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('rosters-staged')).toContainText('4 张表，16 行');
  await expect(clerk.hook('rosters-no-problems')).toBeVisible();
  await expect(clerk.hook('rosters-map')).not.toHaveAttribute('open');
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：16 名学生');
  await expect(clerk.hook('rosters-save')).toBeFocused();
  expect(await stored(opened)).toEqual([]);
  await look(opened, 'load-straight');
  await clerk.hook('rosters-map').locator('summary').first().click();
  await expect(clerk.hook('rosters-never-kept')).toContainText('不读取：联系电话、家庭住址');
  await clerk.hook('rosters-known-columns').click();
  await clerk.hook('rosters-tables').click();
  await look(opened, 'load-map-open');

  // Looking at a form and coming back leaves everything as it was.
  await clerk.hook('tab-home').click();
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-load').click();
  await expect(clerk.hook('rosters-staged')).toContainText('4 张表，16 行');
  await expect(clerk.hook('rosters-replaces')).toBeHidden();
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  // The keys begin with the first question, and what is told covers no button.
  await expect(page.locator('.assumptions fieldset').first().getByRole('radio').first()).toBeFocused();
  const told = await page.getByRole('button', { name: '已保存学生名册' }).boundingBox();
  const bar = await page.locator('.fill-foot').boundingBox();
  expect((told?.y ?? Infinity) + (told?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  await look(opened, 'fill-saved');
  expect(await stored(opened)).toMatchObject([{ kind: 'pupils', people: 16 }]);
  await clerk.hook('rosters-load').click();
  await expect(page.locator('.rosters-card[data-kind=pupils]')).toContainText('16 名学生');
  await look(opened, 'load-stored');
});

test('a head that nobody knows is mapped by hand, and remembered once the roster is saved', async () => {
  const heads = rosterHeads.map((head) => (head === '就读方式' ? '晚上住哪' : head));
  await chooses(
    opened,
    gbkFile(opened, '国网导出.csv', [[...heads, '座位'], ...pupils.map((row) => [...lineOf(row), '3'])]),
  );
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('2 栏没有认出');
  const column = page.getByRole('combobox', { name: '「晚上住哪」当作' });
  await expect(column).toBeFocused();
  await look(opened, 'load-unknown-head');
  await column.selectOption({ label: '就读方式' });
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('1 栏没有认出');
  await clerk.hook('rosters-none-of-them').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('都已认出');
  await clerk.hook('rosters-undo').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('1 栏没有认出');
  await clerk.hook('rosters-none-of-them').click();
  await expect(clerk.hook('rosters-replaces')).toContainText('将替换现有的学生名册（16 名学生）');
  await look(opened, 'load-replaces');
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  const [roster] = await callMain(page, 'rosters.people', {
    submissionId: opened.submissionId,
    kind: 'pupils',
  });
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

test('a list without grades is asked whose class it is, and another row of heads can be named', async () => {
  const heads = ['姓名', '性别', '出生日期'];
  const lines = pupils.slice(16, 20).map((row) => [row.姓名, row.性别, row.出生日期]);
  await chooses(opened, await xlsxFile(opened, '名单.xlsx', { Sheet1: [['花名册'], heads, ...lines] }));
  await clerk.hook('rosters-load').click();
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-lacking')).toContainText('没有找到「年级」栏');
  await expect(clerk.hook('rosters-left')).toContainText('或写上这张表是哪个班');
  await expect(clerk.hook('rosters-head-row-0')).toHaveValue('2');
  const room = clerk.hook('rosters-class-0');
  await expect(room).toBeFocused();
  await expect(clerk.hook('rosters-no-problems')).toBeHidden();
  await look(opened, 'load-lacking');
  await page.keyboard.type('三年级2班');
  await page.keyboard.press('Enter');
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：4 名学生');
  await clerk.hook('rosters-undo').click();
  await expect(clerk.hook('rosters-lacking')).toBeVisible();
  await room.fill('哪个班');
  await room.press('Enter');
  await expect(clerk.hook('rosters-refused')).toContainText('哪个班');
  await clerk.hook('rosters-use-0').uncheck();
  await expect(clerk.hook('rosters-left')).toContainText('所有的表都排除了');
  await clerk.hook('rosters-discard').click();
  await clerk.hook('rosters-discard-confirmed').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeVisible();
});

const kind = (code: string) => page.locator(`.rosters-kind[data-code=${code}]`);
const problemRow = (code: string) => kind(code).locator('li').first();

/** From now on nothing that waits for a frame happens, until what is returned is called. */
async function heldFrames(): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const request = window.requestAnimationFrame.bind(window);
    const held: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => held.push(callback);
    Object.assign(window, {
      draw() {
        window.requestAnimationFrame = request;
        for (const callback of held) callback(performance.now());
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { draw(): void }).draw());
}

test('each kind of problem is told, corrected in place, left out or accepted, by keyboard', async () => {
  await chooses(opened, gbkFile(opened, '各班汇总.csv', [rosterHeads, ...faulty().map(lineOf)]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 17 处问题');
  await expect(clerk.hook('rosters-save')).toBeDisabled();
  await expect(problemRow('empty')).toBeFocused();
  await look(opened, 'load-problems');

  // A name is typed in place: Enter opens the row, Enter again is done, and the next problem has the focus.
  await page.keyboard.press('Enter');
  await expect(page.locator('.rosters-fix input[name=name]')).toBeFocused();
  await page.keyboard.type('甄新');
  await look(opened, 'load-fix');
  await page.keyboard.press('Enter');
  await expect(kind('empty')).toBeHidden();
  await expect(problemRow('identityLength')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(kind('empty')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await expect(kind('empty')).toBeHidden();
  await expect(clerk.hook('rosters-staged')).toContainText('排除 1 行');

  // Keys that come faster than the screen is drawn: the frame that is drawn late takes no focus out of the row.
  await expect(problemRow('identityLength')).toBeFocused();
  const number = page.locator('.rosters-fix input[name=identity]');
  const draw = await heldFrames();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(number).toBeFocused();
  await draw();
  await expect(number).toBeFocused();

  // A row that is still wrong stays open.
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
  await look(opened, 'load-handled');

  // A row that was left out is taken in again.
  await clerk.hook('rosters-handled').getByRole('button', { name: '恢复' }).last().click();
  await expect(clerk.hook('rosters-left')).toContainText('还有 1 处问题');
  await clerk.hook('rosters-go-left').click();
  await expect(page.locator('[data-problem]').first()).toBeFocused();
  await page.keyboard.press('Delete');
  expect(await stored(opened)).toMatchObject([{ people: 48 }]);
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  expect(await stored(opened)).toMatchObject([
    { people: 15, files: [{ fileName: '各班汇总.csv', rows: 15 }] },
  ]);
});
