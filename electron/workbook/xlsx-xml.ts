import { TextDecoder } from 'node:util';
import { Refusal } from '../../shared/error';
import { limits } from './limits';
import type { Reading } from './reading';
import { XmlFault, XmlScanner } from './xml-scanner';

/** Receives a part's elements; the root has depth 1. Elements of other namespaces come with an empty name. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, depth: number): void;
  close?(name: string, depth: number): void;
  /** A piece of character data; a text may come in several. */
  text?(text: string): void;
}

/** How many bytes are decoded and parsed between two looks at the clock. */
const chunkBytes = 256 * 1024;

/** The encoding of the mark at the start, of the declaration, or UTF-8. */
function decoderOf(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^[^<]{0,3}<\?xml[^>]*encoding=["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  return new TextDecoder(declared, { fatal: true });
}

/** Prefixes (`''`, `x:`) that the root binds to the wanted namespaces; a root without any namespace is taken as meant. */
function mainPrefixes(
  root: string,
  attributes: Readonly<Record<string, string>>,
  namespaces: readonly string[],
): readonly string[] {
  const own = root.includes(':') ? `xmlns:${root.slice(0, root.indexOf(':'))}` : 'xmlns';
  if (own === 'xmlns' && attributes[own] === undefined) return [''];
  if (!namespaces.includes(attributes[own] ?? '')) return [];
  return Object.entries(attributes)
    .filter(([name, uri]) => /^xmlns(:|$)/.test(name) && namespaces.includes(uri))
    .map(([name]) => (name === 'xmlns' ? '' : `${name.slice('xmlns:'.length)}:`));
}

/** Finds an element's local name. Documents have few element names, so each is looked at once. */
function localNames(prefixes: readonly string[]): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let local = known.get(name);
    if (local === undefined) {
      const colon = name.indexOf(':');
      local = prefixes.includes(name.slice(0, colon + 1)) ? name.slice(colon + 1) : '';
      if (known.size < limits.attributes) known.set(name, local);
    }
    return local;
  };
}

export interface XmlPart {
  readonly bytes: Uint8Array;
  /** The part's name in sentences. */
  readonly name: string;
  /** Name and namespaces of the root that the part must have. */
  readonly root: string;
  readonly namespaces: readonly string[];
}

/**
 * Parses one part. Refused with `file.damaged` where it is not well-formed or has another root, with `file.unsafe` for
 * document types (the place where entities are declared), absurd nesting and absurd numbers of attributes.
 */
export function readXml(reading: Reading, part: XmlPart, handler: XmlHandler): void {
  let depth = 0;
  let local: (name: string) => string = () => '';
  const scanner = new XmlScanner(
    {
      open(name, attributes) {
        depth += 1;
        if (depth === 1) {
          local = localNames(mainPrefixes(name, attributes, part.namespaces));
          if (local(name) !== part.root) throw reading.damaged(part.name);
        }
        handler.open(local(name), attributes, depth);
      },
      close(name) {
        handler.close?.(local(name), depth);
        depth -= 1;
      },
      text: (text) => handler.text?.(text),
    },
    limits,
  );
  try {
    const decoder = decoderOf(part.bytes);
    for (let at = 0; at < part.bytes.length; at += chunkBytes) {
      reading.checkTime();
      const bytes = part.bytes.subarray(at, at + chunkBytes);
      scanner.write(decoder.decode(bytes, { stream: true }));
    }
    scanner.write(decoder.decode());
    scanner.close();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (!(error instanceof XmlFault)) throw undecodable(reading, part, error);
    if (error.kind === 'malformed') throw reading.damaged(part.name);
    throw reading.unsafe(error.kind === 'doctype' ? `${part.name}，DOCTYPE` : part.name);
  }
}

/** An unknown encoding and bytes that do not belong to it are damage; anything else is a fault of ours. */
function undecodable(reading: Reading, part: XmlPart, error: unknown): unknown {
  const isDecoding = error instanceof TypeError || error instanceof RangeError;
  return isDecoding && 'code' in error ? reading.damaged(part.name) : error;
}
