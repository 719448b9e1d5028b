import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { stamp } from './cache.mjs';
import { exclusively } from './lock.mjs';
import { exitCodeOf, root, say } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * @typedef {{ configFile: string, mode: string, output: string }} Bundle
 * @typedef {{ bundles: Bundle[], folders: string[], note: string }} Target
 */

const electronConfig = 'electron/vite.config.ts';

/**
 * Each bundle: its config and, for the Electron side, the entry the mode names.
 * @type {Target}
 */
const application = {
  bundles: [
    { configFile: electronConfig, mode: 'main', output: 'main.cjs' },
    { configFile: electronConfig, mode: 'preload', output: 'preload.cjs' },
    { configFile: electronConfig, mode: 'job-worker', output: 'job-worker.cjs' },
    { configFile: 'renderer/vite.config.ts', mode: 'production', output: 'renderer/index.html' },
  ],
  folders: ['shared', 'electron', 'renderer', 'scripts', 'docs/manual'],
  note: '.sources',
};

/** @type {Target} */
const commandLine = {
  bundles: [{ configFile: electronConfig, mode: 'cli/tianbao', output: 'cli/tianbao.cjs' }],
  folders: ['shared', 'electron', 'scripts'],
  note: 'cli/.sources',
};

/** @type {Target} */
const jobWorker = {
  bundles: [{ configFile: electronConfig, mode: 'job-worker', output: 'job-worker.cjs' }],
  folders: ['shared', 'electron', 'scripts'],
  note: '.job-worker-sources',
};

const outFolder = path.join(root, 'out', 'build');

/**
 * Builds the application unless the last build came from the same sources.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export function build() {
  return buildTarget(application);
}

/** @returns {Promise<string>} the file of the command line, built when its sources changed */
export async function buildCommandLine() {
  await buildTarget(commandLine);
  return path.join(outFolder, 'cli', 'tianbao.cjs');
}

/** @returns {Promise<string>} the file of the worker thread, built when its sources changed */
export async function buildJobWorker() {
  await buildTarget(jobWorker);
  return path.join(outFolder, 'job-worker.cjs');
}

/** @param {Target} target */
async function buildTarget({ bundles, folders, note }) {
  const built = stamp(path.join(outFolder, note));
  const isCurrent = () =>
    bundles.every(({ output }) => existsSync(path.join(outFolder, output))) &&
    built.matches(hashOfSources(folders));
  if (isCurrent()) return false;
  return exclusively('build', async () => {
    if (isCurrent()) return true;
    const sources = hashOfSources(folders);
    // A failed build must not pass for the one before it.
    built.clear();
    const started = Date.now();
    const define = { TIANBAO_BUILD: JSON.stringify(sources.slice(0, 16)) };
    const vite = await import('vite');
    await Promise.all(
      bundles.map(({ configFile, mode }) =>
        vite.build({ configFile: path.join(root, configFile), mode, define }),
      ),
    );
    for (const { mode } of bundles) removeOlder(mode, started);
    built.write(sources);
    say(`build: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return true;
  });
}

/**
 * Parts of an entry that the present build no longer has: they would be packed with it.
 * @param {string} entry
 * @param {number} started
 */
function removeOlder(entry, started) {
  for (const name of readdirSync(outFolder)) {
    const file = path.join(outFolder, name);
    if (name.startsWith(`${entry}-`) && /\.cjs(\.map)?$/.test(name) && statSync(file).mtimeMs < started)
      rmSync(file);
  }
}

/**
 * Contents, not dates: a clone or a branch switch touches every date.
 * @param {string[]} folders
 */
function hashOfSources(folders) {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await exitCodeOf(async () => {
    await setUp();
    if (!(await build())) say('build: everything is up to date');
    return 0;
  });
}
