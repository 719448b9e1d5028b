import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { test } from 'playwright/test';
import { runBundled } from './bundle';
import { median, row } from './measure';
import type { RosterTimes } from './roster-run';

/** A roster of pupils from the file to the filled forms, beside openpyxl reading the same file in its fastest way. */

const run = promisify(execFile);

const python = `
import json, sys, time
import openpyxl
times = []
for _ in range(int(sys.argv[2])):
    started = time.perf_counter()
    book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]
    times.append((time.perf_counter() - started) * 1000)
json.dump(times, sys.stdout)
`;

const sizes = [
  { pupils: 3_000, runs: 7, budget: 1_500 },
  { pupils: 20_000, runs: 3, budget: 8_000 },
] as const;

async function toXls(folder: string): Promise<void> {
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const convert = ['--headless', '--convert-to', 'xls:MS Excel 97', '--outdir', folder];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  await run('soffice', [profile, ...convert, path.join(folder, 'pupils.xlsx')], { env });
}

for (const { pupils, runs, budget } of sizes) {
  test(`a roster of ${pupils} pupils, from the file to the filled forms`, async () => {
    test.setTimeout(900_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
    const size = { TIANBAO_BENCH_PUPILS: String(pupils), TIANBAO_BENCH_RUNS: String(runs) };
    await runBundled('roster-run.ts', { ...size, TIANBAO_BENCH_WRITE: folder });
    await toXls(folder);
    const lines = [`${pupils} pupils; last year's are stored already`];
    for (const format of ['xlsx', 'xls', 'csv']) {
      const file = path.join(folder, `pupils.${format}`);
      const times = (await runBundled('roster-run.ts', {
        ...{ ...size, TIANBAO_BENCH_FILE: file, TIANBAO_BENCH_BEFORE: path.join(folder, 'before.csv') },
      })) as RosterTimes;
      const megabytes = (statSync(file).size / 1e6).toFixed(1);
      lines.push(
        row(`.${format} (${megabytes} MB) → ${times.filled} cells filled`, times.all, `< ${budget} ms`),
        row('    read off the thread, problems looked for', times.read, ''),
        row('    stored', times.save, ''),
        row('    counted and compared', times.plan, ''),
        row('    what is usual confirmed', times.answers, ''),
        row('    filled in', times.apply, ''),
        row('  recount after one changed row', times.recount, '< 50 ms'),
        `  peak of the process ${times.peak.toFixed(0)} MB`,
      );
    }
    const { stdout } = await run('/usr/bin/python3', [
      '-c',
      python,
      path.join(folder, 'pupils.xlsx'),
      String(runs),
    ]);
    const openpyxl = JSON.parse(stdout) as number[];
    lines.push(
      row(
        '  openpyxl (read_only) only reading the .xlsx',
        openpyxl,
        `median ${median(openpyxl).toFixed(0)} ms`,
      ),
    );
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(['', ...lines, ''].join('\n'));
  });
}
