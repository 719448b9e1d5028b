import { z } from 'zod';
import { figureStageSchema } from './figure-stage-schema';
import { themeSchema } from './indicator-schema';
import { periods } from './period';

/** An expression; where the bridge between editions has no counterpart, one for each edition. */
const sourceSchema = z.union([
  z.string().min(1),
  z.strictObject({ byEdition: z.record(z.string(), z.string().min(1)) }),
]);
export type AnalysisSource = z.infer<typeof sourceSchema>;

/**
 * An analysis (分析表): a table of figures computed from the forms and ledgers of one school for reading, never for
 * reporting: the cohort flow, disabled children by placement, what is due and what was paid. Every cell is an
 * expression; `[column]` names another column of the same row, `[row.column]` a cell further up, and
 * a total row adds the rows above it.
 */
export const analysisSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  title: z.string(),
  theme: themeSchema,
  /** Shown to schools that this stage concerns; to all when absent. */
  stage: figureStageSchema.optional(),
  /** Shown only where this holds: 六年 and 五年 are different tables. */
  when: z.string().optional(),
  /** One sentence: what the table answers. */
  lead: z.string(),
  /** Absent for a table that spans several years. */
  period: z.enum(periods).optional(),
  unit: z.string(),
  columns: z
    .array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        decimals: z.number().int().min(0).max(2).optional(),
        /** For rows that do not state this cell themselves. */
        value: sourceSchema.optional(),
        /** `difference`: anything but zero does not fit and is marked. A `rate` is never added up in a total row. */
        kind: z.enum(['figure', 'difference', 'rate']).optional(),
        /** Where it is another than the table's: % of a rate. */
        unit: z.string().optional(),
      }),
    )
    .min(1),
  rows: z
    .array(
      z.strictObject({
        /** By which rows below it name its cells: `[all.difference]`. */
        id: z
          .string()
          .regex(/^[a-zA-Z]\w*$/)
          .optional(),
        label: z.string(),
        stage: figureStageSchema.optional(),
        indent: z.number().int().min(0).max(2).optional(),
        /** Shown only where this holds: a school of 五四 has no 六年级. */
        when: z.string().optional(),
        /** What no other line explains: where its differences are 0, those of the other rows are accounted for. */
        decides: z.literal(true).optional(),
        /** Cells that neither the row nor the column states are sums of the rows since the last total, rates excepted. */
        total: z.literal(true).optional(),
        cells: z.record(z.string(), sourceSchema),
      }),
    )
    .min(1),
  chart: z
    .strictObject({
      kind: z.enum(['bars', 'stacked', 'lines', 'flow']),
      /** Columns that become series, all of one unit; rows that are totals are left out. */
      series: z.array(z.string()).min(1),
    })
    .optional(),
  notes: z.array(z.string()),
});
export type Analysis = z.infer<typeof analysisSchema>;
