import type { z } from 'zod';
import type { FigureStage } from './figure-stage';
import type { indicatorSchema, schoolPartSchema } from './indicator-schema';

/** Themes under which figures are shown to the clerk, in the order of the page. */
export const themes = ['普及程度', '控辍保学', '特殊教育', '经费', '师资', '办学条件', '均衡'] as const;
export type Theme = (typeof themes)[number];

/** What of another indicator a list of schools is made of. */
export type SchoolPart = z.infer<typeof schoolPartSchema>;

/**
 * Where an input comes from: an expression over cells, ledgers and other inputs; a list of them (`each`); one value of
 * another indicator per school (`schools`; of several indicators, each makes a figure of its own); or a different
 * source for each stage or edition.
 */
export type Binding =
  | string
  | { readonly each: readonly string[] }
  | { readonly schools: { readonly indicator: string | readonly string[]; readonly part: SchoolPart } }
  | { readonly byStage: Readonly<Partial<Record<FigureStage, Binding>>> }
  | { readonly byEdition: Readonly<Record<string, Binding>> };

export type Indicator = z.infer<typeof indicatorSchema>;
export type IndicatorInput = Indicator['inputs'][string];
export type IndicatorMethod = Indicator['methods'][number];

/** The source of an input for one stage in one edition; undefined when there is none. */
export function bindingFor(
  binding: Binding | undefined,
  stage: FigureStage,
  edition: string,
): Exclude<Binding, { byStage: unknown } | { byEdition: unknown }> | undefined {
  if (binding === undefined || typeof binding === 'string') return binding;
  if ('byStage' in binding) return bindingFor(binding.byStage[stage], stage, edition);
  if ('byEdition' in binding) return bindingFor(binding.byEdition[edition], stage, edition);
  return binding;
}

/** All expressions that an input may be bound to. */
export function expressionsOfBinding(binding: Binding | undefined): readonly string[] {
  if (binding === undefined) return [];
  if (typeof binding === 'string') return [binding];
  if ('each' in binding) return binding.each;
  if ('byStage' in binding) return Object.values(binding.byStage).flatMap(expressionsOfBinding);
  if ('byEdition' in binding) return Object.values(binding.byEdition).flatMap(expressionsOfBinding);
  return [];
}
