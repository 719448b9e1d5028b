import type { GridCell, GridSheet } from '../../shared/grid';
import { columnLetters } from '../../shared/workbook-address';
import { numberOrDate } from './cell-texts';
import type { NumberStyle } from './cell-texts';
import { limits } from './limits';
import { parseCellAddress, parseCellRange } from './read-address';
import type { Reading } from './reading';
import { decodeEscapes, spreadsheetNamespaces } from './xlsx-namespaces';
import { readXml } from './xlsx-xml';

/** What the cells of all sheets refer to. */
export interface WorkbookContents {
  readonly strings: readonly string[];
  /** By cell format. */
  readonly numberStyles: readonly NumberStyle[];
  readonly date1904: boolean;
}

/** A cell's element as it was read. */
interface RawCell {
  readonly address: string;
  readonly type: string;
  readonly style: string;
  /** Null without the element; `''` where it is empty. */
  formula: string | null;
  value: string | null;
  inline: string | null;
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const isoDatePattern = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?)?$/;

/** What claims to be a number and is none stays as it stands: a text that the clerk sees. */
function numberCell(raw: RawCell, value: string, contents: WorkbookContents): GridCell {
  const number = numberPattern.test(value) ? Number(value) : NaN;
  if (!Number.isFinite(number)) return { kind: 'text', text: value, formula: raw.formula };
  return numberOrDate(number, contents.numberStyles[Number(raw.style)], contents.date1904, raw.formula);
}

function isoDateCell(value: string, formula: string | null): GridCell {
  const [, day, time] = isoDatePattern.exec(value) ?? [];
  if (day === undefined) return { kind: 'text', text: value, formula };
  const text = time === undefined || time === '00:00:00' ? day : `${day} ${time}`;
  return { kind: 'date', text, formula };
}

/** Null for a cell that holds nothing, undefined for one that refers to a text that is not there. */
function contentOf(raw: RawCell, contents: WorkbookContents): GridCell | null | undefined {
  const { formula } = raw;
  const value = raw.type === 'inlineStr' ? (raw.inline ?? raw.value) : raw.value;
  const isText = raw.type === 'str' || raw.type === 'inlineStr';
  if (value === null || (value === '' && !isText)) {
    return formula === null ? null : { kind: 'uncalculated', text: '', formula };
  }
  switch (raw.type) {
    case 's': {
      const text = /^\s*\d+\s*$/.test(value) ? contents.strings[Number(value)] : undefined;
      if (text === undefined) return undefined;
      return text === '' && formula === null ? null : { kind: 'text', text, formula };
    }
    case 'str':
    case 'inlineStr':
      return value === '' && formula === null ? null : { kind: 'text', text: decodeEscapes(value), formula };
    case 'b':
      return { kind: 'boolean', text: /^\s*(1|true)\s*$/.test(value) ? 'TRUE' : 'FALSE', formula };
    case 'e':
      return { kind: 'error', text: value.trim(), formula };
    case 'd':
      return isoDateCell(value.trim(), formula);
    default:
      return numberCell(raw, value.trim(), contents);
  }
}

export interface SheetSource {
  readonly name: string;
  readonly visibility: GridSheet['visibility'];
  readonly part: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads one sheet's part. Its dimension is not believed; rows and cells without an address follow those before them.
 */
export function readSheet(
  reading: Reading,
  { name: sheet, visibility, part, bytes }: SheetSource,
  contents: WorkbookContents,
): GridSheet {
  const result = reading.sheet(sheet);
  let section = '';
  let row = 0;
  let column = 0;
  let cell: RawCell | null = null;
  let isRun = false;
  let target: 'formula' | 'value' | 'inline' | null = null;

  const isPercent = (style: string | undefined): boolean =>
    contents.numberStyles[Number(style ?? '0')] === 'percent';

  function openRow({ r, s, customFormat = '' }: Readonly<Record<string, string>>): void {
    row = r === undefined ? row + 1 : Number(r);
    column = 0;
    if (!Number.isInteger(row) || row < 1 || row > limits.rows) throw reading.damaged(result.place(r ?? ''));
    if (/^(1|true)$/.test(customFormat)) result.percents.addRow(row, isPercent(s));
  }

  function openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    let address = r;
    if (address === undefined) {
      column += 1;
      address = `${columnLetters(column)}${row}`;
    } else {
      const position = parseCellAddress(address);
      if (position === null) throw reading.damaged(result.place(address));
      column = position.column;
    }
    if (column > limits.columns) throw reading.damaged(result.place(address));
    result.percents.addCell({ column, row }, isPercent(s));
    cell = { address, type: t, style: s, formula: null, value: null, inline: null };
  }

  /** Starts to collect the text of a `v`, an `f` or a `t` of an inline text. */
  function openContent(name: string, depth: number): void {
    target = null;
    if (cell === null) return;
    if (depth === 5) {
      if (name === 'v') target = 'value';
      else if (name === 'f') target = 'formula';
    } else if (name === 't' && (depth === 6 || (depth === 7 && isRun))) target = 'inline';
    if (depth === 6) isRun = name === 'r';
    if (target !== null) cell[target] ??= '';
  }

  function openMerge(ref: string | undefined): void {
    const range = parseCellRange(ref ?? '');
    if (range === null) throw reading.damaged(result.place(`合并单元格 ${ref ?? ''}`));
    result.addMerge(range);
  }

  readXml(
    reading,
    { bytes, name: part, root: 'worksheet', namespaces: spreadsheetNamespaces },
    {
      open(name, attributes, depth) {
        if (depth === 2) section = name;
        else if (section === 'sheetData') {
          if (depth === 3 && name === 'row') openRow(attributes);
          else if (depth === 4 && name === 'c') openCell(attributes);
          else if (depth > 4) openContent(name, depth);
        } else if (section === 'mergeCells' && depth === 3 && name === 'mergeCell') {
          openMerge(attributes['ref']);
        } else if (section === 'cols' && depth === 3 && name === 'col') {
          result.addWidth(attributes);
          if (isPercent(attributes['style']))
            result.percents.addColumns(attributes['min'], attributes['max']);
        }
      },
      text(piece) {
        if (target !== null && cell !== null) cell[target] += piece;
      },
      close(_, depth) {
        target = null;
        if (depth !== 4 || cell === null) return;
        const content = contentOf(cell, contents);
        if (content === undefined) throw reading.damaged(result.place(cell.address));
        if (content !== null) result.add(cell.address, content);
        cell = null;
      },
    },
  );
  return result.finish(visibility);
}
