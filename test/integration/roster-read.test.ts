import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeGbk } from '../../electron/cli/generate-gbk';
import { readRosterFiles } from '../../electron/workbook/roster-read';
import { Refusal } from '../../shared/error';
import type { RosterReading } from '../../shared/roster/tables';
import { identityNumber } from '../support/identity';
import { columnsOf } from '../unit/roster-staging-made';
import { convertWithLibreOffice, sharedFolder } from './workbook-readers';

const folder = sharedFolder();
const columns = columnsOf('pupils');
const read = (...files: string[]): Promise<RosterReading> =>
  readRosterFiles({ files, columns, known: [] }, () => undefined);

async function refused(...files: string[]): Promise<unknown> {
  try {
    await read(...files);
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
  return null;
}

function put(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const wang = identityNumber('2018-03-05', '男');
const li = identityNumber('2017-11-05', '女');

interface Drawn {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | Date | null)[])[];
  readonly merges?: readonly string[];
  readonly hidden?: true;
}

async function workbook(name: string, ...sheets: Drawn[]): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const { name: sheet, rows, merges = [], hidden } of sheets) {
    const drawn = book.addWorksheet(sheet);
    if (hidden === true) drawn.state = 'hidden';
    for (const row of rows) drawn.addRow([...row]);
    for (const merge of merges) drawn.mergeCells(merge);
  }
  const file = path.join(folder, name);
  await book.xlsx.writeFile(file);
  return file;
}

describe('what a sheet says', () => {
  test('titles, empty columns and lines, dates and numbers, texts of exporters', async () => {
    const file = await workbook('普通.xlsx', {
      name: '学生',
      rows: [
        ['清河镇中心小学学生名册'],
        [],
        ['序号', '姓名', null, '性别', '出生日期', '身份证件号', '联系电话', '成员1姓名'],
        [1, '王小明', null, '男', new Date(Date.UTC(2018, 2, 5)), `'${wang}`, '13800001234', '王大明'],
        [],
        [2, '李小红', null, '女', 20171105, `\t${li}`, '13800001235', '李大红'],
        [3, '张三', null, '男', '2018-01-02', 990101201801020000, null, null],
      ],
    });
    const { tables, notices } = await read(file);
    expect(notices).toEqual([]);
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({
      ...{ fileName: '普通.xlsx', sheet: '学生', headRow: 3, lines: [4, 6, 7] },
      heads: ['序号', '姓名', '性别', '出生日期', '身份证件号'],
      indexes: [0, 1, 3, 4, 5],
      neverKept: ['联系电话', '成员1姓名'],
    });
    expect(tables[0]?.rows).toEqual([
      ['1', '王小明', '男', '2018-03-05', wang],
      ['2', '李小红', '女', '20171105', li],
      ['3', '张三', '男', '2018-01-02', '9.90101201801020E+17'],
    ]);
    expect(JSON.stringify(tables)).not.toMatch(/13800001234|王大明/);
  });

  test('heads over two rows; people of the family are not the pupil', async () => {
    const file = await workbook('两行表头.xlsx', {
      name: 'Sheet1',
      rows: [
        ['姓名', '性别', '家庭成员', null, '出生', null],
        [null, null, '姓名', '电话', '日期', '地'],
        ['王小明', '男', '王大明', '13800001234', '20180305', '清河'],
      ],
      merges: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1'],
    });
    const { tables } = await read(file);
    expect(tables[0]).toMatchObject({
      heads: ['姓名', '性别', '出生日期'],
      neverKept: ['家庭成员', '家庭成员电话', '出生地'],
      rows: [['王小明', '男', '20180305']],
      lines: [3],
    });
  });

  test('a group above the heads tells whose they are', async () => {
    const file = await workbook('分组.xlsx', {
      name: 'Sheet1',
      rows: [
        ['学生基本信息', null, null, '监护人信息', null],
        ['姓名', '性别', '出生日期', '姓名', '性别'],
        ['王小明', '男', '20180305', '王大明', '男'],
      ],
      merges: ['A1:C1', 'D1:E1'],
    });
    const { tables } = await read(file);
    expect(tables[0]).toMatchObject({
      heads: ['姓名', '性别', '出生日期'],
      rows: [['王小明', '男', '20180305']],
    });
    expect(JSON.stringify(tables)).not.toContain('王大明');
  });

  test('a class that is merged over its pupils is each one’s', async () => {
    const file = await workbook('合并.xlsx', {
      name: 'Sheet1',
      rows: [
        ['班级', '姓名', '性别'],
        ['三(1)班', '王小明', '男'],
        [null, '李小红', '女'],
        ['三(2)班', '张三', '男'],
      ],
      merges: ['A2:A3'],
    });
    const { tables } = await read(file);
    expect(tables[0]?.rows.map(([room]) => room)).toEqual(['三(1)班', '三(1)班', '三(2)班']);
  });

  test('of several sheets and files what is passed over is told', async () => {
    const heads = ['姓名', '性别'];
    const book = await workbook(
      '全校.xlsx',
      { name: '三年级1班', rows: [heads, ['王小明', '男']] },
      {
        name: '课表',
        rows: [
          ['星期一', '星期二'],
          ['语文', '数学'],
        ],
      },
      { name: '空', rows: [] },
      { name: '旧', rows: [heads, ['李小红', '女']], hidden: true },
    );
    const { tables, notices } = await read(book, put('三(2)班.csv', '姓名,性别\n张三,男\n'));
    expect(tables.map(({ fileName, sheet, rows }) => [fileName, sheet, rows.length])).toEqual([
      ['全校.xlsx', '三年级1班', 1],
      ['全校.xlsx', '旧', 1],
      ['三(2)班.csv', '', 1],
    ]);
    expect(notices.map(({ code, sheet }) => [code, sheet])).toEqual([
      ['sheetWithoutHead', '课表'],
      ['emptySheet', '空'],
      ['hiddenSheet', '旧'],
    ]);
  });
});

