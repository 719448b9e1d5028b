import path from 'node:path';
import { defineConfig } from 'playwright/test';

const out = path.resolve(import.meta.dirname, '..', 'out', 'bench');

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: out,
  // Parallel measurements would measure each other.
  workers: 1,
  timeout: 600_000,
  reporter: [['list']],
});
