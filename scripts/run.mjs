import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// The command line runs on this Node itself and checks packages with its zlib.crc32.
if (major < 20 || (major === 20 && minor < 15)) {
  process.stderr.write(`Node 20.15 or later is needed; this is ${process.version}.\n`);
  process.exit(1);
}

/** The repository root; every script may be called from anywhere. */
export const root = path.resolve(import.meta.dirname, '..');

/** @param {string} line */
export function say(line) {
  // Standard output belongs to the command's result: county scripts parse it.
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a command to its end and passes its output through.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} the exit code
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    // Interrupting the script must not leave an Electron or a virtual screen behind.
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/**
 * Runs a command quietly; throws with the end of its output when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-25).join('\n');
    throw new Error(`${command} ${args.join(' ')} failed (${result.status ?? result.signal})\n${tail}`);
  }
  return result.stdout;
}

/**
 * npm by the path it announces itself with: on Windows `npm` alone is a batch file spawn cannot start.
 * @param {string[]} args
 */
export function npm(args) {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js') ? capture(process.execPath, [cli, ...args]) : capture('npm', args);
}

/**
 * Turns a thrown error into its message and an exit code: the reader wants the reason, not our stack.
 * @param {() => Promise<number>} work
 * @returns {Promise<number>}
 */
export async function exitCodeOf(work) {
  try {
    return await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
