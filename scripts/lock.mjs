import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, say } from './run.mjs';

/**
 * Does one kind of work in one process at a time: two `npm ci` at once leave half of node_modules behind.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work has to look again whether there is still anything to do
 * @returns {Promise<T>}
 */
export async function exclusively(name, work) {
  const file = path.join(root, 'out', `.${name}.lock`);
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; !take(file); told = true) {
    if (!told) say(`${name}: waiting for another process`);
    await wait(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

/** A process that was killed leaves its lock behind. @param {string} file */
function isHeld(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Written in the next moment, by the one who has just made the file.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
