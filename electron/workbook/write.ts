import path from 'node:path';
import { type Refusal, refusal } from '../../shared/error';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { sha256, writeAtomically } from '../atomic-write';
import { packWorkbook } from './package';
import { readWorkbook } from './read';
import { findDifference } from './verify';
import type { Difference } from './verify';

export interface WrittenWorkbook {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly sheets: number;
  /** Data cells that hold a value. */
  readonly cells: number;
}

/** What the clerk is shown of a long text. */
const shownLength = 80;

/** What the clerk is told of a file that says something else than what was written. */
export function differs(file: string, { sheet, address, expected, found }: Difference): Refusal {
  const short = { expected: expected.slice(0, shownLength), found: found.slice(0, shownLength) };
  return refusal('workbook.verifyFailed', { file, sheet, address, ...short });
}

async function readSheets(bytes: Uint8Array): ReturnType<typeof readWorkbook> {
  try {
    return await readWorkbook(bytes);
  } catch {
    return [];
  }
}

/**
 * Writes the workbook. What reached the disk is opened by another program's reader and compared with the plan before
 * it takes the target's name: a workbook that says anything else never replaces the previous one. `verifying` is called
 * when writing is over.
 */
export async function writeWorkbook(
  plan: WorkbookPlan,
  target: string,
  verifying: () => void = () => undefined,
): Promise<WrittenWorkbook> {
  const file = path.basename(target);
  let hash = '';
  await writeAtomically(target, packWorkbook(plan), async (bytes) => {
    verifying();
    const difference = findDifference(plan, await readSheets(bytes));
    if (difference !== undefined) {
      throw differs(file, difference);
    }
    hash = sha256(bytes);
  });
  return {
    hash,
    sheets: plan.sheets.length,
    cells: plan.cells.filter((cell) => cell.value.kind !== 'blank').length,
  };
}
