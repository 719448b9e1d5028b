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

const overview = () => call('collection.overview', { collectionId });

async function standingOf(name: string): Promise<SchoolStanding> {
  const found = (await overview()).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no school ${name}`);
  return found;
}

async function zoom(factor: number) {
  await app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
  }, factor);
  await page.waitForTimeout(250);
}

async function shoot(name: string) {
  for (const factor of [1, 1.25, 1.5]) {
    await zoom(factor);
    await page.screenshot({ path: path.join(shots, `${name}-${factor * 100}.png`) });
  }
  await zoom(1);
}

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-schools-'));
  mkdirSync(shots, { recursive: true });
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_TODAY: '2026-09-06' },
  }));
  clerk = new Clerk(page);
  await call('school.create', { ...newSchool, code: '9900000000', name: '清河镇中心小学' });
  collectionId = (await call('collection.create', round)).id;
  const { definitions } = await call('app.start', null);
  const parsed = JSON.parse(definitions) as Definitions;
  const documents = generatedByCommand(path.join(folder, 'generated'), [
    ...['--schools', '11', '--seed', '5', '--school-year', '2026'],
  ]);
  for (const document of documents) {
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
  await call('school.create', { ...newSchool, code: '9999999999', name: '孙店教学点', type: '小学教学点' });
  await call('submission.open', { schoolId: 1, collectionId });
  await page.reload();
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the table shows every school and form with what main counted', async () => {
  await clerk.hook('tab-schools').click();
  const sheet = clerk.hook('schools-sheet');
  await expect(sheet.locator('tbody tr')).toHaveCount(14);
  await page.screenshot({ path: path.join(shots, 'first.png') });
  for (const standing of await overview()) {
    const row = sheet.locator(`tr[data-row="${standing.schoolId}"]`);
    await expect(row.locator('th')).toHaveText(standing.name);
    const done = standing.forms.filter((form) => form.reviewed && form.errors + form.warnings === 0).length;
    await expect(row.locator('td[data-column="完成"]')).toHaveText(`${done}/${standing.forms.length}`);
  }
  await shoot('progress');
});

test('across', async () => {
  await clerk.hook('show-across').click();
  await clerk.hook('across-form').selectOption('教基3112');
  await expect(clerk.hook('across-sheet').locator('tbody tr').first()).toBeVisible();
  await shoot('across-column');
  await clerk.hook('across-by-row').check();
  await expect(clerk.hook('across-sheet').locator('tbody tr')).toHaveCount(14);
  await shoot('across-row');
  await clerk.hook('choose-school').click();
  await expect(clerk.hook('find-school')).toBeFocused();
  await shoot('chooser');
  await page.keyboard.press('Escape');
  await clerk.hook('more').click();
  await shoot('menu');
});
