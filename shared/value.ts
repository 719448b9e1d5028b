import { decimal, decimalText } from './decimal';
import type { CellType } from './form';
import type { CellContent } from './submission';

/** Why a typed text cannot be a cell's value; the sentence is in messages.ts. */
export interface CellProblem {
  readonly code:
    | 'notNumber'
    | 'notInteger'
    | 'negative'
    | 'tooManyDigits'
    | 'tooManyDecimals'
    | 'notOption'
    | 'notDate'
    | 'noSuchDay'
    | 'dateWithoutYear'
    | 'dateWithoutDay'
    | 'lineBreak'
    | 'tooLong';
  /** Digits, decimals or characters allowed. */
  readonly limit?: number;
  /** The days that may be meant by a date without its year, where the school year is known. */
  readonly days?: readonly string[];
}

/** The part of a column or field definition that says what a cell can hold. */
export interface CellSpec {
  readonly type: CellType;
  readonly decimals?: number | undefined;
  readonly options?: readonly string[] | undefined;
  /** A text of several paragraphs. */
  readonly lines?: boolean | undefined;
}

/** What a typed or pasted text becomes. A problem always comes with `raw` content: the text is kept as it was typed. */
export interface CellReading {
  readonly content: CellContent | null;
  readonly problem: CellProblem | null;
}

/** More digits than any school can have; beyond it a number is a slip (an identity number in a count). */
const digitLimit = 12;
const textLimit = 500;
/** Of a text of several paragraphs; a stored text holds no more than 4,000. */
const linesLimit = 2000;

const blank: CellReading = { content: null, problem: null };

/** Full-width forms to half-width and every kind of space to a plain one: input methods produce both. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, ' ')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .replace(/[\u2212\u2013]/g, '-');
}

/**
 * Reads a clerk's text for a cell. Where the meaning is certain it is cleaned (`１，２３４ ` → 1234); otherwise it is
 * kept letter by letter as `raw` with the problem, never dropped and never guessed.
 */
export function readCell(typed: string, spec: CellSpec): CellReading {
  const text = halfWidth(typed).trim();
  if (text === '') return blank;
  switch (spec.type) {
    case 'integer':
      return readNumber(typed, text, 0);
    case 'decimal':
      return readNumber(typed, text, spec.decimals ?? 2);
    case 'enum':
      return readOption(typed, text, spec.options ?? []);
    case 'date':
      return readDate(typed, text);
    case 'text':
      return spec.lines === true ? readLines(typed) : readText(typed);
  }
}

function kept(typed: string, problem: CellProblem): CellReading {
  return { content: { kind: 'raw', text: typed.slice(0, 4000) }, problem };
}

function readNumber(typed: string, text: string, decimals: number): CellReading {
  if (/[\r\n]/.test(text)) return kept(typed, { code: 'lineBreak' });
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text);
  const plain = (grouped ? text.replaceAll(',', '') : text).replace(/^\+/, '');
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return kept(typed, { code: 'notNumber' });
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  if (whole.replace(/^0+/, '').length > digitLimit)
    return kept(typed, { code: 'tooManyDigits', limit: digitLimit });
  if (fraction.replace(/0+$/, '').length > decimals) {
    return kept(
      typed,
      decimals === 0 ? { code: 'notInteger' } : { code: 'tooManyDecimals', limit: decimals },
    );
  }
  const number = decimalText(decimal(plain.replace(/\.$/, '').replace(/^(-?)\./, '$10.')));
  if (number.startsWith('-')) return kept(typed, { code: 'negative' });
  return { content: { kind: 'number', text: number }, problem: null };
}

function readOption(typed: string, text: string, options: readonly string[]): CellReading {
  const option = options.find((candidate) => candidate !== '' && halfWidth(candidate) === text);
  if (option === undefined) return kept(typed, { code: 'notOption' });
  return { content: { kind: 'text', text: option }, problem: null };
}

function readDate(typed: string, text: string): CellReading {
  // Excel and WPS write the time beside the day; midnight says nothing.
  const day = text.replace(/ 0{1,2}:00(:00(\.0+)?)?$/, '');
  const parts =
    /^(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})$/.exec(day) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(day) ??
    /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/.exec(day);
  if (parts === null) return kept(typed, { code: partOfDate(day) });
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  if (!exists || year < 1900 || year > 2100) return kept(typed, { code: 'noSuchDay' });
  return { content: { kind: 'text', text: date.toISOString().slice(0, 10) }, problem: null };
}

/** What is missing of a date; which one it is nobody can say for certain. */
function partOfDate(text: string): 'dateWithoutYear' | 'dateWithoutDay' | 'notDate' {
  if (/^\d{4} ?([-/.]|年) ?\d{1,2} ?月?$/.test(text)) return 'dateWithoutDay';
  if (/^\d{1,2} ?([-/.]|月) ?\d{1,2} ?[日号]?$/.test(text)) return 'dateWithoutYear';
  return 'notDate';
}

function readText(typed: string): CellReading {
  const text = typed.replace(/[\r\n]+$/, '').trim();
  if (/[\r\n]/.test(text)) return kept(typed, { code: 'lineBreak' });
  if (text.length > textLimit) return kept(typed, { code: 'tooLong', limit: textLimit });
  return text === '' ? blank : { content: { kind: 'text', text }, problem: null };
}

function readLines(typed: string): CellReading {
  const text = typed.replace(/\r\n?/g, '\n').trim();
  if (text.length > linesLimit) return kept(typed, { code: 'tooLong', limit: linesLimit });
  return text === '' ? blank : { content: { kind: 'text', text }, problem: null };
}

/** Whether stored content is exactly what its text reads as, so that nobody can file a count as a text or the reverse. */
export function contentFits(content: CellContent, spec: CellSpec): boolean {
  const reading = readCell(content.text, spec);
  if (content.kind === 'raw') return reading.problem !== null;
  return (
    reading.content !== null && reading.content.kind === content.kind && reading.content.text === content.text
  );
}

/** Why a stored raw text is wrong; null for content that is a value. */
export function problemOf(content: CellContent | null, spec: CellSpec): CellProblem | null {
  return content?.kind === 'raw'
    ? (readCell(content.text, spec).problem ?? { code: spec.type === 'date' ? 'notDate' : 'notNumber' })
    : null;
}
