import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Definitions } from '../../shared/definitions';
import type { SchoolStanding } from '../../shared/ipc-fill';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { generatedByCommand, typedIn, type CallAny } from '../support/several-schools';
import { round2026, village } from '../support/school';
import { shootAtZooms } from '../support/shoot';
import { zoomTo } from '../support/zoom';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const shots = path.resolve(import.meta.dirname, '../../out/test/schools');

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let collectionId = 0;

const call: CallAny = (method, input) => callMain(page, method, input);
const { id: _round, ...round } = round2026;
const { id: _school, ...newSchool } = village;
const centre = '清河镇中心小学';

const overview = () => call('collection.overview', { collectionId });
const sheet = (name = 'schools-sheet') => page.getByTestId(name);
const schoolRow = (name: string) => sheet().locator('tbody tr').filter({ hasText: name });
const inRow = (name: string, column: string) => schoolRow(name).locator(`td[data-column="${column}"]`);
const isDone = (form: SchoolStanding['forms'][number]) => form.reviewed && form.errors + form.warnings === 0;

const shoot = (name: string) => shootAtZooms(app, shots, name);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-schools-'));
  mkdirSync(shots, { recursive: true });
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_TODAY: '2026-09-06' },
  }));
  clerk = new Clerk(page);
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('with one school there is no tab, and the page says how to add another', async () => {
  await call('school.create', { ...newSchool, code: '9900000000', name: centre });
  collectionId = (await call('collection.create', round)).id;
  await call('submission.open', { schoolId: 1, collectionId });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
  await expect(page.getByTestId('tab-schools')).toHaveCount(0);
  await clerk.fromMenu('more-schools');
  await expect(clerk.hook('schools-empty')).toContainText('只有一所学校');
  await shoot('empty');
  await clerk.hook('schools-empty').getByRole('button', { name: '新建学校' }).click();
  await expect(page.getByRole('dialog')).toContainText('学校标识码');
  await page.keyboard.press('Escape');
});

test('the table shows every school and form with what main counted', async () => {
  const { definitions } = await call('app.start', null);
  const parsed = JSON.parse(definitions) as Definitions;
  const options = ['--schools', '11', '--seed', '5', '--school-year', '2026'];
  for (const document of generatedByCommand(path.join(folder, 'generated'), options)) {
    const { id: schoolId } = await call('school.create', document.school);
    const { data } = await call('submission.open', { schoolId, collectionId });
    const { id: submissionId } = data.submission;
    let { revision } = data.submission;
    const { changes, records } = typedIn(parsed, document);
    if (changes.length > 0)
      ({ revision } = await call('submission.setCells', { submissionId, revision, changes }));
    if (records.length > 0)
      ({ revision } = await call('submission.setRecords', { submissionId, revision, changes: records }));
    const forms = [...document.reviewed];
    if (forms.length > 0)
      await call('submission.setReviewed', { submissionId, revision, forms, reviewed: true });
  }
  // One that nobody has begun.
  const notBegun = { code: '9999999999', name: '孙店教学点', type: '小学教学点' as const };
  await call('school.create', { ...newSchool, ...notBegun });
  await call('submission.open', { schoolId: 1, collectionId });
  await page.reload();
  await clerk.hook('tab-schools').click();
  await expect(sheet().locator('tbody tr')).toHaveCount(14);
  for (const standing of await overview()) {
    const { name, forms } = standing;
    await expect(inRow(name, '完成')).toHaveText(`${forms.filter(isDone).length}/${forms.length}`);
    const errors = forms.reduce((sum, form) => sum + form.errors, 0);
    await expect(inRow(name, '错误')).toHaveText(errors === 0 ? '0' : ` ${errors}`);
    for (const { form } of forms.filter(isDone).slice(0, 3))
      await expect(inRow(name, form)).toHaveAttribute('data-kind', 'reviewed');
  }
  expect((await overview()).at(-1)).toMatchObject({ name: notBegun.name, state: null });
  await expect(inRow(notBegun.name, '状态')).toHaveText(' 未开始');
  // The 职业初中 has no forms in this edition and is not counted.
  await expect(clerk.hook('schools-lead')).toContainText(
    '已定稿 0 / 12 所，未开始 2 所，另 1 所没有要填的表',
  );
  await expect(sheet().locator('tr[data-total] th')).toHaveText('合计 12 所，另 1 所不填');
  await expect(clerk.hook('schools-legend')).toContainText('灰格：该校不填这张表');
  await expect(clerk.hook('schools-lead')).toContainText('还有 14 天');
  await shoot('progress');
});

