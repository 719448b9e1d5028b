import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { withDisplay } from './display.mjs';
import { electronAsNode, windowEnvironment } from './electron.mjs';
import { packageOnce } from './packaged.mjs';
import { exitCodeOf, root, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const out = path.join(root, 'out', 'test');
/** @param {string} name */
const tool = (name) => path.join(root, 'node_modules', name);
/** @param {string[]} args */
const node = (...args) => run(process.execPath, args);

/** @type {Record<string, () => Promise<number>>} */
const steps = {
  lint: async () => {
    const style = await node(tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.');
    const rules = await node(tool('eslint/bin/eslint.js'), '-c', 'scripts/eslint.config.mjs', '.');
    return style || rules;
  },
  typecheck: () => node(tool('typescript/bin/tsc'), '-b'),
  unit: () => {
    const { executable, env } = electronAsNode();
    const report = `--outputFile.json=${reportOf('unit')}`;
    const args = ['run', '-c', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', report];
    return run(executable, [tool('vitest/vitest.mjs'), ...args, ...passedOn], { env });
  },
  e2e: () => playwright('test/playwright.config.ts', '--project=e2e'),
  packaged: async () => {
    process.env['TIANBAO_PACKAGED'] = await packageOnce();
    process.env['TIANBAO_REPORT'] = 'packaged.json';
    return playwright('test/playwright.config.ts', '--project=packaged');
  },
  bench: () => playwright('bench/playwright.config.ts'),
};
const everything = ['lint', 'typecheck', 'unit', 'e2e', 'packaged'];
/** Their reports are counted. */
const counted = ['unit', 'e2e', 'packaged'];

const [named, ...passedOn] = process.argv.slice(2);
if (named && !(named in steps))
  throw new Error(`No step ${named}; there are ${Object.keys(steps).join(', ')}.`);
process.exitCode = await runSteps(named ? [named] : everything);

/** @param {string[]} names */
async function runSteps(names) {
  mkdirSync(out, { recursive: true });
  const ready = await announced('setup', async () => (await setUp({ tests: true }), 0));
  const total = { passed: 0, failed: ready };
  // Without its tools every step would only repeat the same failure.
  for (const name of ready === 0 ? names : []) {
    rmSync(reportOf(name), { force: true });
    const code = await announced(name, () => steps[name]?.() ?? Promise.resolve(1));
    const { passed, failed } = countOf(name);
    total.passed += passed;
    // A step can fail without a failing test (a lint error, a crash); "0 failed" would then be a lie.
    total.failed += code === 0 ? failed : Math.max(failed, 1);
  }
  // The line that counts tests; a step without tests ends with its own.
  if (names.some((name) => counted.includes(name))) {
    process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  }
  return total.failed === 0 ? 0 : 1;
}

/**
 * @param {string} name
 * @param {() => Promise<number>} step
 */
async function announced(name, step) {
  say(`== ${name}`);
  const started = Date.now();
  const code = await exitCodeOf(step);
  say(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return code;
}

/** @param {string[]} args */
async function playwright(...args) {
  await build();
  const command = [tool('playwright/cli.js'), 'test', '-c', ...args, ...passedOn];
  return run(...withDisplay(process.execPath, command), { env: windowEnvironment() });
}

/** @param {string} step */
function reportOf(step) {
  return path.join(out, `${step}.json`);
}

/** @param {string} step */
function countOf(step) {
  if (!counted.includes(step)) return { passed: 0, failed: 0 };
  try {
    const report = JSON.parse(readFileSync(reportOf(step), 'utf8'));
    if (step === 'unit') return { passed: report.numPassedTests, failed: report.numFailedTests };
    return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected };
  } catch {
    // No report: the runner itself broke, and its exit code says so.
    return { passed: 0, failed: 0 };
  }
}
