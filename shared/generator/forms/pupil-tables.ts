import { gradesOf } from '../character';
import type { Teaching } from '../character';
import { isMainstream } from '../pupils';
import type { Pupil } from '../pupils';
import type { SchoolYear } from '../school-year';
import { ages, byPlace, columnsFrom, everyone, isFemale, isMinority, rowsFrom } from '../sheet';
import type { Counted } from '../sheet';
import type { FormRule } from './counted-as';

/** 小学 and 初中 by kind of pupil and by age: 基础基311–313, 教基3112–3116. */

const isMigrant = ({ origin }: Pupil): boolean => origin !== '本县';
const from =
  (origin: Pupil['origin'], workers: boolean) =>
  (pupil: Pupil): boolean =>
    pupil.origin === origin && (!workers || pupil.workersChild);

/** Rows of the current edition; 随迁子女 and, of these, children of migrant workers. */
const kinds = ({ mixed }: SchoolYear): Counted<Pupil> => ({
  '01': everyone,
  '02': isFemale,
  '03': isMinority,
  '04': (pupil) => mixed.has(pupil),
  '05': ({ boarder }) => boarder,
  '06': isMigrant,
  '07': from('外省', false),
  '08': from('本省外县', false),
  '09': ({ workersChild }) => workersChild,
  '10': from('外省', true),
  '11': from('本省外县', true),
  '12': ({ leftBehind }) => leftBehind,
});

const isDisabled = ({ disability }: Pupil): boolean => disability !== null;

/** 基础基313 has no row for 复式班; 基础基312 has one more, and its ages follow. */
const kinds313: Counted<Pupil> = {
  '01': everyone,
  '02': isFemale,
  '03': isMinority,
  '04': isDisabled,
  '05': ({ boarder }) => boarder,
  '06': ({ workersChild }) => workersChild,
  '07': from('外省', true),
  '08': from('本省外县', true),
  '09': ({ leftBehind }) => leftBehind,
};
const kinds312 = ({ mixed }: SchoolYear): Counted<Pupil> => ({
  '01': everyone,
  '02': isFemale,
  '03': isMinority,
  '04': isDisabled,
  '05': (pupil) => mixed.has(pupil),
  '06': ({ boarder }) => boarder,
  '07': ({ workersChild }) => workersChild,
  '08': from('外省', true),
  '09': from('本省外县', true),
  '10': ({ leftBehind }) => leftBehind,
});

const ageIn =
  (year: number) =>
  ({ born }: Pupil): number =>
    year - born;

interface Table {
  readonly stage: Teaching;
  readonly rows: (year: SchoolYear) => Counted<Pupil>;
  readonly graduated?: Counted<Pupil>;
  readonly entered: Counted<Pupil>;
  /** 合计, 女, then one column for each grade. */
  readonly enrolled: readonly [all: number, girls: number, firstGrade: number, grades: number];
  /** 预计毕业生数. */
  readonly expected?: number;
}

function pupilTable({ stage, rows, graduated, entered, enrolled, expected }: Table): FormRule {
  return (year, sheet) => {
    const counted = (pupil: Pupil): boolean => pupil.stage === stage && isMainstream(pupil);
    const lines = rows(year);
    const [all, girls, first, grades] = enrolled;
    const last = gradesOf(year.character.school, stage);
    if (graduated !== undefined) sheet.tally(year.moves.graduated.filter(counted), lines, graduated);
    sheet.tally(year.moves.entered.filter(counted), lines, entered);
    sheet.tally(year.pupils.filter(counted), lines, {
      [all]: everyone,
      [girls]: isFemale,
      ...byPlace<Pupil>(
        columnsFrom(first, first + grades - 1),
        (place) =>
          ({ grade }) =>
            grade === place + 1,
      ),
      ...(expected === undefined ? {} : { [expected]: ({ grade }: Pupil) => grade === last }),
    });
  };
}

const preschool =
  (years: number) =>
  (pupil: Pupil): boolean =>
    pupil.preschool === years;

const primaryAges = (year: number): Counted<Pupil> => ages(rowsFrom(2, 12), 5, ageIn(year));
const juniorAges = (year: number): Counted<Pupil> => ages(rowsFrom(2, 10), 10, ageIn(year));

export const pupilTables: Readonly<Record<string, FormRule>> = {
  教基3112: pupilTable({
    stage: '小学',
    rows: kinds,
    graduated: { 1: everyone },
    entered: { 2: everyone, 3: preschool(0), 4: preschool(1), 5: preschool(2), 6: preschool(3) },
    enrolled: [7, 8, 9, 6],
    expected: 15,
  }),
  教基3113: pupilTable({
    stage: '小学',
    rows: ({ year }) => ({ '01': everyone, ...primaryAges(year) }),
    entered: { 1: everyone },
    enrolled: [2, 3, 4, 6],
  }),
  教基3115: pupilTable({
    stage: '初中',
    rows: kinds,
    graduated: { 1: everyone },
    entered: { 2: everyone },
    enrolled: [3, 4, 5, 4],
    expected: 9,
  }),
  教基3116: pupilTable({
    stage: '初中',
    rows: ({ year }) => ({ '01': everyone, ...juniorAges(year) }),
    entered: { 1: everyone },
    enrolled: [2, 3, 4, 4],
  }),
  基础基312: pupilTable({
    stage: '小学',
    rows: (year) => ({ ...kinds312(year), ...ages(rowsFrom(11, 21), 5, ageIn(year.year)) }),
    graduated: { 1: everyone },
    entered: { 2: everyone, 3: (pupil) => pupil.preschool > 0 },
    enrolled: [4, 5, 6, 6],
    expected: 12,
  }),
  基础基313: pupilTable({
    stage: '初中',
    rows: ({ year }) => ({ ...kinds313, ...ages(rowsFrom(10, 18), 10, ageIn(year)) }),
    graduated: { 1: everyone },
    entered: { 2: everyone },
    enrolled: [3, 4, 5, 4],
    expected: 9,
  }),
  基础基311: (year, sheet) => {
    const here = (pupil: Pupil): boolean => pupil.stage === '学前';
    const rows = { '01': everyone, '02': isFemale, '03': isMinority, '04': isDisabled };
    const now = { ...rows, ...ages(rowsFrom(5, 9), 2, ageIn(year.year)) };
    const classes = (first: number): Counted<Pupil> =>
      byPlace(
        columnsFrom(first, first + 3),
        (place) =>
          ({ grade }) =>
            grade === place + 1,
      );
    sheet.tally(year.moves.entered.filter(here), now, { 1: everyone, ...classes(2) });
    sheet.tally(year.pupils.filter(here), now, { 6: everyone, 7: isFemale, ...classes(8) });
    // Who left is counted by the age last counted; the form has no line for leaving before five.
    const leaving = ages<Pupil>(['08', '09'], 5, ageIn(year.year - 1));
    sheet.tally(year.moves.graduated.filter(here), { ...rows, ...leaving }, { 12: everyone });
  },
};
