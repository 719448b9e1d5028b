import { definitionSentences as sentences } from './definition-sentences';
import { absolute, add, compare, round } from './decimal';
import type { Num } from './decimal';
import { number, truth } from './evaluate';
import type { Evaluate, Memory, RuntimeList, Scope, Value } from './evaluate';
import { ExpressionError } from './expression';
import type { CallNode, Node } from './expression';
import { ageOn, isIdentityNumber, sexOf } from './identity';

type Compile = (node: Node, scope: Scope) => Evaluate;

/** Sum that stays blank while every part is blank: an untouched table has no totals. */
function total(values: Iterable<Value>): Value {
  let sum: Num | null = null;
  for (const value of values) {
    if (value === null) continue;
    const part = number(value);
    if (part === undefined) return undefined;
    sum = sum === null ? part : add(sum, part);
  }
  return sum;
}

function expectArguments(node: CallNode, least: number, most = least): void {
  if (node.args.length < least || node.args.length > most)
    throw new ExpressionError(sentences.argumentCount(node.name));
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
    case 'count':
      return compileCount(node, scope, compileNode);
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
    case 'unique':
      return compileUnique(node, scope);
    case 'target': {
      expectArguments(node, 2);
      const [indicator, stage] = [textArgument(node, 0), textArgument(node, 1)];
      return (memory) => memory.target(indicator, stage);
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
    default:
      throw new ExpressionError(sentences.unknownFunction(node.name));
  }
}

function mapNumber(evaluate: Evaluate, change: (value: Num) => Num): Evaluate {
  return (memory) => {
    const value = evaluate(memory);
    if (value === null) return null;
    const plain = number(value);
    return plain === undefined ? undefined : change(plain);
  };
}

function compileSum(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  const parts = node.args.map((argument): ((memory: Memory) => Iterable<Value>) => {
    if (argument.type !== 'range') {
      const evaluate = compileNode(argument, scope);
      return (memory) => [evaluate(memory)];
    }
    const slots = scope.range(argument.from, argument.to);
    return (memory) => slots.map((slot) => memory.values[slot]);
  });
  return (memory) => total(parts.flatMap((part) => [...part(memory)]));
}

function compileCount(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  expectArguments(node, 1, 2);
  const [list, condition] = node.args;
  if (list?.type !== 'form') throw new ExpressionError(sentences.argumentNotList('count'));
  const inner = scope.list(list.code);
  const wanted = condition === undefined ? null : compileNode(condition, inner);
  const { code } = list;
  return (memory) => {
    const records = memory.lists.get(code)?.records ?? [];
    if (records.length === 0) return memory.reviewed(code) ? 0 : null;
    if (wanted === null) return records.length;
    const outer = memory.record;
    let count = 0;
    for (const record of records) {
      memory.record = record;
      if (wanted(memory) === true) count += 1;
    }
    memory.record = outer;
    return count;
  };
}

/** True when no other record of the current list has the same value in the column. */
function compileUnique(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 1);
  const [column] = node.args;
  if (!scope.inRecord || column?.type !== 'ref' || column.col === null)
    throw new ExpressionError(sentences.uniqueOutsideList());
  const key = column.col;
  return (memory) => {
    const value = memory.record?.values.get(key) ?? null;
    if (value === null || memory.record === null) return undefined;
    for (const list of memory.lists.values()) {
      if (!list.records.includes(memory.record)) continue;
      return (occurrencesIn(list, key).get(value) ?? 0) < 2;
    }
    return undefined;
  };
}

function occurrencesIn(list: RuntimeList, column: string): ReadonlyMap<Value, number> {
  const known = list.occurrences.get(column);
  if (known !== undefined) return known;
  const counts = new Map<Value, number>();
  for (const record of list.records) {
    const value = record.values.get(column) ?? null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  list.occurrences.set(column, counts);
  return counts;
}
