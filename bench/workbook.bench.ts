import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { test } from 'playwright/test';
import { build } from 'vite';
import { electronAsNode } from '../scripts/electron.mjs';
import { row } from './measure';

const root = path.resolve(import.meta.dirname, '..');

interface Measured {
  readonly bytes: number[];
  readonly written: number[];
  readonly size: number;
  readonly sheets: number;
  readonly cells: number;
}

test('20 exports of a whole submission', async () => {
  const outDir = path.join(root, 'out', 'bench-build');
  // Definitions are found from the place of the sources, which a bundle loses.
  const define = { 'import.meta.dirname': JSON.stringify(path.join(root, 'test', 'support')) };
  await build({
    configFile: path.join(root, 'electron', 'vite.config.ts'),
    mode: 'main',
    define,
    build: {
      ssr: 'bench/workbook-run.ts',
      outDir,
      rolldownOptions: { output: { entryFileNames: 'workbook.cjs' } },
    },
  });
  const { executable, env } = electronAsNode();
  const { stdout } = await promisify(execFile)(executable, [path.join(outDir, 'workbook.cjs')], {
    env,
    cwd: root,
  });
  const measured = JSON.parse(stdout) as Record<string, Measured>;
  const lines = Object.entries(measured).flatMap(([name, { bytes, written, size, sheets, cells }]) => [
    `${name}: ${sheets} sheets, ${cells} data cells, ${Math.round(size / 1024)} KB`,
    row('  submission → bytes', bytes, '≤ 150 ms'),
    row('  submission → verified on disk', written, '≤ 500 ms'),
  ]);
  process.stdout.write(['', ...lines, ''].join('\n'));
});
