#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Stands in for fpm where it cannot be downloaded: takes the options that electron-builder gives it for a deb and lets
 * dpkg-deb, which knows the format, build it. Any option that it does not know is an error, never left out in silence.
 */

/** @typedef {{ single: Record<string, string>, depends: string[], recommends: string[], sources: string[] }} Wanted */

const withValue = new Set([
  ...['-s', '-t', '--architecture', '--after-install', '--after-remove', '--description', '--version'],
  ...[
    '--package',
    '--name',
    '--maintainer',
    '--vendor',
    '--url',
    '--category',
    '--deb-priority',
    '--license',
  ],
  ...['--deb-compression', '--log'],
]);
/** @type {Readonly<Record<string, string>>} */
const dpkgNames = { gz: 'gzip', bzip2: 'bzip2', xz: 'xz' };
const alone = new Set(['--force', '--debug']);

/** @param {readonly string[]} args */
export function readFpmArguments(args) {
  /** @type {Wanted} */
  const wanted = { single: {}, depends: [], recommends: [], sources: [] };
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (alone.has(argument)) continue;
    if (!argument.startsWith('-')) {
      wanted.sources.push(argument);
      continue;
    }
    const value = args[++index];
    if (value === undefined) throw new Error(`${argument} has no value`);
    if (argument === '-d') wanted.depends.push(value);
    else if (argument === '--deb-recommends') wanted.recommends.push(value);
    else if (withValue.has(argument)) wanted.single[argument.replace(/^-+/, '')] = value;
    else throw new Error(`fpm's option ${argument} is not known here`);
  }
  const { s: from, t: to } = wanted.single;
  if (from !== 'dir' || to !== 'deb')
    throw new Error(`only a deb from folders is made here, not ${from} → ${to}`);
  return wanted;
}

/**
 * The control file of the package.
 * @param {Wanted} wanted
 * @param {number} installedKilobytes
 */
export function controlOf({ single, depends, recommends }, installedKilobytes) {
  const [synopsis = '', ...more] = (single['description'] ?? '').split('\n').map((line) => line.trim());
  const lines = [
    ['Package', single['name']],
    ['Version', single['version']],
    ['License', single['license']],
    ['Vendor', single['vendor']],
    ['Architecture', single['architecture']],
    ['Maintainer', single['maintainer']],
    ['Installed-Size', String(installedKilobytes)],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', single['category'] ?? 'default'],
    ['Priority', single['deb-priority']],
    ['Homepage', single['url']],
    // A line of a description begins with a space; an empty one would end the paragraph.
    ['Description', [synopsis, ...more.map((line) => ` ${line || '.'}`)].join('\n')],
  ];
  return `${lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')}\n`;
}

/** @param {Wanted} wanted */
function makeDeb(wanted) {
  const { single, sources } = wanted;
  const work = mkdtempSync(path.join(tmpdir(), 'tianbao-deb-'));
  const tree = path.join(work, 'tree');
  try {
    mkdirSync(tree);
    for (const source of sources) {
      const [from = '', to = ''] = source.split('=');
      const target = path.join(tree, to);
      mkdirSync(path.dirname(target), { recursive: true });
      cpSync(from, target, { recursive: true, verbatimSymlinks: true });
      if (!from.endsWith('/')) chmodSync(target, 0o644);
    }
    const control = path.join(tree, 'DEBIAN');
    const size = Number(
      execFileSync('du', ['-sk', '--apparent-size', tree], { encoding: 'utf8' }).split('\t')[0],
    );
    mkdirSync(control);
    writeFileSync(path.join(control, 'control'), controlOf(wanted, size));
    writeFileSync(path.join(control, 'md5sums'), checksums(tree));
    for (const [option, name] of /** @type {const} */ ([
      ['after-install', 'postinst'],
      ['after-remove', 'postrm'],
    ])) {
      const script = single[option];
      if (script === undefined) continue;
      writeFileSync(path.join(control, name), readFileSync(script));
      chmodSync(path.join(control, name), 0o755);
    }
    const output = single['package'] ?? '';
    const how = [
      '--root-owner-group',
      `-Z${dpkgNames[single['deb-compression'] ?? 'xz'] ?? single['deb-compression']}`,
      '--build',
      tree,
      output,
    ];
    execFileSync('dpkg-deb', how, { stdio: 'inherit' });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} tree */
function checksums(tree) {
  const files = readdirSync(tree, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(path.join(tree, 'DEBIAN')))
    .map((entry) => path.relative(tree, path.join(entry.parentPath, entry.name)));
  return execFileSync('md5sum', files.sort(), { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 26 });
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename)
  makeDeb(readFpmArguments(process.argv.slice(2)));
