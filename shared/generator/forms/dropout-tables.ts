import { gradesOf } from '../character';
import type { Cohort, Count } from '../cohorts';
import { countOf, emptyCohort, plus } from '../cohorts';

import type { Dropout, DropoutReason } from '../ledgers';
import { isMainstream } from '../pupils';
import type { Pupil } from '../pupils';
import type { SchoolYear } from '../school-year';
import { everyone, isFemale } from '../sheet';
import type { Counted, Sheet } from '../sheet';
import type { FormRule } from './counted-as';
import { isTeacher } from './staff-tables';

/** 局控辍2, 局巩固1 and 局巩固2: who stayed until the end of compulsory schooling. */

const gradeNames = [
  '一年级',
  '二年级',
  '三年级',
  '四年级',
  '五年级',
  '六年级',
  '七年级',
  '八年级',
  '九年级',
] as const;

/** Grade in the nine years of compulsory schooling; with 五四学制 初中 begins with 六年级. */
export function gradeOfNine({ character }: SchoolYear, { stage, grade }: Pupil): string {
  const before = stage === '小学' ? 0 : gradesOf(character.school, '小学');
  return gradeNames[before + grade - 1] ?? '';
}

/**
 * Grade as 局控辍1 and 局控辍2 name it. They know three grades of 初中: where it has four (五四学制), its first stands
 * with 七年级, because 六年级 belongs to 小学 there.
 */
export function gradeName(year: SchoolYear, pupil: Pupil): string {
  const name = gradeOfNine(year, pupil);
  return pupil.stage === '初中' && name === '六年级' ? '七年级' : name;
}

const isCounted = (pupil: Pupil): boolean =>
  isMainstream(pupil) && (pupil.stage === '小学' || pupil.stage === '初中');

function gradeRows<T>(year: SchoolYear, pupilOf: (item: T) => Pupil): Counted<T> {
  const inGrade = (name: string) => (item: T) => gradeName(year, pupilOf(item)) === name;
  return {
    '01': (item) => pupilOf(item).stage === '小学',
    '08': (item) => pupilOf(item).stage === '初中',
    '12': everyone,
    ...Object.fromEntries(
      gradeNames.map((name, index) => [String(index + (index < 6 ? 2 : 3)).padStart(2, '0'), inGrade(name)]),
    ),
  };
}

const reasonColumns: readonly (readonly DropoutReason[])[] = [
  ['厌学'],
  ['家庭经济困难'],
  ['外出务工'],
  ['早婚'],
  ['身体残疾', '疾病'],
  ['家庭变故', '随父母外出未联系'],
  ['其他'],
];

const dropoutTable: FormRule = (year, sheet) => {
  const rows = gradeRows(year, (pupil: Pupil) => pupil);
  sheet.tally(year.opening.filter(isCounted), rows, { 1: everyone });
  sheet.tally(year.pupils.filter(isCounted), rows, { 2: everyone });
  sheet.tally(year.moves.transferredIn.filter(isCounted), rows, { 3: everyone });
  sheet.tally(year.moves.transferredOut.filter(isCounted), rows, { 4: everyone });
  const because = (place: number) => (dropout: Dropout) =>
    reasonColumns[place]?.includes(dropout.reason) === true;
  sheet.tally(
    year.dropouts,
    gradeRows(year, ({ pupil }: Dropout) => pupil),
    {
      5: everyone,
      6: ({ pupil }) => isFemale(pupil),
      ...Object.fromEntries(reasonColumns.map((_, place) => [7 + place, because(place)])),
      14: ({ returned }) => returned,
      15: ({ returned }) => !returned,
    },
  );
};

/** Columns of 局巩固1 that the moves of a cohort fall under; 12 and 13 are 应毕业人数 and 毕业生数. */
function cohortLine(sheet: Sheet, rows: readonly [all: string, girls: string | null], cohort: Cohort): void {
  const { transferredIn, returned, otherIn, transferredOut, suspended, died, otherOut, quit } = cohort;
  const increase = [transferredIn, returned, otherIn].reduce((a, b) => plus(a, b));
  const decrease = [transferredOut, suspended, died, otherOut, quit].reduce((a, b) => plus(a, b));
  const due = plus(plus(plus(cohort.entered, increase), decrease, -1), quit);
  const graduated = plus(due, quit, -1);
  const line: readonly Count[] = [
    cohort.entered,
    increase,
    transferredIn,
    returned,
    otherIn,
    decrease,
    transferredOut,
    suspended,
    died,
    otherOut,
    quit,
    due,
    graduated,
  ];
  line.forEach(({ all, girls }, index) => {
    sheet.set(rows[0], index + 1, all);
    if (rows[1] !== null) sheet.set(rows[1], index + 1, girls);
  });
}

/** Nine years of the pupils who have just finished 初中: their six years of 小学, the change of stage and 初中. */
function nineYears(year: SchoolYear): Cohort {
  const { cohorts, crossings, character } = year;
  const junior = gradesOf(character.school, '初中');
  const entered = year.year - junior;
  const [first, second] = [
    cohorts.entrants('小学', entered - (9 - junior)),
    cohorts.entrants('初中', entered),
  ];
  const crossing = crossings.get(entered);
  const all = { ...emptyCohort() };
  for (const move of Object.keys(all) as (keyof Cohort)[]) all[move] = plus(first[move], second[move]);
  all.entered = first.entered;
  all.transferredIn = plus(all.transferredIn, countOf(crossing?.came ?? []));
  all.transferredOut = plus(all.transferredOut, countOf(crossing?.left ?? []));
  return all;
}

const cohortTable: FormRule = (year, sheet) => {
  const { character, stages, cohorts } = year;
  if (character.special) return;
  const cohort = (stage: Pupil['stage']): Cohort =>
    cohorts.entrants(stage, year.year - gradesOf(character.school, stage));
  if (stages.includes('小学')) cohortLine(sheet, ['01', '02'], cohort('小学'));
  if (!stages.includes('初中')) return;
  cohortLine(sheet, ['03', '04'], cohort('初中'));
  cohortLine(sheet, ['05', null], nineYears(year));
};

/** Who came back is left out of 局巩固2: its formula has no place for 复学, and the rate must not pass 100 %. */
const yearTable: FormRule = ({ opening, moves }, sheet) => {
  (['小学', '初中'] as const).forEach((stage, index) => {
    const count = (...pupils: readonly (readonly Pupil[])[]): number =>
      pupils.flat().filter((pupil) => pupil.stage === stage && isMainstream(pupil)).length;
    const normal = count(moves.died, moves.suspended);
    const [start, came, left] = [count(opening), count(moves.transferredIn), count(moves.transferredOut)];
    const stayed = start + came - left - normal - count(moves.quit, moves.otherOut);
    [start, came, left, normal, stayed].forEach((value, column) =>
      sheet.set(`0${index + 1}`, column + 1, value),
    );
  });
};

export const dropoutTables: Readonly<Record<string, FormRule>> = {
  局控辍2: dropoutTable,
  局巩固1: cohortTable,
  局巩固2: yearTable,
  局补充1: ({ staff }, sheet) => {
    (['小学', '初中'] as const).forEach((stage, index) => {
      for (const column of [1, 2, 3]) sheet.set(`0${index + 1}`, column, 0);
      const backbone = staff.filter((one) => isTeacher(one) && one.stage === stage && one.backbone);
      sheet.set(`0${index + 1}`, 4, backbone.length);
    });
  },
};
