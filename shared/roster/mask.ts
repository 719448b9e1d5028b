import { birthDate, isIdentityNumber } from '../identity';
import type { School } from '../school';
import type { RosterField, RosterKind, RosterPerson } from './definition';
import type { ShownPerson } from './plan';

/** `990101********001X`: enough to find a person again who is known, too little to use the number. */
export function masked(number: string): string {
  const [head, tail] = number.length >= 14 ? [6, 4] : [2, 2];
  if (number.length <= head + tail) return '*'.repeat(number.length);
  return `${number.slice(0, head)}${'*'.repeat(number.length - head - tail)}${number.slice(-tail)}`;
}

/** What a person is shown with: who the school is names the grades, `schoolYear` is that of the round. */
export interface ShownIn {
  readonly fields: readonly Pick<RosterField, 'id' | 'masked'>[];
  readonly school: Pick<School, 'system'>;
  readonly schoolYear: number;
}

/** A person as the window is told of them: numbers masked, with place and age in the year of the roster. */
export function shownPerson(
  { id, values }: RosterPerson,
  kind: RosterKind,
  { fields, school, schoolYear }: ShownIn,
): ShownPerson {
  const hidden = new Set(fields.flatMap((field) => (field.masked === true ? [field.id] : [])));
  const shown = Object.entries(values).map(([field, text]) => [
    field,
    hidden.has(field) ? masked(text) : text,
  ]);
  const birth = birthOf(values);
  const day = `${kind === 'pupilsBefore' ? schoolYear - 1 : schoolYear}-09-01`;
  return {
    ...{ id, kind, values: Object.fromEntries(shown) as ShownPerson['values'] },
    place: placeOfPerson(values, kind, school),
    age: birth === null ? null : yearsBetween(birth, day),
  };
}

/** Where a person is to be looked for: `三年级2班`, of staff `小学 专任教师`. */
export function placeOfPerson(
  values: RosterPerson['values'],
  kind: RosterKind,
  school: ShownIn['school'],
): string {
  return kind === 'staff' ? staffPlace(values) : pupilPlace(values, school);
}

/** `三年级2班`; 学前, the first grades of 初中 and 高中 have names of their own. */
function pupilPlace(
  { stage, grade, class: ofGrade }: RosterPerson['values'],
  school: ShownIn['school'],
): string {
  const name = stage === undefined || grade === undefined ? '' : gradeName(stage, Number(grade), school);
  const room = ofGrade === undefined ? '' : /^\d+$/.test(ofGrade) ? `${ofGrade}班` : ofGrade;
  return `${name}${room}`;
}

function staffPlace({ stage, post }: RosterPerson['values']): string {
  return [stage, post].filter((part) => part !== undefined).join(' ');
}

const digits = '一二三四五六七八九';
const nursery = ['托班', '小班', '中班', '大班'];

/** Grade `grade` of a stage, from 1, as it is called: 七年级 is the first of 初中 where 小学 has six. */
export function gradeName(stage: string, grade: number, { system }: Pick<School, 'system'>): string {
  if (stage === '学前') return nursery[grade - 1] ?? '';
  if (stage === '高中') return `高${digits[grade - 1] ?? ''}`;
  const before = stage === '初中' ? (system === '六三' ? 6 : 5) : 0;
  const name = digits[before + grade - 1];
  return name === undefined ? '' : `${name}年级`;
}

/** The column says it where both are there: a number may be wrong that nobody can correct. */
function birthOf({ birth, identity }: RosterPerson['values']): string | null {
  if (birth !== undefined) return birth;
  return identity !== undefined && isIdentityNumber(identity) ? birthDate(identity) : null;
}

/** Full years from one day to another, both `2016-08-09`. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return from.slice(5) > to.slice(5) ? years - 1 : years;
}
