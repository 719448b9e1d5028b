import { expect, it } from 'vitest';
import { cellApplies, teachingOf } from '../../shared/applicability';
import { cellName, cellsOf } from '../../shared/cell';
import { generateSchools } from '../../shared/generator';
import type { GeneratedSchool } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import type { SchoolYear } from '../../shared/generator/school-year';
import { formsFor } from '../../shared/program';
import type { RosterCounts } from '../../shared/roster/counter';
import type { RosterPerson } from '../../shared/roster/definition';
import { schoolTypes } from '../../shared/school-types';
import { calculationOf, definitions } from '../support/generated';
import { countedAsUsual, rosterRules, rostersOf, surroundingsOf } from '../support/roster-counts';

const covered = new Set(rosterRules.counts.map(({ form }) => form));

/**
 * Cells to be typed of these forms that no rule counts, by form and row and column:
 * - 代课教师 and 兼任教师 are no posts of a roster; the invented school puts 校外教师 and 银龄教师 there
 * - 校办企业职工 are no post either
 * - teachers of 中等职业学校 and 高等教育学校 work in no school that fills these forms
 */
const untold: Readonly<Record<string, RegExp>> = {
  基础基411: /^\d\d\.[78]$/,
  基础基412: /^\d\d\.[678]$/,
  教基4067: /^1[4-7]\./,
};

interface Compared {
  readonly equal: number;
  readonly different: readonly string[];
  /** Cells to be typed that were not counted. */
  readonly left: readonly string[];
}

/** What was counted beside the submission that was made from the same people. */
function compare(generated: GeneratedSchool, counts: RosterCounts): Compared {
  const { school } = generated;
  const calculation = calculationOf(generated);
  const different: string[] = [];
  const left: string[] = [];
  let equal = 0;
  const edition = generated.years.at(-1)?.collection.edition ?? '';
  for (const form of formsFor(definitions, edition, school).filter(({ code }) => covered.has(code))) {
    for (const cell of cellsOf(form)) {
      const counted = counts.cells.get(cellName(form.code, cell.key));
      const { text } = calculation.cell(form.code, cell.key);
      const typed = cell.kind === 'input' && cellApplies(cell, teachingOf(school));
      if (counted === undefined && typed && untold[form.code]?.test(cell.key) !== true)
        left.push(`${form.code}!${cell.key}`);
      if (counted === undefined) continue;
      if (Number(text) === counted) equal += 1;
      else
        different.push(
          `${school.type} ${form.code}!${cell.key} ${counts.words(form.code, cell.key)}: ${text} ≠ ${counted}`,
        );
    }
  }
  return { equal, different, left };
}

function schools(schoolYear: number, seed: number): readonly (readonly [GeneratedSchool, SchoolYear])[] {
  const options = { schools: 10, seed, types: schoolTypes, schoolYear, largest: 250, years: 3 };
  return [...generateSchools(definitions, options)].map((generated, index) => {
    const year = [...generatedYears(options, index)].at(-1);
    if (year === undefined) throw new Error('no year');
    return [generated, year];
  });
}

const editionOf = ({ years }: GeneratedSchool): string => years.at(-1)?.collection.edition ?? '';

it.each([
  [2020, 31],
  [2025, 31],
  [2020, 5],
  [2025, 5],
])('rosters count to every cell of the forms of their school, in %s with seed %s', (schoolYear, seed) => {
  let equal = 0;
  for (const [generated, year] of schools(schoolYear, seed)) {
    const counts = countedAsUsual(editionOf(generated), rostersOf(year), surroundingsOf(year));
    const compared = compare(generated, counts);
    expect(compared.different).toEqual([]);
    expect(compared.left).toEqual([]);
    expect(counts.notCounted).toEqual([]);
    equal += compared.equal;
  }
  expect(equal).toBeGreaterThan(6_500);
});

const without = (people: readonly RosterPerson[], ...fields: readonly string[]): readonly RosterPerson[] =>
  people.map(({ id, values }) => ({
    id,
    values: Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field))),
  }));

it.each([
  [2020, 9],
  [2025, 9],
])('files without 增加方式 and 迁入来源 count the same by the usual suppositions, %s', (schoolYear, seed) => {
  let asked = 0;
  for (const [generated, year] of schools(schoolYear, seed)) {
    const { pupils, pupilsBefore, staff } = rostersOf(year);
    const rosters = {
      pupils: without(pupils ?? [], 'came', 'origin', 'mixed'),
      pupilsBefore: without(pupilsBefore ?? [], 'came', 'origin', 'mixed'),
      staff,
    };
    // Classes of two grades must be marked, or their pupils are in classes of their own grade.
    if (year.character.mixedClasses) continue;
    const surroundings = surroundingsOf(year);
    // The clerk says of nobody that he entered or graduated: the grades do.
    const moves = {
      now: new Map([...surroundings.moves.now].filter(([, word]) => word !== '招生')),
      before: new Map([...surroundings.moves.before].filter(([, word]) => word !== '毕业')),
    };
    const counts = countedAsUsual(editionOf(generated), rosters, { ...surroundings, moves });
    const compared = compare(generated, counts);
    expect(compared.different).toEqual([]);
    expect(compared.left).toEqual([]);
    asked += counts.assumptions.length;
  }
  expect(asked).toBeGreaterThan(20);
});

it('without a roster of last year leaves only what hangs on it', () => {
  let equal = 0;
  const reasons = new Set<string>();
  for (const [generated, year] of schools(2025, 12)) {
    const rosters = { ...rostersOf(year), pupilsBefore: null };
    const counts = countedAsUsual(editionOf(generated), rosters, surroundingsOf(year));
    const compared = compare(generated, counts);
    expect(compared.different).toEqual([]);
    equal += compared.equal;
    for (const { reason, label } of counts.notCounted) reasons.add(`${reason} ${label}`);
    // 毕业生数, and what the year before had and lost.
    const columns = new Set(compared.left.map((key) => key.replace(/!\d+\./, ' ')));
    expect([...columns].filter((key) => !/^教基(3112|3115|3120) 1$|^教基3040 /.test(key))).toEqual([]);
  }
  expect([...reasons]).toEqual(['noLastYear 上年学生名册']);
  expect(equal).toBeGreaterThan(6_000);
});

it('a wrong person is a wrong number: the comparison can fail', () => {
  const [first] = schools(2025, 31);
  if (first === undefined) throw new Error('no school');
  const [generated, year] = first;
  const rosters = rostersOf(year);
  const [one, ...rest] = rosters.pupils ?? [];
  if (one === undefined) throw new Error('no pupil');
  const sex = one.values.sex === '女' ? '男' : '女';
  const changed = { ...rosters, pupils: [{ ...one, values: { ...one.values, sex } }, ...rest] };
  const counts = countedAsUsual(editionOf(generated), changed, surroundingsOf(year));
  expect(compare(generated, counts).different.length).toBeGreaterThan(5);
});
