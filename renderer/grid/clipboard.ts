import { positionsInRange, type GridShape, type Position, type Range } from './shape';

/** Reads what Excel, WPS or this program put on the clipboard: tabs between cells, quotes around a cell with a break. */
export function parseTable(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let index = 0; index < clean.length; index += 1) {
    const char = clean[index] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (clean[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '' && closesQuote(clean, index)) quoted = true;
    else if (char === '\t' || char === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (char === '\n') rows.push([]);
    } else cell += char;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

/** A quote opens a cell only if it is closed right before the next cell: 5" and "甲"班 are plain text. */
function closesQuote(text: string, open: number): boolean {
  for (let index = open + 1; index < text.length; index += 1) {
    if (text[index] !== '"') continue;
    if (text[index + 1] === '"') index += 1;
    else return text[index + 1] === undefined || text[index + 1] === '\t' || text[index + 1] === '\n';
  }
  return false;
}

export function printTable(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\r\n');
}

export interface Entry {
  readonly cell: string;
  readonly text: string;
}

export interface Pasted {
  readonly entries: readonly Entry[];
  /** Values that met a cell which cannot be typed. */
  readonly skipped: number;
  /** Values that fell outside the form. */
  readonly outside: number;
  /** What is selected afterwards. */
  readonly range: Range;
}

/** Lays a table over the form from the upper left corner of the selection; a single value fills the selection. */
export function pasteInto(shape: GridShape, selection: Range, table: readonly (readonly string[])[]): Pasted {
  const selected = positionsInRange(selection);
  const single = table.length === 1 && table[0]?.length === 1;
  const corner = selected[0]?.[0] ?? selection.from;
  const target = single
    ? selected.flat().map((at) => ({ at, text: table[0]?.[0] ?? '' }))
    : table.flatMap((row, down) =>
        row.map((text, along) => ({ at: { row: corner.row + down, column: corner.column + along }, text })),
      );
  const inside = target.filter(({ at }) => at.row < shape.rows.length && at.column < shape.columns.length);
  const open = inside.filter(({ at }) => isOpen(shape, at));
  return {
    entries: open.map(({ at, text }) => ({ cell: shape.cellAt(at), text })),
    skipped: inside.filter(({ at, text }) => !isOpen(shape, at) && text.trim() !== '').length,
    outside: target.filter((part) => !inside.includes(part) && part.text.trim() !== '').length,
    range: { from: corner, to: inside.at(-1)?.at ?? corner },
  };
}

function isOpen(shape: GridShape, at: Position): boolean {
  return shape.kindAt(at) === 'input' || shape.kindAt(at) === 'pulled';
}
