import { definitionSentences as sentences } from './definition-sentences';
import { add } from './decimal';
import { compareValues, number } from './evaluate';
import type { Evaluate, Memory, RecordGroup, Scope, Value } from './evaluate';
import { ExpressionError } from './expression';
import type { CallNode, Node } from './expression';
import type { Form } from './form';
import { expectArguments } from './call';
import type { Compile } from './call';
import { groupKey, groupOf } from './record-list';
import { readsRecordOnly } from './record-reads';

/** Functions that read the records of a list form. Null when the call is none of them. Throws ExpressionError. */
export function compileListCall(node: CallNode, scope: Scope, compileNode: Compile): Evaluate | null {
  switch (node.name) {
    case 'count':
      return compileCount(node, scope, compileNode);
    case 'total':
      return compileTotal(node, scope, compileNode);
    case 'unique':
      return compileUnique(node, scope);
    case 'foundIn':
      return compileFoundIn(node, scope);
    case 'sumBy':
      return compileSumBy(node, scope);
    case 'sameWithin':
      return compileSameWithin(node, scope);
    case 'declaredTotal':
      return compileDeclaredTotal(node, scope);
    default:
      return null;
  }
}

/**
 * `count(局控辍1, c06 = "小学")`: records for which the condition holds; blank while the list is untouched, no value
 * where nothing is known of it.
 */
function compileCount(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  expectArguments(node, 1, 2);
  const code = listArgument(node);
  const inner = scope.list(code);
  const condition = node.args[1];
  const wanted = condition === undefined ? null : compileNode(condition, inner);
  const kept = condition !== undefined && readsRecordOnly(condition);
  return (memory) => {
    const list = memory.lists.get(code);
    const records = list?.counted ?? [];
    if (records.length === 0) return memory.reviewed(code) ? 0 : memory.unknown(code) ? undefined : null;
    if (wanted === null) return records.length;
    const known = kept ? list?.counts.get(wanted) : undefined;
    if (known !== undefined) return known;
    const outer = memory.record;
    let count = 0;
    for (const record of records) {
      memory.record = record;
      if (wanted(memory) === true) count += 1;
    }
    memory.record = outer;
    if (kept) list?.counts.set(wanted, count);
    return count;
  };
}

/**
 * `total(局缺口1, c11, c15 <> "已销号")`: sum of a column over the records for which the condition holds; records that
 * state totals are left out. Blank while the list is untouched, no value where nothing is known of it.
 */
function compileTotal(node: CallNode, scope: Scope, compileNode: Compile): Evaluate {
  expectArguments(node, 2, 3);
  const code = listArgument(node);
  const inner = scope.list(code);
  const column = columnArgument(node, 1);
  const condition = node.args[2];
  const wanted = condition === undefined ? null : compileNode(condition, inner);
  return (memory) => {
    const records = memory.lists.get(code)?.counted ?? [];
    if (records.length === 0) return memory.reviewed(code) ? 0 : memory.unknown(code) ? undefined : null;
    const outer = memory.record;
    let sum: Value = 0;
    for (const record of records) {
      memory.record = record;
      if (wanted !== null && wanted(memory) !== true) continue;
      const part = number(record.values.get(column) ?? null);
      sum = part === undefined || sum === undefined ? undefined : add(number(sum) ?? 0, part);
    }
    memory.record = outer;
    return sum;
  };
}

/** `unique(c05)`: true when no other record of the list has the value of the current one. */
function compileUnique(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 1);
  const list = currentList(node, scope).code;
  const column = columnArgument(node, 0);
  return (memory) => {
    const same = group(memory, list, column);
    return same === undefined ? undefined : same.members.size < 2;
  };
}

/** `foundIn(局控辍1, c05)`: whether a record of another list has the current record's value in the same column. */
function compileFoundIn(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 2);
  currentList(node, scope);
  const list = listArgument(node);
  scope.list(list);
  const column = columnArgument(node, 1);
  return (memory) => {
    if (memory.unknown(list) && (memory.lists.get(list)?.counted.length ?? 0) === 0) return undefined;
    if ((memory.record?.values.get(column) ?? null) === null) return undefined;
    return (group(memory, list, column)?.members.size ?? 0) > 0;
  };
}

/** `sumBy(局缺口1, c04, c09)`: sum of column 9 over the records that have the current record's column 4. */
function compileSumBy(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 3);
  currentList(node, scope);
  const list = listArgument(node);
  scope.list(list);
  const [key, summed] = [columnArgument(node, 1), columnArgument(node, 2)];
  return (memory) => {
    const same = group(memory, list, key);
    if (same === undefined) return undefined;
    return foundOf(same, `sum ${summed}`, () => sumOver(same, summed));
  };
}

function sumOver({ members }: RecordGroup, summed: string): Value {
  let sum: Value = null;
  for (const record of members) {
    const value = record.values.get(summed) ?? null;
    if (value === null) continue;
    const part = number(value);
    if (part === undefined) return undefined;
    sum = sum === null ? part : add(sum, part);
  }
  return sum;
}

/** `sameWithin(c04, c10)`: records that agree in column 4 agree in column 10; no answer where that one is blank. */
function compileSameWithin(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 2);
  const list = currentList(node, scope).code;
  const [key, compared] = [columnArgument(node, 0), columnArgument(node, 1)];
  return (memory) => {
    const own = memory.record?.values.get(compared) ?? null;
    const same = group(memory, list, key);
    if (own === null || same === undefined) return undefined;
    const values = foundOf(same, `values ${compared}`, () => distinctValues(same, compared));
    return values.every((value) => compareValues('=', value, own) !== false);
  };
}

/** Each value that a group has in a column, blanks left out, once. */
function distinctValues({ members }: RecordGroup, column: string): readonly Value[] {
  const values = new Map<string, Value>();
  for (const record of members) {
    const value = record.values.get(column) ?? null;
    if (value !== null) values.set(`${typeof value === 'string'} ${groupKey(value) ?? ''}`, value);
  }
  return [...values.values()];
}

/** `declaredTotal(c04)`: the total that a record of totals states for its column 4; other records state none. */
function compileDeclaredTotal(node: CallNode, scope: Scope): Evaluate {
  expectArguments(node, 1);
  columnArgument(node, 0);
  const { totalRecords } = currentList(node, scope);
  if (totalRecords === undefined) throw new ExpressionError(sentences.noTotalRecords());
  return ({ record }) => (record?.isTotal === true ? record.values.get(totalRecords.value) : undefined);
}

function listArgument(node: CallNode): string {
  const [list] = node.args;
  if (list?.type !== 'form') throw new ExpressionError(sentences.argumentNotList(node.name));
  return list.code;
}

function currentList(node: CallNode, scope: Scope): Form {
  if (scope.recordForm === null) throw new ExpressionError(sentences.outsideList(node.name));
  return scope.recordForm;
}

function columnArgument(node: CallNode, index: number): string {
  const argument: Node | undefined = node.args[index];
  if (argument?.type !== 'ref' || argument.form !== null || argument.row !== null || argument.col === null)
    throw new ExpressionError(sentences.outsideList(node.name));
  return argument.col;
}

/** Counted records that share the current record's value in a column; undefined when it is blank. */
function group(memory: Memory, code: string, column: string): RecordGroup | undefined {
  const list = memory.lists.get(code);
  return list === undefined ? undefined : groupOf(list, column, memory.record?.values.get(column));
}

/** What is found of a whole group is found once for all its members. */
function foundOf<T>(group: RecordGroup, name: string, find: () => T): T {
  if (!group.found.has(name)) group.found.set(name, find());
  return group.found.get(name) as T;
}
