import { describe, expect, test } from 'vitest';
import type { RosterProblem } from '../../shared/roster/staged';
import { problemPlace, problemWords } from '../../shared/roster/words';
import { identityNumber } from '../support/identity';
import { columnsOf, stagingOf, tableOf } from './roster-staging-made';

const heads = ['姓名', '性别', '出生日期', '身份证件号', '年级', '班级', '民族', '入学年月'];
/** A pupil of grade three of a school year 2026 with entry at six: eight years old. */
const right = [
  ...['王小明', '男', '20180305', identityNumber('2018-03-05', '男'), '三年级', '1班', '汉族', '202409'],
];

type Change = Readonly<Record<string, string>>;

function rowWith(change: Change): string[] {
  return heads.map((head, at) => change[head] ?? right[at] ?? '');
}

function problemsOf(...changes: Change[]): readonly RosterProblem[] {
  return stagingOf([tableOf([heads, ...changes.map(rowWith)])]).state().problems;
}

const brief = ({ code, field, severity, text, against }: RosterProblem) =>
  [code, field, severity, text, against] as const;
const number = identityNumber('2018-03-05', '男');
const wrongDigit = `${number.slice(0, 17)}${number.endsWith('5') ? '6' : '5'}`;
const hidden = (text: string): string => `${text.slice(0, 6)}********${text.slice(-4)}`;

test('a row without a fault has no problem', () => expect(problemsOf({})).toEqual([]));

test.each([
  [
    'a wrong check digit',
    { 身份证件号: wrongDigit },
    ['identityCheckDigit', 'identity', 'doubt', hidden(wrongDigit), number.slice(17)],
  ],
  [
    'a number of 17 digits',
    { 身份证件号: number.slice(0, 17) },
    ['identityLength', 'identity', 'error', `990101*******${number.slice(13, 17)}`, ''],
  ],
  [
    'a number with a letter in it',
    { 身份证件号: '99010120180305O011' },
    ['identityCharacters', 'identity', 'error', '990101********O011', ''],
  ],
  [
    'a number that Excel made a count of',
    { 身份证件号: '9.90101201803050E+17' },
    ['identityCharacters', 'identity', 'error', '9.9010**********E+17', 'E+17'],
  ],
  [
    'a number of which Excel kept 15 digits',
    { 身份证件号: '990101201803050000' },
    ['identityCharacters', 'identity', 'error', '990101********0000', 'E+17'],
  ],
  [
    'the number of a permit',
    { 身份证件号: 'H12345678' },
    ['identityCharacters', 'identity', 'doubt', 'H1*****78', ''],
  ],
  [
    'a number of 30 February',
    { 身份证件号: '990101201802301234' },
    ['identityDate', 'identity', 'error', '990101********1234', ''],
  ],
  ['the other sex', { 性别: '女' }, ['sexDiffers', 'sex', 'doubt', '女', '男']],
  [
    'another birth date',
    { 出生日期: '20180306' },
    ['birthDiffers', 'birth', 'doubt', '2018-03-06', '2018-03-05'],
  ],
  [
    'a month of birth that is another',
    { 出生日期: '201804' },
    ['birthDiffers', 'birth', 'doubt', '2018-04', '2018-03-05'],
  ],
  ['a day that is none', { 出生日期: '20180230' }, ['unreadableDate', 'birth', 'doubt', '20180230', '']],
  ['an unreadable month of entry', { 入学年月: '去年' }, ['unreadableDate', 'entry', 'doubt', '去年', '']],
  ['no name', { 姓名: '' }, ['empty', 'name', 'error', '', '']],
  ['an unknown ethnicity', { 民族: '汗族' }, ['unknownValue', 'ethnicity', 'doubt', '汗族', '']],
  ['an unknown grade', { 年级: '毕业班' }, ['unknownGrade', 'grade', 'error', '毕业班', '']],
  [
    'a grade that the school has not',
    { 年级: '七年级', 身份证件号: '', 出生日期: '2014-03-05', 入学年月: '' },
    ['foreignGrade', 'grade', 'error', '七年级', ''],
  ],
  ['a class of another grade', { 班级: '四(1)班' }, ['unknownValue', 'class', 'error', '四(1)班', '三年级']],
  [
    'an age far from the grade',
    { 身份证件号: '', 出生日期: '2015-03-05' },
    ['ageFar', 'birth', 'doubt', '11', '三年级 8'],
  ],
] as const)('%s is told once', (_, change, expected) => {
  expect(problemsOf(change).map(brief)).toEqual([expected]);
});

