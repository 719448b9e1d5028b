import type { z } from 'zod';
import type { standardSchema } from './standard-schema';

export type Standard = z.infer<typeof standardSchema>;

/**
 * The value that holds in a calendar year; undefined before the first entry. Where entries differ by region and none
 * is given, the lower one: the program never promises money that may not be due.
 */
export function standardValue(
  { entries }: Standard,
  stage: string,
  year: number,
  region?: string,
): number | undefined {
  const holding = entries.filter((entry) => entry.stage === stage && entry.from <= year);
  const latest = Math.max(...holding.map(({ from }) => from));
  const now = holding.filter((entry) => entry.from === latest);
  const own = now.filter((entry) => entry.region === undefined || entry.region === region);
  const values = (own.length > 0 ? own : now).map(({ value }) => value);
  return values.length === 0 ? undefined : Math.min(...values);
}