test('it is sorted, filtered and copied', async () => {
  await clerk.hook('schools-sorting').selectOption('errors');
  await expect(async () => {
    const errors = await sheet().locator('tbody tr:not([data-total]) td[data-column="错误"]').allInnerTexts();
    const counts = errors.map((text) => Number(text.trim()));
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  }).toPass({ timeout: 15_000 });
  await clerk.hook('schools-type').selectOption('小学教学点');
  await expect(sheet().locator('tbody tr')).toHaveCount(4);
  await expect(schoolRow('孙店教学点')).toBeVisible();
  await inRow('孙店教学点', '状态').press('Control+c');
  const copied = await app.evaluate(({ clipboard }) => {
    // Read at once in the Electron that is built with; its newest typings promise it later.
    const board = clipboard as unknown as { readText(): string; readHTML(): string };
    return { text: board.readText(), html: board.readHTML() };
  });
  const lines = copied.text.split(/\r?\n/).map((line) => line.split('\t'));
  expect(lines).toHaveLength(5);
  expect(lines[0]?.slice(0, 6)).toEqual(['学校', '状态', '完成', '错误', '需说明', '教基1001']);
  expect(lines.find(([name]) => name === '孙店教学点')?.slice(1, 6)).toEqual([
    '未开始',
    '0/29',
    '0',
    '0',
    '未开始',
  ]);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(copied.html).toContain('<table>');
  await clerk.hook('schools-type').selectOption('');
  await clerk.hook('schools-sorting').selectOption('code');
});

test('the keyboard walks through it, and Enter opens the form of the school', async () => {
  const first = sheet().locator('[data-place="0.0"]');
  await first.focus();
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['place']);
  for (const [key, place] of [
    ['ArrowDown', '1.0'],
    ['ArrowRight', '1.1'],
    ['ArrowLeft', '1.0'],
    ['ArrowUp', '0.0'],
    ['ArrowUp', '0.0'],
    ['PageDown', '10.0'],
    ['Control+Home', '0.0'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(focused).toBe(place);
  }
  await page.keyboard.press('End');
  await expect.poll(focused).toMatch(/^0\.[1-9]/);
  // The frozen names do not cover the cell in focus, nor does the edge.
  const clear = async () => {
    const [box, names] = [await page.locator(':focus').boundingBox(), await first.boundingBox()];
    return box === null || names === null ? -Infinity : box.x - (names.x + names.width);
  };
  await expect.poll(clear).toBeGreaterThanOrEqual(-1);
  await page.keyboard.press('Control+End');
  await expect.poll(focused).toMatch(/^13\./);
  await page.keyboard.press('Control+Home');
  // A form that this school does not fill opens nothing.
  await inRow(centre, '教基2107').focus();
  await page.keyboard.press('Enter');
  await expect(sheet()).toBeVisible();
  const { name } = (await overview())[3] ?? { name: '' };
  await inRow(name, '教基3112').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-form="教基3112"]')).toBeVisible();
  await expect(clerk.hook('choose-school')).toContainText(name);
  await expect(page.locator('.status-school')).toContainText(name);
});

test('what is typed is in the table the next time', async () => {
  const { name } = (await overview())[3] ?? { name: '' };
  const before = (await overview()).find((each) => each.name === name);
  // A total that cannot be right.
  await clerk.cell('教基3112!02.9').click();
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await clerk.hook('tab-schools').click();
  await expect(inRow(name, '教基3112')).toHaveAttribute('data-kind', 'problem');
  await clerk.saved();
  const after = (await overview()).find((each) => each.name === name);
  const errorsOf = (standing?: SchoolStanding) =>
    standing?.forms.find(({ form }) => form === '教基3112')?.errors ?? 0;
  expect(errorsOf(after)).toBeGreaterThan(errorsOf(before));
  await expect(inRow(name, '教基3112')).toContainText(String(errorsOf(after)));
  // The window of the school itself says the same.
  await clerk.openForm('教基3112');
  const counted = page.locator('.tree-item[aria-current="page"] .count[data-severity="error"]');
  await expect(counted).toContainText(String(errorsOf(after)));
});

test('one column of a form over all schools, with a total, and to the cell of a school', async () => {
  await clerk.hook('tab-schools').click();
  await clerk.hook('show-across').click();
  // The form that was open.
  await expect(clerk.hook('across-form')).toHaveValue('教基3112');
  await clerk.hook('across-column').selectOption('9');
  const figures = await call('collection.formAcross', { collectionId, form: '教基3112' });
  const across = sheet('across-sheet');
  const row = across.locator('tbody tr[data-row="02"]');
  let sum = 0;
  for (const { schoolId, fills, texts, state } of figures) {
    const cell = row.locator(`td[data-column="${schoolId}"]`);
    const text = texts['02.9'] ?? '';
    sum += Number(text);
    if (!fills) await expect(cell).toHaveText('不填');
    else if (state === null) await expect(cell).toHaveAttribute('data-kind', 'notBegun');
    else await expect(cell).toContainText(text);
  }
  await expect(row.locator('td[data-column="total"]')).toHaveText(String(sum));
  expect(sum).toBeGreaterThan(9999);
  const wrong = row.locator('td[data-kind="error"]');
  await expect(wrong).toHaveCount(1);
  await expect(wrong).toContainText('9999');
  await shoot('across-column');
  await wrong.click();
  await expect(clerk.cell('教基3112!02.9')).toHaveAttribute('data-active', 'true');
  await page.keyboard.press('Control+z');
  await clerk.saved();
  await clerk.hook('tab-schools').click();
  await clerk.hook('show-across').click();
  await expect(clerk.hook('across-column')).toHaveValue('9');
});

