import { z } from 'zod';
import { figureStageSchema } from './figure-stage';
import { themeSchema } from './indicator-definition';

/**
 * An analysis (分析表): a table of figures computed from the forms and ledgers of one school for reading, never for
 * reporting: the cohort flow, disabled children by placement, what is due and what was paid. Every cell is an
 * expression; `[column]` names another column of the same row.
 */
export const analysisSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  title: z.string(),
  theme: themeSchema,
  /** Shown to schools that this stage concerns; to all when absent. */
  stage: figureStageSchema.optional(),
  /** One sentence: what the table answers. */
  lead: z.string(),
  unit: z.string(),
  columns: z
    .array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        decimals: z.number().int().min(0).max(2).optional(),
        /** For rows that do not state this cell themselves. */
        value: z.string().optional(),
        /** `difference`: anything but zero does not fit and is marked. */
        kind: z.enum(['figure', 'difference', 'rate']).optional(),
      }),
    )
    .min(1),
  rows: z
    .array(
      z.strictObject({
        label: z.string(),
        stage: figureStageSchema.optional(),
        indent: z.number().int().min(0).max(2).optional(),
        /** Shown only where this holds: a school of 五四 has no 六年级. */
        when: z.string().optional(),
        total: z.literal(true).optional(),
        cells: z.record(z.string(), z.string()),
      }),
    )
    .min(1),
  chart: z
    .strictObject({
      kind: z.enum(['bars', 'stacked', 'lines', 'flow']),
      /** Columns that become series; rows that are totals are left out. */
      series: z.array(z.string()).min(1),
    })
    .optional(),
  notes: z.array(z.string()),
});
export type Analysis = z.infer<typeof analysisSchema>;
