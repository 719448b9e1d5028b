import { cellKey, cellsOf, columnPath, plainLabel, specOf } from '../../shared/cell';
import type { Form, FormColumn, FormRow } from '../../shared/form';
import type { SchoolFigures } from '../../shared/ipc-fill';
import type { CellSpec } from '../../shared/value';
import { addsUp, totalOf } from './across-total';

/** One form of all schools side by side: one column or one row of it, because a screen is flat. */

export type Slice =
  { readonly by: 'column'; readonly column: string } | { readonly by: 'row'; readonly row: string };

/** `figure` may be blank; `closed` is not filled at this school, `notFilled` is the whole form. */
export type AcrossState = 'figure' | 'closed' | 'notFilled' | 'notBegun' | 'total';

export interface AcrossCell {
  readonly text: string;
  readonly state: AcrossState;
  readonly error: boolean;
  readonly warning: boolean;
  /** A number, not a text made of digits. */
  readonly numeric: boolean;
  /** Where the figure stands; null for totals and where there is nothing to go to. */
  readonly place: { readonly schoolId: number; readonly cell: string | null } | null;
  readonly hint?: string;
}

export interface AcrossHead {
  readonly key: string;
  readonly name: string;
  /** Column number or row code as printed. */
  readonly code?: string;
  readonly indent?: number;
  readonly school?: SchoolFigures;
  /** How the school stands to the form, where that is to be said. */
  readonly note?: string;
}

export interface AcrossRow extends AcrossHead {
  readonly cells: readonly AcrossCell[];
}

export interface AcrossView {
  readonly corner: string;
  readonly columns: readonly AcrossHead[];
  readonly rows: readonly AcrossRow[];
  readonly total: AcrossRow | null;
}

interface Figure {
  readonly cell: string | null;
  readonly text: string;
  readonly numeric: boolean;
}

function cellOf(school: SchoolFigures, { cell, text, numeric }: Figure): AcrossCell {
  const base = { text: '', error: false, warning: false, numeric: false };
  const { schoolId } = school;
  if (!school.fills) return { ...base, state: 'notFilled', place: null };
  if (school.state === null) return { ...base, state: 'notBegun', place: { schoolId, cell } };
  if (cell !== null && school.closed.includes(cell)) return { ...base, state: 'closed', place: null };
  return {
    ...{ text, numeric, state: 'figure', place: { schoolId, cell } },
    error: cell !== null && school.errors.includes(cell),
    warning: cell !== null && school.warnings.includes(cell),
  };
}

function figureOf(school: SchoolFigures, cell: string, { type }: Pick<CellSpec, 'type'>): AcrossCell {
  const numeric = type === 'integer' || type === 'decimal';
  return cellOf(school, { cell, numeric, text: school.texts[cell] ?? '' });
}

const closedForAll: AcrossCell = {
  ...{ text: '', state: 'closed', error: false, warning: false, numeric: false, place: null },
};

function totalCell(form: Form, row: FormRow, column: FormColumn, cells: readonly AcrossCell[]): AcrossCell {
  const base = { ...closedForAll, state: 'total' as const, numeric: true };
  if (!addsUp(form, row, column)) return { ...base, hint: '比率、人均数和文字不相加' };
  const { type, decimals } = specOf(column, row);
  const figures = cells.filter(({ state }) => state === 'figure');
  const text = totalOf(
    figures.map((cell) => cell.text),
    type === 'decimal' ? decimals : undefined,
  );
  return text === null ? { ...base, text: '？', hint: '有学校填的不是数，不能相加' } : { ...base, text };
}

/** The school fills the form, but has not yet; of a list no record may be the truth. */
export function isUnfilled({ kind }: Form, { fills, state, texts }: SchoolFigures): boolean {
  return fills && (state === null || (kind !== 'list' && Object.keys(texts).length === 0));
}

function noteOf(form: Form, school: SchoolFigures): string {
  if (!school.fills) return '不填';
  if (isUnfilled(form, school)) return school.state === null ? '未开始' : '未填';
  return school.state === 'finalised' ? '已定稿' : '';
}

const schoolHead = (form: Form, school: SchoolFigures): AcrossHead => ({
  ...{ key: String(school.schoolId), name: school.name, school, note: noteOf(form, school) },
});

const rowHead = ({ code, label, indent }: FormRow): AcrossHead => ({
  ...{ key: code, code, name: plainLabel(label) },
  ...(indent === undefined ? {} : { indent }),
});

const columnHead = (column: FormColumn): AcrossHead => ({
  ...{ key: column.code, code: column.code, name: columnPath(column) },
});

