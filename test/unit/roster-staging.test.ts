import { describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/error';
import type { Staging } from '../../shared/roster/staging';
import { noticeWords } from '../../shared/roster/words';
import { identityNumber } from '../support/identity';
import { stagingOf, tableOf } from './roster-staging-made';

const heads = ['序号', '姓名', '性别', '出生日期', '年级', '班级', '备注'];
const pupils = [
  ['1', '王小明', '男', '20180305', '三年级', '1', ''],
  ['2', '李小红', '女', '20171105', '三年级', '2', '转来'],
];

function refused(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
  return null;
}

const codes = (staging: Staging) => staging.state().problems.map(({ line, code }) => `${line} ${code}`);

describe('lines that are no people', () => {
  const sheet = [
    ['清河镇中心小学 2026 年学生名册'],
    heads,
    ...pupils,
    ['', '小计', '', '', '', '', '2'],
    heads,
    ['3', '张三', '男', '2018/1/2', '三年级', '1', ''],
    ['4', '', '', '', '', '', ''],
    ['合计', '', '', '', '', '', '3'],
    ['', '', '', '', '', '', '制表人：某某'],
    ['', '填表人：某某', '', '', '', '', ''],
    ['制表：某某', '', '2026年9月5日', '', '', '', ''],
  ];
  const staging = stagingOf([tableOf(sheet)]);

  test('are passed over and told', () => {
    const { rows, notices, problems, ready } = staging.state();
    expect([rows, problems, ready]).toEqual([3, [], true]);
    expect(notices.map(({ code, count, text }) => [code, count, text])).toEqual([
      ['totalLines', 2, '第 5、9 行'],
      ['headLines', 1, '第 6 行'],
      ['noteLines', 2, '第 11、12 行'],
      ['emptyLines', 2, '第 8、10 行'],
    ]);
    expect(notices.map(noticeWords)[0]).toBe(
      '名册.xlsx「Sheet1」：第 5、9 行是合计、小计，没有当作人（2 行）。',
    );
  });

  test('the rest is stored with canonical texts, without columns that no field has', () => {
    expect(staging.result()).toEqual({
      files: [{ fileName: '名册.xlsx', rows: 3 }],
      people: [
        { name: '王小明', sex: '男', birth: '2018-03-05', stage: '小学', grade: '3', class: '1' },
        { name: '李小红', sex: '女', birth: '2017-11-05', stage: '小学', grade: '3', class: '2' },
        { name: '张三', sex: '男', birth: '2018-01-02', stage: '小学', grade: '3', class: '1' },
      ],
      heads: [],
    });
  });
});

test('two people to a line are two people', () => {
  const sheet = [
    ['序号', '姓名', '性别', '出生日期', '序号', '姓名', '性别', '出生日期'],
    ['1', '王小明', '男', '20180305', '3', '张三', '男', '20180102'],
    ['2', '李小红', '女', '20171105', '', '', '', ''],
  ];
  const staging = stagingOf([tableOf(sheet, { name: '三年级1班' })]);
  expect(staging.result().people.map(({ name, sex }) => [name, sex])).toEqual([
    ['王小明', '男'],
    ['李小红', '女'],
    ['张三', '男'],
  ]);
  expect(staging.state().notices[0]).toMatchObject({ code: 'sideBySide', count: 2 });
});

test('who has left needs no grade', () => {
  const sheet = [
    ['姓名', '性别', '出生日期', '年级', '学籍状态'],
    ['王小明', '男', '20100305', '', '转出'],
    ['李小红', '女', '20130305', '七年级', '毕业'],
    ['张三', '男', '20180102', '', '正常'],
  ];
  const { problems } = stagingOf([tableOf(sheet)]).state();
  expect(problems.map(({ name, code }) => [name, code])).toEqual([['张三', 'unknownGrade']]);
});

test('a column taken for the wrong field shows no whole number', () => {
  const number = identityNumber('2018-03-05', '男');
  const sheet = [
    ['姓名', '性别', '编号', '出生日期', '年级'],
    ['王小明', '男', number, '20180305', '三年级'],
  ];
  const staging = stagingOf([tableOf(sheet)]);
  staging.change(0, { columns: { 2: 'ethnicity' } });
  expect(staging.state().problems[0]).toMatchObject({ code: 'unknownValue', field: 'ethnicity' });
  expect(JSON.stringify(staging.state())).not.toContain(number);
});

test('a missing name beside a sex is a problem, not a total', () => {
  const staging = stagingOf([tableOf([heads, ['1', '', '女', '', '三年级', '1', '']])]);
  expect(codes(staging)).toEqual(['2 empty', '2 unknownBirth']);
});

describe('mapping', () => {
  const sheet = [
    ['姓名', '性别', '生于', '念几年级'],
    ['王小明', '男', '20180305', '三'],
    ['李小红', '女', '20180405', '三'],
  ];

  test('what is lacking is told once, not for every row', () => {
    const { tables, problems, ready } = stagingOf([tableOf(sheet)]).state();
    expect(tables[0]).toMatchObject({ lacking: ['出生日期', '年级'], headRow: 1, rows: 2 });
    expect([problems, ready]).toEqual([[], false]);
  });

  test('by hand reads the rows anew and is handed on to be remembered', () => {
    const staging = stagingOf([tableOf(sheet)]);
    staging.change(0, { columns: { 2: 'birth', 3: 'grade' } });
    expect(staging.state()).toMatchObject({ ready: true, tables: [{ lacking: [] }] });
    expect(staging.state().tables[0]?.columns[2]).toEqual({
      ...{ index: 2, head: '生于', field: 'birth', by: 'hand', samples: ['20180305', '20180405'] },
    });
    expect(staging.result()).toMatchObject({
      people: [
        { birth: '2018-03-05', grade: '3' },
        { birth: '2018-04-05', grade: '3' },
      ],
      heads: [
        { head: '生于', field: 'birth' },
        { head: '念几年级', field: 'grade' },
      ],
    });
  });

  test('what was mapped before is known', () => {
    const known = new Map([
      ['生于', 'birth'],
      ['念几年级', 'grade'],
    ]);
    const { tables, ready } = stagingOf([tableOf(sheet)], { known }).state();
    expect(ready).toBe(true);
    expect(tables[0]?.columns.map(({ by }) => by)).toEqual(['name', 'name', 'remembered', 'remembered']);
  });

  test('a field goes over from the column that had it', () => {
    const staging = stagingOf([
      tableOf([
        ['姓名', '曾用姓名', '性别', '出生日期', '年级'],
        ['甲', '王小明', '男', '20180305', '三'],
      ]),
    ]);
    staging.change(0, { columns: { 1: 'name' } });
    expect(staging.state().tables[0]?.columns.map(({ field }) => field)).toEqual([
      ...[null, 'name', 'sex', 'birth', 'grade'],
    ]);
    expect(staging.result().people[0]).toMatchObject({ name: '王小明' });
  });

  test('heads in another row', () => {
    const twice = [
      ['姓名', '性别', '说明'],
      ['学生姓名', '性别', '出生日期', '年级'],
      ['王小明', '男', '20180305', '三年级'],
    ];
    const staging = stagingOf([tableOf(twice)]);
    expect(staging.state().tables[0]?.headRow).toBe(1);
    staging.change(0, { headRow: 2 });
    expect(staging.state()).toMatchObject({ rows: 1, ready: true, tables: [{ headRow: 2 }] });
    expect(refused(() => staging.change(0, { headRow: 50 }))).toEqual({
      code: 'roster.badValue',
      params: { label: '表头所在行', text: '50' },
    });
  });

  test('a table that is left out has no people and no problems', () => {
    const staging = stagingOf([
      tableOf([heads, ...pupils]),
      tableOf([heads, ['1', '', '', '', '', '1', '']], { name: '旧名单' }),
    ]);
    expect(staging.state().ready).toBe(false);
    staging.change(1, { used: false });
    expect(staging.state()).toMatchObject({ rows: 2, problems: [], ready: true });
    staging.change(1, { used: true });
    expect(staging.state().rows).toBe(3);
  });
});

describe('grade and class of a sheet', () => {
  const bare = [
    ['姓名', '性别', '出生日期'],
    ['王小明', '男', '20180305'],
  ];

  test('are those of its name or its file’s, and that is told', () => {
    const staging = stagingOf([
      tableOf(bare, { name: '三年级2班' }),
      tableOf([...bare.slice(0, 1), ['李小红', '女', '20171105']], { fileName: '三(1)班.csv', name: '' }),
    ]);
    const { tables, notices } = staging.state();
    expect(tables.map(({ ofClass }) => ofClass)).toEqual(['三年级2班', '三(1)班']);
    expect(staging.result().people.map((each) => [each['grade'], each['class']])).toEqual([
      ['3', '2'],
      ['3', '1'],
    ]);
    expect(notices.map(noticeWords)).toEqual([
      '名册.xlsx「三年级2班」：有 1 行没有年级，按工作表的名称、表头上方的标题或文件名算作三年级2班。',
      '三(1)班.csv：有 1 行没有年级，按工作表的名称、表头上方的标题或文件名算作三(1)班。',
    ]);
  });

  test('can be said by hand, and nonsense is refused', () => {
    const staging = stagingOf([tableOf(bare)]);
    expect(staging.state().tables[0]?.lacking).toEqual(['年级']);
    staging.change(0, { ofClass: '三年级 2班' });
    expect(staging.result().people[0]).toMatchObject({ grade: '3', class: '2' });
    expect(refused(() => staging.change(0, { ofClass: '好孩子' }))).toMatchObject({
      code: 'roster.badValue',
    });
    staging.change(0, { ofClass: '' });
    expect(staging.state().ready).toBe(false);
  });

  test('the row’s own goes before', () => {
    const sheet = [
      ['姓名', '性别', '出生日期', '班级'],
      ['王小明', '男', '20180305', '三(5)班'],
      ['李小红', '女', '20171105', '6班'],
    ];
    const staging = stagingOf([tableOf(sheet, { name: '三年级2班' })]);
    expect(staging.result().people.map((each) => [each['grade'], each['class']])).toEqual([
      ['3', '5'],
      ['3', '6'],
    ]);
  });

  test('from the month of entry are told as supposed', () => {
    const sheet = [
      ['姓名', '性别', '出生日期', '班号', '入学年月'],
      ['王小明', '男', '20180305', '2024010302', '202409'],
    ];
    const staging = stagingOf([tableOf(sheet)]);
    expect(staging.result().people[0]).toMatchObject({ grade: '3', class: '2024010302', entry: '2024-09' });
    expect(staging.state().notices.map(({ code, count }) => [code, count])).toEqual([['gradeFromEntry', 1]]);
  });
});

describe('correcting', () => {
  const sheet = [
    heads,
    ['1', '王小明', '男', '20180230', '三年级', '1', ''],
    ['2', '李小红', '女', '20171105', '三年级', '2', ''],
    ['3', '李小红', '女', '20171105', '三年级', '2', ''],
  ];

  test('a row is shown whole, corrected, and read again', () => {
    const staging = stagingOf([tableOf(sheet)]);
    const [problem] = staging.state().problems;
    expect(codes(staging)).toEqual(['2 unreadableDate', '4 duplicate']);
    expect(staging.rowOf(problem?.row ?? 0)).toMatchObject({
      ...{ line: 2, fileName: '名册.xlsx', leftOut: false },
      texts: { name: '王小明', sex: '男', birth: '20180230', grade: '三年级', class: '1' },
    });
    staging.fix(problem?.row ?? 0, { birth: '2018-02-28', ethnicity: '回' });
    expect(codes(staging)).toEqual(['4 duplicate']);
    expect(staging.rowOf(problem?.row ?? 0).texts).toMatchObject({ birth: '2018-02-28', ethnicity: '回' });
    staging.leaveOut([staging.state().problems[0]?.row ?? 0], true);
    expect(staging.result().people[0]).toMatchObject({ birth: '2018-02-28', ethnicity: '回族' });
  });

  test('a row that is left out keeps its problems in sight, and comes back with them', () => {
    const staging = stagingOf([tableOf(sheet)]);
    const rows = staging.state().problems.map(({ row }) => row);
    staging.leaveOut(rows, true);
    expect(staging.state()).toMatchObject({ leftOut: 2, rows: 3, open: {}, ready: true });
    expect(staging.state().problems.map(({ leftOut, code }) => [leftOut, code])).toEqual([
      [true, 'unreadableDate'],
      [true, 'duplicate'],
    ]);
    expect(staging.result().people).toHaveLength(1);
    // The duplicate is in the roster by its other row, the other pupil is missing.
    expect(staging.result().files).toEqual([{ fileName: '名册.xlsx', rows: 1, leftOut: 1 }]);
    staging.leaveOut(rows, false);
    expect(staging.state().open).toEqual({ unreadableDate: 1, duplicate: 1 });
  });

  test('leaving out the first of two makes the second no duplicate', () => {
    const staging = stagingOf([tableOf(sheet)]);
    staging.leaveOut([2], true);
    const { problems } = staging.state();
    expect(problems.filter(({ code }) => code === 'duplicate')).toMatchObject([{ line: 3, leftOut: true }]);
  });

  test('doubts can be accepted, errors cannot, and a corrected row is judged anew', () => {
    const staging = stagingOf([tableOf(sheet)]);
    const ids = staging.state().problems.map(({ id }) => id);
    staging.accept(ids, true);
    expect(staging.state().open).toEqual({ unreadableDate: 1 });
    expect(refused(() => staging.result())).toEqual({ code: 'roster.notReady', params: { open: 1 } });
    staging.accept(ids, false);
    expect(staging.state().open).toEqual({ unreadableDate: 1, duplicate: 1 });
    staging.accept(ids, true);
    staging.fix(3, { class: '3' });
    expect(staging.state().open).toEqual({ unreadableDate: 1, duplicate: 1 });
  });

  test('without anybody left nothing is stored', () => {
    const staging = stagingOf([tableOf(sheet)]);
    staging.leaveOut([1, 2, 3], true);
    expect(staging.state().ready).toBe(false);
    expect(refused(() => staging.result())).toMatchObject({ code: 'roster.notReady' });
  });

  test('what is not there is gone', () => {
    const staging = stagingOf([tableOf(sheet)]);
    expect(refused(() => staging.rowOf(99))).toMatchObject({ code: 'roster.gone' });
    expect(refused(() => staging.change(7, {}))).toMatchObject({ code: 'roster.gone' });
  });
});

test('of very many problems each kind is shown, the open ones first', () => {
  const rows = Array.from({ length: 900 }, (_, at) => [
    ...[String(at), `学生${at}`, '男', at < 850 ? '2018-02-30' : '2018-03-05', '三年级', '1', ''],
  ]);
  rows.push(['', '末一名', '男', '2018-03-05', '七年级', '1', '']);
  const staging = stagingOf([tableOf([heads, ...rows])]);
  const { problems, open } = staging.state();
  expect(open).toEqual({ unreadableDate: 850, foreignGrade: 1, ageFar: 1 });
  expect(problems).toHaveLength(500);
  expect(problems.slice(-2).map(({ code }) => code)).toEqual(['foreignGrade', 'ageFar']);
});

test('no whole identity number leaves but with the row that is corrected', () => {
  const number = identityNumber('2018-03-05', '男');
  const sheet = [
    ['姓名', '性别', '出生日期', '身份证件号', '年级', '编号'],
    ['王小明', '女', '20180305', number, '三年级', number],
    ['王小明', '男', '20180305', number, '三年级', '13800001234'],
  ];
  const staging = stagingOf([tableOf(sheet)]);
  const told = JSON.stringify(staging.state());
  expect(told).not.toContain(number);
  expect(told).not.toContain('13800001234');
  expect(staging.rowOf(1).texts['identity']).toBe(number);
});

test('a problem says in which class the pupil is to be looked for, as it is written where no grade can be told', () => {
  const sheet = [
    ['姓名', '性别', '出生日期', '年级', '班级'],
    ['张三', '女', '2017-13-01', '三年级', '2班'],
    ['李四', '女', '2017-03-01', '叁级', '2班'],
    ['王五', '女', '2017-03-01', '', ''],
  ];
  const { problems } = stagingOf([tableOf(sheet, { name: '名单' })]).state();
  expect(problems.map(({ name, place }) => [name, place])).toEqual([
    ['张三', '三年级2班'],
    ['李四', '叁级2班'],
    ['王五', ''],
  ]);
  const staff = [
    ['姓名', '性别', '出生日期', '岗位', '学段'],
    ['赵六', '女', '1980-13-01', '专任教师', '小学'],
  ];
  const ofStaff = stagingOf([tableOf(staff, { of: 'staff' })], { kind: 'staff' }).state();
  expect(ofStaff.problems.map(({ name, place }) => [name, place])).toEqual([['赵六', '小学 专任教师']]);
});
