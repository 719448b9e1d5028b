import { birthDate } from '../identity';
import type { RosterPerson } from '../roster/definition';
import type { Arrival, Departure } from '../roster/plan';
import { formClasses } from './classes';
import type { SchoolClass } from './classes';
import { oneOfMany, registerNumber } from './names';
import { inLeague, inParty } from './pupils';
import type { Pupil } from './pupils';
import type { SchoolYear } from './school-year';
import type { Employee, Role } from './staff';

/** The rosters that a clerk of an invented school would have: the same people as its forms count, with every column. */

const yes = (is: boolean): string => (is ? '是' : '否');

/** Own county 990101, another one of the province, and a province that does not exist either. */
const areas: Record<Pupil['origin'], string> = { 本县: '990101', 本省外县: '990203', 外省: '980101' };

/** This year's pupils on 1 September. Ids are the places from 1 on. */
export function pupilRoster(year: SchoolYear): readonly RosterPerson[] {
  const came = arrivalsOf(year);
  return roster(year, year.pupils, year.classes, year.year).map((person, index) => {
    const arrival = came.get(year.pupils[index] as Pupil);
    return arrival === undefined ? person : { ...person, values: { ...person.values, came: arrival } };
  });
}

/** Last year's, as it was counted then. */
export function pupilRosterBefore(year: SchoolYear): readonly RosterPerson[] {
  const classes = formClasses(year.character, year.opening);
  return roster(year, year.opening, classes, year.year - 1);
}

/** What the clerk would say of those who came and went, by the ids of the two rosters. */
export function rosterMoves(year: SchoolYear): {
  readonly now: ReadonlyMap<number, Arrival>;
  readonly before: ReadonlyMap<number, Departure>;
} {
  const came = arrivalsOf(year);
  const went = new Map<number, Departure>();
  for (const [move, word] of departures) for (const { serial } of year.moves[move]) went.set(serial, word);
  return {
    now: byId(year.pupils, (pupil) => came.get(pupil)),
    before: byId(year.opening, ({ serial }) => went.get(serial)),
  };
}

const departures = [
  ['graduated', '毕业'],
  ['suspended', '休学'],
  ['quit', '退学'],
  ['died', '死亡'],
  ['transferredOut', '转出'],
  ['otherOut', '其他减少'],
] as const;

function arrivalsOf({ moves }: SchoolYear): ReadonlyMap<Pupil, Arrival> {
  const of = (pupils: readonly Pupil[], word: Arrival): [Pupil, Arrival][] =>
    pupils.map((pupil) => [pupil, word]);
  return new Map([
    ...of(moves.entered, '招生'),
    ...of(moves.returned, '复学'),
    ...of(moves.transferredIn, '转入'),
    ...of(moves.otherIn, '其他增加'),
  ]);
}

function byId<W>(pupils: readonly Pupil[], wordOf: (pupil: Pupil) => W | undefined): ReadonlyMap<number, W> {
  return new Map(
    pupils.flatMap((pupil, index): [number, W][] => {
      const word = wordOf(pupil);
      return word === undefined ? [] : [[index + 1, word]];
    }),
  );
}

function roster(
  year: SchoolYear,
  pupils: readonly Pupil[],
  classes: readonly SchoolClass[],
  counted: number,
): readonly RosterPerson[] {
  const places = classPlaces(classes);
  return pupils.map((pupil, index) => {
    const place = places.get(pupil) ?? { class: '', mixed: false };
    const { name, identity } = oneOfMany(pupil.serial, pupil.born, pupil.sex);
    return {
      id: index + 1,
      values: {
        name,
        identity,
        register: registerNumber(year.character.school.code, pupil.serial),
        sex: pupil.sex,
        birth: birthDate(identity),
        ethnicity: pupil.minority ? (['回族', '满族', '苗族', '壮族'][pupil.serial % 4] ?? '回族') : '汉族',
        stage: pupil.stage,
        grade: String(pupil.grade),
        ...(place.class === '' ? {} : { class: place.class }),
        entry: `${entered(pupil, counted, year)}-09`,
        residence: pupil.placement === '送教上门' ? '送教上门' : pupil.boarder ? '住校' : '走读',
        leftBehind: yes(pupil.leftBehind),
        migrant: yes(pupil.origin !== '本县'),
        workersChild: yes(pupil.workersChild),
        area: areas[pupil.origin],
        origin: pupil.origin,
        preschoolYears: String(pupil.preschool),
        disability: pupil.disability ?? '无',
        inclusive: yes(pupil.placement === '随班就读'),
        specialClass: yes(pupil.placement === '附设特教班'),
        status: '在读',
        party: inParty(pupil) ? '中共党员' : inLeague(pupil) ? '共青团员' : '群众',
        overseas: pupil.overseas ?? '否',
        mixed: yes(place.mixed),
      },
    };
  });
}

/** Entered the stage in the year in which the grade began; in 学前 children come at any age. */
function entered(pupil: Pupil, counted: number, { year, moves }: SchoolYear): number {
  if (counted === year && moves.entered.includes(pupil)) return year;
  const first = pupil.stage === '学前' ? 2 : 1;
  const began = counted - Math.max(0, pupil.grade - first);
  return counted === year && pupil.stage === '学前' ? Math.min(began, year - 1) : began;
}

function classPlaces(classes: readonly SchoolClass[]): Map<Pupil, { class: string; mixed: boolean }> {
  const numbers = new Map<string, number>();
  const places = new Map<Pupil, { class: string; mixed: boolean }>();
  for (const { stage, grade, pupils } of classes) {
    const key = `${stage} ${grade ?? ''}`;
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    for (const pupil of pupils) places.set(pupil, { class: String(number), mixed: grade === null });
  }
  return places;
}

const posts: Record<Role, string> = {
  专任教师: '专任教师',
  行政: '行政人员',
  教辅: '教辅人员',
  工勤: '工勤人员',
  其他: '其他',
  园长: '园长',
  卫生保健: '卫生保健人员',
  保育员: '保育员',
  校外教师: '校外教师',
  银龄教师: '银龄教师',
};
const degrees: Partial<Record<Employee['degree'], string>> = { 博士: '博士研究生', 硕士: '硕士研究生' };
const members = { 中共: '中共党员', 共青团: '共青团员', 民主党派: '民主党派' } as const;

/** Everybody who works there on 1 September. */
export function staffRoster(year: SchoolYear): readonly RosterPerson[] {
  return year.staff.map((one, index) => {
    const { name, identity } = oneOfMany(one.serial, one.born, one.sex);
    return {
      id: index + 1,
      values: {
        name,
        identity,
        sex: one.sex,
        birth: birthDate(identity),
        ethnicity: one.minority ? (['回族', '满族', '苗族', '壮族'][one.serial % 4] ?? '回族') : '汉族',
        post: posts[one.role],
        stage: one.stage,
        subject: one.subject,
        degree: degrees[one.degree] ?? one.degree,
        title: one.title,
        permanent: yes(one.permanent),
        foreign: yes(one.foreign),
        party: one.member === null ? '群众' : members[one.member],
        overseas: one.overseas ?? '否',
        preschoolMajor: yes(one.preschoolMajor),
      },
    };
  });
}
