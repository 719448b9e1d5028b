import { bridgeCell } from '../../shared/bridge';
import { cellName } from '../../shared/cell';
import { childrenOf, parseExpression } from '../../shared/expression';
import type { FieldNode, Node, RefNode } from '../../shared/expression';
import type { Form, FormColumn, FormRow } from '../../shared/form';
import type { Binding } from '../../shared/indicator-definition';
import type { ListRecord } from '../../shared/submission';
import type { Num } from '../../shared/decimal';
import type { NaiveYear } from './naive';

/** null: blank; undefined: no value. */
export type Value = Num | string | boolean | null | undefined;

export type NaiveInputs = Readonly<
  Record<string, { from: string | undefined; required?: true | undefined; otherwise?: string | undefined }>
>;

/** Where an expression stands. */
export interface Place {
  readonly form: Form | null;
  readonly row?: FormRow | null;
  readonly column?: FormColumn | null;
  /** Rows that a check runs over. */
  readonly rows?: readonly FormRow[];
  /** Bare columns mean this record of the form; null where it is not known which. */
  readonly record?: ListRecord | null;
  /** Where `row.label` and the like lead from inside a ledger. */
  readonly outer?: Place;
  /** In an indicator: its inputs, by name. */
  readonly inputs?: NaiveInputs;
}

/** A relation reads a form that the school does not fill. */
export class NotFilled extends Error {}

/** The definition of a form that an expression names, or stands in. */
export function formAt(year: NaiveYear, code: string | null, place: Place): Form {
  const form = code === null ? place.form : year.definitions.forms[code];
  if (form === null || form === undefined) throw new Error(`no form ${code ?? ''}`);
  return form;
}

/**
 * Name of the cell that a reference means: `form!cell`, `2/form!cell` two years ago, null when the school must not
 * fill it. Throws NotFilled.
 */
export function named(year: NaiveYear, node: RefNode | FieldNode, place: Place): string | null {
  const form = formAt(year, node.form, place);
  if (node.type === 'field') {
    const name = cellName(form.code, node.id);
    if (!year.isSeen(name)) throw new NotFilled(form.code);
    return name;
  }
  const row = node.row === null || node.row === '*' ? place.row?.code : node.row;
  const col = node.col === null || node.col === '*' ? place.column?.code : node.col;
  if (row === undefined || col === undefined) throw new Error('no row or column');
  if (node.back > 0) return `${node.back}/${cellName(form.code, `${row}.${col}`)}`;
  const { edition } = year.input.collection;
  const home = year.definitions.editionOf[form.code];
  const there = { form: form.code, row, col };
  const here = home === edition || home === 'local' ? there : bridgeCell(year.definitions, there, edition);
  const name = here === undefined ? '' : cellName(here.form, `${here.row}.${here.col}`);
  if (!year.cells.has(name)) throw new NotFilled(form.code);
  return year.isSeen(name) ? name : null;
}

/** References of a range, row by row. */
export function cellsOfRange(year: NaiveYear, from: RefNode, to: RefNode, place: Place): readonly RefNode[] {
  const form = formAt(year, from.form, place);
  const between = <T extends { readonly code: string }>(all: readonly T[], a: string, b: string) =>
    all.slice(
      all.findIndex(({ code }) => code === a),
      all.findIndex(({ code }) => code === b) + 1,
    );
  const row = (node: RefNode) => (node.row === null || node.row === '*' ? (place.row?.code ?? '') : node.row);
  const col = (node: RefNode) =>
    node.col === null || node.col === '*' ? (place.column?.code ?? '') : node.col;
  return between(form.rows ?? [], row(from), row(to)).flatMap(({ code }) =>
    between(form.columns ?? [], col(from), col(to)).map((column): RefNode => ({
      ...from,
      row: code,
      col: column.code,
    })),
  );
}

/** The column of the record at hand that a reference means; null when it means something else. */
export function columnOfRecord(node: Node, place: Place): string | null {
  const bare = node.type === 'ref' && node.row === null && node.form === null && node.back === 0;
  return bare && place.record !== undefined ? node.col : null;
}

/** The list form that a function names first. Throws NotFilled. */
export function listOf(year: NaiveYear, node: Node | undefined): Form {
  const form = node?.type === 'form' ? year.definitions.forms[node.code] : undefined;
  if (form?.kind !== 'list') throw new Error('no list');
  if (!year.forms.includes(form)) throw new NotFilled(form.code);
  return form;
}

export const namesList = (name: string): boolean => ['count', 'sumBy', 'foundIn'].includes(name);

/**
 * Everything that an expression could read, taken or not: cells as `named` has them, `list/局控辍1` for a ledger.
 * Throws NotFilled.
 */
