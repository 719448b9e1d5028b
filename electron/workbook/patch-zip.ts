import { crc32, deflateRawSync } from 'node:zlib';
import { fromBufferPromise, getFileNameLowLevel } from 'yauzl';
import type { Entry } from 'yauzl';

/** An entry as it goes into the copy; everything that is not about its bytes comes from `entry`. */
interface Copied {
  readonly entry: Entry;
  readonly stored: Uint8Array;
  readonly checksum: number;
  /** Length of the content. */
  readonly size: number;
  readonly localExtra: Uint8Array;
}

const zip64 = 0x0001;
const sizesFollow = 0x0008;

/** Extra fields without the one for sizes beyond 4 GB: the copy states its sizes in the headers. */
function extraWithoutSizes(extra: Uint8Array): Buffer {
  const bytes = Buffer.from(extra);
  const kept: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt16LE(at + 2);
    if (bytes.readUInt16LE(at) !== zip64) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** The twenty-six bytes that both headers of an entry have in common. */
function commonHeader({ entry, stored, checksum, size }: Copied, extraLength: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(entry.versionNeededToExtract, 0);
  header.writeUInt16LE(entry.generalPurposeBitFlag & ~sizesFollow, 2);
  header.writeUInt16LE(entry.compressionMethod, 4);
  header.writeUInt16LE(entry.lastModFileTime, 6);
  header.writeUInt16LE(entry.lastModFileDate, 8);
  header.writeUInt32LE(checksum, 10);
  header.writeUInt32LE(stored.length, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(entry.fileNameRaw.length, 22);
  header.writeUInt16LE(extraLength, 24);
  return header;
}

function localParts(copied: Copied): readonly Uint8Array[] {
  const extra = extraWithoutSizes(copied.localExtra);
  const common = commonHeader(copied, extra.length);
  return [Buffer.from('PK\x03\x04', 'latin1'), common, copied.entry.fileNameRaw, extra, copied.stored];
}

function directoryParts(copied: Copied, offset: number): readonly Uint8Array[] {
  const { entry } = copied;
  const extra = extraWithoutSizes(entry.extraFieldRaw);
  const head = Buffer.alloc(6, 'PK\x01\x02', 'latin1');
  head.writeUInt16LE(entry.versionMadeBy, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt16LE(entry.fileCommentRaw.length, 0);
  tail.writeUInt16LE(entry.internalFileAttributes, 4);
  tail.writeUInt32LE(entry.externalFileAttributes, 6);
  tail.writeUInt32LE(offset, 10);
  const common = commonHeader(copied, extra.length);
  return [head, common, tail, entry.fileNameRaw, extra, entry.fileCommentRaw];
}

function endOfDirectory(entries: number, size: number, offset: number, comment: Uint8Array): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((total, { length }) => total + length, 0);

/**
 * Copies a package that `openArchive` has accepted, with other content for some parts, by their names there. Every other
 * entry keeps its stored bytes, name, time and place: zip libraries would compress them again under new headers.
 * A stored part stays stored.
 */
export async function replaceParts(
  bytes: Uint8Array,
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(source, { decodeStrings: false });
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);

  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { fileDataStart, extraField } = await zip.readLocalFileHeaderPromise(entry);
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
    const content = contents.get(name);
    const copied: Copied = {
      entry,
      localExtra: extraField,
      ...(content === undefined
        ? {
            stored: source.subarray(fileDataStart, fileDataStart + entry.compressedSize),
            checksum: entry.crc32,
            size: entry.uncompressedSize,
          }
        : {
            stored: entry.compressionMethod === 0 ? content : deflateRawSync(content),
            checksum: crc32(content),
            size: content.length,
          }),
    };
    const local = localParts(copied);
    pieces.push(...local);
    directory.push(...directoryParts(copied, offset));
    offset += lengthOf(local);
  }
  // With decodeStrings off, yauzl gives the comment as bytes.
  const comment = zip.comment as unknown as Uint8Array;
  const end = endOfDirectory(entries.length, lengthOf(directory), offset, comment);
  return Buffer.concat([...pieces, ...directory, end]);
}
