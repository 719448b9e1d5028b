/** What a scanner tells of a document, in its order. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  /** Character data with entities resolved; a text may come in several pieces. */
  text(text: string): void;
}

/** The document is not well-formed, or has what no part of a workbook has. */
export class XmlFault extends Error {
  constructor(readonly kind: 'malformed' | 'doctype' | 'excessive') {
    super(kind);
  }
}

export interface XmlLimits {
  readonly depth: number;
  readonly attributes: number;
}

/** A tag or comment longer than this, in UTF-16 units, is in no workbook; texts may be longer and come in pieces. */
const tokenLength = 1024 * 1024;

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const namePattern = /^[A-Za-z_:\u00b7-\uffff][\w:.\u00b7-\uffff-]*$/;
const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>$/;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function malformed(): XmlFault {
  return new XmlFault('malformed');
}

function character(code: number): string {
  const isAllowed =
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff) ||
    [0x09, 0x0a, 0x0d].includes(code);
  if (!isAllowed) throw malformed();
  return String.fromCodePoint(code);
}

/** References that were resolved before: some programs write every Chinese character by its number. */
const resolved = new Map<string, string>();

/** What stands between `&` and `;`. */
function resolveEntity(name: string): string {
  const before = resolved.get(name);
  if (before !== undefined) return before;
  const known = Object.hasOwn(entities, name) ? entities[name] : undefined;
  const [, hexadecimal, decimal] = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name) ?? [];
  let text = known;
  if (hexadecimal !== undefined) text = character(parseInt(hexadecimal, 16));
  if (decimal !== undefined) text = character(parseInt(decimal, 10));
  if (text === undefined) throw malformed();
  if (resolved.size < 10_000 && name.length < 10) resolved.set(name, text);
  return text;
}

/** The five entities that need no declaration, and characters by number; there are no others without a document type. */
function resolveEntities(text: string): string {
  let plain = '';
  let last = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', last)) {
    const end = text.indexOf(';', at);
    if (end < 0) throw malformed();
    plain += text.slice(last, at) + resolveEntity(text.slice(at + 1, end));
    last = end + 1;
  }
  return plain + text.slice(last);
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
const isBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text);

/**
 * A strict scanner for the XML of workbooks, given in pieces. It finds the ends of tags and texts with native searches,
 * which makes it several times as fast as a parser that looks at every character. No document types, so no entities.
 */
export class XmlScanner {
  #rest = '';
  #isFirst = true;
  #hasRoot = false;
  readonly #open: string[] = [];
  /** Names that were found right; a document has few of them. */
  readonly #names = new Set<string>();

  constructor(
    private readonly events: XmlEvents,
    private readonly limits: XmlLimits,
  ) {}

