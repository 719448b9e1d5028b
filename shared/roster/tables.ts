import type { Range } from '../workbook-address';
import { bareHead, type HeadMatcher } from './heads';
import type { RosterNotice } from './staged';
import { oneBelowOther } from './tables-beside';

/** What was read of one sheet with people on it: plain texts, without the columns that no form needs. */
export interface RosterTable {
  readonly fileName: string;
  readonly sheet: string;
  /** Row of the heads, from 1 as the sheet counts. */
  readonly headRow: number;
  readonly heads: readonly string[];
  /** Where each column stands in the sheet, from 0. */
  readonly indexes: readonly number[];
  /** Heads of the columns that were not kept. */
  readonly neverKept: readonly string[];
  /** Texts by column, as `heads`; without those of wholly empty rows. */
  readonly rows: readonly (readonly string[])[];
  /** Row of each in the sheet, from 1. */
  readonly lines: readonly number[];
  /** The first rows as they stand, the heads among them, in case the heads are others than was found. */
  readonly top: readonly { readonly line: number; readonly texts: readonly string[] }[];
  /** How many people stood side by side in a line, where more than one did. */
  readonly beside?: number;
  /** Rows of people above the heads, which nothing is read of. */
  readonly peopleAbove?: readonly number[];
}

/** What the job `roster.read` gives. */
export interface RosterReading {
  readonly tables: readonly RosterTable[];
  readonly notices: readonly RosterNotice[];
}

/**
 * A cell's text as it is meant: exporters put a tab, an apostrophe or `="…"` around what shall stay a text.
 */
