import { cellsOf } from '../cell';
import type { Definitions } from '../definitions';
import type { Edition, Form } from '../form';
import { formatAddress, parseAddress } from '../workbook-address';
import { placedCells } from '../workbook-cells';
import { builtLabels } from '../workbook-labels';
import { hiddenBy, mergesOf } from '../workbook-overlay';
import { labelKey, printedCode } from './label';

/** A row or a column of a form, with the labels above it. */
export interface AxisItem {
  readonly code: string;
  readonly number: number;
  /** Keys of the labels from the outermost one in; empty ones (其中 alone) are left out. */
  readonly path: readonly string[];
  /** The other items that it is part of, nearest first, with their level in the path. */
  readonly ancestors: readonly { readonly index: number; readonly level: number }[];
}

/** A text that our own sheet of the form prints. */
export interface PrintedText {
  readonly row: number;
  readonly column: number;
  readonly toRow: number;
  readonly toColumn: number;
  /** Key of the label, or a code in plain digits. */
  readonly key: string;
}

/** A form as it is looked for on foreign sheets. */
export interface FormModel {
  readonly form: Form;
  readonly edition: Edition;
  readonly rows: readonly AxisItem[];
  readonly columns: readonly AxisItem[];
  readonly title: string;
  /** Distinct keys of heads, rows and fields, without numbers. */
  readonly words: ReadonlySet<string>;
  /** Keys of cells (columns of a list) that somebody fills. */
  readonly fillable: readonly string[];
}

function rowItems(form: Form): readonly AxisItem[] {
  const rows = form.rows ?? [];
  const indexOf = new Map(rows.map(({ code }, index) => [code, index]));
  return rows.map((row) => {
    const chain: number[] = [];
    for (let parent = row.parent; parent !== undefined && chain.length < 5;) {
      const index = indexOf.get(parent);
      if (index === undefined) break;
      chain.push(index);
      parent = rows[index]?.parent;
    }
    const path = [...chain].reverse().map((index) => labelKey(rows[index]?.label ?? ''));
    return {
      code: row.code,
      number: Number(row.code),
      path: [...path, labelKey(row.label)],
      ancestors: chain.map((index, distance) => ({ index, level: chain.length - 1 - distance })),
    };
  });
}

function columnItems(form: Form): readonly AxisItem[] {
  const paths = (form.columns ?? []).map(({ label }) => label.map(labelKey).filter((key) => key !== ''));
  const indexOf = new Map(paths.map((path, index) => [path.join('\n'), index]));
  return (form.columns ?? []).map((column, own) => {
    const path = paths[own] ?? [];
    const ancestors = [];
    for (let level = path.length - 2; level >= 0; level -= 1) {
      const index = indexOf.get(path.slice(0, level + 1).join('\n'));
      if (index !== undefined && index !== own) ancestors.push({ index, level });
    }
    return { code: column.code, number: Number(column.code), path, ancestors };
  });
}

/** Texts by address as our sheet prints them, marks and helper cells left out; the year is none of them. */
function printedAt(edition: Edition, form: Form): PrintedText[] {
  const built = builtLabels(edition, form, null, 1);
  const merges = mergesOf(form.layout, built.merges);
  const hidden = hiddenBy(merges);
  const ends = new Map(merges.map(({ from, to }) => [formatAddress(from), to]));
  const texts = new Map([...built.labels].map(([address, { text }]) => [address, text]));
  for (const [address, text] of Object.entries(form.layout.texts ?? {}))
    texts.set(address, text.includes('{') ? '' : text);
  for (const { position } of placedCells(form, null, 1)) texts.delete(formatAddress(position));
  return [...texts].flatMap(([address, text]) => {
    const key = hidden.has(address) ? '' : (printedCode(text)?.toString() ?? labelKey(text));
    const { row, column } = parseAddress(address);
    const to = ends.get(address) ?? { row, column };
    return key === '' ? [] : [{ row, column, toRow: to.row, toColumn: to.column, key }];
  });
}

export interface PrintedTexts {
  readonly title: PrintedText | null;
  readonly code: PrintedText | null;
  /** Every other text that says what stands where: heads, codes, row and field labels. */
  readonly others: readonly PrintedText[];
}

