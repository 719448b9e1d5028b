import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/**
 * Files that are read before the home page is painted, and those that come on demand, the largest first.
 * @typedef {{ name: string, bytes: number }} BuiltFile
 * @typedef {{ start: BuiltFile[], later: BuiltFile[] }} StartFiles
 */

/**
 * What the built page names in its head, with everything that those files import statically.
 * @param {string} buildFolder
 * @returns {StartFiles}
 */
export function pageFiles(buildFolder) {
  const folder = path.join(buildFolder, 'renderer');
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  /** @type {Set<string>} */
  const start = new Set();
  /** @param {string} name */
  const follow = (name) => {
    if (start.has(name)) return;
    start.add(name);
    if (!name.endsWith('.js')) return;
    const script = readFileSync(path.join(folder, 'assets', name), 'utf8');
    for (const [, file = ''] of script.matchAll(/\bimport(?:[^"'`();]*from)?\s*["']\.\/([^"']+)["']/g))
      follow(file);
  };
  for (const [, file = ''] of page.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)) follow(file);
  return filesOf(path.join(folder, 'assets'), /\.(js|css)$/, start);
}

/**
 * Main's own file with the preload and what main requires at once, and those that it reads when they are needed.
 * @param {string} buildFolder
 * @returns {StartFiles}
 */
export function mainFiles(buildFolder) {
  const main = readFileSync(path.join(buildFolder, 'main.cjs'), 'utf8');
  const start = new Set(['main.cjs', 'preload.cjs']);
  // What is read on demand is required inside of a function: `Promise.resolve().then(() => require(…))`.
  for (const [, onDemand, file = ''] of main.matchAll(/(=>\s*)?\brequire\(["'`]\.\/(main-[^"'`]+)["'`]\)/g))
    if (onDemand === undefined) start.add(file);
  return filesOf(buildFolder, /^(main|preload)[\w-]*\.cjs$/, start);
}

/**
 * @param {string} folder
 * @param {RegExp} wanted
 * @param {ReadonlySet<string>} start
 * @returns {StartFiles}
 */
function filesOf(folder, wanted, start) {
  const files = readdirSync(folder)
    .filter((name) => wanted.test(name))
    .map((name) => ({ name, bytes: statSync(path.join(folder, name)).size }))
    .sort((a, b) => b.bytes - a.bytes);
  return {
    start: files.filter(({ name }) => start.has(name)),
    later: files.filter(({ name }) => !start.has(name)),
  };
}

/**
 * Lines for a table: every file before the first paint, and the largest of the others.
 * @param {string} title
 * @param {StartFiles} files
 * @param {number} [shown]
 * @returns {string[]}
 */
export function fileLines(title, { start, later }, shown = 5) {
  return [
    `${title}: ${start.length} files before the home page ${size(start)}, ${later.length} on demand ${size(later)}`,
    ...start.map((file) => `  ${size([file])}  ${file.name}`),
    ...later.slice(0, shown).map((file) => `  ${size([file])}  (on demand) ${file.name}`),
  ];
}

/** @param {BuiltFile[]} files */
function size(files) {
  const bytes = files.reduce((total, file) => total + file.bytes, 0);
  return `${(bytes / 1024).toFixed(0).padStart(4)} KB`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = path.join(root, 'out', 'build');
  const lines = [...fileLines('page', pageFiles(folder), 100), ...fileLines('main', mainFiles(folder), 100)];
  process.stdout.write(`${lines.join('\n')}\n`);
}
