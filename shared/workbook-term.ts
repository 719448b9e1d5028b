/**
 * A part of a spreadsheet formula together with what it gives, computed as spreadsheet programs do: in binary floating
 * point, with ROUND made on the decimal digits that a cell can show.
 */
export interface Term {
  readonly text: string;
  readonly value: number;
  /** How tightly its outermost operation binds: a sum 0, a product 1, all else 2. */
  readonly level: 0 | 1 | 2;
}

export function brackets(text: string): string {
  return `(${text})`;
}

function within({ text, level }: Term, least: Term['level']): string {
  return level < least ? brackets(text) : text;
}

export function literal(text: string): Term {
  return { text, value: Number(text), level: 2 };
}

export function negated(term: Term | null): Term | null {
  return term === null ? null : { text: `-${within(term, 2)}`, value: -term.value, level: 0 };
}

export function added(left: Term | null, right: Term | null): Term | null {
  if (left === null || right === null) return left ?? right;
  return { text: `${left.text}+${within(right, 1)}`, value: left.value + right.value, level: 0 };
}

export function subtracted(left: Term | null, right: Term | null): Term | null {
  if (right === null) return left;
  if (left === null) return negated(right);
  return { text: `${left.text}-${within(right, 1)}`, value: left.value - right.value, level: 0 };
}

export function multiplied(left: Term | null, right: Term | null): Term | null {
  if (left === null || right === null) return null;
  return { text: `${within(left, 1)}*${within(right, 1)}`, value: left.value * right.value, level: 1 };
}

export function divided(left: Term | null, right: Term): Term | null {
  if (left === null) return null;
  return { text: `${within(left, 1)}/${within(right, 2)}`, value: left.value / right.value, level: 1 };
}

/** ROUND of Excel, WPS and LibreOffice: half away from zero, on the number as 15 digits show it. */
export function rounded(term: Term, decimals: number): Term {
  const scale = 10 ** decimals;
  const shifted = Number((Math.abs(term.value) * scale).toPrecision(15));
  const value = (Math.sign(term.value) * Math.round(shifted)) / scale;
  return { text: `ROUND(${term.text},${decimals})`, value, level: 2 };
}
