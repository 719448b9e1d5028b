import { decimal, decimalText } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import type { FigureStage } from '../../shared/figure-stage';
import { evaluateInputs } from '../../shared/indicator-inputs';
import type { GivenInput } from '../../shared/indicator-inputs';
import type { IndicatorResult } from '../../shared/indicator-result';
import { readReference, shippedDefinitions } from './definitions';

interface Example {
  readonly id: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const { examples } = readReference('worked-examples.json') as { examples: readonly Example[] };

export const exampleIds: readonly string[] = examples.map(({ id }) => id);

/** One worked example of the reference; the caller says what its parts look like. */
export function example<I = Readonly<Record<string, number>>, E = Readonly<Record<string, number>>>(
  id: string,
): { readonly title: string; readonly inputs: I; readonly expected: E } {
  const found = examples.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return { title: found.title, inputs: found.inputs as I, expected: found.expected as E };
}

type Plain = number | null | readonly (number | null)[];

export function given(inputs: Readonly<Record<string, Plain>>): ReadonlyMap<string, GivenInput> {
  const number = (value: number | null) => (value === null ? null : decimal(String(value)));
  return new Map(
    Object.entries(inputs).map(([name, value]): [string, GivenInput] => [
      name,
      typeof value === 'object' && value !== null ? value.map(number) : number(value),
    ]),
  );
}

export interface Reading {
  readonly method?: string;
  readonly stage?: FigureStage;
  readonly definitions?: Definitions;
}

/** An indicator of the shipped definitions from named inputs, by one method, or by the usual one. */
export function computed(
  id: string,
  inputs: Readonly<Record<string, Plain>>,
  { method, stage, definitions = shippedDefinitions() }: Reading = {},
): IndicatorResult {
  const definition = definitions.indicators.find((indicator) => indicator.id === id);
  if (definition === undefined) throw new Error(`no indicator ${id}`);
  const { results } = evaluateInputs(definitions, definition, given(inputs), stage);
  const result = results.find((each) =>
    method === undefined ? each.isDefaultMethod : each.method === method,
  );
  if (result === undefined) throw new Error(`no method ${method ?? ''}`);
  return result;
}

/** A value cut half-up to the decimals that `like` has: 0.6535… like 0.65 is 0.65. */
export function rounded(value: string | null, like: number, decimals?: number): number {
  if (value === null) return NaN;
  const shown = decimals ?? (String(like).split('.')[1] ?? '').length;
  return Number(decimalText(decimal(value), shown));
}
