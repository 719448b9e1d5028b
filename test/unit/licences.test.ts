import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundledPackages, licenceOf, shippedParts } from '../../scripts/licences.mjs';

test.each(['GPL-3.0-only', 'AGPL-3.0', 'SEE LICENSE IN x', 'UNLICENSED', '', '(MIT OR Nonsense)'])(
  'the licence "%s" is not shipped',
  (license) => {
    expect(() => licenceOf({ name: 'x', version: '1.0.0', license })).toThrow(/x 1\.0\.0 has the licence/);
  },
);

test('a package that says nothing of its licence is not shipped', () => {
  expect(() => licenceOf({ name: 'buffers', version: '0.1.1' })).toThrow(/licence ""/);
});

test('of a choice the licence is taken that may be shipped', () => {
  expect(licenceOf({ name: 'jszip', version: '3', license: '(MIT OR GPL-3.0-or-later)' })).toBe('MIT');
  expect(licenceOf({ name: 'x', version: '1', licenses: [{ type: 'MIT' }] })).toBe('MIT');
});

test('what is shipped is what the source maps name, the library beside the archive included', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-maps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, 'cli'));
  mkdirSync(path.join(folder, 'renderer'));
  const map = (name: string, sources: string[]) =>
    writeFileSync(path.join(folder, name), JSON.stringify({ sources }));
  map('main.cjs.map', ['../../electron/main.ts', '../../node_modules/big.js/big.mjs']);
  map('job-worker-x.cjs.map', ['../../node_modules/yauzl/index.js']);
  map('renderer/x.js.map', [
    '../../../node_modules/@tanstack/virtual-core/src/index.ts',
    '../../node_modules/big.js/x.js',
  ]);
  map('cli/tianbao.cjs.map', ['../../../node_modules/fflate/index.js']);
  const parts = shippedParts(bundledPackages(folder));
  expect(parts.map(({ name, in: bundles }) => `${name}: ${bundles.join(', ')}`)).toEqual([
    '@tanstack/virtual-core: window',
    'better-sqlite3: beside the archive',
    'big.js: main, window',
    'yauzl: jobs',
  ]);
  for (const { name, text } of parts) expect(text, name).toMatch(/permission/i);
});
