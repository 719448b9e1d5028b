import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { test } from 'playwright/test';
import { runBundled } from './bundle';
import { median, row } from './measure';
import type { HostileMeasure } from './reader-run';

/** Beside exceljs in the same process and python3-openpyxl, which read the same file in the same run. */

interface Measured {
  readonly folder: string;
  readonly ours: readonly number[];
  readonly exceljs: readonly number[];
  readonly hostile: readonly HostileMeasure[];
}

const python = `
import json, sys, time
import openpyxl
times = []
for _ in range(5):
    started = time.perf_counter()
    book = openpyxl.load_workbook(sys.argv[1], data_only=True)
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    times.append((time.perf_counter() - started) * 1000)
json.dump(times, sys.stdout)
`;

test('foreign workbooks: speed, and files made to harm', async () => {
  test.setTimeout(300_000);
  const measured = (await runBundled('reader-run.ts')) as Measured;
  const { folder, ours, exceljs, hostile } = measured;
  const file = path.join(folder, 'export.xlsx');
  const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-c', python, file]);
  rmSync(folder, { recursive: true, force: true });
  const openpyxl = JSON.parse(stdout) as number[];
  const ratio = (times: readonly number[]): string => `${(median(times) / median(ours)).toFixed(1)} × ours`;
  const lines = [
    `reading a submission of 36 sheets; the first time ${(ours[0] ?? 0).toFixed(0)} ms, exceljs ${(exceljs[0] ?? 0).toFixed(0)} ms`,
    row('  ours', ours, ''),
    row('  exceljs', exceljs, ratio(exceljs)),
    row('  openpyxl', openpyxl, ratio(openpyxl)),
    'files made to harm: refused or defused within 5 s and 500 MB',
    ...hostile.map(({ name, outcome, milliseconds, peak, before }) => {
      const time = `${milliseconds.toFixed(0)} ms`.padStart(8);
      return `  ${name.padEnd(62)} ${outcome.padEnd(17)} ${time}, peak ${peak.toFixed(0)} MB (before ${before.toFixed(0)})`;
    }),
  ];
  process.stdout.write(['', ...lines, ''].join('\n'));
});
