import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { Page } from 'playwright/test';
import { Clerk } from '../test/support/journey';
import { launchApp } from '../test/support/launch';
import { fillPupils, pupils } from '../test/support/list';
import { median, row } from './measure';

const records = 10_000;
const form = '局控辍1';

test.setTimeout(600_000);

interface Samples {
  readonly commit: number[];
  readonly painted: number[];
  readonly frames: number[];
}

/** Watches the page from outside: the key, the first change of the document after it, the frame. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const samples: Samples = { commit: [], painted: [], frames: [] };
    let pressed = 0;
    let waiting = false;
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter') return;
        pressed = event.timeStamp;
        waiting = true;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      if (!waiting) return;
      waiting = false;
      const started = pressed;
      samples.commit.push(performance.now() - started);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => samples.painted.push(performance.now() - started);
        port2.postMessage(null);
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { benchSamples: samples });
  });
}

const samplesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { benchSamples: Samples }).benchSamples);

/** Milliseconds from an action in the page to the frame that shows its result. */
function timed(page: Page, selector: string, count = 1): Promise<number> {
  return page.evaluate(
    async ([hook, times]) => {
      const before = performance.now();
      for (let time = 0; time < times; time += 1) document.querySelector<HTMLElement>(hook)?.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - before;
    },
    [selector, count] as const,
  );
}

/** Scrolls like a wheel that is turned fast and notes how long each frame takes. */
function scrolled(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const scroll = document.querySelector('.grid-scroll');
    const frames: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 240; frame += 1) {
      scroll?.scrollBy(0, 100);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return frames;
  });
}

function paste(page: Page, rows: number, columns: number): Promise<number> {
  const table = Array.from({ length: rows }, (_, line) =>
    Array.from({ length: columns }, (__, at) => (at === 0 ? `王${line}` : `字${line}-${at}`)).join('\t'),
  ).join('\n');
  return page.evaluate(async (plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    const before = performance.now();
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - before;
  }, table);
}

const line = (name: string, milliseconds: number, budget = '') =>
  `${name.padEnd(46)} ${milliseconds.toFixed(1).padStart(8)} ms   ${budget}`;

test('a list of 10,000 records in the real window', async () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-bench-list-'));
  const { app, page } = await launchApp({ dataFolder });
  const clerk = new Clerk(page);
  await page.waitForLoadState('load');
  await fillPupils(page, pupils(records));
  await expect(clerk.hook('tab-home')).toBeVisible();
  await page.waitForTimeout(1500);

  const openings: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    await clerk.home();
    openings.push(await timed(page, `[data-testid="open-form-${form}"]`));
    await expect(page.locator(`[data-form="${form}"]`)).toBeVisible();
  }

  const name = (index: number, column: string) => `${form}!pupil-${String(index).padStart(6, '0')}.${column}`;
  await watch(page);
  for (const [column, typed] of [
    ['c02', (at: number) => `某${at}`],
    ['c18', (at: number) => String(at % 9)],
    ['c05', (at: number) => `H${at}`],
  ] as const) {
    await clerk.cell(name(0, column)).click();
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.type(typed(at), { delay: 40 });
      await page.keyboard.press('Enter');
      await page.waitForTimeout(60);
    }
    await page.keyboard.press('Control+Home');
  }
  const typing = await samplesOf(page);
  const frames = await scrolled(page);
  await clerk.saved();

  const sorting: number[] = [];
  for (let time = 0; time < 6; time += 1) sorting.push(await timed(page, '[data-testid="sort-c02"]'));
  const filtering: number[] = [];
  for (let time = 0; time < 6; time += 1) filtering.push(await timed(page, '[data-testid="only-troubled"]'));

  await page.keyboard.press('Control+Home');
  await clerk.cell(name(0, 'c08')).click();
  const pasting = await paste(page, 1000, 6);
  await clerk.saved();
  const undone = await page.evaluate(async () => {
    const before = performance.now();
    document.querySelector<HTMLElement>('button[title="撤销 Ctrl+Z"]')?.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - before;
  });
  const before = Date.now();
  await clerk.saved();
  const saved = Date.now() - before;

  process.stdout.write(
    [
      '',
      line('opening the form, click → painted (median)', median(openings), '≤ 300 ms'),
      row('keydown → commit', typing.commit, '≤ 8 ms p95'),
      row('keydown → next painted frame', typing.painted, '≤ 34 ms p95'),
      row('frame while scrolling 100 px a frame', frames, '≤ 34 ms p95'),
      line('sorting by name (median)', median(sorting)),
      line('only rows with a finding, on and off (median)', median(filtering)),
      line('pasting 1,000 × 6, key → painted', pasting),
      line('its undo, click → painted', undone),
      line('  and saved', saved),
      `edits measured: ${typing.commit.length}`,
      '',
    ].join('\n'),
  );
  expect(typing.commit.length).toBeGreaterThanOrEqual(180);
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});
