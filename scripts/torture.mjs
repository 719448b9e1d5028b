import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { withDisplay } from './display.mjs';
import { exitCodeOf, root, say } from './run.mjs';
import { setUp } from './setup.mjs';
import { gather, unprivileged } from './torture-build.mjs';

/**
 * `npm run torture -- --minutes n [--seed s]`: edits through main's own code, and now and then through the real window,
 * while the program is killed, its disk fails, its clock is turned and its power goes; after each round everything that
 * was acknowledged has to be there (docs/durability.md). `--rounds n` ends after so many, or after the minutes where both are given, `--window-every n` takes the window
 * for every n-th, `--out name` keeps failures apart, `--json` prints the
 * report as JSON, `--sabotage sync|early|seal|log` runs a build that must lose something, until it does;
 * `--aim password` ends every run while that is under way. Ends with 1 after a loss; what the round
 * left is kept in out/torture/.
 */
const out = path.join(root, 'out', 'torture', option('--out') ?? '');
/** One round of so many in the window, where there is time: it takes as long as a dozen others. */
const aWindowEvery = 25;

process.exitCode = await exitCodeOf(torture);

/** @param {string} name */
function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function torture() {
  const rounds = Number(option('--rounds') ?? 0);
  const minutes = Number(option('--minutes') ?? (rounds > 0 ? 60 : 1));
  const seed = Number(option('--seed') ?? 1);
  const sabotage = option('--sabotage') ?? null;
  const usual = rounds === 0 && minutes >= 2 && sabotage === null ? aWindowEvery : 0;
  const aim = option('--aim') ?? null;
  const windowEvery = Number(option('--window-every') ?? usual);
  const windowed = windowEvery > 0;
  await setUp({ tests: true });
  if (windowed) await build();
  const place = mkdtempSync(path.join(tmpdir(), 'tianbao-torture-'));
  try {
    const { program, shim, executable } = await gather(place, { sabotage, windowed });
    const user = unprivileged(place);
    const base = path.join(place, 'base');
    const scratch = path.join(place, 'scratch');
    for (const folder of [base, scratch]) mkdirSync(folder, { recursive: true });
    const resources = path.join(program, 'resources');
    const drive = [executable, path.join(program, 'torture-drive.cjs')];
    const as = {
      ...user,
      cwd: program,
      env: { ...environment(path.join(place, 'home')), TIANBAO_ELECTRON: executable },
    };
    const prepared = spawnSync(executable, [drive[1] ?? '', 'prepare', base, resources], {
      ...as,
      encoding: 'utf8',
    });
    if (prepared.status !== 0) throw new Error(`The schools could not be prepared.\n${prepared.stderr}`);
    const order = {
      ...{ seed, minutes, rounds, sabotage, aim, base, scratch, resources, shim, windowEvery },
      headless: drive,
      windowed: windowed ? [process.execPath, path.join(program, 'torture-window.cjs')] : null,
    };
    const command = [path.join(program, 'torture-run.cjs'), JSON.stringify(order)];
    const text = await printed(windowed ? withDisplay(executable, command) : [executable, command], as);
    const report = JSON.parse(text);
    keepWhatWentWrong(path.join(scratch, 'kept'));
    process.stdout.write(process.argv.includes('--json') ? `${text}\n` : table(report, user !== null));
    return report.wrong === 0 ? 0 : 1;
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string} home */
function environment(home) {
  return {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
  };
}

/**
 * @param {[string, string[]]} command
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<string>} what it wrote to its standard output
 */
function printed([command, args], options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let text = '';
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`The harness itself ended with ${code}.`)),
    );
  });
}

/** @param {string} kept */
function keepWhatWentWrong(kept) {
  rmSync(out, { recursive: true, force: true });
  if (!existsSync(kept)) return;
  mkdirSync(out, { recursive: true });
  cpSync(kept, out, { recursive: true });
  say(`torture: what went wrong is kept in ${path.relative(root, out)}`);
}

/**
 * @param {any} report
 * @param {boolean} isOther
 */
function table(report, isOther) {
  /** @param {Record<string, number>} counts */
  const list = (counts) =>
    Object.entries(counts)
      .sort((a, b) => b[1] - a[1])
      .map(([key, value]) => `${key} ${value}`)
      .join(', ') || 'none';
  const { underWay, unwritten, endings } = report;
  /** @type {[string, string | number][]} */
  const lines = [
    ['rounds', `${report.rounds} (${report.windowed} of them in the window)`],
    ['as', isOther ? 'nobody (uid 65534)' : 'the present user'],
    ['data folders', list(report.lives)],
    ['ends', list(endings)],
    ['faults met', list(report.faults)],
    ['turned clocks', report.turnedClocks],
    ['without power', `${unwritten.writes} writes and ${unwritten.names} names did not reach the disk`],
    ['edits acknowledged', `${report.edits}: ${list(report.editsByKind)}`],
    ['edits under way', `${underWay.there} there as a whole, ${underWay.notThere} not there`],
    ['refused calls', list(report.refused)],
    ['refused starts', list(report.startsRefused)],
    ['starts answered', report.starts],
    ['lost', report.lost],
    ['otherwise wrong', report.wrong - report.lost],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    `torture, seed ${report.seed}: ${report.seconds.toFixed(0)} s`,
    ...lines.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
  ].join('\n');
}
