import { z } from 'zod';
import { figureStageSchema } from './figure-stage-schema';
import { placeTypes, schoolTypes } from './school-types';

/** A bureau's own profile is `own-<word>@<version>`: each saved version is one of its own, and none is changed later. */
export const profileIdSchema = z.string().regex(/^[a-z0-9][a-z0-9_@.-]{1,59}$/);

export const thresholdSchema = z.strictObject({
  indicator: z.string(),
  /** As the document says it: 小学, 小学（城区）, 校安工程. */
  stage: z.string().min(1),
  /** The stage of the figure that is judged, where the document's word is another. */
  figureStage: figureStageSchema.optional(),
  op: z.enum(['==', '>=', '<=', '>']),
  value: z.number(),
  unit: z.string(),
  /** Which reading is judged; the profile's or the indicator's own when absent. */
  method: z.string().optional(),
  quote: z.string().optional(),
  /** Read from a report of results, not from an order: shown apart from stated targets. */
  inferred: z.boolean().optional(),
  confidence: z.enum(['low', 'medium']).optional(),
  /** Holds for some only (较好县, 城区); without `for` the program cannot tell for whom, and shows it for reference. */
  tier: z.string().optional(),
  for: z
    .strictObject({
      schoolTypes: z.array(z.enum(schoolTypes)).optional(),
      placeTypes: z.array(z.enum(placeTypes)).optional(),
    })
    .optional(),
  /** Computed from other figures of the document. */
  derived: z.boolean().optional(),
  ambiguous: z.boolean().optional(),
  /** Upper end of a stated span (7 %—10 %): reached with `value`, told for completeness. */
  upper: z.number().optional(),
  source: z.string().optional(),
});

/** A target profile (目标责任书): the bureau's thresholds, and which reading of an indicator it means. */
export const targetProfileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: profileIdSchema,
  version: z.string().min(1).max(20),
  name: z.string().trim().min(1).max(60),
  source: z.string().max(200),
  targetYear: z.number().int().min(1990).max(2099).optional(),
  jurisdiction: z.string().max(60).optional(),
  level: z.string().max(20).optional(),
  /** The profile that a bureau's own was made from. */
  basedOn: profileIdSchema.optional(),
  /** 东部 or 中西部, where a national standard differs by region. */
  region: z.enum(['东部', '中西部']).optional(),
  /** Method of each indicator that the profile means, where it is not the usual one. */
  methods: z.record(z.string(), z.string()).optional(),
  thresholds: z.array(thresholdSchema).max(300),
  /** Values that the document reports as reached; for comparison only. */
  reportedValues: z.array(z.record(z.string(), z.unknown())).optional(),
  rules: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
});
