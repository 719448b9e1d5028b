import { formatAddress, parseAddress } from '../../shared/workbook-address';
import type { PageSetup, PlannedValue, SheetTemplate, SizeSpan } from '../../shared/workbook-sheet';
import type { SharedStrings } from './shared-strings';
import type { StyleTable } from './styles';
import { escapeXml, mainNamespace, xmlDeclaration } from './xml';

/** XML before a cell's style, and what stands in the cell unless a value replaces it. */
interface Cell {
  readonly address: string;
  readonly before: string;
  readonly style: string;
  readonly text: string;
}

/** A sheet's XML with a hole for each cell: style and text are numbers that differ from workbook to workbook. */
interface PreparedSheet {
  readonly head: string;
  readonly cells: readonly Cell[];
  readonly tail: string;
}

const paperNumbers = { A4: 9, A3: 8 } as const;
const prepared = new WeakMap<SheetTemplate, PreparedSheet>();

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
    `<pageSetup paperSize="${paperNumbers[page.paper]}"${scale} fitToWidth="1" fitToHeight="${page.onePage ? 1 : 0}" orientation="${page.orientation}"/>`,
    headerFooterXml(page),
  ].join('');
}

function rowXml(row: number, span: SizeSpan | undefined): string {
  if (span === undefined) return `<row r="${row}">`;
  return `<row r="${row}" ht="${span.size}"${span.hidden ? ' hidden="1"' : ''} customHeight="1">`;
}

function prepare(template: SheetTemplate): PreparedSheet {
  const rows = new Map<number, { column: number; style: string; text: string }[]>();
  const put = (address: string, style: string, text: string): void => {
    const { row, column } = parseAddress(address);
    const cells = rows.get(row);
    if (cells === undefined) rows.set(row, [{ column, style, text }]);
    else cells.push({ column, style, text });
  };
  for (const { address, style, text } of template.texts) put(address, style, text);
  for (const { address, style } of template.data) put(address, style, '');
  const sizes = new Map<number, SizeSpan>();
  for (const span of template.rows) {
    for (let row = span.from; row <= span.to; row += 1) sizes.set(row, span);
    if (!rows.has(span.from)) rows.set(span.from, []);
  }

  const cells: Cell[] = [];
  let pending = '<sheetData>';
  for (const row of [...rows.keys()].sort((a, b) => a - b)) {
    pending += rowXml(row, sizes.get(row));
    for (const { column, style, text } of (rows.get(row) ?? []).sort((a, b) => a.column - b.column)) {
      const address = formatAddress({ column, row });
      cells.push({ address, before: `${pending}<c r="${address}" s="`, style, text });
      pending = '';
    }
    pending += '</row>';
  }

  const merges = template.merges.map((merge) => `<mergeCell ref="${merge}"/>`);
  return {
    head: [
      `${xmlDeclaration}<worksheet xmlns="${mainNamespace}">`,
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
      template.printArea === null ? '' : `<dimension ref="${template.printArea}"/>`,
    ].join(''),
    cells,
    tail: [
      `${pending}</sheetData>`,
      merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`,
      pageXml(template.page),
      '</worksheet>',
    ].join(''),
  };
}

function preparedSheet(template: SheetTemplate): PreparedSheet {
  const known = prepared.get(template);
  if (known !== undefined) return known;
  const made = prepare(template);
  prepared.set(template, made);
  return made;
}

function decimalsOf(value: PlannedValue): number {
  const point = value.kind === 'number' ? value.text.indexOf('.') : -1;
  return point < 0 ? 0 : value.text.length - point - 1;
}

export interface SheetFilling {
  readonly values: ReadonlyMap<string, { readonly value: PlannedValue; readonly style: string }>;
  readonly strings: SharedStrings;
  readonly styles: StyleTable;
  /** The sheet that is shown when the workbook is opened. */
  readonly selected: boolean;
}

/** The sheet's XML with this submission's values in its holes. */
export function fillSheet(template: SheetTemplate, filling: SheetFilling): string {
  const { head, cells, tail } = preparedSheet(template);
  const { values, strings, styles } = filling;
  const pieces = [
    head,
    `<sheetViews><sheetView${filling.selected ? ' tabSelected="1"' : ''} workbookViewId="0"/></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="13.5"/>',
    columnsXml(template.columns),
  ];
  for (const cell of cells) {
    const planned = values.get(cell.address);
    const name = planned?.style ?? cell.style;
    const style = template.styles[name];
    if (style === undefined) throw new Error(`no style ${name} for ${template.sheet} ${cell.address}`);
    const value: PlannedValue = planned?.value ?? { kind: 'text', text: cell.text };
    pieces.push(cell.before, String(styles.indexOf(style, decimalsOf(value))));
    if (value.text === '') pieces.push('"/>');
    else if (value.kind === 'number') pieces.push(`"><v>${value.text}</v></c>`);
    else pieces.push(`" t="s"><v>${strings.indexOf(value.text)}</v></c>`);
  }
  pieces.push(tail);
  return pieces.join('');
}
