import type { Form, FormField, FormRow } from './form';
import { columnNumber, parseAddress } from './workbook-address';
import { columnWidths, write, writeCell } from './workbook-built';
import type { Built } from './workbook-built';
import { lastDataColumn, placedCells } from './workbook-cells';
import { headCells } from './workbook-head';
import { heightOf, linesIn, textWidth } from './workbook-sheet';

const titleHeight = 27;

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

function rowLabel(row: FormRow): string {
  return '　'.repeat(row.indent ?? 0) + row.label;
}

function writeTitle(built: Built, form: Form, firstColumn: number, lastColumn: number): void {
  const width = columnWidths(form);
  const title = parseAddress(form.layout.title);
  const code = parseAddress(form.layout.codeAndUnit);
  let total = 0;
  for (let column = firstColumn; column <= lastColumn; column += 1) total += width(column);
  write(built, { from: title, to: { column: lastColumn, row: title.row } }, form.title, 'title');
  write(built, { from: code, to: { column: lastColumn, row: code.row } }, codeAndUnit(form, total), 'code');
  built.rows.push({ from: title.row, to: title.row, size: titleHeight, hidden: false });
}

function writeHead(built: Built, form: Form): void {
  const { layout } = form;
  const anchor = parseAddress(layout.firstDataCell);
  const [top, bottom] = layout.headRows;
  const width = columnWidths(form);
  const needed = new Map<number, number>();
  for (const cell of headCells(
    (form.columns ?? []).map((column) => column.label),
    bottom - top + 1,
  )) {
    const range = {
      from: { column: anchor.column + cell.column, row: top + cell.row },
      to: { column: anchor.column + cell.toColumn, row: top + cell.toRow },
    };
    write(built, range, cell.text, 'head');
    let room = 0;
    for (let column = range.from.column; column <= range.to.column; column += 1) room += width(column);
    // A text over several rows shares its lines among them.
    const share = Math.ceil(linesIn(cell.text, room) / (cell.toRow - cell.row + 1));
    for (let row = range.from.row; row <= range.to.row; row += 1)
      needed.set(row, Math.max(needed.get(row) ?? 1, share));
  }
  for (const [row, lines] of needed)
    built.rows.push({ from: row, to: row, size: heightOf(lines), hidden: false });

  const label = columnNumber(layout.labelColumn);
  if (label < anchor.column) {
    write(
      built,
      { from: { column: label, row: top }, to: { column: label, row: bottom } },
      form.kind === 'list' ? '序号' : '指标名称',
      'head',
    );
    if (layout.codeColumn !== undefined) {
      const code = columnNumber(layout.codeColumn);
      write(built, { from: { column: code, row: top }, to: { column: code, row: bottom } }, '代码', 'head');
    }
  }
  if (layout.codeRow === undefined) return;
  if (label < anchor.column) writeCell(built, label, layout.codeRow, '甲', 'headCode');
  if (layout.codeColumn !== undefined)
    writeCell(built, columnNumber(layout.codeColumn), layout.codeRow, '乙', 'headCode');
  form.columns?.forEach((column, index) =>
    writeCell(built, anchor.column + index, layout.codeRow ?? 0, column.code, 'headCode'),
  );
}

function writeRowLabels(
  built: Built,
  form: Form,
  labels: readonly { row: number; label: string; code: string }[],
): void {
  const { layout } = form;
  const label = columnNumber(layout.labelColumn);
  const width = columnWidths(form)(label);
  for (const line of labels) {
    writeCell(built, label, line.row, line.label, 'label');
    if (layout.codeColumn !== undefined)
      writeCell(built, columnNumber(layout.codeColumn), line.row, line.code, 'rowCode');
    built.rows.push({
      from: line.row,
      to: line.row,
      size: heightOf(linesIn(line.label, width)),
      hidden: false,
    });
  }
}

/** Fields in the order of their rows; a column left of the labels shows the groups, each over its neighbours. */
function writeFieldLabels(built: Built, form: Form): void {
  const fields = new Map((form.fields ?? []).map((field) => [field.id, field]));
  const lines = placedCells(form)
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
  const column = columnNumber(form.layout.labelColumn) - 1;
  if (column < parseAddress(form.layout.title).column) return;
  for (let first = 0; first < lines.length;) {
    let last = first;
    while (continues(lines[last], lines[last + 1])) last += 1;
    const range = {
      from: { column, row: lines[first]?.row ?? 0 },
      to: { column, row: lines[last]?.row ?? 0 },
    };
    write(built, range, lines[first]?.field?.group ?? '', 'head');
    first = last + 1;
  }
}

interface FieldLine {
  readonly row: number;
  readonly field: FormField | undefined;
}

function continues(line: FieldLine | undefined, next: FieldLine | undefined): boolean {
  return next !== undefined && next.row === (line?.row ?? 0) + 1 && next.field?.group === line?.field?.group;
}

/** Texts, merges and row heights of a layout that lists none: everything is built around its anchor. */
export function builtLabels(form: Form, records: number): Built {
  const built: Built = { texts: [], merges: [], rows: [] };
  const anchor = parseAddress(form.layout.firstDataCell);
  const label = columnNumber(form.layout.labelColumn);
  writeTitle(built, form, Math.min(label, parseAddress(form.layout.title).column), lastDataColumn(form));
  switch (form.kind) {
    case 'matrix':
      writeHead(built, form);
      writeRowLabels(
        built,
        form,
        (form.rows ?? []).map((row, index) => ({
          row: anchor.row + index,
          label: rowLabel(row),
          code: row.code,
        })),
      );
      break;
    case 'list':
      writeHead(built, form);
      if (label < anchor.column) {
        writeRowLabels(
          built,
          form,
          Array.from({ length: records }, (_, index) => ({
            row: anchor.row + index,
            label: String(index + 1),
            code: '',
          })),
        );
      }
      break;
    case 'fields':
      writeFieldLabels(built, form);
  }
  return built;
}
