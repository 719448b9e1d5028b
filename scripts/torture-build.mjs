import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { buildJobWorker } from './build.mjs';
import { electron } from './electron.mjs';
import { root, say } from './run.mjs';

/**
 * What the harness runs, gathered in one folder that an unprivileged user may read: the checkout may lie where only root
 * comes. Nothing is shared with the checkout but, by hard links where they can be made, the runtime.
 */

/**
 * Mutations that the harness has to find; each is a text of the sources and what stands in its place.
 * @type {Record<string, { file: string, from: string, to: string }>}
 */
export const sabotages = {
  sync: {
    file: 'electron/storage/database.ts',
    from: 'synchronous = FULL',
    to: 'synchronous = OFF',
  },
  early: {
    file: 'electron/handlers/submission.ts',
    from: 'if (counted === undefined) return { revision: set() };',
    to: `if (counted === undefined && process.argv[2] !== 'prepare') {
           setTimeout(set, 50);
           return { revision: change.revision + 1 };
         }
         if (counted === undefined) return { revision: set() };`,
  },
  seal: {
    file: 'electron/storage/session.ts',
    from: 'return sealText(text, place, session.sealing ? session.key : null);',
    to: 'return text;',
  },
  log: {
    file: 'electron/storage/submissions.ts',
    from: 'insert.run(submissionId, revision, at.toISOString(), as ?? state, version, reason);',
    to: `if (as !== undefined || state === 'draft') insert.run(submissionId, revision, at.toISOString(), as ?? state, version, reason);`,
  },
};

/** @param {string | null} sabotage */
function sabotaging(sabotage) {
  const mutation = sabotage === null ? undefined : sabotages[sabotage];
  if (sabotage !== null && mutation === undefined)
    throw new Error(`--sabotage is one of ${Object.keys(sabotages).join(', ')}`);
  return {
    name: 'sabotage',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (mutation === undefined || path.relative(root, id) !== mutation.file) return null;
      // A mutation that no longer takes would prove nothing.
      if (!code.includes(mutation.from)) throw new Error(`${mutation.file} has no ${mutation.from}`);
      return code.replace(mutation.from, mutation.to);
    },
  };
}

/**
 * @param {string} place
 * @param {{ sabotage: string | null, windowed: boolean }} options
 */
export async function gather(place, { sabotage, windowed }) {
  const program = path.join(place, 'program');
  mkdirSync(program, { recursive: true });
  const shim = path.join(program, 'fault-shim.so');
  compileShim(shim);
  const worker = path.dirname(await buildJobWorker());
  await bundle('torture-drive', program, sabotage);
  await bundle('torture-run', program, null);
  cpSync(worker, program, {
    recursive: true,
    filter: (from) => from === worker || /job-worker[^/]*\.cjs$/.test(from),
  });
  cpSync(path.join(root, 'resources'), path.join(program, 'resources'), { recursive: true });
  const sqlite = path.join('node_modules', 'better-sqlite3');
  for (const part of ['package.json', 'lib', 'build', 'prebuilds'])
    if (existsSync(path.join(root, sqlite, part)))
      cpSync(path.join(root, sqlite, part), path.join(program, sqlite, part), { recursive: true });
  const runtime = linked(path.dirname(electron().executable), path.join(place, 'electron'));
  const executable = path.join(runtime, path.basename(electron().executable));
  if (windowed) await gatherWindow(program);
  return { program, shim, executable };
}

/** The built application as it would start, and what drives its window. @param {string} program */
async function gatherWindow(program) {
  const app = path.join(program, 'app');
  for (const part of ['out/build', 'resources', 'node_modules/better-sqlite3'])
    cpSync(path.join(root, part), path.join(app, part), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(app, 'package.json'));
  for (const part of ['playwright', 'playwright-core'])
    cpSync(path.join(root, 'node_modules', part), path.join(program, 'node_modules', part), {
      recursive: true,
    });
  await bundle('torture-window', program, null);
}

/** @param {string} shim */
function compileShim(shim) {
  try {
    const source = path.join(root, 'scripts', 'fault-shim.c');
    execFileSync('gcc', ['-O2', '-Wall', '-shared', '-fPIC', '-o', shim, source, '-lpthread'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`Faults need Linux with glibc and gcc to compile scripts/fault-shim.c.\n${told}`);
  }
}

/**
 * @param {string} entry
 * @param {string} outDir
 * @param {string | null} sabotage
 */
async function bundle(entry, outDir, sabotage) {
  await build({
    configFile: path.join(root, 'electron', 'vite.config.ts'),
    mode: 'main',
    plugins: [sabotaging(sabotage)],
    ssr: { external: ['electron', 'better-sqlite3', 'playwright'] },
    build: {
      ssr: `bench/${entry}.ts`,
      outDir,
      sourcemap: false,
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: `${entry}.cjs`, chunkFileNames: `${entry}-[name].cjs` },
      },
    },
  });
}

/** @param {string} from @param {string} to */
function linked(from, to) {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    cpSync(from, to, { recursive: true });
  }
  return to;
}

/**
 * Gives a folder to the user that the rounds run as; null where this is one already.
 * @param {string} place
 * @returns {{ uid: number, gid: number } | null}
 */
export function unprivileged(place) {
  if (process.getuid?.() !== 0) {
    say('torture: run as the present user, who is not root');
    return null;
  }
  const nobody = { uid: 65534, gid: 65534 };
  chmodSync(place, 0o755);
  for (const folder of ['scratch', 'base', 'home']) {
    mkdirSync(path.join(place, folder), { recursive: true });
    execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, path.join(place, folder)]);
  }
  const probe = path.join(place, 'probe');
  writeFileSync(probe, '', { mode: 0o600 });
  return nobody;
}
