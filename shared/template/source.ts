import { cellsOf, columnKey } from '../cell';
import type { Definitions } from '../definitions';
import type { FigureStage } from '../figure-stage';
import type { Form } from '../form';

/** What of the school's record a template may ask for. */
export const schoolFields = ['name', 'code', 'type', 'county', 'town', 'placeType', 'system'] as const;
/** `year` is the calendar year in which the school year begins. */
export const collectionFields = ['schoolYear', 'year', 'title'] as const;
/** What travels with an indicator's figure; `value` is the figure itself. */
export const indicatorParts = ['value', 'display', 'numerator', 'denominator', 'method'] as const;

/** One name that stands for a value of ours. */
export type Source =
  | { readonly kind: 'cell'; readonly form: string; readonly cell: string }
  | { readonly kind: 'listColumn'; readonly form: string; readonly column: string }
  | { readonly kind: 'school'; readonly field: (typeof schoolFields)[number] }
  | { readonly kind: 'collection'; readonly field: (typeof collectionFields)[number] }
  | {
      readonly kind: 'indicator';
      readonly id: string;
      /** Of an indicator with a figure for each stage; null means its first, as mappings of old meant it. */
      readonly stage: FigureStage | null;
      readonly part: (typeof indicatorParts)[number];
    };

/** Words that a bureau officer types where the contract has a name. The first of each is the one we show. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  'school.name': ['学校名称', '校名', '学校', '填报单位', '单位名称', '学校（机构）名称'],
  'school.code': ['学校标识码', '学校（机构）标识码', '学校代码', '标识码', '机构标识码'],
  'school.type': ['办学类型', '学校类型', '学校办学类型'],
  'school.county': ['县（市、区）', '县', '县区', '所在县'],
  'school.town': ['乡镇', '乡（镇）', '所在乡镇'],
  'school.placeType': ['城乡类型', '驻地城乡类型'],
  'school.system': ['学制'],
  'collection.schoolYear': ['学年'],
  'collection.year': ['年份', '年度'],
  'collection.title': ['年报任务', '任务名称'],
};

const partNames = new Map<string, (typeof indicatorParts)[number]>([
  ['数值', 'value'],
  ['文字', 'display'],
  ['分子', 'numerator'],
  ['分母', 'denominator'],
  ['方法', 'method'],
]);

/** Full-width signs to half-width, without spaces: `教基３１１２！01．7` → `教基3112!01.7`. */
function plain(name: string): string {
  return name
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200b\ufeff]/g, '');
}

const byAlias = new Map(
  Object.entries(aliases).flatMap(([name, words]) => words.map((word) => [plain(word), name] as const)),
);

/** The word for a name of the school's record or the round: `school.name` → 学校名称. */
export function aliasOf(name: string): string {
  return aliases[name]?.[0] ?? name;
}

function ofTable<T extends string>(fields: readonly T[], name: string): T | undefined {
  return fields.find((field) => field === name);
}

function indicatorSource({ indicators }: Pick<Definitions, 'indicators'>, name: string): Source | null {
  const [known = '', ...words] = name.split('.');
  const found = indicators.find((indicator) => indicator.id === known || plain(indicator.name) === known);
  const stage = found?.stages.find((each) => each === words[0]) ?? null;
  const [word, ...rest] = stage === null ? words : words.slice(1);
  const part = word === undefined ? 'value' : (partNames.get(word) ?? ofTable(indicatorParts, word));
  if (found === undefined || part === undefined || rest.length > 0) return null;
  // The only stage there is needs no name.
  return { kind: 'indicator', id: found.id, stage: found.stages.length > 1 ? stage : null, part };
}

const keysByForm = new WeakMap<Form, ReadonlySet<string>>();

function keysOf(form: Form): ReadonlySet<string> {
  const keys = keysByForm.get(form) ?? new Set(cellsOf(form).map(({ key }) => key));
  keysByForm.set(form, keys);
  return keys;
}

/** `1.7`, `01.07` and `r01c07` are all `01.7`; a field may be named by its label. */
function keyIn(form: Form, name: string): string | null {
  const match = /^(\d{1,2})\.(\d{1,2})$/.exec(name) ?? /^r(\d{1,2})c(\d{1,2})$/i.exec(name);
  const wanted = match === null ? name : `${String(match[1]).padStart(2, '0')}.${Number(match[2])}`;
  if (keysOf(form).has(wanted)) return wanted;
  const labelled = (form.fields ?? []).filter((field) => plain(field.label) === name);
  return labelled.length === 1 ? (labelled[0]?.id ?? null) : null;
}

