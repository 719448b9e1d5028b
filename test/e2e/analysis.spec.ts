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

const shots = path.resolve(import.meta.dirname, '../../out/test/analysis');

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;

const call: CallAny = (method, input) => callMain(page, method, input);
const { id: _round, ...round } = round2026;

const shoot = (name: string) => shootAtZooms(app, shots, name);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-analysis-'));
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

const flow = () => page.getByTestId('analysis-cohort_flow_primary');
const headline = () => flow().getByTestId('analysis-headline');
const rowOf = (label: string) => flow().locator('tbody tr').filter({ hasText: label }).first();
const inRow = (label: string, column: string) => rowOf(label).locator(`[data-column="${column}"]`);

async function openTheme(theme: string) {
  await clerk.hook('tab-indicators').click();
  await clerk.hook(`theme-${theme}`).click();
}

test('a school with two years is there', async () => {
  const { definitions } = await call('app.start', null);
  const parsed = JSON.parse(definitions) as Definitions;
  const documents = generatedByCommand(path.join(folder, 'generated'), [
    ...['--type', '小学', '--schools', '1', '--seed', '3', '--school-year', '2026', '--years', '2'],
  ]).toSorted((a, b) => a.collection.schoolYear - b.collection.schoolYear);
  expect(documents.map(({ collection }) => collection.schoolYear)).toEqual([2025, 2026]);
  let schoolId = 0;
  for (const document of documents) {
    if (schoolId === 0) schoolId = (await call('school.create', document.school)).id;
    const { schoolYear } = document.collection;
    const title = `${schoolYear}—${schoolYear + 1}学年年报`;
    const { id: collectionId } = await call('collection.create', { ...round, schoolYear, title });
    const { data } = await call('submission.open', { schoolId, collectionId });
    const { id: submissionId } = data.submission;
    let { revision } = data.submission;
    const { changes, records } = typedIn(parsed, document);
    if (changes.length > 0)
      ({ revision } = await call('submission.setCells', { submissionId, revision, changes }));
    if (records.length > 0) await call('submission.setRecords', { submissionId, revision, changes: records });
  }
  await page.reload();
  await openTheme('控辍保学');
  await expect(flow()).toBeVisible();
});

test('the cohort flow adds up row by row, and every figure leads to its cells', async () => {
  for (const label of ['一年级 → 二年级', '二年级 → 三年级', '三年级 → 四年级']) {
    const figures = await Promise.all(
      ['prev', 'in', 'out', 'lost', 'now'].map(async (column) =>
        Number(await inRow(label, column).innerText()),
      ),
    );
    const [prev = 0, into = 0, out = 0, lost = 0, now = 0] = figures;
    expect(prev).toBeGreaterThan(0);
    const off = now - (prev + into - out - lost);
    const shown = await inRow(label, 'difference').innerText();
    if (off === 0) expect(shown.trim()).toBe('0');
    else expect(shown).toContain(`对不上 ${Math.abs(off)} 人`);
  }
  await flow().evaluate((section) => section.scrollIntoView());
  await shoot('flow');
  expect(await axeViolations(page)).toEqual([]);
});

test('a changed figure shows at a glance which grade does not fit, and by how many', async () => {
  const now = inRow('二年级 → 三年级', 'now');
  const before = Number(await now.innerText());
  const [off = 0] = [await differenceOf('二年级 → 三年级')];
  await now.getByRole('button').click();
  const grade3 = clerk.cell('教基3112!01.11');
  // The total is computed; the clerk types the row of girls or of all.
  await expect(page.locator('[data-form="教基3112"]')).toBeVisible();
  await expect(grade3).toHaveAttribute('data-active', 'true');
  await page.keyboard.type(String(before + 2));
  await page.keyboard.press('Enter');
  await clerk.saved();
  await openTheme('控辍保学');
  await expect.poll(() => differenceOf('二年级 → 三年级')).toBe(off + 2);
  await expect(headline()).toContainText(`对不上：二年级 → 三年级 ${Math.abs(off + 2)} 人`);
  await expect(rowOf('二年级 → 三年级')).toHaveAttribute('data-misfit', 'true');
  await flow().evaluate((section) => section.scrollIntoView());
  await shoot('misfit');
});

async function differenceOf(label: string): Promise<number> {
  const text = await inRow(label, 'difference').innerText();
  return Number((/[+−-]?\d+$/.exec(text.trim())?.[0] ?? '0').replace('−', '-').replace('+', ''));
}

test('a figure of several cells opens a menu; a cell of last year opens last year', async () => {
  const button = inRow('二年级 → 三年级', 'expected').getByRole('button');
  await button.focus();
  await page.keyboard.press('Enter');
  const goals = page.getByRole('menuitem');
  await expect.poll(() => goals.count()).toBeGreaterThan(1);
  await expect(goals.filter({ hasText: '上年 教基3112' })).toHaveCount(1);
  await shoot('menu');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await inRow('二年级 → 三年级', 'prev').getByRole('button').click();
  await expect(clerk.cell('教基3112!01.10')).toHaveAttribute('data-active', 'true');
  await expect(page.getByText('这是 2025—2026 学年的报表')).toBeVisible();
  await clerk.hook('choose-collection').selectOption({ label: '2026—2027学年年报' });
  await clerk.hook('tab-indicators').click();
  await expect(inRow('二年级 → 三年级', 'prev').getByRole('button')).toBeFocused();
  await expect(inRow('二年级 → 三年级', 'prev')).toBeInViewport();
  await openTheme('控辍保学');
  await expect(flow()).toBeVisible();
});

test('the table is copied as numbers for WPS', async () => {
  await clerk.hook('analysis-cohort_flow_primary-copy').click();
  const copied = await app.evaluate(({ clipboard }) => {
    const board = clipboard as unknown as { readText(): string; readHTML(): string };
    return { text: board.readText(), html: board.readHTML() };
  });
  const lines = copied.text.split(/\r?\n/).map((line) => line.split('\t'));
  expect(lines[0]?.[0]).toContain('小学各年级人数是怎样变过来的（2025—2026学年，单位：人）');
  expect(lines[1]?.slice(1, 3)).toEqual(['上学年初', '转入']);
  expect(Number(lines.find(([label]) => label === '二年级 → 三年级')?.[7])).toBe(
    await differenceOf('二年级 → 三年级'),
  );
  expect(copied.html).toContain('<table>');
});

test('special needs and money are read the same way', async () => {
  await openTheme('特殊教育');
  await expect(page.getByTestId('analysis-special_needs_placement')).toBeVisible();
  await shoot('special');
  expect(await axeViolations(page)).toEqual([]);
  await openTheme('经费');
  await expect(page.getByTestId('analysis-funding_due')).toBeVisible();
  await page.getByTestId('analysis-funding_due').evaluate((section) => section.scrollIntoView());
  await shoot('funding');
  expect(await axeViolations(page)).toEqual([]);
});
