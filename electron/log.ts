import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * What a line may carry. Deliberately no free text: cell values, names, identity numbers and file names (which hold
 * the school's name) must have no way into a file that is sent away for support.
 */
export interface LogFields {
  readonly method?: string;
  /** Code of an error, ours or the system's. */
  readonly code?: string;
  readonly id?: string;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly version?: string;
  /** Class of an unexpected error, and where it was thrown. */
  readonly error?: string;
  readonly at?: readonly string[];
}

export interface Log {
  write(event: string, fields?: LogFields): void;
  /** Writes down an unexpected error and returns the id under which it is found in the log. */
  failure(event: string, error: unknown, fields?: LogFields): string;
}

const bytesPerFile = 1_000_000;
const files = ['tianbao.log', 'tianbao.1.log', 'tianbao.2.log'] as const;

/** A log that cannot be written is not a reason to stop working: everything here fails silently. */
export function createLog(folder: string): Log {
  const current = path.join(folder, files[0]);
  let size = prepare(folder, current);

  function write(event: string, fields: LogFields = {}): void {
    const line = `${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`;
    try {
      if (size + line.length > bytesPerFile) {
        rotate(folder);
        size = 0;
      }
      appendFileSync(current, line);
      size += line.length;
    } catch {
      size = Math.min(size, bytesPerFile);
    }
  }

  function failure(event: string, error: unknown, fields: LogFields = {}): string {
    const id = randomBytes(4).toString('hex');
    write(event, { ...fields, ...describe(error), id });
    return id;
  }

  return { write, failure };
}

function prepare(folder: string, current: string): number {
  try {
    mkdirSync(folder, { recursive: true });
    return statSync(current, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}

function rotate(folder: string): void {
  for (let index = files.length - 1; index > 0; index--) {
    const older = path.join(folder, files[index] ?? '');
    rmSync(older, { force: true });
    const newer = path.join(folder, files[index - 1] ?? '');
    if (statSync(newer, { throwIfNoEntry: false }) !== undefined) renameSync(newer, older);
  }
}

/** Never the message: libraries put values into it. Frames without folders: those hold the name of the PC's user. */
function describe(error: unknown): LogFields {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? { code: String(error.code) } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, ...code, at: frames.slice(0, 6).map(bareFrame) };
}

/**
 * Function and `file:line:column`, each kept only when it looks like one: a folder may have spaces and brackets in its
 * name, so a path cannot be told from the rest of the line by what it is made of.
 */
function bareFrame(line: string): string {
  const [, name = '', inBrackets, alone] = /^at (?:(.+?) \((.*)\)|(.*))$/.exec(line.trim()) ?? [];
  const place = inBrackets ?? alone ?? '';
  const file = /^(?:.*[\\/])?([^\\/]+:\d+:\d+)$/.exec(place)?.[1];
  const builtIn = /^(?:<anonymous>|native|index \d+)$/.test(place) ? place : undefined;
  const where = file ?? builtIn ?? '?';
  const isFunction = /^[\w$.<>[\] #*]+$/.test(name);
  return isFunction ? `at ${name} (${where})` : `at ${where}`;
}
