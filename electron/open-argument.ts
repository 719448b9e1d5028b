import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const extensions = new Set(['.xlsx', '.xls', '.xlsm', '.et']);

/**
 * The workbook that the desktop wants opened: an existing file of a known kind, absolute. Of several the first; they are
 * imported one by one. Undefined when none is named.
 */
export function workbookIn(argv: readonly string[], workingFolder: string): string | undefined {
  for (const argument of argv) {
    const file = fileOf(argument, workingFolder);
    if (file !== undefined && isWorkbook(file)) return file;
  }
  return undefined;
}

/** For the process that already runs. An address is ASCII: of other texts Electron hands over nothing at all. */
export function toHandOver(workbook: string | undefined): Record<string, string> {
  return workbook === undefined ? {} : { workbook: pathToFileURL(workbook).href };
}

/** What another process of this program hands over; nothing of it is believed. */
export function handedOver(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('workbook' in data)) return undefined;
  const { workbook } = data;
  if (typeof workbook !== 'string' || !workbook.startsWith('file:')) return undefined;
  const file = fileOf(workbook, '/');
  return file !== undefined && isWorkbook(file) ? file : undefined;
}

function isWorkbook(file: string): boolean {
  if (!extensions.has(path.extname(file).toLowerCase())) return false;
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Linux desktops hand over addresses, Windows paths. */
function fileOf(argument: string, workingFolder: string): string | undefined {
  if (argument === '' || argument.startsWith('-')) return undefined;
  if (!argument.startsWith('file:')) return path.resolve(workingFolder, argument);
  try {
    return fileURLToPath(argument);
  } catch {
    return undefined;
  }
}

/** The workbook that waits until the page asks for it. A later one takes the place of an earlier one. */
export interface OfferedWorkbook {
  readonly offer: (file: string) => void;
  readonly waits: () => boolean;
  /** Whoever takes it has it: it waits no more. */
  readonly take: () => string | null;
}

export function createOffered(first?: string): OfferedWorkbook {
  let waiting = first ?? null;
  return {
    offer: (file) => void (waiting = file),
    waits: () => waiting !== null,
    take: () => {
      const file = waiting;
      waiting = null;
      return file;
    },
  };
}
