import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOffered, handedOver, toHandOver, workbookIn } from '../../electron/open-argument';

let folder: string;
let workbook: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-open-'));
  workbook = path.join(folder, '年报 2021.XLSX');
  for (const name of ['年报 2021.XLSX', '旧.et', 'notes.txt', '--data.xlsx'])
    writeFileSync(path.join(folder, name), 'x');
  mkdirSync(path.join(folder, 'folder.xlsx'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a workbook is found by path, by name from where the program was started, and by address', () => {
  expect(workbookIn(['--data', folder, workbook], '/')).toBe(workbook);
  expect(workbookIn(['年报 2021.XLSX'], folder)).toBe(workbook);
  expect(workbookIn([pathToFileURL(workbook).href], '/')).toBe(workbook);
  expect(workbookIn(['旧.et', workbook], folder)).toBe(path.join(folder, '旧.et'));
});

test('what is no workbook, is not there, is a folder or a switch is passed over', () => {
  const others = ['notes.txt', 'gone.xlsx', 'folder.xlsx', '--data.xlsx', '', 'file://elsewhere/x.xlsx', '.'];
  expect(workbookIn(others, folder)).toBeUndefined();
  expect(workbookIn(['https://example.invalid/x.xlsx'], folder)).toBeUndefined();
});

test('of what another process hands over only an existing workbook by its whole path is taken', () => {
  const handed = toHandOver(workbook);
  expect(JSON.stringify(handed)).toMatch(/^[\x20-\x7e]+$/);
  expect(handedOver(handed)).toBe(workbook);
  expect(toHandOver(undefined)).toEqual({});
  const nothing = [null, undefined, 'x', {}, { workbook: 1 }, { workbook: '年报 2021.XLSX' }];
  const others = [
    ...nothing,
    toHandOver(path.join(folder, 'notes.txt')),
    toHandOver('/gone.xlsx'),
    { workbook },
  ];
  expect(others.map(handedOver)).toEqual(others.map(() => undefined));
});

test('a workbook waits until it is taken, once, and a later one takes its place', () => {
  const offered = createOffered();
  expect([offered.waits(), offered.take()]).toEqual([false, null]);
  offered.offer('/a.xlsx');
  offered.offer('/b.xlsx');
  expect(offered.waits()).toBe(true);
  expect([offered.take(), offered.take(), offered.waits()]).toEqual(['/b.xlsx', null, false]);
  expect(createOffered('/first.xlsx').take()).toBe('/first.xlsx');
});
