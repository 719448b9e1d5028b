import { describe, expect, test } from 'vitest';
import {
  backupLine,
  clockLine,
  folderText,
  memoryLine,
  plainText,
  replayLine,
  sizeText,
  soundLine,
  spaceLine,
  writableLine,
} from '../../shared/about-lines';

const mega = 1024 * 1024;
const giga = 1024 * mega;
const at = (text: string) => new Date(`${text}+08:00`);
const now = at('2026-09-10T12:00:00');

test('sizes are said in the unit that a person would choose', () => {
  expect([0, 40_000, 3 * mega, 1023.6 * mega, 1.5 * giga].map(sizeText)).toEqual([
    ...['1 KB', '39 KB', '3 MB', '1024 MB', '1.5 GB'],
  ]);
});

test('a folder is told without the names of people, computers and schools in it', () => {
  const windows = String.raw`C:\Users\zhangsan\AppData\Roaming\填报`;
  expect(folderText(windows, String.raw`C:\Users\zhangsan`, ['zhangsan'])).toBe(
    String.raw`用户文件夹\AppData\Roaming\填报`,
  );
  // Another folder that only begins alike is not hers.
  expect(folderText('/home/li2/data', '/home/li', ['li'])).toBe('/home/…/data');
  expect(
    folderText('/media/zhangsan/清河镇中心小学数据', '/home/zhangsan', ['zhangsan', '清河镇中心小学']),
  ).toBe('/media/…/…');
  expect(folderText('/home/li', '/home/li', [])).toBe('用户文件夹');
  expect(folderText('/data/a', '', ['a'])).toBe('/data/a');
});

test('a folder that cannot be written to is bad, with the reason of the system', () => {
  expect(writableLine('D:', null)).toEqual({
    ...{ id: 'folder', label: '数据文件夹', value: 'D:，可以写入', state: 'good' },
  });
  expect(writableLine('D:', 'EROFS')).toMatchObject({ state: 'bad', value: 'D:，不能写入（EROFS）' });
});

test('space counts against a fixed floor and against the size of the data', () => {
  const state = (free: number | null, size: number) => spaceLine(free, size).state;
  expect([state(2 * giga, mega), state(giga - 1, mega), state(99 * mega, mega), state(null, mega)]).toEqual([
    ...['good', 'warning', 'bad', 'warning'],
  ]);
  expect(state(2 * giga, giga)).toBe('warning');
  expect(spaceLine(2 * giga, 3 * mega).value).toBe('2.0 GB（数据文件 3 MB）');
});

describe('the clock', () => {
  test('is right when it is not before what was done last, a minute aside', () => {
    expect(clockLine(now, null, 'Asia/Shanghai').state).toBe('good');
    expect(clockLine(now, at('2026-09-10T12:00:59'), '').state).toBe('good');
    expect(clockLine(now, at('2026-09-10T12:01:01'), '').state).toBe('bad');
  });

  test('is wrong where it is far away, whatever was done', () => {
    expect(clockLine(at('2019-01-01T00:00:00'), null, '').state).toBe('bad');
    expect(clockLine(at('2124-01-01T00:00:00'), null, '').state).toBe('bad');
  });
});

test('a copy is good for a week; none is needed where nothing was done', () => {
  const state = (last: Date | null, trouble = false, used = true) =>
    backupLine(last, now, trouble, used).state;
  expect(state(at('2026-09-03T11:59:00'))).toBe('good');
  expect(state(at('2026-09-02T11:00:00'))).toBe('warning');
  expect(state(now, true)).toBe('bad');
  expect(state(null)).toBe('warning');
  expect(state(null, false, false)).toBe('good');
  expect(backupLine(at('2026-09-07T11:00:00'), now, false, true).value).toContain('，3 天前');
});

test('memory, file and log', () => {
  expect(memoryLine(299 * mega, 4 * giga, 200 * mega).state).toBe('warning');
  expect(memoryLine(301 * mega, 4 * giga, 200 * mega)).toMatchObject({
    ...{ state: 'good', value: '共 4.0 GB，空闲 301 MB，本程序 200 MB' },
  });
  expect(soundLine([], 0)).toMatchObject({ state: 'good', value: '完好' });
  expect(soundLine(['a', 'b', 'c', 'd'], 2)).toMatchObject({
    state: 'bad',
    value: '有损坏；a；b；c；2 处引用失效',
  });
  expect(replayLine({ changes: 12, total: 0 })).toMatchObject({
    ...{ state: 'good', value: '与现有数据一致（重放了 12 处修改）' },
  });
  expect(replayLine({ changes: 12, total: 3 }).state).toBe('bad');
});

test('what is copied is one line each, with the advice', () => {
  const lines = [soundLine([], 0), writableLine('用户文件夹', 'EACCES')];
  const [head = '', ...rest] = plainText(lines, now).split('\n');
  expect(head).toMatch(/^填报 自检 2026-09-1/);
  expect(rest[0]).toBe('数据文件完整性：完好【正常】');
  expect(rest[1]).toMatch(/^数据文件夹：用户文件夹，不能写入（EACCES）【有问题】。现在填的数存不下来/);
  expect(rest).toHaveLength(2);
});
