import { rowApplies, stagesOf } from './applicability';
import { cellsOf, columnKey, specOf } from './cell';
import type { CellType, Form, FormRow } from './form';
import type { School } from './school';
import { columnNumber, parseAddress } from './workbook-address';
import type { Position } from './workbook-address';

/** A data cell and where it stands on its sheet. */
export interface PlacedCell {
  /** Cell key of a matrix or field form; in a list form the index of the record and the column: `0.c05`. */
  readonly key: string;
  readonly position: Position;
  readonly kind: 'input' | 'computed' | 'pulled' | 'notApplicable';
  readonly type: CellType;
}

/** What of the school decides about the places of cells; null for a form as a school of all stages would fill it. */
export type PlacingSchool = Pick<School, 'type' | 'attachedClasses'> | null;

/** Key of a list form's cell in terms of its printed row. */
export function recordCellKey(record: number, column: string): string {
  return `${record}.${columnKey(column)}`;
}

/** Rows on the sheet, in its order: all, or only those of the school's own stages. */
export function printedRows(form: Form, school: PlacingSchool): readonly FormRow[] {
  const rows = form.rows ?? [];
  if (form.layout.blocks !== 'ownStages' || school === null) return rows;
  const stages = stagesOf(school);
  return rows.filter((row) => rowApplies(row, { stages }));
}

/** Last column of the table, to which its title and its head reach. */
export function lastTableColumn(form: Form): number {
  const { firstDataCell, remarkColumn, labelColumn = 'A' } = form.layout;
  const first = parseAddress(firstDataCell).column;
  const fields = (form.fields ?? []).map(({ cell }) => (cell === undefined ? 0 : parseAddress(cell).column));
  return Math.max(
    first + Math.max(1, form.columns?.length ?? 1) - 1,
    columnNumber(labelColumn),
    remarkColumn === undefined ? 0 : columnNumber(remarkColumn),
    ...fields,
  );
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

function fieldCells(form: Form, school: PlacingSchool): readonly PlacedCell[] {
  const anchor = parseAddress(form.layout.firstDataCell);
  let next: Position = anchor;
  const fields = new Map((form.fields ?? []).map((field) => [field.id, field]));
  return cellsOf(form).map((cell) => {
    const field = fields.get(cell.key);
    const position = field?.cell === undefined ? next : parseAddress(field.cell);
    next = { column: anchor.column, row: position.row + 1 };
    const closed = school !== null && field?.notApplicableTo?.includes(school.type) === true;
    return { key: cell.key, position, kind: closed ? 'notApplicable' : cell.kind, type: cell.spec.type };
  });
}

function matrixCells(form: Form, school: PlacingSchool): readonly PlacedCell[] {
  const anchor = parseAddress(form.layout.firstDataCell);
  const rows = new Map(printedRows(form, school).map((row, index) => [row.code, anchor.row + index]));
  const columns = new Map((form.columns ?? []).map((column, index) => [column.code, anchor.column + index]));
  return cellsOf(form).flatMap((cell) => {
    const row = rows.get(cell.row?.code ?? '');
    const column = columns.get(cell.column?.code ?? '');
    if (row === undefined || column === undefined) return [];
    return [{ key: cell.key, position: { column, row }, kind: cell.kind, type: cell.spec.type }];
  });
}

/** Every data cell of the form's sheet, also those that must not be filled. `records` counts the rows of a list form. */
export function placedCells(form: Form, school: PlacingSchool, records = 0): readonly PlacedCell[] {
  switch (form.kind) {
    case 'matrix':
      return matrixCells(form, school);
    case 'fields':
      return fieldCells(form, school);
    case 'list':
      return listCells(form, records);
  }
}