  /** Takes the next piece. Throws XmlFault. */
  write(piece: string): void {
    if (forbidden.test(piece)) throw malformed();
    this.#rest = this.#scan(this.#rest === '' ? piece : this.#rest + piece);
    if (this.#rest.length > tokenLength) throw new XmlFault('excessive');
  }

  /** Ends the document. Throws XmlFault where it is not complete. */
  close(): void {
    if (!this.#hasRoot || this.#open.length > 0 || !isBlank(this.#rest)) throw malformed();
  }

  /** Returns what has no end yet. */
  #scan(text: string): string {
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) return this.#unfinishedText(text, at);
      if (tag > at) this.#text(text.slice(at, tag));
      const end = this.#tag(text, tag);
      if (end < 0) return text.slice(tag);
      at = end;
    }
  }

  /** A very long text is told up to a place where no entity and no line end is cut. */
  #unfinishedText(text: string, at: number): string {
    if (text.length - at < tokenLength / 4) return text.slice(at);
    const cut = Math.max(text.length - 16, at);
    const entity = text.indexOf('&', cut);
    const end = entity >= 0 ? entity : text.endsWith('\r') ? text.length - 1 : text.length;
    this.#text(text.slice(at, end));
    return text.slice(end);
  }

  #text(raw: string): void {
    if (this.#open.length === 0) {
      if (!isBlank(raw)) throw malformed();
      this.#isFirst = false;
      return;
    }
    if (raw.includes(']]>')) throw malformed();
    const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
    this.events.text(text.includes('&') ? resolveEntities(text) : text);
  }

  /** Takes the tag at `at`; returns the place after it, -1 where its end is not there yet. */
  #tag(text: string, at: number): number {
    const next = text.charCodeAt(at + 1);
    const isFirst = this.#isFirst;
    if (next === 0x21 /* ! */) return this.#mark(text, at);
    if (next === 0x3f /* ? */) {
      const end = text.indexOf('?>', at);
      if (end < 0) return -1;
      const isDeclaration = /^<\?xml[\s?]/i.test(text.slice(at, at + 6));
      // The declaration of XML itself stands at the very beginning only.
      if (isDeclaration && !(isFirst && declaration.test(text.slice(at, end + 2)))) throw malformed();
      this.#isFirst = false;
      return end + 2;
    }
    const end = next === 0x2f /* / */ ? text.indexOf('>', at) : endOfTag(text, at);
    if (end < 0) return -1;
    this.#isFirst = false;
    if (next === 0x2f) this.#closeTag(text.slice(at + 2, end));
    else this.#openTag(text, at + 1, end);
    return end + 1;
  }

  /** Comments, CDATA sections and document types. */
  #mark(text: string, at: number): number {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('--', at + 4);
      if (end < 0 || end + 2 >= text.length) return -1;
      if (text.charCodeAt(end + 2) !== 0x3e) throw malformed();
      this.#isFirst = false;
      return end + 3;
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end < 0) return -1;
      if (this.#open.length === 0) throw malformed();
      this.events.text(text.slice(at + 9, end).replace(/\r\n?/g, '\n'));
      return end + 3;
    }
    if (text.startsWith('<!DOCTYPE', at)) throw new XmlFault('doctype');
    if (text.length - at >= 9) throw malformed();
    return -1;
  }

  #name(name: string): string {
    if (!this.#names.has(name)) {
      if (!namePattern.test(name)) throw malformed();
      if (this.#names.size < 1000) this.#names.add(name);
    }
    return name;
  }

  #openTag(text: string, start: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === 0x2f;
    const last = isEmpty ? end - 1 : end;
    let at = start;
    while (at < last && !isSpace(text.charCodeAt(at))) at += 1;
    const name = this.#name(text.slice(start, at));
    const attributes = at < last ? this.#attributes(text, at, last) : {};
    if (this.#open.length === 0) {
      if (this.#hasRoot) throw malformed();
      this.#hasRoot = true;
    }
    if (this.#open.length >= this.limits.depth) throw new XmlFault('excessive');
    this.#open.push(name);
    this.events.open(name, attributes);
    if (isEmpty) this.#closeTag(name);
  }

  #attributes(text: string, start: number, last: number): Record<string, string> {
    const attributes: Record<string, string> = {};
    let count = 0;
    for (let at = start; ;) {
      const before = at;
      while (at < last && isSpace(text.charCodeAt(at))) at += 1;
      if (at >= last) return attributes;
      const equals = text.indexOf('=', at);
      if (at === before || equals < 0 || equals >= last) throw malformed();
      const name = this.#name(text.slice(at, equals).trimEnd());
      at = equals + 1;
      while (isSpace(text.charCodeAt(at))) at += 1;
      const quote = text.charCodeAt(at);
      if (quote !== 0x22 && quote !== 0x27) throw malformed();
      const end = text.indexOf(quote === 0x22 ? '"' : "'", at + 1);
      if (end < 0 || end >= last || Object.hasOwn(attributes, name)) throw malformed();
      attributes[name] = attributeValue(text.slice(at + 1, end));
      at = end + 1;
      if ((count += 1) > this.limits.attributes) throw new XmlFault('excessive');
    }
  }

  #closeTag(raw: string): void {
    if (this.#open.at(-1) !== raw && this.#open.at(-1) !== raw.trimEnd()) throw malformed();
    this.events.close(this.#open.pop() ?? '');
  }
}

function attributeValue(raw: string): string {
  if (raw.includes('<')) throw malformed();
  const text = /[\t\r\n]/.test(raw) ? raw.replace(/\r\n|[\t\r\n]/g, ' ') : raw;
  return text.includes('&') ? resolveEntities(text) : text;
}

/** The `>` that ends the tag; one within quotes does not. -1 where it is not there yet. */
function endOfTag(text: string, start: number): number {
  let quote = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at;
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return -1;
}
