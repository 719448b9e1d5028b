import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { beforeAll, expect, test } from 'vitest';
import { controlOf, readFpmArguments } from '../../scripts/fpm-shim.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
// The reader that electron-builder brings along for its own configuration.
const { load } = createRequire(path.join(root, 'node_modules', 'app-builder-lib', 'package.json'))(
  'js-yaml',
) as {
  readonly load: (text: string) => unknown;
};
const read = (...parts: string[]) => readFileSync(path.join(root, ...parts), 'utf8');

interface Configuration {
  readonly productName: string;
  readonly extraFiles: readonly unknown[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly nsis: Readonly<Record<string, unknown>>;
  readonly win: { readonly executableName: string; readonly target: readonly { target: string }[] };
  readonly linux: { readonly target: readonly { target: string; arch: readonly string[] }[] };
}
const configuration = load(read('electron-builder.yml')) as Configuration;
const portable = load(read('scripts', 'electron-builder.portable.yml')) as Configuration;

let isValid: ValidateFunction;
beforeAll(() => {
  const schema = JSON.parse(read('node_modules', 'app-builder-lib', 'scheme.json')) as object;
  // Written for an older draft; its formats and descriptions are of no consequence here.
  isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
});

test('electron-builder’s own schema accepts the configurations, and would refuse a slip', () => {
  expect(isValid(configuration), JSON.stringify(isValid.errors)).toBe(true);
  const { extends: _base, ...rest } = portable as Configuration & { extends: string };
  expect(isValid(rest), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...configuration, nsis: { ...configuration.nsis, perMachin: false } })).toBe(false);
});

test('Windows: for one user without an administrator, and the data stay when the program goes', () => {
  expect(configuration.nsis).toMatchObject({
    perMachine: false,
    allowElevation: false,
    packElevateHelper: false,
    deleteAppDataOnUninstall: false,
    shortcutName: '填报',
  });
  expect([configuration.productName, configuration.win.executableName]).toEqual(['填报', 'tianbao']);
  expect(configuration.win.target.map(({ target }) => target)).toEqual(['nsis']);
  // Not the self-extracting kind, which unpacks itself at every start.
  expect(portable.win.target.map(({ target }) => target)).toEqual(['zip']);
});

test('the portable package has everything of the other, and the marker', () => {
  const marker = { from: 'resources/installer/portable.txt', to: 'portable.txt' };
  expect(portable.extraFiles).toEqual([...configuration.extraFiles, marker]);
});

test('Linux: deb, AppImage and tar.gz for x64 and arm64', () => {
  const made = configuration.linux.target.map(({ target, arch }) => [target, ...arch].join(' '));
  expect(made).toEqual(['deb x64 arm64', 'AppImage x64 arm64', 'tar.gz x64 arm64']);
});

test('the installer offers the program for workbooks and never takes them', () => {
  const script = read('resources', 'installer', 'installer.nsh');
  // makensis takes a file without the mark for one in the system's code page.
  expect(script.charCodeAt(0)).toBe(0xfeff);
  expect(script).toContain('OpenWithProgids');
  const written = [...script.matchAll(/WriteReg\w+ \S+ "([^"]+)" "([^"]*)"/g)].map(([, key, value]) => [
    key,
    value,
  ]);
  expect(written.length).toBeGreaterThan(4);
  // The default value of an extension's key is what a double click opens.
  expect(
    written.filter(([key, value]) => /\\(\.|\$\{EXTENSION\})[^\\]*$/.test(key ?? '') && value === ''),
  ).toEqual([]);
  const macros = ['customInstall', 'customUnInstall', 'customUnWelcomePage'];
  for (const name of macros) expect(script).toContain(`!macro ${name}\n`);
  expect(script.match(/^!macro /gm)?.length).toBe(script.match(/^!macroend/gm)?.length);
  // Keys that are made are taken away again.
  expect(script).toMatch(/DeleteRegKey SHELL_CONTEXT "Software\\Classes\\\$\{TIANBAO_PROGID\}"/);
});

test('the icon of Windows has every size that it asks for', () => {
  const icon = readFileSync(path.join(root, 'resources', 'icons', 'icon.ico'));
  const count = icon.readUInt16LE(4);
  const sizes = Array.from({ length: count }, (_, index) => icon.readUInt8(6 + 16 * index) || 256);
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

const fpm = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libgtk-3-0', '-d', 'libnss3', '--deb-recommends', 'fonts'],
  ...[
    '--architecture',
    'amd64',
    '--description',
    '短\n 长的一行\n',
    '--version',
    '0.1.0',
    '--name',
    'tianbao',
  ],
  ...['--maintainer', 'A <a@b.invalid>', '--package', '/tmp/x.deb', '/a/=/opt/tianbao', '/b=/usr/c'],
];

test('what stands in for fpm makes the control file that dpkg expects', () => {
  const wanted = readFpmArguments(fpm);
  expect(wanted.sources).toEqual(['/a/=/opt/tianbao', '/b=/usr/c']);
  expect(controlOf(wanted, 12)).toBe(
    'Package: tianbao\nVersion: 0.1.0\nArchitecture: amd64\nMaintainer: A <a@b.invalid>\nInstalled-Size: 12\n' +
      'Depends: libgtk-3-0, libnss3\nRecommends: fonts\nSection: default\nDescription: 短\n 长的一行\n .\n',
  );
});

test('an option of fpm that it does not know is an error, as is another kind of package', () => {
  expect(() => readFpmArguments([...fpm, '--deb-systemd', 'x'])).toThrow('--deb-systemd');
  expect(() => readFpmArguments(fpm.map((word) => (word === 'deb' ? 'rpm' : word)))).toThrow('rpm');
});
