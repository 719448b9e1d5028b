import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureSystemPackages } from './apt.mjs';
import { stamp } from './cache.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { exclusively } from './lock.mjs';
import { ensureNative } from './native.mjs';
import { exitCodeOf, npm, root, say } from './run.mjs';

/**
 * Brings a fresh clone to the point where it can be built and run; a second call only looks.
 * @param {{ tests?: boolean }} [options]
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function setUp(options = {}) {
  const done = stamp(path.join(root, 'node_modules', '.tianbao-setup'));
  ensureSystemPackages(options);
  const current = await installPackages();
  const executable = await ensureElectron();
  // Asking the runtime takes 0.2 s; the stamp saves that on every later start.
  if (current && done.matches(executable)) return false;
  ensureNative();
  done.write(executable);
  return true;
}

/**
 * All that the command line needs: it runs in plain Node.
 * @returns {Promise<boolean>} whether everything was there already
 */
export async function installPackages() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const installed = stamp(path.join(root, 'node_modules', '.tianbao-lock'));
  if (installed.matches(hash)) return true;
  await exclusively('setup', () => {
    if (installed.matches(hash)) return;
    say('setup: npm ci');
    npm(['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
    installed.write(hash);
  });
  return false;
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await exitCodeOf(async () => {
    const worked = await setUp({ tests: true });
    say(worked ? 'setup: done' : 'setup: everything is up to date');
    return 0;
  });
}
