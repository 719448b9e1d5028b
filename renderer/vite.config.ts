import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { manualText } from '../scripts/manual-plugin.mjs';
import { peggyGrammar } from '../scripts/peggy-plugin.mjs';
import { onlyLocales } from '../scripts/only-locales.mjs';
import { refuseImport } from '../scripts/refuse-import.mjs';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  plugins: [
    react(),
    peggyGrammar(),
    manualText(),
    onlyLocales(['zh-CN', 'en-US']),
    refuseImport('zod', 'it costs 84 KB and evaluates code; import types only, main does the parsing'),
  ],
  build: {
    outDir: path.join(root, 'out', 'build', 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // Tells scripts/licences.mjs what is inside; not shipped.
    sourcemap: 'hidden',
    // Files, not data: addresses, so that the content security policy can stay strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    // What pages on demand share with the start stays in the start's one file: each file more is asked of main.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
});
