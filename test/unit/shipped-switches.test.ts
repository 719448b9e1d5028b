import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { portableFolder } from '../../electron/portable';
import { errorSentence } from '../../shared/messages';
import { followsTests, refusedSwitch } from '../../electron/remote-debugging';

test('a shipped program refuses to be driven, in every spelling that Chromium understands', () => {
  expect(refusedSwitch(['--data', '/x', '--remote-debugging-port=9222'])).toBe('remote-debugging-port');
  expect(refusedSwitch(['-remote-debugging-pipe'])).toBe('remote-debugging-pipe');
  expect(refusedSwitch(['/Remote-Debugging-Port=1'])).toBe('remote-debugging-port');
  for (const name of ['inspect', 'inspect-brk', 'js-flags', 'load-extension', 'disable-web-security'])
    expect(refusedSwitch([`--${name}=x`])).toBe(name);
  // Chromium cuts white space off first; on Windows that is Unicode's.
  for (const space of [
    ' ',
    '\t',
    '\n',
    '\v',
    '\f',
    '\r',
    '\u0085',
    '\u00a0',
    '\u1680',
    '\u2003',
    '\u2028',
    '\u202f',
    '\u3000',
  ])
    for (const argument of [`${space}--inspect=0`, ` ${space}/inspect`, `-inspect${space}`])
      expect(refusedSwitch([argument]), JSON.stringify(argument)).toBe('inspect');
});

test('what desktops, clerks and files need is let through', () => {
  const usual = ['--data', '/x', '--no-sandbox', '--disable-gpu', '--force-device-scale-factor=1.5'];
  expect(refusedSwitch([...usual, '--ozone-platform-hint=auto', '/home/inspect/年报.xlsx'])).toBeUndefined();
  expect(refusedSwitch(['--', 'file.xlsx', '--enable-features=x', '-'])).toBeUndefined();
});

test('a test drives a packaged program only with switch, variable and a data folder of its own', () => {
  const argv = ['tianbao', '--tianbao-test', '--data', '/x'];
  const env = { TIANBAO_TEST: '1' };
  expect(followsTests(true, argv, env)).toBe(true);
  expect(followsTests(true, ['tianbao', '--tianbao-test'], env)).toBe(false);
  expect(followsTests(true, ['tianbao', '--data=/x'], env)).toBe(false);
  expect(followsTests(true, argv, {})).toBe(false);
  expect(followsTests(true, argv, { TIANBAO_TEST: '0' })).toBe(false);
  expect(followsTests(false, ['electron', '.'], {})).toBe(true);
});

test('the marker beside the program keeps the data beside it too', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-portable-'));
  try {
    const executable = path.join(folder, 'tianbao.exe');
    expect(portableFolder(executable)).toBeUndefined();
    writeFileSync(path.join(folder, 'portable.txt'), '');
    expect(portableFolder(executable)).toBe(path.join(folder, '数据'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a write-protected stick is told apart from a missing folder', () => {
  const sentence = (reason: string) =>
    errorSentence({ code: 'data.unreadable', params: { folder: 'E:\\填报\\数据', reason } });
  expect(sentence('EROFS')).toContain('U 盘有写保护开关的，请拨到可写后重新打开程序');
  expect(sentence('EACCES')).toContain('（EACCES）');
});
