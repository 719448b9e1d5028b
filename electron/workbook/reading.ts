import type { AppError } from '../../shared/error';
import { refusal } from '../../shared/error';
import { limits } from './limits';

/** A name out of a foreign file, short enough for a sentence and without what cannot be shown. */
export function shown(name: string): string {
  const printable = name.slice(0, 80).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '·');
  return name.length > 80 ? `${printable}…` : printable;
}

/** One reading of one foreign file: what it is called in sentences, what it met, how long and how much it may take. */
export class Reading {
  readonly notices: AppError[] = [];
  #cells = 0;
  readonly #started = process.cpuUsage();

  constructor(readonly file: string) {}

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
    if (this.#cells > limits.cells) throw this.tooMuch(`工作表「${sheet}」，超过 ${limits.cells} 个单元格`);
  }

  checkLength(text: string, sheet: string, address: string): void {
    const { length } = text;
    if (length <= limits.textLength) return;
    throw refusal('file.textTooLong', { file: this.file, sheet, address, length, limit: limits.textLength });
  }

  /** Counts the time that the processor worked: a large file is not at fault when another program keeps it busy. */
  checkTime(): void {
    const { user, system } = process.cpuUsage(this.#started);
    if (user + system > limits.milliseconds * 1000) throw refusal('file.tooSlow', { file: this.file });
  }

  notice(error: AppError): void {
    this.notices.push(error);
  }
}