export function readsOf(year: NaiveYear, node: Node, place: Place): readonly string[] {
  if (columnOfRecord(node, place) !== null) return [];
  if (node.type === 'field' && node.form === null && place.inputs !== undefined) {
    const input = place.inputs[node.id];
    return input?.from === undefined ? [] : readsOf(year, parseExpression(input.from), place);
  }
  if (node.type === 'ref' || node.type === 'field') {
    const name = named(year, node, place);
    return name === null ? [] : [name];
  }
  if (
    node.type === 'path' &&
    node.object === 'row' &&
    ['value', 'words', 'inapplicable'].includes(node.name)
  ) {
    const { figure } = place.row ?? {};
    return figure === undefined || place.rows !== undefined
      ? []
      : indicatorReads(year, [textNode(figure.indicator), textNode(figure.stage)]);
  }
  if (node.type === 'range')
    return cellsOfRange(year, node.from, node.to, place).flatMap((ref) => readsOf(year, ref, place));
  if (node.type !== 'call') return childrenOf(node).flatMap((child) => readsOf(year, child, place));
  const { args } = node;
  if (namesList(node.name)) {
    const list = listOf(year, args[0]);
    const inside: Place = { ...place, form: list, record: null, outer: place.outer ?? place };
    return [`list/${list.code}`, ...args.slice(1).flatMap((child) => readsOf(year, child, inside))];
  }
  if (node.name === 'countRows')
    return (place.rows ?? []).flatMap((row) =>
      args.flatMap((child) => readsOf(year, child, { ...place, row })),
    );
  if (node.name === 'back')
    return args.slice(1).flatMap((child) => readsOf(year, back(child, years(node.args)), place));
  if (node.name === 'unrounded') {
    const [ref] = args.flatMap((child) => readsOf(year, child, place));
    // A check reads the cell and waits for nothing behind it.
    const behind = ref === undefined || place.rows !== undefined ? null : year.readsOfCell(ref);
    return ref === undefined ? [] : [ref, ...(behind ?? [])];
  }
  if (node.name === 'prevBalance')
    return balanceYears.flatMap((past) => args.flatMap((child) => readsOf(year, back(child, past), place)));
  // The rows that report a figure follow it: a check on them reads their cells.
  if (node.name === 'indicator') return reportedIn(place, args) ? [] : indicatorReads(year, args);
  return args.flatMap((child) => readsOf(year, child, place));
}

const textNode = (value: string): Node => ({ type: 'text', value });

const reportedIn = ({ form, rows }: Place, [id, stage]: readonly Node[]): boolean =>
  rows !== undefined &&
  (form?.rows ?? []).some(({ figure }) => figure?.indicator === textOf(id) && figure.stage === textOf(stage));

export const balanceYears = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export function years(args: readonly Node[]): number {
  const [first] = args;
  if (first?.type !== 'number') throw new Error('no number of years');
  return Number(first.value);
}

/** The same cell years ago. */
export function back(node: Node, past: number): Node {
  return node.type === 'ref' || node.type === 'field' ? { ...node, back: past } : node;
}

export const textOf = (node: Node | undefined): string => (node?.type === 'text' ? node.value : '');

/** What an indicator reads; nothing when the school does not have it. */
export function indicatorReads(year: NaiveYear, args: readonly Node[]): readonly string[] {
  const found = indicatorAt(year, args);
  if (found === undefined || !concerns(year, textOf(args[1]))) return [];
  const inputs = inputsOf(year, args);
  return Object.values(inputs).flatMap(({ from }) => {
    try {
      return from === undefined ? [] : readsOf(year, parseExpression(from), { form: null, inputs });
    } catch (error) {
      if (error instanceof NotFilled) return [];
      throw error;
    }
  });
}

/** The inputs of an indicator as they are bound for a stage in the edition being filled. */
export function inputsOf(year: NaiveYear, args: readonly Node[]): NaiveInputs {
  const bound = (from: Binding | undefined): string | undefined => {
    if (from === undefined || typeof from === 'string') return from;
    if ('byStage' in from)
      return bound(Object.entries(from.byStage).find(([stage]) => stage === textOf(args[1]))?.[1]);
    if ('byEdition' in from) return bound(from.byEdition[year.input.collection.edition]);
    throw new Error('lists stand in no check');
  };
  const { inputs = {} } = indicatorAt(year, args) ?? {};
  return Object.fromEntries(
    Object.entries(inputs).map(([id, { from, ...input }]) => [id, { ...input, from: bound(from) }]),
  );
}

/** Figures of 特教, 学前, 中职 and the 县域 concern every school. */
function concerns({ teaching }: NaiveYear, stage: string): boolean {
  if (stage === '义务教育') return teaching.stages.has('小学') || teaching.stages.has('初中');
  return (
    ['县域', '特教', '学前', '中职'].includes(stage) || [...teaching.stages].some((each) => each === stage)
  );
}

export function indicatorAt(year: NaiveYear, [id, stage]: readonly Node[]) {
  return year.definitions.indicators.find(
    (indicator) => indicator.id === textOf(id) && indicator.stages.some((each) => each === textOf(stage)),
  );
}
