import path from 'node:path';
import { defineConfig } from 'playwright/test';

const out = path.resolve(import.meta.dirname, '..', 'out', 'test');

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.join(out, 'e2e'),
  // One window at a time: focus and the clipboard are shared by the whole screen.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  reporter: [['list'], ['json', { outputFile: path.join(out, process.env['TIANBAO_REPORT'] ?? 'e2e.json') }]],
  projects: [
    { name: 'e2e' },
    // What `npm start` shows where there is no screen is the journey that the tests prove.
    { name: 'demo', testMatch: 'journey.spec.ts' },
    // In the program as it is shipped, held by its debugging port.
    { name: 'packaged', testDir: 'packaged' },
  ],
});
