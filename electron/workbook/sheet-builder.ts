import type { GridCell, GridSheet } from '../../shared/grid';
import type { Range } from '../../shared/workbook-address';
import { removeCovered } from './covered';
import { limits } from './limits';
import type { Reading } from './reading';

/** Collects one sheet of a foreign file and keeps to the limits, whatever its format is. */
export class SheetBuilder {
  readonly #cells = new Map<string, GridCell>();
  readonly #merges: Range[] = [];

  constructor(
    private readonly reading: Reading,
    private readonly sheet: string,
  ) {}

  /** The cell's name in sentences. */
  place(address: string): string {
    return `工作表「${this.sheet}」的 ${address}`;
  }

  /** Two contents for one address would leave open which of them counts. */
  add(address: string, cell: GridCell): void {
    if (this.#cells.has(address)) throw this.reading.damaged(`${this.place(address)} 出现两次`);
    this.reading.countCell(`工作表「${this.sheet}」`);
    this.reading.checkLength(cell.text, this.sheet, address);
    if (cell.formula !== null) this.reading.checkLength(cell.formula, this.sheet, address);
    this.#cells.set(address, cell);
  }

  addMerge(range: Range): void {
    if (this.#merges.length >= limits.merges) throw this.reading.tooMuch(this.place('合并单元格'));
    this.#merges.push(range);
  }

  finish(visibility: GridSheet['visibility']): GridSheet {
    removeCovered(this.reading, this.sheet, this.#cells, this.#merges);
    return { name: this.sheet, visibility, cells: this.#cells, merges: this.#merges };
  }
}
