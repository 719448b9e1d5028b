import { definitionSentences as sentences } from './definition-sentences';
import { SyntaxError as ParseError, parse } from './expression.peggy';

/**
 * The small language of computed cells, pulled cells, checks and indicators. `r04c15` is row 04, column 15 of this
 * form; `c03` and `r02` leave out the row or column being filled; `prev!` reads last year, `Form!` another form,
 * `[id]` a field. `*` runs over the rows or columns of a check.
 */
export interface RefNode {
  readonly type: 'ref';
  /** Years back: 0 this year, 1 last year. */
  readonly back: number;
  readonly form: string | null;
  /** Two digits, `*`, or null for the row being filled. */
  readonly row: string | null;
  /** Column code without padding, `*`, or null for the column being filled. */
  readonly col: string | null;
}
export interface FieldNode {
  readonly type: 'field';
  readonly back: number;
  readonly form: string | null;
  readonly id: string;
}
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/';
export interface BinaryNode {
  readonly type: 'binary';
  readonly op: Comparison | Arithmetic | 'and' | 'or';
  readonly left: Node;
  readonly right: Node;
}
export interface CallNode {
  readonly type: 'call';
  readonly name: string;
  readonly args: readonly Node[];
}
export type Node =
  | { readonly type: 'number'; readonly value: string }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'blank' }
  | { readonly type: 'path'; readonly object: 'school' | 'row' | 'col'; readonly name: string }
  | { readonly type: 'form'; readonly code: string }
  | { readonly type: 'range'; readonly from: RefNode; readonly to: RefNode }
  | { readonly type: 'unary'; readonly op: '-' | 'not'; readonly operand: Node }
  | { readonly type: 'in'; readonly operand: Node; readonly list: readonly Node[]; readonly negated: boolean }
  | { readonly type: 'matches'; readonly operand: Node; readonly pattern: string | null }
  | RefNode
  | FieldNode
  | BinaryNode
  | CallNode;

/** A mistake in an expression, found when the definition is loaded. The message is Chinese: it reaches the clerk's screen. */
export class ExpressionError extends Error {}

const parsed = new Map<string, Node>();

/** Expressions by their text, as they were parsed: parsing is a fifth of what a start has to compute. */
export type ParsedExpressions = Readonly<Record<string, Node>>;

let toTakeOver: (() => ParsedExpressions) | null = null;

/** Takes over what another process parsed with the same grammar, when the first expression is asked for. */
export function rememberParsed(read: () => ParsedExpressions): void {
  toTakeOver = read;
}

function takeOver(): void {
  if (toTakeOver === null) return;
  const read = toTakeOver;
  toTakeOver = null;
  for (const [text, node] of Object.entries(read())) parsed.set(text, node);
}

/** Those of the texts that were parsed so far. */
export function parsedOf(texts: Iterable<string>): ParsedExpressions {
  takeOver();
  const found: Record<string, Node> = {};
  for (const text of texts) {
    const node = parsed.get(text);
    if (node !== undefined) found[text] = node;
  }
  return found;
}

/** Parses once per distinct text; the same relation stands in many rows. Throws ExpressionError. */
export function parseExpression(text: string): Node {
  takeOver();
  const known = parsed.get(text);
  if (known !== undefined) return known;
  try {
    const node = parse(text) as Node;
    parsed.set(text, node);
    return node;
  } catch (error) {
    if (error instanceof ParseError)
      throw new ExpressionError(sentences.unparsable(text, error.location.start.column));
    throw error;
  }
}

export function isComparison(op: string): op is Comparison {
  return ['=', '<>', '<', '<=', '>', '>='].includes(op);
}

/** The nodes directly below a node, in reading order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'binary':
      return [node.left, node.right];
    case 'unary':
    case 'matches':
      return [node.operand];
    case 'in':
      return [node.operand, ...node.list];
    case 'call':
      return node.args;
    case 'range':
      return [node.from, node.to];
    default:
      return [];
  }
}

/** Visits a node and everything below it; a visitor that returns false does not descend. */
export function walk(node: Node, visit: (node: Node) => boolean | void): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

/** The parts of a relation joined by `and` at the top: each is a relation of its own, with its own cells and sides. */
export function conjuncts(node: Node): readonly Node[] {
  return node.type === 'binary' && node.op === 'and'
    ? [...conjuncts(node.left), ...conjuncts(node.right)]
    : [node];
}
