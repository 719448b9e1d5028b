import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { electron, windowEnvironment } from './electron.mjs';
import { exitCodeOf, root, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

process.exitCode = await exitCodeOf(async () => {
  const prepared = await setUp();
  const rebuilt = await build();
  if (!prepared && !rebuilt) say('start: everything is up to date');
  return hasDisplay() ? openWindow() : demonstrate();
});

async function openWindow() {
  const { executable, flags } = electron();
  return run(executable, [...flags, root, ...process.argv.slice(2)], { env: windowEnvironment() });
}

/** Without a screen nobody could see the window, so the program shows itself and leaves pictures. */
async function demonstrate() {
  say('start: no display, running the demonstration on a virtual screen');
  const folder = path.join(root, 'out', 'demo');
  // Pictures of an earlier run would be taken for this one's.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const playwright = path.join(root, 'node_modules', 'playwright', 'cli.js');
  const args = [playwright, 'test', '-c', 'test/playwright.config.ts', '--project=demo'];
  const code = await run(...withDisplay(process.execPath, args), {
    env: { ...windowEnvironment(), TIANBAO_DEMO_OUT: folder },
  });
  const summary = path.join(folder, 'summary.txt');
  if (existsSync(summary)) process.stdout.write(`\n${readFileSync(summary, 'utf8').trimEnd()}\n\n`);
  for (const name of readdirSync(folder).sort()) process.stdout.write(`out/demo/${name}\n`);
  return code;
}
