import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { cellsOf } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { School } from '../../shared/school';
import type { CellChange, NewCollection } from '../../shared/submission';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { shootAtZooms } from '../support/shoot';
import { content, changes, round2025old, village } from '../support/school';

const root = path.resolve(import.meta.dirname, '..', '..');
const code = '9975500001';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let definitions: Definitions;

interface Year {
  readonly school: Omit<School, 'id'>;
  readonly collection: NewCollection;
  readonly cells: readonly CellChange[];
}

/** One year of an invented 九年一贯制学校, as far as its clerk would type it. */
function generatedYear(name: string): Year {
  const document = JSON.parse(readFileSync(path.join(folder, 'generated', name), 'utf8')) as {
    school: Year['school'];
    collection: NewCollection;
    forms: Record<string, Record<string, number | string>>;
  };
  const cells = Object.entries(document.forms).flatMap(([form, values]) => {
    const definition = definitions.forms[form];
    const typed = new Map(
      (definition === undefined ? [] : cellsOf(definition))
        .filter(({ kind }) => kind === 'input')
        .map(({ key, spec }) => [key, spec]),
    );
    return Object.entries(values).flatMap(([cell, value]) => {
      const spec = typed.get(cell);
      if (spec === undefined || value === '') return [];
      const isNumber = spec.type === 'integer' || spec.type === 'decimal';
      return {
        form,
        cell,
        content: isNumber ? content(String(value)) : { kind: 'text' as const, text: String(value) },
      };
    });
  });
  return { school: document.school, collection: document.collection, cells };
}

