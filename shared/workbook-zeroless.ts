import type { Edition } from './form';
import type { Style } from './layout';
import { stylesOf } from './workbook-borders';

/** Number format that leaves a zero blank; figures of editions that print no zeros have it where they are numbers. */
export const zerolessFormat = 'General;-General;;@';

const known = new WeakMap<Edition, Readonly<Record<string, Style>>>();

/** Name of a style's sister that shows no zero. */
export function zeroless(style: string): string {
  return `${style}-zeroless`;
}

/** The edition's styles, and of each a sister that shows no zero. */
export function zerolessStyles(edition: Edition): Readonly<Record<string, Style>> {
  const found = known.get(edition);
  if (found !== undefined) return found;
  const { all } = stylesOf(edition);
  const sisters = Object.entries(all).map(
    ([name, style]) => [zeroless(name), { ...style, format: zerolessFormat }] as const,
  );
  const styles = { ...all, ...Object.fromEntries(sisters) };
  known.set(edition, styles);
  return styles;
}
