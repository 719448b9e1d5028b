import { z } from 'zod';
import { stageSchema } from './form';
import type { Bridge, Edition, Form } from './form';

/** What a figure speaks of: one stage, 义务教育 as a whole, or the 县域, to which schools and townships report their part. */
export const figureStageSchema = z.enum([...stageSchema.options, '义务教育', '县域']);
export type FigureStage = z.infer<typeof figureStageSchema>;

/** An indicator (指标): a rate or per-pupil figure with named methods. Source: the county's target documents. */
export const indicatorSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  name: z.string(),
  category: z.string(),
  stage: figureStageSchema,
  unit: z.string(),
  decimals: z.number().int().min(0).max(6),
  direction: z.enum(['higher', 'lower']),
  /** What a zero denominator means to the reader. */
  zeroDenominator: z.string(),
  validRange: z.tuple([z.number(), z.number()]),
  /** What the methods compute with: an expression over cells, ledgers and the inputs listed before it. */
  inputs: z.record(
    z.string(),
    z.strictObject({
      label: z.string(),
      from: z.string(),
      /** Only the clerk knows it; while blank it counts as zero and the figure says so. */
      assumedZero: z.literal(true).optional(),
      /** While it is blank the figure has no value: a rate over nothing known would mislead. */
      required: z.literal(true).optional(),
    }),
  ),
  methods: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        /** Expressions over `[input]`; the value is factor × numerator ÷ denominator. */
        numerator: z.string(),
        denominator: z.string(),
        factor: z.number(),
        default: z.literal(true).optional(),
        note: z.string().optional(),
      }),
    )
    .min(1),
  notes: z.array(z.string()),
});
export type Indicator = z.infer<typeof indicatorSchema>;

export const targetProfileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  version: z.string(),
  name: z.string(),
  source: z.string(),
  thresholds: z.array(
    z.strictObject({
      indicator: z.string(),
      stage: figureStageSchema,
      op: z.enum(['==', '>=', '<=', '>']),
      value: z.number(),
      unit: z.string(),
      quote: z.string().optional(),
      /** Read from a report of results, not from an order: shown apart from stated targets. */
      inferred: z.boolean().optional(),
      confidence: z.enum(['low', 'medium']).optional(),
      tier: z.string().optional(),
    }),
  ),
});
export type TargetProfile = z.infer<typeof targetProfileSchema>;
export type Threshold = TargetProfile['thresholds'][number];

/** Everything under `resources/` that describes forms and figures, loaded once and frozen. Plain JSON: it crosses to the window as it is. */
export interface Definitions {
  readonly editions: readonly Edition[];
  readonly forms: Readonly<Record<string, Form>>;
  /** Edition of each form by its code. */
  readonly editionOf: Readonly<Record<string, string>>;
  readonly bridges: readonly Bridge[];
  readonly indicators: readonly Indicator[];
  readonly targetProfiles: readonly TargetProfile[];
}
