import { definitionSentences as sentences } from './definition-sentences';
import { add, compare, decimal, divide, multiply, negate, subtract } from './decimal';
import type { Num } from './decimal';
import { ExpressionError, isComparison } from './expression';
import type { Arithmetic, BinaryNode, Comparison, FieldNode, Node, RefNode } from './expression';
import type { CellType, Form } from './form';
import { compileCall } from './functions';
import { isIdentityNumber } from './identity';
import type { SchoolPart } from './indicator-definition';

/**
 * What an expression computes with. `null` is a blank; `undefined` means that there is no value (division by zero, a
 * cell whose text is not a number, no last year), which makes everything built on it undefined too.
 */
export type Value = Num | string | boolean | null | undefined;

export interface RuntimeRecord {
  readonly id: string;
  /** By column code, unpadded. */
  readonly values: ReadonlyMap<string, Value>;
  /** It states a total of the other records instead of being one of them. */
  readonly isTotal: boolean;
}
export interface RuntimeList {
  readonly records: readonly RuntimeRecord[];
  /** Those that do not state totals. */
  readonly counted: readonly RuntimeRecord[];
  /** Counted records by the values of a column, grouped when first asked for. */
  readonly groups: Map<string, Map<string, RecordGroup>>;
  /** How many counted records meet a condition that reads nothing but the record, counted when first asked for. */
  readonly counts: Map<Evaluate, number>;
}

/** The records that share a value, and what was found of all of them together: forgotten when one changes. */
export interface RecordGroup {
  readonly members: Set<RuntimeRecord>;
  readonly found: Map<string, unknown>;
}

/** Values that compiled expressions read; slots are cells of this and of earlier years. */
export interface Memory {
  readonly values: Value[];
  readonly lists: Map<string, RuntimeList>;
  /** The record that column references without a row mean. */
  record: RuntimeRecord | null;
  readonly school: (name: string) => Value;
  /** Whether a form is marked 已核对, so that its blanks, or a ledger without records, mean zero. */
  readonly reviewed: (form: string) => boolean;
  /** Whether nothing is known of a list without records. */
  readonly unknown: (list: string) => boolean;
  /** Position in the lists that a function such as `sumOver` runs over. */
  element: number;
  /** Grows with every such run, so that what is the same for all elements is computed once. */
  sweep: number;
  /** Nothing that expressions read changes any more: what was computed once stays. */
  readonly fixed?: true;
  readonly target: (indicator: string, stage: string) => Value;
  /** The method by which the round judges an indicator of a stage; undefined for the usual one. */
  readonly method: (indicator: string, stage: string) => string | undefined;
  /** A national standard (生均公用经费基准定额) of the year in which the round falls. */
  readonly standard: (id: string, stage: string) => Value;
  /** One value of an indicator per school, where several schools are looked at together. */
  readonly schools?: (indicator: string, stage: string, part: SchoolPart) => readonly Value[];
  /** How a value must stand to the target, where a profile says it more strictly than the check. */
  readonly targetOp?: (indicator: string, stage: string) => Comparison | undefined;
  /** 1 September of the school year, `2026-09-01`. */
  readonly countDate: string;
}

export type Evaluate = (memory: Memory) => Value;

/** Where names in an expression lead; built by the program for each form, row and column. */
export interface Scope {
  /** Slot of a cell; null when it must not be filled. Throws ExpressionError, PendingForm or FormNotFilled. */
  slot(node: RefNode | FieldNode): number | null;
  range(from: RefNode, to: RefNode): readonly number[];
  /** Value type check of a list form named in `count`. */
  list(code: string): Scope;
  path(object: 'school' | 'row' | 'col', name: string): Evaluate;
  indicator(id: string, stage: string): Evaluate;
  /** The list form whose current record bare columns mean. */
  readonly recordForm: Form | null;
  back(node: Node, years: number): Node;
  /** What a cell is filled with, before it is rounded; null where it is typed, or where its source is not rounded. */
  unrounded(node: RefNode): Evaluate | null;
  /** What the row asks of the figure that it reports. */
  readonly goal: { readonly op: Comparison; readonly indicator: string; readonly stage: string } | null;
  /** The same place in each row that the check runs over. */
  eachRow(): readonly Scope[];
  /** What a cell or column can hold; undefined where that is not known. */
  typeOf(node: RefNode | FieldNode): CellType | undefined;
  /** In an indicator, `[c11]` names one of its inputs. */
  input?(id: string): Evaluate | undefined;
  /** The list behind an input, where it has one value per school or item. */
  series?(id: string): ((memory: Memory) => readonly Value[]) | undefined;
}

