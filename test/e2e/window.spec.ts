import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { launchApp } from '../support/launch';

test('the window opens and the page has no Node', async () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'tianbao-'));
  const { app, page } = await launchApp({ dataFolder });
  await expect(page).toHaveTitle(/填报/);
  expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false);
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
});
