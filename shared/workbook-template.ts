import type { Edition, Form } from './form';
import type { School } from './school';
import { columnLetters, columnNumber, formatAddress, formatRange, parseAddress } from './workbook-address';
import type { Position, Range } from './workbook-address';
import { stylesOf } from './workbook-borders';
import type { Built, Label } from './workbook-built';
import { lastTableColumn, placedCells } from './workbook-cells';
import type { PlacedCell, PlacingSchool } from './workbook-cells';
import { builtLabels } from './workbook-labels';
import { coveredCells, hiddenBy, mergesOf, restyling } from './workbook-overlay';
import type { Restyle } from './workbook-overlay';
import { formPage, singleRows, sizeSpans } from './workbook-page';
import type { FixedText, SheetTemplate, SizeSpan } from './workbook-sheet';
import { filledText, yearSlot } from './workbook-slots';

/** Whose sheet it is. `records` counts the rows of a list form. */
export interface SheetOf {
  readonly school: PlacingSchool;
  readonly schoolYear: number;
  readonly records?: number;
}

/** Name of the form's sheet; the current edition's carries the school type: `教基3112_小学`. */
export function sheetName(form: Form, school: Pick<School, 'type'> | null): string {
  return form.layout.sheet.replace('{code}', form.code).replace('{schoolType}', school?.type ?? '小学');
}

function restyle(edition: Edition, form: Form): Restyle {
  const isTable = edition.sheets.openSides && form.kind !== 'fields';
  const first = parseAddress(form.layout.title).column;
  const open = isTable ? { first, last: lastTableColumn(form) } : null;
  return restyling(form.layout, stylesOf(edition), open);
}

/** How a data cell looks: as the layout says for its place, else by kind. Words have a style of their own. */
export function dataStyler(
  edition: Edition,
  form: Form,
): (cell: PlacedCell, kind?: PlacedCell['kind']) => string {
  const styles = stylesOf(edition);
  const restyled = restyle(edition, form);
  return (cell, kind = cell.kind) => {
    const isFigure = cell.type === 'integer' || cell.type === 'decimal' || kind === 'notApplicable';
    return restyled(cell.position, isFigure ? styles.first(kind, 'input') : styles.first('text', 'input'));
  };
}

