import type { AppError } from '../../shared/error';
import { refusal } from '../../shared/error';
import { limits, type ReadingLimits } from './limits';
import { SheetBuilder, type SheetSink } from './sheet-builder';

/** A name out of a foreign file, short enough for a sentence and without what cannot be shown. */
export function shown(name: string): string {
  const printable = name.slice(0, 80).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '·');
  return name.length > 80 ? `${printable}…` : printable;
}

/** What a reading does otherwise than the import does: how much it may take, and where the cells go. */
export interface ReadingWays {
  readonly limits?: ReadingLimits;
  /** Takes the cells of a sheet in place of the grid. */
  readonly sink?: (reading: Reading, sheet: string) => SheetSink;
}

/** One reading of one foreign file: what it is called in sentences, what it met, how long and how much it may take. */
export class Reading {
  readonly notices: AppError[] = [];
  #cells = 0;
  readonly #started = process.cpuUsage();

  readonly limits: ReadingLimits;

  constructor(
    readonly file: string,
    private readonly ways: ReadingWays = {},
  ) {
    this.limits = ways.limits ?? limits;
  }

  /** Collects the cells of the next sheet. */
  sheet(name: string): SheetSink {
    return this.ways.sink?.(this, name) ?? new SheetBuilder(this, name);
  }

  damaged(part: string): Error {
    return refusal('file.damaged', { file: this.file, part: shown(part) });
  }

  unsafe(part: string): Error {
    return refusal('file.unsafe', { file: this.file, part: shown(part) });
  }

  tooMuch(part: string): Error {
    return refusal('file.tooMuch', { file: this.file, part: shown(part) });
  }

  /** Counts a cell that holds something. */
  countCell(sheet: string): void {
    this.#cells += 1;
    const { cells } = this.limits;
    if (this.#cells > cells) throw this.tooMuch(`工作表「${sheet}」，超过 ${cells} 个单元格`);
  }

  checkLength(text: string, sheet: string, address: string): void {
    const { length } = text;
    if (length <= limits.textLength) return;
    throw refusal('file.textTooLong', { file: this.file, sheet, address, length, limit: limits.textLength });
  }

  /** Counts the time that the processor worked: a large file is not at fault when another program keeps it busy. */
  checkTime(): void {
    const { user, system } = process.cpuUsage(this.#started);
    if (user + system > this.limits.milliseconds * 1000) throw refusal('file.tooSlow', { file: this.file });
  }

  notice(error: AppError): void {
    this.notices.push(error);
  }
}
