import { readHtmlTable } from './html-table';
import { isOpen } from './moves';
import { positionsInRange, withoutFoot, type GridShape, type Position, type Range } from './shape';
import type { CopiedValue } from './shown-value';

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

/** For a text cell Excel would take 0100 for 100 and an identity number for a rounded figure unless it is told. */
export interface CopiedCell {
  readonly text: string;
  readonly numeric: boolean;
}

export function printHtml(rows: readonly (readonly CopiedCell[])[]): string {
  const cell = ({ text, numeric }: CopiedCell) =>
    `<td${numeric ? '' : ` style='mso-number-format:"\\@"'`}>${escaped(text)}</td>`;
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br style="mso-data-placement:same-cell">');
}

/** What the clipboard holds: what each kind of it says, empty where it has none. */
export interface Copied {
  readonly plain: string;
  readonly html: string;
}

/**
 * The table to paste. HTML counts when the plain text is missing, or when nothing but one table was copied: then it has
 * the values behind rounded figures, knows what was hidden, and keeps a cell of several lines together.
 */
export function tableOf({ plain, html }: Copied): readonly (readonly CopiedValue[])[] {
  const table = html === '' ? null : readHtmlTable(html);
  if (table !== null && (table.alone || plain === '')) return table.rows;
  return parseTable(plain).map((row) => row.map((text) => ({ text, exact: null })));
}

export interface Entry {
  readonly cell: string;
  readonly text: string;
}

/** What lands in a cell, before it is known what the cell can hold. */
export interface PastedEntry extends Entry, CopiedValue {}

export interface Pasted {
  readonly entries: readonly PastedEntry[];
  /** Where values met a cell that cannot be typed. */
  readonly skipped: readonly Position[];
  /** Values that fell outside the form. */
  readonly outside: number;
  /** What is selected afterwards. */
  readonly range: Range;
}

interface Laid {
  readonly at: Position;
  readonly value: CopiedValue;
}

/**
 * Lays a table over the form from the upper left corner of the selection. A selection that the table fits into a whole
 * number of times is filled with it over and over, as with a single value; the blank row at the foot of a list, `foot`,
 * is no part of what is filled so.
 */
export function pasteInto(
  shape: GridShape,
  selection: Range,
  table: readonly (readonly CopiedValue[])[],
  foot: number | null = null,
): Pasted {
  const all = positionsInRange(selection);
  const selected = all.length > table.length ? withoutFoot(all, foot) : all;
  const corner = selected[0]?.[0] ?? selection.from;
  const size = { rows: table.length, columns: Math.max(...table.map((row) => row.length)) };
  const over = { rows: selected.length, columns: selected[0]?.length ?? 1 };
  const again = over.rows % size.rows === 0 && over.columns % size.columns === 0;
  const { rows, columns } = again ? over : size;
  const target = Array.from({ length: rows }, (_, down) => table[down % size.rows] ?? []).flatMap(
    (row, down) =>
      Array.from({ length: columns }, (_, along) => ({
        at: { row: corner.row + down, column: corner.column + along },
        value: row[along % size.columns],
      })),
  );
  const given = target.filter((part): part is Laid => part.value !== undefined);
  const isInside = ({ at }: { at: Position }) =>
    at.row < shape.rows.length && at.column < shape.columns.length;
  // A dash or a star in a closed cell is what stands there anyway.
  const says = ({ value: { text }, at }: Laid) =>
    text.trim() !== '' &&
    !(isInside({ at }) && shape.kindAt(at) === 'notApplicable' && /^\s*[-—*/×]+\s*$/.test(text));
  const inside = given.filter(isInside);
  const far = { row: corner.row + rows - 1, column: corner.column + columns - 1 };
  return {
    entries: inside
      .filter(({ at }) => isOpen(shape, at))
      .map(({ at, value }) => ({ cell: shape.cellAt(at), ...value })),
    skipped: inside.filter((part) => !isOpen(shape, part.at) && says(part)).map(({ at }) => at),
    outside: given.filter((part) => !isInside(part) && says(part)).length,
    range: {
      from: corner,
      to: {
        row: Math.min(far.row, shape.rows.length - 1),
        column: Math.min(far.column, shape.columns.length - 1),
      },
    },
  };
}
