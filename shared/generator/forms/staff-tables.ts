import { degrees, titles } from '../staff';
import type { Employee, Role, Subject, TeacherStage } from '../staff';
import type { SchoolYear } from '../school-year';
import { ages, byPlace, columnsFrom, everyone, isFemale, isMinority, rowCode, stageBlocks } from '../sheet';
import type { Counted } from '../sheet';
import { allStages } from './counted-as';
import type { FormRule } from './counted-as';

/** 教职工 and 专任教师 by post, title, age, degree and subject. */

export const isTeacher = ({ role }: Employee): boolean => role === '专任教师';
const inRole =
  (...roles: readonly Role[]) =>
  ({ role }: Employee): boolean =>
    roles.includes(role);

/** 教基4149 and 基础基412 leave kindergarten classes and special education to forms of their own. */
const ofOrdinaryStages = ({ stage }: Employee): boolean => stage !== '学前' && stage !== '特教';
/** 校外教师 and 银龄教师 are no staff of the school. */
export const isStaff = ({ role }: Employee): boolean => role !== '校外教师' && role !== '银龄教师';

const staffRows: Counted<Employee> = {
  '01': everyone,
  '02': isFemale,
  '03': isMinority,
  '04': ({ permanent }) => permanent,
};

const bands = (first: number, year: number): Counted<Employee> =>
  ages(columnsFrom(first, first + 8), 20, ({ born }) => year - born, 5);

const titleRows = (first: number): Counted<Employee> =>
  byPlace(
    titles.map((_, index) => rowCode(first + index)),
    (place) =>
      ({ title }) =>
        title === titles[place],
  );

/** Teachers by title and age: nine rows for each stage. */
function byTitleAndAge(stages: readonly TeacherStage[]): FormRule {
  return ({ staff, year, taught }, sheet) => {
    const parts = [everyone, isFemale, isMinority, ...Object.values(titleRows(1))];
    const rows = stageBlocks(1, stages, ({ stage }: Employee) => stage, parts, taught);
    sheet.tally(staff.filter(isTeacher), rows, { 1: everyone, 2: isFemale, ...bands(3, year) });
  };
}

const degreeOf =
  (...wanted: readonly Employee['degree'][]) =>
  ({ degree }: Employee): boolean =>
    wanted.includes(degree);

const headsAndTeachers: Counted<Employee> = { '01': inRole('园长'), '02': isTeacher };
const kindergartenStaff = ({ staff }: SchoolYear): readonly Employee[] =>
  staff.filter(({ stage }) => stage === '学前');

const subject =
  (...wanted: readonly Subject[]) =>
  (employee: Employee): boolean =>
    wanted.includes(employee.subject);

/** Columns of 教基4155; 外语 and 艺术 are followed by their parts. */
const subjectColumns: Counted<Employee> = {
  1: everyone,
  2: isFemale,
  3: subject('道德与法治'),
  4: subject('语文'),
  5: subject('数学'),
  6: subject('英语', '日语', '俄语'),
  7: subject('英语'),
  8: subject('日语'),
  9: subject('俄语'),
  10: subject('历史'),
  11: subject('地理'),
  12: subject('科学'),
  13: subject('物理'),
  14: subject('化学'),
  15: subject('生物学'),
  16: subject('信息科技'),
  17: subject('体育与健康'),
  18: subject('音乐', '美术'),
  19: subject('音乐'),
  20: subject('美术'),
  21: subject('劳动'),
  22: subject('综合实践活动'),
  23: subject('其他'),
  24: subject('不授课'),
};

const member = (columns: number): Counted<Employee> => ({
  1: ({ member: party }) => party === '中共',
  2: ({ member: party }) => party === '共青团',
  3: ({ member: party }) => party === '民主党派',
  4: ({ overseas }) => overseas === '香港',
  5: ({ overseas }) => overseas === '澳门',
  6: ({ overseas }) => overseas === '台湾',
  7: ({ overseas }) => overseas === '华侨',
  ...(columns === 8 ? { 8: isMinority } : {}),
});

export const staffTables: Readonly<Record<string, FormRule>> = {
  教基4149: ({ staff }, sheet) =>
    sheet.tally(
      staff.filter(ofOrdinaryStages),
      { ...staffRows, '05': ({ foreign }) => foreign },
      {
        1: isStaff,
        2: isTeacher,
        3: inRole('行政'),
        4: inRole('教辅'),
        5: inRole('工勤'),
        6: inRole('其他'),
        7: inRole('校外教师'),
        8: inRole('银龄教师'),
      },
    ),
  基础基412: ({ staff }, sheet) =>
    sheet.tally(staff.filter(ofOrdinaryStages), staffRows, {
      1: isStaff,
      2: isTeacher,
      3: inRole('行政'),
      4: inRole('教辅'),
      5: inRole('工勤', '其他'),
      7: inRole('校外教师'),
      8: inRole('银龄教师'),
    }),
  基础基411: (year, sheet) =>
    sheet.tally(
      kindergartenStaff(year),
      { ...staffRows, '05': ({ preschoolMajor }) => preschoolMajor },
      {
        1: isStaff,
        2: inRole('园长'),
        3: isTeacher,
        4: inRole('卫生保健'),
        5: inRole('保育员'),
        6: inRole('其他'),
      },
    ),
  基础基4211: (year, sheet) =>
    sheet.tally(kindergartenStaff(year), headsAndTeachers, {
      1: everyone,
      2: degreeOf('博士', '硕士'),
      3: degreeOf('本科'),
      4: degreeOf('专科'),
      5: degreeOf('高中阶段'),
      6: degreeOf('高中阶段以下'),
      ...byPlace<Employee>(
        columnsFrom(7, 12),
        (place) =>
          ({ title }) =>
            title === titles[place],
      ),
    }),
  基础基4212: (year, sheet) =>
    sheet.tally(kindergartenStaff(year), headsAndTeachers, {
      1: everyone,
      2: isFemale,
      ...bands(3, year.year),
    }),
  基础基422: byTitleAndAge(['小学', '初中', '高中']),
  教基4153: byTitleAndAge(allStages),
  教基4155: ({ staff }, sheet) => {
    const parts = [
      everyone,
      isFemale,
      isMinority,
      ...degrees.map(
        (degree) =>
          (employee: Employee): boolean =>
            employee.degree === degree,
      ),
    ];
    const rows = stageBlocks(
      2,
      ['小学', '初中'] as const,
      ({ stage }: Employee) => stage as '小学' | '初中',
      parts,
    );
    const total = ({ stage }: Employee): boolean => stage === '小学' || stage === '初中';
    sheet.tally(staff.filter(isTeacher), { '01': total, ...rows }, subjectColumns);
  },
  教基4067: ({ staff }, sheet) => {
    const teachers = stageBlocks(4, allStages, (one: Employee) => (isTeacher(one) ? one.stage : null), [
      everyone,
      isFemale,
    ]);
    const rows = { '01': everyone, '02': isFemale, '03': isTeacher, ...teachers };
    sheet.tally(staff.filter(isStaff), rows, member(8));
  },
  基础基4411: ({ staff }, sheet) =>
    sheet.tally(staff.filter(isStaff), { '01': everyone, '02': isFemale }, member(7)),
  基础基4412: ({ staff, taught }, sheet) =>
    sheet.tally(
      staff.filter(isTeacher),
      stageBlocks(1, allStages, ({ stage }: Employee) => stage, [everyone, isFemale], taught),
      member(7),
    ),
};
