import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import { recogniseWorkbook } from '../../shared/import/recognise';
import type { WorkProgress } from '../../shared/ipc-work';
import { sha256 } from '../atomic-write';
import { loadDefinitions } from '../definitions';
import type { JobInput, ReadFile } from '../jobs/table';
import { limits } from './limits';
import { readGrid } from './open';

/** By their folder: the command line reads several workbooks one after the other. */
const known = new Map<string, Definitions>();

/** Main examined the definitions at its start; here they are only read. */
function definitionsIn(folder: string): Definitions {
  const definitions = known.get(folder) ?? loadDefinitions(folder, { has: () => true, put: () => undefined });
  known.set(folder, definitions);
  return definitions;
}

/** Reads a workbook of any origin and says what its sheets are. Refused with `file.…`. */
export async function readWorkbookFile(
  { file, resources, edition }: JobInput<'workbook.read'>,
  progress: (progress: WorkProgress) => void,
): Promise<ReadFile> {
  const fileName = path.basename(file);
  progress({ step: 'reading', done: 0, total: 0 });
  const bytes = await readBytes(file, fileName);
  const grid = await readGrid(bytes, fileName);
  progress({ step: 'recognising', done: 0, total: 0 });
  const recognition = recogniseWorkbook(
    definitionsIn(resources),
    grid,
    edition === undefined ? {} : { edition },
  );
  return { fileName, hash: sha256(bytes), grid, recognition };
}

/** Looks at the size before anything is read: a disk image renamed to .xlsx must not fill the memory. */
export async function readBytes(file: string, fileName: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > limits.fileMegabytes * 1024 * 1024)
        throw refusal('file.tooLarge', { file: fileName, limit: limits.fileMegabytes });
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const reason = 'code' in error ? String(error.code) : 'UNKNOWN';
    throw refusal('file.unreadable', { file: fileName, reason });
  }
}
