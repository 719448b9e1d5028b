import { cellKey, cellName, columnKey, columnPath, plainLabel, rowPath } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import { walk } from '../../shared/expression';
import type { Node, RefNode } from '../../shared/expression';
import type { Finding } from '../../shared/finding';
import { describeCell } from '../../shared/finding-text';
import type { Form } from '../../shared/form';
import { formulaWords } from './formula-words';

/** The same cell a year ago as it was shown; null when nothing is known. */
export type ValueBefore = (form: string, cell: string) => string | null;

/** Where a relation was decided, as its key tells: one row, one column, the part of the rule, one record. */
export interface Place {
  readonly row: string | null;
  readonly col: string | null;
  readonly part: number;
  readonly record: string | null;
}

/** A cell, or a number of the rule, before it has a name. */
export interface UnnamedPart {
  readonly sign: '+' | '-';
  readonly form: string;
  readonly back: number;
  /** Null for a number of the rule. */
  readonly at: { readonly key: string; readonly row: string | null; readonly col: string | null } | null;
  readonly value: string;
}

export interface Unnamed {
  readonly words: string | null;
  readonly parts: readonly UnnamedPart[];
  /** It reads cells that the formula does not name: those of an indicator, or of another edition's form. */
  readonly isIndirect: boolean;
}

/** Finds out what each side of a relation reads. */
export function partsOf(
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
    return [{ sign, form: code, back, at: { key, row, col }, value: value === '' ? '空' : value }];
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
        return [{ sign, form: '', back: 0, at: null, value: node.value }];
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
export function shorten(definitions: Definitions, form: Form, parts: readonly UnnamedPart[]) {
  const cells = parts.filter((part) => part.at !== null);
  const here = cells.filter((part) => part.form === form.code);
  const oneRow = here.length === cells.length && new Set(here.map(({ at }) => at?.row)).size === 1;
  const oneColumn = here.length === cells.length && new Set(here.map(({ at }) => at?.col)).size === 1;
  return ({ form: code, at }: UnnamedPart, before: UnnamedPart | undefined): string => {
    const definition = definitions.forms[code];
    const row = definition?.rows?.find((each) => each.code === at?.row);
    const column = definition?.columns?.find((each) => each.code === at?.col);
    const key = row === undefined || at === null ? '' : `（${at.key}）`;
    if (column === undefined || definition === undefined || (row === undefined && at?.row !== null))
      return describeCell(definitions, code, at?.key ?? '').replace(`${form.code} `, '');
    const goesOn = before?.form === code && before.at?.row === at?.row;
    if (row === undefined || goesOn || (oneRow && !oneColumn)) return `${columnPath(column)}${key}`;
    if (oneColumn && !oneRow) return `${rowPath(definition, row)}${key}`;
    const words = `${plainLabel(rowPath(definition, row))} · ${columnPath(column)}${key}`;
    return code === form.code ? words : `${code} ${words}`;
  };
}
