import type { GridCell, GridSheet } from '../../shared/grid';
import type { HeadMatcher } from '../../shared/roster/heads';
import { TableRows } from '../../shared/roster/tables';
import { columnNumber, type Range } from '../../shared/workbook-address';
import { limits } from './limits';
import { PercentFormats } from './percent-formats';
import type { Reading } from './reading';
import type { SheetSink } from './sheet-builder';

/**
 * A number as it was meant to be read. Office programs keep fifteen digits: the last ones of an identity number that
 * was typed as a number are gone, and must not pass for zeros.
 */
function textOf({ kind, text }: GridCell): string {
  if (kind !== 'number' || text.length < 16 || !/^\d{16,}$/.test(text)) return text;
  return `${text.slice(0, 1)}.${text.slice(1, 15)}E+${text.length - 1}`;
}

/** Takes the cells of one sheet for a roster; the grid that it finishes with is empty. */
export class RosterSheet implements SheetSink {
  readonly percents: PercentFormats;
  readonly rows: TableRows;
  readonly merges: Range[] = [];
  visibility: GridSheet['visibility'] = 'visible';

  constructor(
    private readonly reading: Reading,
    readonly name: string,
    matcher: HeadMatcher,
  ) {
    this.percents = new PercentFormats(() => reading.tooMuch(this.place('单元格格式')));
    this.rows = new TableRows(matcher);
  }

  place(address: string): string {
    return `工作表「${this.name}」的 ${address}`;
  }

  add(address: string, cell: GridCell): void {
    this.reading.countCell(this.name);
    this.reading.checkLength(cell.text, this.name, address);
    if (cell.text === '') return;
    let letters = 1;
    while (address.charCodeAt(letters) > 0x39) letters += 1;
    const column = columnNumber(address.slice(0, letters)) - 1;
    if (!this.rows.add(Number(address.slice(letters)), column, textOf(cell)))
      throw this.reading.damaged(`${this.place(address)} 出现两次`);
  }

  addMerge(range: Range): void {
    if (this.merges.length >= limits.merges) throw this.reading.tooMuch(this.place('合并单元格'));
    this.merges.push(range);
  }

  /** Nobody looks at the widths of a roster. */
  addWidth(): void {
    return;
  }

  finish(visibility: GridSheet['visibility']): GridSheet {
    this.visibility = visibility;
    return { name: this.name, visibility, cells: new Map(), merges: [] };
  }
}
