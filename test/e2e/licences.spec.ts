import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { licenceFiles, listFile, textsFile } from '../../scripts/licences.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

// Here, because only now is there a build to look into.
test('the list of licences says what the build contains; scripts/licences.mjs writes it anew', () => {
  const { list, texts } = licenceFiles();
  expect(readFileSync(listFile, 'utf8')).toBe(list);
  expect(readFileSync(textsFile, 'utf8')).toBe(texts);
});

test('the texts of the licences lie beside the packaged program', () => {
  const config = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
  expect(config).toContain('from: docs/licences.txt\n    to: LICENSES.others.txt');
});
