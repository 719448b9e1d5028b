import { compareValues, compileNode } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { isComparison, parseExpression } from './expression';
import type { Comparison, Node } from './expression';
import { expectType } from './expression-type';

/** Outcome of a relation: `undefined` when it could not be decided. Sides are there when the deciding part compares two. */
export interface Outcome {
  readonly holds: boolean | undefined;
  readonly left?: Value;
  readonly right?: Value;
  readonly op?: Comparison;
}

export type Decide = (memory: Memory, stated?: Value) => Outcome;

/**
 * Compiles a relation so that its two sides can be shown: `if` is followed into the branch taken. `stated` replaces
 * the left side of a comparison: a total that came from outside is compared with what its parts add up to.
 */
export function compileRelation(node: Node, scope: Scope): Decide {
  if (node.type === 'binary' && isComparison(node.op)) {
    const written = node.op;
    const [left, right] = [compileNode(node.left, scope), compileNode(node.right, scope)];
    const target = targetNamed(node.right);
    return (memory, stated) => {
      const [a, b] = [stated ?? left(memory), right(memory)];
      const op = target === null ? written : (memory.targetOp?.(...target) ?? written);
      return { holds: compareValues(op, a, b), left: a, right: b, op };
    };
  }
  if (node.type === 'call' && node.name === 'if' && node.args.length === 3) {
    const [test, yes, no] = node.args as [Node, Node, Node];
    const condition = compileNode(test, scope);
    const [whenTrue, whenFalse] = [compileRelation(yes, scope), compileRelation(no, scope)];
    return (memory, stated) => {
      const decided = condition(memory);
      if (typeof decided !== 'boolean') return { holds: undefined };
      return decided ? whenTrue(memory, stated) : whenFalse(memory, stated);
    };
  }
  const evaluate: Evaluate = compileNode(node, scope);
  return (memory) => {
    const value = evaluate(memory);
    return { holds: typeof value === 'boolean' ? value : undefined };
  };
}

/** Indicator and stage where the right side is a target: its profile may want more than (`>`) instead of at least. */
function targetNamed(node: Node): readonly [string, string] | null {
  if (node.type !== 'call' || node.name !== 'target') return null;
  const [indicator, stage] = node.args;
  return indicator?.type === 'text' && stage?.type === 'text' ? [indicator.value, stage.value] : null;
}

/** A condition (`when`) that limits a check or a source. Throws ExpressionError. */
export function compileCondition(text: string, scope: Scope): Evaluate {
  const node = parseExpression(text);
  expectType(node, scope, 'truth');
  return compileNode(node, scope);
}
