import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'playwright/test';
import { launchApp } from '../support/launch';

test('the program shows itself', async () => {
  const out = process.env['TIANBAO_DEMO_OUT'] ?? path.resolve('out', 'demo');
  mkdirSync(out, { recursive: true });
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'tianbao-demo-'));
  const { app, page } = await launchApp({ dataFolder });
  await page.screenshot({ path: path.join(out, '01-start.png') });
  writeFileSync(path.join(out, 'summary.txt'), `窗口标题：${await page.title()}\n`);
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
});
