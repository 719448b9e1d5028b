import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Outside node_modules, because `npm ci` deletes that folder and these take minutes to make again. */
export function cacheFolder() {
  const named = process.env['TIANBAO_CACHE'];
  const folder =
    named ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'tianbao');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} file */
export async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * A note beside generated files telling what they were made from.
 * @param {string} file
 */
export function stamp(file) {
  return {
    /** @param {string} value */
    matches: (value) => existsSync(file) && readFileSync(file, 'utf8') === value,
    /** @param {string} value */
    write: (value) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, value);
    },
    clear: () => rmSync(file, { force: true }),
  };
}
