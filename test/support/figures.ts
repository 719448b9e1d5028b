import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import type { IndicatorResult } from '../../shared/indicator-result';
import { evaluateInputs } from '../../shared/indicator-inputs';
import type { InputsResult } from '../../shared/indicator-inputs';
import { decimal } from '../../shared/decimal';
import type { School } from '../../shared/school';
import type { Collection, ListRecord } from '../../shared/submission';
import { calculationInput, round2026, village } from './school';

/** What is asked of one reading; the usual one when it names none. */
export interface Asked {
  readonly stage?: string;
  readonly method?: string;
}

interface Situation extends Partial<Omit<CalculationInput, 'school' | 'collection'>> {
  readonly school?: Partial<School>;
  readonly collection?: Partial<Collection>;
  readonly lists?: Record<string, ListRecord[]>;
  readonly reviewed?: string[];
}

/** Figures of an invented school that filled these cells. */
export function figuresOf(
  definitions: Definitions,
  cells: Readonly<Record<string, number | string>>,
  { school, collection, ...more }: Situation = {},
): (indicator: string, asked?: Asked) => IndicatorResult {
  const results = createCalculation(
    definitions,
    calculationInput(cells, {
      ...more,
      school: { ...village, ...school },
      collection: { ...round2026, ...collection },
    }),
  ).indicators();
  return (indicator, { stage, method } = {}) => {
    const found = results.find(
      (result) =>
        result.indicator === indicator &&
        (stage === undefined || result.stage === stage) &&
        (method === undefined ? result.isDefaultMethod : result.method === method),
    );
    if (found === undefined) throw new Error(`no ${indicator} ${stage ?? ''} ${method ?? ''}`);
    return found;
  };
}

/** Figures from inputs given by name, as the command line takes them. */
export function givenOf(
  definitions: Definitions,
  indicator: string,
  inputs: Readonly<Record<string, number>>,
): (method?: string) => IndicatorResult & { readonly unused: InputsResult['unused'] } {
  const definition = definitions.indicators.find(({ id }) => id === indicator);
  if (definition === undefined) throw new Error(`no ${indicator}`);
  const given = new Map(Object.entries(inputs).map(([name, value]) => [name, decimal(String(value))]));
  const { results, unused } = evaluateInputs(definitions, definition, given);
  return (method) => {
    const found = results.find((result) =>
      method === undefined ? result.isDefaultMethod : result.method === method,
    );
    if (found === undefined) throw new Error(`no ${indicator} ${method ?? ''}`);
    return { ...found, unused };
  };
}
