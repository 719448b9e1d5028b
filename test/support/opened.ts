import { createCalculation } from '../../shared/calculation';
import type { Calculation, CalculationInput } from '../../shared/calculation';
import type { ListRecord } from '../../shared/submission';
import { shippedDefinitions } from './definitions';
import { calculationInput } from './school';

const definitions = shippedDefinitions();

type Cells = Readonly<Record<string, number | string>>;
type More = Partial<CalculationInput> & { lists?: Record<string, ListRecord[]>; reviewed?: string[] };

/** The village's submission of 2026 with these cells, by the shipped definitions. */
export const open = (cells: Cells, more: More = {}): Calculation =>
  createCalculation(definitions, calculationInput(cells, more));

/** What cells of a form show. */
export const texts = (calculation: Calculation, form: string, cells: readonly string[]): string[] =>
  cells.map((cell) => calculation.cell(form, cell).text);

/** Keys of the findings whose check begins like this. */
export const keysOf = (calculation: Calculation, prefix: string): string[] =>
  calculation
    .findings()
    .map(({ key }) => key)
    .filter((key) => key.startsWith(prefix));
