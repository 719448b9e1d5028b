import type { Definitions } from '../shared/definitions';
import { parseExpression, parsedOf } from '../shared/expression';
import { expressionsIn } from '../shared/form-expressions';

/** The bureau's own forms go with every edition. */
const editionsWith = (editions: Iterable<string>): ReadonlySet<string> => new Set([...editions, 'local']);

/**
 * Parses the expressions of these editions while main waits for the page, part by part, so that the page's files are
 * handed out in between. The definitions were found right before: none of them can fail.
 */
export function parseAhead(definitions: Definitions, editions: Iterable<string>): void {
  const parts = [...expressionsIn(definitions, editionsWith(editions))];
  const next = (): void => {
    for (const text of parts.shift() ?? []) parseExpression(text);
    if (parts.length > 0) setImmediate(next);
    else definitionsText(definitions);
  };
  next();
}

const texts = new WeakMap<Definitions, string>();

/** The definitions as JSON, written once. */
export function definitionsText(definitions: Definitions): string {
  const text = texts.get(definitions) ?? JSON.stringify(definitions);
  texts.set(definitions, text);
  return text;
}

/** What is parsed by now of these editions, as JSON: the page need not do again what was done while it was loading. */
export function parsedExpressions(definitions: Definitions, editions: Iterable<string>): string {
  return JSON.stringify(parsedOf(expressionsIn(definitions, editionsWith(editions)).flat()));
}
