import type { SchoolClass } from '../classes';
import { ages, byPlace, columnsFrom, everyone, rowsFrom } from '../sheet';
import type { Counted } from '../sheet';
import type { FormRule } from './counted-as';

/** Classes by grade and size: 25 and fewer, 26–30 … 61–65, 66 and more. */
const sizeRows = (first: number): Counted<SchoolClass> =>
  ages(rowsFrom(first, first + 9), 21, ({ pupils }) => pupils.length, 5);

const grade =
  (stage: SchoolClass['stage']) =>
  (place: number) =>
  (one: SchoolClass): boolean =>
    one.stage === stage && one.grade === place + 1;
const ofStage =
  (stage: SchoolClass['stage']) =>
  (one: SchoolClass): boolean =>
    one.stage === stage;

const primaryColumns: Counted<SchoolClass> = {
  1: ofStage('小学'),
  ...byPlace(columnsFrom(2, 7), grade('小学')),
  8: (one) => one.stage === '小学' && one.grade === null,
};

export const classSizes: Readonly<Record<string, FormRule>> = {
  教基2106: ({ classes }, sheet) => sheet.tally(classes, { '01': everyone, ...sizeRows(2) }, primaryColumns),
  教基2107: ({ classes }, sheet) =>
    sheet.tally(
      classes,
      { '01': everyone, ...sizeRows(2) },
      { 1: ofStage('初中'), ...byPlace(columnsFrom(2, 5), grade('初中')) },
    ),
  基础基211: ({ classes }, sheet) =>
    sheet.tally(
      classes,
      { '01': everyone },
      { 1: ofStage('学前'), ...byPlace(columnsFrom(2, 5), grade('学前')) },
    ),
  基础基212: ({ classes, character }, sheet) => {
    const fiveYears = (): boolean => character.school.system === '五四';
    sheet.tally(classes, { '01': everyone, '02': fiveYears, ...sizeRows(3) }, primaryColumns);
  },
  基础基213: ({ classes, character }, sheet) => {
    const fourYears = (one: SchoolClass): boolean =>
      character.school.system === '五四' && one.stage === '初中';
    sheet.tally(
      classes,
      { '01': everyone, '02': fourYears, ...sizeRows(3) },
      {
        1: ({ stage }) => stage === '初中' || stage === '高中',
        2: ofStage('初中'),
        ...byPlace(columnsFrom(3, 6), grade('初中')),
        7: ofStage('高中'),
        ...byPlace(columnsFrom(8, 10), grade('高中')),
      },
    );
  },
};
