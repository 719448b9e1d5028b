import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { identityNumber } from '../support/identity';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { fillPupils, pupils } from '../support/list';

test.setTimeout(180_000);

const out = path.resolve(import.meta.dirname, '../../out/test/ledgers');

const pasteInto = (page: Page, plain: string) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, plain);

test('a case is filed, and the monthly report and 局控辍2 follow their ledgers', async () => {
  mkdirSync(out, { recursive: true });
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'tianbao-ledgers-'));
  const { app, page } = await launchApp({ dataFolder, env: { TIANBAO_TODAY: '2026-09-06' } });
  const clerk = new Clerk(page);
  const shot = async (name: string, zoom = 1) => {
    if (zoom !== 1)
      await app.evaluate(({ BrowserWindow }, factor) => {
        BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor);
      }, zoom);
    await page.screenshot({ path: path.join(out, `${name}.png`) });
    if (zoom !== 1)
      await app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1);
      });
  };
  const text = (name: string) => clerk.cell(name).locator('.cell-text');

  await page.waitForLoadState('load');
  // Both stayed away in March 2026; the girl came back in May.
  await fillPupils(page, pupils(2));
  await expect(clerk.hook('tab-home')).toBeVisible();

  // What may be left alone says so, and is in no count.
  const row = (code: string) =>
    page.locator('.form-table tr', { has: page.getByTestId(`open-form-${code}`) });
  await expect(row('局控辍4').locator('.form-state')).toHaveText('选填');
  await expect(row('局控辍1').locator('.form-state')).toHaveText('填报中');
  const asked = async () =>
    /\/(\d+) 张表/.exec((await page.locator('.home-progress').innerText()) ?? '')?.[1];
  const before = Number(await asked());
  await row('局控辍4').scrollIntoViewIfNeeded();
  await shot('home');

  await clerk.openForm('局控辍4');
  const cell = (column: string) =>
    page.locator(`[data-form="局控辍4"] tbody td[data-cell$=".${column}"]`).first();
  await cell('c02').click();
  await page.keyboard.type('安小禾');
  await page.keyboard.press('Tab');
  await page.keyboard.type(identityNumber('2014-05-20', '女'));
  await page.keyboard.press('Enter');
  // The number tells the sex; she is not asked.
  await expect(cell('c04').locator('.cell-text')).toHaveText('女');
  await cell('c05').click();
  await pasteInto(
    page,
    ['G99000077', '小学', '六年级', '1班', '2025-11-03', '3', '厌学', '2025-11-03', '2', '家访'].join('\t'),
  );
  await expect(cell('c09').locator('.cell-text')).toHaveText('2025-11-03');
  await cell('c15').click();
  await page.keyboard.type('转入辍学台账');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await expect(page.locator('[data-panel="findings"]')).toContainText('须在局控辍1中登记');
  await shot('suspected');
  await shot('suspected-150', 1.5);

  // She came back after all.
  await cell('c15').click();
  await page.keyboard.type('已返校');
  await page.keyboard.press('Enter');
  await cell('c16').click();
  await page.keyboard.type('2025-12-08');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await expect(page.locator('[data-panel="findings"]')).not.toContainText('须在局控辍1中登记');

  // The ledger now counts as a form; the report that follows from it is still hers to hand in.
  await clerk.home();
  await expect(row('局控辍4').locator('.form-state')).toHaveText('填报中');
  expect(Number(await asked())).toBe(before + 1);
  await expect(row('局控辍5').locator('.form-state')).toHaveText('选填');

  await clerk.openForm('局控辍5');
  await expect(text('局控辍5!03.1')).toHaveText('1');
  await expect(text('局控辍5!04.2')).toHaveText('1');
  await expect(text('局控辍5!01.1')).toHaveText('0');
  await expect(text('局控辍5!07.4')).toHaveText('2');
  await expect(text('局控辍5!09.5')).toHaveText('1');
  await expect(text('局控辍5!13.6')).toHaveText('1');
  await shot('monthly');
  await shot('monthly-125', 1.25);

  await clerk.openForm('局控辍2');
  await expect(text('局控辍2!01.5')).toHaveText('2');
  await expect(text('局控辍2!01.15')).toHaveText('1');

  // One more dropout in 局控辍1: both tables follow.
  await clerk.openForm('局控辍1');
  await page.locator('tr[data-new] td[data-cell$=".c02"]').click();
  await page.keyboard.type('贾三');
  await page.keyboard.press('Tab');
  await pasteInto(
    page,
    ['男', identityNumber('2015-06-01', '男'), 'G99000078', '小学', '五年级', '1班'].join('\t'),
  );
  const third = (column: string) =>
    page.locator(`[data-form="局控辍1"] tbody tr:not([data-new]) td[data-cell$=".${column}"]`).nth(2);
  await third('c15').click();
  await pasteInto(page, ['2025-10-20', '外出务工', '2025-10-21', '3'].join('\t'));
  await third('c21').click();
  await page.keyboard.type('仍辍学');
  await page.keyboard.press('Enter');
  await clerk.saved();
  await clerk.openForm('局控辍2');
  await expect(text('局控辍2!01.15')).toHaveText('2');
  await clerk.openForm('局控辍5');
  await expect(text('局控辍5!02.4')).toHaveText('1');
  await expect(text('局控辍5!13.6')).toHaveText('2');

  // 核对 hands the report in.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await clerk.hook('confirm-review').click();
  await clerk.home();
  await expect(row('局控辍5').locator('.form-state')).toHaveText('已核对');
  expect(Number(await asked())).toBe(before + 2);

  await app.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});
