import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { test } from 'playwright/test';
import { runBundled } from './bundle';
import { median, row } from './measure';

/** Beside python3-xlsxwriter and python3-openpyxl, which write the same content in the same run. */

interface Measured {
  readonly cells: number;
  readonly sheets: number;
  readonly size: number;
  readonly bytes: readonly number[];
  readonly formulas: readonly number[];
  readonly packed: readonly number[];
  readonly disk: readonly number[];
  readonly synthetic: readonly number[];
  readonly read: readonly number[];
  readonly imported: readonly number[];
}

interface Peer {
  readonly milliseconds: readonly number[];
  /** MB. */
  readonly peak: number;
  readonly size: number;
}

const libraries = ['xlsxwriter', 'openpyxl'] as const;

async function peer(library: string, content: string, runs: number): Promise<Peer> {
  const script = path.resolve(import.meta.dirname, 'workbook-peers.py');
  const args = [script, library, content, String(runs)];
  const { stdout } = await promisify(execFile)('/usr/bin/python3', args);
  return JSON.parse(stdout) as Peer;
}

async function peerLines(content: string, ours: readonly number[], runs: number): Promise<string[]> {
  const lines: string[] = [];
  for (const library of libraries) {
    const { milliseconds, peak } = await peer(library, content, runs);
    const ratio = (median(milliseconds) / median(ours)).toFixed(1);
    lines.push(`${row(`    ${library}`, milliseconds, `${ratio} × ours`)}, peak ${Math.round(peak)} MB`);
  }
  return lines;
}

function print(lines: readonly string[]): void {
  process.stdout.write(['', ...lines, ''].join('\n'));
}

test('one submission, and 30 sheets', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const measured = (await runBundled('workbook-run.ts', { TIANBAO_BENCH_CONTENT: folder })) as Measured;
  const { cells, sheets, size } = measured;
  print([
    `real submission: ${sheets} sheets, ${cells} data cells, ${Math.round(size / 1024)} KB`,
    row('  submission → bytes', measured.bytes, '≤ 150 ms'),
    row('  the same, totals as formulas', measured.formulas, ''),
    row('  submission → verified on disk', measured.disk, '≤ 500 ms'),
    row('  read and recognised', measured.read, ''),
    row('  read, recognised and compared', measured.imported, '≤ 200 ms'),
    row('  plan → bytes', measured.packed, ''),
    ...(await peerLines(path.join(folder, 'real.json'), measured.packed, 5)),
    row('30 sheets × 800 cells → bytes', measured.synthetic, '≤ 300 ms'),
    ...(await peerLines(path.join(folder, 'synthetic.json'), measured.synthetic, 5)),
  ]);
  rmSync(folder, { recursive: true, force: true });
});

test('200 schools one after the other', async () => {
  const county = (await runBundled('workbook-county-run.ts')) as {
    schools: number;
    milliseconds: number;
    processor: number;
    memory: number[];
    cells: number;
  };
  const { schools, milliseconds, processor, memory, cells } = county;
  print([
    `${schools} schools planned, written and verified, ${cells} data cells: ${(milliseconds / 1000).toFixed(1)} s (≤ 60 s), processor ${(processor / 1000).toFixed(1)} s`,
    `  resident after 50, 100, 150, 200: ${memory.map((value) => `${Math.round(value)} MB`).join(', ')}`,
  ]);
});

test('a county’s list of 8 sheets × 2,000 rows × 60 columns', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const content = path.join(folder, 'list.json');
  await runBundled('workbook-list-run.ts', { TIANBAO_BENCH_CONTENT: content });
  const samples: number[] = [];
  const processor: number[] = [];
  let peak = 0;
  for (let run = 0; run < 5; run += 1) {
    const one = (await runBundled('workbook-list-run.ts')) as {
      milliseconds: number;
      processor: number;
      peak: number;
    };
    samples.push(one.milliseconds);
    processor.push(one.processor);
    peak = Math.max(peak, one.peak);
  }
  print([
    `${row('list on disk', samples, '≤ 1,000 ms')}, peak ${Math.round(peak)} MB (≤ 200 MB)`,
    row('  processor time, both threads', processor, ''),
    ...(await peerLines(content, samples, 1)),
  ]);
  rmSync(folder, { recursive: true, force: true });
});
