import { positionsOf } from '../../shared/workbook-address';
import type { Position, Range } from '../../shared/workbook-address';
import { referencesOf } from './patch-references';
import type { References } from './patch-references';
import type { Calculated } from './patch-results';

/** Cells by sheet (in lower case, as formulas may write it), row and column. */
class CellSet {
  readonly #sheets = new Map<string, Map<number, Set<number>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(sheet: string, { row, column }: Position): void {
    const rows = this.#sheets.get(sheet.toLowerCase()) ?? new Map<number, Set<number>>();
    const columns = rows.get(row) ?? new Set<number>();
    if (!columns.has(column)) this.#size += 1;
    this.#sheets.set(sheet.toLowerCase(), rows.set(row, columns.add(column)));
  }

  has(sheet: string, { from, to }: Range): boolean {
    const rows = this.#sheets.get(sheet.toLowerCase());
    if (rows === undefined) return false;
    const inRow = (columns: ReadonlySet<number> | undefined): boolean => {
      if (columns === undefined) return false;
      for (const column of columns) if (from.column <= column && column <= to.column) return true;
      return false;
    };
    if (to.row - from.row < rows.size) {
      for (let row = from.row; row <= to.row; row += 1) if (inRow(rows.get(row))) return true;
      return false;
    }
    for (const [row, columns] of rows) if (from.row <= row && row <= to.row && inRow(columns)) return true;
    return false;
  }
}

/** A defined name of the workbook: what it stands for, as a formula. */
export interface DefinedName {
  readonly name: string;
  readonly formula: string;
}

/** An array formula over more cells is not followed: everything is taken to read it. */
const largestArray = 100_000;

/** Chains that change their direction more often are not followed to their end: all that is left counts as read. */
const mostPasses = 50;

/** How deep names may stand for names; deeper ones are taken to read anything. */
const namesDeep = 8;

function resolved(
  references: References,
  names: ReadonlyMap<string, readonly References[]>,
  depth = 0,
): References {
  if (references.names.length === 0) return references;
  const meant = references.names.map((name) => names.get(name));
  if (depth > namesDeep || meant.some((found) => found === undefined))
    return { ...references, anywhere: true };
  const parts = meant.flatMap((found) => (found ?? []).map((one) => resolved(one, names, depth + 1)));
  return {
    anywhere: references.anywhere || parts.some(({ anywhere }) => anywhere),
    ranges: [...references.ranges, ...parts.flatMap(({ ranges }) => ranges)],
    names: [],
  };
}

/**
 * Calculated cells that read a filled cell, directly or through others: what is stored as their result is what they
 * said of the blank workbook. Rather too many than too few.
 */
export function staleCells(
  cells: readonly Calculated[],
  filled: readonly (Position & { readonly sheet: string })[],
  defined: readonly DefinedName[],
): readonly Calculated[] {
  if (filled.length === 0) return [];
  const names = new Map<string, References[]>();
  for (const { name, formula } of defined) {
    const known = names.get(name.toLowerCase()) ?? [];
    names.set(name.toLowerCase(), [...known, referencesOf(formula)]);
  }
  const areaOf = ({ from, to }: Range): number => (to.row - from.row + 1) * (to.column - from.column + 1);
  if (cells.some(({ formula }) => formula !== null && areaOf(formula.results) > largestArray)) return cells;
  const changed = new CellSet();
  for (const cell of filled) changed.add(cell.sheet, cell);

  const open = cells.flatMap(({ sheet, formula }) =>
    formula === null ? [] : [{ sheet, ...formula, references: resolved(formula.references, names) }],
  );
  let waiting = open;
  for (let pass = 0, size = -1; size !== changed.size; pass += 1) {
    size = changed.size;
    const left = waiting.filter(({ sheet, references, results }) => {
      const reads =
        pass >= mostPasses ||
        references.anywhere ||
        references.ranges.some((read) => changed.has(read.sheet ?? sheet, read.range));
      if (reads) for (const position of positionsOf(results)) changed.add(sheet, position);
      return !reads;
    });
    // Chains of formulas run down a sheet or up: turned round, either is followed in one pass.
    waiting = left.reverse();
  }
  return cells.filter((cell) => changed.has(cell.sheet, { from: cell, to: cell }));
}
