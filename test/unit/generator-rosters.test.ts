import { expect, it } from 'vitest';
import { generateSchools } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { pupilRoster, pupilRosterBefore, rosterMoves, staffRoster } from '../../shared/generator/roster';
import type { SchoolYear } from '../../shared/generator/school-year';
import { ageOn, isIdentityNumber, sexOf } from '../../shared/identity';
import { schoolTypes } from '../../shared/school-types';
import { definitions } from '../support/generated';
import { rosterRules } from '../support/roster-counts';

const options = { schools: 10, seed: 17, types: schoolTypes, largest: 600, years: 3 };
const lastYear = (index: number): SchoolYear => {
  const year = [...generatedYears(options, index)].at(-1);
  if (year === undefined) throw new Error('no year');
  return year;
};
const years = schoolTypes.map((_, index) => lastYear(index));

it('gives everybody a number of his own that says the sex and the age', () => {
  let people = 0;
  for (const year of years) {
    for (const [list, counted] of [
      [pupilRoster(year), year.year],
      [pupilRosterBefore(year), year.year - 1],
      [staffRoster(year), year.year],
    ] as const) {
      const numbers = list.map(({ values }) => values.identity ?? '');
      expect(new Set(numbers).size).toBe(list.length);
      expect(new Set(list.map(({ values }) => `${values.name} ${values.birth}`)).size).toBe(list.length);
      for (const { values } of list) {
        expect(isIdentityNumber(values.identity ?? '')).toBe(true);
        expect(values.identity).toMatch(/^99/);
        expect(sexOf(values.identity ?? '')).toBe(values.sex);
      }
      people += list.length;
      expect(list.map(({ id }) => id)).toEqual(list.map((_, index) => index + 1));
      if (list[0] !== undefined)
        expect(ageOn(list[0].values.identity ?? '', `${counted}-09-01`)).toBeGreaterThan(0);
    }
    const ages = pupilRoster(year).map(({ values }) => ageOn(values.identity ?? '', `${year.year}-09-01`));
    expect(ages).toEqual(year.pupils.map(({ born }) => year.year - born));
  }
  expect(people).toBeGreaterThan(3_000);
});

it('has only fields and values that rosters may have', () => {
  for (const year of years)
    for (const [list, columns] of [
      [pupilRoster(year), rosterRules.pupils],
      [staffRoster(year), rosterRules.staff],
    ] as const) {
      const fields = new Map(columns.fields.map((field) => [field.id, field]));
      for (const { values } of list)
        for (const [id, value] of Object.entries(values)) {
          const field = fields.get(id);
          expect([id, field === undefined]).toEqual([id, false]);
          const known = field?.values?.map((choice) => choice.value);
          if (known !== undefined && known.length > 0) expect(known).toContain(value);
        }
    }
});

it('keeps a pupil the same person a year later, and tells who came and went', () => {
  for (const year of years) {
    const [now, before] = [pupilRoster(year), pupilRosterBefore(year)];
    const moves = rosterMoves(year);
    const identities = (list: typeof now) => new Set(list.map(({ values }) => values.identity));
    const [here, there] = [identities(now), identities(before)];
    for (const { id, values } of now) if (!there.has(values.identity)) expect(moves.now.has(id)).toBe(true);
    for (const { id, values } of before)
      if (!here.has(values.identity)) expect(moves.before.has(id)).toBe(true);
    expect(moves.now.size).toBeGreaterThan(0);
  }
});

it('names the disabled children of the ledger as the roster does', () => {
  let found = 0;
  for (const [index, { years: submissions }] of [...generateSchools(definitions, options)].entries()) {
    const year = lastYear(index);
    const known = new Set(pupilRoster(year).map(({ values }) => `${values.name} ${values.identity}`));
    for (const { cells } of submissions.at(-1)?.data.lists['局特教2'] ?? []) {
      if (cells.c11 === undefined) continue;
      found += 1;
      expect(known).toContain(`${cells.c02?.text} ${cells.c04?.text}`);
    }
  }
  expect(found).toBeGreaterThan(10);
});
