import { describe, expect, it } from 'vitest';
import { cellName } from '../../shared/cell';
import { faultKinds, generateSchools } from '../../shared/generator';
import type { FaultKind, GeneratedSchool } from '../../shared/generator';
import { programFor } from '../../shared/program';
import type { SchoolType } from '../../shared/school-types';
import { calculationOf, definitions, described } from '../support/generated';

const types: readonly SchoolType[] = ['小学', '九年一贯制学校', '幼儿园', '特殊教育学校'];
const base = { schools: 4, seed: 8, types, irregular: false, largest: 120 };

/** Cells and lists whose value a fault changes, those computed from it included. */
function changedBy(clean: GeneratedSchool, spoilt: GeneratedSchool): ReadonlySet<string> {
  const [before, after] = [calculationOf(clean), calculationOf(spoilt)];
  const changed = new Set(spoilt.fault?.stated?.keys() ?? []);
  for (const form of after.forms) {
    if (JSON.stringify(before.records(form.code)) !== JSON.stringify(after.records(form.code)))
      changed.add(form.code);
    if (before.isReviewed(form.code) !== after.isReviewed(form.code)) changed.add(form.code);
  }
  const { edition } = spoilt.years[1]?.collection ?? { edition: '' };
  for (const { back, form, key } of programFor(definitions, edition, spoilt.school).slots.all) {
    if (back > 0) continue;
    const [was, is] = [before.cell(form, key), after.cell(form, key)];
    if (was.text !== is.text || was.problem !== is.problem) changed.add(cellName(form, key));
  }
  return changed;
}

describe.each(['2020', '2025'])('one fault in a submission of %s', (schoolYear) => {
  const options = { ...base, schoolYear: Number(schoolYear) };
  const clean = [...generateSchools(definitions, options)];

  it.each(faultKinds)(
    '%s is noticed by its checks, and by others only where they read it',
    (kind: FaultKind) => {
      const spoilt = [...generateSchools(definitions, { ...options, fault: kind })].filter(
        ({ fault }) => fault,
      );
      expect(spoilt.length).toBeGreaterThan(0);
      for (const generated of spoilt) {
        const other = clean.find(({ school }) => school.id === generated.school.id);
        const { fault } = generated;
        if (other === undefined || fault === undefined) throw new Error('no school to compare with');
        const known = new Set(
          calculationOf(other)
            .findings()
            .map(({ key }) => key),
        );
        const fired = calculationOf(generated)
          .findings()
          .filter(({ key }) => !known.has(key));
        expect(fired.map(({ check }) => check)).toEqual(expect.arrayContaining([...fault.checks]));
        const changed = changedBy(other, generated);
        const unrelated = fired.filter(
          ({ form, cells }) =>
            !changed.has(form) &&
            !cells.some((cell) => changed.has(cellName(cell.form, cell.cell)) || changed.has(cell.form)),
        );
        expect(unrelated.map((finding) => described(generated, finding))).toEqual([]);
      }
    },
  );
});

it('says nothing of a fault that the school has no form for', () => {
  const [kindergarten] = [
    ...generateSchools(definitions, { ...base, schools: 1, types: ['幼儿园'], fault: 'overspent' }),
  ];
  expect(kindergarten?.fault).toBeUndefined();
});
