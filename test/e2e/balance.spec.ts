import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Definitions } from '../../shared/definitions';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { generatedByCommand, typedIn, type CallAny } from '../support/several-schools';
import { round2026 } from '../support/school';
import { shootAtZooms } from '../support/shoot';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const shots = path.resolve(import.meta.dirname, '../../out/test/balance');

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let collectionId = 0;
let documents: ReturnType<typeof generatedByCommand> = [];

const call: CallAny = (method, input) => callMain(page, method, input);
const { id: _round, ...round } = round2026;

const shoot = (name: string) => shootAtZooms(app, shots, name);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-balance-'));
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

type Document = (typeof documents)[number];

const figure = ({ forms }: Document, form: string, cell: string) => Number(forms[form]?.[cell] ?? 0);
const pupils = (document: Document) => figure(document, '教基3112', '01.7');

/** Books of the primary stage: what several stages use together is divided 1 : 1.1. */
function booksOf(document: Document): number {
  const [primary, junior] = [pupils(document), figure(document, '教基3115', '01.3')];
  return (figure(document, '教基5176', '08.1') * primary) / (primary + 1.1 * junior);
}

/** The official formula, written down once more: the deviation weighted by pupils over the mean of all pupils. */
function coefficientOf(schools: readonly Document[], resource: (document: Document) => number): number {
  const all = schools.reduce((sum, each) => sum + pupils(each), 0);
  const mean = schools.reduce((sum, each) => sum + resource(each), 0) / all;
  const variance = schools.reduce((sum, each) => {
    const distance = resource(each) / pupils(each) - mean;
    return sum + (pupils(each) / all) * distance * distance;
  }, 0);
  return Math.sqrt(variance) / mean;
}

const balance = () => page.getByTestId('balance');
const eight = () => page.getByTestId('balance-小学-基本均衡八项');
const books = () => eight().locator('tr[data-item="books_per_student"]');
const coefficient = (row = books()) => row.locator('[data-column="coefficient"]');
const openBooks = () => books().getByRole('button').click();
const schoolsOf = () => page.getByTestId('balance-schools');
const schoolRow = ({ school }: Document) => schoolsOf().locator(`tr[data-school="${school.code}"]`);

async function openBalance() {
  await clerk.hook('tab-indicators').click();
  await clerk.hook('theme-均衡').click();
  await expect(balance()).toBeVisible();
}

test('schools of a township are there', async () => {
  const { definitions } = await call('app.start', null);
  const parsed = JSON.parse(definitions) as Definitions;
  const kinds = [
    ['小学', '4', '7'],
    ['九年一贯制学校', '1', '11'],
    ['小学教学点', '1', '12'],
  ] as const;
  documents = kinds.flatMap(([type, schools, seed]) =>
    generatedByCommand(path.join(folder, type), [
      ...['--type', type, '--schools', schools, '--seed', seed, '--school-year', '2026'],
    ]),
  );
  const targetProfiles = ['cn_basic_balance_2012', 'cn_quality_balance_2017'];
  for (const document of documents) {
    const { id: schoolId } = await call('school.create', document.school);
    if (collectionId === 0) collectionId = (await call('collection.create', { ...round, targetProfiles })).id;
    const { data } = await call('submission.open', { schoolId, collectionId });
    const { id: submissionId } = data.submission;
    let { revision } = data.submission;
    const { changes, records } = typedIn(parsed, document);
    if (changes.length > 0)
      ({ revision } = await call('submission.setCells', { submissionId, revision, changes }));
    if (records.length > 0) await call('submission.setRecords', { submissionId, revision, changes: records });
  }
  // The nine-year school is the one that is open.
  const nine = documents.find(({ school }) => school.type === '九年一贯制学校');
  const { schools } = await call('app.start', null);
  const schoolId = schools.find(({ code }) => code === nine?.school.code)?.id ?? 0;
  await call('submission.open', { schoolId, collectionId });
  await page.reload();
  await openBalance();
});

