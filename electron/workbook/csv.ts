import { TextDecoder } from 'node:util';

/** A text whose encoding nobody can tell, or whose quotes do not end. */
export class CsvFault extends Error {
  constructor(
    readonly kind: 'encoding' | 'quote',
    readonly line: number,
  ) {
    super(kind);
  }
}

/** Null where the bytes are not of that encoding. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Every other byte of a Latin or numeric text in UTF-16 is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, 4096); at += 1)
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/**
 * The text of a file by the encoding that its bytes are valid in: UTF-16, UTF-8, then what Chinese Windows writes
 * (GB18030, of which GBK is a part). Throws CsvFault.
 */
export function decodeText(bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  const text = wide === null ? (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')) : decoded(bytes, wide);
  if (text === null) throw new CsvFault('encoding', 0);
  return text.replace(/^\ufeff/, '');
}

/** What stands oftenest outside quotes in the first lines. */
function separatorOf(text: string): string {
  const start = text.slice(0, 8192).replace(/"[^"]*("|$)/g, '');
  const count = (separator: string): number => start.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * Cells of a text table, row by row. Quotes may hold separators, line breaks and doubled quotes; `="…"` is taken as one
 * piece. Rows are lines as a spreadsheet would count them, from 1. Throws CsvFault.
 */
export function* csvCells(text: string): Generator<readonly [row: number, column: number, text: string]> {
  const separator = separatorOf(text);
  let at = 0;
  for (let row = 1; at < text.length; row += 1) {
    for (let column = 0; ; column += 1) {
      const start = text[at] === '=' && text[at + 1] === '"' ? at + 1 : at;
      let cell: string;
      if (text[start] === '"') {
        const end = endOfQuoted(text, start);
        if (end < 0) throw new CsvFault('quote', row);
        cell = text.slice(start + 1, end).replaceAll('""', '"');
        at = end + 1;
        // What follows a closed quote belongs to the cell all the same.
        const rest = endOfPlain(text, at, separator);
        cell += text.slice(at, rest);
        at = rest;
      } else {
        const end = endOfPlain(text, at, separator);
        cell = text.slice(at, end);
        at = end;
      }
      if (cell !== '') yield [row, column, cell];
      if (text[at] !== separator) break;
      at += 1;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
}

function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0 || text[at + 1] !== '"') return at;
  }
}

function endOfPlain(text: string, start: number, separator: string): number {
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === separator || char === '\n' || char === '\r') return at;
  }
  return text.length;
}
