import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron } from 'playwright';
import type { Bridge, Envelope } from '../shared/ipc';
import { type Memory, type Papers, work } from './torture-clerk';
import { openControl } from './torture-control';
import { tell } from './torture-talk';

/**
 * The real application in its window, edited through the page's own bridge. Plain Node, because the program's faults are
 * not the driver's: `work <folder> <resources> <papers> <control> <seed> <enough> <memory>`.
 */

async function drive(input: readonly string[]): Promise<void> {
  const [folder = '', , papersFile = '', controlFile = '', seed = '0', enough = '0', memoryFile = ''] = input; // prettier-ignore
  const control = openControl(controlFile);
  const app = await _electron.launch({
    executablePath: process.env['TIANBAO_ELECTRON'] ?? '',
    args: [path.join(import.meta.dirname, 'app'), '--data', folder],
    env: { ...definedVariables(), LD_PRELOAD: process.env['TIANBAO_FAULT_SHIM'] ?? '' },
    timeout: 60_000,
  });
  // Not before, because a process that nobody knows could not be ended.
  tell({ told: 'process', pid: app.process().pid ?? 0 });
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'tianbao' in window);
  const call = (method: string, input: unknown): Promise<Envelope<unknown>> =>
    page.evaluate(([name, value]) => (window as unknown as { tianbao: Bridge }).tianbao.call(name, value), [
      method,
      input,
    ] as const);
  const choose = (...files: string[]): Promise<void> =>
    app.evaluate((_electron, chosen) => {
      process.env['TIANBAO_OPEN_FILE'] = chosen;
    }, files.join('\n'));
  const chooseTarget = (file: string): Promise<void> =>
    app.evaluate((_electron, chosen) => {
      process.env['TIANBAO_SAVE_FOLDER'] = chosen;
    }, path.dirname(file));
  const first = await call('app.start', null);
  if (!first.ok && first.error.code !== 'access.locked') {
    tell({ told: 'opened', world: null, code: first.error.code });
    await app.close();
    process.exit(0);
  }
  const papers = existsSync(papersFile) ? (JSON.parse(readFileSync(papersFile, 'utf8')) as Papers) : null;
  const memory = JSON.parse(readFileSync(memoryFile, 'utf8')) as Memory;
  const desk = { call, choose, chooseTarget, hits: () => control.get('hits'), restores: false };
  await work(desk, { papers, memory }, Number(seed), Number(enough));
  await app.close();
  tell({ told: 'closed' });
  process.exit(0);
}

drive(process.argv.slice(3)).catch((error: unknown) => {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const isKilled = /closed|crashed|disconnected|Target|Process|SIGKILL|ECONNRESET|hang up/i.test(what);
  if (!isKilled) tell({ told: 'broken', what });
  process.exit(1);
});

function definedVariables(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
