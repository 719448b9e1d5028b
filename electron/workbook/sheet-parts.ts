import type { Style } from '../../shared/layout';
import { parseAddress } from '../../shared/workbook-address';
import type { PageSetup, PlannedValue, SheetTemplate, SizeSpan } from '../../shared/workbook-sheet';
import type { SharedStrings } from './shared-strings';
import type { StyleTable } from './styles';
import { escapeXml, mainNamespace, xmlDeclaration } from './xml';

const paperNumbers = { A4: 9, A3: 8 } as const;

function columnsXml(columns: readonly SizeSpan[]): string {
  if (columns.length === 0) return '';
  const items = columns.map(({ from, to, size, hidden }) => {
    return `<col min="${from}" max="${to}" width="${size}"${hidden ? ' hidden="1"' : ''} customWidth="1"/>`;
  });
  return `<cols>${items.join('')}</cols>`;
}

function headerFooterXml(page: PageSetup): string {
  const part = (element: string, text: string | null): string => {
    if (text === null || text === '') return '';
    const placed = /^&[LCR]/.test(text) ? text : `&C${text}`;
    return `<${element}>${escapeXml(placed)}</${element}>`;
  };
  const content = part('oddHeader', page.header) + part('oddFooter', page.footer);
  return content === '' ? '' : `<headerFooter>${content}</headerFooter>`;
}

function pageXml(page: PageSetup): string {
  const { left, right, top, bottom, header, footer } = page.margins;
  const scale = page.scale === null ? '' : ` scale="${page.scale}"`;
  return [
    page.centered ? '<printOptions horizontalCentered="1"/>' : '',
    `<pageMargins left="${left}" right="${right}" top="${top}" bottom="${bottom}" header="${header}" footer="${footer}"/>`,
    `<pageSetup paperSize="${paperNumbers[page.paper]}"${scale} fitToWidth="1" fitToHeight="${page.fit === 'width' ? 0 : 1}" orientation="${page.orientation}"/>`,
    headerFooterXml(page),
  ].join('');
}

function fitXml({ fit }: PageSetup): string {
  return fit === 'none' ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
}

/**
 * Row codes are text on purpose, and a total need not take in its neighbours; without this Excel flags every one of them
 * with a green corner.
 */
function ignoredErrorsXml({ printArea }: SheetTemplate, formulas: boolean): string {
  if (printArea === null) return '';
  const ofFormulas = formulas ? ' formula="1" formulaRange="1"' : '';
  return `<ignoredErrors><ignoredError sqref="${printArea}" numberStoredAsText="1"${ofFormulas}/></ignoredErrors>`;
}

export function rowXml(row: number, span: SizeSpan | undefined): string {
  if (span === undefined) return `<row r="${row}">`;
  const hidden = span.hidden ? ' hidden="1"' : '';
  if (span.size === 0) return `<row r="${row}"${hidden}>`;
  return `<row r="${row}" ht="${span.size}"${hidden} customHeight="1">`;
}

interface Cell {
  readonly address: string;
  readonly column: number;
  readonly style: string;
  readonly text: string;
}

type Rows = readonly (readonly [number, readonly Cell[]])[];
const rowsOf = new WeakMap<SheetTemplate['data'], Rows>();

/** Cells by row, both in the order that the file format demands; rows that only have a size are among them. */
function cellsByRow(template: SheetTemplate): Rows {
  // A draft's template is a copy, and its lists of cells are still those of the form.
  const known = rowsOf.get(template.data);
  if (known !== undefined) return known;
  const rows = sortedRows(template);
  rowsOf.set(template.data, rows);
  return rows;
}

function sortedRows(template: SheetTemplate): Rows {
  const rows = new Map<number, Cell[]>(template.rows.map((span) => [span.from, []]));
  const put = (address: string, style: string, text: string): void => {
    const { row, column } = parseAddress(address);
    const cells = rows.get(row);
    if (cells === undefined) rows.set(row, [{ address, column, style, text }]);
    else cells.push({ address, column, style, text });
  };
  for (const { address, style, text } of template.texts) put(address, style, text);
  for (const { address, style } of template.data) put(address, style, '');
  for (const cells of rows.values()) cells.sort((a, b) => a.column - b.column);
  return [...rows].sort(([a], [b]) => a - b);
}

