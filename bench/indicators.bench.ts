import { test } from 'playwright/test';
import { runBundled } from './bundle';
import type { IndicatorTimes } from './indicators-run';
import { row } from './measure';

test('all indicators of one school, and of a county with the figures over its schools', async () => {
  const times = (await runBundled('indicators-run.ts')) as IndicatorTimes;
  const lines = [
    `九年一贯制学校: ${times.results} results (every indicator, stage and method)`,
    row('  the first time, definitions compiled', [times.first], ''),
    row('  all indicators of the school', [...times.school], 'median < 5 ms'),
    `200 schools: ${times.across} figures over schools`,
    row('  calculations made', [...times.made], ''),
    row('  all indicators of each', [...times.figures], ''),
    row('  figures over schools, and without each', [...times.over], ''),
    row('  together', [...times.county], '< 1,000 ms'),
    row('  every result of each, cells and verdicts', [...times.shown], '< 1,000 ms'),
  ];
  process.stdout.write(['', ...lines, ''].join('\n'));
});
