import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadDefinitions } from '../../electron/definitions';
import type { Form } from '../../shared/form';
import { refusalOf, temporaryFolder } from './storage-place';

export const shipped = path.resolve(import.meta.dirname, '../../resources');

/** A copy of the shipped definitions that a test may change. */
export function copied(): string {
  const folder = temporaryFolder();
  cpSync(shipped, folder, { recursive: true });
  return folder;
}

/** A copy of the shipped definitions in which one file was changed. */
export function broken<T>(file: string, change: (definition: T) => unknown): string {
  const folder = copied();
  const target = path.join(folder, file);
  const definition = JSON.parse(readFileSync(target, 'utf8')) as T;
  const changed = change(definition) ?? definition;
  writeFileSync(target, typeof changed === 'string' ? changed : JSON.stringify(changed));
  return folder;
}

export function faultOf(folder: string): { file: string; path: string; problem: string } {
  const error = refusalOf(() => loadDefinitions(folder));
  if (error.code !== 'definition.broken') throw new Error(`refused with ${error.code}`);
  return error.params;
}

/** One slip of an editor's hand in one file. */
export interface Slip {
  readonly name: string;
  readonly file: string;
  readonly change: (form: Form) => unknown;
  readonly path: string;
  readonly problem: string | RegExp;
}

/** The loader names file, place and problem of each slip. */
export function testSlips(slips: readonly Slip[]): void {
  test.each(slips.map((slip) => [slip.name, slip] as const))('%s', (_, slip) => {
    const fault = faultOf(broken(slip.file, slip.change));
    expect(fault.file).toBe(slip.file);
    expect(fault.path).toBe(slip.path);
    if (typeof slip.problem === 'string') expect(fault.problem).toBe(slip.problem);
    else expect(fault.problem).toMatch(slip.problem);
  });
}
