import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal, refusal } from '../shared/error';

/** Antivirus and indexers hold a fresh file for moments; Excel holds it until the clerk closes it. */
const renameDelays = [50, 100, 200, 400, 800];

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A job that can be cancelled: how its temporary files are recognised, and whether it may still replace its target. */
export interface CancellableWriting {
  readonly mark: string;
  readonly mayReplace: () => boolean;
}

let job: CancellableWriting = { mark: '', mayReplace: () => true };

/** Everything that this thread writes from now on belongs to the job. */
export function writeAsJob(writing: CancellableWriting): void {
  job = writing;
}

/** How the names of a job's temporary files begin. */
export function temporaryPrefix(mark: string): string {
  return `.tianbao-${mark}`;
}

/**
 * Writes the file whole or not at all: under another name first, then flushed, read back, checked, and renamed. A USB
 * stick pulled out in the middle leaves the previous file as it was.
 */
export async function writeAtomically(
  target: string,
  bytes: Uint8Array,
  verify?: (readBack: Uint8Array) => void | Promise<void>,
): Promise<void> {
  const folder = path.dirname(target);
  // Short and without the target's name: a long Chinese name plus a suffix would exceed the 255 bytes of Linux.
  const temporary = path.join(folder, `${temporaryPrefix(job.mark)}${randomBytes(4).toString('hex')}.tmp`);
  try {
    await writeFlushed(temporary, bytes);
    await verify?.(await readFile(temporary));
    if (!job.mayReplace()) throw refusal('work.cancelled', {});
    await replace(temporary, target);
    await flushFolder(folder);
    await sweep(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error instanceof Refusal ? error : writeRefusal(error, target);
  }
}

const ownTemporary = /^\.tianbao-(?:[0-9a-f]{8}){1,2}\.tmp$/;
/** Longer than any file of ours takes to write; in milliseconds. */
const abandonedAfter = 10 * 60_000;

/** Takes away what a program that was killed left beside its file. Nothing depends on it, so nothing fails by it. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((each) => ownTemporary.test(each))) {
    const file = path.join(folder, name);
    const written = await stat(file).catch(() => null);
    // Another program of ours may be writing there at this moment.
    if (written?.isFile() !== true || Date.now() - written.mtimeMs < abandonedAfter) continue;
    await rm(file, { force: true }).catch(() => undefined);
  }
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function replace(temporary: string, target: string): Promise<void> {
  for (const delay of [...renameDelays, undefined]) {
    try {
      await rename(temporary, target);
      return;
    } catch (error) {
      if (!isHeldElsewhere(error)) throw error;
      if (delay === undefined) throw refusal('workbook.targetLocked', { file: path.basename(target) });
      await wait(delay);
    }
  }
}

/** Windows answers EPERM or EACCES, too, when another program has the target open. */
function isHeldElsewhere(error: unknown): boolean {
  return ['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error));
}

/** What says that the disk is full, failing or gone, so that the new name may be lost. */
const lostDisk: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'ENODEV', 'ENXIO', 'ENOENT']);

/** Makes the new name itself survive a power cut; Windows cannot open folders and does this by itself. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // A folder that may be written but not read, or a file system that flushes none: the file is there and safe itself.
    if (lostDisk.has(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function writeRefusal(error: unknown, target: string): Refusal {
  const file = path.basename(target);
  const code = codeOf(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return refusal('workbook.diskFull', { file });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return refusal('workbook.targetReadOnly', { file });
    case 'EBUSY':
      return refusal('workbook.targetLocked', { file });
    case 'ENAMETOOLONG':
      return refusal('workbook.pathTooLong', { file });
    // A stick that was pulled out answers with any of these.
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
      return refusal('workbook.targetGone', { file });
    default:
      return refusal('workbook.writeFailed', { file, reason: code === '' ? 'UNKNOWN' : code });
  }
}
