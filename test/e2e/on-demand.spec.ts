import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { launchApp } from '../support/launch';

const built = path.resolve('out', 'build', 'renderer');

/** Files that the window reads before it can paint: those of the page and all that they import at once. */
function startFiles(): Map<string, string> {
  const files = new Map<string, string>();
  const page = fs.readFileSync(path.join(built, 'index.html'), 'utf8');
  const waiting = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
  for (const file of waiting) {
    if (files.has(file)) continue;
    const text = fs.readFileSync(path.join(built, file), 'utf8');
    files.set(file, text);
    for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      waiting.push(`assets/${name}`);
  }
  return files;
}

test('the start reads neither the component library nor any form, page or dialog', () => {
  const files = startFiles();
  const size = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  expect(files.size).toBeGreaterThan(0);
  expect([...files].filter(([, text]) => text.includes('react-aria-pressable-style'))).toEqual([]);
  expect(
    [...files.keys()].filter((name) => /dialog|page-|form-page|findings|pinyin|esm-/.test(name)),
  ).toEqual([]);
  // What every refusal says, every built-in check and what is kept in step with each write (待核, 核对后有改动, what the
  // rosters counted) is part of the start; a page, panel or dialog is not. It was 424 before the last of these.
  expect(size / 1024).toBeLessThan(432);
});

test('a part whose code cannot be read is told, and the page starts again with it', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-on-demand-'));
  const { app, page } = await launchApp({ dataFolder: path.join(folder, 'data') });
  await page.locator('.welcome').waitFor();
  const refuse = (part: string) =>
    app.evaluate(({ session }, name) => {
      session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
        answer({ cancel: name !== '' && url.includes(name) }),
      );
    }, part);
  await refuse('keys-dialog');
  await page.reload();
  await page.locator('.welcome').waitFor();
  await page.keyboard.press('Shift+F1');
  await expect(page.getByRole('alert')).toContainText('界面出错了');
  await refuse('');
  await page.getByRole('button', { name: '重新打开界面' }).click();
  await page.locator('.welcome').waitFor();
  await page.keyboard.press('Shift+F1');
  await expect(page.getByRole('dialog', { name: '按键说明' })).toBeVisible();
  await app.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
