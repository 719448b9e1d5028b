import type { Definitions } from './definitions';
import type { Form } from './form';
import { expressionsOfBinding } from './indicator-definition';
import type { Indicator } from './indicator-definition';

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
    ...Object.values(inputs).flatMap(({ from }) => expressionsOfBinding(from)),
    ...methods.flatMap(({ numerator, denominator }) => [numerator, denominator ?? '1']),
  ];
}

/** In parts that are parsed in about a millisecond each: the indicators of checks, and the forms of these editions one by one. */
export function expressionsIn(
  { forms, editionOf, indicators }: Definitions,
  editions: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const wanted = Object.entries(forms).filter(([code]) => editions.has(editionOf[code] ?? ''));
  const ofForms = wanted.map(([, form]) => expressionsOfForm(form));
  // The others are compiled when somebody looks at them.
  const checked = new Set([
    ...ofForms
      .flat()
      .flatMap((text) => [...text.matchAll(/\bindicator\("(\w+)"/g)].map((found) => found[1] ?? '')),
    ...wanted.flatMap(([, { rows }]) => (rows ?? []).flatMap(({ figure }) => figure?.indicator ?? [])),
  ]);
  const compiled = indicators.filter(({ id }) => checked.has(id));
  return [...ofForms, compiled.flatMap(expressionsOfIndicator)];
}
