import type { Definitions, Indicator } from './definitions';
import type { Form } from './form';

/** The texts of all expressions that a form is computed and checked with, each as it stands in the definition. */
export function expressionsOfForm({ checks, columns, rows, pulled, fields }: Form): readonly string[] {
  const texts = [
    ...checks.flatMap(({ expr, when }) => [expr, when]),
    ...(columns ?? []).map(({ computed }) => computed),
    ...(rows ?? []).map(({ computed }) => computed),
    ...(pulled ?? []).flatMap(({ from, when }) => [from, when]),
    ...(fields ?? []).map(({ pulledFrom }) => pulledFrom),
  ];
  return texts.filter((text) => text !== undefined);
}

function expressionsOfIndicator({ inputs, methods }: Indicator): readonly string[] {
  return [
    ...Object.values(inputs).map(({ from }) => from),
    ...methods.flatMap(({ numerator, denominator }) => [numerator, denominator]),
  ];
}

/** In parts that are parsed in about a millisecond each: the indicators, and the forms of these editions one by one. */
export function expressionsIn(
  { forms, editionOf, indicators }: Definitions,
  editions: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const wanted = Object.entries(forms).filter(([code]) => editions.has(editionOf[code] ?? ''));
  return [...wanted.map(([, form]) => expressionsOfForm(form)), indicators.flatMap(expressionsOfIndicator)];
}
