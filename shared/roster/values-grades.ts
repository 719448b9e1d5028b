import { stagesOf } from '../applicability';
import type { School } from '../school';
import { halfWidth } from '../value';

/** Stage that pupils sit in; where one is counted as 特教 is decided later. */
export type PupilStage = '学前' | '小学' | '初中' | '高中';
export const pupilStages: readonly PupilStage[] = ['学前', '小学', '初中', '高中'];

/** What a text says of grade and class, before the school decides which stage `一` is of. */
export interface SaidGrade {
  readonly stage: PupilStage | null;
  /** As counted in the text: 七年级 is 7, 初一 is 1 with its stage, 中班 3 of 学前. */
  readonly grade: number | null;
  /** Year of entry, of 「2024级」. */
  readonly cohort: number | null;
  /** `2`, or a name such as 实验班. */
  readonly class: string | null;
  /** Counted within 初中 (初一): where 学制 is 五四, places differ in whether that is 六年级. */
  readonly byJunior?: true;
  /** Only digits told the grade (`302`), which may mean something else. */
  readonly byDigits?: true;
}

const numerals = '一二三四五六七八九';

/** 三 → 3, 十二 → 12, 03 → 3; null for anything else. */
function numberOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  if (/^[一二三四五六七八九]$/.test(text)) return numerals.indexOf(text) + 1;
  const [, tens, ones] = /^([一二三四]?)十([一二三四五六七八九]?)$/.exec(text) ?? [];
  if (tens === undefined || ones === undefined) return null;
  return (tens === '' ? 1 : numerals.indexOf(tens) + 1) * 10 + (ones === '' ? 0 : numerals.indexOf(ones) + 1);
}

const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const classPart = `[(（.\\-_·]?(${number}|[A-Za-z])?[)）]?(?:班|中队)?`;
const nursery = { 托: 1, 小: 2, 中: 3, 大: 4 } as const;
const patterns = {
  // 初一(3)班, 高二3班, 初中一年级
  ofStage: new RegExp(`^(初|高)(?:中)?([一二三四1-4])(?:年级|年)?${classPart}$`),
  // 小学三年级2班, 三年级, 七年级（1）班
  grade: new RegExp(`^(小学|初中|高中|普高)?(${number})年级?${classPart}$`),
  // 三(2)班, 3.2班, 3-2, 七(3): the class stands apart
  apart: new RegExp(
    `^(小学|初中|高中)?([一二三四五六七八九]|[1-9])[(（.\\-_·](${number})[)）]?(?:班|中队)?$`,
  ),
  // 三2班, 三2, 三二班, 三十二班 excluded: that is 32
  joined: /^([一二三四五六七八九])(\d{1,2}(?=班?$)|[一二三四五六七八九](?=班$))班?$/,
  // 3二班, 3十二
  mixed: /^([1-9])(十?[一二三四五六七八九]|十)班?$/,
  // 预初(2)班, 预备年级: the sixth grade where it belongs to 初中
  preparatory: new RegExp(`^(?:初中)?(?:预初|初预|预备)(?:年级|班)?${classPart}$`),
  cohort: new RegExp(`^(小学|初中|高中|初|高)?(20\\d\\d)级${classPart}$`),
  // 小一班, 大2班, 中班, 大班(1)
  nursery: new RegExp(`^(?:幼儿园)?([托小中大])(?:班)?[(（]?(${number})?[)）]?班?$`),
  digits: /^(0[1-9]|1[0-2])(\d{2})班?$|^([1-9])(\d{2})班$|^([1-9])(0[1-9]|[1-4]\d)$/,
};
const stageNames: Readonly<Record<string, PupilStage>> = {
  ...{ 小学: '小学', 初: '初中', 初中: '初中', 高: '高中', 高中: '高中', 普高: '高中' },
};

const classOf = (text: string | undefined): string | null => {
  if (text === undefined || text === '') return null;
  return String(numberOf(text) ?? text.toUpperCase());
};

/** Departments of a special school, which count their grades alike. */
const department = /^(培智|启智|启聪|启明|听障|视障|智障|聋|盲)(部|校)?(?=.)/;

/** `三—2`, 「第2班」 and 「三年级（2班）」 are other ways to write 三-2, 2班 and 三年级(2)班. */
function tidied(text: string): string {
  return text
    .replace(/[—–－﹣~～]+/g, '-')
    .replace(/第(?=\d|[一二三四五六七八九十])/g, '')
    .replace(new RegExp(`[(（](${number}|[A-Za-z])(?:班|中队)[)）]$`), '($1)')
    .replace(/[(（]班[)）]$/, '班');
}

