import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../shared/generator/random';

/**
 * What a loss of power may leave of a folder, reckoned from the journal of scripts/fault-shim.c. Of each file what was
 * flushed is there; of what was written afterwards any part, in sectors of 512 bytes, may be there or not. Names
 * (made, renamed, removed) reach the disk in their order, as they do on ext4, XFS and NTFS: flushing the folder or a file
 * that was just named brings all names up to then, otherwise any number of the last ones is missing. After a flush that
 * failed, a later one does not bring what was written before it, as on Linux.
 */

const sector = 512;
const headLength = 32;
/** As in scripts/fault-shim.c. */
const operation = {
  ...{ open: 1, write: 2, truncate: 3, sync: 4, syncFailed: 5, rename: 6, unlink: 7, syncFolder: 8 },
} as const;

interface Change {
  readonly offset: number;
  /** Null cuts or stretches the file to `offset`. */
  readonly data: Buffer | null;
  /** A flush of it failed: no later one brings it. */
  doubtful: boolean;
}

interface DiskFile {
  flushed: Buffer;
  pending: Change[];
}

type Renaming = { readonly inode: number } & (
  | { readonly kind: 'made'; readonly name: string }
  | { readonly kind: 'renamed'; readonly name: string; readonly from: string }
  | { readonly kind: 'removed'; readonly name: string }
);

export interface Disk {
  readonly files: Map<number, DiskFile>;
  /** Names on the disk, by path relative to the folder. */
  readonly names: Map<string, number>;
  /** Names that have not reached it, in order. */
  readonly pending: Renaming[];
  /** Names as the program sees them. */
  readonly seen: Map<string, number>;
}

/** Everything that is in the folder counts as flushed, but for what the window and the log write. */
export function diskOf(folder: string): Disk {
  const disk: Disk = { files: new Map(), names: new Map(), pending: [], seen: new Map() };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (/^(window|logs)\//.test(name) || name.endsWith('-shm')) continue;
    const inode = statSync(file).ino;
    disk.files.set(inode, { flushed: readFileSync(file), pending: [] });
    disk.names.set(name, inode);
    disk.seen.set(name, inode);
  }
  return disk;
}

/** Goes on from where the disk is. `random` decides what a failed flush forgets. A torn last record is left aside. */
export function replay(disk: Disk, folder: string, journal: Buffer, random: Random): void {
  let at = 0;
  while (at + headLength <= journal.length) {
    const [kind, nameLength, otherLength, dataLength] = [0, 4, 8, 12].map((word) =>
      journal.readUInt32LE(at + word),
    ) as [number, number, number, number];
    const inode = Number(journal.readBigUInt64LE(at + 16));
    const offset = Number(journal.readBigUInt64LE(at + 24));
    const end = at + headLength + nameLength + otherLength + dataLength;
    if (end > journal.length) return;
    const text = (from: number, length: number) =>
      path.relative(folder, journal.toString('utf8', from, from + length));
    const name = nameLength > 0 ? text(at + headLength, nameLength) : '';
    const other = otherLength > 0 ? text(at + headLength + nameLength, otherLength) : '';
    const data = Buffer.from(journal.subarray(end - dataLength, end));
    step(disk, { kind, inode, offset, name, other, data }, random);
    at = end;
  }
}

interface Step {
  readonly kind: number;
  readonly inode: number;
  readonly offset: number;
  readonly name: string;
  readonly other: string;
  readonly data: Buffer;
}

function step(disk: Disk, { kind, inode, offset, name, other, data }: Step, random: Random): void {
  const file = disk.files.get(inode);
  switch (kind) {
    case operation.open:
      // A number of a removed file may be given again.
      disk.files.set(inode, { flushed: Buffer.alloc(0), pending: [] });
      disk.pending.push({ kind: 'made', name, inode });
      disk.seen.set(name, inode);
      return;
    case operation.write:
      file?.pending.push({ offset, data, doubtful: false });
      return;
    case operation.truncate:
      file?.pending.push({ offset, data: null, doubtful: false });
      return;
    case operation.syncFailed:
      for (const change of file?.pending ?? []) change.doubtful = true;
      return;
    case operation.sync:
      if (file === undefined) return;
      file.flushed = afterAll(
        file.flushed,
        file.pending.filter(({ doubtful }) => !doubtful || random.chance(0.5)),
      );
      file.pending = [];
      reach(disk, disk.pending.findLastIndex((change) => change.inode === inode) + 1);
      return;
    case operation.rename: {
      const moved = disk.seen.get(name) ?? 0;
      disk.pending.push({ kind: 'renamed', name: other, from: name, inode: moved });
      disk.seen.delete(name);
      disk.seen.set(other, moved);
      return;
    }
    case operation.unlink:
      disk.pending.push({ kind: 'removed', name, inode: disk.seen.get(name) ?? 0 });
      disk.seen.delete(name);
      return;
    case operation.syncFolder:
      reach(disk, disk.pending.length);
  }
}

function reach(disk: Disk, count: number): void {
  for (const change of disk.pending.splice(0, count)) {
    if (change.kind === 'renamed') disk.names.delete(change.from);
    if (change.kind === 'removed') disk.names.delete(change.name);
    else disk.names.set(change.name, change.inode);
  }
}

function afterAll(bytes: Buffer, changes: readonly Change[]): Buffer {
  // Flushing a large file again and again must not copy it again and again.
  if (changes.every(({ offset, data }) => data !== null && offset + data.length <= bytes.length)) {
    for (const { offset, data } of changes) data?.copy(bytes, offset);
    return bytes;
  }
  const most = Math.max(bytes.length, ...changes.map(({ offset, data }) => offset + (data?.length ?? 0)));
  const result = Buffer.alloc(most);
  bytes.copy(result);
  let length = bytes.length;
  for (const { offset, data } of changes) {
    if (data === null) {
      result.fill(0, offset);
      length = offset;
    } else {
      data.copy(result, offset);
      length = Math.max(length, offset + data.length);
    }
  }
  return Buffer.from(result.subarray(0, length));
}

/** The power goes now: writes into `target` what the disk holds. Returns how many writes and names were lost. */
export function cutPower(disk: Disk, target: string, random: Random): { writes: number; names: number } {
  const reached = random.int(0, disk.pending.length);
  const lostNames = disk.pending.length - reached;
  reach(disk, reached);
  let lost = 0;
  for (const [name, inode] of disk.names) {
    const file = disk.files.get(inode);
    if (file === undefined) continue;
    // All kept and nothing kept are both likely on a real disk; the rest lies between.
    const kept = random.weighted([
      [0, 3],
      [1, 2],
      [random.next(), 5],
    ]);
    const left = file.pending.flatMap((change) => {
      if (random.chance(kept)) return [change];
      lost += 1;
      return change.data !== null && random.chance(0.3) ? torn(change, change.data, random) : [];
    });
    const place = path.join(target, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, afterAll(file.flushed, left));
  }
  return { writes: lost, names: lostNames };
}

/** Some sectors of a write, in their places. */
function torn({ offset, doubtful }: Change, data: Buffer, random: Random): Change[] {
  const parts: Change[] = [];
  for (let from = 0; from < data.length;) {
    const to = Math.min(data.length, (Math.floor((offset + from) / sector) + 1) * sector - offset);
    if (random.chance(0.5)) parts.push({ offset: offset + from, data: data.subarray(from, to), doubtful });
    from = to;
  }
  return parts;
}
