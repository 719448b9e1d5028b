import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'playwright/test';
import { packagedProgram } from '../support/launch-packaged';

let folder: string;
let executable: string;

test.beforeAll(async () => {
  ({ folder, executable } = await packagedProgram());
});

/** Paths in the archive, from its own table of contents. */
function inArchive(): string[] {
  const archive = readFileSync(path.join(folder, 'resources', 'app.asar'));
  const length = archive.readUInt32LE(12);
  interface Entry {
    readonly files?: Record<string, Entry>;
  }
  const root = JSON.parse(archive.subarray(16, 16 + length).toString('utf8')) as Entry;
  const under = (entry: Entry, name: string): string[] =>
    entry.files === undefined
      ? [name]
      : Object.entries(entry.files).flatMap(([child, inner]) => under(inner, `${name}/${child}`));
  return under(root, '');
}

test('the fuses are as configured', async () => {
  const wire = await getCurrentFuseWire(executable);
  // The digit 1 in the executable; a fuse can also be 0, removed or inherited.
  const on = (option: FuseV1Options) => Number(wire[option]) === '1'.charCodeAt(0);
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookies: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyArchive: on(FuseV1Options.OnlyLoadAppFromAsar),
    snapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookies: true,
    nodeOptions: false,
    inspect: false,
    integrity: true,
    onlyArchive: true,
    snapshot: false,
    fileProtocol: false,
  });
});

test('what the program needs is there, and nothing of the workshop', () => {
  const files = inArchive();
  expect(files).toEqual(
    expect.arrayContaining(['/package.json', '/out/build/main.cjs', '/out/build/preload.cjs']),
  );
  expect(files).toContain('/out/build/renderer/index.html');
  expect(files.filter((file) => /^\/resources\/editions\/.*\.json$/.test(file)).length).toBeGreaterThan(60);

  const ours = /^\/(package\.json$|out\/build\/|resources\/|node_modules\/better-sqlite3\/)/;
  expect(files.filter((file) => !ours.test(file))).toEqual([]);
  const workshop =
    /\.(map|ts|tsx|nsh|svg|ico|peggy|py|spec\.\w+)$|\/(cli|test|bench|scripts|src|deps|schema)\/|\/\.[^/]+$/;
  expect(files.filter((file) => workshop.test(file))).toEqual([]);
  // Nothing was built from a source that is gone.
  const built = path.resolve('out', 'build');
  const scripts = files.filter((file) => file.startsWith('/out/build/') && file.endsWith('.cjs'));
  expect(scripts.filter((file) => !existsSync(path.join(built, path.basename(file))))).toEqual([]);
});

test('the database library lies outside of the archive, for this platform only', () => {
  const outside = path.join(folder, 'resources', 'app.asar.unpacked');
  const libraries = readdirSync(outside, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.node'))
    .map((file) => path.basename(file));
  const platform = `${process.platform}-${process.arch}.node`;
  expect(libraries).toContain(platform);
  expect(libraries.filter((name) => name !== platform && name !== 'better_sqlite3.node')).toEqual([]);
});

test('the licences of everything shipped, the icon, and only the languages that are used', () => {
  const named = readdirSync(folder);
  expect(named).toEqual(
    expect.arrayContaining(['LICENSES.chromium.html', 'LICENSE.electron.txt', 'tianbao']),
  );
  const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  const shipped = { 'LICENSES.tianbao.md': 'licences.md', 'LICENSES.others.txt': 'licences.txt' };
  for (const [name, source] of Object.entries(shipped))
    expect(digest(path.join(folder, name))).toBe(digest(path.resolve('docs', source)));
  expect(existsSync(path.join(folder, 'resources', 'icon.png'))).toBe(true);
  expect(readdirSync(path.join(folder, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
});
