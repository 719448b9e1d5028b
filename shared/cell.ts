import type { Form, FormColumn, FormRow } from './form';
import type { CellSpec } from './value';

/** `01-03,05` → 01, 02, 03, 05, in the order of `order`, which must hold every code. Undefined when a code is unknown. */
export function expandCodes(
  set: string | undefined,
  order: readonly string[],
): readonly string[] | undefined {
  if (set === undefined) return order;
  const wanted = new Set<string>();
  for (const part of set.split(',')) {
    const [from = '', to = from] = part.split('-');
    const start = order.indexOf(from);
    const end = order.indexOf(to);
    if (start < 0 || end < start) return undefined;
    for (const code of order.slice(start, end + 1)) wanted.add(code);
  }
  return order.filter((code) => wanted.has(code));
}

const codesOfRows = new WeakMap<Form, readonly string[]>();
const codesOfColumns = new WeakMap<Form, readonly string[]>();

function codes(
  items: readonly { readonly code: string }[] | undefined,
  form: Form,
  known: WeakMap<Form, readonly string[]>,
): readonly string[] {
  const found = known.get(form) ?? (items ?? []).map(({ code }) => code);
  known.set(form, found);
  return found;
}

export function rowCodes(form: Form): readonly string[] {
  return codes(form.rows, form, codesOfRows);
}

export function columnCodes(form: Form): readonly string[] {
  return codes(form.columns, form, codesOfColumns);
}

/** Key of a matrix cell: `04.15`. */
export function cellKey(row: string, column: string): string {
  return `${row}.${column}`;
}

/** Name of a cell across forms: `教基3112!01.7`. */
export function cellName(form: string, cell: string): string {
  return `${form}!${cell}`;
}

/** Key of a column in a list record: `c05`. */
export function columnKey(column: string): string {
  return `c${column.padStart(2, '0')}`;
}

/** One cell of a matrix or field form with everything that its definition says about it. */
export interface FormCell {
  readonly form: Form;
  readonly key: string;
  readonly row: FormRow | null;
  readonly column: FormColumn | null;
  readonly spec: CellSpec;
  readonly kind: 'input' | 'computed' | 'pulled' | 'notApplicable';
  /** Expression of a computed or pulled cell. */
  readonly expression: string | null;
  /** Condition under which a pulled cell is pulled. */
  readonly when: string | null;
  /** Last year's value is offered for it. */
  readonly carried: boolean;
}

/** What a cell of a column can hold; a column of type `byRow` leaves it to the row. */
export function specOf(column: FormColumn, row: FormRow | null = null): CellSpec {
  // The definitions themselves, so that a spec keeps its identity; the loader refuses a row without a type.
  return (column.type === 'byRow' ? (row ?? column) : column) as CellSpec;
}

/** Keys of the cells in any of the ranges. */
export function rangeCells(
  form: Form,
  ranges: readonly { rows: string; cols: string }[],
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const range of ranges) {
    for (const row of expandCodes(range.rows, rowCodes(form)) ?? []) {
      for (const column of expandCodes(range.cols, columnCodes(form)) ?? []) keys.add(cellKey(row, column));
    }
  }
  return keys;
}

/** Expression that computes a cell: the row's total, unless the column's figures cannot be added up. */
function computedBy(form: Form, row: FormRow, column: FormColumn): string | null {
  const inRow = (expandCodes(column.computedInRows, rowCodes(form)) ?? []).includes(row.code);
  const byColumn = column.computed !== undefined && inRow ? column.computed : null;
  const { type } = specOf(column, row);
  const summable = column.additive !== false && (type === 'integer' || type === 'decimal');
  const inColumn = (expandCodes(row.computedInCols, columnCodes(form)) ?? []).includes(column.code);
  return row.computed !== undefined && summable && inColumn ? row.computed : byColumn;
}

const cellsByForm = new WeakMap<Form, readonly FormCell[]>();

/** Cells of a matrix (row by row) or of a field form; none for a list, whose cells are in its records. */
export function cellsOf(form: Form): readonly FormCell[] {
  const known = cellsByForm.get(form);
  if (known !== undefined) return known;
  const cells = form.kind === 'matrix' ? matrixCells(form) : fieldCells(form);
  cellsByForm.set(form, cells);
  return cells;
}

function fieldCells(form: Form): readonly FormCell[] {
  return (form.fields ?? []).map((field) => ({
    form,
    key: field.id,
    row: null,
    column: null,
    spec: field,
    kind:
      field.notApplicable === true ? 'notApplicable' : field.pulledFrom === undefined ? 'input' : 'pulled',
    expression: field.pulledFrom ?? null,
    when: null,
    carried: field.carried === true,
  }));
}

function matrixCells(form: Form): readonly FormCell[] {
  const closed = rangeCells(form, form.notApplicable);
  const carried = rangeCells(form, form.carried ?? []);
  const pulled = new Map<string, { from: string; when: string | null }>();
  for (const rule of form.pulled ?? []) {
    for (const key of rangeCells(form, [rule])) pulled.set(key, { from: rule.from, when: rule.when ?? null });
  }
  return (form.rows ?? []).flatMap((row) =>
    (form.columns ?? []).map((column): FormCell => {
      const key = cellKey(row.code, column.code);
      const base = {
        form,
        key,
        row,
        column,
        spec: specOf(column, row),
        when: null,
        carried: carried.has(key),
      };
      if (closed.has(key)) return { ...base, kind: 'notApplicable', expression: null };
      const computed = computedBy(form, row, column);
      if (computed !== null) return { ...base, kind: 'computed', expression: computed };
      const source = pulled.get(key);
      if (source !== undefined)
        return { ...base, kind: 'pulled', expression: source.from, when: source.when };
      return { ...base, kind: 'input', expression: null };
    }),
  );
}

/** Label as a relation names it: without the marks of 其中. */
export function plainLabel(label: string): string {
  return label
    .replace(/^#/, '')
    .replace(/^其中[：:]/, '')
    .trim();
}

/** Labels from the outermost row down: `小学·女`. */
export function rowPath(form: Form, row: FormRow): string {
  const parent =
    row.parent === undefined ? undefined : form.rows?.find((candidate) => candidate.code === row.parent);
  const own = plainLabel(row.label);
  return parent === undefined ? own : `${rowPath(form, parent)}·${own}`;
}

export function columnPath(column: FormColumn): string {
  return column.label.map(plainLabel).join('·');
}
