import { describe, expect, test } from 'vitest';
import { valueReader } from '../../shared/roster/values';
import { readDay, readMonth } from '../../shared/roster/values-dates';
import {
  classInName,
  classNumber,
  type GradeHints,
  gradeOfCohort,
  saidGrade,
  saidInGrade,
  stageInName,
  toldGrade,
} from '../../shared/roster/values-grades';
import { village } from '../support/school';
import { columnsOf } from './roster-staging-made';

const reader = (of: 'pupils' | 'staff', id: string) => {
  const field = columnsOf(of).fields.find((each) => each.id === id);
  if (field === undefined) throw new Error(id);
  return valueReader(field);
};

describe('a day', () => {
  test.each([
    ...['20160809', '2016-08-09', '2016/8/9', '2016.8.9', '2016年8月9日', '2016-08-09 00:00:00', '42591'],
    ...[' 2016 年 8 月 9 日 ', '20160809.0', '2016-8-9T00:00:00Z'],
  ])('%s is 2016-08-09', (text) => expect(readDay(text)).toBe('2016-08-09'));

  test.each([
    '20160230',
    '2016-13-01',
    '16-8-9',
    '8/9/2016',
    '2016',
    '不详',
    '18991231',
    '20169',
    '0',
    '99999',
  ])('%s is none', (text) => expect(readDay(text)).toBeNull());

  test('may lack its number in the month, except in September, where the age hangs on it', () => {
    expect(readDay('201608')).toBe('2016-08');
    expect(readDay('2016年8月')).toBe('2016-08');
    expect(readDay('2016.10')).toBe('2016-10');
    expect(readDay('2016-09')).toBeNull();
    expect(readDay('2016-09-30')).toBe('2016-09-30');
  });
});

test.each([
  ['202209', '2022-09'],
  ['2022-09-01', '2022-09'],
  ['20220901', '2022-09'],
  ['2022年9月', '2022-09'],
  ['2022.9', '2022-09'],
  ['44805', '2022-09'],
  ['20229', null],
  ['2022', null],
  ['202213', null],
  ['2022年秋', null],
])('the month %s is %s', (text, month) => expect(readMonth(text)).toBe(month));

describe('choices', () => {
  test.each([
    ['sex', '男性', '男'],
    ['sex', '2', '女'],
    ['sex', '1-男', '男'],
    ['sex', ' 女 ', '女'],
    ['sex', '其他', null],
    ['ethnicity', '汉', '汉族'],
    ['ethnicity', '01', '汉族'],
    ['ethnicity', '土家', '土家族'],
    ['ethnicity', '56', '基诺族'],
    ['ethnicity', '汗族', null],
    ['residence', '住校', '住校'],
    ['residence', '走读生', '走读'],
    ['residence', '送教', '送教上门'],
    ['disability', '无残疾', '无'],
    ['disability', '智力', '智力残疾'],
    ['disability', '是', null],
    ['leftBehind', '双亲留守儿童', '是'],
    ['leftBehind', '非留守儿童', '否'],
    ['leftBehind', '√', '是'],
    ['leftBehind', '×', '否'],
    ['leftBehind', 'Y', '是'],
    ['leftBehind', '0', '否'],
    ['leftBehind', '2', null],
    ['mixed', '有', '是'],
    ['mixed', '不清楚', null],
    ['party', '少先队员', '群众'],
    ['party', '13-群众', '群众'],
    ['preschool', '3年', '3年'],
    ['preschool', '1', null],
    ['preschoolYears', '1', '1'],
    ['preschoolYears', '三年及以上', '3'],
    ['preschool', '否', '否'],
    ['identity', '无', ''],
    ['residence', '1', null],
    ['residence', '是', null],
    ['birth', '1980.1', null],
    ['birth', '1980.10', '1980-10'],
    ['birth', '1980-1', '1980-01'],
    ['overseas', '中国', '否'],
    ['status', '正常', '在读'],
    ['identityKind', '身份证', '居民身份证'],
  ])('%s: %s is %s', (id, text, value) => expect(reader('pupils', id)(text)).toBe(value));

  test.each([
    ['title', '小学高级', '中级'],
    ['title', '一级教师', '中级'],
    ['title', '高级教师', '副高级'],
    ['degree', '大专', '专科'],
    ['degree', '中师', '高中阶段'],
    ['permanent', '事业编制', '是'],
    ['permanent', '代课', '否'],
    ['permanent', '1', '是'],
    ['subject', '信息技术', '信息科技'],
    ['subject', '语文数学', null],
    ['post', '工勤', '工勤人员'],
  ])('of staff, %s: %s is %s', (id, text, value) => expect(reader('staff', id)(text)).toBe(value));

  test('a placeholder is a blank, and the same text is read alike twice', () => {
    const sex = reader('pupils', 'sex');
    for (const text of ['—', '/', '#N/A', '']) expect(sex(text)).toBe('');
    expect([sex('妇'), sex('妇')]).toEqual([null, null]);
  });
});

