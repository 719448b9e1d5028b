import type { GridCell } from '../../shared/grid';
import type { Range } from '../../shared/workbook-address';
import { columnLetters } from '../../shared/workbook-address';
import { dateText, decimalText } from './cell-texts';
import { limits } from './limits';
import { parseCellAddress, parseCellRange } from './read-address';
import type { Reading } from './reading';
import { decodeEscapes, spreadsheetNamespaces } from './xlsx-namespaces';
import { readXml } from './xlsx-xml';

/** What the cells of all sheets refer to. */
export interface WorkbookContents {
  readonly strings: readonly string[];
  /** By cell format. */
  readonly dateStyles: readonly boolean[];
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

export interface SheetContent {
  readonly cells: Map<string, GridCell>;
  readonly merges: readonly Range[];
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const isoDatePattern = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?)?$/;

/** Decides what the raw cells of one sheet say. */
class SheetCells implements SheetContent {
  readonly cells = new Map<string, GridCell>();
  readonly merges: Range[] = [];

  constructor(
    private readonly reading: Reading,
    private readonly sheet: string,
    private readonly contents: WorkbookContents,
  ) {}

  place(address: string): string {
    return `工作表「${this.sheet}」的 ${address}`;
  }

  add(raw: RawCell): void {
    const cell = this.contentOf(raw);
    if (cell === null) return;
    if (this.cells.has(raw.address)) throw this.reading.damaged(`${this.place(raw.address)} 出现两次`);
    this.reading.countCell(`工作表「${this.sheet}」`);
    this.reading.checkLength(cell.text, this.sheet, raw.address);
    if (cell.formula !== null) this.reading.checkLength(cell.formula, this.sheet, raw.address);
    this.cells.set(raw.address, cell);
  }

  private contentOf(raw: RawCell): GridCell | null {
    const { formula } = raw;
    const value = raw.type === 'inlineStr' ? (raw.inline ?? raw.value) : raw.value;
    const isText = raw.type === 'str' || raw.type === 'inlineStr';
    if (value === null || (value === '' && !isText)) {
      return formula === null ? null : { kind: 'uncalculated', text: '', formula };
    }
    if (isText && value === '' && formula === null) return null;
    switch (raw.type) {
      case 's':
        return this.shared(raw, value);
      case 'str':
      case 'inlineStr':
        return { kind: 'text', text: decodeEscapes(value), formula };
      case 'b':
        return { kind: 'boolean', text: /^\s*(1|true)\s*$/.test(value) ? 'TRUE' : 'FALSE', formula };
      case 'e':
        return { kind: 'error', text: value.trim(), formula };
      case 'd':
        return isoDate(value.trim(), formula);
      default:
        return this.number(raw, value.trim());
    }
  }

  private shared(raw: RawCell, value: string): GridCell | null {
    const index = value.trim();
    const text = /^\d+$/.test(index) ? this.contents.strings[Number(index)] : undefined;
    if (text === undefined) throw this.reading.damaged(this.place(raw.address));
    return text === '' && raw.formula === null ? null : { kind: 'text', text, formula: raw.formula };
  }

  /** What claims to be a number and is none stays as it stands: a text that the clerk sees. */
  private number({ style, formula }: RawCell, value: string): GridCell {
    const number = numberPattern.test(value) ? Number(value) : NaN;
    if (!Number.isFinite(number)) return { kind: 'text', text: value, formula };
    if (this.contents.dateStyles[Number(style)] === true) {
      const date = dateText(number, this.contents.date1904);
      if (date !== null) return { kind: 'date', text: date, formula };
    }
    return { kind: 'number', text: decimalText(number), formula };
  }
}

function isoDate(value: string, formula: string | null): GridCell {
  const [, day, time] = isoDatePattern.exec(value) ?? [];
  if (day === undefined) return { kind: 'text', text: value, formula };
  const text = time === undefined || time === '00:00:00' ? day : `${day} ${time}`;
  return { kind: 'date', text, formula };
}

/**
 * Reads one sheet's part. Its dimension is not believed; rows and cells without an address follow those before them.
 * Cells under merges are still among the cells.
 */
export function readSheet(
  reading: Reading,
  source: { readonly bytes: Uint8Array; readonly part: string; readonly sheet: string },
  contents: WorkbookContents,
): SheetContent {
  const { sheet } = source;
  const result = new SheetCells(reading, sheet, contents);
  let section = '';
  let row = 0;
  let column = 0;
  let cell: RawCell | null = null;
  let isRun = false;
  let target: 'formula' | 'value' | 'inline' | null = null;

  function openRow(r: string | undefined): void {
    row = r === undefined ? row + 1 : Number(r);
    column = 0;
    if (!Number.isInteger(row) || row < 1 || row > limits.rows) throw reading.damaged(result.place(r ?? ''));
  }

  function openCell({ r, t = 'n', s = '' }: Readonly<Record<string, string>>): void {
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
    if (result.merges.length >= limits.merges) throw reading.tooMuch(`工作表「${sheet}」的合并单元格`);
    result.merges.push(range);
  }

  readXml(
    reading,
    { bytes: source.bytes, name: source.part, root: 'worksheet', namespaces: spreadsheetNamespaces },
    {
      open(name, attributes, depth) {
        if (depth === 2) section = name;
        else if (section === 'sheetData') {
          if (depth === 3 && name === 'row') openRow(attributes['r']);
          else if (depth === 4 && name === 'c') openCell(attributes);
          else if (depth > 4) openContent(name, depth);
        } else if (section === 'mergeCells' && depth === 3 && name === 'mergeCell') {
          openMerge(attributes['ref']);
        }
      },
      text(piece) {
        if (target !== null && cell !== null) cell[target] += piece;
      },
      close(_, depth) {
        target = null;
        if (depth !== 4 || cell === null) return;
        result.add(cell);
        cell = null;
      },
    },
  );
  return result;
}
