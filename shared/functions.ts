import { definitionSentences as sentences } from './definition-sentences';
import { absolute, add, compare, round, squareRoot, subtract } from './decimal';
import type { Num } from './decimal';
import { number, truth } from './evaluate';
import { expectArguments } from './call';
import type { Compile } from './call';
import type { Evaluate, Scope, Value } from './evaluate';
import { ExpressionError } from './expression';
import type { CallNode } from './expression';
import { ageOn, isIdentityNumber, sexOf } from './identity';
import { compileJudgingCall } from './judging-functions';
import { compileListCall } from './list-functions';
import { compileSeriesCall } from './series-functions';

/** A sum stays blank while every part is blank: an untouched table has no totals. */
function plus(sum: Value, value: Value): Value {
  if (value === null || sum === undefined) return sum;
  const [left, right] = [number(sum), number(value)];
  return left === undefined || right === undefined ? undefined : add(left, right);
}

function textArgument(node: CallNode, index: number): string {
  const argument = node.args[index];
  if (argument?.type !== 'text') throw new ExpressionError(sentences.argumentNotText(node.name, index + 1));
  return argument.value;
}

/** Compiles a call of one of the functions that definitions may use; `compile` compiles its arguments. Throws ExpressionError. */
export function compileCall(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  const compiled = (index: number): Evaluate => compileNode(node.args[index] ?? { type: 'blank' }, scope);
  switch (node.name) {
    case 'sum':
      return compileSum(node, scope, compileNode);
    case 'if': {
      expectArguments(node, 3);
      const [condition, yes, no] = [compiled(0), compiled(1), compiled(2)];
      return (memory) => {
        const decided = truth(condition(memory));
        return decided === undefined ? undefined : decided ? yes(memory) : no(memory);
      };
    }
    case 'max':
    case 'min': {
      const parts = node.args.map((argument) => compileNode(argument, scope));
      const sign = node.name === 'max' ? 1 : -1;
      return (memory) => {
        const values = parts.map((part) => number(part(memory)));
        return values.reduce((best, value) =>
          best === undefined || value === undefined
            ? undefined
            : compare(value, best) * sign > 0
              ? value
              : best,
        );
      };
    }
    case 'round': {
      expectArguments(node, 2);
      const digits = node.args[1];
      if (digits?.type !== 'number') throw new ExpressionError(sentences.argumentNotNumber('round', 2));
      return mapNumber(compiled(0), (value) => round(value, Number(digits.value)));
    }
    case 'abs':
      expectArguments(node, 1);
      return mapNumber(compiled(0), absolute);
    case 'len': {
      expectArguments(node, 1);
      const text = compiled(0);
      return (memory) => {
        const value = text(memory);
        return value === undefined ? undefined : value === null ? 0 : String(value).length;
      };
    }
    case 'sexOf':
    case 'ageOf': {
      expectArguments(node, 1);
      const identity = compiled(0);
      return (memory) => {
        const value = identity(memory);
        if (typeof value !== 'string' || !isIdentityNumber(value)) return undefined;
        return node.name === 'sexOf' ? sexOf(value) : ageOn(value, memory.countDate);
      };
    }
    case 'target': {
      expectArguments(node, 2);
      const [indicator, stage] = [textArgument(node, 0), textArgument(node, 1)];
      return (memory) => memory.target(indicator, stage);
    }
    case 'standard': {
      expectArguments(node, 2);
      const [id, stage] = [textArgument(node, 0), textArgument(node, 1)];
      return (memory) => memory.standard(id, stage);
    }
    case 'sqrt':
      expectArguments(node, 1);
      return mapNumber(compiled(0), squareRoot);
    case 'monthOf': {
      expectArguments(node, 1);
      const date = compiled(0);
      return (memory) => {
        const month = /^\d{4}-(\d{2})-\d{2}$/.exec(String(date(memory) ?? ''))?.[1];
        return month === undefined ? undefined : Number(month);
      };
    }
    case 'schoolYearsAgo': {
      expectArguments(node, 1);
      const date = compiled(0);
      return (memory) => schoolYearsAgo(date(memory), memory.countDate);
    }
    case 'indicator':
      expectArguments(node, 2);
      return scope.indicator(textArgument(node, 0), textArgument(node, 1));
    case 'back': {
      expectArguments(node, 2);
      const [years, inner] = node.args;
      if (years?.type !== 'number' || inner === undefined)
        throw new ExpressionError(sentences.argumentNotNumber('back', 1));
      return compileNode(scope.back(inner, Number(years.value)), scope);
    }
    case 'countRows':
      return compileCountRows(node, scope, compileNode);
    case 'prevBalance':
      return compilePrevBalance(node, scope, compileNode);
    default: {
      const found =
        compileListCall(node, scope, compileNode) ??
        compileSeriesCall(node, scope, compileNode) ??
        compileJudgingCall(node, scope, compileNode);
      if (found === null) throw new ExpressionError(sentences.unknownFunction(node.name));
      return found;
    }
  }
}