test.each([
  ['990101', '990101'],
  ['990101001000', '990101'],
  ['990101-清河县', '990101'],
  ['清河县清河镇', ''],
  ['99010', null],
  ['099010', null],
])('the division %s is %s', (text, area) => expect(reader('pupils', 'area')(text)).toBe(area));

test('names lose the spaces that only align them', () => {
  const name = reader('pupils', 'name');
  expect(name('王　明')).toBe('王明');
  expect(name('阿依古丽 · 买买提')).toBe('阿依古丽·买买提');
  expect(name('Anna  Lee')).toBe('Anna Lee');
});

const primary = { ...village };
const junior = { ...village, type: '初级中学' } as const;
const nine = { ...village, type: '九年一贯制学校' } as const;
const five = { ...nine, system: '五四' } as const;
const middle = { ...village, type: '完全中学' } as const;
const special = { ...village, type: '特殊教育学校' } as const;
const infants = { ...village, type: '幼儿园' } as const;
const hints: GradeHints = { stage: null, schoolYear: 2026, age: null };
const of = (stage: GradeHints['stage']): GradeHints => ({ ...hints, stage });

function told(school: Parameters<typeof toldGrade>[0], text: string, how = hints): string | null {
  const said = saidInGrade(text);
  const found = said === null ? null : toldGrade(school, said, how);
  return found === null ? null : `${found.stage}${found.grade}`;
}

describe('a grade', () => {
  test.each(['三年级', '3年级', '三', '3', '小学三年级', '小学3', '03', '三年'])(
    '%s of a 小学 is its third',
    (text) => expect(told(primary, text)).toBe('小学3'),
  );

  test.each([
    ['初级中学', junior, '七年级', '初中1'],
    ['初级中学', junior, '初一', '初中1'],
    ['初级中学', junior, '初三', '初中3'],
    ['初级中学', junior, '1', '初中1'],
    ['初级中学', junior, '9', '初中3'],
    ['初级中学', junior, '四年级', '小学4'],
    ['九年一贯制学校', nine, '六年级', '小学6'],
    ['九年一贯制学校', nine, '八年级', '初中2'],
    ['九年一贯制学校', nine, '2', '小学2'],
    ['九年一贯制学校', nine, '初二', '初中2'],
    ['特殊教育学校', special, '培智三年级', '小学3'],
    ['特殊教育学校', special, '聋部七年级', '初中1'],
    ['五四学制', five, '六年级', '初中1'],
    ['五四学制', five, '初四', '初中4'],
    ['五四学制', five, '九年级', '初中4'],
    ['五四学制', five, '五年级', '小学5'],
    ['完全中学', middle, '高一', '高中1'],
    ['完全中学', middle, '1', null],
    ['完全中学', middle, '八年级', '初中2'],
    ['幼儿园', infants, '中班', '学前3'],
    ['幼儿园', infants, '托班', '学前1'],
    ['幼儿园', infants, '大', '学前4'],
    ['小学', primary, '七年级', '初中1'],
    ['小学', primary, '初四', null],
    ['小学', primary, '13', null],
    ['小学', primary, '毕业班', null],
    ['小学', primary, '学前班', null],
  ])('in a %s: %#', (_, school, text, grade) => expect(told(school, text)).toBe(grade));

  test('is counted within the stage that another column names', () => {
    expect(told(middle, '1', of('高中'))).toBe('高中1');
    expect(told(nine, '1', of('初中'))).toBe('初中1');
    expect(told(nine, '8', of('初中'))).toBe('初中2');
    expect(told(five, '6', of('初中'))).toBe('初中1');
    expect(told(nine, '5', of('初中'))).toBeNull();
  });

  test('of a year of entry is told where only one stage fits, else by the age', () => {
    expect(told(primary, '2024级')).toBe('小学3');
    expect(told(junior, '2024级')).toBe('初中3');
    expect(told(primary, '2020级')).toBeNull();
    expect(told(nine, '2024级')).toBeNull();
    expect(told(nine, '初2024级')).toBe('初中3');
    expect(gradeOfCohort(nine, 2024, { ...hints, age: 8 })).toEqual({ stage: '小学', grade: 3 });
    expect(gradeOfCohort(nine, 2024, { ...hints, age: 14 })).toEqual({ stage: '初中', grade: 3 });
    expect(gradeOfCohort(nine, 2024, { ...hints, age: 11 })).toBeNull();
    expect(gradeOfCohort(primary, 2027, hints)).toBeNull();
  });
});

