import { cellsOf, type FormCell } from './cell';
import { childrenOf, parseExpression, type Node } from './expression';
import type { Form } from './form';
import { sourceNames, type SourceKind } from './source-kind';

/** Functions that read the records of a ledger, and those that read earlier years. */
const ofLedgers = new Set(['count', 'sumBy']);
const ofEarlierYears = new Set(['back', 'prevBalance']);

/**
 * The kind of source that the value of an expression comes from. A condition decides whether something is pulled, not
 * what: it is not looked at. One figure of this year among those of last year makes it 来源.
 */
export function sourceKindOf(expression: string): SourceKind {
  const kinds = new Set<SourceKind>();
  visit(parseExpression(expression));
  if (kinds.has('ledger')) return 'ledger';
  return kinds.size === 1 && kinds.has('lastYear') ? 'lastYear' : 'elsewhere';

  function visit(node: Node): void {
    if (node.type === 'ref' || node.type === 'field') kinds.add(node.back > 0 ? 'lastYear' : 'elsewhere');
    else if (node.type === 'path' || node.type === 'form') kinds.add('elsewhere');
    if (node.type !== 'call') childrenOf(node).forEach(visit);
    else if (ofLedgers.has(node.name)) kinds.add('ledger');
    else if (ofEarlierYears.has(node.name)) kinds.add('lastYear');
    else (node.name === 'if' ? node.args.slice(1) : node.args).forEach(visit);
  }
}

const kindsByForm = new WeakMap<Form, ReadonlyMap<string, SourceKind>>();

function pulledKinds(form: Form): ReadonlyMap<string, SourceKind> {
  const pulled = cellsOf(form).filter((cell) => cell.kind === 'pulled' && cell.expression !== null);
  return new Map(pulled.map(({ key, expression }: FormCell) => [key, sourceKindOf(expression ?? '')]));
}

/** The kind of source of a pulled cell of a matrix or field form. */
export function sourceKindAt(form: Form, cell: string): SourceKind {
  const kinds = kindsByForm.get(form) ?? pulledKinds(form);
  kindsByForm.set(form, kinds);
  return kinds.get(cell) ?? 'elsewhere';
}

/**
 * Whether something typed over a pulled cell agrees with its source: it is the same, or it adds to what the program says
 * of a figure (说明 in 局目标1) without stating another numerator and denominator.
 */
export function agreesWithSource(form: Form, cell: string, source: string, typed: string): boolean {
  if (typed === source) return true;
  const expression = cellsOf(form).find(({ key }) => key === cell)?.expression;
  if (expression !== 'row.words') return false;
  const fractions = (text: string): readonly string[] => text.match(/\d+(\.\d+)?\/\d+(\.\d+)?/g) ?? [];
  const stated = fractions(typed);
  return stated.length === 0 || fractions(source).every((fraction) => stated.includes(fraction));
}

/** `台账 12 / 填报 13`; a blank is said, because an empty place says nothing. */
export function overwrittenWords(kind: SourceKind, source: string, typed: string): string {
  const words = (text: string) => (text === '' ? '（空白）' : text);
  return `${sourceNames[kind]} ${words(source)} / 填报 ${words(typed)}`;
}
