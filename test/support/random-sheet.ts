import fc from 'fast-check';
import { formatAddress } from '../../shared/workbook-address';

/** A cell of a random sheet. `stated`: it says where it is. */
interface RandomCell {
  readonly column: number;
  readonly stated: boolean;
  readonly style: number | null;
  readonly content: 'nothing' | 'number' | 'text' | 'rich' | 'formula' | 'extension';
}

interface RandomRow {
  readonly row: number;
  readonly stated: boolean;
  readonly style: number | null;
  readonly spans: boolean;
  readonly cells: readonly RandomCell[];
}

export interface RandomSheet {
  readonly prefix: string;
  readonly rows: readonly RandomRow[];
  readonly dimension: string | null;
  readonly columnStyle: { readonly from: number; readonly to: number; readonly style: number } | null;
  readonly merge: string | null;
  readonly gap: string;
}

const style = fc.option(fc.integer({ min: 0, max: 3 }));

const cell = fc.record({
  column: fc.integer({ min: 1, max: 8 }),
  stated: fc.boolean(),
  style,
  content: fc.constantFrom('nothing', 'number', 'text', 'rich', 'formula', 'extension'),
} satisfies { [K in keyof RandomCell]: fc.Arbitrary<unknown> });

const row = fc.record({
  row: fc.integer({ min: 1, max: 12 }),
  stated: fc.boolean(),
  style,
  spans: fc.boolean(),
  cells: fc
    .uniqueArray(cell, { selector: ({ column }) => column, maxLength: 5 })
    .map((cells) => cells.toSorted((a, b) => a.column - b.column)),
});

export const randomSheet: fc.Arbitrary<RandomSheet> = fc.record({
  prefix: fc.constantFrom('', 'x:'),
  rows: fc
    .uniqueArray(row, { selector: ({ row: number }) => number, maxLength: 6 })
    .map((rows) => rows.toSorted((a, b) => a.row - b.row)),
  dimension: fc.constantFrom(null, 'A1', 'A1:H12', 'B2:C3'),
  columnStyle: fc.option(fc.constant({ from: 2, to: 9, style: 2 })),
  merge: fc.constantFrom(null, 'B2:D3'),
  gap: fc.constantFrom('', '\r\n', '<!-- <c r="A1"/> 𠀀 -->'),
});

function cellXml(
  { prefix: x }: RandomSheet,
  address: string,
  { stated, style: s, content }: RandomCell,
): string {
  const open = `<${x}c${stated ? ` r="${address}"` : ''}${s === null ? '' : ` s="${s}"`}`;
  const end = `</${x}c>`;
  switch (content) {
    case 'nothing':
      return `${open}/>`;
    case 'number':
      return `${open} ><${x}v>${address.length}7</${x}v>${end}`;
    case 'text':
      return `${open} t='str'><${x}v>表 &gt; 𠀀 ${address}</${x}v>${end}`;
    case 'rich':
      return `${open} t="inlineStr"><${x}is><${x}r><${x}t>旧</${x}t></${x}r></${x}is>${end}`;
    case 'formula':
      return `${open}><${x}f>1+1</${x}f><${x}v>2</${x}v>${end}`;
    case 'extension':
      return `${open} vm="1"><${x}v>3</${x}v><${x}extLst><${x}ext uri="u"><y:z xmlns:y="u"/></${x}ext></${x}extLst>${end}`;
  }
}

/** The sheet's XML; cells and rows may leave out where they are only right after the one before them. */
export function sheetXml(sheet: RandomSheet): string {
  const { prefix: x, gap } = sheet;
  let lastRow = 0;
  const rows = sheet.rows.map((found) => {
    let lastColumn = 0;
    const cells = found.cells.map((one) => {
      const stated = one.stated || one.column !== lastColumn + 1;
      lastColumn = one.column;
      return cellXml(sheet, formatAddress({ row: found.row, column: one.column }), { ...one, stated });
    });
    const stated = found.stated || found.row !== lastRow + 1;
    lastRow = found.row;
    const columns = found.cells.map(({ column }) => column);
    const spans =
      found.spans && columns.length > 0 ? ` spans="${Math.min(...columns)}:${Math.max(...columns)}"` : '';
    const styled = found.style === null ? '' : ` s="${found.style}" customFormat="1"`;
    const open = `<${x}row${stated ? ` r="${found.row}"` : ''}${spans}${styled}`;
    return cells.length === 0 ? `${open}/>` : `${open}>${gap}${cells.join(gap)}${gap}</${x}row>`;
  });
  const { columnStyle, dimension, merge } = sheet;
  const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\r\n<${x}worksheet xmlns${x === '' ? '' : ':x'}="${namespace}">`,
    dimension === null ? '' : `<${x}dimension ref="${dimension}"/>`,
    columnStyle === null
      ? ''
      : `<${x}cols><${x}col min="${columnStyle.from}" max="${columnStyle.to}" width="9" style="${columnStyle.style}"/></${x}cols>`,
    rows.length === 0 ? `<${x}sheetData/>` : `<${x}sheetData>${gap}${rows.join(gap)}${gap}</${x}sheetData>`,
    merge === null ? '' : `<${x}mergeCells count="1"><${x}mergeCell ref="${merge}"/></${x}mergeCells>`,
    `<${x}pageMargins left="0.7"/></${x}worksheet>`,
  ].join('');
}

/** A piece of a sheet's XML: a cell or what lies between cells, rows' tags included. */
export interface Piece {
  /** Of the row for a row's tag, of the cell for a cell; null for anything else. */
  readonly address: string | null;
  readonly text: string;
}

/** Cuts a sheet's XML into its cells and the rest, counting along where nothing is stated. */
export function piecesOf(xml: string): readonly Piece[] {
  const pattern =
    /<!--[^]*?-->|<(\w+:)?row\b[^>]*>|<(\w+:)?c\b(?:[^>]*\/>|[^>]*[^>/]>[^]*?<\/(?:\w+:)?c>|>[^]*?<\/(?:\w+:)?c>)/g;
  const pieces: Piece[] = [];
  let at = 0;
  let row = 0;
  let column = 0;
  for (const match of xml.matchAll(pattern)) {
    const text = match[0];
    if (match.index > at) pieces.push({ address: null, text: xml.slice(at, match.index) });
    at = match.index + text.length;
    if (text.startsWith('<!--')) pieces.push({ address: null, text });
    else if (/^<(\w+:)?row/.test(text)) {
      row = Number(/^[^>]* r="(\d+)"/.exec(text)?.[1] ?? row + 1);
      column = 0;
      pieces.push({ address: String(row), text });
    } else {
      const letters = /^[^>]* r="([A-Z]+)\d+"/.exec(text)?.[1];
      column = letters === undefined ? column + 1 : letters.charCodeAt(0) - 64;
      pieces.push({ address: formatAddress({ row, column }), text });
    }
  }
  return [...pieces, { address: null, text: xml.slice(at) }];
}
