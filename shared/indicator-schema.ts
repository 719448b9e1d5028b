import { z } from 'zod';
import { figureStageSchema } from './figure-stage-schema';
import { themes } from './indicator-definition';
import type { Binding } from './indicator-definition';
import { periods } from './period';

export const themeSchema = z.enum(themes);

/** What of another indicator a list of schools is made of. */
export const schoolPartSchema = z.enum(['value', 'numerator', 'denominator']);

const bindingSchema: z.ZodType<Binding> = z.lazy(() =>
  z.union([
    z.string().min(1),
    z.strictObject({ each: z.array(z.string().min(1)).min(1) }),
    z.strictObject({
      schools: z.strictObject({
        indicator: z.union([z.string(), z.array(z.string()).min(1)]),
        part: schoolPartSchema,
      }),
    }),
    z.strictObject({ byStage: z.partialRecord(figureStageSchema, bindingSchema) }),
    z.strictObject({ byEdition: z.record(z.string(), bindingSchema) }),
  ]),
);

/** Lowest and highest value that can be; null where there is no bound. */
const rangeSchema = z.tuple([z.number().nullable(), z.number().nullable()]);

const inputSchema = z.strictObject({
  label: z.string().min(1),
  /** Absent only where nothing in the program can know it for any stage: then it comes from the command line. */
  from: bindingSchema.optional(),
  /** Other names under which the command line takes it. */
  aliases: z.array(z.string()).optional(),
  /** 元 or 万元, 名, 平方米: shown beside the figure. Sums of money are computed in 元 unless their label says 万元. */
  unit: z.string().optional(),
  /** Only the clerk knows it; while blank it counts as zero and the figure says so. */
  assumedZero: z.literal(true).optional(),
  /** While it is blank the figure has no value: a rate over nothing known would mislead. */
  required: z.literal(true).optional(),
  /** Counts as this while it is blank (two terms, a floor of 100 pupils): the usual case, which the label names. */
  otherwise: z.string().optional(),
  /** Counts as this at a school that has no such cell: pupils of a stage that it does not teach. */
  notFilled: z.string().optional(),
});

const methodSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Expressions over `[input]`; the value is factor × numerator ÷ denominator, or factor × numerator without one. */
  numerator: z.string(),
  denominator: z.string().optional(),
  factor: z.number(),
  default: z.literal(true).optional(),
  note: z.string().optional(),
  /** A reading in another unit than the indicator's; a target binds it only when it names the method. */
  unit: z.string().optional(),
  /** Decimals that it is told with, where the indicator's are too few for it. */
  decimals: z.number().int().min(0).max(6).optional(),
  /** Its own range, where the readings differ in what can be (net ≤ 100, gross ≤ 200). */
  range: rangeSchema.optional(),
  /** Stages for which it says something of its own; all of the indicator's when absent. */
  stages: z.array(figureStageSchema).min(1).optional(),
});

/** An indicator (指标): a rate or per-pupil figure with named methods. Source: the county's target documents. */
export const indicatorSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  name: z.string(),
  theme: themeSchema,
  /** As the target documents arrange them: 基本均衡八项, 优质均衡七项, 经费 … */
  category: z.string(),
  /** Each stage is a figure of its own. */
  stages: z.array(figureStageSchema).min(1),
  /** Which span of time it belongs to: the school year that ended, the one that begins, the calendar year. */
  period: z.enum(periods),
  unit: z.string(),
  decimals: z.number().int().min(0).max(6),
  direction: z.enum(['higher', 'lower', 'equal', 'none']),
  /** What a zero denominator means to the reader. */
  zeroDenominator: z.string(),
  /** Outside of it the figure cannot be right. */
  validRange: rangeSchema,
  /** Above it the figure can be right, but is looked at (毛入园率 over 100, 培训费 over 20 %). */
  unusualAbove: z.number().optional(),
  unusualBelow: z.number().optional(),
  inputs: z.record(z.string(), inputSchema),
  methods: z.array(methodSchema).min(1),
  /**
   * In what the distance to a target is told: 2 名, 38400 元, 12 间. `part` is what has to change: the numerator, or
   * the denominator where that is what a school can add (classes for 平均班额).
   */
  gap: z
    .strictObject({
      unit: z.string(),
      decimals: z.number().int().min(0).max(2),
      part: z.enum(['numerator', 'denominator']).optional(),
    })
    .optional(),
  /** A figure of one school alone, which says nothing when added up over schools: tracks, hours per head. */
  notSummed: z.literal(true).optional(),
  /**
   * Schools left out of a figure over schools. `when` is an expression on the school, its cells, and the inputs of the
   * indicator that the figure is made of: `[n] = 0`.
   */
  excludes: z.array(z.strictObject({ when: z.string(), reason: z.string() })).optional(),
  notes: z.array(z.string()),
  source: z.array(z.string()).optional(),
});
