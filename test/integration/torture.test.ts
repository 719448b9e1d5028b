import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../bench/torture-report';

const root = path.resolve(import.meta.dirname, '../..');

/** The shim is compiled here and belongs to glibc; elsewhere nothing is promised of it (docs/durability.md). */
const canRun = process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;

function torture(...args: string[]): { report: Report; code: number | null; said: string } {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const script = path.join(root, 'scripts', 'torture.mjs');
  const run = spawnSync('node', [script, '--json', '--out', args.join('-'), ...args], {
    env,
    cwd: root,
    encoding: 'utf8',
  });
  if (run.stdout === '') throw new Error(run.stderr);
  return { report: JSON.parse(run.stdout) as Report, code: run.status, said: run.stderr };
}

test.skipIf(!canRun)(
  'killed, without disk and without power, the program loses nothing that it acknowledged',
  { timeout: 240_000 },
  () => {
    const { report, code, said } = torture('--rounds', '16', '--minutes', '0.4', '--seed', '8');
    expect(said).not.toContain('LOST');
    expect({ lost: report.lost, wrong: report.wrong, code, said }).toMatchObject({
      lost: 0,
      wrong: 0,
      code: 0,
    });
    // Otherwise nothing was tried. How many rounds there is time for depends on what else the machine does.
    expect(report.rounds).toBeGreaterThanOrEqual(2);
    expect(report.starts).toBeGreaterThan(report.rounds / 3);
    expect(report.edits).toBeGreaterThanOrEqual(25);
  },
);

test.skipIf(!canRun).each(['sync', 'early', 'seal'])(
  'the harness finds the losses of a build that is spoiled by --sabotage %s',
  { timeout: 240_000 },
  (sabotage) => {
    const { report, code, said } = torture('--rounds', '15', '--seed', '1', '--sabotage', sabotage);
    expect(report.lost).toBeGreaterThan(0);
    expect(said).toContain('LOST');
    expect(code).toBe(1);
  },
);
