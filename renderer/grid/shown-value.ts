import { compare, decimal, round, type Num } from '../../shared/decimal';
import { dayOfSerial, monthAndDay } from '../../shared/date-entry';
import { readCell, type CellSpec } from '../../shared/value';

/** A cell of a copied table: what it showed, and the number behind that where the other program told. */
export interface CopiedValue {
  readonly text: string;
  /** In plain digits. */
  readonly exact: string | null;
}

interface Settled {
  readonly text: string;
  /** The figure that was shown was taken although another one was stored behind it. */
  readonly asShown: boolean;
}

/** Nothing of the number can be read from what was shown. */
const unreadable = /^#+$|^[-+]?\d(\.\d+)?e[-+]?\d+$/i;

/**
 * The number that a copied cell keeps behind its text, in plain digits; null when there is none that can be trusted.
 * Excel hands over 0.29999999999999999, but fifteen digits are what it calculates with.
 */
export function exactValue(attribute: string | undefined): string | null {
  if (attribute === undefined || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(attribute.trim())) return null;
  const value = Number(attribute);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e')
    ? Number(text)
        .toFixed(15)
        .replace(/\.?0+$/, '')
    : text;
}

/** The figure that a text shows, with its decimals; null for a code with zeros in front, a percentage, a date, a word. */
function figureOf(
  shown: string,
): { readonly text: string; readonly value: Num; readonly decimals: number } | null {
  const text = shown.replace(/[¥￥$\s]/g, '');
  const parts = /^([-+(]?)((?:\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(\.\d+)?)\)?$/.exec(text);
  if (parts === null) return null;
  const plain = `${/[-(]/.test(parts[1] ?? '') ? '-' : ''}${(parts[2] ?? '').replaceAll(',', '')}`;
  if (/^-?0\d/.test(plain)) return null;
  return { text: plain, value: decimal(plain), decimals: Math.max(0, (parts[3] ?? '').length - 1) };
}

/**
 * What of a copied value goes into a cell. The number behind counts only where it says the same as the text: rounded to
 * the decimals shown it is the figure shown, or the text shows no figure at all (`####`, `1.2E+03`). What is shown
 * scaled (in 万元), with zeros in front or as a date is taken as it is shown; and so is a rounded figure where the cell
 * cannot hold the exact one.
 */
export function settled({ text, exact }: CopiedValue, spec: CellSpec): Settled {
  const shown = { text, asShown: false };
  if (exact === null) return shown;
  if (spec.type === 'date') return { ...shown, text: dayBehind(text, exact) ?? text };
  if (unreadable.test(text)) return { ...shown, text: exact };
  const figure = figureOf(text);
  if (figure === null) return shown;
  const behind = decimal(exact);
  const same = compare(behind, figure.value) === 0;
  if (compare(round(behind, figure.decimals), figure.value) !== 0)
    return { text, asShown: isFigure(spec) && readCell(text, spec).problem === null };
  const holds = (each: string) => readCell(each, spec).problem === null;
  if (holds(exact) || !holds(figure.text)) return { ...shown, text: exact };
  return { text: figure.text, asShown: !same };
}

function isFigure({ type }: CellSpec): boolean {
  return type === 'integer' || type === 'decimal';
}

/** The day behind a date that is shown without its year or not at all, if the month and the day agree. */
function dayBehind(shown: string, exact: string): string | null {
  const day = dayOfSerial(exact);
  if (day === null) return null;
  if (/^#+$/.test(shown)) return day;
  const parts = monthAndDay(shown);
  const agrees =
    parts !== null && Number(day.slice(5, 7)) === parts.month && Number(day.slice(8)) === parts.day;
  return agrees ? day : null;
}
