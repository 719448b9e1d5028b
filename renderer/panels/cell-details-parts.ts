import { cellApplies, teachingOf, type Teaching } from '../../shared/applicability';
import { bridgeCell } from '../../shared/bridge';
import {
  cellKey,
  cellsOf,
  columnCodes,
  columnKey,
  columnPath,
  rowCodes,
  rowPath,
  type FormCell,
} from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import { parseExpression, walk, type CallNode, type Node, type RefNode } from '../../shared/expression';
import type { CellRef } from '../../shared/finding';
import { describeCell } from '../../shared/finding-text';
import type { Form } from '../../shared/form';
import { bindingFor } from '../../shared/indicator-definition';
import type { School } from '../../shared/school';
import { recordCell } from '../grid/cell-spec';
import { holdsForSchool } from './school-condition';

/** `row.value` and what else an expression reads of the figure that a row reports. */
const ofFigure: ReadonlySet<string> = new Set(['value', 'words', 'inapplicable']);

/** How a part enters a sum; null where it is multiplied, divided or compared. */
export type Sign = '+' | '-' | null;

/** One of the figures that a computed or pulled cell is made of. */
export type SourcePart =
  | { readonly type: 'cell'; readonly sign: Sign; readonly label: string; readonly cell: CellRef }
  /** A figure of an earlier year, named as expressions name it; `years` back. */
  | {
      readonly type: 'earlier';
      readonly sign: Sign;
      readonly label: string;
      readonly cell: CellRef;
      readonly years: number;
    }
  /** Records counted or added up in a list. */
  | { readonly type: 'list'; readonly form: string };

export interface PartsInput {
  readonly definitions: Definitions;
  readonly school: School;
  readonly edition: string;
  /** Codes of the forms that the school fills. */
  readonly forms: ReadonlySet<string>;
}

/** Functions that hand the value of their first argument on. */
const passing = new Set(['round', 'max', 'min', 'abs']);

/**
 * The figures that the formula of a cell reads for this school, in the order of the formula, each once: of a choice by
 * the school's type only the branch that is hers, no cells that she does not see, no conditions.
 */
export function sourceParts(
  { definitions, school, edition, forms }: PartsInput,
  form: Form,
  cell: string,
  expression: string,
): readonly SourcePart[] {
  const teaching = teachingOf(school);
  const parts = new Map<string, SourcePart>();
  const here = placeOf(form, cell);
  collect(parseExpression(expression), '+');
  return withoutCommonGroups([...parts.values()]);

  function collect(node: Node, sign: Sign): void {
    switch (node.type) {
      case 'ref':
        return addReference(node, sign, 0);
      case 'field':
        // In a figure, the name of one of its inputs.
        if (node.form === null && form.fields === undefined) return;
        return add({ form: node.form ?? form.code, cell: node.id }, sign, node.back);
      case 'range':
        return addRange(node.from, node.to, sign);
      case 'unary':
        return collect(node.operand, node.op === '-' ? flipped(sign) : null);
      case 'binary': {
        const { op, left, right } = node;
        const isSum = op === '+' || op === '-';
        collect(left, isSum ? sign : null);
        return collect(right, isSum ? (op === '-' ? flipped(sign) : sign) : null);
      }
      case 'call':
        return collectCall(node, sign);
      case 'path':
        return node.object === 'row' && ofFigure.has(node.name) ? collectFigure() : undefined;
      default:
        return;
    }
  }

  /** What the figure that a row reports is computed from, by its usual method. */
  function collectFigure(): void {
    const { figure } = form.rows?.find(({ code }) => code === here.row) ?? {};
    const found = definitions.indicators.find(({ id }) => id === figure?.indicator);
    const method = found?.methods.find((each) => each.default === true) ?? found?.methods[0];
    if (found === undefined || figure === undefined || method === undefined) return;
    const known = new Set<string>();
    const follow = (text: string): void => {
      const node = parseExpression(text);
      collect(node, null);
      walk(node, (inner) => {
        if (inner.type !== 'field' || inner.form !== null || known.has(inner.id)) return;
        known.add(inner.id);
        const binding = bindingFor(found.inputs[inner.id]?.from, figure.stage, edition);
        if (typeof binding === 'string') follow(binding);
      });
    };
    follow(method.numerator);
    follow(method.denominator ?? '1');
  }

  function collectCall({ name, args }: CallNode, sign: Sign): void {
    const [first, second, third] = args;
    if (first === undefined) return;
    if (name === 'count' || name === 'sumBy') {
      if (first.type === 'form') parts.set(first.code, { type: 'list', form: first.code });
    } else if (name === 'sum') args.forEach((each) => collect(each, sign));
    else if (name === 'if') {
      const holds = holdsForSchool(first, school);
      if (holds !== false && second !== undefined) collect(second, sign);
      if (holds !== true && third !== undefined) collect(third, sign);
    } else if (name === 'back') {
      if (second?.type === 'ref' && first.type === 'number') addReference(second, sign, Number(first.value));
    } else if (passing.has(name)) collect(first, name === 'round' ? sign : null);
    else args.forEach((each) => collect(each, null));
  }

  function addReference({ back, form: code, row, col }: RefNode, sign: Sign, years: number): void {
    const of = code === null ? form : definitions.forms[code];
    if (of === undefined) return;
    if (of.kind === 'list') {
      if (col !== null) add({ form: of.code, cell: `${here.record}.${columnKey(col)}` }, sign, 0);
      return;
    }
    const [rowCode, colCode] = [named(row) ?? here.row, named(col) ?? here.col];
    if (rowCode === null || colCode === null) return;
    add({ form: of.code, cell: cellKey(rowCode, colCode) }, sign, years === 0 ? back : years);
  }

  function addRange(from: RefNode, to: RefNode, sign: Sign): void {
    const of = from.form === null ? form : definitions.forms[from.form];
    if (of === undefined) return;
    if (of.kind === 'list') return;
    const rows = between(rowCodes(of), named(from.row) ?? here.row, named(to.row) ?? here.row);
    const columns = between(columnCodes(of), named(from.col) ?? here.col, named(to.col) ?? here.col);
    for (const row of rows)
      for (const col of columns) add({ form: of.code, cell: cellKey(row, col) }, sign, from.back);
  }

  function add(named: CellRef, sign: Sign, years: number): void {
    if (years > 0) {
      const label = describeCell(definitions, named.form, named.cell);
      parts.set(`${years} ${named.form}!${named.cell}`, {
        ...{ type: 'earlier', sign, years, cell: named },
        label: named.form === form.code ? label.slice(named.form.length + 1) : label,
      });
      return;
    }
    const found = homeOf(named);
    if (found === null) return;
    const label = labelOf(definitions, form, here, found);
    parts.set(`${found.form}!${found.cell}`, { type: 'cell', sign, cell: found, label });
  }

  /** Where this school fills the figure: a form of the other edition is read in the one being filled. */
  function homeOf(ref: CellRef): CellRef | null {
    if (forms.has(ref.form)) return isSeen(definitions.forms[ref.form], ref.cell, teaching) ? ref : null;
    const [row = '', col = ''] = ref.cell.split('.');
    const home = bridgeCell(definitions, { form: ref.form, row, col }, edition);
    if (home === undefined || !forms.has(home.form)) return null;
    const cell = cellKey(home.row, home.col);
    return isSeen(definitions.forms[home.form], cell, teaching) ? { form: home.form, cell } : null;
  }
}

