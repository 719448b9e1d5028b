import { definitionSentences as sentences } from './definition-sentences';
import { expectArguments } from './call';
import type { Compile } from './call';
import { add, compare } from './decimal';
import type { Num } from './decimal';
import { number, truth } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { ExpressionError, walk } from './expression';
import type { CallNode } from './expression';

/**
 * Functions over lists of schools or items: `sumOver([n_i] * [x_i])` runs over the elements of the lists that its
 * argument names, all of one length. A missing element, or no element at all, leaves no value. Null when the call is
 * none of them.
 */
export function compileSeriesCall(node: CallNode, scope: Scope, compileNode: Compile): Evaluate | null {
  const gather = gatherers[node.name];
  if (gather === undefined) return null;
  expectArguments(node, 1);
  const each = compileNode(node.args[0] ?? { type: 'blank' }, scope);
  const lists = seriesIn(node, scope);
  return (memory) => {
    const outer = memory.element;
    if (outer < 0) memory.sweep += 1;
    // What the lists are made of may run over lists itself: that belongs to this sweep.
    memory.element = Math.max(outer, 0);
    const lengths = new Set(lists.map((list) => list(memory).length));
    const [length = 0] = lengths;
    const values = lengths.size === 1 ? elements(memory, length, each) : [];
    memory.element = outer;
    return values.length === 0 ? undefined : gather(values);
  };
}

function seriesIn(node: CallNode, scope: Scope): readonly ((memory: Memory) => readonly Value[])[] {
  const lists: ((memory: Memory) => readonly Value[])[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'field' || inner.form !== null) return;
    const list = scope.series?.(inner.id);
    if (list !== undefined) lists.push(list);
  });
  if (lists.length === 0) throw new ExpressionError(sentences.noSeries(node.name));
  return lists;
}

function elements(memory: Memory, length: number, each: Evaluate): readonly Value[] {
  const values: Value[] = [];
  for (let index = 0; index < length; index += 1) {
    memory.element = index;
    values.push(each(memory));
  }
  return values;
}

const gatherers: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  sumOver: (values) => numbers(values)?.reduce(add, 0),
  minOver: (values) => numbers(values)?.reduce((least, value) => (compare(value, least) < 0 ? value : least)),
  countOver: (values) => {
    const answers = values.map(truth);
    return answers.includes(undefined) ? undefined : answers.filter((answer) => answer === true).length;
  },
};

function numbers(values: readonly Value[]): readonly Num[] | undefined {
  const known = values.flatMap((value) => (value === null ? [] : (number(value) ?? [])));
  return known.length === values.length ? known : undefined;
}
