import { definitionSentences as sentences } from './definition-sentences';
import type { Scope } from './evaluate';
import { ExpressionError, isComparison } from './expression';
import type { BinaryNode, CallNode, Node } from './expression';
import type { CellType } from './form';

/** What an expression gives; `any` where that is known only when it runs. */
export type ExpressionType = 'number' | 'text' | 'date' | 'truth' | 'any';

const typeOfCell: Record<CellType, ExpressionType> = {
  integer: 'number',
  decimal: 'number',
  text: 'text',
  enum: 'text',
  date: 'date',
};

/** Functions by what they give; their own arguments are checked where they are compiled. */
const typeOfCall: Readonly<Record<string, ExpressionType>> = {
  sum: 'number',
  count: 'number',
  total: 'number',
  countRows: 'number',
  sumBy: 'number',
  declaredTotal: 'number',
  prevBalance: 'number',
  max: 'number',
  min: 'number',
  round: 'number',
  abs: 'number',
  unrounded: 'number',
  len: 'number',
  ageOf: 'number',
  target: 'number',
  standard: 'number',
  sqrt: 'number',
  monthOf: 'number',
  schoolYearsAgo: 'number',
  sumOver: 'number',
  minOver: 'number',
  countOver: 'number',
  indicator: 'number',
  sexOf: 'text',
  unique: 'truth',
  printsAs: 'truth',
  meets: 'truth',
  sameWithin: 'truth',
  foundIn: 'truth',
};

/** Functions whose every argument is a number. */
const ofNumbers: ReadonlySet<string> = new Set(['sum', 'sqrt', 'max', 'min', 'abs', 'round', 'prevBalance']);

/**
 * Finds sides and operands that cannot go together: a text in a sum, a count compared with a word, a relation that is
 * none. Throws ExpressionError; `wanted` is what the place needs.
 */
export function expectType(node: Node, scope: Scope, wanted: ExpressionType): void {
  const found = typeOf(node, scope);
  if (!fits(found, wanted)) throw new ExpressionError(sentences.typeMismatch(found, wanted));
}

function fits(found: ExpressionType, wanted: ExpressionType): boolean {
  return found === 'any' || wanted === 'any' || found === wanted;
}

function typeOf(node: Node, scope: Scope): ExpressionType {
  switch (node.type) {
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'boolean':
      return 'truth';
    case 'ref':
    case 'field': {
      if (node.type === 'field' && node.form === null && scope.input?.(node.id) !== undefined) return 'any';
      const type = scope.typeOf(node);
      return type === undefined ? 'any' : typeOfCell[type];
    }
    case 'unary':
      if (node.op === 'not') expectType(node.operand, scope, 'truth');
      else expectType(node.operand, scope, 'number');
      return node.op === 'not' ? 'truth' : 'number';
    case 'binary':
      return typeOfBinary(node, scope);
    case 'in':
      for (const item of node.list) expectSameType(node.operand, item, scope);
      return 'truth';
    case 'matches':
      return 'truth';
    case 'call':
      return typeOfFunction(node, scope);
    default:
      return 'any';
  }
}

function typeOfBinary(node: BinaryNode, scope: Scope): ExpressionType {
  const { op, left, right } = node;
  if (op === 'and' || op === 'or') {
    expectType(left, scope, 'truth');
    expectType(right, scope, 'truth');
    return 'truth';
  }
  if (isComparison(op)) {
    expectSameType(left, right, scope);
    return 'truth';
  }
  // The days from one date to another.
  if (op === '-' && typeOf(left, scope) === 'date' && typeOf(right, scope) === 'date') return 'number';
  expectType(left, scope, 'number');
  expectType(right, scope, 'number');
  return 'number';
}

/** Anything may be compared with a blank: `""`. */
function expectSameType(left: Node, right: Node, scope: Scope): void {
  const empty = [left, right].some((side) => side.type === 'text' && side.value === '');
  if (!empty) expectType(right, scope, typeOf(left, scope));
}

function typeOfFunction(node: CallNode, scope: Scope): ExpressionType {
  if (node.name === 'if') {
    const [condition, yes, no] = node.args;
    if (condition === undefined || yes === undefined || no === undefined) return 'any';
    expectType(condition, scope, 'truth');
    const [one, other] = [typeOf(yes, scope), typeOf(no, scope)];
    return one === other ? one : 'any';
  }
  if (node.name === 'back') return 'any';
  if (ofNumbers.has(node.name)) for (const argument of node.args) expectType(argument, scope, 'number');
  return typeOfCall[node.name] ?? 'any';
}
