import type { Employee } from '../staff';
import type { SchoolYear } from '../school-year';
import { trainingLevels, trainingModes } from '../training';
import type { Training } from '../training';
import { byPlace, everyone, isFemale, rowCode, stageBlocks } from '../sheet';
import type { Counted, Sheet } from '../sheet';
import { allStages } from './counted-as';
import type { FormRule } from './counted-as';
import { isTeacher } from './staff-tables';

/** 专任教师变动情况 and 接受培训情况. */

/** Columns that a teacher who came or left is counted in. */
interface Columns {
  readonly hired: (how: { graduate: boolean; trained: boolean }) => readonly number[];
  readonly movedIn: readonly [all: number, otherSchool: number];
  readonly changedIn: readonly [all: number, otherStage: number];
  readonly otherIn: number;
  readonly retired: number;
  readonly died: number;
  readonly movedOut: number;
  readonly resigned: number;
  readonly changedOut: readonly [all: number, otherStage: number];
  readonly otherOut: number;
  /** 上学年初, 增加合计, 减少合计, 本学年初. */
  readonly sums: readonly [number, number, number, number];
}

function changes(columns: Columns): FormRule {
  return (year, sheet) => {
    const { staffMoves: moves } = year;
    const rows = stageBlocks(1, allStages, ({ stage }: Employee) => stage, [everyone, isFemale], year.taught);
    const [opening, increase, decrease, now] = columns.sums;
    const put = (teachers: readonly Employee[], ...into: readonly number[]): void =>
      sheet.tally(teachers, rows, Object.fromEntries(into.map((column) => [column, everyone])));
    put(year.openingStaff.filter(isTeacher), opening);
    put(year.staff.filter(isTeacher), now);
    put([], ...allColumns(columns));
    for (const { teacher, ...how } of moves.hired) put([teacher], increase, ...columns.hired(how));
    const fromSchools = moves.movedIn.filter(({ otherSchool }) => otherSchool).map(({ teacher }) => teacher);
    put(
      moves.movedIn.map(({ teacher }) => teacher),
      increase,
      columns.movedIn[0],
    );
    put(fromSchools, columns.movedIn[1]);
    put(
      moves.changed.map(({ after }) => after),
      increase,
      ...columns.changedIn,
    );
    put(
      moves.changed.map(({ before }) => before),
      decrease,
      ...columns.changedOut,
    );
    put(moves.otherIn, increase, columns.otherIn);
    for (const move of ['retired', 'died', 'movedOut', 'resigned', 'otherOut'] as const)
      put(moves[move], decrease, columns[move]);
  };
}

const allColumns = (columns: Columns): readonly number[] => [
  columns.sums[1],
  columns.sums[2],
  ...columns.hired({ graduate: true, trained: true }),
];

/** 4063 counts every 招聘; 431 only graduates, others are 其他. */
const current: Columns = {
  hired: ({ graduate, trained }) => [3, ...(graduate ? [4] : []), ...(trained ? [5] : [])],
  movedIn: [6, 7],
  changedIn: [8, 9],
  otherIn: 10,
  retired: 12,
  died: 13,
  movedOut: 14,
  resigned: 15,
  changedOut: [16, 17],
  otherOut: 18,
  sums: [1, 2, 11, 19],
};
const earlier: Columns = {
  hired: ({ graduate, trained }) => (graduate ? [3, ...(trained ? [4] : [])] : [9]),
  movedIn: [5, 6],
  changedIn: [7, 8],
  otherIn: 9,
  retired: 11,
  died: 11,
  movedOut: 12,
  resigned: 15,
  changedOut: [13, 14],
  otherOut: 16,
  sums: [1, 2, 10, 17],
};

const atLevel =
  (place: number) =>
  ({ level }: Training): boolean =>
    level === trainingLevels[place];
const hoursOf = ({ hours }: Training): number => hours;

function everyTraining({ trainings }: SchoolYear, sheet: Sheet): void {
  const value = { 1: everyone };
  const teachers = new Set(trainings.map(({ teacher }) => teacher));
  sheet.tally([...teachers], { '01': everyone }, value);
  const levels = byPlace(['03', '04', '05', '06', '07', '08'], atLevel);
  sheet.tally(trainings, { '02': everyone, ...levels }, value);
  const modes = byPlace<Training>(
    ['10', '11', '12'],
    (place) =>
      ({ mode }) =>
        mode === trainingModes[place],
  );
  sheet.tally(trainings, { '09': everyone, ...modes }, value, hoursOf);
}

/** 基础基442: five rows for each stage; the columns alternate 人次 and 学时. */
function trainingsByStage({ trainings, taught }: SchoolYear, sheet: Sheet): void {
  const stages = allStages.slice(0, 4);
  const parts = [
    everyone,
    ({ teacher }: Training) => isFemale(teacher),
    ...trainingModes.map(
      (mode) =>
        (one: Training): boolean =>
          one.mode === mode,
    ),
  ];
  const lines = stageBlocks(1, stages, ({ teacher }: Training) => teacher.stage, parts, taught);
  const atHome = ({ level }: Training): boolean => level !== '国（境）外';
  const columns = (offset: number): Counted<Training> => ({
    [2 + offset]: everyone,
    [4 + offset]: atHome,
    ...Object.fromEntries(trainingLevels.map((_, place) => [6 + place * 2 + offset, atLevel(place)])),
  });
  sheet.tally(trainings, lines, columns(0));
  sheet.tally(trainings, lines, columns(1), hoursOf);
  const heads = stages.flatMap((stage, block): [string, (one: Employee) => boolean][] => [
    [rowCode(1 + block * 5), (one) => one.stage === stage],
    [rowCode(2 + block * 5), (one) => one.stage === stage && isFemale(one)],
  ]);
  sheet.tally([...new Set(trainings.map(({ teacher }) => teacher))], Object.fromEntries(heads), {
    1: everyone,
  });
}

export const staffChanges: Readonly<Record<string, FormRule>> = {
  教基4063: changes(current),
  基础基431: changes(earlier),
  教基4068: everyTraining,
  基础基442: trainingsByStage,
};
