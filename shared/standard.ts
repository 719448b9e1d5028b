import { z } from 'zod';
import { figureStageSchema } from './figure-stage';

/** A national standard that changes over the years and may differ by region: 生均公用经费基准定额, 生活补助标准. */
export const standardSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  entries: z
    .array(
      z.strictObject({
        stage: figureStageSchema,
        /** First calendar year in which it holds for the whole year. */
        from: z.number().int(),
        region: z.enum(['东部', '中西部']).optional(),
        value: z.number(),
        source: z.string(),
      }),
    )
    .min(1),
  notes: z.array(z.string()),
});
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
