import { birthDate, identityProblem, isIdentityNumber, sexOf } from '../identity';
import { halfWidth } from '../value';
import { type RosterColumns, rosterOf, type RosterField, type RosterKind } from './definition';
import { hasLostDigits, lostDigits } from './lost-digits';
import type { RosterProblem } from './staged';
import { bareValue, type ReadValue, valueReader, type ValueStyle } from './values';
import {
  type GradeSchool,
  type PupilStage,
  type SaidGrade,
  type ToldGrade,
  classNumber,
  cohortOfMonth,
  gradeOfCohort,
  pupilStages,
  saidGrade,
  saidInGrade,
  taughtStages,
  toldGrade,
  usualAge,
} from './values-grades';

/** What is wrong with a row by itself. `against` as in RosterProblem. */
export type RowProblem = Pick<RosterProblem, 'field' | 'code' | 'severity' | 'text' | 'against'>;

/** One row as it would be stored, and what is wrong with it. */
export interface ReadRow {
  /** Canonical texts by field id; what cannot be read is absent. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly RowProblem[];
  /** Where the grade was taken from, if not from its own column; null too where there is none. */
  readonly gradeFrom: 'class' | 'name' | 'entry' | null;
  /** Only the name of the sheet or file told whether 一年级 is of 小学 or 初中. */
  readonly stageFromName: boolean;
  /** Something was passed over on purpose: a division by name, a number of another document. */
  readonly aside: readonly ('area' | 'identity')[];
}

/** What rows of a roster are judged by. `schoolYear` is that of the roster: last year's pupils have last year's. */
export interface RowSetting {
  readonly kind: RosterKind;
  readonly columns: RosterColumns;
  readonly school: GradeSchool;
  readonly schoolYear: number;
}

/** What the table of a row adds. */
export interface RowTable {
  /** Grade and class of rows without their own, as the clerk or the sheet's name has it. */
  readonly ofClass: string | null;
  /** Fields that no column was found for: their absence is a matter of the table, not of each row. */
  readonly lacking: ReadonlySet<string>;
  /** What the sheet, its title or the file says: 初中部. */
  readonly ofStage?: PupilStage | null;
  /** How texts of a field are written here, where it is not as usual. */
  readonly styles?: ReadonlyMap<string, ValueStyle>;
}

const identityCodes = {
  length: 'identityLength',
  characters: 'identityCharacters',
  birthDate: 'identityDate',
  checkDigit: 'identityCheckDigit',
} as const;

const numerals = '一二三四五六七八九';

/** `三年级`, `七年级`, `高二`, `中班`. */
function gradeLabel({ stage, grade }: ToldGrade, { system }: GradeSchool): string {
  if (stage === '学前') return ['托班', '小班', '中班', '大班'][grade - 1] ?? '';
  if (stage === '高中') return `高${numerals[grade - 1] ?? ''}`;
  const before = stage === '小学' ? 0 : system === '六三' ? 6 : 5;
  return `${numerals[before + grade - 1] ?? ''}年级`;
}

/** Years from `from` to `day`, both days, the first perhaps without its own. */
function yearsBetween(from: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(from.slice(0, 4));
  return from.slice(5) > day.slice(5) ? years - 1 : years;
}

/** Reads rows of one roster; made once, so that the same text is read once. */
export class RowReader {
  readonly #readers: readonly (readonly [RosterField, ReadValue])[];
  readonly #styled = new Map<string, ReadValue>();
  readonly #said = new Map<string, SaidGrade | null>();
  readonly #day: string;
  readonly #taught: readonly PupilStage[];
  readonly #isStaff: boolean;
  readonly #entrantsOnly: ReadonlySet<string>;

  /**
   * What 初一 is where 学制 is 五四: 六年级, or 七年级 where a 预初 goes before it; `open` where the files say 六年级 as
   * well and nothing tells.
   */
  juniorNames: 'sixth' | 'seventh' | 'open' = 'sixth';

