import { columnNumber } from '../../shared/workbook-address';
import type { Range } from '../../shared/workbook-address';

/** What a formula reads. `anywhere`: it cannot be told from its text. */
export interface References {
  readonly anywhere: boolean;
  /** By the sheet's name; null for the formula's own sheet. */
  readonly ranges: readonly { readonly sheet: string | null; readonly range: Range }[];
  /** Defined names, in lower case. */
  readonly names: readonly string[];
}

const lastColumn = 16_384;
const lastRow = 1_048_576;

/** Their result is a reference that they make up while they run. */
const roaming = new Set(['INDIRECT', 'OFFSET', 'GETPIVOTDATA', 'CELL', 'INFO']);

const cell = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?![\p{L}\p{N}_.(])`;
const area = String.raw`${cell}:${cell}|${cell}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\p{L}\p{N}_.(])|\$?[1-9]\d*:\$?[1-9]\d*(?![\p{L}\p{N}_.])`;
const tokenPattern = new RegExp(
  [
    String.raw`"(?:[^"]|"")*"`,
    String.raw`#[A-Za-z0-9/!?]+`,
    String.raw`(?<sheet>'(?:[^']|'')*'|(?:\[\d+\])?[\p{L}\p{N}_.\\?:]+)!(?<there>${area})?`,
    String.raw`(?<here>${area})`,
    String.raw`(?<word>[\p{L}_\\][\p{L}\p{N}_.\\?]*)(?<call>\s*\()?`,
    String.raw`(?<number>\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?)`,
    String.raw`(?<joined>:|\[)`,
  ].join('|'),
  'gu',
);

function corner(text: string, atEnd: boolean): { column: number; row: number } {
  const letters = /[A-Za-z]+/.exec(text)?.[0];
  const digits = /\d+/.exec(text)?.[0];
  return {
    column: letters === undefined ? (atEnd ? lastColumn : 1) : columnNumber(letters.toUpperCase()),
    row: digits === undefined ? (atEnd ? lastRow : 1) : Number(digits),
  };
}

function rangeOf(text: string): Range {
  const [first = '', second = first] = text.split(':');
  const [a, b] = [corner(first, false), corner(second, true)];
  return {
    from: { column: Math.min(a.column, b.column), row: Math.min(a.row, b.row) },
    to: { column: Math.max(a.column, b.column), row: Math.max(a.row, b.row) },
  };
}

/**
 * Cells that a formula reads, told from its text in the notation of the file format; rather too many than too few.
 * Another workbook's cells are not among them: nothing here changes those.
 */
export function referencesOf(formula: string): References {
  const ranges: { sheet: string | null; range: Range }[] = [];
  const names: string[] = [];
  let anywhere = false;
  for (const { groups = {} } of formula.matchAll(tokenPattern)) {
    const { sheet, there, here, word, call, joined } = groups;
    if (here !== undefined) ranges.push({ sheet: null, range: rangeOf(here) });
    else if (sheet !== undefined) {
      const name = sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet;
      if (name.includes('[')) continue;
      // A row of sheets (`一月:三月!A1`), or a sheet's own name.
      if (name.includes(':') || there === undefined) anywhere = true;
      else ranges.push({ sheet: name, range: rangeOf(there) });
    } else if (word !== undefined) {
      if (call === undefined) names.push(word.toLowerCase());
      else if (roaming.has(word.toUpperCase().replace(/^_XL\w+\./, ''))) anywhere = true;
    } else if (joined !== undefined) anywhere = true;
  }
  return { anywhere, ranges, names: names.filter((name) => name !== 'true' && name !== 'false') };
}