test('coefficients are those of a plain calculation, and the composite is the mean of the eight', async () => {
  const counted = documents.filter(({ school }) => school.type !== '小学教学点');
  await expect(coefficient()).toHaveText(coefficientOf(counted, booksOf).toFixed(3));
  await expect(books()).toContainText(`${counted.length} 所，剔除 1 所`);
  const shown = await eight().locator('tr[data-item]:not([data-item="composite"])').count();
  expect(shown).toBe(8);
  const { results } = await call('figures.across', { collectionId, excluded: [] });
  const own = results.filter(
    ({ category, stage, of }) => category === '基本均衡八项' && stage === '小学' && of !== null,
  );
  const coefficients = own.filter(({ unit }) => unit === '系数').map(({ value }) => Number(value));
  expect(coefficients).toHaveLength(8);
  const mean = coefficients.reduce((sum, each) => sum + each, 0) / 8;
  const composite = eight().locator('tr[data-item="composite"]');
  await expect(composite.locator('td').first()).toHaveText(mean.toFixed(3));
  await expect(composite).toContainText('要求 ≤ 0.65');
  await expect(composite).toContainText(mean <= 0.65 ? '达标' : '未达标');
  await shoot('coefficients');
  expect(await axeViolations(page)).toEqual([]);
});

test('an item opens to its schools, and a school can be left out to see what changes', async () => {
  await openBooks();
  const counted = documents.filter(({ school }) => school.type !== '小学教学点');
  await expect(schoolsOf().locator('tr[data-school]')).toHaveCount(documents.length);
  const [out] = counted;
  if (out === undefined) throw new Error('no school');
  const rest = counted.filter((each) => each !== out);
  const without = coefficientOf(rest, booksOf).toFixed(3);
  await expect(schoolRow(out).locator('[data-column="without"]')).toHaveText(without);
  const shares = await schoolsOf().locator('[data-column="share"]').allInnerTexts();
  const sum = shares.reduce((total, text) => total + Number(text.replace('%', '')), 0);
  expect(Math.abs(sum - 100)).toBeLessThan(0.5);
  const point = documents.find(({ school }) => school.type === '小学教学点');
  if (point !== undefined) {
    await expect(schoolRow(point)).toContainText('教学点不参加');
    await expect(schoolRow(point).getByRole('checkbox')).toBeDisabled();
  }
  await shoot('schools');
  expect(await axeViolations(page)).toEqual([]);
  // By keyboard, as everything.
  await schoolRow(out).getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(clerk.hook('balance-left')).toContainText(`已手工剔除 1 所：${out.school.name}`);
  await expect(coefficient()).toHaveText(without);
  await expect(schoolRow(out)).toContainText('手工剔除');
  await shoot('left-out');
  await clerk.hook('balance-restore').click();
  await expect(page.getByTestId('balance-left')).toHaveCount(0);
  await expect(clerk.hook('balance-coefficients')).toBeFocused();
  await expect(coefficient()).toHaveText(coefficientOf(counted, booksOf).toFixed(3));
});

test('a school without its books leaves no coefficient, and none is made of the others', async () => {
  const lacking = documents.find(({ school }) => school.type === '小学');
  if (lacking === undefined) throw new Error('no school');
  const { schools } = await call('app.start', null);
  const schoolId = schools.find(({ code }) => code === lacking.school.code)?.id ?? 0;
  const { data } = await call('submission.open', { schoolId, collectionId });
  const cell = { form: '教基5176', cell: '08.1' };
  const before = data.cells.find((each) => each.form === cell.form && each.cell === cell.cell);
  const { id: submissionId, revision } = data.submission;
  const saved = await call('submission.setCells', {
    ...{ submissionId, revision, changes: [{ ...cell, content: null }] },
  });
  // Away and back: main is asked anew.
  await clerk.hook('balance-own').click();
  await clerk.hook('balance-coefficients').click();
  await expect(coefficient()).toHaveText('缺数据');
  await expect(books()).toContainText(`缺数据：${lacking.school.name}`);
  await expect(eight().locator('tr[data-item="composite"]')).toContainText('—');
  await expect(eight().getByTestId('balance-sentence')).toContainText('综合差异系数不能计算');
  await expect(schoolRow(lacking)).toHaveAttribute('data-state', 'lacking');
  await shoot('lacking');
  await call('submission.setCells', {
    ...{ submissionId, revision: saved.revision },
    changes: [{ ...cell, content: before?.content ?? null }],
  });
});