describe('a class', () => {
  test.each([
    ['三(2)班', 3, '2'],
    ['三年级二班', 3, '2'],
    ['三年级2班', 3, '2'],
    ['三2班', 3, '2'],
    ['三二班', 3, '2'],
    ['3.2班', 3, '2'],
    ['3-2', 3, '2'],
    ['七(12)班', 7, '12'],
    ['初一(3)班', 1, '3'],
    ['高二3班', 2, '3'],
    ['0302', 3, '2'],
    ['302班', 3, '2'],
    ['三年级', 3, null],
    ['小一班', 2, '1'],
    ['大2班', 4, '2'],
    ['中班', 3, null],
  ])('%s tells grade and class', (text, grade, own) =>
    expect(saidGrade(text)).toMatchObject({ grade, class: own }),
  );

  test('of a year tells the year', () => {
    expect(saidGrade('2024级3班')).toMatchObject({ cohort: 2024, class: '3', grade: null });
    expect(saidGrade('2024级(03)班')).toMatchObject({ cohort: 2024, class: '3' });
  });

  test.each(['2班', '(2)班', '02', '二班', '三十二班', '32班', '实验班', '2023010302', '火箭', '高中班'])(
    '%s tells no grade',
    (text) => expect(saidGrade(text)).toBeNull(),
  );

  test.each([
    ['2班', '2'],
    ['02', '2'],
    ['二班', '2'],
    ['(2)班', '2'],
    ['十二班', '12'],
    ['A班', 'A'],
    ['实验班', '实验班'],
    ['2023010302', '2023010302'],
  ])('%s is called %s', (text, own) => expect(classNumber(text)).toBe(own));
});

test.each([
  ['三年级2班', '三年级2班'],
  ['2026年三年级(2)班学生名单', '三年级(2)班'],
  ['清河小学三(2)班', '小学三(2)班'],
  ['2024级3班', '2024级3班'],
  ['四年级', '四年级'],
  ['中班', '中班'],
  ['2026年9月1班', null],
  ['2026年学生名册', null],
  ['Sheet1', null],
  ['三年级至六年级学生', null],
  ['一、二年级', null],
  ['高中班', null],
])('the name %s says %s', (name, found) => expect(classInName(name)).toBe(found));

test.each([
  '三2',
  '三2班',
  '3—2',
  '三－2班',
  '3二班',
  '3十二',
  '三年级(2班)',
  '三年级第2班',
  '三年级第二班',
  '第三年级2班',
])('%s is a class of grade three', (text) =>
  expect(saidGrade(text)).toMatchObject({ grade: 3, class: text === '3十二' ? '12' : '2' }),
);

test.each(['2', '02班', '第2班', '第二班', '（2班）', '二(班)', '2中队'])('%s is class 2', (text) =>
  expect(classNumber(text)).toBe('2'),
);

test.each([
  ['清河学校初中部', '初中'],
  ['小学学生名册', '小学'],
  ['初中', '初中'],
  ['小学部、初中部', null],
  ['清河初中2026', null],
])('%s says the stage %s', (name, stage) => expect(stageInName(name)).toBe(stage));

test('预初 is the first grade of 初中 where 学制 is 五四, and no grade elsewhere', () => {
  expect([told(five, '预初'), told(five, '预备年级'), told(nine, '预初')]).toEqual(['初中1', '初中1', null]);
});
