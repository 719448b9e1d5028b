import { cellsOf, columnKey, specOf } from './cell';
import type { CellType, Form } from './form';
import { parseAddress } from './workbook-address';
import type { Position } from './workbook-address';

/** A data cell and where it stands on its sheet. */
export interface PlacedCell {
  /** Cell key of a matrix or field form; in a list form the index of the record and the column: `0.c05`. */
  readonly key: string;
  readonly position: Position;
  readonly kind: 'input' | 'computed' | 'pulled' | 'notApplicable';
  readonly type: CellType;
}

/** Key of a list form's cell in terms of its printed row. */
export function recordCellKey(record: number, column: string): string {
  return `${record}.${columnKey(column)}`;
}

/** Column of the last figure in a table, from which its head and its title take their width. */
export function lastDataColumn(form: Form): number {
  return parseAddress(form.layout.firstDataCell).column + Math.max(1, form.columns?.length ?? 1) - 1;
}

function listCells(form: Form, records: number): readonly PlacedCell[] {
  const anchor = parseAddress(form.layout.firstDataCell);
  return Array.from({ length: records }, (_, record) =>
    (form.columns ?? []).map((column, index): PlacedCell => ({
      key: recordCellKey(record, column.code),
      position: { column: anchor.column + index, row: anchor.row + record },
      kind: column.computed === undefined ? 'input' : 'computed',
      type: specOf(column).type,
    })),
  ).flat();
}

function fieldCells(form: Form): readonly PlacedCell[] {
  const anchor = parseAddress(form.layout.firstDataCell);
  let next: Position = anchor;
  const addresses = new Map((form.fields ?? []).map((field) => [field.id, field.cell]));
  return cellsOf(form).map((cell) => {
    const fixed = addresses.get(cell.key);
    const position = fixed === undefined ? next : parseAddress(fixed);
    next = { column: anchor.column, row: position.row + 1 };
    return { key: cell.key, position, kind: cell.kind, type: cell.spec.type };
  });
}

function matrixCells(form: Form): readonly PlacedCell[] {
  const anchor = parseAddress(form.layout.firstDataCell);
  const rows = new Map((form.rows ?? []).map((row, index) => [row.code, anchor.row + index]));
  const columns = new Map((form.columns ?? []).map((column, index) => [column.code, anchor.column + index]));
  return cellsOf(form).map((cell) => ({
    key: cell.key,
    position: {
      column: columns.get(cell.column?.code ?? '') ?? anchor.column,
      row: rows.get(cell.row?.code ?? '') ?? anchor.row,
    },
    kind: cell.kind,
    type: cell.spec.type,
  }));
}

/** Every data cell of the form's sheet, also those that must not be filled. `records` counts the rows of a list form. */
export function placedCells(form: Form, records = 0): readonly PlacedCell[] {
  switch (form.kind) {
    case 'matrix':
      return matrixCells(form);
    case 'fields':
      return fieldCells(form);
    case 'list':
      return listCells(form, records);
  }
}