const printedOf = new WeakMap<FormModel, PrintedTexts>();

/** Built when a sheet is first held against the form. */
export function printedTexts(model: FormModel): PrintedTexts {
  const known = printedOf.get(model);
  if (known !== undefined) return known;
  const { layout } = model.form;
  const all = printedAt(model.edition, model.form);
  const at = (address: string): PrintedText | null => all.find((text) => isAt(text, address)) ?? null;
  const [title, code] = [at(layout.title), at(layout.codeAndUnit)];
  const texts = { title, code, others: all.filter((text) => text !== title && text !== code) };
  printedOf.set(model, texts);
  return texts;
}

function isAt(text: PrintedText, address: string): boolean {
  const { row, column } = parseAddress(address);
  return text.row === row && text.column === column;
}

function fillableKeys(form: Form): readonly string[] {
  if (form.kind === 'list') return (form.columns ?? []).map(({ code }) => `c${code.padStart(2, '0')}`);
  return cellsOf(form)
    .filter(({ kind }) => kind !== 'notApplicable')
    .map(({ key }) => key);
}

/** What a field form prints: its fields, or the texts of its layout where those say it in pieces. */
function fieldKeys(form: Form): readonly string[] {
  if (form.kind !== 'fields') return [];
  const pieces = Object.values(form.layout.texts ?? {}).filter(
    (text) => printedCode(text) === null && !text.includes('{'),
  );
  const texts = pieces.length > 0 ? pieces : (form.fields ?? []).map(({ label }) => label);
  return texts.map(labelKey).filter((key) => key !== '');
}

function modelOf(edition: Edition, form: Form): FormModel {
  const rows = rowItems(form);
  const columns = columnItems(form);
  const words = new Set<string>();
  for (const { path } of [...rows, ...columns]) for (const key of path) if (key !== '') words.add(key);
  for (const key of fieldKeys(form)) words.add(key);
  return {
    form,
    edition,
    rows,
    columns,
    title: labelKey(form.title),
    words,
    fillable: fillableKeys(form),
  };
}

/** The forms of all editions, and which of them say a word. */
export interface FormModels {
  readonly all: readonly FormModel[];
  readonly byCode: ReadonlyMap<string, FormModel>;
  readonly byTitle: ReadonlyMap<string, readonly FormModel[]>;
  /** Form codes in plain letters, longest first, so that 续表 is not taken for the table that it continues. */
  readonly codes: readonly { readonly key: string; readonly model: FormModel }[];
  readonly saying: ReadonlyMap<string, readonly FormModel[]>;
  /** How telling a word is: one that all forms say tells nothing. */
  readonly weightOf: (word: string) => number;
  readonly wholeWeightOf: (model: FormModel) => number;
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

const known = new WeakMap<Definitions, FormModels>();

/** Built when the first foreign workbook is met. */
export function formModels(definitions: Definitions): FormModels {
  const cached = known.get(definitions);
  if (cached !== undefined) return cached;
  const all = definitions.editions.flatMap((edition) =>
    edition.forms.flatMap((code) => {
      const form = definitions.forms[code];
      return form === undefined ? [] : [modelOf(edition, form)];
    }),
  );
  const saying = grouped(all.flatMap((model) => [...model.words].map((word) => [word, model] as const)));
  const weightOf = (word: string): number => Math.log(1 + all.length / (saying.get(word)?.length ?? 1));
  const whole = new Map(
    all.map((model) => [model, [...model.words].reduce((sum, word) => sum + weightOf(word), 0)]),
  );
  const models: FormModels = {
    all,
    byCode: new Map(all.map((model) => [model.form.code, model])),
    byTitle: grouped(all.map((model) => [model.title, model] as const)),
    codes: all
      .map((model) => ({ key: labelKey(model.form.code), model }))
      .sort((a, b) => b.key.length - a.key.length),
    saying,
    weightOf,
    wholeWeightOf: (model) => Math.max(whole.get(model) ?? 0, 0.001),
  };
  known.set(definitions, models);
  return models;
}
