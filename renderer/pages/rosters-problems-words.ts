import type { RosterField, RosterKind, RosterOf } from '../../shared/roster/definition';
import { rosterOf } from '../../shared/roster/definition';
import type { StoredRoster } from '../../shared/roster/plan';
import type { RosterProblemCode } from '../../shared/roster/staged';

/** What a kind of problem is called; what is wrong in one row, and what to do about it, is said by `words.ts`. */
export const problemKinds: Readonly<Record<RosterProblemCode, string>> = {
  empty: '必填栏空白',
  identityLength: '身份证件号位数不对',
  identityCharacters: '身份证件号有别的字符',
  identityDate: '身份证件号中的日期不存在',
  identityCheckDigit: '身份证件号校验码不对',
  duplicate: '重复的人',
  sexDiffers: '性别与身份证件号不一致',
  birthDiffers: '出生日期与身份证件号不一致',
  unknownSex: '看不出性别',
  unknownBirth: '看不出出生日期',
  unreadableDate: '日期看不懂',
  unknownValue: '内容不认识',
  unknownGrade: '看不出年级',
  foreignGrade: '本校没有的年级',
  ageFar: '年龄相差大',
};

/** What accepting a doubt means: a text that cannot be read is then a blank, anything else counts as it stands. */
export function acceptWords(code: RosterProblemCode): string {
  return code === 'unknownValue' || code === 'unreadableDate' ? '当作空白' : '确认无误';
}

const touching: Readonly<Record<RosterProblemCode, readonly string[]>> = {
  empty: ['name'],
  identityLength: ['identity'],
  identityCharacters: ['identity'],
  identityDate: ['identity', 'birth'],
  identityCheckDigit: ['identity'],
  duplicate: ['name', 'identity', 'birth'],
  sexDiffers: ['sex', 'identity'],
  birthDiffers: ['birth', 'identity'],
  unknownSex: ['sex', 'identity'],
  unknownBirth: ['birth', 'identity'],
  unreadableDate: ['birth'],
  unknownValue: [],
  unknownGrade: ['grade', 'class', 'stage'],
  foreignGrade: ['grade', 'class', 'stage'],
  ageFar: ['birth', 'identity', 'grade'],
};

/** The fields that the problem may be in, the likeliest first. */
export function fieldsToFix(
  code: RosterProblemCode,
  field: string | null,
  fields: readonly RosterField[],
): readonly RosterField[] {
  const ids = [...new Set([...(field === null ? [] : [field]), ...touching[code]])];
  // A field of its own says all there is to an unreadable text.
  const wanted = field !== null && ['unreadableDate', 'unknownValue', 'empty'].includes(code) ? [field] : ids;
  return wanted.flatMap((id) => fields.find((each) => each.id === id) ?? []);
}

export const kindNames = { pupils: '学生名册', pupilsBefore: '上年学生名册', staff: '教职工名册' } as const;

/** How the people of a roster are counted: 212 名学生, 36 名教职工. */
export function peopleWords(of: RosterOf, people: number): string {
  return `${people} 名${of === 'staff' ? '教职工' : '学生'}`;
}

/** What is wrong, without what to do about it: the row that she is at says the rest. */
export function inShort(sentence: string): string {
  const end = sentence.search(/[。：]/);
  return end < 0 ? sentence : sentence.slice(0, end);
}

/** Beside the button that saves: what goes with it. Last year's own roster, which is only read here, stays. */
export function replacedWords(rosters: readonly StoredRoster[], kind: RosterKind): string {
  const stored = rosters.find((each) => each.kind === kind && each.fromLastYear !== true);
  if (stored === undefined) return '';
  return `将替换现有的${kindNames[kind]}（${peopleWords(rosterOf(kind), stored.people)}），在程序里改正过的也一起换掉。`;
}
