import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { refusal } from '../../shared/error';
import type { Seal } from '../definitions';

/** Where a command reads and writes; tests bring their own. */
export interface Terminal {
  /** Folder that names of files on the command line are relative to. */
  readonly folder: string;
  /** Folder of the definitions. */
  readonly resources: string;
  /** Remembers definitions that were examined before. */
  readonly seal?: Seal;
  /** For people: a sentence on standard error. */
  readonly say: (line: string) => void;
}

/** What a command prints on standard output, as JSON, and its exit code: 0 ok, 1 something to correct or explain, 2 bad input. */
export interface Answer {
  readonly output: unknown;
  readonly exitCode: 0 | 1 | 2;
}

/** Switches as they come from a command line: a text, several, or their mere presence. */
export type Switches<O> = {
  readonly [K in keyof O]?: O[K] extends { multiple: true }
    ? readonly string[]
    : O[K] extends { type: 'boolean' }
      ? boolean
      : string;
};

/** Reads switches strictly: a misspelt one must not pass for an absent one. Throws Refusal `command.usage`. */
export function readSwitches<O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
  usage: string,
): { readonly values: Switches<O>; readonly positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values, positionals };
  } catch {
    throw refusal('command.usage', { usage });
  }
}

export function fileAt({ folder }: Terminal, name: string): string {
  return path.resolve(folder, name);
}

/** A whole number of at least `least` from a switch. Throws Refusal `command.badOption`. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw refusal('command.badOption', { option, found: text, wanted: `不小于 ${least} 的整数` });
}
