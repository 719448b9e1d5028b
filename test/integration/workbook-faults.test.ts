import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../shared/error';
import type { AppError } from '../../shared/error';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { writeWorkbook } from '../../electron/workbook/write';
import { temporaryFolder } from './storage-place';
import { planOfThisYear } from './workbook-readers';

const plan = planOfThisYear();
const before = 'the workbook of yesterday';

async function refusalOf(act: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Refusal)) throw new Error('It was not refused.', { cause: thrown });
  return thrown.error;
}

/** A target that exists already, in a folder of its own. */
function existingTarget(folder = temporaryFolder()): string {
  const target = path.join(folder, '报表.xlsx');
  writeFileSync(target, before);
  return target;
}

function expectUntouched(target: string): void {
  expect(readFileSync(target, 'utf8')).toBe(before);
  expect(readdirSync(path.dirname(target))).toEqual([path.basename(target)]);
}

/** A small file system of its own; undefined where the test may not mount one. */
function mounted(size: string): { folder: string; remountReadOnly: () => void } | undefined {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status !== 0)
    return undefined;
  // Registered after the folder's own removal, hence run before it.
  onTestFinished(() => void spawnSync('umount', [folder]));
  return {
    folder,
    remountReadOnly: () => void spawnSync('mount', ['-o', 'remount,ro', folder]),
  };
}

test('a full disk is named and the previous workbook stays', async (context) => {
  const place = mounted('16k');
  if (place === undefined) return context.skip();
  const target = existingTarget(place.folder);
  expect(await refusalOf(writeWorkbook(plan, target))).toEqual({
    code: 'workbook.diskFull',
    params: { file: '报表.xlsx' },
  });
  expectUntouched(target);
});

test('a place that cannot be written to is named and the previous workbook stays', async (context) => {
  const place = mounted('4m');
  if (place === undefined) return context.skip();
  const target = existingTarget(place.folder);
  place.remountReadOnly();
  expect((await refusalOf(writeWorkbook(plan, target))).code).toBe('workbook.targetReadOnly');
  expectUntouched(target);
});

test('a folder that is gone is named', async () => {
  const folder = path.join(temporaryFolder(), 'U盘');
  expect((await refusalOf(writeWorkbook(plan, path.join(folder, '报表.xlsx')))).code).toBe(
    'workbook.targetGone',
  );
  mkdirSync(folder);
  expect((await writeWorkbook(plan, path.join(folder, '报表.xlsx'))).sheets).toBe(plan.sheets.length);
});

test('a name that is too long is named', async () => {
  const target = path.join(temporaryFolder(), `${'长'.repeat(100)}.xlsx`);
  expect((await refusalOf(writeWorkbook(plan, target))).code).toBe('workbook.pathTooLong');
});

test('a workbook that does not say what was planned never replaces the previous one', async () => {
  const unwritten: WorkbookPlan['cells'][number] = {
    sheet: '教基3112_小学',
    address: 'Z99',
    value: { kind: 'number', text: '601' },
    style: 'input',
  };
  const target = existingTarget();
  expect(await refusalOf(writeWorkbook({ ...plan, cells: [...plan.cells, unwritten] }, target))).toEqual({
    code: 'workbook.verifyFailed',
    params: { file: '报表.xlsx', sheet: '教基3112_小学', address: 'Z99', expected: '601', found: '' },
  });
  expectUntouched(target);
});

test('a workbook that cannot be opened again is not a workbook', async () => {
  const target = existingTarget();
  const [first] = plan.sheets;
  if (first === undefined) throw new Error('no sheet');
  const broken = { ...plan, sheets: [{ ...first, merges: ['"><'] }, ...plan.sheets.slice(1)] };
  expect((await refusalOf(writeWorkbook(broken, target))).code).toBe('workbook.verifyFailed');
  expectUntouched(target);
});

test('success replaces the previous workbook', async () => {
  const target = existingTarget();
  const { hash, cells } = await writeWorkbook(plan, target);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(cells).toBeGreaterThan(100);
  expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK');
  expect(readdirSync(path.dirname(target))).toEqual(['报表.xlsx']);
});
