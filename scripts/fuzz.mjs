import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { electronAsNode } from './electron.mjs';
import { root, say } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * `npm run fuzz -- --minutes n [--seed s] [--count n]`: damaged, mutated and hostile variants of real workbooks go the
 * whole way from bytes to database. Every file is refused, read or taken whole; a crash, five seconds without an end
 * or half an import is a fault, and its file is kept in out/fuzz/.
 */
const out = path.join(root, 'out', 'fuzz');
const corpus = path.join(out, 'corpus');
const hangMilliseconds = 5000;

await setUp({ tests: true });
const minutes = Number(option('--minutes') ?? 1);
const first = Number(option('--seed') ?? 0) * 1_000_000;
const last = first + Number(option('--count') ?? 1_000_000);
const { executable, env } = electronAsNode();
const bundle = await bundled();
makeCorpus();
const counts = /** @type {Map<string, number>} */ (new Map());
let faults = 0;
let slowest = 0;
let memory = 0;
const until = Date.now() + minutes * 60_000;
const started = Date.now();
let next = first;
while (next < last && Date.now() < until) next = await runFrom(next);
report();
process.exitCode = faults === 0 ? 0 : 1;

/** @param {string} name */
function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function bundled() {
  const outDir = path.join(root, 'out', 'bench-build');
  await build({
    configFile: path.join(root, 'electron', 'vite.config.ts'),
    mode: 'main',
    // Definitions are found from the place of the sources, which a bundle loses.
    define: { 'import.meta.dirname': JSON.stringify(path.join(root, 'test', 'support')) },
    build: {
      ssr: 'bench/fuzz-run.ts',
      outDir,
      rolldownOptions: { output: { entryFileNames: 'fuzz-run.cjs' } },
    },
  });
  return path.join(outDir, 'fuzz-run.cjs');
}

/** Our own exports, and what other programs make of them where they are installed. */
function makeCorpus() {
  rmSync(corpus, { recursive: true, force: true });
  mkdirSync(corpus, { recursive: true });
  execFileSync(executable, [bundle, 'corpus', corpus], { env, cwd: root });
  const { ELECTRON_RUN_AS_NODE: _, ...plain } = env;
  /** @param {string} command @param {string[]} args */
  const other = (command, args) => {
    try {
      execFileSync(command, args, { env: plain, stdio: 'ignore' });
    } catch (error) {
      say(
        `${command} adds nothing to the seeds: ${error instanceof Error ? error.message.split('\n')[0] : ''}`,
      );
    }
  };
  const resave = 'import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])';
  for (const name of ['official-this', 'some-last']) {
    other('/usr/bin/python3', [
      '-c',
      resave,
      path.join(corpus, `${name}.xlsx`),
      path.join(corpus, `openpyxl-${name}.xlsx`),
    ]);
  }
  other('/usr/bin/python3', [path.join(root, 'test/support/reader_producers.py'), 'write', corpus]);
  const profile = `-env:UserInstallation=file://${path.join(out, 'profile')}`;
  const sources = ['official-last', 'some-this', 'front-last'].map((name) =>
    path.join(corpus, `${name}.xlsx`),
  );
  other('soffice', [profile, '--headless', '--convert-to', 'xls', '--outdir', corpus, ...sources]);
  const office = path.join(out, 'libreoffice');
  other('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', office, ...sources]);
  for (const name of ['official-last', 'some-this', 'front-last']) {
    other('mv', [path.join(office, `${name}.xlsx`), path.join(corpus, `libreoffice-${name}.xlsx`)]);
  }
}

/**
 * Runs until the time is over, all files are done, or one of them ends the process. @param {number} from
 * @returns {Promise<number>} the number to go on with
 */
function runFrom(from) {
  const child = fork(bundle, ['run', corpus, String(from), String(last)], {
    execPath: executable,
    env,
    cwd: root,
  });
  let at = from;
  let isOver = false;
  /** @type {NodeJS.Timeout | undefined} */
  let watch;
  return new Promise((resolve) => {
    child.on('message', (/** @type {any} */ message) => {
      clearTimeout(watch);
      if ('start' in message) {
        at = message.start;
        watch = setTimeout(() => fault(at, 'hang'), hangMilliseconds);
      } else if ('seed' in message) {
        say(
          `seed ${message.seed}: ${message.outcome.kind}${message.outcome.fault ? ` – ${message.outcome.fault}` : ''}`,
        );
      } else {
        at = message.end + 1;
        count(message.outcome.kind);
        if (message.outcome.fault !== null) {
          faults += 1;
          say(
            `${message.end}: ${message.outcome.kind}: ${message.outcome.fault.split('\n').slice(0, 3).join(' | ')}`,
          );
        }
        slowest = Math.max(slowest, message.milliseconds);
        memory = Math.max(memory, message.memory);
        if (Date.now() > until) end();
      }
    });
    child.on('exit', (code) => {
      clearTimeout(watch);
      if (!isOver && at < last && code !== 0) {
        fault(at, `exit ${code}`);
      }
      resolve(at);
    });
  });

  function end() {
    isOver = true;
    child.kill('SIGKILL');
  }

  /** @param {number} number @param {string} kind */
  function fault(number, kind) {
    if (isOver) return;
    count(kind);
    faults += 1;
    say(`${number}: ${kind}`);
    execFileSync(executable, [bundle, 'save', corpus, String(number)], { env, cwd: root });
    at = number + 1;
    end();
  }
}

/** @param {string} kind */
function count(kind) {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

function report() {
  const total = [...counts.values()].reduce((sum, value) => sum + value, 0);
  const seconds = (Date.now() - started) / 1000;
  const lines = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, value]) => `${String(value).padStart(7)}  ${kind}`);
  process.stdout.write(
    [
      `${total} mutated workbooks in ${seconds.toFixed(0)} s (${(total / seconds).toFixed(0)} a second), seed ${first / 1_000_000}`,
      ...lines,
      `slowest ${slowest.toFixed(0)} ms, memory at most ${(memory / 1024).toFixed(0)} MB`,
      faults === 0 ? 'no crash, no hang, no half-import' : `${faults} faults; their files are in out/fuzz/`,
      '',
    ].join('\n'),
  );
  if (existsSync(path.join(out, 'profile')))
    rmSync(path.join(out, 'profile'), { recursive: true, force: true });
}
