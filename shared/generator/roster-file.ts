import type { School } from '../school';
import type { RosterKind } from '../roster/definition';
import { gradesOf } from './character';
import type { Teaching } from './character';
import type { Random } from './random';
import { filled } from './roster-file-fillers';
import { addedColumns, styleColumns } from './roster-file-styles';
import type { RosterFileColumn, RosterFileStyle } from './roster-file-styles';

/** Canonical texts of one person by field id, as `shared/roster/definition.ts` has them. */
export type RosterValues = Readonly<Record<string, string>>;

/** A sheet of a roster file: texts as the file shows them. `date` cells are ISO dates that a workbook keeps as dates. */
export interface RosterSheet {
  readonly name: string;
  /** A line above the heads; null where the file has none. */
  readonly title: string | null;
  readonly heads: readonly string[];
  readonly kinds: readonly RosterCellKind[];
  readonly rows: readonly (readonly string[])[];
}
export type RosterCellKind = 'text' | 'number' | 'date';

export interface RosterFileSource {
  readonly school: School;
  /** 2025 is counted on 1 September 2025. */
  readonly schoolYear: number;
  readonly kind: RosterKind;
  readonly people: readonly RosterValues[];
  readonly random: Random;
}

/** The roster as a file of that style has it. Texts of the same column are written alike, as one program writes them. */
export function rosterSheets(style: RosterFileStyle, source: RosterFileSource): readonly RosterSheet[] {
  if (style !== 'class') return [sheetOf(style, '学生信息', null, source)];
  const classes = new Map<string, RosterValues[]>();
  for (const person of source.people) {
    const name = className(source.school, person);
    classes.set(name, [...(classes.get(name) ?? []), person]);
  }
  return [...classes].map(([name, people]) => {
    const title = `${source.school.name}${name}学生名册（${source.schoolYear}年9月）`;
    return sheetOf(style, name, title, { ...source, people, random: source.random.fork(name) });
  });
}

function sheetOf(
  style: RosterFileStyle,
  name: string,
  title: string | null,
  source: RosterFileSource,
): RosterSheet {
  const columns = columnsOf(style, source);
  const { school, schoolYear, people, random } = source;
  const writing = { ...{ school, schoolYear, style }, hand: hands[style] };
  const kinds = columns.map(([, from]): RosterCellKind => {
    if ('filler' in from) return from.filler === 'line' || from.filler === 'distance' ? 'number' : 'text';
    return from.field === 'birth' && writing.hand.date === 'date' ? 'date' : 'text';
  });
  const rows = people.map((person, index) =>
    columns.map(([, from]) =>
      'field' in from ? written(from.field, person, writing) : filled(from.filler, index, school, random),
    ),
  );
  return {
    name: style === 'staff' ? '教职工' : name,
    title,
    heads: columns.map(([head]) => head),
    kinds,
    rows,
  };
}

function columnsOf(style: RosterFileStyle, { people }: RosterFileSource): readonly RosterFileColumn[] {
  const own = styleColumns[style];
  const has = new Set(own.flatMap(([, from]) => ('field' in from ? [from.field] : [])));
  // The sheet and the class number say it already.
  if (style === 'class') for (const said of ['stage', 'grade', 'class']) has.add(said);
  if (style === 'earlier') for (const said of ['stage', 'grade']) has.add(said);
  if (style === 'staff') has.add('class');
  const added = addedColumns.filter(
    ([, from]) =>
      'field' in from && !has.has(from.field) && people.some((person) => (person[from.field] ?? '') !== ''),
  );
  return [...own, ...added];
}

/** How a style writes what can be written in several ways. */
interface Hand {
  readonly date: 'iso' | 'digits' | 'slashes' | 'date';
  readonly month: (month: string) => string;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** 汉 instead of 汉族. */
  readonly shortEthnicity?: true;
}

const hands: Readonly<Record<RosterFileStyle, Hand>> = {
  export: { date: 'iso', month: (month) => month, values: {} },
  earlier: { date: 'digits', month: (month) => month.replace('-', ''), values: {} },
  later: {
    date: 'slashes',
    month: (month) => `${month}-01`,
    values: { sex: { 男: '1', 女: '2' }, preschoolYears: { '0': '无', '1': '1年', '2': '2年', '3': '3年' } },
    shortEthnicity: true,
  },
  class: {
    date: 'date',
    month: (month) => month.replace('-', '年').concat('月'),
    values: { residence: { 走读: '否', 住校: '是' }, status: { 在读: '正常' } },
    shortEthnicity: true,
  },
  staff: {
    date: 'iso',
    month: (month) => month,
    values: {
      degree: { 博士研究生: '博士', 硕士研究生: '硕士', 本科: '大学本科', 专科: '大专' },
      title: { 副高级: '高级教师', 中级: '一级教师', 助理级: '二级教师', 员级: '三级教师' },
      party: { 中共党员: '党员', 共青团员: '团员' },
    },
    shortEthnicity: true,
  },
};

interface Writing {
  readonly school: School;
  readonly schoolYear: number;
  readonly style: RosterFileStyle;
  readonly hand: Hand;
}

function written(field: string, person: RosterValues, writing: Writing): string {
  const { school, schoolYear, style, hand } = writing;
  const value = person[field] ?? '';
  if (value === '') return '';
  switch (field) {
    case 'birth':
      return dateText(value, hand.date);
    case 'entry':
      return hand.month(value);
    case 'ethnicity':
      return hand.shortEthnicity === true ? value.replace(/(?<=.)族$/, '') : value;
    case 'grade':
      return style === 'later' && person['stage'] !== '学前'
        ? `${schoolYear - Number(value) + 1}级`
        : gradeName(school, person);
    case 'class':
      return style === 'earlier' ? className(school, person) : `${value}班`;
    default:
      return hand.values[field]?.[value] ?? value;
  }
}

function dateText(iso: string, as: Hand['date']): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (as === 'digits') return year + month + day;
  return as === 'slashes' ? `${year}/${Number(month)}/${Number(day)}` : iso;
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const numeral = (number: number): string => numerals[number - 1] ?? String(number);

/** 三年级, 八年级, 高一, 中班; 初一 where the primary school has five years, because 六年级 could be either. */
export function gradeName(school: Pick<School, 'system'>, { stage, grade = '' }: RosterValues): string {
  if (grade === '') return '';
  const number = Number(grade);
  if (stage === '高中') return `高${numeral(number)}`;
  if (stage === '学前') return `${['托', '小', '中', '大'][number - 1] ?? ''}班`;
  if (stage !== '初中') return `${numeral(number)}年级`;
  const before = gradesOf(school, '小学' satisfies Teaching);
  return before === 6 ? `${numeral(before + number)}年级` : `初${numeral(number)}`;
}

/** 三（2）班, 三年级2班; of who is in no class the grade. */
function className(school: Pick<School, 'system'>, person: RosterValues): string {
  const { stage, class: number = '' } = person;
  const grade = gradeName(school, person);
  if (number === '') return grade;
  if (stage === '学前') return `${grade.slice(0, -1)}${number}班`;
  return stage === '小学' ? `${grade.slice(0, -2)}（${number}）班` : `${grade}${number}班`;
}
