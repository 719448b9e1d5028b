import { z } from 'zod';

/** Schemas of what stands under `resources/rosters`; the types they give are those of `definition.ts`. */

const id = z.string().regex(/^[a-z][a-zA-Z]*$/);
const text = z.string().trim().min(1);
const names = z.array(text);
const of = z.enum(['pupils', 'staff']);
const ofAny = z.enum(['pupils', 'staff', 'classes']);
const plain = z.union([z.string(), z.number(), z.boolean()]);

const rosterFieldSchema = z.strictObject({
  id,
  label: text,
  type: z.enum(['text', 'identity', 'date', 'month', 'choice', 'yesno', 'grade', 'class', 'area']),
  aliases: names,
  values: z
    .array(z.strictObject({ value: text, aliases: names, asked: z.enum(['是', '否']).optional() }))
    .optional(),
  asks: names.optional(),
  required: z.literal(true).optional(),
  masked: z.literal(true).optional(),
  entrantsOnly: z.literal(true).optional(),
  note: text.optional(),
});

export const rosterColumnsSchema = z.strictObject({
  $schema: z.string().optional(),
  of,
  fields: z.array(rosterFieldSchema).min(1),
  unneeded: names,
  neverKept: names,
});

const rosterConditionSchema = z.strictObject({
  name: text,
  of: ofAny,
  fact: id.optional(),
  is: z.array(plain).min(1).optional(),
  not: z.array(plain).min(1).optional(),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  all: names.optional(),
  any: names.optional(),
  none: names.optional(),
});

export const rosterConditionsSchema = z.strictObject({
  $schema: z.string().optional(),
  conditions: z.array(rosterConditionSchema).min(1),
});

const byCode = z.record(z.string().regex(/^\d{1,2}$/), names);

export const rosterCountSchema = z.strictObject({
  $schema: z.string().optional(),
  form: text,
  of: ofAny,
  where: names,
  rows: byCode,
  columns: byCode,
  except: z.array(z.string().regex(/^\d{2}\.\d{1,2}$/)).optional(),
  balance: z.literal(true).optional(),
  source: text.optional(),
});
