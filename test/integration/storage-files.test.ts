import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { sha256, writeAtomically } from '../../electron/atomic-write';
import { readArguments } from '../../electron/arguments';
import { findAsset } from '../../electron/assets';
import { createClosing } from '../../electron/closing';
import { prepareDataFolder } from '../../electron/data-folder';
import { createLog } from '../../electron/log';
import { Refusal, refusal } from '../../shared/error';
import { temporaryFolder } from './storage-place';

const bytes = Buffer.from('报表');

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.error.code : String(error)),
  );
}

test('a file is written whole, read back before it counts, and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  const target = path.join(folder, '教基_9900000001.xlsx');
  writeFileSync(target, 'before');
  let seen = '';
  await writeAtomically(target, bytes, (readBack) => {
    seen = sha256(readBack);
    expect(readFileSync(target, 'utf8')).toBe('before');
  });
  expect(seen).toBe(sha256(bytes));
  expect(readFileSync(target)).toEqual(bytes);
  expect(readdirSync(folder)).toEqual(['教基_9900000001.xlsx']);
});

test('a file that does not read back as planned never replaces the one before it', async () => {
  const folder = temporaryFolder();
  const target = path.join(folder, 'a.xlsx');
  writeFileSync(target, 'before');
  const params = { file: 'a.xlsx', sheet: '教基3112', address: 'C5', expected: '1', found: '' };
  const writing = writeAtomically(target, bytes, () => {
    throw refusal('workbook.verifyFailed', params);
  });
  expect(await codeOf(writing)).toBe('workbook.verifyFailed');
  expect(readFileSync(target, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['a.xlsx']);
});

test('each way of failing has its own sentence', async () => {
  const folder = temporaryFolder();
  expect(await codeOf(writeAtomically(path.join(folder, 'gone', 'a.xlsx'), bytes))).toBe(
    'workbook.targetGone',
  );
  expect(await codeOf(writeAtomically(path.join(folder, `${'长'.repeat(90)}.xlsx`), bytes))).toBe(
    'workbook.pathTooLong',
  );
  mkdirSync(path.join(folder, 'b.xlsx'));
  expect(await codeOf(writeAtomically(path.join(folder, 'b.xlsx'), bytes))).toBe('workbook.writeFailed');
  expect(await codeOf(writeAtomically('/proc/a.xlsx', bytes))).toMatch(/^workbook\.target(Gone|ReadOnly)$/);
  expect(await codeOf(writeAtomically('/dev/full/a.xlsx', bytes))).toBe('workbook.targetGone');
  expect(readdirSync(folder)).toEqual(['b.xlsx']);
});

test('a data folder is made when it is missing, and replaced by a temporary one when it cannot be', () => {
  const folder = temporaryFolder();
  const made = prepareDataFolder(path.join(folder, 'deep', 'data'));
  expect(made).toEqual({ folder: path.join(folder, 'deep', 'data'), error: undefined });
  const file = path.join(folder, 'file');
  writeFileSync(file, 'x');
  const refused = prepareDataFolder(file);
  expect(refused.error).toEqual({ code: 'data.unreadable', params: { folder: file, reason: 'EEXIST' } });
  expect(refused.folder).not.toContain(folder);
  rmSync(refused.folder, { recursive: true });
  const unnamed = prepareDataFolder('');
  expect(unnamed.error).toMatchObject({ code: 'data.unreadable', params: { folder: '--data' } });
  rmSync(unnamed.folder, { recursive: true });
  expect(readFileSync(file, 'utf8')).toBe('x');
});

test('our switches are found among everybody else’s', () => {
  const argv = [
    'electron',
    '--inspect=0',
    '.',
    '--data',
    'D:\\数据',
    '--no-sandbox',
    '--resources=r',
    'file.txt',
  ];
  expect(readArguments(argv)).toEqual({ data: 'D:\\数据', resources: 'r' });
  expect(readArguments(['electron', '--data', '--no-sandbox'])).toEqual({ data: '', resources: undefined });
  expect(readArguments(['electron', '--database', 'x'])).toEqual({ data: undefined, resources: undefined });
});

test('only files of the page have an address', () => {
  const find = (address: string) => findAsset('/opt/page', address)?.file;
  expect(find('app://tianbao/')).toBe('/opt/page/index.html');
  expect(find('app://tianbao/assets/index-1.js?x#y')).toBe('/opt/page/assets/index-1.js');
  const outside = [
    'app://tianbao/../main.cjs',
    'app://tianbao/%2e%2e/secret.json',
    'app://tianbao/..%2fsecret.json',
    'app://tianbao/..%5csecret.json',
    'app://tianbao/%2Fetc/x.json/../../../../etc/passwd',
    'app://tianbao/assets/%00.js',
    'app://tianbao/C:%5Cwindows%5Cx.json',
    'app://tianbao/c:/x.json',
    'app://tianbao/%zz.js',
    'app://tianbao/main.cjs.map',
    'app://elsewhere/index.html',
    'file:///opt/page/index.html',
    'nonsense',
  ];
  for (const address of outside) expect(find(address) ?? '/opt/page/', address).toMatch(/^\/opt\/page\//);
  expect(outside.map(find).filter((file) => file?.includes('main.cjs'))).toEqual([]);
});

test('the log is one line an event, keeps three files and never grows beyond them', () => {
  const folder = path.join(temporaryFolder(), 'logs');
  const log = createLog(folder);
  for (let count = 0; count < 60_000; count++)
    log.write('call.refused', { method: 'submission.setCells', count });
  expect(readdirSync(folder).sort()).toEqual(['tianbao.1.log', 'tianbao.2.log', 'tianbao.log']);
  for (const name of readdirSync(folder))
    expect(readFileSync(path.join(folder, name)).length).toBeLessThan(1_000_001);
  const lines = readFileSync(path.join(folder, 'tianbao.log'), 'utf8').trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'call.refused', count: 59_999 });
});

