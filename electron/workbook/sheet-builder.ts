import type { GridCell, GridSheet } from '../../shared/grid';
import { columnLetters, type Range } from '../../shared/workbook-address';
import { removeCovered } from './covered';
import { limits } from './limits';
import { PercentFormats } from './percent-formats';
import type { Reading } from './reading';

/** As many as anybody looks at: one element may state the width of 16,384 columns. */
const widthsKept = 120;

/** Where the cells of a sheet go, whatever its format is. */
export interface SheetSink {
  readonly percents: PercentFormats;
  place(address: string): string;
  add(address: string, cell: GridCell): void;
  addMerge(range: Range): void;
  addWidth(attributes: Readonly<Record<string, string>>): void;
  finish(visibility: GridSheet['visibility']): GridSheet;
}

/** Collects one sheet of a foreign file and keeps to the limits. */
export class SheetBuilder implements SheetSink {
  readonly #cells = new Map<string, GridCell>();
  readonly #merges: Range[] = [];
  readonly #widths = new Map<string, number>();
  readonly percents: PercentFormats;

  constructor(
    private readonly reading: Reading,
    private readonly sheet: string,
  ) {
    this.percents = new PercentFormats(() => reading.tooMuch(this.place('单元格格式')));
  }

  /** The cell's name in sentences. */
  place(address: string): string {
    return `工作表「${this.sheet}」的 ${address}`;
  }

  /** Two contents for one address would leave open which of them counts. */
  add(address: string, cell: GridCell): void {
    const before = this.#cells.size;
    this.#cells.set(address, cell);
    if (this.#cells.size === before) throw this.reading.damaged(`${this.place(address)} 出现两次`);
    this.reading.countCell(this.sheet);
    this.reading.checkLength(cell.text, this.sheet, address);
    if (cell.formula !== null) this.reading.checkLength(cell.formula, this.sheet, address);
  }

  addMerge(range: Range): void {
    if (this.#merges.length >= limits.merges) throw this.reading.tooMuch(this.place('合并单元格'));
    this.#merges.push(range);
  }

  /** What is no width is left out: it is only looked at. */
  addWidth({ min, max, width, hidden = '0' }: Readonly<Record<string, string>>): void {
    const [from, to, size] = [Number(min), Math.min(Number(max), widthsKept), Number(width)];
    if (!Number.isInteger(from) || from < 1 || !(size >= 0 && size <= 255)) return;
    for (let column = from; column <= to; column += 1)
      this.#widths.set(columnLetters(column), /^(1|true)$/.test(hidden) ? 0 : size);
  }

  finish(visibility: GridSheet['visibility']): GridSheet {
    removeCovered(this.reading, this.sheet, this.#cells, this.#merges);
    const percents = this.percents.finish();
    return {
      ...{ name: this.sheet, visibility, cells: this.#cells, merges: this.#merges, widths: this.#widths },
      ...(percents === null ? {} : { percents }),
    };
  }
}