  constructor(private readonly setting: RowSetting) {
    this.#readers = setting.columns.fields.map((field) => [field, valueReader(field)] as const);
    this.#day = `${setting.schoolYear}-09-01`;
    this.#taught = taughtStages(setting.school);
    this.#entrantsOnly = new Set(
      setting.columns.fields.flatMap(({ id, entrantsOnly }) => (entrantsOnly === true ? [id] : [])),
    );
    this.#isStaff = rosterOf(setting.kind) === 'staff';
  }

  /** @param texts as they stand in the file, by field id */
  read(texts: Readonly<Record<string, string | undefined>>, table: RowTable): ReadRow {
    const values: Record<string, string> = {};
    const problems: RowProblem[] = [];
    const aside: ('area' | 'identity')[] = [];
    for (const [field, read] of this.#readers) {
      const text = texts[field.id];
      if (text === undefined || text === '') continue;
      const style = table.styles?.get(field.id);
      const value = (style === undefined ? read : this.#styledReader(field, style))(text);
      if (value === null) problems.push(unreadable(field, text));
      else if (value !== '') values[field.id] = value;
      else if (field.type === 'area') aside.push('area');
    }
    for (const { id, required } of this.setting.columns.fields) {
      if (required === true && values[id] === undefined && !table.lacking.has(id))
        problems.push(problem('empty', id, 'error'));
    }
    if (this.#readIdentity(values, problems)) aside.push('identity');
    const age = this.#age(values, problems, table);
    const { gradeFrom, stageFromName } = this.#isStaff
      ? { gradeFrom: null, stageFromName: false }
      : this.#grade(values, problems, table, age);
    this.#dropEntrantsOnly(values, problems);
    if (this.#isStaff && age !== null && (age < 16 || age > 75))
      problems.push(problem('ageFar', 'birth', 'doubt', values['birth'] ?? '', String(age)));
    return { values, problems, gradeFrom, stageFromName, aside };
  }

  /**
   * What is asked of new pupils of grade one only and cannot be read is no matter in another grade, unless the row says
   * that the pupil is new (招生): then the page asks of it.
   */
  #dropEntrantsOnly({ stage, grade, came }: Record<string, string>, problems: RowProblem[]): void {
    if (grade === undefined || (stage === '小学' && grade === '1') || came === '招生') return;
    const isNoMatter = ({ code, field }: RowProblem): boolean =>
      code === 'unknownValue' && field !== null && this.#entrantsOnly.has(field);
    for (let at = problems.length - 1; at >= 0; at -= 1) {
      const found = problems[at];
      if (found !== undefined && isNoMatter(found)) problems.splice(at, 1);
    }
  }

  #styledReader(field: RosterField, style: ValueStyle): ReadValue {
    const known = this.#styled.get(field.id) ?? valueReader(field, style);
    this.#styled.set(field.id, known);
    return known;
  }

  /** True where the number is of a document whose digits say nothing. */
  #readIdentity(values: Record<string, string>, problems: RowProblem[]): boolean {
    const number = values['identity'];
    const document = values['identityKind'];
    if (number === undefined) return false;
    const isOther = document !== undefined && document !== '居民身份证';
    if (isOther && !isIdentityNumber(number)) return true;
    const wrong = identityProblem(number);
    if (wrong === null) return false;
    if (hasLostDigits(number)) {
      problems.push(problem('identityCharacters', 'identity', 'error', number, lostDigits));
      return false;
    }
    // She may have nothing to put it right from; sex and birth date are then what the columns say.
    const isDoubt = wrong === 'checkDigit' || /^[A-Z]{1,3}\d{6,18}$/i.test(number);
    const against = wrong === 'checkDigit' ? rightDigit(number) : '';
    problems.push(problem(identityCodes[wrong], 'identity', isDoubt ? 'doubt' : 'error', number, against));
    return false;
  }

  /** Completes sex and birth date from the number and tells where they differ; gives the age on 1 September. */
  #age(values: Record<string, string>, problems: RowProblem[], table: RowTable): number | null {
    const number = values['identity'] ?? '';
    const said = isIdentityNumber(number) ? { sex: sexOf(number), birth: birthDate(number) } : null;
    const { sex, birth } = values;
    if (sex === undefined) {
      const unread = problems.findIndex(({ field }) => field === 'sex');
      if (said !== null) values['sex'] = said.sex;
      else if (unread < 0 && !table.lacking.has('sex')) problems.push(problem('unknownSex', 'sex', 'error'));
      else makeError(problems, unread);
    } else if (said !== null && sex !== said.sex)
      problems.push(problem('sexDiffers', 'sex', 'doubt', sex, said.sex));
    if (birth === undefined) {
      const unread = problems.findIndex(({ field }) => field === 'birth');
      if (said !== null) values['birth'] = said.birth;
      else if (unread < 0 && !table.lacking.has('birth'))
        problems.push(problem('unknownBirth', 'birth', 'error'));
      else makeError(problems, unread);
    } else if (said !== null && birth.length === 7 && said.birth.startsWith(birth))
      values['birth'] = said.birth;
    else if (said !== null && birth !== said.birth)
      problems.push(problem('birthDiffers', 'birth', 'doubt', birth, said.birth));
    const known = values['birth'];
    return known === undefined ? null : yearsBetween(known, this.#day);
  }

  #saidOf(text: string, isGrade: boolean): SaidGrade | null {
    const key = `${isGrade ? 'g' : 'c'}${text}`;
    let said = this.#said.get(key);
    if (said === undefined) {
      said = (isGrade ? saidInGrade : saidGrade)(halfWidth(text).replace(/\s/g, ''));
      this.#said.set(key, said);
    }
    return said;
  }

  /** Sets stage, grade and class; says what told the grade. */
  #grade(
    values: Record<string, string>,
    problems: RowProblem[],
    table: RowTable,
    age: number | null,
  ): Pick<ReadRow, 'gradeFrom' | 'stageFromName'> {
    const { school, schoolYear } = this.setting;
    const { grade: own, class: room, entry, stage: column } = values;
    const stage = pupilStages.find((each) => each === column) ?? null;
    const hints = { stage, schoolYear, age };
    const inGrade = own === undefined ? null : this.#saidOf(own, true);
    const inClass = room === undefined ? null : this.#saidOf(room, false);
    const inName = table.ofClass === null ? null : this.#saidOf(table.ofClass, false);
    let stageFromName = false;
    const told = (said: SaidGrade | null): ToldGrade | null => {
      if (said === null) return null;
      const counted = this.#continuous(said);
      const plain = toldGrade(school, counted, hints);
      if (stage !== null || counted.stage !== null || !this.#isOfTwo(table.ofStage)) return plain;
      const within = toldGrade(school, counted, { ...hints, stage: table.ofStage });
      if (within === null || (within.stage === plain?.stage && within.grade === plain.grade)) return plain;
      stageFromName = true;
      return within;
    };
    const cohort = (): ToldGrade | null =>
      entry === undefined ? null : gradeOfCohort(school, cohortOfMonth(entry), hints);

    let from: ReadRow['gradeFrom'] = null;
    let found = told(inGrade);
    if (found === null && own === undefined) {
      const others = { class: () => told(inClass), name: () => told(inName), entry: cohort };
      for (const each of ['class', 'name', 'entry'] as const) {
        found ??= others[each]();
        if (found !== null) from ??= each;
      }
    }
    const className = table.ofClass === null ? null : (inName?.class ?? classOnly(table.ofClass));
    this.#setClass(values, problems, { found, inGrade, inClass, inName: className });
    delete values['grade'];
    // Who has left is in nobody's grade, and is not counted.
    const isGone = !['在读', '休学'].includes(values['status'] ?? '在读');
    const toldBy = { gradeFrom: from, stageFromName };
    if (found === null && isGone) return toldBy;
    if (found === null) {
      if (!table.lacking.has('grade'))
        problems.push(problem('unknownGrade', 'grade', 'error', own ?? room ?? ''));
      return toldBy;
    }
    const label = gradeLabel(found, school);
    const source = from === 'name' ? inName : own !== undefined ? inGrade : inClass;
    if (this.juniorNames === 'open' && source?.byJunior === true)
      problems.push(problem('unknownGrade', 'grade', 'doubt', own ?? room ?? '', '六年级'));
    if (stage !== null && stage !== found.stage)
      problems.push(problem('unknownGrade', 'grade', 'error', own ?? room ?? '', stage));
    if (!this.#taught.includes(found.stage) && !isGone)
      problems.push(problem('foreignGrade', 'grade', 'error', label));
    values['stage'] = found.stage;
    values['grade'] = String(found.grade);
    if (age !== null && !isGone) {
      const usual = usualAge(school, found);
      if (Math.abs(age - usual) >= 3)
        problems.push(problem('ageFar', 'birth', 'doubt', `${age}`, `${label} ${usual}`));
    }
    return toldBy;
  }

  /** 初一 as places with 预初 count it: the grade after the first of 初中. */
  #continuous(said: SaidGrade): SaidGrade {
    const isLater = said.byJunior === true && said.grade !== null && this.juniorNames === 'seventh';
    return isLater ? { ...said, grade: said.grade + 1 } : said;
  }

  /** Only where a school has two stages the name of a file tells anything. */
  #isOfTwo(stage: PupilStage | null | undefined): stage is PupilStage {
    const taught = this.#taught.filter((each) => each !== '学前');
    return (
      stage !== null && stage !== undefined && taught.length > 1 && taught.some((each) => each === stage)
    );
  }

  /** `302` of a pupil of grade three is class 2; what names another grade than the column is a contradiction. */
  #setClass(
    values: Record<string, string>,
    problems: RowProblem[],
    {
      found,
      inGrade,
      inClass,
      inName,
    }: {
      readonly found: ToldGrade | null;
      readonly inGrade: SaidGrade | null;
      readonly inClass: SaidGrade | null;
      readonly inName: string | null;
    },
  ): void {
    const room = values['class'];
    if (room === undefined) {
      const named = inGrade?.class ?? inName;
      if (named !== null) values['class'] = named;
      return;
    }
    if (inClass === null) {
      values['class'] = classNumber(room);
      return;
    }
    const { school, schoolYear } = this.setting;
    const hints = { stage: found?.stage ?? null, schoolYear, age: null };
    const says = toldGrade(school, this.#continuous(inClass), hints);
    const agrees = found === null || (says?.stage === found.stage && says.grade === found.grade);
    if (agrees) {
      if (inClass.class !== null) values['class'] = inClass.class;
      else delete values['class'];
    } else if (inClass.grade === null) {
      // The year of entry of a class says little of a pupil who repeats a grade.
      if (inClass.class !== null) values['class'] = inClass.class;
    } else if (inClass.byDigits !== true) {
      problems.push(problem('unknownValue', 'class', 'error', room, gradeLabel(found, school)));
    }
  }
}