/**
 * In which school year (1 September to 31 August) a date lies: 1 for the one that ended before the count date, 0 for the
 * one that begins with it. No value for what is no date.
 */
function schoolYearsAgo(date: Value, countDate: string): Value {
  const [year, month] = (/^(\d{4})-(\d{2})-\d{2}$/.exec(typeof date === 'string' ? date : '') ?? [])
    .slice(1)
    .map(Number);
  if (year === undefined || month === undefined) return undefined;
  return Number(countDate.slice(0, 4)) - (month < 9 ? year - 1 : year);
}

function mapNumber(evaluate: Evaluate, change: (value: Num) => Num | undefined): Evaluate {
  return (memory) => {
    const value = evaluate(memory);
    if (value === null) return null;
    const plain = number(value);
    return plain === undefined ? undefined : change(plain);
  };
}

function compileSum(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  const parts: Evaluate[] = [];
  const slots: number[] = [];
  for (const argument of node.args) {
    if (argument.type === 'range') slots.push(...scope.range(argument.from, argument.to));
    else parts.push(compileNode(argument, scope));
  }
  return (memory) => {
    let sum: Value = null;
    for (const slot of slots) sum = plus(sum, memory.values[slot]);
    for (const part of parts) sum = plus(sum, part(memory));
    return sum;
  };
}

/** `countRows(r*c03 >= r*c01)`: rows of the check for which the condition holds. */
function compileCountRows(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  expectArguments(node, 1);
  const [condition] = node.args;
  if (condition === undefined) throw new ExpressionError(sentences.argumentCount(node.name));
  const rows = scope.eachRow().map((row) => compileNode(condition, row));
  return (memory) => rows.filter((row) => row(memory) === true).length;
}

/** Years that a balance is followed back; older ones are closed books. */
const balanceYears = 9;

/**
 * `prevBalance(received, spent)`: what was left over at the end of last year, added up over the years before as far as
 * they are known. No value where last year is unknown, or where more was spent than is known to have been there: then
 * there was money from before.
 */
function compilePrevBalance(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  expectArguments(node, 2);
  const [received, spent] = node.args;
  if (received === undefined || spent === undefined)
    throw new ExpressionError(sentences.argumentCount(node.name));
  const years = Array.from({ length: balanceYears }, (_, index) =>
    [received, spent].map((part) => compileNode(scope.back(part, index + 1), scope)),
  );
  return (memory) => {
    let balance: Value;
    for (const parts of years) {
      const [income, expense] = parts.map((part) => part(memory));
      if (income === undefined || expense === undefined) break;
      const [plus, minus] = [number(income), number(expense)];
      if (plus === undefined || minus === undefined) break;
      balance = add(number(balance) ?? 0, subtract(plus, minus));
    }
    const known = number(balance);
    return known === undefined || compare(known, 0) < 0 ? undefined : known;
  };
}