function formSource(form: Form, name: string): Source | null {
  if (form.kind !== 'list') {
    const cell = keyIn(form, name);
    return cell === null ? null : { kind: 'cell', form: form.code, cell };
  }
  const number = /^c?(\d{1,2})$/i.exec(name)?.[1];
  const column = form.columns?.find(({ code }) => number !== undefined && Number(code) === Number(number));
  return column === undefined
    ? null
    : { kind: 'listColumn', form: form.code, column: columnKey(column.code) };
}

/** Reads one name as a person types it: `教基3112!1.7`, `学校名称`, `指标.小学辍学率.分子`; null when there is none such. */
export function readSource(definitions: Definitions, typed: string): Source | null {
  const typedName = plain(typed);
  const name = byAlias.get(typedName) ?? typedName;
  const mark = name.indexOf('!');
  if (mark > 0) {
    const code = name.slice(0, mark);
    const form = Object.hasOwn(definitions.forms, code) ? definitions.forms[code] : undefined;
    return form === undefined ? null : formSource(form, name.slice(mark + 1));
  }
  const [area = '', ...rest] = name.split('.');
  const within = rest.join('.');
  const school = area === 'school' ? ofTable(schoolFields, within) : undefined;
  if (school !== undefined) return { kind: 'school', field: school };
  const collection = area === 'collection' ? ofTable(collectionFields, within) : undefined;
  if (collection !== undefined) return { kind: 'collection', field: collection };
  return indicatorSource(definitions, area === 'indicator' || area === '指标' ? within : name);
}

/** The name as it stands in a mapping file; reading it gives the same source. */
export function sourceName(source: Source): string {
  switch (source.kind) {
    case 'cell':
      return `${source.form}!${source.cell}`;
    case 'listColumn':
      return `${source.form}!${source.column}`;
    case 'school':
      return `school.${source.field}`;
    case 'collection':
      return `collection.${source.field}`;
    case 'indicator': {
      const { id, stage, part } = source;
      return `indicator.${id}${stage === null ? '' : `.${stage}`}${part === 'value' ? '' : `.${part}`}`;
    }
  }
}

const marks = /(?:\{\{|｛｛)([^{}｛｝]{1,100})(?:\}\}|｝｝)/g;

/** Texts and names of a cell in turn: `填报单位：{{学校名称}}` → `填报单位：`, the mark. */
export type TextPart = string | { readonly typed: string };

export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ typed: (match[1] ?? '').trim() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

export function hasMark(text: string): boolean {
  return text.search(marks) >= 0;
}

/**
 * What looks like a mark and is none: double braces that do not belong together, or a single one beside a name that
 * means something. Null where the rest of the text, without its marks, has nothing of the kind.
 */
export function brokenMark(definitions: Definitions, text: string): string | null {
  if (!/[{}｛｝]/.test(text)) return null;
  const rest = text.replace(marks, '\n');
  const found = /(?:[{｛]{2}|[}｝]{2})/.test(rest)
    ? rest
    : /[{}｛｝]/.test(rest) && rest.split(/[{}｛｝\n]/).some((name) => readSource(definitions, name) !== null)
      ? rest
      : null;
  return found === null ? null : found.replaceAll('\n', '').trim();
}

/** What fills a cell: one name, or a text with names in double braces. */
export type CellSource =
  | { readonly kind: 'single'; readonly source: Source }
  | { readonly kind: 'words'; readonly parts: readonly (string | Source)[] };

/** Reads the source of a mapped cell, or the mark of a template's. `unknown`: the name that means nothing. */
export function readCellSource(
  definitions: Definitions,
  text: string,
): { readonly read: CellSource } | { readonly unknown: string } {
  if (!hasMark(text)) {
    const source = readSource(definitions, text);
    return source === null ? { unknown: text.trim() } : { read: { kind: 'single', source } };
  }
  const parts: (string | Source)[] = [];
  for (const part of textParts(text)) {
    if (typeof part === 'string') {
      parts.push(part);
      continue;
    }
    const source = readSource(definitions, part.typed);
    if (source === null) return { unknown: part.typed };
    parts.push(source);
  }
  const filled = parts.filter((part) => typeof part !== 'string' || part.trim() !== '');
  const [only] = filled;
  if (filled.length === 1 && only !== undefined && typeof only !== 'string')
    return { read: { kind: 'single', source: only } };
  return { read: { kind: 'words', parts } };
}

/** As it stands in a mapping file. */
export function cellSourceName(source: CellSource): string {
  if (source.kind === 'single') return sourceName(source.source);
  return source.parts.map((part) => (typeof part === 'string' ? part : `{{${sourceName(part)}}}`)).join('');
}

export function sourcesIn(source: CellSource): readonly Source[] {
  if (source.kind === 'single') return [source.source];
  return source.parts.filter((part) => typeof part !== 'string');
}
