import { test } from 'playwright/test';
import { runBundled } from './bundle';
import type { CheckTimes } from './check-run';
import { row } from './measure';

test('loading the definitions, and a full check of one school and of a county', async () => {
  const times = (await runBundled('check-run.ts')) as CheckTimes;
  const lines = [
    `九年一贯制学校: ${times.forms} forms, ${times.cells} cells entered, ${times.relations} relations`,
    row('  all definitions, examined (once a build)', [...times.load], ''),
    row('  at every other start', [...times.loadKnown], '< 150 ms'),
    row('  first check of the school', [times.first], ''),
    row('  full check of the school', [...times.school], 'median < 10 ms'),
    row('  200 schools', [...times.county], '< 2,000 ms'),
  ];
  process.stdout.write(['', ...lines, ''].join('\n'));
});
