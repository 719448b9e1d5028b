import { test } from 'playwright/test';
import { runBundled } from './bundle';
import { row } from './measure';

interface Measured {
  readonly bytes: number[];
  readonly written: number[];
  readonly size: number;
  readonly sheets: number;
  readonly cells: number;
}

test('20 exports of a whole submission', async () => {
  const measured = (await runBundled('workbook-run.ts')) as Record<string, Measured>;
  const lines = Object.entries(measured).flatMap(([name, { bytes, written, size, sheets, cells }]) => [
    `${name}: ${sheets} sheets, ${cells} data cells, ${Math.round(size / 1024)} KB`,
    row('  submission → bytes', bytes, '≤ 150 ms'),
    row('  submission → verified on disk', written, '≤ 500 ms'),
  ]);
  process.stdout.write(['', ...lines, ''].join('\n'));
});
