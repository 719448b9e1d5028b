import type { RosterField, RosterOf } from '../../shared/roster/definition';
import type { RosterProblem, RosterProblemCode } from '../../shared/roster/staged';

/** What a kind of problem is called, and what she can do about it; what is wrong in one row is said by `words.ts`. */
export interface ProblemKindWords {
  readonly title: string;
  readonly advice: string;
}

export const problemKinds: Readonly<Record<RosterProblemCode, ProblemKindWords>> = {
  empty: { title: '必填栏空白', advice: '补上内容；是合计、说明之类的行就排除。' },
  identityLength: {
    title: '身份证件号位数不对',
    advice: '居民身份证号是 18 位，请对照证件改正；暂时查不到就先清空。',
  },
  identityCharacters: {
    title: '身份证件号字符不对',
    advice: '居民身份证号只有数字，末位可以是 X。请对照证件改正；确是其他证件就确认无误。',
  },
  identityDate: { title: '身份证件号中的日期不存在', advice: '第 7 至 14 位是出生年月日，请对照证件改正。' },
  identityCheckDigit: {
    title: '身份证件号校验码不对',
    advice: '多半有一位录错或两位颠倒，请对照证件改正；查不到就先清空。',
  },
  duplicate: { title: '重复的人', advice: '同一人列了两次就排除一行；是两个人就改正录错的证件号。' },
  sexDiffers: { title: '性别与身份证件号不一致', advice: '看哪一个录错了，改正它。' },
  birthDiffers: { title: '出生日期与身份证件号不一致', advice: '看哪一个录错了，改正它。' },
  unknownSex: { title: '看不出性别', advice: '补上性别，或者补上身份证件号。' },
  unknownBirth: { title: '看不出出生日期', advice: '补上出生日期，或者补上身份证件号。' },
  unreadableDate: { title: '日期看不懂', advice: '写成 2016-08-09 或 20160809 的样子。' },
  unknownValue: { title: '内容不认识', advice: '从给出的写法里选一个。' },
  unknownGrade: {
    title: '看不出年级',
    advice: '补上年级，如「三年级」；整张表都没有年级时，在上面的「栏目对照」里写这张表的班级。',
  },
  foreignGrade: { title: '本校没有的年级', advice: '改正年级；不是本校的人就排除。' },
  ageFar: { title: '年龄相差太大', advice: '出生日期或年级录错了就改正；确实如此就确认无误。' },
};

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

/** What is wrong with this row. */
export function problemSentence(problem: RosterProblem, fields: readonly RosterField[]): string {
  const label = fields.find(({ id }) => id === problem.field)?.label ?? '';
  return [label, problem.text, problem.against].filter((part) => part !== '').join(' · ');
}
