import { positionOf, type GridShape, type Position, type Range } from '../../renderer/grid/shape';
import type { CellKind } from '../../shared/calculation';

const kinds: Record<string, CellKind> = { i: 'input', c: 'computed', p: 'pulled', n: 'notApplicable' };

/** A form drawn with one letter a cell: i input, c computed, p pulled, n not applicable. */
export function grid(...lines: readonly string[]): GridShape {
  const rows = lines.map((_, index) => String(index + 1).padStart(2, '0'));
  const columns = [...(lines[0] ?? '')].map((_, index) => String(index + 1));
  return {
    form: '表',
    rows,
    columns,
    wraps: true,
    cellAt: (at) => `${rows[at.row] ?? ''}.${columns[at.column] ?? ''}`,
    kindAt: (at) => kinds[lines[at.row]?.[at.column] ?? 'n'] ?? 'notApplicable',
  };
}

export function place(shape: GridShape, cell: string): Position {
  const found = positionOf(shape, cell);
  if (found === null) throw new Error(`no cell ${cell}`);
  return found;
}

export function range(shape: GridShape, from: string, to: string): Range {
  return { from: place(shape, from), to: place(shape, to) };
}
