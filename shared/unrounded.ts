import type { FormCell } from './cell';
import { compileNode } from './evaluate';
import type { Evaluate, Scope } from './evaluate';
import { parseExpression } from './expression';
import type { Node } from './expression';

/** What fills a cell, before it is rounded; null for a cell that is typed, or filled with nothing rounded. */
export function compileUnrounded(
  { expression, when }: Pick<FormCell, 'expression' | 'when'>,
  scope: Scope,
): Evaluate | null {
  const node = expression === null || when !== null ? null : withoutRounding(parseExpression(expression));
  return node === null ? null : compileNode(node, scope);
}

/** `if(a, round(b, 2), blank)` as `if(a, b, blank)`; null where nothing is rounded last. */
function withoutRounding(node: Node): Node | null {
  if (node.type !== 'call') return null;
  const [first, yes, no] = node.args;
  if (node.name === 'round') return first ?? null;
  if (node.name !== 'if' || first === undefined || yes === undefined || no === undefined) return null;
  const [then, otherwise] = [withoutRounding(yes), withoutRounding(no)];
  return then === null && otherwise === null
    ? null
    : { ...node, args: [first, then ?? yes, otherwise ?? no] };
}
