import { z } from 'zod';
import { figureStageSchema } from './figure-stage-schema';

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
