import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { programFor } from '../../shared/program';
import { contentOf, partialForms, plannedCells } from '../../shared/roster/fill';
import type { Rosters } from '../../shared/roster/facts';
import { definitions } from '../support/generated';
import { calculationInput, village } from '../support/school';
import { rosterRules } from '../support/roster-counts';
import { count, people, pupil, type Values } from '../support/small-roster';

/** A roster filled while one of its questions is still open: no total may say less than the others. */

const entrant = (values: Values = {}): Values => pupil({ came: '招生', entry: '2026-09', ...values });
const pupils = people(
  entrant({ preschool: '否', birth: '2020-03-01' }),
  entrant({ preschool: '是', birth: '2020-04-01' }),
  entrant({ preschool: '是', birth: '2019-04-01' }),
  pupil({ grade: '2', came: '留级', birth: '2018-05-01' }),
);

function filled(
  rosters: Partial<Rosters>,
  answers: Record<string, string> = {},
  typed: Record<string, number> = {},
) {
  const counts = count(rosters, answers);
  const calculation = createCalculation(definitions, calculationInput(typed));
  const program = programFor(definitions, 'jiaoji-2021', village);
  const partial = partialForms(rosterRules.counts, counts.notCounted);
  const nothing = { before: new Map<string, string>(), toConfirm: new Set<string>() };
  const cells = plannedCells({ calculation, counts, program, partial, ...nothing });
  const of = (kind: string) => cells.filter((each) => each.kind === kind);
  const names = (some: typeof cells) => some.map(({ form, cell }) => `${form}!${cell}`);
  calculation.setCells(of('fill').map(contentOf));
  const between = ['J3112-01', 'J3112-08', 'J3113-02', 'J3040-10'];
  return {
    fill: names(of('fill')),
    waiting: names(cells.filter(({ waiting }) => waiting === true)),
    byHand: names(of('kept').filter(({ waiting }) => waiting !== true)),
    findings: calculation
      .findings()
      .filter(({ check, waitsFor }) => between.includes(check) && waitsFor === null)
      .map(({ check, left, right }) => `${check} ${left} ${right}`),
    text: (form: string, cell: string) => calculation.cell(form, cell).text,
  };
}

describe('while it is open how many years of preschool pupils had', () => {
  it('no part of the total is filled, nor what counts the same elsewhere: no form contradicts another', () => {
    const now = filled({ pupils });
    expect(now.findings).toEqual([]);
    expect(now.text('教基3112', '01.2')).toBe('');
    expect(now.text('教基3113', '01.1')).toBe('');
    expect(now.waiting).toEqual(expect.arrayContaining(['教基3112!01.3', '教基3113!03.1', '教基3113!04.1']));
    expect(now.fill).not.toContain('教基3112!01.3');
    // What does not hang on it is filled all the same.
    expect(now.fill).toEqual(expect.arrayContaining(['教基3112!02.9', '教基3113!03.4']));
    expect(now.text('教基3112', '01.7')).toBe('4');
  });

  it('all of it is filled once she has answered', () => {
    const now = filled({ pupils }, { 'preschool.years': '2' });
    expect([now.findings, now.waiting]).toEqual([[], []]);
    expect(now.text('教基3112', '01.2')).toBe('3');
    expect(now.text('教基3113', '01.1')).toBe('3');
  });

  it('and once she wants to fill that herself the rest is filled, and the check tells what is missing', () => {
    const now = filled({ pupils }, { 'preschool.years': 'skip' });
    expect(now.waiting).toEqual([]);
    expect(now.text('教基3113', '01.1')).toBe('3');
    expect(now.findings).toEqual(['J3112-08 1 3']);
  });

  it('nothing waits for a part that she has typed already', () => {
    const typed = Object.fromEntries(
      ['01', '02'].flatMap((row) =>
        [4, 5, 6].map((column) => [`教基3112!${row}.${column}`, column === 5 ? 2 : 0]),
      ),
    );
    const now = filled({ pupils }, {}, typed);
    expect(now.waiting).toEqual([]);
    expect(now.text('教基3112', '01.2')).toBe('3');
    expect(now.findings).toEqual([]);
  });
});

it('a pupil of whom it is not said how he came leaves all 招生 columns alone, not some of them', () => {
  const before = people(pupil({ grade: '1', register: 'A', birth: '2018-05-01' }));
  const now = people(
    entrant({ register: 'B', preschoolYears: '1' }),
    entrant({ register: 'C', preschoolYears: '1' }),
    pupil({ grade: '2', register: 'A', birth: '2018-05-01' }),
    pupil({ register: 'D', preschoolYears: '2', entry: '2024-09' }),
  );
  const counts = count({ pupils: now, pupilsBefore: before });
  expect(counts.cells.has('教基3112!01.5')).toBe(false);
  expect(counts.cells.get('教基3112!01.3')).toBe(0);
  const { findings, text } = filled({ pupils: now, pupilsBefore: before });
  expect(findings).toEqual([]);
  expect(text('教基3112', '01.2')).toBe(text('教基3113', '01.1'));
});
