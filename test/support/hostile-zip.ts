import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip file that may lie about itself. Everything left out is what an honest program would write. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly stored?: boolean;
  /** Already deflated bytes, for the content of something large. */
  readonly deflated?: Uint8Array;
  readonly declaredSize?: number;
  readonly declaredChecksum?: number;
  readonly flags?: number;
  /** The name in the entry's own header. */
  readonly localName?: string;
  /** Uses the bytes of this entry (by index) instead of own ones. */
  readonly sameAs?: number;
}

interface Placed {
  readonly header: Buffer;
  readonly offset: number;
}

function nameBytes(name: string): Buffer {
  return Buffer.from(name, 'utf8');
}

/** Writes a zip file entry by entry, as the entries say, true or not. */
export function writeZip(
  entries: readonly ZipEntry[],
  options: { readonly entryCount?: number } = {},
): Buffer {
  const pieces: Buffer[] = [];
  const placed: Placed[] = [];
  let length = 0;
  for (const entry of entries) {
    const data =
      entry.stored === true
        ? Buffer.from(entry.content)
        : Buffer.from(entry.deflated ?? deflateRawSync(entry.content));
    const localName = nameBytes(entry.localName ?? entry.name);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(0x0800 | (entry.flags ?? 0), 2);
    fixed.writeUInt16LE(entry.stored === true ? 0 : 8, 4);
    fixed.writeUInt32LE(0x00210000, 6);
    fixed.writeUInt32LE(entry.declaredChecksum ?? crc32(entry.content), 10);
    fixed.writeUInt32LE(data.length, 14);
    fixed.writeUInt32LE(entry.declaredSize ?? entry.content.length, 18);
    fixed.writeUInt16LE(localName.length, 22);
    const other = entry.sameAs === undefined ? undefined : placed[entry.sameAs];
    placed.push({ header: fixed, offset: other?.offset ?? length });
    if (other !== undefined) continue;
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fixed, localName, data]);
    pieces.push(local);
    length += local.length;
  }
  const start = length;
  entries.forEach((entry, index) => {
    const { header, offset } = placed[index] ?? { header: Buffer.alloc(26), offset: 0 };
    const name = nameBytes(entry.name);
    const central = Buffer.alloc(46);
    central.write('PK\u0001\u0002', 0, 'latin1');
    central.writeUInt16LE(20, 4);
    header.copy(central, 6);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    pieces.push(central, name);
    length += central.length + name.length;
  });
  const count = options.entryCount ?? entries.length;
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(length - start, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...pieces, end]);
}
