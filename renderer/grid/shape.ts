import { cellKey, cellsOf, columnKey } from '../../shared/cell';
import { columnApplies, rowApplies, type Teaching } from '../../shared/applicability';
import type { CellKind } from '../../shared/calculation';
import type { Form } from '../../shared/form';

/** A place on screen, counted in what is shown: hidden rows do not count. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** Both corners belong to the range. */
export interface Range {
  readonly from: Position;
  readonly to: Position;
}

/** The cells of a form as the clerk moves over them: a rectangle, whatever the kind of form. */
export interface GridShape {
  readonly form: string;
  /** Row codes, field ids or record ids. */
  readonly rows: readonly string[];
  /** Column keys; a field form has one. */
  readonly columns: readonly string[];
  /** Enter at the foot of a column goes on at the head of the next one. */
  readonly wraps: boolean;
  cellAt(position: Position): string;
  kindAt(position: Position): CellKind;
}

export function positionOf(shape: GridShape, cell: string): Position | null {
  for (let row = 0; row < shape.rows.length; row += 1) {
    const id = shape.rows[row] ?? '';
    if (!cell.startsWith(id)) continue;
    for (let column = 0; column < shape.columns.length; column += 1) {
      if (shape.cellAt({ row, column }) === cell) return { row, column };
    }
  }
  return null;
}

export function cellsInRange(shape: GridShape, range: Range): readonly string[] {
  const cells: string[] = [];
  for (const row of positionsInRange(range)) for (const position of row) cells.push(shape.cellAt(position));
  return cells;
}

/** Row by row, from the upper left corner. */
export function positionsInRange({ from, to }: Range): readonly (readonly Position[])[] {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  return Array.from({ length: bottom - top + 1 }, (_row, down) =>
    Array.from({ length: right - left + 1 }, (_column, along) => ({ row: top + down, column: left + along })),
  );
}

/** Selected rows without the blank one at the foot of a list, unless that is all that is selected. */
export function withoutFoot(
  selected: readonly (readonly Position[])[],
  foot: number | null,
): readonly (readonly Position[])[] {
  return selected.length > 1 ? selected.filter((row) => row[0]?.row !== foot) : selected;
}

function kindsOf(form: Form): ReadonlyMap<string, CellKind> {
  return new Map(cellsOf(form).map((cell) => [cell.key, cell.kind]));
}

export function matrixShape(form: Form, teaching: Teaching): GridShape {
  const rows = (form.rows ?? []).filter((row) => rowApplies(row, teaching)).map((row) => row.code);
  const columns = (form.columns ?? [])
    .filter((column) => columnApplies(column, teaching))
    .map((column) => column.code);
  const kinds = kindsOf(form);
  const cellAt = (at: Position) => cellKey(rows[at.row] ?? '', columns[at.column] ?? '');
  return {
    form: form.code,
    rows,
    columns,
    wraps: true,
    cellAt,
    kindAt: (at) => kinds.get(cellAt(at)) ?? 'notApplicable',
  };
}

/** Which fields are closed depends on the school, so `kindOf` is asked for each. */
export function fieldShape(form: Form, kindOf: (field: string) => CellKind): GridShape {
  const rows = (form.fields ?? []).map((field) => field.id);
  const cellAt = (at: Position) => rows[at.row] ?? '';
  return {
    form: form.code,
    rows,
    columns: [''],
    wraps: false,
    cellAt,
    kindAt: (at) => kindOf(cellAt(at)),
  };
}

/** `records` are the ids of the rows on screen, the empty one at the foot included. */
export function listShape(form: Form, records: readonly string[]): GridShape {
  const columns = form.columns ?? [];
  const keys = columns.map((column) => columnKey(column.code));
  return {
    form: form.code,
    rows: records,
    columns: keys,
    wraps: false,
    cellAt: (at) => `${records[at.row] ?? ''}.${keys[at.column] ?? ''}`,
    kindAt: (at) => (columns[at.column]?.computed === undefined ? 'input' : 'computed'),
  };
}
