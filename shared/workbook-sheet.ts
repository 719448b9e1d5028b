import type { PageDefinition, Style } from './layout';

/** A printed text that is the same in every workbook of this layout; an empty text is a styled blank. */
export interface FixedText {
  readonly address: string;
  readonly text: string;
  readonly style: string;
}

/** Consecutive columns or rows of one size: characters wide or points high; a size of 0 is not stated. */
export interface SizeSpan {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  readonly hidden: boolean;
}

export interface PageSetup {
  readonly paper: PageDefinition['paper'];
  readonly orientation: PageDefinition['orientation'];
  /** Stored by programs beside the fit; they print by the fit. */
  readonly scale: number | null;
  /** Shrunk to one page wide, to one page, or not at all. */
  readonly fit: PageDefinition['fit'];
  readonly margins: PageDefinition['margins'];
  readonly header: string | null;
  readonly footer: string | null;
  readonly centered: boolean;
}

/** The part of a sheet that does not depend on the submission's figures. */
export interface SheetTemplate {
  readonly sheet: string;
  readonly visibility: 'visible' | 'veryHidden';
  /** Styles by the names that texts and data cells use. */
  readonly styles: Readonly<Record<string, Style>>;
  readonly texts: readonly FixedText[];
  /** Cells that a plan fills, with the style that they have while blank. */
  readonly data: readonly { readonly address: string; readonly style: string }[];
  readonly merges: readonly string[];
  readonly columns: readonly SizeSpan[];
  readonly rows: readonly SizeSpan[];
  readonly page: PageSetup;
  /** Rows repeated at the top of every printed page. */
  readonly titleRows: readonly [number, number] | null;
  readonly printArea: string | null;
}

export interface PlannedValue {
  readonly kind: 'number' | 'text' | 'blank';
  /** A decimal for `number`, with the digits after the point that are to be shown; empty for `blank`. */
  readonly text: string;
  /** Spreadsheet formula without `=` that gives this number; absent where the cell states it. */
  readonly formula?: string;
}

/** One data cell of the workbook. */
export interface PlannedCell {
  readonly sheet: string;
  readonly address: string;
  readonly value: PlannedValue;
  readonly style: string;
}

/** Everything that a workbook is made of. The same plan gives the same bytes. */
export interface WorkbookPlan {
  readonly title: string;
  readonly author: string;
  readonly sheets: readonly SheetTemplate[];
  readonly cells: readonly PlannedCell[];
}

export const blank: PlannedValue = { kind: 'blank', text: '' };

const unprintable = /[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as a workbook can hold it: one kind of line break, and a mark in place of characters that XML cannot carry. */
export function printableText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unprintable, '\uFFFD');
}

export function textValue(text: string): PlannedValue {
  return text === '' ? blank : { kind: 'text', text: printableText(text) };
}

/** Number where the text is a plain decimal, else text: 「—」 and raw texts go out as they stand. */
export function numberValue(text: string): PlannedValue {
  return /^-?\d+(\.\d+)?$/.test(text) ? { kind: 'number', text } : textValue(text);
}

/** Width of a text in half-width characters: a Chinese character takes two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) >= 0x1100 ? 2 : 1;
  return width;
}

/** Printed lines of a text in a column, whose width counts digits of 11 points while our texts have 9 or 10. */
export function linesIn(text: string, columnWidth: number): number {
  const fits = Math.max(2, Math.floor(columnWidth * 1.15));
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(textWidth(line) / fits)), 0);
}

/** Points that a row needs for lines of 9-point text. */
export function heightOf(lines: number): number {
  return Math.max(1, lines) * 13.5 + 1.5;
}