/** Built labels, marks and the layout's own texts, each in its final style, and nothing under a merge. */
function printedLabels(
  edition: Edition,
  form: Form,
  built: Built,
  merges: readonly Range[],
  of: SheetOf,
): FixedText[] {
  const labels = new Map<string, Label>(built.labels);
  const slots = yearSlot(of.schoolYear);
  for (const cell of placedCells(form, of.school, of.records)) {
    if (cell.kind !== 'notApplicable') continue;
    labels.set(formatAddress(cell.position), { text: edition.notApplicableMark, style: 'notApplicable' });
  }
  for (const [address, text] of Object.entries(form.layout.texts ?? {}))
    labels.set(address, { text: filledText(text, slots), style: labels.get(address)?.style ?? 'label' });
  const restyled = restyle(edition, form);
  const mergeAt = new Map(merges.map((merge) => [formatAddress(merge.from), merge]));
  const hidden = hiddenBy(merges);
  return [...labels].flatMap(([address, { text, style }]) => {
    if (hidden.has(address)) return [];
    return [{ address, text, style: restyled(parseAddress(address), style, mergeAt.get(address)) }];
  });
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

/** Column letters in row 1 and 1, 2 … down column A from row 2. */
function helperTexts(last: Position): readonly FixedText[] {
  const across = Array.from({ length: last.column }, (_, index) => columnLetters(index + 1));
  const down = Array.from({ length: last.row - 1 }, (_, index) => String(index + 1));
  return [
    ...across.map((text) => ({ address: `${text}1`, text, style: 'helper' })),
    ...down.map((text, index) => ({ address: `A${index + 2}`, text, style: 'helper' })),
  ];
}

function columnSizes({ sheets }: Edition, { layout }: Form, last: Position): readonly SizeSpan[] {
  const listed = sizeSpans(layout.columnWidths, columnNumber);
  const usual = [
    ...(sheets.helpers === undefined ? [] : [{ at: 1, size: sheets.helpers.columnWidth, hidden: true }]),
    ...(sheets.columnAfter === undefined
      ? []
      : [{ at: last.column + 1, size: sheets.columnAfter, hidden: false }]),
  ].map(({ at, size, hidden }) => ({ from: at, to: at, size, hidden }));
  const built = usual.filter(({ from }) => !listed.some((span) => span.from <= from && from <= span.to));
  const spans =
    sheets.helpers === undefined
      ? listed
      : listed.map((span) => ({ ...span, hidden: span.hidden || span.from === 1 }));
  return [...spans, ...built].sort((a, b) => a.from - b.from);
}

function rowSizes({ sheets }: Edition, { layout }: Form, built: Built, last: Position): readonly SizeSpan[] {
  const { title, line, padding } = sheets.heights;
  const titleRow = parseAddress(layout.title).row;
  const helperHeight = sheets.helpers?.rowHeight;
  const usual = Array.from({ length: last.row }, (_, index): SizeSpan => {
    const row = index + 1;
    const own = row === titleRow ? title : (built.lines.get(row) ?? 1) * line + padding;
    const size = row === 1 ? (helperHeight ?? own) : own;
    return { from: row, to: row, size, hidden: false };
  });
  const sizes = singleRows([...usual, ...sizeSpans(layout.rowHeights, Number)]);
  return helperHeight === undefined
    ? sizes
    : sizes.map((span) => ({ ...span, hidden: span.hidden || span.from === 1 }));
}

const known = new WeakMap<Form, Map<string, SheetTemplate>>();
/** Kinds of school whose sheet of one form is kept. */
const kindsKept = 8;

/** The fixed part of a form's sheet; made once for the schools that share it, because a county has hundreds. */
export function sheetTemplate(edition: Edition, form: Form, of: SheetOf): SheetTemplate {
  // Every list has a length of its own.
  if (form.kind === 'list') return buildTemplate(edition, form, of);
  const kind = of.school === null ? '' : [of.school.type, ...of.school.attachedClasses].join('|');
  const key = `${edition.id} ${of.schoolYear} ${kind}`;
  const templates = known.get(form) ?? new Map<string, SheetTemplate>();
  known.set(form, templates);
  let template = templates.get(key);
  if (template === undefined && templates.size >= kindsKept) templates.clear();
  if (template === undefined) templates.set(key, (template = buildTemplate(edition, form, of)));
  return template;
}

/**
 * The fixed part of a form's sheet: texts, merges, sizes and page set-up. It is built from the definition by the
 * edition's rules; the layout's texts, merges, styles and sizes are laid over it. A list form gets as many rows as it
 * has records.
 */
function buildTemplate(edition: Edition, form: Form, of: SheetOf): SheetTemplate {
  const { layout } = form;
  const styles = stylesOf(edition);
  const built = builtLabels(edition, form, of.school, of.records ?? 0);
  const merges = mergesOf(layout, built.merges);
  const cells = placedCells(form, of.school, of.records);
  const styleOf = dataStyler(edition, form);
  const data = cells
    .filter((cell) => cell.kind !== 'notApplicable')
    .map((cell) => ({ address: formatAddress(cell.position), style: styleOf(cell) }));
  const labels = printedLabels(edition, form, built, merges, of);
  const styleAt = new Map([...labels, ...data].map(({ address, style }) => [address, style]));
  const covered = coveredCells(merges, styles, (address) => styleAt.get(address));
  const last = lastPosition([
    ...labels.map(({ address }) => parseAddress(address)),
    ...cells.map(({ position }) => position),
    ...merges.map(({ to }) => to),
  ]);
  const page = formPage(edition, form);
  const [headFrom, headTo] = layout.headRows ?? [0, 0];
  return {
    sheet: sheetName(form, of.school),
    visibility: 'visible',
    styles: styles.all,
    texts: [...labels, ...covered, ...(edition.sheets.helpers === undefined ? [] : helperTexts(last))],
    data,
    merges: merges.map(formatRange),
    columns: columnSizes(edition, form, last),
    rows: rowSizes(edition, form, built, last),
    page,
    titleRows:
      headFrom === 0 || page.fit === 'page' ? null : [headFrom, Math.max(headTo, layout.codeRow ?? headTo)],
    printArea: formatRange({ from: { column: 1, row: 1 }, to: last }),
  };
}
