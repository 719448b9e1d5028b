import { cellKey, cellName, columnKey, columnPath, plainLabel, rowPath } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import { conjuncts, isComparison, parseExpression, walk } from '../../shared/expression';
import type { BinaryNode, Node, RefNode } from '../../shared/expression';
import type { CellRef, Finding } from '../../shared/finding';
import { describeCell, sideValue } from '../../shared/finding-text';
import type { Form } from '../../shared/form';
import { formulaWords } from './formula-words';

/** A cell that one side reads, with what it says. */
export interface SidePart {
  readonly sign: '+' | '-';
  /** Null for a number that stands in the rule itself, and for an earlier year's cell: there is nowhere to go to. */
  readonly cell: CellRef | null;
  readonly label: string;
  readonly value: string;
}

/** One side of a relation: what it comes to and what it is made of. */
export interface Side {
  readonly value: string;
  /** The formula where it is more than a sum; `parts` are then the cells in it. */
  readonly words: string | null;
  readonly parts: readonly SidePart[];
}

export interface Sides {
  readonly left: Side;
  readonly right: Side;
}

/** The same cell a year ago as it was shown; null when nothing is known. */
export type ValueBefore = (form: string, cell: string) => string | null;

/**
 * Both sides of a failed relation, as the rule is written, with the present values of their cells; null where the
 * relation is no comparison, or is one of those that no form states.
 */
export function sidesOf(
  definitions: Definitions,
  finding: Finding,
  valueBefore: ValueBefore = () => null,
): Sides | null {
  const form = definitions.forms[finding.form];
  const check = form?.checks.find(({ id }) => id === finding.check);
  if (form === undefined || check === undefined || finding.left === null || finding.right === null)
    return null;
  const place = placeOf(finding.key.slice(check.id.length));
  const node = conjuncts(parseExpression(check.expr))[place.part];
  const relation = node === undefined ? null : comparisonIn(node);
  if (relation === null) return null;
  const names = namesIn(definitions, form, finding, place, valueBefore);
  const [left, right] = withRest([names.parts(relation.left), names.parts(relation.right)], names.rest);
  const short = shorten(definitions, form, [...left.parts, ...right.parts]);
  const side = ({ words, parts }: Unnamed, value: string): Side => ({
    value: sideValue(value),
    words,
    parts: parts.map((part) => ({
      sign: part.sign,
      cell: part.back === 0 && part.at !== null ? { form: part.form, cell: part.at.key } : null,
      label: `${part.back > 0 ? '上年' : ''}${part.at === null ? part.text : short(part)}`,
      value: part.value,
    })),
  });
  return { left: side(left, finding.left), right: side(right, finding.right) };
}

interface Place {
  readonly row: string | null;
  readonly col: string | null;
  readonly part: number;
  readonly record: string | null;
}