test('one row over all schools, rates not added, a list by its records', async () => {
  await clerk.hook('across-by-row').check();
  await clerk.hook('across-row').selectOption('01');
  const across = sheet('across-sheet');
  await expect(across.locator('tbody tr')).toHaveCount(14);
  const figures = await call('collection.formAcross', { collectionId, form: '教基3112' });
  const sum = figures.reduce((total, { texts }) => total + Number(texts['01.7'] ?? 0), 0);
  await expect(across.locator('tr[data-total] td[data-column="7"]')).toHaveText(String(sum));
  await shoot('across-row');
  await clerk.hook('across-form').selectOption('局控辍2');
  await clerk.hook('across-column').selectOption('16');
  for (const cell of await across.locator('td[data-column="total"]').all()) await expect(cell).toHaveText('');
  await clerk.hook('across-form').selectOption('局缺口1');
  // A question of the test's own would end the page's.
  await expect(across).toHaveAttribute('aria-label', /局缺口1/);
  const lists = await call('collection.formAcross', { collectionId, form: '局缺口1' });
  const records = lists.reduce((total, each) => total + each.records, 0);
  expect(records).toBeGreaterThan(0);
  await expect(across.locator('tr[data-total] td')).toHaveText(String(records));
  await clerk.hook('across-form').selectOption('教基1001');
  await expect(across.locator('thead th')).toHaveCount(14);
  await shoot('across-fields');
});

test('a school is found by the first letters of its name, and the form and the cell stay', async () => {
  const schools = (await overview()).filter(({ forms }) => forms.some(({ form }) => form === '教基3112'));
  const [from, to] = [schools[0], schools.find(({ name }) => name === '孙店教学点')];
  await clerk.hook('tab-home').click();
  await page.keyboard.press('Control+k');
  await expect(clerk.hook('find-school')).toBeFocused();
  await shoot('chooser');
  await page.keyboard.type(from?.code ?? '');
  await expect(page.getByTestId('found-school')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(clerk.hook('choose-school')).toContainText(from?.name ?? '');
  await clerk.openForm('教基3112');
  await clerk.cell('教基3112!05.10').click();
  await page.keyboard.press('Control+k');
  await expect(clerk.hook('find-school')).toBeFocused();
  await page.keyboard.type('sdjxd');
  await expect(page.getByTestId('found-school')).toHaveText([/孙店教学点/]);
  await page.keyboard.press('Enter');
  await expect(clerk.hook('choose-school')).toContainText(to?.name ?? '');
  await expect(clerk.cell('教基3112!05.10')).toHaveAttribute('data-active', 'true');
  // Back and forth, school by school.
  await page.keyboard.press('Control+Shift+PageDown');
  await expect(page.getByText('已是最后一所学校')).toBeVisible();
  await page.keyboard.press('Control+Shift+PageUp');
  const before = (await overview()).at(-2);
  await expect(clerk.hook('choose-school')).toContainText(before?.name ?? '');
  await expect(clerk.cell('教基3112!05.10')).toHaveAttribute('data-active', 'true');
  // Escape first empties what was typed, then closes.
  await page.keyboard.press('Control+k');
  await expect(clerk.hook('find-school')).toBeFocused();
  await page.keyboard.type('没有这所');
  await expect(page.getByText('没有找到')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(clerk.hook('find-school')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(clerk.hook('choose-school')).toContainText(before?.name ?? '');
});

test('what is rarely needed is in the menu, by mouse and by keyboard, and nothing of the bar is cut off', async () => {
  await clerk.hook('more').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('edit-school')).toHaveAttribute('data-focused', 'true');
  await shoot('menu');
  await page.keyboard.press('ArrowDown');
  await expect(clerk.hook('new-school')).toHaveAttribute('data-focused', 'true');
  await page.keyboard.press('Escape');
  await expect(clerk.hook('edit-school')).toBeHidden();
  await expect(clerk.hook('more')).toBeFocused();
  for (const zoom of [1, 1.25, 1.5, 2]) {
    await zoomTo(app, page, zoom);
    const cut = () =>
      page.evaluate(() => {
        const bar = document.querySelector('.top-bar');
        const parts = [
          ...(bar?.querySelectorAll('nav button, .switcher > button, .switcher > select') ?? []),
        ];
        const outside = parts.filter((part) => {
          const { left, right, width } = part.getBoundingClientRect();
          return left < 0 || right > innerWidth + 1 || width < 40;
        });
        return outside.map((part) => part.textContent);
      });
    await expect.poll(cut).toEqual([]);
  }
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
});
