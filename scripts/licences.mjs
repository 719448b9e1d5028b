import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { exitCodeOf, root, say } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * What is shipped besides our own code, by the bundles' source maps: what a bundler left out is not shipped, whatever
 * the lockfile says. Written to docs/licences.md, and with the texts to docs/licences.txt, which goes into every
 * package.
 * @typedef {{ name: string, version: string, licence: string, text: string, home: string, in: string[] }} Part
 */

export const listFile = path.join(root, 'docs', 'licences.md');
export const textsFile = path.join(root, 'docs', 'licences.txt');

/** What may be shipped in a program that is handed out, with its text or without. */
const accepted = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
  'Zlib',
];

/**
 * Licences that offer a choice or name two: the one that is taken.
 * @type {Readonly<Record<string, string>>}
 */
const chosen = {
  '(MIT OR GPL-3.0-or-later)': 'MIT',
  '(MIT AND Zlib)': 'MIT, Zlib',
};

/** What no source map knows of. */
const unbundled = ['better-sqlite3'];

/**
 * Folders below node_modules whose code is in the bundles, with the bundles.
 * @param {string} buildFolder
 * @returns {Map<string, Set<string>>}
 */
export function bundledPackages(buildFolder) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const file of readdirSync(buildFolder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.map') || file.startsWith('cli')) continue;
    const { sources } = JSON.parse(readFileSync(path.join(buildFolder, file), 'utf8'));
    for (const source of sources) {
      const folder = /.*\/?(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[0];
      if (folder === undefined) continue;
      const key = folder.slice(folder.indexOf('node_modules/')).replace(/\/$/, '');
      const bundle = bundleOf(file);
      found.set(key, (found.get(key) ?? new Set()).add(bundle));
    }
  }
  return found;
}

/** @param {string} file */
function bundleOf(file) {
  if (file.startsWith('renderer')) return 'window';
  return file.startsWith('job-worker') ? 'jobs' : 'main';
}

/**
 * Everything shipped, in the order of its names. Throws at a licence that is not accepted, and at a package without one.
 * @param {ReadonlyMap<string, ReadonlySet<string>>} bundled
 * @returns {Part[]}
 */
export function shippedParts(bundled) {
  const folders = new Map([...bundled].map(([folder, bundles]) => [folder, [...bundles].sort()]));
  for (const name of unbundled) folders.set(`node_modules/${name}`, ['beside the archive']);
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const [folder, bundles] of folders) {
    const part = partIn(folder, bundles);
    const key = `${part.name} ${part.version}`;
    // The same version may lie in two folders.
    parts.set(key, { ...part, in: [...new Set([...(parts.get(key)?.in ?? []), ...bundles])].sort() });
  }
  return [...parts.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
  );
}

/**
 * @param {string} folder
 * @param {string[]} bundles
 * @returns {Part}
 */
function partIn(folder, bundles) {
  const stated = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const licence = licenceOf(stated);
  const text = textIn(path.join(root, folder)) ?? standardText(licence, stated.author);
  const home =
    typeof stated.repository === 'string'
      ? stated.repository
      : (stated.repository?.url ?? stated.homepage ?? '');
  return { name: stated.name, version: stated.version, licence, text, home, in: bundles };
}

/**
 * Of a licence that is stated without being repeated.
 * @param {string} licence
 * @param {string | { name: string } | undefined} author
 * @returns {string}
 */
