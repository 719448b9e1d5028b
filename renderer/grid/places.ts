import { columnPath, plainLabel } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { GridShape, Position } from './shape';

/** How rows, columns and cells of a form are called, by their place on screen. */
export interface PlaceNames {
  /** As it is printed, with its code: what a search looks through. */
  readonly rowName: (row: number) => string;
  readonly columnName: (column: number) => string;
  /** Short: `01行7列`. */
  readonly cellName: (at: Position) => string;
}

export function placeNames(form: Form, shape: GridShape): PlaceNames {
  const columns = new Map((form.columns ?? []).map((column) => [column.code, column]));
  const rows = new Map((form.rows ?? []).map((row) => [row.code, row]));
  const fields = new Map((form.fields ?? []).map((field) => [field.id, field]));
  const columnAt = (column: number) =>
    form.kind === 'list' ? form.columns?.[column] : columns.get(shape.columns[column] ?? '');

  function columnName(column: number): string {
    const found = columnAt(column);
    return found === undefined ? '' : columnPath(found);
  }

  function rowName(row: number): string {
    const code = shape.rows[row] ?? '';
    const field = fields.get(code);
    if (field !== undefined) return `${field.group} ${field.label}`;
    return plainLabel(rows.get(code)?.label ?? '');
  }

  return {
    rowName,
    columnName,
    cellName({ row, column }) {
      const code = shape.rows[row] ?? '';
      if (form.kind === 'fields') return fields.get(code)?.label ?? code;
      if (form.kind === 'list') return `第${row + 1}行${columnName(column)}`;
      return `${code}行${shape.columns[column] ?? ''}列`;
    },
  };
}

/** The first of several places in a sentence: `01行7列、02行7列等`. */
export function firstPlaces(names: PlaceNames, places: readonly Position[], shown = 3): string {
  const first = places.slice(0, shown).map((at) => names.cellName(at));
  return `${first.join('、')}${places.length > shown ? '等' : ''}`;
}
