import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