/** What stands in a finding's key behind the check: `@04c7#2`, `#1@record-0001`. */
function placeOf(rest: string): Place {
  const found = /^(?:@(\d{2})?(?:c(\d+))?)?(?:#(\d+))?(?:@(.+))?$/.exec(rest);
  const [, row, col, part, record] = found ?? [];
  return { row: row ?? null, col: col ?? null, part: Number(part ?? 1) - 1, record: record ?? null };
}

/** The comparison that a relation comes down to: of `if`, the one branch that compares anything. */
function comparisonIn(node: Node): BinaryNode | null {
  if (node.type === 'binary') return isComparison(node.op) ? node : null;
  if (node.type !== 'call' || node.name !== 'if') return null;
  const found = node.args.slice(1).flatMap((branch) => comparisonIn(branch) ?? []);
  return found.length === 1 ? (found[0] ?? null) : null;
}

interface UnnamedPart {
  readonly sign: '+' | '-';
  readonly form: string;
  readonly back: number;
  /** Null for a number of the rule. */
  readonly at: { readonly key: string; readonly row: string | null; readonly col: string | null } | null;
  readonly text: string;
  readonly value: string;
}

interface Unnamed {
  readonly words: string | null;
  readonly parts: readonly UnnamedPart[];
  /** It reads cells that the formula does not name: those of an indicator, or of another edition's form. */
  readonly isIndirect: boolean;
}

/** Cells that neither side names belong to the first side that reads cells without naming them. */
function withRest(
  sides: readonly [Unnamed, Unnamed],
  rest: (named: readonly UnnamedPart[]) => readonly UnnamedPart[],
): readonly [Unnamed, Unnamed] {
  const [left, right] = sides;
  const others = rest([...left.parts, ...right.parts]);
  if (left.isIndirect) return [{ ...left, parts: others }, right];
  if (right.isIndirect) return [left, { ...right, parts: others }];
  return sides;
}

function namesIn(
  definitions: Definitions,
  form: Form,
  { values, cells }: Finding,
  place: Place,
  valueBefore: ValueBefore,
) {
  const flip = (sign: '+' | '-') => (sign === '+' ? '-' : '+');

  /** A cell that the school does not see takes no part: the relation does not read it. */
  function cell(
    code: string,
    back: number,
    key: string,
    sign: '+' | '-',
    row: string | null,
    col: string | null,
  ): UnnamedPart[] {
    const value = back === 0 ? values[cellName(code, key)] : (valueBefore(code, key) ?? undefined);
    if (value === undefined) return [];
    return [{ sign, form: code, back, at: { key, row, col }, text: '', value: value === '' ? '空' : value }];
  }

  function reference({ back, form: named, row, col }: RefNode, sign: '+' | '-'): UnnamedPart[] {
    const code = named ?? form.code;
    const at = (given: string | null, own: string | null) => (given === null || given === '*' ? own : given);
    const [inRow, inColumn] = [at(row, place.row), at(col, place.col)];
    if (inColumn === null) return [];
    if (place.record !== null && named === null && row === null)
      return cell(code, back, `${place.record}.${columnKey(inColumn)}`, sign, null, inColumn);
    return inRow === null ? [] : cell(code, back, cellKey(inRow, inColumn), sign, inRow, inColumn);
  }

  function range(from: RefNode, to: RefNode, sign: '+' | '-'): UnnamedPart[] {
    const within = definitions.forms[from.form ?? form.code];
    const between = (
      all: readonly { readonly code: string }[] | undefined,
      a: string | null,
      b: string | null,
      own: string | null,
    ) => {
      const [first, last] = [a, b].map((code) => (code === null || code === '*' ? own : code));
      const codes = (all ?? []).map(({ code }) => code);
      return codes.slice(codes.indexOf(first ?? ''), codes.indexOf(last ?? '') + 1);
    };
    return between(within?.rows, from.row, to.row, place.row).flatMap((row) =>
      between(within?.columns, from.col, to.col, place.col).flatMap((col) =>
        reference({ ...from, row, col }, sign),
      ),
    );
  }

  /** The parts of a sum; null where the side is more than that. */
  function terms(node: Node, sign: '+' | '-'): UnnamedPart[] | null {
    switch (node.type) {
      case 'ref':
        return reference(node, sign);
      case 'field':
        return cell(node.form ?? form.code, node.back, node.id, sign, null, null);
      case 'range':
        return range(node.from, node.to, sign);
      case 'number':
        return [{ sign, form: '', back: 0, at: null, text: '', value: node.value }];
      case 'unary':
        return node.op === '-' ? terms(node.operand, flip(sign)) : null;
      case 'binary':
        if (node.op !== '+' && node.op !== '-') return null;
        return joined([terms(node.left, sign), terms(node.right, node.op === '-' ? flip(sign) : sign)]);
      case 'call':
        return node.name === 'sum' ? joined(node.args.map((each) => terms(each, sign))) : null;
      default:
        return null;
    }
  }

  /** Every cell that a formula names. */
  function mentioned(node: Node): readonly UnnamedPart[] {
    const parts = new Map<string, UnnamedPart>();
    walk(node, (inner) => {
      const found =
        inner.type === 'ref'
          ? reference(inner, '+')
          : inner.type === 'range'
            ? range(inner.from, inner.to, '+')
            : [];
      for (const part of found) parts.set(`${part.back}${cellName(part.form, part.at?.key ?? '')}`, part);
      // Columns of another list's records have no cell.
      return (
        inner.type !== 'range' && !(inner.type === 'call' && /^(count|sumBy|countRows)$/.test(inner.name))
      );
    });
    return [...parts.values()];
  }

  return {
    parts(node: Node): Unnamed {
      const sum = terms(node, '+');
      if (sum !== null && sum.length > 0) return { words: null, parts: sum, isIndirect: false };
      const parts = mentioned(node);
      const isIndirect = parts.length === 0 && readsIndirectly(node);
      return { words: formulaWords(definitions, node), parts, isIndirect };
    },
    rest: (named: readonly UnnamedPart[]): readonly UnnamedPart[] => {
      const known = new Set(
        named.flatMap((part) =>
          part.back === 0 && part.at !== null ? [cellName(part.form, part.at.key)] : [],
        ),
      );
      return cells
        .filter(({ form: code, cell: key }) => !known.has(cellName(code, key)))
        .flatMap(({ form: code, cell: key }) => {
          const [row, col] = /^\d{2}\.\d+$/.test(key) ? key.split('.') : [];
          return cell(code, 0, key, '+', row ?? null, col ?? null);
        });
    },
  };
}

function readsIndirectly(node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= inner.type === 'ref' || (inner.type === 'call' && inner.name === 'indicator');
    return inner.type !== 'call' || inner.name === 'sum' || inner.name === 'round';
  });
  return found;
}

function joined(lists: readonly (UnnamedPart[] | null)[]): UnnamedPart[] | null {
  return lists.some((list) => list === null) ? null : lists.flatMap((list) => list ?? []);
}

/** Cells in one row are told apart by their columns and the other way round; what they share need not be said of each. */
function shorten(definitions: Definitions, form: Form, parts: readonly UnnamedPart[]) {
  const here = parts.filter((part) => part.at !== null && part.form === form.code);
  const oneRow = here.length === parts.length && new Set(here.map(({ at }) => at?.row)).size === 1;
  const oneColumn = here.length === parts.length && new Set(here.map(({ at }) => at?.col)).size === 1;
  return ({ form: code, at }: UnnamedPart): string => {
    const definition = definitions.forms[code];
    const row = definition?.rows?.find((each) => each.code === at?.row);
    const column = definition?.columns?.find((each) => each.code === at?.col);
    const key = row === undefined || at === null ? '' : `（${at.key}）`;
    if (column === undefined || definition === undefined || (row === undefined && at?.row !== null))
      return describeCell(definitions, code, at?.key ?? '').replace(`${form.code} `, '');
    if (row === undefined || (oneRow && !oneColumn)) return `${columnPath(column)}${key}`;
    if (oneColumn && !oneRow) return `${rowPath(definition, row)}${key}`;
    const words = `${plainLabel(rowPath(definition, row))} · ${columnPath(column)}${key}`;
    return code === form.code ? words : `${code} ${words}`;
  };
}