export function plainCell(text: string): string {
  const code = text.charCodeAt(0);
  // Most texts have nothing of the kind.
  if (code > 0x3d && !/^\s|\s$/.test(text)) return text;
  let plain = text.trim();
  const [, quoted] = /^="(.*)"$/s.exec(plain) ?? [];
  if (quoted !== undefined) plain = quoted.replaceAll('""', '"').trim();
  return plain.replace(/^['`‘’](?=[\dA-Za-z\u4e00-\u9fff])/, '');
}

/** More rows than this are looked at for heads only. */
const topRows = 100;

/**
 * Takes one sheet's cells, row by row, and keeps what a roster needs. As soon as the row of the heads is passed, what
 * stands below a head that no form needs is not taken any more.
 */
export class TableRows {
  readonly #rows = new Map<number, string[]>();
  #row = 0;
  #current: string[] = [];
  #head: number | null = null;
  readonly #never = new Set<number>();
  readonly #neverKept: string[] = [];

  constructor(private readonly matcher: HeadMatcher) {}

  /** False where the place is taken already. Columns count from 0, rows from 1. */
  add(row: number, column: number, text: string): boolean {
    if (row !== this.#row) this.#open(row);
    if (this.#never.has(column)) return true;
    // Without heads in the first rows nothing of a sheet is kept.
    if (this.#head === null && row > topRows) return true;
    if (this.#current[column] !== undefined) return false;
    this.#current[column] = text;
    return true;
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  #open(row: number): void {
    this.#look();
    this.#row = row;
    const known = this.#rows.get(row);
    this.#current = known ?? [];
    if (known === undefined && (this.#head !== null || row <= topRows)) this.#rows.set(row, this.#current);
  }

  /** Is the row that was just passed the one of the heads? */
  #look(): void {
    if (this.#head !== null || this.#row === 0 || this.#row > topRows) return;
    const texts = this.#current.map(plainCell);
    if (!this.matcher.isHeadRow(Object.values(texts))) return;
    this.#head = this.#row;
    texts.forEach((text, column) => {
      if (this.matcher.isNeverKept(text)) this.#drop(column, text);
    });
  }

  #drop(column: number, head: string): void {
    if (this.#never.has(column)) return;
    this.#never.add(column);
    this.#neverKept.push(head);
  }

  /** Null where no row of heads was found. */
  finish(
    place: { readonly fileName: string; readonly sheet: string },
    merges: readonly Range[],
  ): RosterTable | null {
    this.#look();
    if (this.#head === null) return null;
    const headRow = this.#head;
    const lines = [...this.#rows.keys()].sort((a, b) => a - b);
    fillDown(this.#rows, headRow, merges);
    const { heads, last } = this.#heads(headRow, merges);
    let width = 0;
    for (const texts of this.#rows.values()) width = Math.max(width, texts.length);
    const kept: number[] = [];
    for (let column = 0; column < width; column += 1) {
      if (!this.#never.has(column) && (heads[column] ?? '') !== '') kept.push(column);
      else if (!this.#never.has(column) && hasTexts(this.#rows, column, last)) kept.push(column);
    }
    const pick = (texts: readonly string[]): string[] => kept.map((column) => plainCell(texts[column] ?? ''));
    const below = lines.filter((line) => line > last);
    const rows = below.map((line) => pick(this.#rows.get(line) ?? []));
    const isFilled = rows.map((texts) => texts.some((text) => text !== ''));
    const top = lines
      .filter((line) => line <= topRows)
      .map((line) => ({ line, texts: pick(this.#rows.get(line) ?? []) }));
    const table: RosterTable = {
      ...place,
      headRow,
      heads: kept.map((column) => heads[column] ?? ''),
      indexes: kept,
      neverKept: this.#neverKept,
      rows: rows.filter((_, at) => isFilled[at]),
      lines: below.filter((_, at) => isFilled[at]),
      top,
      peopleAbove: peopleAbove(top, headRow),
    };
    return oneBelowOther(table, this.matcher);
  }

  /**
   * Heads over two rows: under a head that is merged across columns stand the names of those; a group above the names
   * tells whose they are (家庭成员 over 姓名).
   */
  #heads(headRow: number, merges: readonly Range[]): { heads: readonly string[]; last: number } {
    // Rows have holes where cells are blank.
    const textsOf = (row: number): string[] =>
      Array.from(this.#rows.get(row) ?? [], (text: string | undefined) => plainCell(text ?? ''));
    const [own, sub] = [textsOf(headRow), textsOf(headRow + 1)];
    const across = (row: number): readonly Range[] =>
      merges.filter(({ from, to }) => from.row === row && to.row === row && to.column > from.column);
    const heads = [...own];
    const wide = across(headRow).filter(({ from, to }) =>
      sub.slice(from.column - 1, to.column).some((text) => text !== ''),
    );
    for (const { from, to } of wide) {
      for (let column = from.column - 1; column < to.column; column += 1)
        heads[column] = `${own[from.column - 1] ?? ''}${sub[column] ?? ''}`;
    }
    for (const { from, to } of across(headRow - 1)) {
      const group = plainCell(this.#rows.get(headRow - 1)?.[from.column - 1] ?? '');
      const columns = Array.from({ length: to.column - from.column + 1 }, (_, at) => from.column - 1 + at);
      if (columns.some((column) => bareHead(heads[column] ?? '') === '姓名' && from.column <= 2)) continue;
      for (const column of columns) {
        if (heads[column] !== undefined && this.matcher.isNeverKept(group))
          heads[column] = `${group}${heads[column]}`;
      }
    }
    heads.forEach((head, column) => {
      if (this.matcher.isNeverKept(head)) this.#drop(column, head);
    });
    return { heads, last: wide.length > 0 ? headRow + 1 : headRow };
  }
}

/** Is a row one of a person: with a number of identity, or a sex in a cell of its own? Heads have neither. */
export function isPerson(texts: readonly string[]): boolean {
  const sexes = texts.filter((text) => /^[男女]$/.test(text)).length;
  const isNumbered = texts.some((text) => /^(\d{15}|\d{17}[\dXx]|[1-9]\.\d+E\+17)$/i.test(text.trim()));
  return isNumbered || (sexes === 1 && texts.filter((text) => text !== '').length >= 3);
}

export const peopleAbove = (top: RosterTable['top'], headRow: number): readonly number[] =>
  top.flatMap(({ line, texts }) => (line < headRow && isPerson(texts) ? [line] : []));

/** A grade or class that is merged down over its pupils stands for each of them. */
function fillDown(rows: ReadonlyMap<number, string[]>, headRow: number, merges: readonly Range[]): void {
  let steps = 0;
  for (const { from, to } of merges) {
    if (from.column !== to.column || from.row <= headRow) continue;
    const text = rows.get(from.row)?.[from.column - 1];
    if (text === undefined) continue;
    for (let row = from.row + 1; row <= to.row && steps < 1_000_000; row += 1, steps += 1) {
      const texts = rows.get(row);
      if (texts !== undefined) texts[from.column - 1] = text;
    }
  }
}

function hasTexts(rows: ReadonlyMap<number, readonly string[]>, column: number, from: number): boolean {
  for (const [row, texts] of rows) if (row > from && (texts[column] ?? '').trim() !== '') return true;
  return false;
}