function decimalsOf(value: PlannedValue): number {
  const point = value.kind === 'number' ? value.text.indexOf('.') : -1;
  return point < 0 ? 0 : value.text.length - point - 1;
}

function formulaXml({ formula }: PlannedValue): string {
  return formula === undefined ? '' : `<f>${escapeXml(formula)}</f>`;
}

/** Such a text is a text, but spreadsheet programs would take it for a formula when somebody edits the cell. */
function looksLikeFormula({ kind, text }: PlannedValue): boolean {
  return kind === 'text' && /^[=+\-@\t]/.test(text);
}

export interface SheetFilling {
  readonly values: ReadonlyMap<string, { readonly value: PlannedValue; readonly style: string }>;
  readonly strings: SharedStrings;
  readonly styles: StyleTable;
  /** The sheet that is shown when the workbook is opened. */
  readonly selected: boolean;
}

/** Writes cells of one workbook, whose texts and styles are numbered. */
export class CellWriter {
  readonly #strings: SharedStrings;
  readonly #styles: StyleTable;
  /** Whether a cell with a formula was written. */
  hasFormulas = false;

  constructor({ strings, styles }: Pick<SheetFilling, 'strings' | 'styles'>) {
    this.#strings = strings;
    this.#styles = styles;
  }

  cell(address: string, style: Style, value: PlannedValue): string {
    const index = this.#styles.indexOf(style, decimalsOf(value), looksLikeFormula(value));
    const start = `<c r="${address}" s="${index}"`;
    if (value.text === '') return `${start}/>`;
    if (value.kind !== 'number') return `${start} t="s"><v>${this.#strings.indexOf(value.text)}</v></c>`;
    this.hasFormulas ||= value.formula !== undefined;
    return `${start}>${formulaXml(value)}<v>${value.text}</v></c>`;
  }
}

export function styleNamed({ sheet, styles }: SheetTemplate, name: string): Style {
  const style = styles[name];
  if (style === undefined) throw new Error(`no style ${name} on ${sheet}`);
  return style;
}

/** The sheet's XML before its rows; `frozen` rows at the top stay in sight. */
export function sheetStart(template: SheetTemplate, selected: boolean, frozen = 0): string {
  const pane =
    frozen === 0
      ? ''
      : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const view = `<sheetView${selected ? ' tabSelected="1"' : ''} workbookViewId="0"`;
  return [
    `${xmlDeclaration}<worksheet xmlns="${mainNamespace}">${fitXml(template.page)}`,
    template.printArea === null ? '' : `<dimension ref="${template.printArea}"/>`,
    `<sheetViews>${view}${pane === '' ? '/>' : `>${pane}</sheetView>`}</sheetViews>`,
    '<sheetFormatPr defaultRowHeight="13.5"/>',
    columnsXml(template.columns),
    '<sheetData>',
  ].join('');
}

/** The sheet's XML after its rows. */
export function sheetEnd(template: SheetTemplate, hasFormulas: boolean): string {
  const merges = template.merges.map((merge) => `<mergeCell ref="${merge}"/>`);
  return [
    '</sheetData>',
    merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`,
    pageXml(template.page),
    ignoredErrorsXml(template, hasFormulas),
    '</worksheet>',
  ].join('');
}

/** The rows of the sheet's fixed part, this submission's values in its holes. */
export function filledRows(
  template: SheetTemplate,
  values: SheetFilling['values'],
  writer: CellWriter,
): string {
  const pieces: string[] = [];
  const sizes = new Map(template.rows.map((span) => [span.from, span]));
  for (const [row, cells] of cellsByRow(template)) {
    pieces.push(rowXml(row, sizes.get(row)));
    for (const { address, style, text } of cells) {
      const planned = values.get(address);
      const value: PlannedValue = planned?.value ?? { kind: 'text', text };
      pieces.push(writer.cell(address, styleNamed(template, planned?.style ?? style), value));
    }
    pieces.push('</row>');
  }
  return pieces.join('');
}

/** A whole sheet as XML. */
export function fillSheet(template: SheetTemplate, filling: SheetFilling): string {
  const writer = new CellWriter(filling);
  const rows = filledRows(template, filling.values, writer);
  return sheetStart(template, filling.selected) + rows + sheetEnd(template, writer.hasFormulas);
}
