import { definitionSentences as sentences } from './definition-sentences';
import type { Evaluate, Scope } from './evaluate';
import { ExpressionError } from './expression';
import type { CallNode, Node } from './expression';

export type Compile = (node: Node, scope: Scope) => Evaluate;

/** Throws ExpressionError when a call has fewer or more arguments than its function takes. */
export function expectArguments(node: CallNode, least: number, most = least): void {
  if (node.args.length < least || node.args.length > most)
    throw new ExpressionError(sentences.argumentCount(node.name));
}
