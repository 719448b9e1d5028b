import { execFileSync } from 'node:child_process';
import path from 'node:path';

const folder = import.meta.dirname;

/** A county's own blank workbook, made by openpyxl. */
export function writeCountyTemplate(target: string): void {
  execFileSync('/usr/bin/python3', [path.join(folder, 'county_template.py'), target]);
}

/** What openpyxl reads in a workbook, formulas as they are written. */
export interface ReadByOpenpyxl {
  readonly cells: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly validations: Readonly<Record<string, readonly string[]>>;
  readonly formats: Readonly<Record<string, readonly string[]>>;
}

export function readByOpenpyxl(file: string): ReadByOpenpyxl {
  const json = execFileSync('/usr/bin/python3', [path.join(folder, 'filled_cells.py'), file], {
    encoding: 'utf8',
  });
  return JSON.parse(json) as ReadByOpenpyxl;
}
