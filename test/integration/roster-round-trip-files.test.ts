import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { encodeGbk } from '../../electron/cli/generate-gbk';
import { packRoster } from '../../electron/cli/generate-roster-file';
import { readGrid } from '../../electron/workbook/open';
import { Random } from '../../shared/generator/random';
import { rosterSheets, type RosterSheet } from '../../shared/generator/roster-file';
import type { PupilFileStyle } from '../../shared/generator/roster-file-styles';
import { identityNumber } from '../support/identity';
import { village as school } from '../support/school';
import { temporaryFolder } from './storage-place';

/** Two pupils in classes of their own, one of them with what few have. */
const people = [
  {
    ...{ name: '甘小禾', sex: '男', birth: '2016-08-09', identity: identityNumber('2016-08-09', '男') },
    ...{
      register: 'G990000000001',
      ethnicity: '汉族',
      stage: '小学',
      grade: '3',
      class: '2',
      entry: '2022-09',
    },
    ...{ residence: '走读', leftBehind: '否', status: '在读' },
  },
  {
    ...{ name: '丛雨,苗', sex: '女', birth: '2013-12-01', identity: identityNumber('2013-12-01', '女') },
    ...{
      register: 'G990000000002',
      ethnicity: '土家族',
      stage: '小学',
      grade: '6',
      class: '1',
      entry: '2019-09',
    },
    ...{ residence: '住校', leftBehind: '是', status: '在读', origin: '外省', inclusive: '是' },
  },
];
const sheetsOf = (style: PupilFileStyle): readonly RosterSheet[] =>
  rosterSheets(style, { school, schoolYear: 2025, kind: 'pupils', people, random: new Random(1) });

const cell = (sheet: RosterSheet | undefined, head: string, row: number): string | undefined =>
  sheet?.rows[row]?.[sheet.heads.indexOf(head)];

test('each style has its own heads and its own way of writing the same pupil', () => {
  const [exported] = sheetsOf('export');
  expect(exported?.heads.slice(0, 9)).toEqual(
    '全国学籍号 姓名 性别 出生日期 身份证件号 民族 学段 年级 班级'.split(' '),
  );
  expect(['出生日期', '年级', '班级', '民族', '迁入来源'].map((head) => cell(exported, head, 1))).toEqual([
    ...['2013-12-01', '六年级', '1班', '土家族', '外省'],
  ]);
  const [earlier] = sheetsOf('earlier');
  expect(earlier?.heads).toEqual(expect.arrayContaining(['班号', '联系电话', '成员2身份证件号']));
  expect(['出生日期', '班号', '入学年月'].map((head) => cell(earlier, head, 0))).toEqual([
    ...['20160809', '三（2）班', '202209'],
  ]);
  const [later] = sheetsOf('later');
  expect(['出生年月', '性别', '名族', '年级'].map((head) => cell(later, head, 0))).toEqual([
    ...['2016/8/9', '1', '汉', '2023级'],
  ]);
  const classes = sheetsOf('class');
  expect(classes.map(({ name }) => name)).toEqual(['三（2）班', '六（1）班']);
  expect(classes[1]?.title).toContain('六（1）班学生名册（2025年9月）');
  expect(cell(classes[1], '是否住校', 0)).toBe('是');
  expect(classes[1]?.heads).not.toContain('年级');
});

test('invented telephones, addresses and family members are in the templates, and no form needs them', () => {
  const [earlier] = sheetsOf('earlier');
  expect(cell(earlier, '联系电话', 0)).toMatch(/^0999-\d{7}$/);
  expect(cell(earlier, '成员1身份证件号', 0)).toMatch(/^990101/);
});

test('GBK comes back from the decoder of the runtime, and what it lacks is a question mark', () => {
  const text = '姓名,性别\r\n镕堃瑀,男—·\r\n';
  expect(new TextDecoder('gbk').decode(encodeGbk(text))).toBe(text);
  expect([...encodeGbk('汉a')]).toEqual([0xba, 0xba, 0x61]);
  expect([...encodeGbk('𠮷')]).toEqual([0x3f]);
});

test('a CSV quotes what would be two cells', async () => {
  const text = new TextDecoder('gbk').decode(await packRoster(sheetsOf('export'), 'gbk'));
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain('G990000000002,"丛雨,苗",女,2013-12-01,');
  expect([...(await packRoster(sheetsOf('export'), 'csv')).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

const python = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([[sheet.title] + [[str(cell.value) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets], ensure_ascii=False))
`;

test('the workbook of a class teacher has a title, heads, real dates and codes as texts, for us and for openpyxl', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'class.xlsx');
  const bytes = await packRoster(sheetsOf('class'), 'xlsx');
  writeFileSync(file, bytes);
  const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-c', python, file]);
  const [first] = JSON.parse(stdout) as [string, ...string[][]][];
  const [name, title, heads, row] = first ?? [];
  expect(name).toBe('三（2）班');
  expect(title?.[0]).toContain('三（2）班学生名册');
  expect(heads?.slice(0, 5)).toEqual(['序号', '姓名', '性别', '身份证号', '出生年月']);
  expect(row?.slice(0, 5)).toEqual(['1', '甘小禾', '男', people[0]?.identity, '2016-08-09 00:00:00']);

  const { sheets } = await readGrid(bytes, 'class.xlsx');
  const read = ['A3', 'D3', 'E3'].map((address) => sheets[0]?.cells.get(address));
  expect(read.map((found) => found?.kind)).toEqual(['number', 'text', 'date']);
  expect(read[2]?.text).toContain('2016');
});
