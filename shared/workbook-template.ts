import type { Edition, Form, Layout } from './form';
import type { School } from './school';
import {
  columnNumber,
  formatAddress,
  formatRange,
  isInRange,
  parseAddress,
  parseRange,
} from './workbook-address';
import type { Position } from './workbook-address';
import { placedCells } from './workbook-cells';
import type { PlacedCell } from './workbook-cells';
import { builtLabels } from './workbook-labels';
import type { FixedText, PageSetup, SheetTemplate, SizeSpan } from './workbook-sheet';

const usualRowHeight = 13.5;

/** Name of the form's sheet; the current edition's carries the school type: `教基3112_小学`. */
export function sheetName(form: Form, school: Pick<School, 'type'>): string {
  return form.layout.sheet.replace('{code}', form.code).replace('{schoolType}', school.type);
}

function sizeSpans(spans: Layout['columnWidths'], index: (label: string) => number): SizeSpan[] {
  return spans.map((span) => ({
    from: index(span.from),
    to: index(span.to),
    size: span.size,
    hidden: span.hidden === true,
  }));
}

/** Heights row by row, so that a hidden row does not hide the others of its span. */
function rowSizes(layout: Layout, built: readonly SizeSpan[]): SizeSpan[] {
  const sizes = new Map<number, SizeSpan>();
  for (const span of [...built, ...sizeSpans(layout.rowHeights, Number)]) {
    for (let row = span.from; row <= span.to; row += 1) sizes.set(row, { ...span, from: row, to: row });
  }
  for (const row of layout.hiddenRows ?? []) {
    sizes.set(row, { from: row, to: row, size: sizes.get(row)?.size ?? usualRowHeight, hidden: true });
  }
  return [...sizes.values()].sort((a, b) => a.from - b.from);
}

function pageSetup(edition: Edition, form: Form): PageSetup {
  const { paper, orientation, scale, margins, footer, fitToPage, centered } = {
    ...edition.page,
    ...form.layout.page,
  };
  return {
    paper,
    orientation,
    scale: scale ?? null,
    // The official sheets print on one page; ours may need another, and a list grows with its records.
    onePage: form.kind !== 'list' && fitToPage === true,
    margins,
    header: null,
    footer: footer ?? null,
    centered: centered ?? true,
  };
}

/**
 * How the form's data cells look: as the layout says for their range, the last match first, else by kind. Words are
 * written from the left.
 */
export function dataStyler(
  edition: Edition,
  form: Form,
): (cell: PlacedCell, kind?: PlacedCell['kind']) => string {
  const ranges = (form.layout.styles ?? []).map(([range, style]) => ({
    range: parseRange(range),
    style,
  }));
  const hasTextStyle = 'text' in edition.styles;
  return (cell, kind = cell.kind) => {
    const listed = ranges.findLast(({ range }) => isInRange(range, cell.position));
    if (listed !== undefined) return listed.style;
    const isFigure = cell.type === 'integer' || cell.type === 'decimal';
    if (hasTextStyle && !isFigure && kind !== 'notApplicable') return 'text';
    return kind in edition.styles ? kind : 'input';
  };
}

function lastPosition(positions: readonly Position[]): Position {
  let column = 1;
  let row = 1;
  for (const position of positions) {
    column = Math.max(column, position.column);
    row = Math.max(row, position.row);
  }
  return { column, row };
}

/** The built texts with those that the official sheet prints otherwise, in the styles of their ranges. */
function overlaid(form: Form, built: readonly FixedText[]): FixedText[] {
  const { texts: changed = {}, styles = [] } = form.layout;
  const texts = new Map(built.map((text) => [text.address, text]));
  for (const [address, text] of Object.entries(changed)) {
    texts.set(address, { address, text, style: texts.get(address)?.style ?? 'label' });
  }
  const ranges = styles.map(([range, style]) => ({ range: parseRange(range), style }));
  return [...texts.values()].map((text) => {
    const position = parseAddress(text.address);
    const found = ranges.findLast(({ range }) => isInRange(range, position));
    return found === undefined ? text : { ...text, style: found.style };
  });
}

/**
 * The fixed part of a form's sheet: texts, merges, sizes and page set-up. A layout with listed labels is taken as it
 * is listed; for the others title, head and row labels are built around the anchor. A list form gets as many rows as
 * it has records.
 */
export function sheetTemplate(
  edition: Edition,
  form: Form,
  school: Pick<School, 'type'>,
  records = 0,
): SheetTemplate {
  const { layout } = form;
  const built = builtLabels(form, records);
  const texts = overlaid(form, built.texts);

  const taken = new Set(texts.map((text) => text.address));
  const styleOf = dataStyler(edition, form);
  const data: { address: string; style: string }[] = [];
  const cells = placedCells(form, records);
  for (const cell of cells) {
    const address = formatAddress(cell.position);
    if (cell.kind !== 'notApplicable') data.push({ address, style: styleOf(cell) });
    else if (!taken.has(address))
      texts.push({ address, text: edition.notApplicableMark, style: styleOf(cell) });
  }

  const merges = layout.merges ?? built.merges;
  const last = lastPosition([
    ...texts.map((text) => parseAddress(text.address)),
    ...cells.map((cell) => cell.position),
    ...merges.map((merge) => parseRange(merge).to),
  ]);
  const [headFrom, headTo] = layout.headRows;
  return {
    sheet: sheetName(form, school),
    visibility: 'visible',
    styles: edition.styles,
    texts,
    data,
    merges,
    columns: sizeSpans(layout.columnWidths, columnNumber),
    rows: rowSizes(layout, built.rows),
    page: pageSetup(edition, form),
    titleRows: form.kind === 'fields' ? null : [headFrom, Math.max(headTo, layout.codeRow ?? headTo)],
    printArea: formatRange({ from: { column: 1, row: 1 }, to: last }),
  };
}