test('what is asked of new pupils is no problem in other grades, unless they are said to be new', () => {
  const preschool = (...rest: readonly string[]) => ['王小明', '男', '2020-03-05', ...rest];
  const sheet = [
    ['姓名', '性别', '出生日期', '年级', '增加方式', '是否受过学前教育', '学前教育年限', '民族'],
    preschool('一年级', '', '不详', '不详', '汗族'),
    ['李红', '女', '2018-03-05', '三年级', '', '不详', '不详', '汗族'],
    ['赵刚', '男', '2019-03-05', '二年级', '招生', '不详', '', '汉族'],
  ];
  const staging = stagingOf([tableOf(sheet)]);
  expect(
    staging
      .state()
      .problems.map(({ line, field }) => `${line} ${field ?? ''}`)
      .toSorted(),
  ).toEqual([...['2 ethnicity', '2 preschool', '2 preschoolYears', '3 ethnicity', '4 preschool']]);
});

describe('without a number', () => {
  test('sex and birth date must be there', () => {
    const found = problemsOf({ 身份证件号: '', 性别: '', 出生日期: '' });
    expect(found.map(brief)).toEqual([
      ['unknownSex', 'sex', 'error', '', ''],
      ['unknownBirth', 'birth', 'error', '', ''],
    ]);
  });

  test('what cannot be read of them is no mere doubt', () => {
    const found = problemsOf({ 身份证件号: '', 性别: '妇', 出生日期: '2018-09' });
    expect(found.map(brief)).toEqual([
      ['unknownValue', 'sex', 'error', '妇', ''],
      ['unreadableDate', 'birth', 'error', '2018-09', ''],
    ]);
  });

  test('a month of birth will do, except September', () => {
    expect(problemsOf({ 身份证件号: '', 出生日期: '201803' })).toEqual([]);
  });
});

test('a right number completes sex, and a month of birth by its day', () => {
  const staging = stagingOf([tableOf([heads, rowWith({ 性别: '', 出生日期: '2018年3月' })])]);
  expect(staging.result().people).toEqual([
    expect.objectContaining({ sex: '男', birth: '2018-03-05', stage: '小学', grade: '3', class: '1' }),
  ]);
});

test('a number of another document is not checked, and that is told', () => {
  const sheet = [
    [...heads, '身份证件类型'],
    [...rowWith({ 身份证件号: 'P1234567' }), '护照'],
    [...rowWith({ 姓名: '李四', 身份证件号: 'P1234567' }), '居民身份证'],
  ];
  const { problems, notices } = stagingOf([tableOf(sheet)]).state();
  expect(problems.map(({ code, name }) => [code, name])).toEqual([
    ['identityCharacters', '李四'],
    ['duplicate', '李四'],
  ]);
  expect(notices.filter(({ code }) => code === 'identityOther')).toMatchObject([
    { count: 1, text: '第 2 行' },
  ]);
});

