/**
 * Compound files ([MS-CFB]): what `.xls`, `.et`, old Word files and password-protected workbooks are. Only streams and
 * storages directly under the root are found; embedded documents bring a `Workbook` of their own.
 */
export interface Compound {
  /** Lower-case names under the root. */
  readonly names: ReadonlySet<string>;
  /** A stream's bytes. Throws where it is missing or not whole. */
  stream(name: string): Buffer;
}

const headerBytes = 512;
const entryBytes = 128;
/** The highest sector number; above it are marks such as the end of a chain. */
const maxSector = 0xfffffffa;
const noEntry = 0xffffffff;
const stream = 2;

interface Entry {
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/** Joins the sectors of a chain, no more than `size` bytes need, so that a chain in a circle ends. */
function joinChain(
  table: readonly number[],
  start: number,
  size: number,
  sector: (index: number) => Buffer,
): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  for (let index = start; length < size; index = table[index] ?? noEntry) {
    if (index > maxSector) throw new Error('chain ends early');
    const piece = sector(index);
    if (piece.length === 0) throw new Error('sector outside of the file');
    pieces.push(piece);
    length += piece.length;
  }
  return Buffer.concat(pieces, Math.min(length, size));
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4));
}

/** Opens a compound file from its bytes. Throws a plain error where its structure is broken. */
export function openCompound(bytes: Buffer): Compound {
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new Error('sector size');
  const sectorBytes = 1 << shift;
  const sectors = Math.ceil(bytes.length / sectorBytes);
  const sector = (index: number): Buffer =>
    bytes.subarray((index + 1) * sectorBytes, (index + 2) * sectorBytes);

  /** The sectors that hold the allocation table: 109 named in the header, the rest in a chain of lists. */
  function tableSectors(): readonly number[] {
    const count = Math.min(bytes.readUInt32LE(44), sectors);
    const list = numbersOf(bytes.subarray(76, headerBytes));
    for (let next = bytes.readUInt32LE(68); list.length < count && next <= maxSector;) {
      const more = numbersOf(sector(next));
      next = more.pop() ?? noEntry;
      if (more.length === 0) throw new Error('list of tables ends early');
      list.push(...more);
    }
    return list.slice(0, count);
  }

  const table = tableSectors().flatMap((index) => (index > maxSector ? [] : numbersOf(sector(index))));

  /** Chains of which only the start is known; their length is at most that of the file. */
  function wholeChain(start: number): Buffer {
    const pieces: Buffer[] = [];
    for (let index = start; index <= maxSector; index = table[index] ?? noEntry) {
      if (pieces.length > sectors) throw new Error('chain in a circle');
      pieces.push(sector(index));
    }
    return Buffer.concat(pieces);
  }

  const directory = wholeChain(bytes.readUInt32LE(48));
  const rootEntry = entryAt(directory, 0);
  const cutoff = bytes.readUInt32LE(56);
  const miniTable = numbersOf(wholeChain(bytes.readUInt32LE(60)));
  const miniBytes = 64;
  let miniStream: Buffer | null = null;
  const miniSector = (index: number): Buffer => {
    miniStream ??= joinChain(table, rootEntry.start, Math.min(rootEntry.size, bytes.length), sector);
    return miniStream.subarray(index * miniBytes, (index + 1) * miniBytes);
  };
  const children = childrenOf(directory);

  return {
    names: new Set(children.keys()),
    stream(name) {
      const entry = children.get(name.toLowerCase());
      if (entry === undefined || entry.type !== stream) throw new Error(`no stream ${name}`);
      if (entry.size > bytes.length) throw new Error('stream longer than the file');
      return entry.size < cutoff
        ? joinChain(miniTable, entry.start, entry.size, miniSector)
        : joinChain(table, entry.start, entry.size, sector);
    },
  };
}

function entryAt(directory: Buffer, index: number): Entry {
  const entry = directory.subarray(index * entryBytes, (index + 1) * entryBytes);
  return { type: entry[66] ?? 0, start: entry.readUInt32LE(116), size: entry.readUInt32LE(120) };
}

function nameAt(directory: Buffer, index: number): string {
  const at = index * entryBytes;
  const length = Math.min(Math.max(directory.readUInt16LE(at + 64) - 2, 0), 62);
  return directory.toString('utf16le', at, at + length).toLowerCase();
}

/** Entries under the root: a tree whose branches are left, right; each entry is visited once. */
function childrenOf(directory: Buffer): ReadonlyMap<string, Entry> {
  const children = new Map<string, Entry>();
  const visited = new Set<number>();
  const waiting = [directory.readUInt32LE(76)];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index === noEntry || visited.has(index)) continue;
    visited.add(index);
    children.set(nameAt(directory, index), entryAt(directory, index));
    const at = index * entryBytes;
    waiting.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72));
  }
  return children;
}