describe('files of other programs', () => {
  beforeAll(async () => {
    const rows = [
      ['姓名', '性别', '出生日期', '身份证件号', '民族'],
      ['王小明', '男', new Date(Date.UTC(2018, 2, 5)), wang, '汉族'],
      ['李小红', '女', new Date(Date.UTC(2017, 10, 5)), li, '回族'],
    ];
    const source = await workbook('源.xlsx', { name: '学生', rows });
    const csv = rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)),
    );
    put(
      '源.csv',
      csv.map((row) => row.map((cell) => (/^\d{17}/.test(cell) ? `="${cell}"` : cell)).join()).join('\r\n'),
    );
    await convertWithLibreOffice([source], 'xlsx', path.join(folder, 'lo'));
    await convertWithLibreOffice([source], 'xls', path.join(folder, 'lo'));
    const script = `
import openpyxl, sys
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet('学生')
for row in [['姓名','性别','出生日期','身份证件号','民族'],['王小明','男','2018-03-05','${wang}','汉族'],['李小红','女','2017-11-05','${li}','回族']]:
    sheet.append(row)
book.save(sys.argv[1])
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {'constant_memory': True})
sheet = book.add_worksheet('学生')
for at, row in enumerate([['姓名','性别','出生日期','身份证件号','民族'],['王小明','男','2018-03-05','${wang}','汉族'],['李小红','女','2017-11-05','${li}','回族']]):
    sheet.write_row(at, 0, row)
book.close()
`;
    mkdirSync(path.join(folder, 'py'), { recursive: true });
    await promisify(execFile)('/usr/bin/python3', [
      ...['-c', script, path.join(folder, 'py/openpyxl.xlsx'), path.join(folder, 'py/inline.xlsx')],
    ]);
  }, 120_000);

  test.each(['lo/源.xlsx', 'lo/源.xls', 'py/openpyxl.xlsx', 'py/inline.xlsx', '源.csv'])(
    '%s',
    async (name) => {
      const { tables } = await read(path.join(folder, name));
      expect(tables[0]).toMatchObject({
        heads: ['姓名', '性别', '出生日期', '身份证件号', '民族'],
        lines: [2, 3],
      });
      expect(tables[0]?.rows).toEqual([
        ['王小明', '男', '2018-03-05', wang, '汉族'],
        ['李小红', '女', '2017-11-05', li, '回族'],
      ]);
    },
  );

  test('a text table of GBK that is called .xls is read as what it is', async () => {
    const { tables } = await read(
      put('导出.xls', encodeGbk(`姓名\t性别\t身份证件号\n王小明\t男\t${wang}\n`)),
    );
    expect(tables[0]).toMatchObject({ fileName: '导出.xls', rows: [['王小明', '男', wang]] });
  });
});

describe('what is refused', () => {
  test('a web page that is called .xls', async () => {
    const file = put('网页.xls', '<html><body><table><tr><td>姓名</td></tr></table></body></html>');
    expect(await refused(file)).toEqual({
      code: 'file.notWorkbook',
      params: { file: '网页.xls', really: '网页' },
    });
  });

  test('a damaged package', async () => {
    expect(await refused(put('坏.xlsx', Buffer.from('PK\u0003\u0004 nothing')))).toMatchObject({
      code: 'file.damaged',
    });
  });

  test.each(['hello', '\u0001\u0002\u0003\u0004\u0005', '一二'])(
    'a few bytes under the name of a workbook: %j',
    async (bytes) => {
      expect(await refused(put('断.xlsx', bytes))).toMatchObject({
        code: 'file.notWorkbook',
        params: { file: '断.xlsx' },
      });
    },
  );

  test('a quote without an end, with its line', async () => {
    expect(await refused(put('引号.csv', '姓名,性别\n"王,男\n'))).toEqual({
      code: 'file.damaged',
      params: { file: '引号.csv', part: '第 2 行的引号不成对' },
    });
  });

  test('files without people, by their names', async () => {
    const file = put('课表.csv', '星期一,星期二\n语文,数学\n');
    expect(await refused(file)).toEqual({ code: 'roster.noTable', params: { files: '课表.csv' } });
  });

  test('more than 20,000 people', async () => {
    const lines = Array.from({ length: 20_001 }, (_, at) => `学生${at},男`);
    expect(await refused(put('太多.csv', `姓名,性别\n${lines.join('\n')}`))).toEqual({
      code: 'roster.tooMany',
      params: { rows: 20_001, limit: 20_000 },
    });
  });

  test('a file that is gone', async () => {
    expect(await refused(path.join(folder, '没有.xlsx'))).toMatchObject({ code: 'file.unreadable' });
  });
});
