import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { writeAtomically } from '../../electron/atomic-write';
import { Refusal } from '../../shared/error';

const answer = vi.hoisted(() => ({ code: '' }));

// A folder refuses to be opened for reading; running as root nothing else does.
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>();
  return {
    ...files,
    open: (file: string, flags: string) =>
      flags === 'r'
        ? Promise.reject(Object.assign(new Error(answer.code), { code: answer.code }))
        : files.open(file, flags),
  };
});

const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-write-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['EACCES', 'EPERM', 'EINVAL'])(
  'a folder that cannot be flushed (%s) makes no failure of a file that is there',
  async (code) => {
    answer.code = code;
    await writeAtomically(path.join(folder, `${code}.xlsx`), Buffer.from('报表'));
    expect(readFileSync(path.join(folder, `${code}.xlsx`), 'utf8')).toBe('报表');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);

test.each([
  ['EIO', 'workbook.targetGone'],
  ['ENOSPC', 'workbook.diskFull'],
])('a disk that fails when the folder is flushed (%s) is told of', async (code, told) => {
  answer.code = code;
  const error = await writeAtomically(path.join(folder, 'a.xlsx'), Buffer.from('报表')).catch(
    (caught: unknown) => caught,
  );
  expect(error instanceof Refusal ? error.error.code : error).toBe(told);
});

test('what a killed export left is swept at the next one into the folder, and nothing else', async () => {
  answer.code = 'EACCES';
  const place = path.join(folder, '导出');
  mkdirSync(place);
  const left = ['.tianbao-0a1b2c3d.tmp', '.tianbao-0a1b2c3d4e5f6071.tmp'];
  const kept = ['.tianbao-notes.tmp', '.tianbao-0a1b2c3d.tmp.xlsx', 'tianbao-0a1b2c3d.tmp', '年报.tmp'];
  const long = new Date(Date.now() - 3_600_000);
  for (const name of [...left, ...kept, '.tianbao-ffffffff.tmp']) writeFileSync(path.join(place, name), 'x');
  for (const name of [...left, ...kept]) utimesSync(path.join(place, name), long, long);
  await writeAtomically(path.join(place, '新的.xlsx'), Buffer.from('报表'));
  // The one that was written a moment ago may be another program's that is still writing.
  expect(readdirSync(place).sort()).toEqual([...kept, '.tianbao-ffffffff.tmp', '新的.xlsx'].sort());
});
