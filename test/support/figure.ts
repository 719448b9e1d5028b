import type { CalculationInput } from '../../shared/calculation';
import { createCalculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import type { IndicatorResult } from '../../shared/indicator-result';
import { shippedDefinitions } from './definitions';
import { calculationInput, round2026, village } from './school';

type Cells = Readonly<Record<string, number>>;
type More = Partial<CalculationInput> & { stage?: string; reviewed?: string[] };

const definitions = shippedDefinitions();
const alone = new Map<string, Definitions>();

/** The shipped definitions with a single indicator: a test of one figure compiles no other. */
function definitionsWith(indicator: string): Definitions {
  const known = alone.get(indicator) ?? {
    ...definitions,
    indicators: definitions.indicators.filter(({ id }) => id === indicator),
  };
  alone.set(indicator, known);
  return known;
}

/** All readings of one figure of the village's submission; `stage` where a school has it for several. */
export function readings(cells: Cells, indicator: string, more: More = {}): readonly IndicatorResult[] {
  const { stage, ...rest } = more;
  return createCalculation(definitionsWith(indicator), calculationInput(cells, rest))
    .indicators()
    .filter((result) => stage === undefined || result.stage === stage);
}

/** The reading by which the round judges. */
export function figure(cells: Cells, indicator: string, more: More = {}): IndicatorResult {
  const found = readings(cells, indicator, more).find(({ isDefaultMethod }) => isDefaultMethod);
  if (found === undefined) throw new Error(`no ${indicator}`);
  return found;
}

/** Method, figure and range of each reading. */
export const shown = (results: readonly IndicatorResult[]) =>
  results.map(({ method, display, range }) => [method, display, range]);

/** Cells of one form: `of('局入学1', { '02.1': 100 })`. */
export const of = (form: string, cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([cell, value]) => [`${form}!${cell}`, value]));

export const judgedBy = (...targetProfiles: string[]) => ({ ...round2026, targetProfiles });

export const junior = { ...village, type: '初级中学' } as const;
export const nineYears = { ...village, type: '九年一贯制学校' } as const;
export const centre = { ...village, townshipCentre: true } as const;
