import { TextDecoder } from 'node:util';

/** Records of the workbook stream ([MS-XLS] 2.3) that say something about cells. */
export const record = {
  formula: 0x0006,
  eof: 0x000a,
  date1904: 0x0022,
  filePass: 0x002f,
  continuation: 0x003c,
  codePage: 0x0042,
  boundSheet: 0x0085,
  mulRk: 0x00bd,
  richString: 0x00d6,
  xf: 0x00e0,
  mergeCells: 0x00e5,
  sst: 0x00fc,
  labelSst: 0x00fd,
  supBook: 0x01ae,
  number: 0x0203,
  label: 0x0204,
  boolErr: 0x0205,
  string: 0x0207,
  array: 0x0221,
  rk: 0x027e,
  format: 0x041e,
  sharedFormula: 0x04bc,
  bof: 0x0809,
} as const;

export interface XlsRecord {
  readonly type: number;
  readonly data: Buffer;
  /** Contents of the records that continue it. */
  readonly more: readonly Buffer[];
}

/** Records from a place in the stream on, each with its continuations. Throws where the stream ends within one. */
export function* recordsFrom(stream: Buffer, start: number): Generator<XlsRecord, void> {
  let at = start;
  const dataAt = (place: number): Buffer => {
    const end = place + 4 + stream.readUInt16LE(place + 2);
    if (end > stream.length) throw new Error('stream ends within a record');
    return stream.subarray(place + 4, end);
  };
  for (;;) {
    const type = stream.readUInt16LE(at);
    const data = dataAt(at);
    at += 4 + data.length;
    const more: Buffer[] = [];
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === record.continuation) {
      const piece = dataAt(at);
      more.push(piece);
      at += 4 + piece.length;
    }
    yield { type, data, more };
  }
}

/** Texts of Excel 5 and 95 are in the code page of the computer that wrote them; the Chinese one is 936. */
export function decoderOf(codePage: number): TextDecoder {
  const label = codePage === 936 ? 'gb18030' : codePage === 950 ? 'big5' : 'windows-1252';
  return new TextDecoder(label);
}

/** Reads texts that may run on into continuation records, where every piece says anew how wide its characters are. */
export class TextReader {
  #at = 0;
  #segment = 0;
  readonly #segments: readonly Buffer[];

  constructor(segments: readonly Buffer[], at = 0) {
    this.#segments = segments;
    this.#at = at;
  }

  /** The segment that the next byte is in. Throws after the last. */
  #current(): Buffer {
    for (;;) {
      const segment = this.#segments[this.#segment];
      if (segment === undefined) throw new Error('text ends early');
      if (this.#at < segment.length) return segment;
      this.#segment += 1;
      this.#at = 0;
    }
  }

  get isAtEnd(): boolean {
    const segment = this.#segments[this.#segment];
    return (
      segment === undefined || (this.#at >= segment.length && this.#segment === this.#segments.length - 1)
    );
  }

  #uint(bytes: 1 | 2 | 4): number {
    const segment = this.#current();
    const value = segment.readUIntLE(this.#at, bytes);
    this.#at += bytes;
    return value;
  }

  #skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      const step = Math.min(left, this.#current().length - this.#at);
      this.#at += step;
      left -= step;
    }
  }

  /** A text with its count of characters before it, in one byte or two; formatting runs and readings are passed over. */
  text(countBytes: 1 | 2 = 2): string {
    const count = this.#uint(countBytes);
    let flags = this.#uint(1);
    const runs = flags & 0x08 ? this.#uint(2) : 0;
    const readings = flags & 0x04 ? this.#uint(4) : 0;
    const pieces: string[] = [];
    for (let left = count; left > 0;) {
      const before = this.#segment;
      const segment = this.#current();
      if (this.#segment !== before) flags = this.#uint(1);
      const width = flags & 0x01 ? 2 : 1;
      const take = Math.min(left, Math.floor((segment.length - this.#at) / width));
      if (take === 0) throw new Error('half a character');
      const end = this.#at + take * width;
      pieces.push(segment.toString(width === 2 ? 'utf16le' : 'latin1', this.#at, end));
      this.#at = end;
      left -= take;
    }
    this.#skip(runs * 4 + readings);
    return pieces.join('');
  }
}
