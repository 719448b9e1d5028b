import {
  absolute,
  add,
  compare,
  decimal,
  decimalText,
  divide,
  multiply,
  negate,
  round,
  subtract,
} from '../../shared/decimal';
import type { Num } from '../../shared/decimal';
import { isComparison, parseExpression } from '../../shared/expression';
import type { FieldNode, Node, RefNode } from '../../shared/expression';
import { isIdentityNumber } from '../../shared/identity';
import { plainLabel, columnPath } from '../../shared/cell';
import type { NaiveYear } from './naive';
import { call, figureAt } from './naive-functions';
import { columnOfRecord, named, NotFilled } from './naive-reads';
import type { Place, Value } from './naive-reads';

/** Walks the tree of an expression and says what it comes to. A blank is null; without a value it is undefined. */
export function evaluate(year: NaiveYear, node: Node, place: Place): Value {
  const of = (inner: Node): Value => evaluate(year, inner, place);
  switch (node.type) {
    case 'number':
      return decimal(node.value);
    case 'text':
    case 'boolean':
      return node.value;
    case 'blank':
      return null;
    case 'path':
      return pathOf(year, node.object, node.name, place.outer ?? place);
    case 'ref':
    case 'field':
      return reference(year, node, place);
    case 'unary': {
      const value = of(node.operand);
      if (node.op === 'not') return typeof value === 'boolean' ? !value : undefined;
      return value === null ? null : withNumber(value, negate);
    }
    case 'binary': {
      const [left, right] = [of(node.left), of(node.right)];
      if (node.op === 'and') return allTrue(left, right);
      if (node.op === 'or') return opposite(allTrue(opposite(left), opposite(right)));
      return isComparison(node.op) ? compared(node.op, left, right) : arithmetic(node.op, left, right);
    }
    case 'in': {
      const value = of(node.operand);
      if (value === undefined) return undefined;
      const among = node.list.some((item) => compared('=', value, of(item)) === true);
      return node.negated ? !among : among;
    }
    case 'matches': {
      const value = of(node.operand);
      if (value === undefined) return undefined;
      const text = value === null ? '' : typeof value === 'object' ? decimalText(value) : String(value);
      return node.pattern === null ? isIdentityNumber(text) : new RegExp(node.pattern, 'u').test(text);
    }
    case 'call':
      return call(year, node, place);
    default:
      throw new Error(`${node.type} stands alone`);
  }
}

function reference(year: NaiveYear, node: RefNode | FieldNode, place: Place): Value {
  const column = columnOfRecord(node, place);
  if (column !== null) {
    const { form, record } = place;
    return form === null || record === null || record === undefined
      ? null
      : year.recordValue(form, record, column);
  }
  const input = node.type === 'field' && node.form === null ? place.inputs?.[node.id] : undefined;
  if (input !== undefined) {
    const value = inputValue(year, input.from, place);
    if (value === null && input.otherwise !== undefined) return Number(input.otherwise);
    return value === null && input.required === true ? undefined : value;
  }
  const name = named(year, node, place);
  return name === null ? null : valueAt(year, name);
}

/** A figure over a form that the school does not fill is not known. */
function inputValue(year: NaiveYear, from: string | undefined, place: Place): Value {
  if (from === undefined) return undefined;
  try {
    return evaluate(year, parseExpression(from), place);
  } catch (error) {
    if (error instanceof NotFilled) return undefined;
    throw error;
  }
}

/** Value of what `named` names. */
export function valueAt(year: NaiveYear, name: string): Value {
  const past = /^(\d)\/(.*)!(.*)$/.exec(name);
  if (past === null) return year.value(name);
  return year.earlier(Number(past[1]))?.asRead(past[2] ?? '', past[3] ?? '');
}

function pathOf(year: NaiveYear, object: string, name: string, place: Place): Value {
  if (object === 'school') return year.attribute(name);
  if (object === 'row' && name === 'op') return place.row?.op;
  const { figure } = place.row ?? {};
  if (object === 'row' && figure !== undefined && name === 'value')
    return figureAt(year, figure.indicator, figure.stage)?.value;
  if (object === 'row' && figure !== undefined && name === 'words') {
    const found = figureAt(year, figure.indicator, figure.stage);
    return found === undefined ? undefined : found.words;
  }
  if (object === 'row' && figure !== undefined && name === 'inapplicable')
    return figureAt(year, figure.indicator, figure.stage)?.inapplicable ?? null;
  const label = object === 'row' ? place.row?.label : place.column && columnPath(place.column);
  return plainLabel(label ?? '');
}

export const isNumber = (value: Value): value is Num =>
  typeof value === 'number' || (typeof value === 'object' && value !== null);

function withNumber(value: Value, change: (number: Num) => Value): Value {
  return isNumber(value) ? change(value) : undefined;
}

const opposite = (value: Value): Value => (typeof value === 'boolean' ? !value : undefined);

function allTrue(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : undefined;
}

const verdict: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** A blank is 0 beside a number and the empty text beside a text, which has no place in an order. */
export function compared(op: string, left: Value, right: Value): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const texts = typeof left === 'string' || typeof right === 'string';
  const [a, b] = [left ?? (texts ? '' : 0), right ?? (texts ? '' : 0)];
  const ordered = op !== '=' && op !== '<>';
  if (typeof a === 'string' && typeof b === 'string') {
    if (ordered && (a === '' || b === '')) return undefined;
    return verdict[op]?.(a < b ? -1 : a > b ? 1 : 0);
  }
  if (isNumber(a) && isNumber(b)) return verdict[op]?.(compare(a, b));
  // Values of two kinds, or truth values: they are the same or not, but none is more.
  return ordered ? undefined : (a === b) === (op === '=');
}

function arithmetic(op: string, left: Value, right: Value): Value {
  if (left === null && right === null) return op === '/' ? undefined : null;
  if (op === '-' && typeof left === 'string' && typeof right === 'string') {
    const days = (Date.parse(left) - Date.parse(right)) / (24 * 60 * 60 * 1000);
    return Number.isInteger(days) ? days : undefined;
  }
  const [a, b] = [left ?? (left === null ? 0 : undefined), right ?? (right === null ? 0 : undefined)];
  if (!isNumber(a) || !isNumber(b)) return undefined;
  switch (op) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    default:
      return divide(a, b);
  }
}

/** Functions of one number; a blank stays blank. */
export function ofNumber(value: Value, change: (number: Num) => Num): Value {
  return value === null ? null : withNumber(value, change);
}

export const rounded = (value: Value, digits: number): Value =>
  ofNumber(value, (number) => round(number, digits));
export const unsigned = (value: Value): Value => ofNumber(value, absolute);
