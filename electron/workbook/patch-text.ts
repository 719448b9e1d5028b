/** The text of an XML part, and the way back. */
export interface PartText {
  readonly text: string;
  /** The part's bytes with another text, in the part's own encoding. */
  readonly encode: (text: string) => Uint8Array;
}

const swapped = (bytes: Uint8Array): Buffer => Buffer.from(bytes).swap16();

function utf16(bytes: Uint8Array, bigEndian: boolean): PartText {
  if (bytes.length % 2 !== 0) throw new Error('half a character');
  const text = (bigEndian ? swapped(bytes) : Buffer.from(bytes)).toString('utf16le');
  return {
    text,
    encode: (changed) => {
      const little = Buffer.from(changed, 'utf16le');
      return bigEndian ? little.swap16() : little;
    },
  };
}

function utf8(bytes: Uint8Array): PartText {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const declared = /^\uFEFF?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? 'utf-8';
  // Packages are UTF-8 or UTF-16 (ECMA-376 part 2); what says otherwise would be changed by reading it as UTF-8.
  if (!/^(utf-?8|us-ascii)$/i.test(declared)) throw new Error(`encoding ${declared}`);
  return { text, encode: (changed) => Buffer.from(changed, 'utf8') };
}

/** Decodes an XML part; byte order marks stay in the text. Throws where the bytes would not come back as they were. */
export function decodePart(bytes: Uint8Array): PartText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes, false);
  if (first === 0xfe && second === 0xff) return utf16(bytes, true);
  if (first === 0x3c && second === 0) return utf16(bytes, false);
  if (first === 0 && second === 0x3c) return utf16(bytes, true);
  return utf8(bytes);
}

/** A piece of a text that is to be replaced; an insertion where `start` is `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Makes edits that do not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) throw new Error('edits overlap');
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return pieces.join('') + text.slice(at);
}
