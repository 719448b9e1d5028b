import type { PercentPlaces } from '../../shared/grid';
import { formatAddress } from '../../shared/workbook-address';
import type { Position } from '../../shared/workbook-address';
import { limits } from './limits';

/** Collects where a sheet's number format is a percentage, blank cells too. */
export class PercentFormats {
  readonly #columns: [number, number][] = [];
  /** Asked for each cell of the sheet. */
  readonly #isColumn = new Uint8Array(limits.columns + 1);
  readonly #rows = new Map<number, boolean>();
  readonly #exceptions: string[] = [];

  constructor(private readonly tooMuch: () => Error) {}

  addColumns(min: string | undefined, max: string | undefined): void {
    const [from, to] = [Number(min), Number(max)];
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || from > to) return;
    if (this.#columns.length >= limits.columns) throw this.tooMuch();
    this.#columns.push([from, to]);
    this.#isColumn.fill(1, from, to + 1);
  }

  /** A row with a format of its own. It goes before its columns' formats, as in the office programs. */
  addRow(row: number, percent: boolean): void {
    if (percent || this.#columns.length > 0) this.#rows.set(row, percent);
  }

  addCell({ column, row }: Position, percent: boolean): void {
    const around = this.#rows.get(row) ?? this.#isColumn[column] === 1;
    if (around === percent) return;
    if (this.#exceptions.length >= limits.cells) throw this.tooMuch();
    this.#exceptions.push(formatAddress({ column, row }));
  }

  /** Null where the sheet has no such format. */
  finish(): PercentPlaces | null {
    const [columns, rows, exceptions] = [this.#columns, [...this.#rows], this.#exceptions];
    return columns.length + rows.length + exceptions.length === 0 ? null : { columns, rows, exceptions };
  }
}
