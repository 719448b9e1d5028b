import { spawnSync } from 'node:child_process';
import { capture, say } from './run.mjs';

/** What Electron loads, a virtual screen, Chinese fonts, and the tools that compile better-sqlite3. */
const toRun = [
  ...['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0'],
  ...['libnotify4', 'fonts-noto-cjk', 'python3', 'make', 'g++'],
];
/** Independent readers of the workbooks and pages that we write. */
const toTest = ['python3-openpyxl', 'python3-xlsxwriter', 'libreoffice-calc', 'poppler-utils'];

/** @param {{ tests?: boolean }} [options] */
export function ensureSystemPackages({ tests = false } = {}) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(tests ? [...toRun, ...toTest] : toRun);
  if (missing.length === 0) return;
  const install = ['install', '-y', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0 || !exists('apt-get')) {
    say(`setup: these system packages seem to be missing; if a step fails, install them first:`);
    say(`       sudo apt-get ${install.join(' ')}`);
    return;
  }
  say(`setup: installing ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  capture('apt-get', ['update', '-qq'], { env });
  capture('apt-get', install, { env });
}

/** @param {string[]} names */
function missingPackages(names) {
  const answer = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    encoding: 'utf8',
  });
  // Not a Debian: nothing can be said about what is missing.
  if (answer.error) return [];
  const lines = answer.stdout.split('\n');
  // Debian 13 and Ubuntu 24.04 renamed some libraries with a t64 suffix; apt follows, dpkg-query does not.
  return names.filter((name) => !lines.some((line) => line === `${name} installed`) && !t64Installed(name));
}

/** @param {string} name */
function t64Installed(name) {
  const answer = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', `${name}t64`], {
    encoding: 'utf8',
  });
  return answer.stdout === 'installed';
}

/** @param {string} command */
function exists(command) {
  return spawnSync('which', [command]).status === 0;
}
