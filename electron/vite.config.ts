import path from 'node:path';
import { defineConfig } from 'vite';
import { peggyGrammar } from '../scripts/peggy-plugin.mjs';
import { refuseImport } from '../scripts/refuse-import.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** The mode names the entry (`main`, `preload`): each must become one file without shared chunks. */
export default defineConfig(({ mode: entry }) => ({
  root,
  logLevel: 'warn',
  plugins: [
    peggyGrammar(),
    ...(entry === 'preload' ? [refuseImport('zod', 'the preload only passes messages on')] : []),
  ],
  define: { 'process.env.NODE_ENV': '"production"' },
  // Bundled dependencies keep the package small; better-sqlite3 finds its binary beside itself.
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    ssr: `electron/${entry}.ts`,
    outDir: path.join(root, 'out', 'build'),
    emptyOutDir: false,
    // Node 20.18 is what the oldest runtime in use carries; see docs/toolchain.md.
    target: 'node20.18',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      // A sandboxed preload cannot load modules, and CommonJS starts before Electron is ready.
      output: { format: 'cjs', entryFileNames: `${entry}.cjs`, codeSplitting: false },
    },
  },
}));
