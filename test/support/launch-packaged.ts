import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright/test';
import { electron, windowEnvironment } from '../../scripts/electron.mjs';
import { packageOnce } from '../../scripts/packaged.mjs';

/** The packaged program: its folder, and its executable in there. `npm test` has packaged it and names it. */
export async function packagedProgram(): Promise<{ folder: string; executable: string }> {
  const folder = process.env['TIANBAO_PACKAGED'] ?? (await packageOnce());
  return { folder, executable: path.join(folder, 'tianbao') };
}

export interface RunningProgram {
  readonly process: ChildProcess;
  /** What it wrote to standard error until now. */
  readonly said: () => string;
  /** Its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts it as a user would, with nothing that a test needs. Root needs one switch more. */
export function startProgram(
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningProgram {
  const child = spawn(executable, [...electron().flags, ...args], {
    env: { ...windowEnvironment(), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { process: child, said: () => said, ended };
}

export interface DrivenProgram extends RunningProgram {
  readonly page: Page;
  readonly browser: Browser;
  readonly port: number;
  /** Closes it as a clerk does: everything is saved. */
  readonly close: () => Promise<void>;
}

export interface DriveOptions {
  readonly dataFolder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it with the test switch and takes hold of its window through the debugging port. */
export async function driveProgram(executable: string, options: DriveOptions): Promise<DrivenProgram> {
  const args = ['--tianbao-test', '--data', options.dataFolder, '--remote-debugging-port=0'];
  const env = { ...options.env, TIANBAO_TEST: '1' };
  const running = startProgram(executable, [...args, ...(options.args ?? [])], env);
  try {
    const port = await portIn(options.dataFolder, running);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = await firstPage(browser);
    await page.waitForLoadState('load');
    const close = async () => {
      // The page is gone before the call is answered.
      await page.evaluate(() => window.tianbao.call('app.quit', null)).catch(() => undefined);
      await running.ended;
      await browser.close();
    };
    return { ...running, page, browser, port, close };
  } catch (error) {
    running.process.kill('SIGKILL');
    throw error;
  }
}

/** Chromium chooses the port and writes it down beside its own files. */
async function portIn(dataFolder: string, { said, process }: RunningProgram): Promise<number> {
  const places = ['window', ''].map((folder) => path.join(dataFolder, folder, 'DevToolsActivePort'));
  return eventually(`no debugging port: ${said()}`, () => {
    const listening = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said())?.[1];
    const file = places.find(existsSync);
    const written = file === undefined ? undefined : readFileSync(file, 'utf8').split('\n')[0];
    if (process.exitCode !== null) throw new Error(`it ended with ${process.exitCode}: ${said()}`);
    return Number(listening ?? written) || undefined;
  });
}

function firstPage(browser: Browser): Promise<Page> {
  return eventually('no window', () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith('app://')),
  );
}

/** The first answer that is not undefined. */
export async function eventually<T>(problem: string, look: () => T | undefined): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(problem);
}
