import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { stamp } from './cache.mjs';
import { electron } from './electron.mjs';
import { fallbackVersion } from './electron-fallback.mjs';
import { usesFallback } from './electron-runtime.mjs';
import { exclusively } from './lock.mjs';
import { root, run, say } from './run.mjs';

const ownWords = ['--portable'];

/**
 * Runs electron-builder on the built program.
 * @param {readonly string[]} wanted its options, and `--portable` for the folder of a USB stick; without any: a folder
 * @param {string} output
 * @returns {Promise<number>} its exit code
 */
export function packageWith(wanted, output) {
  return exclusively(path.basename(output), async () => {
    const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
    const targets = wanted.filter((word) => !ownWords.includes(word));
    const config = wanted.includes('--portable') ? ['-c', 'scripts/electron-builder.portable.yml'] : [];
    const names = [
      `-c.directories.output=${output}`,
      ...(isForLinux(targets) ? ['-c.productName=tianbao'] : []),
    ];
    const args = [...(targets.length > 0 ? targets : ['--dir']), ...config, ...names, ...substitute(output)];
    const code = await run(process.execPath, [builder, '--publish', 'never', ...args], { env: toolsHere() });
    return code || checkUnpacked(output);
  });
}

/**
 * The packaged program as the tests start it, made when its sources changed.
 * @returns {Promise<string>} its folder
 */
export async function packageOnce() {
  await build();
  const output = path.join(root, 'out', 'packaged');
  const made = stamp(path.join(output, '.made-of'));
  const folder = unpackedIn(output);
  const sources = hashOfParts();
  if (folder !== undefined && made.matches(sources)) return folder;
  made.clear();
  if ((await packageWith([], output)) !== 0) throw new Error('The program could not be packaged.');
  made.write(sources);
  const fresh = unpackedIn(output);
  if (fresh === undefined) throw new Error(`There is no unpacked program in ${output}.`);
  return fresh;
}

/**
 * @param {string} output
 * @returns {string | undefined} folder of the program before it is packed into an archive
 */
export function unpackedIn(output) {
  const names = existsSync(output) ? readdirSync(output) : [];
  const name = names.find((name) => name.endsWith('-unpacked'));
  return name === undefined ? undefined : path.join(output, name);
}

/** @param {readonly string[]} targets */
function isForLinux(targets) {
  const others = ['--win', '-w', '--mac', '-m'];
  return process.platform === 'linux' && !targets.some((word) => others.includes(word));
}

/**
 * Lets the packaging be tried where Electron cannot be downloaded; such a package is not for release.
 * @param {string} output
 */
function substitute(output) {
  if (!usesFallback()) return [];
  say(`dist: packaging the substitute runtime ${fallbackVersion}; do not hand this package out`);
  return [`-c.electronDist=${bareRuntime(output)}`, `-c.electronVersion=${fallbackVersion}`];
}

/**
 * Electron without an application, as it goes into the package.
 * @param {string} output
 */
function bareRuntime(output) {
  const copy = `${output}-runtime`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(path.dirname(electron().executable), copy, { recursive: true });
  // With a folder of that name beside it the archive would never be looked at.
  rmSync(path.join(copy, 'resources', 'app'), { recursive: true, force: true });
  return copy;
}

/** Without a download the archiver comes from the registry, and dpkg-deb stands in for fpm. */
function toolsHere() {
  if (!usesFallback()) return process.env;
  const archiver = path.join(root, 'node_modules', '7zip-bin', 'linux', process.arch, '7za');
  chmodSync(archiver, 0o755);
  return {
    ELECTRON_BUILDER_7ZIP_PATH: archiver,
    CUSTOM_FPM_PATH: path.join(root, 'scripts', 'fpm-shim.mjs'),
    ...process.env,
  };
}

/** @param {string} output */
function checkUnpacked(output) {
  const packaged = readdirSync(output, { recursive: true, encoding: 'utf8' });
  const outside = path.join('resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3');
  if (packaged.some((file) => file.includes(outside) && file.endsWith('.node'))) return 0;
  say('dist: the library of better-sqlite3 is not beside the archive, the program would not start');
  return 1;
}

/** Of everything that goes into the package or decides how it is made. */
function hashOfParts() {
  const hash = createHash('sha256').update(fallbackVersion).update(String(usesFallback()));
  const parts = [
    ...[
      'out/build/.sources',
      'electron-builder.yml',
      'package.json',
      'docs/licences.md',
      'docs/licences.txt',
    ],
    ...readdirSync(path.join(root, 'resources'), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join('resources', name))
      .sort(),
  ];
  for (const part of parts) {
    const file = path.join(root, part);
    if (existsSync(file) && lstatSync(file).isFile()) hash.update(part).update(readFileSync(file));
  }
  return hash.digest('hex');
}
