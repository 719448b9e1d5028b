import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { plannedCells } from '../../shared/roster/fill';
import type { CountedCell } from '../../shared/roster/plan';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2025, submissionData } from '../support/school';

const definitions = shippedDefinitions();

interface Given {
  readonly cells?: Record<string, number | string>;
  readonly counts: Readonly<Record<string, number>>;
  readonly before?: Readonly<Record<string, string>>;
  readonly toConfirm?: readonly string[];
  readonly reviewed?: string[];
  /** Last year's submission. */
  readonly lastYear?: Record<string, number>;
}

/** By `form!cell` `kind now → counted`. */
function planned({ cells = {}, counts, before = {}, toConfirm = [], reviewed = [], lastYear }: Given) {
  const previous = lastYear === undefined ? [] : [{ collection: round2025, data: submissionData(lastYear) }];
  const calculation = createCalculation(definitions, calculationInput(cells, { reviewed, previous }));
  const texts = () =>
    calculation.forms.flatMap(({ code, kind }) =>
      kind === 'list' ? [] : [...new Set(Object.keys(counts))].map((name) => textOf(calculation, code, name)),
    );
  const stood = texts();
  const plan = plannedCells({
    calculation,
    counts: { cells: new Map(Object.entries(counts)), words: (form, cell) => `${form} ${cell}` },
    before: new Map(Object.entries(before)),
    toConfirm: new Set(toConfirm),
  });
  // Whatever was tried is taken back.
  expect(texts()).toEqual(stood);
  const shown = ({ kind, now, counted }: CountedCell) => `${kind} ${now === '' ? 'blank' : now} → ${counted}`;
  return Object.fromEntries(plan.map((each) => [`${each.form}!${each.cell}`, shown(each)]));
}

function textOf(calculation: ReturnType<typeof createCalculation>, code: string, name: string): string {
  const [form = '', cell = ''] = name.split('!');
  return form === code ? calculation.cell(form, cell).text : '';
}

describe('an input cell', () => {
  it('is filled where it is blank, and left where it says so already', () => {
    expect(
      planned({ cells: { '教基3112!02.10': 7 }, counts: { '教基3112!02.9': 5, '教基3112!02.10': 7 } }),
    ).toEqual({
      '教基3112!02.9': 'fill blank → 5',
      '教基3112!02.10': 'same 7 → 7',
    });
  });

  it('gets a 0 where its row counts anybody, and over any number; a row of nobody stays blank', () => {
    const counts = { '教基3112!02.9': 5, '教基3112!02.10': 0, '教基3112!03.9': 0, '教基3112!03.10': 0 };
    expect(planned({ cells: { '教基3112!03.10': 4 }, counts })).toEqual({
      '教基3112!02.9': 'fill blank → 5',
      '教基3112!02.10': 'fill blank → 0',
      '教基3112!03.9': 'same blank → 0',
      '教基3112!03.10': 'kept 4 → 0',
    });
  });

  it('follows the roster where the roster wrote it, or nobody has looked at it yet; else it is kept', () => {
    const cells = { '教基3112!02.9': 4, '教基3112!02.10': 4, '教基3112!02.11': 4, '教基3112!02.12': '许多' };
    const counts = { '教基3112!02.9': 5, '教基3112!02.10': 5, '教基3112!02.11': 5, '教基3112!02.12': 5 };
    const before = { '教基3112!02.9': '4', '教基3112!02.10': '3' };
    expect(planned({ cells, counts, before, toConfirm: ['教基3112!02.11'] })).toEqual({
      '教基3112!02.9': 'fill 4 → 5',
      '教基3112!02.10': 'kept 4 → 5',
      '教基3112!02.11': 'fill 4 → 5',
      '教基3112!02.12': 'kept 许多 → 5',
    });
  });

  it('of a form that is 已核对 is kept; a blank says 0 there', () => {
    const counts = { '教基3112!02.9': 5, '教基3112!02.10': 0, '教基3112!02.11': 6 };
    const given = { cells: { '教基3112!02.11': 4 }, counts, before: { '教基3112!02.11': '4' } };
    expect(planned({ ...given, reviewed: ['教基3112'] })).toEqual({
      '教基3112!02.9': 'kept blank → 5',
      '教基3112!02.10': 'same blank → 0',
      '教基3112!02.11': 'kept 4 → 6',
    });
  });
});

describe('a total', () => {
  const parts = { '教基3112!02.9': 5, '教基3112!02.10': 6 };

  it('is compared as it will be once its parts are filled', () => {
    expect(planned({ counts: { ...parts, '教基3112!02.7': 11 } })['教基3112!02.7']).toBe('same 11 → 11');
    expect(planned({ counts: { ...parts, '教基3112!02.7': 12 } })['教基3112!02.7']).toBe('other 11 → 12');
  });

  it('counts parts that are kept as they stand', () => {
    const given = { cells: { '教基3112!02.10': 9 }, counts: { ...parts, '教基3112!02.7': 11 } };
    expect(planned(given)['教基3112!02.7']).toBe('other 14 → 11');
  });
});

describe('a pulled cell', () => {
  const opening = '教基3040!04.1';

  it('is left to its source where there is one, and compared with it', () => {
    const counts = { '教基3113!03.4': 8, '教基3112!01.9': 8 };
    expect(planned({ counts })['教基3112!01.9']).toBe('same 8 → 8');
    const lastYear = { '教基3040!04.4': 100 };
    expect(planned({ counts: { [opening]: 90 }, lastYear })[opening]).toBe('other 100 → 90');
  });

  it('is filled where its source says nothing: whoever begins with the program has last year’s roster at least', () => {
    expect(planned({ counts: { [opening]: 90 } })[opening]).toBe('fill blank → 90');
    expect(planned({ counts: { [opening]: 0 } })[opening]).toBe('same blank → 0');
  });

  it('that was filled so goes on like any cell', () => {
    const given = { cells: { [opening]: 90 }, counts: { [opening]: 91 } };
    expect(planned({ ...given, before: { [opening]: '90' } })[opening]).toBe('fill 90 → 91');
    expect(planned(given)[opening]).toBe('kept 90 → 91');
    expect(planned({ ...given, counts: { [opening]: 90 } })[opening]).toBe('same 90 → 90');
  });

  it('makes the totals that read it come out', () => {
    const counts = { [opening]: 90, '教基3040!04.4': 10, '教基3040!04.17': 100 };
    expect(planned({ counts })['教基3040!04.17']).toBe('same 100 → 100');
  });
});

describe('a closed cell', () => {
  it('is a line only where it counts anybody', () => {
    expect(planned({ counts: { '教基3112!04.3': 0 } })).toEqual({});
    expect(planned({ counts: { '教基3112!04.3': 2 } })).toEqual({ '教基3112!04.3': 'other blank → 2' });
  });
});
