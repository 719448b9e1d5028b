import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'playwright/test';
import { electron, windowEnvironment } from '../scripts/electron.mjs';
import { fileLines, mainFiles, pageFiles } from '../scripts/start-files.mjs';
import { Clerk } from '../test/support/journey';
import { launchApp } from '../test/support/launch';
import { median, memoryPss } from './measure';

const runs = 9;
const root = path.resolve(import.meta.dirname, '..');
const probe = path.resolve(import.meta.dirname, 'paint-probe.cjs');

interface Start {
  /** Spawn → what the probe looks for is painted, in milliseconds. */
  readonly painted: number;
  /** Of all processes, two seconds later, in MB. */
  readonly memory: number;
}

/** Starts a program as the desktop would, without any test tool attached. */
async function start(folder: string, dataFolder: string, selector: string): Promise<Start> {
  const { executable, flags } = electron();
  const env = { ...windowEnvironment(), NODE_OPTIONS: `--require=${probe}`, TIANBAO_PROBE: selector };
  const before = Date.now();
  const child = spawn(executable, [...flags, folder, '--data', dataFolder], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const painted = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /painted (\d+)/.exec(text);
      if (found !== null) resolve(Number(found[1]) - before);
    });
    child.on('exit', () => reject(new Error(`${folder} ended before it painted ${selector}`)));
  });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const memory = memoryPss(child.pid ?? 0);
  child.removeAllListeners('exit');
  await new Promise((resolve) => child.once('exit', resolve).kill('SIGKILL'));
  return { painted, memory };
}

async function prepare(dataFolder: string): Promise<void> {
  const { app, page } = await launchApp({ dataFolder });
  const clerk = new Clerk(page);
  await clerk.createSchool('9900000001', '清河镇中心小学');
  await clerk.createCollection(2021, 'jiaoji-2021', '2021-09-20');
  await app.close();
  // The start after this one keeps what later starts are given, as on a clerk's PC.
  const again = await launchApp({ dataFolder });
  await again.page.getByTestId('saved-state').waitFor();
  await again.page.waitForTimeout(5000);
  await again.app.close();
}

/** Time from a click on the tree to the painted form, in a window that has just started. */
async function openForm(dataFolder: string, form: string): Promise<number> {
  const { app, page } = await launchApp({ dataFolder });
  await page.getByTestId('saved-state').waitFor();
  await page.waitForTimeout(1000);
  const time = await page.evaluate(async (code) => {
    const before = performance.now();
    document.querySelector<HTMLElement>(`[data-testid="open-form-${code}"]`)?.click();
    while (document.querySelector(`[data-form="${code}"]`) === null) await new Promise(requestAnimationFrame);
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - before;
  }, form);
  await app.close();
  return time;
}

test('start and memory beside an empty Electron window', async () => {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-bench-'));
  const ours = path.join(scratch, 'data');
  const empty = path.join(scratch, 'empty');
  await prepare(ours);
  const emptyWindow = path.join(import.meta.dirname, 'empty-window');
  const home = '[data-testid="next-step"]';
  try {
    fs.writeFileSync('/proc/sys/vm/drop_caches', '3');
  } catch {
    // Only root may empty the cache; the first start is then as warm as the others.
  }
  const cold = await start(root, ours, home);
  await start(emptyWindow, empty, '[data-painted]');
  const starts: { ours: Start; empty: Start }[] = [];
  for (let run = 0; run < runs; run += 1) {
    starts.push({
      empty: await start(emptyWindow, empty, '[data-painted]'),
      ours: await start(root, ours, home),
    });
  }
  const forms: number[] = [];
  for (let run = 0; run < runs; run += 1) forms.push(await openForm(ours, '局控辍2'));
  const [startOurs, startEmpty] = [
    median(starts.map((item) => item.ours.painted)),
    median(starts.map((item) => item.empty.painted)),
  ];
  const [memoryOurs, memoryEmpty] = [
    median(starts.map((item) => item.ours.memory)),
    median(starts.map((item) => item.empty.memory)),
  ];
  process.stdout.write(
    [
      '',
      `start → home painted and answering   ${startOurs} ms, empty window ${startEmpty} ms, ratio ${(startOurs / startEmpty).toFixed(2)} (≤ 1.6)`,
      `  with cold file caches              ${cold.painted} ms`,
      `opening the last form                ${median(forms).toFixed(0)} ms (≤ 150)`,
      `memory, all processes (PSS)          ${memoryOurs.toFixed(0)} MB, empty window ${memoryEmpty.toFixed(0)} MB, ratio ${(memoryOurs / memoryEmpty).toFixed(2)} (≤ 1.3)`,
      ...fileLines('page', pageFiles(path.join(root, 'out', 'build'))),
      ...fileLines('main', mainFiles(path.join(root, 'out', 'build'))),
      '',
    ].join('\n'),
  );
  fs.rmSync(scratch, { recursive: true, force: true });
});
