import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGrid } from '../electron/workbook/open';
import { packWorkbook } from '../electron/workbook/package';
import { readWorkbook } from '../electron/workbook/read';
import { Refusal } from '../shared/error';
import { hostileFiles } from '../test/support/hostile';
import { samplePlans } from './fuzz-plans';

/**
 * Runs inside Electron as Node; reader.bench.ts starts it. Every hostile file is read by a process of its own, whose
 * memory can be measured, and prints its time and peak memory as JSON.
 */

export interface HostileMeasure {
  readonly name: string;
  /** Code of the refusal, or `read`. */
  readonly outcome: string;
  /** Until refused or read, in milliseconds. */
  readonly milliseconds: number;
  /** Peak of the whole process, and what it was before reading, in MB. */
  readonly peak: number;
  readonly before: number;
}

const peak = (): number => process.resourceUsage().maxRSS / 1024;

async function readOne(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const before = peak();
  const started = performance.now();
  const outcome = await readGrid(bytes, '上报.xlsx').then(
    () => 'read',
    (error: unknown) => (error instanceof Refusal ? error.error.code : String(error)),
  );
  const milliseconds = performance.now() - started;
  process.stdout.write(JSON.stringify({ outcome, milliseconds, peak: peak(), before }));
}

function readHostile(folder: string): readonly HostileMeasure[] {
  return hostileFiles.map(({ name, bytes }) => {
    const file = path.join(folder, 'hostile.xlsx');
    writeFileSync(file, bytes());
    const [script = ''] = process.argv.slice(1);
    const answer = execFileSync(process.execPath, [script, 'one', file]).toString();
    return { name, ...(JSON.parse(answer) as Omit<HostileMeasure, 'name'>) };
  });
}

async function times(runs: number, read: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await read();
    all.push(performance.now() - started);
  }
  return all;
}

async function main(): Promise<void> {
  const [command, file = ''] = process.argv.slice(2);
  if (command === 'one') return readOne(file);
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const bytes = packWorkbook(samplePlans().last);
  writeFileSync(path.join(folder, 'export.xlsx'), bytes);
  // The first reading of a program counts: a clerk imports once.
  const ours = await times(20, () => readGrid(bytes, 'export.xlsx'));
  const exceljs = await times(20, () => readWorkbook(bytes));
  const hostile = readHostile(folder);
  process.stdout.write(JSON.stringify({ folder, ours, exceljs, hostile }));
}

void main();
