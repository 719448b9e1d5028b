import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { mainNamespace } from './xml';

/** Thrown for what no workbook contains and parsers can be attacked with. */
export class ForbiddenXml extends Error {}

/** An element by its place in the text: `start` at its `<`, `tagEnd` after the `>` of its opening tag. */
export interface Tag {
  /** As written, with its prefix. */
  readonly name: string;
  /** Without prefix; empty for an element that belongs to no namespace of spreadsheets or packages. */
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  readonly tagEnd: number;
  readonly selfClosing: boolean;
}

/** `closeStart` is where the closing tag begins (`tagEnd` of a self-closing one), `end` after it. */
export interface TagEnds {
  readonly closeStart: number;
  readonly end: number;
}

export interface TagVisitor {
  /** `parents`: local names of the elements around it, the outermost first. */
  readonly open: (tag: Tag, parents: readonly string[]) => void;
  readonly close?: (tag: Tag, ends: TagEnds, parents: readonly string[]) => void;
}

/** Namespaces whose elements matter to us; the second form is that of strict documents. */
const knownNamespaces = new Set([
  mainNamespace,
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
  'http://schemas.openxmlformats.org/package/2006/content-types',
]);

/** Attributes by local name; those of the relationships namespace as `r:id`, whatever their prefix is. */
function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const { local, prefix, uri, value } of Object.values(tag.attributes)) {
    if (prefix === '') attributes.set(local, value);
    else if (
      uri.endsWith('/officeDocument/2006/relationships') ||
      uri.endsWith('/officeDocument/relationships')
    )
      attributes.set(`r:${local}`, value);
  }
  return attributes;
}

/** Walks through the elements of an XML text with their places. Throws on anything that is not well-formed. */
export function walkTags(text: string, { open, close }: TagVisitor): void {
  const parser = new SaxesParser({ xmlns: true });
  const starts: number[] = [];
  const parents: string[] = [];
  const around: Tag[] = [];
  parser.on('doctype', () => {
    throw new ForbiddenXml('document type');
  });
  // A tag's name cannot contain `<`, nor can its closing tag: the last one before the parser's place begins it.
  parser.on('opentagstart', () => starts.push(text.lastIndexOf('<', parser.position - 1)));
  parser.on('opentag', (tag) => {
    const found: Tag = {
      name: tag.name,
      local: knownNamespaces.has(tag.uri) ? tag.local : '',
      attributes: attributesOf(tag),
      start: starts.pop() ?? 0,
      tagEnd: parser.position,
      selfClosing: tag.isSelfClosing,
    };
    open(found, parents);
    parents.push(found.local);
    around.push(found);
  });
  parser.on('closetag', () => {
    const tag = around.pop();
    parents.pop();
    if (tag === undefined) return;
    const end = parser.position;
    const closeStart = tag.selfClosing ? end : text.lastIndexOf('<', end - 1);
    close?.(tag, { closeStart, end }, parents);
  });
  parser.write(text).close();
}

/** An attribute's place in the text of its opening tag. */
export interface AttributePlace {
  readonly name: string;
  /** Of the white space before it. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Attributes of a well-formed opening tag, in their order. */
export function attributePlaces(tag: string): readonly AttributePlace[] {
  return [...tag.matchAll(/\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/g)].map((match) => {
    const end = match.index + match[0].length;
    const quoted = match[2] ?? '';
    return {
      name: match[1] ?? '',
      start: match.index,
      end,
      valueStart: end - quoted.length + 1,
      valueEnd: end - 1,
    };
  });
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Character data as it reads, of an element without children. */
export function unescapedText(text: string): string {
  return text
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, '$1')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    });
}
