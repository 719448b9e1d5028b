import type { DisabledChild } from '../ledgers';
import type { Disability } from '../pupils';
import { destinations } from '../surroundings';
import type { Child, Leaver } from '../surroundings';
import { byPlace, columnsFrom, everyone } from '../sheet';
import type { Counted } from '../sheet';
import type { FormRule } from './counted-as';

/** 局入学1, 局特教1, 局普及1 and 局升学1: who goes to school, and where they go afterwards. */

const enrolled = ({ goes }: Child): boolean => goes !== '延缓入学';
const goesTo =
  (...where: readonly Child['goes'][]) =>
  ({ goes }: Child): boolean =>
    where.includes(goes);

const ageRows: Counted<Child> = {
  '01': ({ age }) => age < 12,
  ...byPlace<Child>(
    ['02', '03', '04', '05', '06', '07'],
    (place) =>
      ({ age }) =>
        age === 6 + place,
  ),
  '08': ({ age }) => age >= 12,
  ...byPlace<Child>(
    ['09', '10', '11'],
    (place) =>
      ({ age }) =>
        age === 12 + place,
  ),
};

const kindColumns = (first: number, counts: (child: DisabledChild) => boolean): Counted<DisabledChild> => {
  const three: readonly Disability[] = ['视力残疾', '听力残疾', '智力残疾'];
  return {
    ...byPlace<DisabledChild>(
      columnsFrom(first, first + 2),
      (place) => (child) => counts(child) && child.disability === three[place],
    ),
    [first + 3]: (child) => counts(child) && !three.includes(child.disability),
    [first + 4]: counts,
  };
};

export const accessTables: Readonly<Record<string, FormRule>> = {
  局入学1: ({ serviceArea }, sheet) =>
    sheet.tally(serviceArea, ageRows, {
      1: everyone,
      2: ({ girl }) => girl,
      3: enrolled,
      4: goesTo('本校'),
      5: goesTo('县内他校'),
      6: goesTo('县外'),
      7: goesTo('特教或送教'),
      8: goesTo('延缓入学'),
      9: goesTo('延缓入学'),
      11: (child) => child.girl && enrolled(child),
    }),
  局特教1: ({ disabled }, sheet) =>
    sheet.tally(
      disabled,
      {
        '01': everyone,
        '02': ({ girl }) => girl,
        '03': ({ stage }) => stage === '小学',
        '04': ({ stage }) => stage === '初中',
      },
      {
        1: everyone,
        ...kindColumns(2, ({ pupil }) => pupil !== null),
        ...kindColumns(7, ({ pupil }) => pupil === null),
      },
    ),
  局普及1: ({ township: t }, sheet) => {
    [t.children, t.attending, t.girls].forEach((count, index) => sheet.set('01', index + 1, count));
    [t.fiveYearsOld, t.fiveAttending, t.fiveGirls].forEach((count, index) =>
      sheet.set('02', index + 1, count),
    );
    [t.adults, t.literate, t.literateWomen, t.unable].forEach((count, index) =>
      sheet.set('03', index + 1, count),
    );
  },
  局升学1: ({ leavers }, sheet) =>
    sheet.tally(
      leavers,
      {
        '01': everyone,
        '02': ({ pupil }) => pupil.sex === '女',
        '03': ({ pupil }) => pupil.workersChild,
        '04': ({ pupil }) => pupil.disability !== null,
      },
      {
        1: everyone,
        2: ({ goes }) => destinations.indexOf(goes) < 4,
        ...byPlace<Leaver>(
          columnsFrom(3, 9),
          (place) =>
            ({ goes }) =>
              goes === destinations[place],
        ),
      },
    ),
};
