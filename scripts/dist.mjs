import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { electron } from './electron.mjs';
import { fallbackVersion } from './electron-fallback.mjs';
import { usesFallback } from './electron-runtime.mjs';
import { exitCodeOf, root, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

/** Packages the application; options such as `--win nsis` go to electron-builder, without any: a folder. */
async function packageProgram() {
  await setUp();
  await build();
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const wanted = process.argv.slice(2);
  const args = [builder, '--publish', 'never', ...(wanted.length > 0 ? wanted : ['--dir']), ...substitute()];
  return (await run(process.execPath, args)) || checkUnpacked();
}

/** Lets the packaging be tried where Electron cannot be downloaded; such a package is not for release. */
function substitute() {
  if (!usesFallback()) return [];
  say(`dist: packaging the substitute runtime ${fallbackVersion}; do not hand this package out`);
  const copy = path.join(root, 'out', 'electron-dist');
  rmSync(copy, { recursive: true, force: true });
  cpSync(path.dirname(electron().executable), copy, { recursive: true });
  // With a folder of that name beside it the archive would never be looked at.
  rmSync(path.join(copy, 'resources', 'app'), { recursive: true });
  return [`-c.electronDist=${copy}`, `-c.electronVersion=${fallbackVersion}`];
}

function checkUnpacked() {
  const packaged = readdirSync(path.join(root, 'out', 'dist'), { recursive: true, encoding: 'utf8' });
  const outside = path.join('resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3');
  if (packaged.some((file) => file.includes(outside) && file.endsWith('.node'))) return 0;
  say('dist: the library of better-sqlite3 is not beside the archive, the program would not start');
  return 1;
}

process.exitCode = await exitCodeOf(packageProgram);