describe('the same person twice', () => {
  const other = identityNumber('2018-03-05', '男', 77);

  test('by number is an error that names the first line', () => {
    expect(problemsOf({}, {}, { 姓名: '王小名' }).map((each) => [each.line, ...brief(each)])).toEqual([
      [3, 'duplicate', 'identity', 'error', hidden(number), '第 2 行'],
      [4, 'duplicate', 'identity', 'error', hidden(number), '第 2 行'],
    ]);
  });

  test('is none by a number of which Excel kept 15 digits', () => {
    const cut = { 身份证件号: '990101201803050000' };
    const found = problemsOf(cut, { ...cut, 姓名: '李小明' });
    expect(found.map(({ line, code }) => [line, code])).toEqual([
      [2, 'identityCharacters'],
      [3, 'identityCharacters'],
    ]);
  });

  test('by name and birth date is a doubt', () => {
    expect(problemsOf({}, { 身份证件号: '' }).map(brief)).toEqual([
      ['duplicate', 'name', 'doubt', '王小明', '第 2 行'],
    ]);
  });

  test('is none where two right numbers tell two people', () => {
    expect(problemsOf({}, { 身份证件号: other })).toEqual([]);
  });

  test('is found over all files', () => {
    const one = tableOf([heads, right], { fileName: '三1班.xlsx', name: '名单' });
    const two = tableOf([heads, right], { fileName: '三2班.csv', name: '' });
    const { problems } = stagingOf([one, two]).state();
    expect(problems.map(({ fileName, against }) => [fileName, against])).toEqual([
      ['三2班.csv', '三1班.xlsx「名单」第 2 行'],
    ]);
  });
});

test('of staff the age at which nobody works is a doubt, and no grade is asked for', () => {
  const sheet = [
    ['姓名', '性别', '出生日期', '职称'],
    ['王芳', '女', '1980-05-06', '一级教师'],
    ['李强', '男', '2015-05-06', '未评'],
    ['赵刚', '男', '1940-05-06', '高级'],
  ];
  const { problems } = stagingOf([tableOf(sheet, { of: 'staff' })], { kind: 'staff' }).state();
  expect(problems.map(({ name, code, against }) => [name, code, against])).toEqual([
    ['李强', 'ageFar', '11'],
    ['赵刚', 'ageFar', '86'],
  ]);
});

test('last year’s roster is judged by last year', () => {
  const sheet = [heads, rowWith({ 年级: '二年级', 入学年月: '' })];
  const staging = stagingOf([tableOf(sheet)], { kind: 'pupilsBefore', schoolYear: 2025 });
  expect(staging.state().problems).toEqual([]);
});

describe('sentences', () => {
  const { fields } = columnsOf('pupils');

  test('say what is wrong and what to do, and never a whole number', () => {
    const faults: Change[] = [
      ...[
        { 身份证件号: wrongDigit },
        { 身份证件号: number.slice(0, 17) },
        { 身份证件号: '9.90101201803050E+17' },
      ],
      ...[{ 性别: '女' }, { 出生日期: '20180230' }, { 姓名: '' }, { 民族: '汗族' }, { 年级: '毕业班' }],
    ];
    for (const fault of faults) {
      for (const problem of problemsOf(fault)) {
        const said = problemWords(problem, fields);
        expect(said).toMatch(/[。]$/);
        expect(said).not.toMatch(/\d{11,}|undefined|「」/);
      }
    }
  });

  test('of a check digit names the right one', () => {
    const [problem] = problemsOf({ 身份证件号: wrongDigit });
    expect(problem && problemPlace(problem)).toBe('第 2 行 王小明');
    expect(problem && problemWords(problem, fields)).toBe(
      `身份证件号 ${hidden(wrongDigit)} 的校验不对：前 17 位没有错的话，最后一位应该是 ${number.slice(17)}。多半是某一位录错，请对照证件改正；一时查不到的可以确认，人数照算。`,
    );
  });

  test.each(['9.90101201803050E+17', '9.90101E+17', '9.9E+17', '990101201803050000'])(
    'of lost digits say that the file cannot give them back: %s',
    (written) => {
      const [problem] = problemsOf({ 身份证件号: written });
      expect(problem && problemWords(problem, fields)).toBe(
        '身份证件号被 Excel 变成了科学记数，后几位已经丢失，从这个文件里找不回来。请从学籍或教师系统重新导出，或照证件补填；查不到的先清空，性别和出生日期照填。',
      );
    },
  );

  test('of a doubt say what accepting it means', () => {
    const [problem] = problemsOf({ 民族: '汗族' });
    expect(problem && problemWords(problem, fields)).toBe(
      '「民族」写的是「汗族」，认不出来。请改成可选的写法；确认的话这一格按空白处理。',
    );
  });
});
