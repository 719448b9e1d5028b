import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'playwright/test';
import type { Page } from 'playwright/test';
import type { SchoolType } from '../shared/school-types';
import { fillWindow, generateReturn } from '../test/support/generated-window';
import { Clerk } from '../test/support/journey';
import { launchApp } from '../test/support/launch';
import { percentile, row } from './measure';

const types: readonly SchoolType[] = ['九年一贯制学校', '小学'];
const shown = 5;

interface Opening {
  readonly form: string;
  readonly first: number;
  readonly again: number;
}

/** Milliseconds from the click in the tree until the form is painted. */
function openForm(page: Page, form: string): Promise<number> {
  return page.evaluate(async (code) => {
    const before = performance.now();
    const item = [...document.querySelectorAll<HTMLElement>('.tree-item')].find(
      (each) => each.querySelector('.tree-code')?.textContent === code,
    );
    item?.click();
    const isThere = () => document.querySelector(`[data-form="${code}"]`) !== null;
    if (!isThere()) {
      await new Promise<void>((resolve) => {
        const watcher = new MutationObserver(() => {
          if (!isThere()) return;
          watcher.disconnect();
          resolve();
        });
        watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
    }
    return new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - before);
        port2.postMessage(null);
      });
    });
  }, form);
}

/** A window that has just started and had a second to itself, as when the clerk reads the home page. */
async function fresh(page: Page): Promise<void> {
  await page.reload();
  await page.getByTestId('saved-state').waitFor();
  await page.waitForTimeout(1000);
}

async function openEvery(page: Page, forms: readonly string[]): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (const form of forms) {
    await fresh(page);
    const first = await openForm(page, form);
    await page.getByTestId('tab-home').first().click();
    await page.waitForTimeout(200);
    openings.push({ form, first, again: await openForm(page, form) });
  }
  return openings;
}

/** In a program that has just been started: nothing of it is warm. */
async function openInNewProgram(dataFolder: string, form: string): Promise<number> {
  const { app, page } = await launchApp({ dataFolder });
  await page.getByTestId('saved-state').waitFor();
  await page.waitForTimeout(1000);
  const time = await openForm(page, form);
  await app.close();
  return time;
}

for (const type of types) {
  test(`opening every form of a ${type}`, async () => {
    const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-bench-'));
    const { app, page } = await launchApp({ dataFolder });
    await page.waitForLoadState('load');
    await fillWindow(page, generateReturn(type));
    const forms = await new Clerk(page).forms();
    const openings = await openEvery(page, forms);
    await app.close();
    const worst = [...openings].sort((a, b) => b.first - a.first).slice(0, shown);
    const cold: number[] = [];
    for (const { form } of worst) cold.push(await openInNewProgram(dataFolder, form));
    const lines = [
      '',
      row(
        `${type}: ${forms.length} forms, first time`,
        openings.map(({ first }) => first),
        '≤ 100 ms each',
      ),
      row(
        `${type}: ${forms.length} forms, again`,
        openings.map(({ again }) => again),
        '≤ 100 ms each',
      ),
      ...worst.map(({ form, first, again }, index) => {
        const figures = [first, again, cold[index] ?? Number.NaN].map((time) => time.toFixed(0).padStart(4));
        return `  ${form.padEnd(10)} first ${figures[0] ?? ''} ms   again ${figures[1] ?? ''} ms   new program ${figures[2] ?? ''} ms`;
      }),
      `  slowest of all: ${percentile([...openings.map(({ first }) => first), ...cold], 1).toFixed(0)} ms`,
      '',
    ];
    process.stdout.write(lines.join('\n'));
    fs.rmSync(dataFolder, { recursive: true, force: true });
  });
}
