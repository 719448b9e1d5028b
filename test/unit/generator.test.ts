import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSchools } from '../../shared/generator';
import type { GenerateOptions } from '../../shared/generator';
import { isIdentityNumber } from '../../shared/identity';
import { formsFor } from '../../shared/program';
import { schoolTypes } from '../../shared/school-types';
import { calculationOf, definitions, described, openFindings } from '../support/generated';

const generate = (options: Partial<GenerateOptions>) => [
  ...generateSchools(definitions, { schools: 3, seed: 1, largest: 150, ...options }),
];

describe('generated schools', () => {
  it('are the same for the same seed and others for another', () => {
    expect(generate({ seed: 4 })).toEqual(generate({ seed: 4 }));
    expect(generate({ seed: 5 })[0]?.years).not.toEqual(generate({ seed: 4 })[0]?.years);
  });

  it('do not depend on how many are asked for', () => {
    expect(generate({ schools: 4 }).slice(0, 3)).toEqual(generate({ schools: 3 }));
  });

  it('are nobody: codes, identity numbers and telephones that nobody has', () => {
    for (const { school, years } of generate({ schools: 20, seed: 2 })) {
      expect(school.code).toMatch(/^99\d{8}$/);
      for (const { data } of years) {
        const records = [...(data.lists['局控辍1'] ?? []), ...(data.lists['局特教2'] ?? [])];
        for (const { cells } of records) {
          expect(cells['c04']?.text).toMatch(/^99/);
          expect(isIdentityNumber(cells['c04']?.text ?? '')).toBe(true);
        }
      }
    }
  });

  it('fill every form and mark it 已核对, and store no computed cell', () => {
    for (const { school, years } of generate({ schools: 10, types: schoolTypes })) {
      for (const [index, { collection, data }] of years.entries()) {
        const calculation = calculationOf({ school, years }, index);
        const touched = (code: string) =>
          data.cells.some(({ form }) => form === code) ||
          (data.lists[code] ?? []).length > 0 ||
          // Counted from its ledger, and handed in where that is kept.
          (code === '局控辍5' && (data.lists['局控辍4'] ?? []).length > 0);
        const forms = formsFor(definitions, collection.edition, school)
          .filter(({ code, optional }) => optional !== true || touched(code))
          .map(({ code }) => code);
        expect(data.reviewed).toEqual(forms);
        for (const { form, cell } of data.cells)
          expect(['input', 'pulled']).toContain(calculation.cell(form, cell).kind);
      }
    }
  });

  it('leave a pulled cell to its source', () => {
    const [generated] = generate({ types: ['小学'], schools: 1, irregular: false });
    const typed = new Set(generated?.years[1]?.data.cells.map(({ form, cell }) => `${form}!${cell}`));
    expect(generated?.years[1]?.collection.edition).toBe('jiaoji-2021');
    expect(typed.has('教基3040!04.1')).toBe(false);
    expect(typed.has('教基3040!04.5')).toBe(true);
  });

  it('change the edition with the school year', () => {
    const [generated] = generate({ schools: 1, years: 3, schoolYear: 2021 });
    const editions = generated?.years.map(({ collection }) => collection.edition);
    expect(editions).toEqual(['jichuji-2018-86', 'jichuji-2018-86', 'jiaoji-2021']);
  });

  it('are of every size', () => {
    const sizes = generate({
      schools: 60,
      seed: 3,
      largest: 3000,
      years: 1,
      types: ['小学', '小学教学点'],
    }).map((generated) => Number(calculationOf(generated).cell('教基3112', '01.7').text));
    expect(Math.min(...sizes)).toBeLessThan(20);
    expect(Math.max(...sizes)).toBeGreaterThan(600);
  });
});

describe('a consistent school', () => {
  it.each([2020, 2021, 2025])('has no finding at all where nothing is irregular, in %s', (schoolYear) => {
    const schools = generate({
      schools: 20,
      seed: schoolYear,
      types: schoolTypes,
      schoolYear,
      irregular: false,
    });
    const found = schools.flatMap((generated) =>
      generated.years.flatMap((_, index) =>
        calculationOf(generated, index)
          .findings()
          .map((finding) => described(generated, finding)),
      ),
    );
    expect(found).toEqual([]);
  });

  it.each([2020, 2021, 2025])('has no error, and every warning is explained, in %s', (schoolYear) => {
    const schools = generate({
      schools: 20,
      seed: schoolYear + 1,
      types: schoolTypes,
      schoolYear,
      targetProfiles: definitions.targetProfiles.map(({ id }) => id),
    });
    const open = schools.flatMap((one) => openFindings(one).map((finding) => described(one, finding)));
    expect(open).toEqual([]);
    expect(schools.flatMap(({ years }) => years.flatMap(({ data }) => data.explanations))).not.toEqual([]);
  });

  it('is consistent whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2015, max: 2030 }), (seed, schoolYear) => {
        const schools = generate({ schools: 4, seed, schoolYear });
        expect(schools.flatMap((one) => openFindings(one).map((found) => described(one, found)))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it('keeps its cohorts over the years: intake and balances are those of the reports of then', () => {
    const [generated] = generate({ schools: 1, types: ['小学'], years: 7, irregular: false, largest: 80 });
    if (generated === undefined) throw new Error('no school');
    const calculation = calculationOf(generated);
    expect(calculation.findings().map((finding) => described(generated, finding))).toEqual([]);
    expect(calculation.skipped().map(({ check }) => check)).not.toContain('LGG1-12#1');
  });
});
