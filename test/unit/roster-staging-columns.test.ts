import { describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/error';
import type { Staging } from '../../shared/roster/staging';
import { identityNumber } from '../support/identity';
import { stagingOf, tableOf } from './roster-staging-made';

const codes = (staging: Staging) => staging.state().problems.map(({ line, code }) => `${line} ${code}`);
const told = (staging: Staging) =>
  staging.state().notices.map(({ code, count, text }) => [code, count, text]);

describe('what a column says of its texts', () => {
  const person = ['王小明', '男', '20180305', '三年级'];
  const one = (head: string, ...texts: readonly string[]) =>
    stagingOf([
      tableOf([
        ['姓名', '性别', '出生日期', '年级', head],
        ...texts.map((text, at) => [`${person[0]}${at}`, ...person.slice(1), text]),
      ]),
    ]);
  const values = (staging: Staging, field: string) => staging.result().people.map((values) => values[field]);

  test.each([
    ['是否住校', 'residence', ['1', '0', '√', '住校'], ['住校', '走读', '住校', '住校']],
    ['住宿（1是0否）', 'residence', ['1', '0'], ['住校', '走读']],
    ['是否受过学前教育', 'preschool', ['1', '0', '3年'], ['是', '否', '3年']],
    ['学前教育年限', 'preschoolYears', ['1', '0', '三年'], ['1', '0', '3']],
    ['入学年月', 'entry', ['2025.1', '2025.10'], ['2025-01', '2025-10']],
  ])('%s', (head, field, texts, expected) => expect(values(one(head, ...texts), field)).toEqual(expected));

  test('under 就读方式 a bare code is a problem, and so is a year that ends in .1', () => {
    expect(codes(one('就读方式', '1', '0', '住校'))).toEqual(['2 unknownValue', '3 unknownValue']);
    expect(codes(one('入学年月', '2025.1', '2025.9'))).toEqual(['2 unreadableDate']);
  });

  test('under 学前教育 a bare code is a problem of grade one, and of no other', () => {
    const head = ['姓名', '性别', '出生日期', '年级', '学前教育'];
    const pupil = (birth: string, grade: string) => ['王小明', '男', birth, grade, '1'];
    const staging = stagingOf([tableOf([head, pupil('20200305', '一年级'), pupil('20180305', '三年级')])]);
    expect(codes(staging)).toEqual(['2 unknownValue']);
  });
});

describe('of a school with two stages', () => {
  const nine = { type: '九年一贯制学校' } as const;
  const sheet = (...grades: readonly string[]) => [
    ['姓名', '性别', '出生日期', '年级'],
    ...grades.map((grade, at) => [`学生${'甲乙丙丁'[at] ?? ''}`, '男', '20130305', grade]),
  ];
  const grades = (staging: Staging) =>
    staging.result().people.map(({ stage, grade }) => `${stage ?? ''}${grade ?? ''}`);

  test('一年级 in a file of the 初中部 is of 初中, and it is said so', () => {
    const staging = stagingOf([tableOf(sheet('一年级', '八年级'), { fileName: '初中部.xlsx' })], {
      school: nine,
    });
    expect(grades(staging)).toEqual(['初中1', '初中2']);
    expect(staging.state().notices.map(({ code, count, text }) => [code, count, text])).toEqual([
      ['stageFromName', 1, '初中'],
    ]);
  });

  test('初一 beside 六年级 is asked about where 学制 is 五四', () => {
    const five = { ...nine, system: '五四' } as const;
    const staging = stagingOf([tableOf(sheet('初一', '六年级'))], { school: five });
    expect(codes(staging)).toEqual(['2 unknownGrade']);
    staging.accept(['1.unknownGrade.grade'], true);
    expect(grades(staging)).toEqual(['初中1', '初中1']);
    expect(grades(stagingOf([tableOf(sheet('初一', '预初', '初二'))], { school: five }))).toEqual([
      ...['初中2', '初中1', '初中3'],
    ]);
    expect(grades(stagingOf([tableOf(sheet('初一', '六年级'))], { school: nine }))).toEqual([
      '初中1',
      '小学6',
    ]);
  });
});

describe('people side by side', () => {
  const [one, two, three] = [1, 2, 3].map((day) => identityNumber(`2018030${day}`, '男')) as [
    string,
    string,
    string,
  ];
  const names = (staging: Staging) =>
    staging.result().people.map(({ name, class: room, identity }) => [name, room, identity]);

  test.each([
    [
      '备注 behind them',
      ['序号', '姓名', '身份证号', '序号', '姓名', '身份证号', '备注'],
      [
        ['1', '王一', one, '2', '李二', two, '走读'],
        ['3', '张三', three, '4', '', '', ''],
      ],
      [
        ['王一', '1', one],
        ['张三', '1', three],
        ['李二', '1', two],
      ],
    ],
    [
      '班级 before them',
      ['班级', '姓名', '身份证号', '姓名', '身份证号'],
      [
        ['三年级2班', '王一', one, '李二', two],
        ['三年级3班', '张三', three, '', ''],
      ],
      [
        ['王一', '2', one],
        ['张三', '3', three],
        ['李二', '2', two],
      ],
    ],
    [
      'numbers behind the heads',
      ['姓名1', '身份证号1', '姓名2', '身份证号2'],
      [['王一', one, '李二', two]],
      [
        ['王一', '1', one],
        ['李二', '1', two],
      ],
    ],
    [
      'the second only with a number',
      ['姓名', '身份证号', '姓名.1', '身份证号.1'],
      [['王一', one, '李二', two]],
      [
        ['王一', '1', one],
        ['李二', '1', two],
      ],
    ],
  ])('are all read with %s', (_, heads, rows, expected) => {
    const staging = stagingOf([tableOf([heads, ...rows], { name: '三年级1班' })]);
    expect(names(staging)).toEqual(expected);
    expect(told(staging)[0]).toEqual(['sideBySide', 2, '']);
  });

  test('whose columns cannot be told apart hinder, until she sets the second aside', () => {
    const sheet = [
      ['姓名', '身份证号', '班级', '姓名', '性别'],
      ['王一', one, '三年级2班', '李二', '男'],
    ];
    const staging = stagingOf([tableOf(sheet)]);
    expect(staging.state()).toMatchObject({ ready: false, tables: [{ lacking: [], secondNames: ['姓名'] }] });
    staging.change(0, { columns: { 3: null } });
    expect(staging.state()).toMatchObject({ ready: true, tables: [{ secondNames: [] }] });
    expect(told(staging)).toContainEqual(['namesAside', 1, '姓名']);
    expect(staging.result().heads).toEqual([]);
  });

  test('a second column with the same names is no other person', () => {
    const sheet = [
      ['姓名', '学生姓名', '身份证号', '年级'],
      ['王一', '王一', one, '三年级'],
    ];
    expect(stagingOf([tableOf(sheet)]).state().ready).toBe(true);
  });
});

describe('heads', () => {
  const number = identityNumber('20180301', '男');
  const sheet = [
    ['姓名', '身份证号', '年级', '别的'],
    ['王一', number, '三年级', '甲'],
    ['李二', identityNumber('20180302', '男'), '三年级', '乙'],
  ];

  test('are never a row of people', () => {
    const staging = stagingOf([tableOf(sheet)]);
    const change = () => {
      staging.change(0, { headRow: 3 });
    };
    expect(change).toThrow(Refusal);
    expect(staging.state()).toMatchObject({ rows: 2, tables: [{ headRow: 1 }] });
  });

  test('below people are told', () => {
    const [heads = [], ...people] = sheet;
    const table = tableOf([...people.slice(1), heads, ...people.slice(0, 1)]);
    expect(told(stagingOf([table]))).toEqual([['peopleAbove', 1, '第 1 行']]);
  });

  test('are remembered only if they cannot be of a person nor hide the columns of the next file', () => {
    const wide = sheet.map((row, at) => [...row, at === 0 ? number : '', at === 0 ? '考生' : '丙']);
    const staging = stagingOf([tableOf(wide)]);
    staging.change(0, { columns: { 1: null, 3: 'register', 5: null } });
    expect(JSON.stringify(staging.state())).not.toContain(number);
    staging.change(0, { columns: { 1: 'identity' } });
    expect(staging.result().heads).toEqual([
      { head: '身份证号', field: 'identity' },
      { head: '别的', field: 'register' },
      { head: '考生', field: null },
    ]);
  });

  test('that were once set aside are found in the next file all the same', () => {
    const known = new Map([
      ['姓名', null],
      ['身份证号', 'register'],
    ]);
    const { tables } = stagingOf([tableOf(sheet)], { known }).state();
    expect(tables[0]?.columns.map(({ field }) => field)).toEqual(['name', 'register', 'grade', null]);
  });
});

test('a doubt that was accepted is open again once another column is taken for the field', () => {
  const sheet = [
    ['姓名', '性别', '出生日期', '生于', '年级'],
    ['王一', '男', '20080305', '20090305', '三年级'],
  ];
  const staging = stagingOf([tableOf(sheet)]);
  staging.accept(['1.ageFar.birth'], true);
  expect(staging.state().ready).toBe(true);
  staging.change(0, { columns: { 3: 'birth' } });
  expect(staging.state()).toMatchObject({ ready: false, open: { ageFar: 1 } });
  staging.change(0, { columns: { 2: 'birth' } });
  expect(staging.state()).toMatchObject({ ready: false, open: { ageFar: 1 } });
});
