import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newFaults } from '../../scripts/audit.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const page = readFileSync(path.join(root, 'docs', 'security.md'), 'utf8');

/** Names of all tests, as they are written in the sources. */
function testNames(): Set<string> {
  const files = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((name) => /\.(test|spec)\.ts$/.test(name))
    .map((name) => readFileSync(path.join(root, 'test', name), 'utf8'));
  const named = sources.flatMap((source) => [
    ...source.matchAll(/(?:\btest|\]\)|\w\))\(\s*(['"`])((?:(?!\1).)*)\1,/g),
  ]);
  return new Set(named.map(([, , name = '']) => name));
}

/** The third column of every row of the tables that have a column of proofs. */
function claims(): { point: string; proofs: string[] }[] {
  const rows = page.split('\n').filter((line) => /^\| (?!---|point|package)/.test(line));
  return rows
    .map((row) => row.split(' | '))
    .filter(
      (cells) =>
        cells.length === 3 && !page.slice(page.indexOf('## Dependencies')).includes(cells.join(' | ')),
    )
    .map(([point = '', , proofs = '']) => ({
      point: point.slice(2),
      proofs: [...proofs.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    }));
}

test('every test that docs/security.md names exists', () => {
  const names = testNames();
  const rows = claims();
  expect(rows.length).toBeGreaterThan(25);
  for (const { point, proofs } of rows) {
    if (!point.startsWith('16')) expect(proofs.length, point).toBeGreaterThan(0);
    for (const proof of proofs) expect(names.has(proof), `${point}: ${proof}`).toBe(true);
  }
});

test('all twenty points of the list are there', () => {
  const points = claims().map(({ point }) => Number.parseInt(point, 10));
  for (let n = 1; n <= 20; n++) expect(points).toContain(n);
});

test('versions that the table of dependencies names are those that are installed', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const table = page.slice(page.indexOf('## Dependencies'));
  const named = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) => [
    ...cell.matchAll(/([a-zA-Z][\w.-]*) (\d+\.\d+\.\d+)/g),
  ]);
  expect(named.length).toBeGreaterThan(10);
  for (const [, name = '', version] of named) {
    const folders = [name, `exceljs/node_modules/${name}`].map(
      (place) => packages[`node_modules/${place.toLowerCase()}`],
    );
    expect(
      folders.map((folder) => folder?.version),
      name,
    ).toContain(version);
  }
});

const answer = (id: string) =>
  JSON.stringify({
    vulnerabilities: {
      tmp: { via: [{ url: `https://github.com/advisories/${id}`, title: 'a fault' }] },
      exceljs: { via: ['tmp'] },
    },
  });

test('a known fault fails the audit unless it is argued, and a registry without an answer is told apart', () => {
  expect(newFaults(answer('GHSA-aaaa-bbbb-cccc'), page)).toEqual({
    faults: ['tmp: GHSA-aaaa-bbbb-cccc a fault'],
    answered: true,
  });
  expect(newFaults(answer('GHSA-9r2w-394v-53qc'), page)).toEqual({ faults: [], answered: true });
  expect(newFaults('{"message":"405 Method Not Allowed"}', page)).toEqual({ faults: [], answered: false });
  expect(newFaults('', page).answered).toBe(false);
});
