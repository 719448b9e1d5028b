import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildCommandLine } from './build.mjs';
import { stamp } from './cache.mjs';
import { root, say } from './run.mjs';
import { installPackages } from './setup.mjs';

/**
 * The command line: a fresh clone is installed and built first, later calls only look. Standard output belongs to the
 * answer alone. Node is enough; neither a window nor a database is opened.
 */
try {
  await installPackages();
  const bundle = await buildCommandLine();
  const { runCommandLine } = createRequire(import.meta.url)(bundle);
  const { resources, rest } = namedResources(process.argv.slice(2));
  // npm runs scripts in the package's folder and tells in which one it was called.
  const called = process.cwd() === root ? process.env['INIT_CWD'] : undefined;
  const folder = called ?? process.cwd();
  const terminal = { folder, resources: path.resolve(folder, resources), say, seal: sealBeside(bundle) };
  process.exitCode = await runCommandLine(rest, terminal, (/** @type {string} */ text) => {
    process.stdout.write(text);
  });
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 2;
}

/**
 * Definitions that this build has found right once are only read. @param {string} bundle
 */
function sealBeside(bundle) {
  const build = readFileSync(path.join(path.dirname(bundle), '.sources'), 'utf8');
  const sealed = stamp(path.join(path.dirname(bundle), '.definitions'));
  return {
    /** @param {string} digest */
    has: (digest) => sealed.matches(`${build} ${digest}`),
    /** @param {string} digest */
    put: (digest) => sealed.write(`${build} ${digest}`),
  };
}

/** @param {string[]} args */
function namedResources(args) {
  const [name, value, ...rest] = args;
  if (name === '--resources' && value !== undefined) return { resources: value, rest };
  return { resources: path.join(root, 'resources'), rest: args };
}
