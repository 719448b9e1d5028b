/** A piece of HTML as the clipboard brings it: nothing of it is ever shown or run, only read. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string };

const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003',
  thinsp: '\u2009', minus: '\u2212', ndash: '\u2013', mdash: '\u2014', middot: '·', times: '×',
  ldquo: '“', rdquo: '”', hellip: '…', deg: '°', yen: '¥', permil: '‰', le: '≤', ge: '≥',
}; // prettier-ignore

/** Their content is no text of the page. */
const silent = new Set(['style', 'script', 'title', 'xml']);

export function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Everything that is neither a comment nor a declaration, in its order. Broken HTML gives text, never an error. */
export function* scanHtml(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? html.length : open;
    if (end > at) yield { kind: 'text', text: decodeEntities(html.slice(at, end)) };
    if (open < 0) return;
    const tag = tagAt(html, open);
    if (tag === null) {
      yield { kind: 'text', text: '<' };
      at = open + 1;
      continue;
    }
    at = tag.next;
    if (tag.token === null) continue;
    yield tag.token;
    if (tag.token.kind === 'open' && silent.has(tag.token.name)) at = endOf(html, tag.token.name, at);
  }
}

interface Tag {
  /** Null for comments and declarations. */
  readonly token: HtmlToken | null;
  readonly next: number;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function endOf(html: string, name: string, from: number): number {
  const rest = new RegExp(`</${name}\\s*>`, 'i').exec(html.slice(from));
  return rest === null ? html.length : from + rest.index;
}

function tagAt(html: string, open: number): Tag | null {
  if (html.startsWith('<!--', open)) return { token: null, next: after(html, '-->', open + 4) };
  if (html[open + 1] === '!' || html[open + 1] === '?') return { token: null, next: after(html, '>', open) };
  const closing = /^<\/([a-z][\w:-]*)[^>]*>?/i.exec(html.slice(open, open + 200));
  if (closing !== null) {
    return { token: { kind: 'close', name: (closing[1] ?? '').toLowerCase() }, next: after(html, '>', open) };
  }
  const opening = /^<([a-z][\w:-]*)/i.exec(html.slice(open, open + 100));
  if (opening === null) return null;
  const attributes = new Map<string, string>();
  const next = readAttributes(html, open + opening[0].length, attributes);
  return { token: { kind: 'open', name: (opening[1] ?? '').toLowerCase(), attributes }, next };
}

/** Gives the place behind the tag's `>`. */
function readAttributes(html: string, from: number, attributes: Map<string, string>): number {
  const attribute = /\s*\/?\s*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?|\s*\/?\s*>/gy;
  attribute.lastIndex = from;
  for (let found = attribute.exec(html); found !== null; found = attribute.exec(html)) {
    const [, name, double, single, bare] = found;
    if (name === undefined) return attribute.lastIndex;
    attributes.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  }
  return after(html, '>', from);
}
