import { absolute, add, compare, decimal, divide, multiply, negate, round, subtract } from './decimal';
import type { Num } from './decimal';
import { ExpressionError, isComparison } from './expression';
import type { Arithmetic, BinaryNode, CallNode, Comparison, FieldNode, Node, RefNode } from './expression';
import { ageOn, isIdentityNumber, sexOf } from './identity';

/**
 * What an expression computes with. `null` is a blank; `undefined` means that there is no value (division by zero, a
 * cell whose text is not a number, no last year), which makes everything built on it undefined too.
 */
export type Value = Num | string | boolean | null | undefined;

export interface RuntimeRecord {
  readonly id: string;
  /** By column code, unpadded. */
  readonly values: ReadonlyMap<string, Value>;
}
export interface RuntimeList {
  readonly records: readonly RuntimeRecord[];
  /** How often each value occurs in a column, counted when first asked for. */
  readonly occurrences: Map<string, Map<Value, number>>;
}

/** Values that compiled expressions read; slots are cells of this and of earlier years. */
export interface Memory {
  readonly values: Value[];
  readonly lists: Map<string, RuntimeList>;
  /** The record that column references without a row mean. */
  record: RuntimeRecord | null;
  readonly school: (name: string) => Value;
  readonly target: (indicator: string, stage: string) => Value;
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
  /** True where bare columns mean the current record of a list. */
  readonly inRecord: boolean;
  back(node: Node, years: number): Node;
  /** In an indicator, `[c11]` names one of its inputs. */
  input?(id: string): Evaluate | undefined;
}

const truth = (value: Value): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** A blank counts as zero in arithmetic; texts and truth values have no number. */
function number(value: Value): Num | undefined {
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
      return compileCall(node, scope);
    case 'range':
      throw new ExpressionError('区域只能用在 sum() 里');
    case 'form':
      throw new ExpressionError(`表号 ${node.code} 只能用在 count() 里`);
  }
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function compileReference(node: RefNode | FieldNode, scope: Scope): Evaluate {
  if (scope.inRecord && node.type === 'ref' && node.row === null && node.form === null && node.back === 0) {
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

function expectArguments(node: CallNode, least: number, most = least): void {
  if (node.args.length < least || node.args.length > most)
    throw new ExpressionError(`函数 ${node.name} 的参数个数不对`);
}

function textArgument(node: CallNode, index: number): string {
  const argument = node.args[index];
  if (argument?.type !== 'text')
    throw new ExpressionError(`函数 ${node.name} 的第 ${index + 1} 个参数应是带引号的文字`);
  return argument.value;
}

function compileCall(node: CallNode, scope: Scope): Evaluate {
  const compiled = (index: number): Evaluate => compileNode(node.args[index] ?? { type: 'blank' }, scope);
  switch (node.name) {
    case 'sum':
      return compileSum(node, scope);
    case 'count':
      return compileCount(node, scope);
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
      if (digits?.type !== 'number') throw new ExpressionError('round() 的第 2 个参数应是小数位数');
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
        throw new ExpressionError('back() 的第 1 个参数应是年数');
      return compileNode(scope.back(inner, Number(years.value)), scope);
    }
    default:
      throw new ExpressionError(`没有名为 ${node.name} 的函数`);
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

function compileSum(node: CallNode, scope: Scope): Evaluate {
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

function compileCount(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 1, 2);
  const [list, condition] = node.args;
  if (list?.type !== 'form') throw new ExpressionError('count() 的第 1 个参数应是台账的表号');
  const inner = scope.list(list.code);
  const wanted = condition === undefined ? null : compileNode(condition, inner);
  const { code } = list;
  return (memory) => {
    const records = memory.lists.get(code)?.records ?? [];
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
    throw new ExpressionError('unique() 只能用于台账的列');
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
