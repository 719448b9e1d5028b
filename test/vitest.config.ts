import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { peggyGrammar } from '../scripts/peggy-plugin.mjs';

/** Runs inside Electron (see scripts/test.mjs), because better-sqlite3 is built for that runtime. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  plugins: [peggyGrammar()],
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts', 'test/definitions.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
