import { gradesOf } from '../character';
import { disabilities, placements } from '../pupils';
import type { Pupil } from '../pupils';
import { byPlace, columnsFrom, everyone, isFemale, isMinority, rowCode } from '../sheet';
import type { Counted } from '../sheet';
import type { FormRule } from './counted-as';

/** 特殊教育学生数: the same table in both editions. Blocks of eight rows, one for each way of attending. */
const rows: Counted<Pupil> = {
  '01': everyone,
  '02': isFemale,
  '03': isMinority,
  ...Object.fromEntries(
    placements.flatMap((placement, block): [string, (pupil: Pupil) => boolean][] => [
      [rowCode(4 + block * 8), (pupil: Pupil) => pupil.placement === placement],
      ...disabilities.map((disability, index): [string, (pupil: Pupil) => boolean] => [
        rowCode(5 + block * 8 + index),
        (pupil: Pupil) => pupil.placement === placement && pupil.disability === disability,
      ]),
    ]),
  ),
};

const inGrade =
  (stage: Pupil['stage']) =>
  (place: number) =>
  (pupil: Pupil): boolean =>
    pupil.stage === stage && pupil.grade === place + 1;

const specialNeeds: FormRule = (year, sheet) => {
  const disabled = (pupil: Pupil): boolean => pupil.disability !== null;
  sheet.tally(year.moves.graduated.filter(disabled), rows, { 1: everyone });
  sheet.tally(year.moves.entered.filter(disabled), rows, { 2: everyone });
  sheet.tally(year.pupils.filter(disabled), rows, {
    3: everyone,
    4: isFemale,
    5: ({ stage }) => stage === '学前',
    ...byPlace(columnsFrom(6, 11), inGrade('小学')),
    ...byPlace(columnsFrom(12, 15), inGrade('初中')),
    ...byPlace(columnsFrom(16, 18), inGrade('高中')),
    19: ({ stage, grade }) => grade === gradesOf(year.character.school, stage),
  });
};

export const specialNeedsForms: Readonly<Record<string, FormRule>> = {
  基础基315: specialNeeds,
  教基3120: specialNeeds,
};
