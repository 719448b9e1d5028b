import { scanHtml, type HtmlToken } from './html-scan';
import { exactValue, type CopiedValue } from './shown-value';

/** A table read from HTML: what was hidden is left out, merged cells stand in the upper left corner that is shown. */
export interface HtmlTable {
  readonly rows: readonly (readonly CopiedValue[])[];
  /** Rows or columns were hidden. */
  readonly hidden: boolean;
  /** Nothing but this one table was copied. */
  readonly alone: boolean;
}

interface Cell {
  text: string;
  readonly hidden: boolean;
  readonly across: number;
  readonly down: number;
  /** The value behind what is shown. */
  readonly exact: string | undefined;
}

interface Row {
  readonly hidden: boolean;
  readonly cells: Cell[];
}

/** A merge or a column beyond it is no table that anybody fills in. */
const mostSpan = 2000;
const blocks = new Set(['p', 'div', 'li', 'br', 'h1', 'h2', 'h3', 'tr']);

function isHidden({ attributes }: HtmlToken & { readonly kind: 'open' }): boolean {
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.get('style') ?? '');
}

function spanOf(text: string | undefined): number {
  const span = Number.parseInt(text ?? '1', 10);
  return Number.isNaN(span) ? 1 : Math.max(1, Math.min(span, mostSpan));
}

/** The first table of a clipboard's HTML; null when it has none. */
export function readHtmlTable(html: string): HtmlTable | null {
  const reading = new TableReading();
  for (const token of scanHtml(html)) reading.take(token);
  return reading.result();
}

class TableReading {
  private readonly rows: Row[] = [];
  private readonly hiddenColumns: boolean[] = [];
  private depth = 0;
  private tables = 0;
  private elsewhere = '';
  private cell: Cell | null = null;

  take(token: HtmlToken): void {
    if (token.kind === 'text') this.takeText(token.text);
    else if (token.name === 'table') this.takeTable(token);
    else if (this.depth === 1) this.takeInTable(token);
    if (token.kind !== 'text' && this.cell !== null && blocks.has(token.name)) this.breakLine(token);
  }

  private takeTable({ kind }: HtmlToken): void {
    this.depth = Math.max(0, this.depth + (kind === 'open' ? 1 : -1));
    if (kind === 'open' && this.depth === 1) this.tables += 1;
    if (this.depth === 0) this.cell = null;
  }

  private takeInTable(token: HtmlToken): void {
    if (this.tables > 1 || token.kind === 'text') return;
    if (token.kind === 'close') {
      if (['td', 'th', 'tr'].includes(token.name)) this.cell = null;
      return;
    }
    if (token.name === 'col') {
      for (let count = spanOf(token.attributes.get('span')); count > 0; count -= 1)
        this.hiddenColumns.push(isHidden(token));
    }
    if (token.name === 'tr') {
      this.cell = null;
      this.rows.push({ hidden: isHidden(token), cells: [] });
    }
    if (token.name === 'td' || token.name === 'th') this.openCell(token);
  }

  private openCell(token: HtmlToken & { readonly kind: 'open' }): void {
    const { attributes } = token;
    if (this.rows.length === 0) this.rows.push({ hidden: false, cells: [] });
    this.cell = {
      text: '',
      hidden: isHidden(token),
      across: spanOf(attributes.get('colspan')),
      down: spanOf(attributes.get('rowspan')),
      exact: attributes.get('x:num') ?? attributes.get('sdval'),
    };
    this.rows.at(-1)?.cells.push(this.cell);
  }

  private takeText(text: string): void {
    // Line ends of the source are no line ends of the cell.
    const flowing = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (this.cell !== null && this.tables === 1) this.cell.text += flowing;
    else if (this.tables !== 1 || this.depth === 0) this.elsewhere += flowing.trim();
  }

  /** A paragraph begins a line of its own, unless it stands at the beginning of one. */
  private breakLine({ kind, name }: Exclude<HtmlToken, { kind: 'text' }>): void {
    const { cell } = this;
    if (cell === null) return;
    const begun = !/(^|\n) *$/.test(cell.text);
    if (name === 'br' ? kind === 'open' : begun) cell.text += '\n';
  }

  result(): HtmlTable | null {
    const shown = this.rows.filter((row) => !row.hidden);
    if (this.tables === 0 || shown.length === 0) return null;
    return {
      rows: layOut(this.rows, this.hiddenColumns),
      hidden: shown.length < this.rows.length || this.hiddenColumns.includes(true),
      alone: this.tables === 1 && this.elsewhere === '',
    };
  }
}

const nothing: CopiedValue = { text: '', exact: null };

/**
 * Puts every cell where its row and the merges above it leave room, then drops what is hidden. What a merge says stands
 * in the first of its cells that is shown.
 */
function layOut(
  rows: readonly Row[],
  hiddenColumns: readonly boolean[],
): readonly (readonly CopiedValue[])[] {
  const grid: CopiedValue[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[index]?.[column] !== undefined) column += 1;
      const lines = grid.slice(index, index + cell.down);
      const shownDown = lines.findIndex((_, down) => rows[index + down]?.hidden === false);
      const columns = Array.from({ length: cell.across }, (_, along) => column + along);
      const shownColumn = columns.find((each) => hiddenColumns[each] !== true);
      for (const [down, line] of lines.entries()) {
        for (const each of columns) {
          const says = !cell.hidden && down === shownDown && each === shownColumn;
          line[each] = says ? valueOf(cell) : nothing;
        }
      }
      column += cell.across;
    }
  }
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid
    .filter((_, index) => rows[index]?.hidden === false)
    .map((row) =>
      Array.from({ length: width }, (_, column) => row[column] ?? nothing).filter(
        (_, column) => hiddenColumns[column] !== true,
      ),
    );
}

function valueOf({ text, exact }: Cell): CopiedValue {
  const shown = text
    .split('\n')
    .map((line) => line.replace(/^[ \u00a0]+|[ \u00a0]+$/g, ''))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
  return { text: shown, exact: exactValue(exact) };
}