/** Columns of which at least one cell is filled, and rows likewise. */
export function slicesOf(form: Form): {
  readonly rows: readonly FormRow[];
  readonly columns: readonly FormColumn[];
} {
  const open = cellsOf(form).filter(({ kind }) => kind !== 'notApplicable');
  const rows = new Set(open.map(({ row }) => row?.code));
  const columns = new Set(open.map(({ column }) => column?.code));
  return {
    rows: (form.rows ?? []).filter(({ code }) => rows.has(code)),
    columns: (form.columns ?? []).filter(({ code }) => columns.has(code)),
  };
}

/** The slice if the form has it, else the first column. */
export function sliceIn(form: Form, wanted: Slice | null): Slice {
  const { rows, columns } = slicesOf(form);
  if (wanted?.by === 'row' && rows.some(({ code }) => code === wanted.row)) return wanted;
  if (wanted?.by === 'column' && columns.some(({ code }) => code === wanted.column)) return wanted;
  if (wanted?.by === 'row') return { by: 'row', row: rows[0]?.code ?? '' };
  return { by: 'column', column: columns[0]?.code ?? '' };
}

export function acrossView(form: Form, schools: readonly SchoolFigures[], slice: Slice): AcrossView {
  if (form.kind === 'list') return listView(form, schools);
  if (form.kind === 'fields') return fieldView(form, schools);
  return slice.by === 'column' ? columnView(form, schools, slice.column) : rowView(form, schools, slice.row);
}

function closedIn(form: Form): ReadonlySet<string> {
  return new Set(cellsOf(form).flatMap(({ kind, key }) => (kind === 'notApplicable' ? [key] : [])));
}

function columnView(form: Form, schools: readonly SchoolFigures[], code: string): AcrossView {
  const column = form.columns?.find((each) => each.code === code);
  const closed = closedIn(form);
  const rows = column === undefined ? [] : (form.rows ?? []);
  return {
    corner: '指标名称',
    columns: [{ key: 'total', name: '合计' }, ...schools.map((school) => schoolHead(form, school))],
    rows: rows.flatMap((row) => {
      const key = cellKey(row.code, code);
      if (closed.has(key) || column === undefined) return [];
      const cells = schools.map((school) => figureOf(school, key, specOf(column, row)));
      return [{ ...rowHead(row), cells: [totalCell(form, row, column, cells), ...cells] }];
    }),
    total: null,
  };
}

function rowView(form: Form, schools: readonly SchoolFigures[], code: string): AcrossView {
  const row = form.rows?.find((each) => each.code === code);
  const closed = closedIn(form);
  const columns =
    row === undefined ? [] : (form.columns ?? []).filter((column) => !closed.has(cellKey(code, column.code)));
  const rows = schools.map((school) => ({
    ...schoolHead(form, school),
    cells: columns.map((column) => figureOf(school, cellKey(code, column.code), specOf(column, row ?? null))),
  }));
  const totals = columns.map((column, index) =>
    row === undefined
      ? closedForAll
      : totalCell(
          form,
          row,
          column,
          rows.flatMap(({ cells }) => cells[index] ?? []),
        ),
  );
  return {
    corner: '学校',
    columns: columns.map(columnHead),
    rows,
    total: { key: 'total', name: '合计', cells: totals },
  };
}

function fieldView(form: Form, schools: readonly SchoolFigures[]): AcrossView {
  const closed = closedIn(form);
  return {
    corner: '项目',
    columns: schools.map((school) => schoolHead(form, school)),
    rows: (form.fields ?? [])
      .filter(({ id }) => !closed.has(id))
      .map((field) => ({
        ...{ key: field.id, name: field.label },
        cells: schools.map((school) => figureOf(school, field.id, field)),
      })),
    total: null,
  };
}

function listView(form: Form, schools: readonly SchoolFigures[]): AcrossView {
  const rows = schools.map((school) => {
    const cell = cellOf(school, { cell: null, text: String(school.records), numeric: true });
    const error = cell.state === 'figure' && school.errors.length > 0;
    const warning = cell.state === 'figure' && school.warnings.length > 0;
    return { ...schoolHead(form, school), cells: [{ ...cell, error, warning }] };
  });
  const texts = rows.flatMap(({ cells }) => cells.filter(({ state }) => state === 'figure'));
  const text = totalOf(texts.map((cell) => cell.text)) ?? '';
  return {
    corner: '学校',
    columns: [{ key: 'records', name: '登记条数' }],
    rows,
    total: { key: 'total', name: '合计', cells: [{ ...closedForAll, state: 'total', numeric: true, text }] },
  };
}