test('the log holds where an error was thrown, but neither its message nor anybody’s folders', () => {
  const folder = path.join(temporaryFolder(), 'logs');
  const error = new RangeError('990123201204150010 清河镇中心小学');
  error.stack = [
    `RangeError: ${error.message}`,
    '    at save (C:\\Users\\甄老师\\AppData\\Local\\tianbao\\main.cjs:10:5)',
    '    at async Object.open (/home/甄老师/tianbao/main.cjs:20:7)',
    '    at file:///home/甄老师/x.js:1:2',
    '    at Object.<anonymous> (C:\\Users\\Zhang San\\App Data (old)\\out\\main.cjs:30:9)',
    '    at async C:\\Users\\Zhang San (9901)\\tianbao\\main.cjs:40:1',
    '    at Zhang San 990123201204150010',
    '    at never (C:\\Users\\Zhang San\\seventh.cjs:1:1)',
  ].join('\n');
  const id = createLog(folder).failure('call.failed', error);
  const text = readFileSync(path.join(folder, 'tianbao.log'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    id,
    error: 'RangeError',
    at: [
      'at save (main.cjs:10:5)',
      'at async Object.open (main.cjs:20:7)',
      'at x.js:1:2',
      'at Object.<anonymous> (main.cjs:30:9)',
      'at main.cjs:40:1',
      'at ?',
    ],
  });
  expect(text).not.toMatch(/甄老师|清河|9901|Zhang|San|Users/);
});

test('a log that cannot be written stops nothing', () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(createLog(path.join(file, 'logs')).failure('x', new Error('y'))).toMatch(/^[0-9a-f]{8}$/);
});

test('a window closes by itself only when the page is silent and has nothing unsaved', () => {
  vi.useFakeTimers();
  const events: string[] = [];
  const closing = createClosing({
    ask: () => void events.push('ask'),
    close: () => void events.push('close'),
    patience: 3000,
  });
  closing.request();
  closing.request();
  vi.advanceTimersByTime(2900);
  closing.answered('submission.setCells', { ok: true, value: { revision: 1 } });
  vi.advanceTimersByTime(2900);
  expect(events).toEqual(['ask']);
  const full = { ok: false, error: { code: 'database.full', params: { file: 'x' } } } as const;
  closing.answered('submission.setCells', full);
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual(['ask']);
  closing.answered('submission.setCells', { ok: true, value: { revision: 2 } });
  const stale = { ok: false, error: { code: 'submission.stale', params: { known: 1, current: 2 } } } as const;
  closing.answered('submission.confirm', stale);
  // Reading is no proof that the work was written.
  closing.answered('submission.open', { ok: true, value: null });
  closing.request();
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual(['ask', 'ask']);
  closing.request();
  closing.answered('submission.confirm', { ok: true, value: { revision: 3 } });
  vi.advanceTimersByTime(3100);
  expect(events).toEqual(['ask', 'ask', 'ask', 'close']);
  // A roster that was worked on is in memory only, until it is stored or given up.
  closing.answered('rosters.fix', { ok: true, value: null });
  closing.request();
  vi.advanceTimersByTime(60_000);
  expect(events.slice(4)).toEqual(['ask']);
  closing.answered('rosters.save', { ok: false, error: { code: 'roster.notReady', params: { open: 1 } } });
  closing.request();
  vi.advanceTimersByTime(60_000);
  expect(events.slice(4)).toEqual(['ask', 'ask']);
  closing.request();
  closing.answered('rosters.discard', { ok: true, value: null });
  vi.advanceTimersByTime(3100);
  expect(events.slice(4)).toEqual(['ask', 'ask', 'ask', 'close']);
  vi.useRealTimers();
});