function rightDigit(number: string): string {
  const front = number.slice(0, 17);
  return [...'0123456789X'].find((digit) => isIdentityNumber(`${front}${digit}`)) ?? '';
}

/** 「2班」 without a grade. */
function classOnly(text: string): string | null {
  const own = classNumber(text);
  return own === text ? null : own;
}

function problem(
  code: RowProblem['code'],
  field: string,
  severity: RowProblem['severity'],
  text = '',
  against = '',
): RowProblem {
  return { code, field, severity, text, against };
}

/** A value that is accepted unread is a blank; where that leaves nothing to count by, it cannot be. */
function unreadable({ id, type }: RosterField, text: string): RowProblem {
  const code = type === 'date' || type === 'month' ? 'unreadableDate' : 'unknownValue';
  return problem(code, id, 'doubt', text);
}

function makeError(problems: RowProblem[], at: number): void {
  const found = problems[at];
  if (found !== undefined) problems[at] = { ...found, severity: 'error' };
}

/** Words of a line of totals: 合计, 小计, 总人数: 41, 共 41 人, 男生 20 人. */
export function isTotalsText(text: string): boolean {
  return /^(合计|小计|总计|共计|累计|总人数|人数|本页合计|本班合计|[男女]生:?\d+人?|共\d+人)(:?\d*人?)?$/.test(
    bareValue(text),
  );
}
