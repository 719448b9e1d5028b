import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { electronAsNode } from './electron.mjs';
import { capture, root, say } from './run.mjs';

const folder = path.join(root, 'node_modules', 'better-sqlite3');
/** The loader prefers this file to the prebuilt one. */
const built = path.join(folder, 'build', 'Release', 'better_sqlite3.node');
/** The Node-API version the prebuilt file calls; on an older runtime it crashes without a message. */
const prebuiltNeeds = 10;

/** Makes better-sqlite3 fit the Electron runtime found: prebuilt where it can be, compiled once elsewhere. */
export function ensureNative() {
  const { executable, env } = electronAsNode();
  const napi = Number(capture(executable, ['-p', 'process.versions.napi'], { env }).trim());
  if (napi >= prebuiltNeeds) {
    rmSync(path.join(folder, 'build'), { recursive: true, force: true });
  } else if (!existsSync(built)) {
    const cached = path.join(cacheFolder(), `better-sqlite3-${version()}-napi${napi}-${platform()}.node`);
    if (!existsSync(cached)) compile(cached);
    mkdirSync(path.dirname(built), { recursive: true });
    copyFileSync(cached, built);
  }
  const works = `const open = require(${JSON.stringify(folder)}); new open(':memory:').close()`;
  capture(executable, ['-e', works], { env });
}

/** @param {string} cached */
function compile(cached) {
  say('setup: compiling better-sqlite3 for this Electron (about a minute, once)');
  const script = path.join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = [script, 'rebuild', '--release', '--force_build=1', '--jobs=max', ...headers()];
  capture(process.execPath, args, {
    cwd: folder,
    // The sources name Node-API 10 on the command line; the header must offer what Node 20 has.
    env: {
      ...process.env,
      CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    },
  });
  copyFileSync(built, `${cached}.${process.pid}`);
  renameSync(`${cached}.${process.pid}`, cached);
  // Object files and test extension are 40 MB nobody needs.
  rmSync(path.join(folder, 'build'), { recursive: true, force: true });
}

/** Node's own headers if they came with it; otherwise node-gyp downloads them from nodejs.org. */
function headers() {
  const prefix = path.resolve(process.execPath, '..', '..');
  return existsSync(path.join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

function version() {
  return String(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version);
}

function platform() {
  return `${process.platform}-${process.arch}`;
}