/** `(3) 招生数·一年`, `(4) 招生数·两年` → `(3) 一年`, `(4) 两年`: the group that all stand in is read in the sheet. */
function withoutCommonGroups(parts: readonly SourcePart[]): readonly SourcePart[] {
  if (parts.length < 2) return parts;
  const paths = parts.map((part) => (part.type === 'cell' ? /^(\(\d+\) )(.+)$/.exec(part.label) : null));
  const segments = paths.map((path) => path?.[2]?.split('·') ?? []);
  const shortest = Math.min(...segments.map((path) => path.length - 1));
  let common = 0;
  while (common < shortest && segments.every((path) => path[common] === segments[0]?.[common])) common += 1;
  if (common === 0) return parts;
  return parts.map((part, index) =>
    part.type === 'cell'
      ? { ...part, label: `${paths[index]?.[1] ?? ''}${segments[index]?.slice(common).join('·') ?? ''}` }
      : part,
  );
}

interface Place {
  readonly row: string | null;
  readonly col: string | null;
  readonly record: string;
}

function placeOf(form: Form, cell: string): Place {
  if (form.kind === 'list') return { row: null, col: null, record: recordCell(cell).record };
  const [row, col] = form.kind === 'matrix' ? cell.split('.') : [];
  return { row: row ?? null, col: col ?? null, record: '' };
}

/** A code as it is named; null for the row or column being filled. */
function named(code: string | null): string | null {
  return code === '*' ? null : code;
}

function flipped(sign: Sign): Sign {
  if (sign === null) return null;
  return sign === '+' ? '-' : '+';
}

function between(codes: readonly string[], from: string | null, to: string | null): readonly string[] {
  const [start, end] = [codes.indexOf(from ?? ''), codes.indexOf(to ?? '')];
  return start < 0 ? [] : codes.slice(start, end + 1);
}

const cellsByForm = new WeakMap<Form, ReadonlyMap<string, FormCell>>();

function cellOf(form: Form, key: string): FormCell | undefined {
  const cells = cellsByForm.get(form) ?? new Map(cellsOf(form).map((cell) => [cell.key, cell]));
  cellsByForm.set(form, cells);
  return cells.get(key);
}

function isSeen(form: Form | undefined, key: string, teaching: Teaching): boolean {
  if (form === undefined) return false;
  if (form.kind === 'list') return true;
  const cell = cellOf(form, key);
  return cell !== undefined && cell.kind !== 'notApplicable' && cellApplies(cell, teaching);
}

/** In the same form only what tells the part from the cell being looked at, with the code that the formula prints. */
function labelOf(definitions: Definitions, form: Form, here: Place, part: CellRef): string {
  const described = describeCell(definitions, part.form, part.cell);
  if (part.form !== form.code) return described;
  const cell = form.kind === 'matrix' ? cellOf(form, part.cell) : undefined;
  if (cell === undefined || cell.row === null || cell.column === null)
    return described.slice(form.code.length + 1);
  if (cell.row.code === here.row) return `(${cell.column.code}) ${columnPath(cell.column)}`;
  if (cell.column.code === here.col) return `(${cell.row.code}) ${rowPath(form, cell.row)}`;
  return described.slice(form.code.length + 1);
}