/** Grade, class, or both, from the text of a column or the name of a sheet. Expects half-width text without spaces. */
export function saidGrade(whole: string): SaidGrade | null {
  const text = tidied(whole).replace(department, '');
  const nothing: SaidGrade = { stage: null, grade: null, cohort: null, class: null };
  const ofStage = patterns.ofStage.exec(text);
  if (ofStage !== null) {
    const [, stage = '', grade = '', own] = ofStage;
    const said = { stage: stageNames[stage] ?? null, grade: numberOf(grade), class: classOf(own) };
    return { ...nothing, ...said, ...(stage === '初' && { byJunior: true as const }) };
  }
  const preparatory = patterns.preparatory.exec(text);
  if (preparatory !== null) return { ...nothing, stage: '初中', grade: 6, class: classOf(preparatory[1]) };
  const grade = patterns.grade.exec(text) ?? patterns.apart.exec(text);
  if (grade !== null) {
    const [, stage = '', said = '', own] = grade;
    return { ...nothing, stage: stageNames[stage] ?? null, grade: numberOf(said), class: classOf(own) };
  }
  const joined = patterns.joined.exec(text) ?? patterns.mixed.exec(text);
  if (joined !== null) return { ...nothing, grade: numberOf(joined[1] ?? ''), class: classOf(joined[2]) };
  const cohort = patterns.cohort.exec(text);
  if (cohort !== null) {
    const [, stage = '', year = '', own] = cohort;
    return { ...nothing, stage: stageNames[stage] ?? null, cohort: Number(year), class: classOf(own) };
  }
  const child = /[班]/.test(text) || /^[托小中大]$/.test(text) ? patterns.nursery.exec(text) : null;
  if (child !== null) {
    const own = nursery[child[1] as keyof typeof nursery];
    return { ...nothing, stage: '学前', grade: own, class: classOf(child[2]) };
  }
  const digits = patterns.digits.exec(text);
  if (digits === null) return null;
  const [said, own] = digits.slice(1).filter((part) => (part as string | undefined) !== undefined);
  return { ...nothing, grade: Number(said), class: classOf(own), byDigits: true };
}

/**
 * What 初一 means in a roster of 五四 that has these texts: 预初 makes it 七年级, 初四 六年级; beside 六年级 it is open.
 */
export function juniorNames(texts: Iterable<string>): 'sixth' | 'seventh' | 'open' {
  const has = { junior: false, fourth: false, preparatory: false, sixth: false };
  for (const text of new Set(texts)) {
    const said = saidInGrade(halfWidth(text).replace(/\s/g, ''));
    if (said?.byJunior === true) {
      has.junior = true;
      has.fourth ||= said.grade === 4;
    } else if (said?.grade === 6 && said.byDigits !== true) {
      has.preparatory ||= said.stage === '初中' && /预/.test(text);
      has.sixth = true;
    }
  }
  if (!has.junior) return 'sixth';
  if (has.preparatory) return has.fourth ? 'open' : 'seventh';
  return has.fourth || !has.sixth ? 'sixth' : 'open';
}

/** As `saidGrade`, of a column that holds grades: `3`, `三` and `小学3` are grades there. */
export function saidInGrade(whole: string): SaidGrade | null {
  const text = tidied(whole).replace(department, '');
  const [, stage = '', only] = new RegExp(`^(小学|初中|高中)?(${number})$`).exec(text) ?? [];
  if (only !== undefined) {
    const grade = numberOf(only);
    return { stage: stageNames[stage] ?? null, grade, cohort: null, class: null };
  }
  return saidGrade(text);
}

/** `2`, `02班`, 「二班」, 「(2)班」 → `2`; any other name stays as it is. */
export function classNumber(text: string): string {
  const [, own] = new RegExp(`^[(（]?(${number}|[A-Za-z])[)）]?(?:班|中队)?$`).exec(tidied(text)) ?? [];
  return classOf(own) ?? text;
}

/** A grade and class within a longer name: 「2026年三年级2班学生名单」 → 「三年级2班」. */
export function classInName(name: string): string | null {
  const plain = name.replace(/\s/g, '');
  const grade = '(?:(?:小学|初中|高中)?(?:[初高][一二三四]|[一二三四五六七八九]|(?<!\\d)[1-9])(?:年级|年)?)';
  const found =
    new RegExp(`${grade}[(（.\\-]?${number}[)）]?班`).exec(plain) ??
    new RegExp(`20\\d\\d级[(（]?${number}[)）]?班`).exec(plain) ??
    /(?<![初高\u4e00-\u9fff])[托小中大][一二三四五六\d]?班/.exec(plain) ??
    /(?:小学|初中|高中)?(?:[一二三四五六七八九]|(?<!\d)[1-9])年级|[初高][一二三四](?![\u4e00-\u9fff])/.exec(
      plain,
    );
  const text = found?.[0];
  // 「三年级至六年级」, 「一、二年级」: the sheet has several.
  const isOne = !/[、至到和及~～][一二三四五六七八九\d初高]+年?级?/.test(plain);
  if (!isOne) return null;
  return text !== undefined && saidGrade(text)?.byDigits !== true && saidGrade(text) !== null ? text : null;
}

