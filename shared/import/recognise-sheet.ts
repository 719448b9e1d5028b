import type { GridSheet } from '../grid';
import type { Position } from '../workbook-address';
import { isPlainNumber, printedCode } from './label';
import type { LabelKeys } from './label';

/** A text that may be a label, over the cells that it covers. */
export interface SheetLabel {
  readonly row: number;
  readonly column: number;
  readonly toRow: number;
  readonly toColumn: number;
  readonly key: string;
  readonly text: string;
}

/** Where heads and labels are looked for: further out there are only records. */
export const lastLabelRow = 400;
export const lastLabelColumn = 120;

/** Cells under merges that are remembered for one sheet; a sheet of nothing but merges is none of ours. */
const mostCovered = 60_000;

const keyAt = (row: number, column: number): number => row * 16_384 + column;

/** Reads `AB12` by hand: a workbook may have a million of them. Null for what is no address. */
export function positionOf(address: string): Position | null {
  let column = 0;
  let at = 0;
  for (; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  const row = Number(address.slice(at));
  return column === 0 || !Number.isInteger(row) || row < 1 ? null : { column, row };
}

/** Texts of one sheet by place and by wording, read once. */
export class SheetIndex {
  readonly labels: SheetLabel[] = [];
  readonly byKey = new Map<string, SheetLabel[]>();
  lastRow = 0;
  lastColumn = 0;
  private readonly own = new Map<number, SheetLabel>();
  private readonly covering = new Map<number, SheetLabel>();
  private readonly covered = new Set<number>();
  private readonly codes = new Map<number, number>();
  private readonly filled = new Set<number>();
  private readonly ends = new Map<number, Position>();

  constructor(
    readonly sheet: GridSheet,
    keys: LabelKeys,
  ) {
    for (const { from, to } of sheet.merges)
      if (from.row <= lastLabelRow && from.column <= lastLabelColumn)
        this.ends.set(keyAt(from.row, from.column), to);
    for (const [address, cell] of sheet.cells) {
      const position = positionOf(address);
      if (position === null || position.row > lastLabelRow || position.column > lastLabelColumn) continue;
      const { row, column } = position;
      if (cell.text === '') continue;
      const place = keyAt(row, column);
      this.lastRow = Math.max(this.lastRow, row);
      this.lastColumn = Math.max(this.lastColumn, column);
      this.filled.add(place);
      if (cell.kind !== 'text' && cell.kind !== 'number') continue;
      const code = printedCode(cell.text);
      if (code !== null) this.codes.set(place, code);
      else if (cell.kind === 'text' && !isPlainNumber(cell.text))
        this.add(row, column, this.ends.get(place) ?? position, cell.text, keys.keyOf(cell.text));
    }
    this.cover();
  }

  private add(row: number, column: number, end: Position, text: string, key: string): void {
    const label: SheetLabel = {
      row,
      column,
      toRow: Math.max(row, end.row),
      toColumn: Math.max(column, end.column),
      key,
      text,
    };
    this.labels.push(label);
    this.own.set(keyAt(row, column), label);
    if (key === '') return;
    const same = this.byKey.get(key);
    if (same === undefined) this.byKey.set(key, [label]);
    else same.push(label);
  }

  private cover(): void {
    let left = mostCovered;
    for (const { from, to } of this.sheet.merges) {
      const label = this.own.get(keyAt(from.row, from.column));
      const [lastRow, lastColumn] = [Math.min(to.row, lastLabelRow), Math.min(to.column, lastLabelColumn)];
      for (let row = from.row; row <= lastRow && left > 0; row += 1) {
        for (let column = from.column; column <= lastColumn && left > 0; column += 1) {
          left -= 1;
          if (row === from.row && column === from.column) continue;
          this.covered.add(keyAt(row, column));
          if (label !== undefined) this.covering.set(keyAt(row, column), label);
        }
      }
    }
  }

  /** The label that is seen at a place, be it merged over it. */
  labelAt(row: number, column: number): SheetLabel | undefined {
    const place = keyAt(row, column);
    return this.own.get(place) ?? this.covering.get(place);
  }

  codeAt(row: number, column: number): number | null {
    return this.codes.get(keyAt(row, column)) ?? null;
  }

  /** What a place says: a label's key, a code in plain digits, or nothing. */
  wordingAt(row: number, column: number): string {
    const place = keyAt(row, column);
    return this.own.get(place)?.key ?? this.codes.get(place)?.toString() ?? '';
  }

  /** Under a merge: such a cell cannot hold a value. */
  isCovered(row: number, column: number): boolean {
    return this.covered.has(keyAt(row, column));
  }

  /** Last row and column of a cell, be it merged. */
  endOf(row: number, column: number): Position {
    return this.ends.get(keyAt(row, column)) ?? { row, column };
  }

  isFilled(row: number, column: number): boolean {
    return this.filled.has(keyAt(row, column));
  }
}