async function fill(schoolId: number, collectionId: number, cells: readonly CellChange[]) {
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
  const { id, revision } = data.submission;
  await callMain(page, 'submission.setCells', { submissionId: id, revision, changes: [...cells] });
}

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-carry-'));
  const options = ['--schools', '1', '--seed', '7', '--years', '2', '--type', '九年一贯制学校'];
  const out = ['--out', path.join(folder, 'generated')];
  execFileSync(process.execPath, [path.join(root, 'scripts/tianbao.mjs'), 'generate', ...options, ...out], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const env = { TIANBAO_TODAY: '2025-09-06' };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  await page.waitForLoadState('load');
  clerk = new Clerk(page);
  definitions = JSON.parse((await callMain(page, 'app.start', null)).definitions) as Definitions;
  const last = generatedYear(`${code}-2024.json`);
  const school = await callMain(page, 'school.create', last.school);
  const round = await callMain(page, 'collection.create', {
    ...last.collection,
    targetProfiles: ['cn_dropout_control_2017'],
  });
  await fill(school.id, round.id, last.cells);
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const name = (cell: string) => `教基5176!${cell}`;
const bar = () => clerk.hook('carry-bar');

test('a new round is proposed from the newest, and offers what usually stays', async () => {
  await clerk.fromMenu('new-collection');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[name=schoolYear]')).toHaveValue('2025');
  await expect(dialog.locator('[name=edition]')).toHaveValue('jiaoji-2021');
  await expect(dialog.locator('[name=title]')).toHaveValue('2025—2026学年年报');
  await expect(dialog.locator('[name=dueDate]')).toHaveValue('2025-09-20');
  await expect(dialog.locator('[name=cn_dropout_control_2017]')).toBeChecked();
  await clerk.hook('save-collection').click();

  const offer = page.getByRole('dialog', { name: '从上年带入' });
  await expect(offer).toBeVisible();
  const grounds = offer.locator('[data-form="教基5176"]');
  await expect(grounds).toContainText('中小学占地面积及其他办学条件');
  await expect(grounds.locator('.carry-form-count')).toHaveText('11 项');
  await grounds.locator('summary').click();
  await expect(grounds.getByRole('row').nth(1)).toHaveText(/占地面积\s*7861\.70/);
  // Counts of pupils and teachers are never offered.
  await expect(offer.locator('[data-form="教基3112"]')).toHaveCount(0);
  await expect(offer.locator('[data-form="教基4153"]')).toHaveCount(0);
});

test('what is taken over is one step for undo, and waits to be looked at', async () => {
  const offer = page.getByRole('dialog', { name: '从上年带入' });
  await offer.locator('[data-form="教基1001"] input[type=checkbox]').uncheck();
  const all = await offer.locator('[data-form] .carry-form-count').allInnerTexts();
  expect(all.length).toBeGreaterThan(2);
  await clerk.hook('carry').click();
  await expect(offer).toBeHidden();
  await clerk.saved();
  await expect(page.locator('.tree-item', { hasText: '教基5176' }).locator('.to-confirm-count')).toHaveText(
    /11/,
  );
  await expect(clerk.hook('open-carry')).toContainText(/从上年带入 \d+ 项/);
  expect(await axeViolations(page)).toEqual([]);

  // Undo works from the home page, too, and shows where it happened.
  await page.keyboard.press('Control+z');
  await expect(page.locator('.to-confirm-count')).toHaveCount(0);
  await expect(clerk.cell(name('01.1'))).toHaveText('');
  await page.keyboard.press('Control+y');
  await expect(bar()).toContainText('待核 11 格');
  await expect(clerk.cell(name('01.1'))).toHaveText('7861.70');
  await expect(clerk.cell(name('01.1'))).toHaveAttribute('data-to-confirm', 'true');
  await expect(clerk.cell(name('01.1'))).toHaveAttribute('aria-label', /待核/);
  await page.keyboard.press('Control+z');
  await expect(clerk.cell(name('01.1'))).toHaveText('');
  await expect(bar()).toBeHidden();
  await page.keyboard.press('Control+y');
  await expect(bar()).toContainText('待核 11 格');
  await clerk.saved();
});

test('she confirms cell by cell, several at once, or by typing anew', async () => {
  await clerk.cell(name('01.1')).click();
  await page.keyboard.press('Control+m');
  await expect(bar()).toContainText('待核 10 格');
  await expect(clerk.cell(name('01.1'))).not.toHaveAttribute('data-to-confirm', 'true');
  await expect(clerk.cell(name('02.1'))).toHaveAttribute('data-active', 'true');
  await page.keyboard.type('900');
  await page.keyboard.press('Enter');
  await expect(bar()).toContainText('待核 9 格');
  await page.keyboard.press('Control+z');
  // Nobody has looked at what stood there before.
  await expect(bar()).toContainText('待核 10 格');
  await expect(clerk.cell(name('02.1'))).toHaveText('906.32');

  // The same figure typed again is looked at; what is only opened and left is not.
  await clerk.cell(name('02.1')).click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Enter');
  await expect(bar()).toContainText('待核 10 格');
  await clerk.cell(name('02.1')).click();
  await page.keyboard.type('906.32');
  await page.keyboard.press('Enter');
  await expect(bar()).toContainText('待核 9 格');
  await expect(clerk.cell(name('02.1'))).not.toHaveAttribute('data-to-confirm', 'true');

  await clerk.cell(name('09.1')).click();
  await clerk.cell(name('10.1')).click({ modifiers: ['Shift'] });
  await clerk.hook('confirm-selected').click();
  await expect(bar()).toContainText('待核 7 格');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('F7');
  await expect(clerk.cell(name('11.1'))).toHaveAttribute('data-active', 'true');
  await clerk.saved();

  await page.reload();
  await clerk.openForm('教基5176');
  await expect(bar()).toContainText('待核 7 格');
});

test('已核对 says what blanks mean, confirms the rest, and nothing 待核 is left in it', async () => {
  await clerk.hook('review').click();
  await expect(clerk.hook('review-figures')).toContainText('待核 7 格');
  expect(await axeViolations(page)).toEqual([]);
  await expect(clerk.hook('review-figures')).toContainText('空白的数字格 3 个：都按 0 计');
  await clerk.hook('confirm-review').click();
  await expect(bar()).toBeHidden();
  await clerk.saved();
  const start = await callMain(page, 'app.start', null);
  const waiting = start.open?.data.toConfirm ?? [];
  expect(waiting.filter(({ form }) => form === '教基5176')).toEqual([]);
  expect(start.open?.data.reviewed).toContain('教基5176');

  // What is changed afterwards is said, until she has looked at it, too.
  const state = page.locator('.form-actions .form-state');
  await expect(state).not.toHaveText('核对后有改动');
  await clerk.cell(name('02.1')).click();
  await page.keyboard.type('907');
  await page.keyboard.press('Enter');
  await expect(state).toHaveText('核对后有改动');
  await clerk.saved();
  await clerk.hook('review').click();
  await expect(page.getByRole('dialog')).toContainText('本表核对后又改过');
  expect(await axeViolations(page)).toEqual([]);
  if (process.env.TIANBAO_SHOTS !== undefined)
    await shootAtZooms(app, process.env.TIANBAO_SHOTS, 'changed-since');
  await expect(clerk.hook('review-again')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(state).toHaveText('已核对');
  await expect(clerk.hook('review')).toHaveText('取消核对');

  await clerk.openForm('教基3041');
  await clerk.hook('review').click();
  await expect(page.getByRole('dialog')).toContainText('全部为 0（无此类情况）');
  await page.keyboard.press('Escape');
});

test('last year is shown in every cell on demand, and remembered', async () => {
  await clerk.openForm('教基5176');
  await clerk.cell(name('01.1')).click();
  const prior = clerk.cell(name('01.1')).locator('.prior-year');
  await expect(prior).toHaveCount(0);
  await page.keyboard.press('F4');
  await expect(prior).toHaveText('7861.70');
  await expect(clerk.cell(name('01.1'))).toHaveAttribute('aria-label', /上年 7861\.70/);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.type('8000');
  await expect(prior).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(prior).toHaveText('7861.70');
  // What is copied is of this year only.
  await clerk.cell(name('01.1')).click();
  await page.keyboard.press('Control+c');
  expect((await app.evaluate(({ clipboard }) => clipboard.readText())).trim()).toBe('8000.00');
  await page.reload();
  await clerk.openForm('教基5176');
  await expect(prior).toHaveText('7861.70');
  await clerk.hook('prior-year').click();
  await expect(prior).toHaveCount(0);
});

test('last year of another edition is carried and shown by its labels', async () => {
  const { id: _old, ...round } = {
    ...round2025old,
    schoolYear: 2022,
    title: '2022—2023学年年报',
    dueDate: null,
  };
  const { id: _new, ...next } = {
    ...round,
    id: 0,
    edition: 'jiaoji-2021',
    schoolYear: 2023,
    title: '2023—2024学年年报',
  };
  const { id: _village, ...school } = village;
  const schoolId = (await callMain(page, 'school.create', school)).id;
  const before = await callMain(page, 'collection.create', round);
  const now = await callMain(page, 'collection.create', next);
  await fill(
    schoolId,
    before.id,
    changes({
      '基础基522!01.1': 10200.5,
      '基础基522!01.8': 12,
      '基础基522!01.10': 4,
      '基础基531!01.1': 10000,
      '基础基312!01.1': 92,
      '基础基312!12.6': 94,
      '基础基312!13.7': 97,
    }),
  );
  await callMain(page, 'submission.open', { schoolId, collectionId: now.id });
  await page.reload();
  await clerk.hook('choose-collection').selectOption(String(now.id));
  await clerk.hook('choose-school').selectOption(String(schoolId));
  await expect(page.locator('h1')).toHaveText(village.name);
  await expect(clerk.hook('open-carry')).toContainText('从上年带入 3 项');
  await clerk.hook('open-carry').click();
  await expect(page.getByRole('dialog')).toContainText('基础基522、基础基531');
  await clerk.hook('carry').click();
  await clerk.openForm('教基5176');
  await expect(clerk.cell(name('01.1'))).toHaveText('10200.50');
  await expect(clerk.cell(name('12.1'))).toHaveText('16');
  await expect(clerk.cell(name('08.1'))).toHaveText('10000');
  await clerk.openForm('教基3112');
  await page.keyboard.press('F4');
  await expect(clerk.cell('教基3112!01.1').locator('.prior-year')).toHaveText('92');
  // A computed cell has a last year, too.
  await expect(clerk.cell('教基3112!01.7').locator('.prior-year')).toHaveText('191');
  expect(await axeViolations(page)).toEqual([]);
  await expect(clerk.cell('教基3112!01.2').locator('.prior-year')).toHaveCount(0);
});
