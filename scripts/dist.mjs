import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { electron } from './electron.mjs';
import { packageWith, unpackedIn } from './packaged.mjs';
import { exitCodeOf, root, say } from './run.mjs';
import { setUp } from './setup.mjs';

const output = path.join(root, 'out', 'dist');

/**
 * Packages the application: without options a folder, `--linux deb`, `--win nsis`, `--portable --win zip`. How large it
 * is comes last, beside the same Electron without an application.
 */
async function packageProgram() {
  await setUp();
  await build();
  const code = await packageWith(process.argv.slice(2), output);
  if (code === 0) tellSizes();
  return code;
}

function tellSizes() {
  const unpacked = unpackedIn(output);
  if (unpacked === undefined) return;
  const bare = sizeOf(path.dirname(electron().executable), ['resources/app']);
  const whole = sizeOf(unpacked);
  const archive = sizeOf(path.join(unpacked, 'resources'));
  say(`dist: installed ${megabytes(whole)}, of it our part ${megabytes(archive)}`);
  say(`dist: the same Electron without an application ${megabytes(bare)}, with all its languages`);
  for (const name of readdirSync(output).sort())
    if (/\.(exe|zip|deb|AppImage|gz)$/.test(name))
      say(`dist: ${name} ${megabytes(sizeOf(path.join(output, name)))}`);
}

/**
 * In bytes, links not followed.
 * @param {string} place file or folder
 * @param {readonly string[]} [without] paths inside of it
 * @returns {number}
 */
function sizeOf(place, without = []) {
  const entry = lstatSync(place);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(place)
    .filter((name) => !without.includes(name))
    .reduce((sum, name) => sum + sizeOf(path.join(place, name), inside(without, name)), 0);
}

/**
 * @param {readonly string[]} paths
 * @param {string} folder
 */
function inside(paths, folder) {
  return paths.filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1));
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

process.exitCode = await exitCodeOf(packageProgram);
