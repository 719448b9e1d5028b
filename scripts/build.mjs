import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stamp } from './cache.mjs';
import { exitCodeOf, root, say } from './run.mjs';
import { setUp } from './setup.mjs';

/** Each bundle: its config and, for the Electron side, the entry the mode names. */
const bundles = [
  { configFile: 'electron/vite.config.ts', mode: 'main', output: 'main.cjs' },
  { configFile: 'electron/vite.config.ts', mode: 'preload', output: 'preload.cjs' },
  { configFile: 'renderer/vite.config.ts', mode: 'production', output: 'renderer/index.html' },
];

const outFolder = path.join(root, 'out', 'build');

/**
 * Builds the application unless the last build came from the same sources.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function build() {
  const built = stamp(path.join(outFolder, '.sources'));
  const sources = hashOfSources();
  const complete = bundles.every(({ output }) => existsSync(path.join(outFolder, output)));
  if (complete && built.matches(sources)) return false;
  // A failed build must not pass for the one before it.
  built.clear();
  const started = Date.now();
  const vite = await import('vite');
  await Promise.all(
    bundles.map(({ configFile, mode }) => vite.build({ configFile: path.join(root, configFile), mode })),
  );
  built.write(sources);
  say(`build: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

/** Contents, not dates: a clone or a branch switch touches every date. */
function hashOfSources() {
  const hash = createHash('sha256');
  for (const folder of ['shared', 'electron', 'renderer', 'scripts']) {
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