/** A truth value, or undefined where there is none. */
export const truth = (value: Value): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** A blank counts as zero in arithmetic; texts and truth values have no number. */
export function number(value: Value): Num | undefined {
  if (value === null) return 0;
  return typeof value === 'number' || typeof value === 'object' ? value : undefined;
}

export function compareValues(op: Comparison, a: Value, b: Value): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === 'string' || typeof b === 'string') {
    const [left, right] = [a ?? '', b ?? ''];
    if (typeof left !== 'string' || typeof right !== 'string')
      return op === '=' ? false : op === '<>' ? true : undefined;
    if (op !== '=' && op !== '<>' && (left === '' || right === '')) return undefined;
    return holds(op, left < right ? -1 : left > right ? 1 : 0);
  }
  const [left, right] = [number(a), number(b)];
  if (left === undefined || right === undefined)
    return op === '=' ? a === b : op === '<>' ? a !== b : undefined;
  return holds(op, compare(left, right));
}

function holds(op: Comparison, order: number): boolean {
  switch (op) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function arithmetic(op: Arithmetic, a: Value, b: Value): Value {
  if (a === null && b === null) return op === '/' ? undefined : null;
  if (op === '-' && typeof a === 'string' && typeof b === 'string') return daysBetween(b, a);
  const [left, right] = [number(a), number(b)];
  if (left === undefined || right === undefined || a === undefined || b === undefined) return undefined;
  switch (op) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
  }
}

function daysBetween(from: string, to: string): Value {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return Number.isInteger(days) ? days : undefined;
}

/** Compiles an expression to a function. Throws ExpressionError for what can be known to be wrong beforehand. */
export function compileNode(node: Node, scope: Scope): Evaluate {
  switch (node.type) {
    case 'number': {
      const value = decimal(node.value);
      return () => value;
    }
    case 'text':
    case 'boolean':
      return () => node.value;
    case 'blank':
      return () => null;
    case 'ref':
    case 'field':
      return compileReference(node, scope);
    case 'path':
      return scope.path(node.object, node.name);
    case 'unary': {
      const operand = compileNode(node.operand, scope);
      if (node.op === 'not') return (memory) => not(truth(operand(memory)));
      return (memory) => {
        const value = operand(memory);
        const plain = value === null ? undefined : number(value);
        return value === null ? null : plain === undefined ? undefined : negate(plain);
      };
    }
    case 'binary':
      return compileBinary(node, scope);
    case 'in': {
      const operand = compileNode(node.operand, scope);
      const list = node.list.map((item) => compileNode(item, scope));
      return (memory) => {
        const value = operand(memory);
        if (value === undefined) return undefined;
        return list.some((item) => compareValues('=', value, item(memory)) === true) !== node.negated;
      };
    }
    case 'matches': {
      const operand = compileNode(node.operand, scope);
      const pattern = node.pattern === null ? null : new RegExp(node.pattern, 'u');
      return (memory) => {
        const value = operand(memory);
        if (value === undefined) return undefined;
        const text = typeof value === 'string' ? value : value === null ? '' : String(value);
        return pattern === null ? isIdentityNumber(text) : pattern.test(text);
      };
    }
    case 'call':
      return compileCall(node, scope, compileNode);
    case 'range':
      throw new ExpressionError(sentences.rangeOutsideSum());
    case 'form':
      throw new ExpressionError(sentences.formOutsideCount(node.code));
  }
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function compileReference(node: RefNode | FieldNode, scope: Scope): Evaluate {
  if (
    scope.recordForm !== null &&
    node.type === 'ref' &&
    node.row === null &&
    node.form === null &&
    node.back === 0
  ) {
    const column = node.col ?? '';
    return ({ record }) => (record?.values.has(column) === true ? record.values.get(column) : null);
  }
  const input = node.type === 'field' && node.form === null ? scope.input?.(node.id) : undefined;
  if (input !== undefined) return input;
  const slot = scope.slot(node);
  return slot === null ? () => null : (memory) => memory.values[slot];
}

function compileBinary(node: BinaryNode, scope: Scope): Evaluate {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  const { op } = node;
  if (op === 'and' || op === 'or') {
    const decisive = op === 'or';
    return (memory) => {
      const [a, b] = [truth(left(memory)), truth(right(memory))];
      if (a === decisive || b === decisive) return decisive;
      return a === undefined || b === undefined ? undefined : !decisive;
    };
  }
  if (isComparison(op)) return (memory) => compareValues(op, left(memory), right(memory));
  return (memory) => arithmetic(op, left(memory), right(memory));
}
