import path from 'node:path';
import type { Definitions } from '../../shared/definitions';
import { recogniseWorkbook } from '../../shared/import/recognise';
import type { WorkProgress } from '../../shared/ipc-work';
import { sha256 } from '../atomic-write';
import { loadDefinitions } from '../definitions';
import type { JobInput, ReadFile } from '../jobs/table';
import { readGrid } from './open';
import { readBytes } from './read-bytes';

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
