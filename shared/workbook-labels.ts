import type { Edition, Form, FormField } from './form';
import { columnNumber, parseAddress } from './workbook-address';
import { stylesOf } from './workbook-borders';
import { labelColumns, needLines, widthOf, write, writeCell } from './workbook-built';
import type { Built } from './workbook-built';
import { lastTableColumn, placedCells, printedRows } from './workbook-cells';
import type { PlacingSchool } from './workbook-cells';
import { headCells } from './workbook-head';
import { linesIn, textWidth } from './workbook-sheet';

/**
 * Form code at the left and unit at the right of one cell, as the official sheets have it. The gap is made of
 * full-width spaces: they are equally wide in every Chinese font, ordinary ones are not.
 */
function codeAndUnit(form: Form, width: number): string {
  if (form.unit === '') return form.code;
  const unit = `单位：${form.unit}`;
  const gap = Math.floor((width * 1.2 - textWidth(form.code) - textWidth(unit)) / 2) - 2;
  return `${form.code} ${'　'.repeat(Math.max(2, gap))} ${unit}`;
}

function writeTitle(built: Built, form: Form): void {
  const last = lastTableColumn(form);
  const title = parseAddress(form.layout.title);
  const code = parseAddress(form.layout.codeAndUnit);
  const width = widthOf(form.layout, code.column, last);
  write(built, { from: title, to: { column: last, row: title.row } }, form.title, 'title');
  write(built, { from: code, to: { column: last, row: code.row } }, codeAndUnit(form, width), 'code');
}

/** A head over some columns and rows; a text over several rows shares its lines among them. */
function writeHeadCell(
  built: Built,
  edition: Edition,
  form: Form,
  place: { readonly columns: readonly [number, number]; readonly rows: readonly [number, number] },
  text: string,
): void {
  const [left, right] = place.columns;
  const [top, bottom] = place.rows;
  const lines = linesIn(text, widthOf(form.layout, left, right));
  const style = lines > 1 ? stylesOf(edition).first('headWrap', 'head') : 'head';
  write(built, { from: { column: left, row: top }, to: { column: right, row: bottom } }, text, style);
  for (let row = top; row <= bottom; row += 1) needLines(built, row, Math.ceil(lines / (bottom - top + 1)));
}

/** Columns that are no figures, with their heads, in order of the sheet. */
function headedColumns(
  edition: Edition,
  form: Form,
): { readonly from: number; readonly to: number; readonly head: string }[] {
  const { unitColumn, codeColumn, remarkColumn, firstDataCell } = form.layout;
  const { heads } = edition.sheets;
  const labels = labelColumns(form);
  const columns = [
    [unitColumn, heads.unit],
    [codeColumn, heads.code],
    [remarkColumn, heads.remark],
  ] as const;
  const headed = columns.flatMap(([letters, head]) =>
    letters === undefined ? [] : [{ from: columnNumber(letters), to: columnNumber(letters), head }],
  );
  if (labels !== null && labels.from < parseAddress(firstDataCell).column)
    headed.push({ ...labels, head: form.kind === 'list' ? heads.number : heads.label });
  return headed.sort((a, b) => a.from - b.from);
}

const stems = ['甲', '乙', '丙', '丁', '戊'];

function writeHead(built: Built, edition: Edition, form: Form): void {
  const { headRows, codeRow, firstDataCell } = form.layout;
  if (headRows === undefined) return;
  const first = parseAddress(firstDataCell).column;
  const [top, bottom] = headRows;
  const labels = (form.columns ?? []).map((column) => column.label);
  for (const cell of headCells(labels, bottom - top + 1)) {
    const columns = [first + cell.column, first + cell.toColumn] as const;
    writeHeadCell(built, edition, form, { columns, rows: [top + cell.row, top + cell.toRow] }, cell.text);
  }
  for (const [index, { from, to, head }] of headedColumns(edition, form).entries()) {
    writeHeadCell(built, edition, form, { columns: [from, to], rows: headRows }, head);
    if (codeRow === undefined) continue;
    const range = { from: { column: from, row: codeRow }, to: { column: to, row: codeRow } };
    write(built, range, from < first ? (stems[index] ?? '') : '', 'headCode');
  }
  if (codeRow === undefined) return;
  form.columns?.forEach((column, index) => writeCell(built, first + index, codeRow, column.code, 'headCode'));
}