function standardText(licence, author) {
  if (licence !== 'ISC') throw new Error(`A package under ${licence} carries no text; say here what it is.`);
  const holder = typeof author === 'string' ? author : (author?.name ?? 'its contributors');
  return `Copyright (c) ${holder}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided
that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;
}

/**
 * A file of its own with the notice that belongs to it, or the end of the description where that has one.
 * @param {string} folder
 * @returns {string | undefined}
 */
function textIn(folder) {
  const files = readdirSync(folder);
  const own = files.find((name) => /^(licen[cs]e|copying)/i.test(name));
  const notice = files.find((name) => /^notice/i.test(name));
  if (own !== undefined)
    return [own, ...(notice === undefined ? [] : [notice])]
      .map((name) => readFileSync(path.join(folder, name), 'utf8').trim())
      .join('\n\n');
  const readme = files.find((name) => /^readme/i.test(name));
  const described = readme === undefined ? '' : readFileSync(path.join(folder, readme), 'utf8');
  const start = described.search(/^(?:#+ *licen[cs]e|licen[cs]e\n-+)/im);
  return start < 0 ? undefined : described.slice(start).trim();
}

/**
 * @param {{ name: string, version: string, license?: unknown, licenses?: { type: string }[] }} stated
 * @returns {string}
 */
export function licenceOf({ name, version, license, licenses }) {
  const said = typeof license === 'string' ? license : (licenses?.[0]?.type ?? '');
  const licence = chosen[said] ?? said;
  for (const one of licence.split(', '))
    if (!accepted.includes(one))
      throw new Error(`${name} ${version} has the licence "${said}", which is not one that may be shipped.`);
  return licence;
}

/**
 * @param {readonly Part[]} parts
 * @returns {string}
 */
export function listOf(parts) {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const count = new Map();
  for (const { licence } of parts) count.set(licence, (count.get(licence) ?? 0) + 1);
  const sums = [...count]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([licence, number]) => `${licence} ${number}`);
  return `# Licences of what is shipped

Written by \`node scripts/licences.mjs\` from what the bundles contain; a test fails while it is out of date. The texts are in
[licences.txt](licences.txt), which lies beside the program as \`LICENSES.others.txt\`. Packages that are only used to build or to test are not shipped.

${parts.length} packages: ${sums.join(', ')}. None is under a licence that asks for our own sources.

| package | version | licence | in |
| --- | --- | --- | --- |
${parts.map(({ name, version, licence, in: bundles }) => `| ${name} | ${version} | ${licence} | ${bundles.join(', ')} |`).join('\n')}

Beside them:

| part | version | licence | text in the package |
| --- | --- | --- | --- |
| Electron | ${devDependencies.electron} | MIT | \`LICENSE.electron.txt\` |
| Chromium, Node.js, V8, FFmpeg and what they contain | of Electron | BSD-3-Clause, MIT, LGPL-2.1 (FFmpeg, a library of its own) and others | \`LICENSES.chromium.html\` |
| SQLite | of better-sqlite3 | public domain | \`LICENSES.others.txt\` |
`;
}

/**
 * The texts themselves, as the licences ask for. Where a package carries none, its licence and author are named.
 * @param {readonly Part[]} parts
 * @returns {string}
 */
export function textsOf(parts) {
  const pieces = parts.map(({ name, version, licence, text, home }) => {
    const head = `${name} ${version} (${licence})${home === '' ? '' : `\n${home}`}`;
    return `${'='.repeat(78)}\n${head}\n\n${text.replaceAll('\r', '')}\n`;
  });
  const sqlite = `${'='.repeat(78)}\nSQLite\nhttps://www.sqlite.org/copyright.html\n\nIts authors have dedicated the code of SQLite to the public domain.\n`;
  const intro =
    '填报 contains the following software of others. Electron and Chromium have files of their own beside the program:\nLICENSE.electron.txt and LICENSES.chromium.html.\n\n';
  return intro + pieces.join('\n') + '\n' + sqlite;
}

/** @returns {{ list: string, texts: string }} as they should be on disk */
export function licenceFiles(buildFolder = path.join(root, 'out', 'build')) {
  const parts = shippedParts(bundledPackages(buildFolder));
  return { list: listOf(parts), texts: textsOf(parts) };
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await exitCodeOf(async () => {
    await setUp();
    await build();
    const { list, texts } = licenceFiles();
    const same = existsSync(listFile) && readFileSync(listFile, 'utf8') === list;
    writeFileSync(listFile, list);
    writeFileSync(textsFile, texts);
    say(same ? 'licences: nothing new' : `licences: ${path.relative(root, listFile)} written`);
    return 0;
  });
}
