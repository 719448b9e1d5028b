import { expect, it } from 'vitest';
import { cellsOf } from '../../shared/cell';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { countForms } from '../../shared/generator/submit';
import { formsFor } from '../../shared/program';
import { schoolTypes } from '../../shared/school-types';
import { calculationOf, definitions } from '../support/generated';

/** Counted by nobody: they are rates, which only the definitions compute, and totals of money. */
const counted = (value: number | string | undefined): value is number => typeof value === 'number';

it.each([2020, 2025])('what definitions compute is what was counted, in %s', (schoolYear) => {
  const options = { schools: 10, seed: 31, types: schoolTypes, schoolYear, largest: 150 };
  const differences: string[] = [];
  let compared = 0;
  for (const [index, generated] of [...generateSchools(definitions, options)].entries()) {
    let place = 0;
    for (const year of generatedYears(options, index)) {
      const calculation = calculationOf(generated, place);
      const { edition } = generated.years[place]?.collection ?? { edition: '' };
      const sheets = countForms(definitions, year, edition);
      for (const form of formsFor(definitions, edition, generated.school)) {
        for (const cell of cellsOf(form)) {
          const value = sheets.get(form.code)?.values.get(cell.key);
          const view = calculation.cell(form.code, cell.key);
          if (!counted(value) || view.kind === 'notApplicable') continue;
          compared += 1;
          if (Number(view.text) !== value)
            differences.push(`${generated.school.type} ${form.code}!${cell.key}: ${view.text} ≠ ${value}`);
        }
      }
      place += 1;
    }
  }
  expect(differences.slice(0, 20)).toEqual([]);
  expect(compared).toBeGreaterThan(10_000);
});
