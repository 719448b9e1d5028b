import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { changes, round2026, village } from '../support/school';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;

/** 4 of 612 left; 14319 of 286400 for training: 4.99965 %. */
const cells = {
  ...{ '教基3040!04.1': 612, '教基3040!04.12': 1, '局补充1!01.1': 1, '局补充1!01.2': 2, '局补充1!01.3': 0 },
  ...{ '局经费2!02.1': 272081, '局经费2!06.1': 14319 },
};

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-targets-'));
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env: { TIANBAO_TODAY: '2026-09-06' } }));
  await page.waitForLoadState('load');
  clerk = new Clerk(page);
  const { id: _school, ...school } = village;
  const { id: _round, ...round } = round2026;
  const { id: schoolId } = await callMain(page, 'school.create', school);
  const targetProfiles = ['cn_dropout_control_2017', 'cn_public_funds_2023'];
  const { id: collectionId } = await callMain(page, 'collection.create', { ...round, targetProfiles });
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
  const { id: submissionId, revision } = data.submission;
  await callMain(page, 'submission.setCells', { submissionId, revision, changes: changes(cells) });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
}); // prettier-ignore

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const shown = (cell: string) => clerk.cell(`局目标1!${cell}`).locator('.cell-text');

async function picture(name: string): Promise<void> {
  const shots = process.env['TIANBAO_SHOTS'];
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

test('the bureau’s table of targets is filled and judged before she opens it', async () => {
  await clerk.openForm('局目标1');
  await expect(shown('02.2')).toHaveText('0.65');
  await expect(shown('02.3')).toHaveText('未达标');
  await expect(shown('02.4')).toHaveText('口径：台账口径；4/612；2025—2026学年');
  await expect(shown('12.1')).toHaveText('5.00');
  await expect(shown('12.2')).toHaveText('5.00');
  await expect(shown('12.3')).toHaveText('未达标');
  await clerk.cell('局目标1!02.2').click();
  await picture('targets-value');
  await expect(page.getByTestId('source-words')).toContainText('指标');
});

test('she goes on where the program stopped, and the reason is enough', async () => {
  await clerk.cell('局目标1!02.4').click();
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.insertText('；2 名随父母外出，正在劝返');
  await picture('targets-reason');
  await page.keyboard.press('Enter');
  await expect(shown('02.4')).toHaveText('口径：台账口径；4/612；2025—2026学年；2 名随父母外出，正在劝返');
  await clerk.saved();
  await expect(clerk.cell('局目标1!02.4')).not.toHaveAttribute('data-trouble', /error|warning/);
  await picture('targets-done');
});

test('a reason that stands in one place is offered in the other, both ways', async () => {
  const reason = '培训费第四季度追加，全年可达 5%';
  const box = clerk.hook('explain-LJF2-03');
  await clerk.explain('LJF2-03', reason);
  await clerk.cell('局目标1!12.4').click();
  await expect(shown('12.4')).toHaveText('口径：按预算；14319/286400；2026年');
  await picture('targets-reason-offered');
  await clerk.hook('reason-LMB1-04@12').first().click();
  await expect(shown('12.4')).toHaveText(`口径：按预算；14319/286400；2026年；${reason}`);
  await clerk.saved();
  await expect(clerk.hook('finding-LMB1-04@12')).toBeHidden();

  await clerk.explain('LJF2-03', '');
  await page.getByRole('button', { name: reason, exact: true }).click();
  await expect(box).toHaveValue(reason);
  await picture('targets-reason-taken');
});