interface RowLabel {
  readonly row: number;
  readonly label: string;
  readonly code: string;
  readonly unit?: string | undefined;
  readonly remark?: string | undefined;
}

function writeRowLabels(built: Built, form: Form, rows: readonly RowLabel[]): void {
  const { unitColumn, codeColumn, remarkColumn } = form.layout;
  const labels = labelColumns(form);
  if (labels === null) return;
  for (const { row, label, code, unit = '', remark = '' } of rows) {
    const cells = [
      { ...labels, text: label, style: 'label' },
      { letters: unitColumn, text: unit, style: 'unit' },
      { letters: codeColumn, text: code, style: 'rowCode' },
      { letters: remarkColumn, text: remark, style: 'remark' },
    ];
    for (const cell of cells) {
      const columns =
        'from' in cell ? cell : cell.letters === undefined ? null : { from: columnNumber(cell.letters) };
      if (columns === null) continue;
      const { from } = columns;
      const to = 'to' in columns ? columns.to : from;
      write(built, { from: { column: from, row }, to: { column: to, row } }, cell.text, cell.style);
      needLines(built, row, linesIn(cell.text, widthOf(form.layout, from, to)));
    }
  }
}

function matrixLabels(edition: Edition, form: Form, school: PlacingSchool): readonly RowLabel[] {
  const { indent, rowCodes } = edition.sheets;
  const first = parseAddress(form.layout.firstDataCell).row;
  return printedRows(form, school).map((row, index) => ({
    row: first + index,
    label: indent.repeat(row.indent ?? 0) + row.label,
    code: rowCodes === 'plain' ? String(Number(row.code)) : row.code,
    unit: row.unit,
    remark: row.remark,
  }));
}

function listLabels(form: Form, records: number): readonly RowLabel[] {
  const first = parseAddress(form.layout.firstDataCell);
  if ((labelColumns(form)?.from ?? first.column) >= first.column) return [];
  return Array.from({ length: records }, (_, index) => ({
    row: first.row + index,
    label: String(index + 1),
    code: '',
  }));
}

interface FieldLine {
  readonly row: number;
  readonly field: FormField | undefined;
}

function continues(line: FieldLine | undefined, next: FieldLine | undefined): boolean {
  return next !== undefined && next.row === (line?.row ?? 0) + 1 && next.field?.group === line?.field?.group;
}

/** Fields in the order of their rows; a column left of the labels shows the groups, each over its neighbours. */
function writeFieldLabels(built: Built, form: Form, school: PlacingSchool): void {
  const labels = labelColumns(form);
  if (labels === null) return;
  const fields = new Map((form.fields ?? []).map((field) => [field.id, field]));
  const lines = placedCells(form, school)
    .map(({ key, position }) => ({ row: position.row, field: fields.get(key) }))
    .sort((a, b) => a.row - b.row);
  writeRowLabels(
    built,
    form,
    lines.map(({ row, field }, index) => ({
      row,
      label: field?.label ?? '',
      code: String(index + 1).padStart(2, '0'),
    })),
  );
  const column = labels.from - 1;
  if (column < parseAddress(form.layout.title).column) return;
  for (let first = 0; first < lines.length;) {
    let last = first;
    while (continues(lines[last], lines[last + 1])) last += 1;
    const [from, to] = [lines[first]?.row ?? 0, lines[last]?.row ?? 0];
    write(
      built,
      { from: { column, row: from }, to: { column, row: to } },
      lines[first]?.field?.group ?? '',
      'head',
    );
    first = last + 1;
  }
}

/** Texts, merges and row heights that follow from the definition by the edition's rules, around the layout's anchor. */
export function builtLabels(edition: Edition, form: Form, school: PlacingSchool, records: number): Built {
  const built: Built = { labels: new Map(), merges: [], lines: new Map() };
  writeTitle(built, form);
  if (form.kind === 'fields') writeFieldLabels(built, form, school);
  else {
    writeHead(built, edition, form);
    writeRowLabels(
      built,
      form,
      form.kind === 'list' ? listLabels(form, records) : matrixLabels(edition, form, school),
    );
  }
  return built;
}
