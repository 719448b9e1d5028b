import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright/test';
import { electron, windowEnvironment } from '../../scripts/electron.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

export interface LaunchOptions {
  /** Every test has its own, so that none sees another's database. */
  readonly dataFolder: string;
  /** Definitions to use instead of the shipped ones. */
  readonly resourcesFolder?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Of the main process, for tests that kill it. */
  readonly pid: number;
}

/** Starts the built application as a user would and waits for its first window. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const { executable, flags } = electron();
  const resources = options.resourcesFolder ? ['--resources', options.resourcesFolder] : [];
  const app = await _electron.launch({
    executablePath: executable,
    args: [...flags, root, '--data', options.dataFolder, ...resources, ...(options.args ?? [])],
    env: { ...definedVariables(), ...options.env },
    timeout: 60_000,
  });
  const main = app.process();
  try {
    const page = await app.firstWindow();
    if (main.pid === undefined) throw new Error('Electron ended before its process could be identified.');
    return { app, page, pid: main.pid };
  } catch (error) {
    // A program without a window would outlive the test run.
    main.kill('SIGKILL');
    throw error;
  }
}

function definedVariables(): Record<string, string> {
  const entries = Object.entries(windowEnvironment());
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
