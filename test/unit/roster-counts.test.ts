import { expect, it } from 'vitest';
import { cellApplies, teachingOf } from '../../shared/applicability';
import { cellName, cellsOf } from '../../shared/cell';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { formsFor } from '../../shared/program';
import { schoolTypes } from '../../shared/school-types';
import { calculationOf, definitions } from '../support/generated';
import { countedAsUsual, rosterRules, rostersOf, surroundingsOf } from '../support/roster-counts';

const covered = new Set(rosterRules.counts.map(({ form }) => form));

it.each([
  [2020, 31],
  [2025, 31],
  [2020, 5],
  [2025, 5],
])('rosters of invented schools count to their forms, in %s with seed %s', (schoolYear, seed) => {
  const options = { schools: 10, seed, types: schoolTypes, schoolYear, largest: 250 };
  const different: string[] = [];
  const missing = new Map<string, string[]>();
  let compared = 0;
  for (const [index, generated] of [...generateSchools(definitions, options)].entries()) {
    const year = [...generatedYears(options, index)].at(-1);
    if (year === undefined) throw new Error('no year');
    const calculation = calculationOf(generated);
    const { school } = generated;
    const edition = generated.years.at(-1)?.collection.edition ?? '';
    const counts = countedAsUsual(edition, rostersOf(year), surroundingsOf(year));
    for (const form of formsFor(definitions, edition, school).filter(({ code }) => covered.has(code))) {
      for (const cell of cellsOf(form)) {
        const view = calculation.cell(form.code, cell.key);
        const counted = counts.cells.get(cellName(form.code, cell.key));
        if (counted === undefined) {
          const wanted = cell.kind === 'input' && cellApplies(cell, teachingOf(school));
          if (wanted) missing.set(form.code, [...(missing.get(form.code) ?? []), cell.key]);
          continue;
        }
        compared += 1;
        if (Number(view.text) !== counted)
          different.push(
            `${index} ${school.type} ${school.attachedClasses.join('+')} ${form.code}!${cell.key} ${counts.words(form.code, cell.key)}: form ${view.text} ≠ roster ${counted}`,
          );
      }
    }
    if (counts.notCounted.length > 0)
      console.log(school.type, JSON.stringify(counts.notCounted), JSON.stringify(counts.assumptions));
  }
  console.log(
    different.length,
    compared,
    Object.fromEntries([...missing].map(([a, b]) => [a, [...new Set(b)].join(' ')])),
  );
  expect(different.slice(0, 20)).toEqual([]);
  expect(compared).toBeGreaterThan(5_000);
});
