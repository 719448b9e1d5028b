import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, getFileNameLowLevel } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { Refusal, refusal } from '../../shared/error';
import { limits, type ReadingLimits } from './limits';
import { shown } from './reading';

/** A zip package from outside. Parts are inflated one by one when they are asked for; what nobody asks for never is. */
export interface Archive {
  /** Names of all parts in the order of the directory, as they are written there; no folders. */
  readonly names: readonly string[];
  /** Part names differ in more than case; a reference to one may differ in case only. */
  has(name: string): boolean;
  /** The inflated part, checked against its size and checksum. Refused with `file.…` if it is missing, damaged or too large. */
  read(name: string): Promise<Uint8Array>;
}

interface Part {
  readonly name: string;
  readonly entry: Entry;
  counted: boolean;
}

const keyOf = (name: string): string => name.toLowerCase();

/** Backslash, drive, absolute path, `.` and `..`, control characters: what an unpacking program could be led astray by. */
function isUnsafeName(name: string): boolean {
  if (name === '' || /[\u0000-\u001f\\:]/.test(name) || name.startsWith('/')) return true;
  return name.split('/').some((segment) => segment === '.' || segment === '..');
}

const headerLength = 30;

/**
 * Parts that share bytes: the trick of small files that inflate without end. The local header may be longer than its
 * name says, never shorter.
 */
function overlapOf(parts: readonly Part[]): Part | undefined {
  const sorted = parts.toSorted(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  return sorted.find(({ entry }) => {
    const start = entry.relativeOffsetOfLocalHeader;
    const overlaps = start < end;
    end = start + headerLength + entry.fileNameLength + entry.compressedSize;
    return overlaps;
  });
}

async function readDirectory(zip: ZipFile, file: string): Promise<readonly Part[]> {
  if (zip.entryCount > limits.entries) throw refusal('file.tooMuch', { file, part: `${zip.entryCount}` });
  const parts: Part[] = [];
  const known = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    if (isUnsafeName(name)) throw refusal('file.unsafe', { file, part: shown(name) });
    if (entry.isEncrypted()) throw refusal('file.encrypted', { file });
    // A folder entry has no content and is no part.
    if (name.endsWith('/')) continue;
    if (known.has(keyOf(name))) throw refusal('file.unsafe', { file, part: shown(name) });
    known.add(keyOf(name));
    parts.push({ name, entry, counted: false });
  }
  const overlap = overlapOf(parts);
  if (overlap !== undefined) throw refusal('file.unsafe', { file, part: shown(overlap.name) });
  return parts;
}

/** The part's stored bytes; its own header must name the same part as the directory does. */
async function storedBytes(zip: ZipFile, bytes: Buffer, { entry }: Part): Promise<Buffer> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  if (!header.fileName.equals(entry.fileNameRaw)) throw new Error('local header names another part');
  return bytes.subarray(header.fileDataStart, header.fileDataStart + entry.compressedSize);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

/** Opens a package. Refused with `file.tooLarge`, `damaged`, `encrypted`, `unsafe`, `tooMuch`; `file` is its name in the sentence. */
export async function openArchive(
  bytes: Uint8Array,
  file: string,
  own: Pick<ReadingLimits, 'partBytes' | 'totalBytes'> = limits,
): Promise<Archive> {
  const limit = limits.fileMegabytes;
  if (bytes.length > limit * 1024 * 1024) throw refusal('file.tooLarge', { file, limit });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  /** Whatever the libraries say about broken bytes is damage to the clerk. */
  async function orDamaged<T>(part: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof Refusal ? error : refusal('file.damaged', { file, part: shown(part) });
    }
  }

  const { zip, parts } = await orDamaged('', async () => {
    const opened = await fromBufferPromise(buffer, { decodeStrings: false });
    return { zip: opened, parts: await readDirectory(opened, file) };
  });
  const byName = new Map(parts.map((part) => [keyOf(part.name), part]));
  let total = 0;

  function inflated(part: Part, stored: Buffer): Buffer {
    const { compressionMethod, compressedSize } = part.entry;
    if (compressionMethod === 0) return stored;
    if (compressionMethod !== 8) throw new Error(`compression method ${compressionMethod}`);
    const byRatio = Math.max(limits.ratioFrom, compressedSize * limits.ratio);
    const room = Math.min(own.partBytes, own.totalBytes - (part.counted ? 0 : total), byRatio);
    try {
      return inflateRawSync(stored, { maxOutputLength: Math.max(room, 1) });
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      throw refusal(room === byRatio ? 'file.unsafe' : 'file.tooMuch', { file, part: shown(part.name) });
    }
  }

  return {
    names: parts.map((part) => part.name),
    has: (name) => byName.has(keyOf(name)),
    read: (name) =>
      orDamaged(name, async () => {
        const part = byName.get(keyOf(name));
        if (part === undefined) throw new Error('no such part');
        const content = inflated(part, await storedBytes(zip, buffer, part));
        const { uncompressedSize, crc32: checksum } = part.entry;
        if (content.length !== uncompressedSize || crc32(content) !== checksum)
          throw new Error('changed bytes');
        if (!part.counted) total += content.length;
        part.counted = true;
        if (total > own.totalBytes) throw refusal('file.tooMuch', { file, part: shown(part.name) });
        return content;
      }),
  };
}

/** Every part by name, in the order of the directory: for copying a package. */
export async function readAllParts(archive: Archive): Promise<ReadonlyMap<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  for (const name of archive.names) parts.set(name, await archive.read(name));
  return parts;
}
