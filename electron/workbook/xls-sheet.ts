import type { GridCell, GridSheet } from '../../shared/grid';
import { formatAddress } from '../../shared/workbook-address';
import { numberOrDate } from './cell-texts';
import type { Reading } from './reading';
import type { XlsGlobals, XlsSheetEntry } from './xls-globals';
import { record, recordsFrom } from './xls-records';
import type { XlsRecord } from './xls-records';

const errors: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

type CellContent = Pick<GridCell, 'kind' | 'text' | 'percent'>;

/** 30 bits of an integer or of a double's upper half, perhaps to be divided by 100 ([MS-XLS] 2.5.217). */
function rkNumber(data: Buffer, at: number): number {
  const bits = data.readInt32LE(at);
  let value: number;
  if (bits & 0x02) value = bits >> 2;
  else {
    const double = Buffer.alloc(8);
    double.writeInt32LE(bits & ~0x03, 4);
    value = double.readDoubleLE(0);
  }
  return bits & 0x01 ? value / 100 : value;
}

function booleanOrError(value: number, isError: boolean): Pick<GridCell, 'kind' | 'text'> {
  if (isError) return { kind: 'error', text: errors[value] ?? '#N/A' };
  return { kind: 'boolean', text: value === 0 ? 'FALSE' : 'TRUE' };
}

/** Excel 97 and later have 65,536 rows and 256 columns in this format. */
const columns = 256;

/** Reads one sheet from its records; formulas are known to be there, their text is not worked out. */
export function readXlsSheet(
  reading: Reading,
  stream: Buffer,
  entry: XlsSheetEntry,
  globals: XlsGlobals,
): GridSheet {
  const result = reading.sheet(entry.name);
  /** The formula whose result is a text, which stands in the record after it. */
  let waiting: string | null = null;

  function addressOf(data: Buffer, offset = 0): string {
    const [row, column] = [data.readUInt16LE(0) + 1, data.readUInt16LE(2) + 1 + offset];
    if (column > columns) throw reading.damaged(result.place(formatAddress({ row, column })));
    return formatAddress({ row, column });
  }

  function add(address: string, content: CellContent, formula: string | null = null): void {
    if (content.text !== '' || formula !== null) result.add(address, { ...content, formula });
  }

  /** `style` is the place of the cell format in the record. */
  function numeric(data: Buffer, value: number, style = 4): CellContent {
    if (!Number.isFinite(value)) throw reading.damaged(result.place(addressOf(data)));
    return numberOrDate(value, globals.numberStyles[data.readUInt16LE(style)], globals.date1904, null);
  }

  function addFormula(data: Buffer): void {
    const address = addressOf(data);
    if (data.readUInt16LE(12) !== 0xffff) {
      add(address, numeric(data, data.readDoubleLE(6)), '');
      return;
    }
    const kind = data.readUInt8(6);
    if (kind === 0) waiting = address;
    else if (kind === 3) add(address, { kind: 'text', text: '' }, '');
    else add(address, booleanOrError(data.readUInt8(8), kind === 2), '');
  }

  function addRow({ data }: XlsRecord): void {
    const count = (data.length - 6) / 6;
    for (let index = 0; index < count; index += 1) {
      const style = 4 + index * 6;
      add(addressOf(data, index), numeric(data, rkNumber(data, style + 2), style));
    }
  }

  function addMerges(data: Buffer): void {
    const count = data.readUInt16LE(0);
    for (let at = 2; at < 2 + count * 8; at += 8) {
      const [top, bottom, left, right] = [0, 2, 4, 6].map((offset) => data.readUInt16LE(at + offset) + 1);
      if (top === undefined || bottom === undefined || left === undefined || right === undefined) return;
      if (top > bottom || left > right || right > columns) throw reading.damaged(result.place('合并单元格'));
      result.addMerge({ from: { row: top, column: left }, to: { row: bottom, column: right } });
    }
  }

  function addCell(found: XlsRecord): void {
    const { type, data } = found;
    switch (type) {
      case record.labelSst: {
        const text = globals.strings[data.readUInt32LE(6)];
        if (text === undefined) throw reading.damaged(result.place(addressOf(data)));
        return add(addressOf(data), { kind: 'text', text });
      }
      case record.label:
      case record.richString:
        return add(addressOf(data), { kind: 'text', text: globals.textAt(found, 6) });
      case record.number:
        return add(addressOf(data), numeric(data, data.readDoubleLE(6)));
      case record.rk:
        return add(addressOf(data), numeric(data, rkNumber(data, 6)));
      case record.mulRk:
        return addRow(found);
      case record.boolErr:
        return add(addressOf(data), booleanOrError(data.readUInt8(6), data.readUInt8(7) === 1));
      case record.formula:
        return addFormula(data);
      case record.string:
        if (waiting !== null) add(waiting, { kind: 'text', text: globals.textAt(found, 0) }, '');
        waiting = null;
        return;
      case record.mergeCells:
        return addMerges(data);
    }
  }

  // Charts within the sheet are books of records of their own.
  let depth = 0;
  let count = 0;
  for (const found of recordsFrom(stream, entry.start)) {
    if (found.type === record.bof) depth += 1;
    else if (depth === 0) throw reading.damaged(`工作表「${entry.name}」`);
    else if (found.type === record.eof) depth -= 1;
    else if (depth === 1) addCell(found);
    if (depth === 0) break;
    if ((count += 1) % 10_000 === 0) reading.checkTime();
  }
  if (waiting !== null) throw reading.damaged(result.place(waiting));
  return result.finish(entry.visibility);
}