/** 「初中部」, 「小学学生名册」: the stage that a sheet, title or file says it is of. */
export function stageInName(name: string): PupilStage | null {
  const said = [
    ...name.replace(/\s/g, '').matchAll(/(小学|初中|高中)(?:部|段|学段|学生|名册|名单|花名册|$)/g),
  ];
  const stages = new Set(said.map(([, stage = '']) => stageNames[stage]));
  const [only] = stages;
  return stages.size === 1 ? (only ?? null) : null;
}

/** What of a school decides which grade a text means. */
export type GradeSchool = Pick<School, 'type' | 'attachedClasses' | 'system' | 'entryAge'>;

export interface ToldGrade {
  readonly stage: PupilStage;
  /** From 1 within the stage. */
  readonly grade: number;
}

/** Grades of each stage: five and four where 学制 is 五四. */
export function yearsOf({ system }: Pick<School, 'system'>, stage: PupilStage): number {
  if (stage === '学前') return 4;
  if (stage === '高中') return 3;
  const [primary, junior] = system === '六三' ? [6, 3] : [5, 4];
  return stage === '小学' ? primary : junior;
}

const taughtBy = new WeakMap<object, readonly PupilStage[]>();

/** Asked for every row, and always of the same school. */
export function taughtStages(school: GradeSchool): readonly PupilStage[] {
  let stages = taughtBy.get(school);
  if (stages === undefined) {
    const taught = stagesOf(school);
    stages = pupilStages.filter((stage) => taught.has(stage));
    taughtBy.set(school, stages);
  }
  return stages;
}

/** Age in full years on 1 September of who entered on time; in 学前 托班 is the first grade. */
export function usualAge(school: GradeSchool, { stage, grade }: ToldGrade): number {
  const { entryAge } = school;
  if (stage === '学前') return entryAge - 5 + grade;
  if (stage === '小学') return entryAge + grade - 1;
  if (stage === '初中') return entryAge + yearsOf(school, '小学') + grade - 1;
  return entryAge + 9 + grade - 1;
}

/** What else of a pupil helps to tell the stage. */
export interface GradeHints {
  readonly stage: PupilStage | null;
  readonly schoolYear: number;
  /** On 1 September; null where it is not known. */
  readonly age: number | null;
}

/** Null where it is open which grade is meant, or where there is no such grade. */
export function toldGrade(school: GradeSchool, said: SaidGrade, hints: GradeHints): ToldGrade | null {
  const stage = said.stage ?? hints.stage;
  if (said.cohort !== null) return gradeOfCohort(school, said.cohort, { ...hints, stage });
  const { grade } = said;
  if (grade === null || grade < 1) return null;
  if (stage !== null) return withinStage(school, stage, grade, said.stage === '学前');
  const primary = yearsOf(school, '小学');
  const [continuous, before]: readonly [PupilStage, number] =
    grade <= primary ? ['小学', 0] : grade <= 9 ? ['初中', primary] : ['高中', 9];
  const taught = taughtStages(school).filter((each) => each !== '学前');
  if (grade > 12) return null;
  const found: ToldGrade = { stage: continuous, grade: grade - before };
  if (taught.includes(continuous)) return found;
  const others = taught.filter((each) => grade <= yearsOf(school, each));
  if (others.length > 1) return null;
  return others[0] === undefined ? found : { stage: others[0], grade };
}

function withinStage(
  school: GradeSchool,
  stage: PupilStage,
  grade: number,
  isNursery: boolean,
): ToldGrade | null {
  if (stage === '学前') return isNursery ? { stage, grade } : null;
  const years = yearsOf(school, stage);
  if (grade <= years) return { stage, grade };
  const before = stage === '小学' ? 0 : stage === '初中' ? yearsOf(school, '小学') : 9;
  return grade > before && grade - before <= years ? { stage, grade: grade - before } : null;
}

/**
 * The grade of those who entered in a year, if they went on every year. Without the stage it is told where the school
 * has only one that fits, or where the age fits only one.
 */
export function gradeOfCohort(
  school: GradeSchool,
  cohort: number,
  { stage, schoolYear, age }: GradeHints,
): ToldGrade | null {
  const grade = schoolYear - cohort + 1;
  const stages = stage === null ? taughtStages(school).filter((each) => each !== '学前') : [stage];
  if (stage === '学前') return null;
  const fitting = stages
    .filter((each) => grade >= 1 && grade <= yearsOf(school, each))
    .map((each): ToldGrade => ({ stage: each, grade }));
  if (fitting.length < 2) return fitting[0] ?? null;
  const close = age === null ? [] : fitting.filter((each) => Math.abs(usualAge(school, each) - age) <= 2);
  return close.length === 1 ? (close[0] ?? null) : null;
}

/** A pupil who entered a stage in spring has moved there from elsewhere; the year is that of the autumn before. */
export function cohortOfMonth(month: string): number {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return of >= 7 ? year : year - 1;
}
