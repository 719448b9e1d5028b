import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { changes, round2025old, round2026, village } from '../support/school';

test.setTimeout(120_000);

test('an explanation is a draft until it is accepted, and is not lost when the window is closed', async () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-drafts-'));
  const env = { TIANBAO_TODAY: '2026-09-06' };
  const first = await launchApp({ dataFolder, env });
  const { page } = first;
  await page.waitForLoadState('load');
  const { id: _school, ...school } = village;
  const { id: _round, ...round } = round2026;
  const { id: schoolId } = await callMain(page, 'school.create', school);
  const { id: _past, ...before } = round2025old;
  const { id: pastId } = await callMain(page, 'collection.create', before);
  const past = await callMain(page, 'submission.open', { schoolId, collectionId: pastId });
  const pastSubmission = past.data.submission.id;
  const written = await callMain(page, 'submission.setCells', {
    ...{ submissionId: pastSubmission, revision: past.data.submission.revision },
    changes: changes(cellsOfSample(lastYear)),
  });
  await callMain(page, 'submission.explain', {
    ...{ submissionId: pastSubmission, ...written },
    explanation: { finding: 'LKC2-12', text: '村小并入后随父母外出', values: {} },
  });
  const { id: collectionId } = await callMain(page, 'collection.create', round);
  const opened = async () => (await callMain(page, 'submission.open', { schoolId, collectionId })).data;
  const { submission } = await opened();
  const { id: submissionId, revision } = submission;
  const cells = changes({ ...cellsOfSample(thisYear), '教基3040!04.14': 20 });
  await callMain(page, 'submission.setCells', { submissionId, revision, changes: cells });
  await page.reload();
  const clerk = new Clerk(page);
  await clerk.openForm('教基3040');
  const key = 'LKC2-12';
  const item = page.locator(`li[data-finding-row="${key}"]`);
  const box = clerk.hook(`explain-${key}`);
  const draft = item.getByText('未保存的说明');
  const said = async () => (await opened()).explanations.map(({ finding, text }) => `${finding} ${text}`);

  // Escape puts back what stood there, also after a suggestion that was only clicked.
  await item.locator('.suggestion').first().click();
  await expect(draft).toBeVisible();
  const offered = await box.inputValue();
  expect(offered.length).toBeGreaterThan(3);
  await page.keyboard.press('Escape');
  await expect(clerk.hook(`finding-${key}`)).toBeFocused();
  await expect(box).toHaveValue('');
  await expect(draft).toBeHidden();

  // A suggestion is added to what she wrote; Ctrl+Z in the box takes it back.
  await box.click();
  await page.keyboard.type('四名学生');
  await item.locator('.suggestion').first().click();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(`四名学生；${offered}`);
  await page.keyboard.press('Control+z');
  await expect(box).toHaveValue('四名学生');

  // Left, it is a draft on every page, and the finding still wants an explanation.
  await clerk.cell('教基3040!04.12').click();
  await expect(draft).toBeVisible();
  await clerk.home();
  await clerk.openForm('教基3112');
  await clerk.openForm('教基3040');
  await expect(box).toHaveValue('四名学生');
  await expect(item).toHaveAttribute('data-state', 'open');
  await box.click();
  await page.keyboard.press('End');
  await page.keyboard.type('多写的');
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('四名学生');
  expect(await said()).toEqual([]);
  await item.getByRole('button', { name: '不要了' }).click();
  await expect(box).toHaveValue('');

  await clerk.explain(key, '四名学生随父母外出');
  expect(await said()).toEqual([`${key} 四名学生随父母外出`]);
  await box.fill('四名学生随父母外出，名单在台账');
  await clerk.cell('教基3040!04.12').click();
  expect(await said()).toEqual([`${key} 四名学生随父母外出`]);
  const closed = first.app.waitForEvent('close');
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await closed;

  const second = await launchApp({ dataFolder, env });
  await second.page.waitForLoadState('load');
  const { data } = await callMain(second.page, 'submission.open', { schoolId, collectionId });
  expect(data.explanations.map(({ text }) => text)).toEqual(['四名学生随父母外出，名单在台账']);
  await second.app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});
