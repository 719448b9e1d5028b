import path from 'node:path';
import { defineConfig } from 'vite';
import { peggyGrammar } from '../scripts/peggy-plugin.mjs';
import { refuseImport } from '../scripts/refuse-import.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** These read their larger parts when they are needed; the others are one file each. */
const inParts = ['main', 'job-worker'];

/** Required by parts of exceljs that the program does not use. */
const leftOut = /^(archiver|fast-csv|tmp|unzipper|uuid)$/;

/** The mode names the entry. */
export default defineConfig(({ mode: entry }) => ({
  root,
  logLevel: 'warn',
  plugins: [
    peggyGrammar(),
    ...(entry === 'preload' ? [refuseImport('zod', 'the preload only passes messages on')] : []),
  ],
  resolve: { alias: [{ find: leftOut, replacement: path.join(root, 'scripts', 'left-out.cjs') }] },
  define: { 'process.env.NODE_ENV': '"production"' },
  // Bundled dependencies keep the package small; better-sqlite3 finds its binary beside itself.
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    ssr: `electron/${entry}.ts`,
    outDir: path.join(root, 'out', 'build'),
    emptyOutDir: false,
    // Node 20.18 is what the oldest runtime in use carries; see docs/toolchain.md.
    target: 'node20.18',
    // Half of the time that main takes to load is parsing.
    minify: true,
    sourcemap: true,
    rolldownOptions: {
      // CommonJS starts before Electron is ready; a sandboxed preload cannot load modules.
      output: {
        format: 'cjs',
        entryFileNames: `${entry}.cjs`,
        chunkFileNames: `${entry}-[name].cjs`,
        codeSplitting: inParts.includes(entry) && { groups: [{ name: 'start', tags: ['$initial'] }] },
      },
    },
  },
}));