test("the school's own items say what is lacking, which item fails, and lead to the cells", async () => {
  await clerk.hook('balance-own').click();
  await expect(clerk.hook('balance-split')).toContainText('小学、初中学生 1∶1.1');
  await expect(page.getByTestId('balance-own-小学')).toBeVisible();
  await expect(page.getByTestId('balance-own-初中')).toBeVisible();
  const nine = documents.find(({ school }) => school.type === '九年一贯制学校');
  if (nine === undefined) throw new Error('no school');
  const own = page.getByTestId('balance-own-小学');
  const value = own.locator('tr[data-item="books_per_student"] [data-column="value"]');
  await expect(value).toContainText((booksOf(nine) / pupils(nine)).toFixed(3));
  await expect(own.getByTestId('balance-rule')).toContainText(/本校综合(未)?达标/);
  await shoot('own');
  expect(await axeViolations(page)).toEqual([]);
  await value.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const goal = page.getByRole('menuitem').filter({ hasText: '教基5176' });
  await expect(goal).toContainText('图书');
  await shoot('goals');
  await goal.click();
  await expect(clerk.cell('教基5176!08.1')).toHaveAttribute('data-active', 'true');
});

test('what one item lacks is said in the unit of its form, and the rule names it', async () => {
  const nine = documents.find(({ school }) => school.type === '九年一贯制学校');
  if (nine === undefined) throw new Error('no school');
  await clerk.cell('教基5176!15.1').click();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await openBalance();
  const [primary, junior] = [pupils(nine), figure(nine, '教基3115', '01.3')];
  const lacking = Math.ceil((2000 * primary - (10000 * primary) / (primary + junior)) * 100) / 100;
  const own = page.getByTestId('balance-own-小学');
  const row = own.locator('tr[data-item="q_equipment_value"]');
  await expect(row).toContainText('未达标');
  await expect(row).toContainText(`还差 ${lacking.toFixed(2)} 元`);
  await expect(own.getByTestId('balance-rule')).toContainText('本校综合未达标');
  await expect(own.getByTestId('balance-rule')).toContainText('没有达到的：生均教学仪器设备值');
  await shoot('lacking-own');
  expect(await axeViolations(page)).toEqual([]);
});

test('rates of all schools together are sums over sums, with a verdict, by theme', async () => {
  await openBalance();
  await clerk.hook('balance-totals').click();
  const row = balance().locator('tr[data-item="primary_dropout_rate"]');
  // Asked at the same time, the later question would take the page's own away.
  await expect(row).toBeVisible();
  const { results } = await call('figures.across', { collectionId, excluded: [] });
  const dropout = results.find(({ indicator }) => indicator === 'primary_dropout_rate');
  const began = documents.reduce((sum, each) => sum + figure(each, '教基3040', '04.1'), 0);
  expect(Number(dropout?.denominator)).toBe(began);
  await expect(row.locator('[data-column="value"]')).toHaveText(dropout?.display ?? '');
  await expect(page.getByTestId('ranking')).toContainText('不相加');
  await shoot('totals');
  expect(await axeViolations(page)).toEqual([]);
});

test("a school's name leads to its own items, and another school chosen above stays on the page", async () => {
  await clerk.hook('balance-coefficients').click();
  if ((await schoolsOf().count()) === 0) await openBooks();
  const other = documents.find(({ school }) => school.type === '小学');
  const nine = documents.find(({ school }) => school.type === '九年一贯制学校');
  if (other === undefined || nine === undefined) throw new Error('no school');
  await schoolRow(other).getByRole('button').click();
  await expect(page.getByTestId('balance-own-小学')).toBeVisible();
  await expect(balance()).toContainText(`${other.school.name}的数`);
  await expect(clerk.hook('balance-own')).toBeFocused();
  await clerk.hook('choose-school').selectOption({ label: nine.school.name });
  await expect(balance()).toContainText(`${nine.school.name}的数`);
  await expect(clerk.hook('choose-school')).toBeFocused();
});

test('a school that has begun nothing is named once, and left out by one press', async () => {
  const [like] = documents;
  if (like === undefined) throw new Error('no school');
  await call('school.create', { ...like.school, code: '9999999998', name: '楮坪小学' });
  await page.reload();
  await openBalance();
  await clerk.hook('balance-coefficients').click();
  await expect(clerk.hook('balance-not-begun')).toContainText(
    '1 所学校还没有开始填报：楮坪小学；缺它的数据算不出差异系数。',
  );
  await expect(books()).toContainText('1 所学校还没有开始填报');
  await expect(coefficient()).toHaveText('缺数据');
  await clerk.hook('balance-leave-not-begun').click();
  await expect(clerk.hook('balance-left')).toContainText('已手工剔除 1 所：楮坪小学');
  await expect(page.getByTestId('balance-not-begun')).toHaveCount(0);
  await expect(coefficient()).not.toHaveText('缺数据');
  await shoot('not-begun');
});
