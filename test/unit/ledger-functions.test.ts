import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { Calculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import type { CheckDefinition } from '../../shared/form';
import type { ListRecord } from '../../shared/submission';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, content, round2025, round2026, submissionData } from '../support/school';

const definitions = shippedDefinitions();

function record(id: string, position: number, cells: Readonly<Record<string, string>>): ListRecord {
  const filled = Object.entries(cells).map(([key, text]) => [key, content(text)] as const);
  return { id, position, cells: Object.fromEntries(filled) };
}

const keys = (calculation: Calculation, check: string) =>
  calculation
    .findings()
    .filter((finding) => finding.check === check)
    .map(({ key }) => key);

/** Equipment gaps of the worked case: 26 boards are stated, the schools together name 25. */
const boards = (stated: string, price = '30000') => [
  record('record-01', 1, { c02: '东沟村小学', c04: '电子白板', c09: '12', c10: '30000' }),
  record('record-02', 2, { c02: '西坪村小学', c04: '电子白板', c09: '13', c10: price }),
  record('record-03', 3, { c02: '东沟村小学', c04: '计算机', c09: '40', c10: '5000' }),
  record('record-04', 4, { c02: '合计', c04: '电子白板', c09: stated, c10: '30000' }),
];
const gaps = (records: ListRecord[]) =>
  createCalculation(definitions, calculationInput({}, { lists: { 局缺口1: records } }));

describe('局缺口1', () => {
  it('holds a stated total against the sum of its item, on the record that states it', () => {
    const wrong = gaps(boards('26'));
    expect(keys(wrong, 'LQK1-04')).toEqual(['LQK1-04@record-04']);
    expect(wrong.findings().find(({ check }) => check === 'LQK1-04')).toMatchObject({
      left: '25',
      right: '26',
    });
    expect(keys(gaps(boards('25')), 'LQK1-04')).toEqual([]);
  });

  it('finds an item with two prices on each of its records', () => {
    expect(keys(gaps(boards('25')), 'LQK1-03')).toEqual([]);
    expect(keys(gaps(boards('25', '29999.99')), 'LQK1-03')).toEqual([
      'LQK1-03@record-01',
      'LQK1-03@record-02',
      'LQK1-03@record-04',
    ]);
  });

  it('computes the amount of each record, to the cent', () => {
    const calculation = gaps([record('record-01', 1, { c04: '图书', c09: '900', c10: '8.885' })]);
    expect(calculation.records('局缺口1')[0]?.cells['c11']).toEqual({ kind: 'number', text: '7996.5' });
    const change = { form: '局缺口1', id: 'record-01', cells: { c10: null } };
    calculation.setRecords([change]);
    expect(calculation.records('局缺口1')[0]?.cells['c11']?.text ?? '0').toBe('0');
  });

  it('finds the records of one item among ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      record(`record-${index}`, index, { c04: `设备${index % 700}`, c09: '1', c10: String(index % 700) }),
    );
    const calculation = gaps(many);
    expect(keys(calculation, 'LQK1-03')).toEqual([]);
    calculation.setRecords([{ form: '局缺口1', id: 'record-9', cells: { c10: content('99999') } }]);
    expect(keys(calculation, 'LQK1-03')).toHaveLength(15);
  });
});

describe('局控辍1', () => {
  it('finds one pupil entered twice', () => {
    const records = [
      record('record-01', 1, { c05: 'G9900001' }),
      record('record-02', 2, { c05: 'G9900002' }),
      record('record-03', 3, { c05: 'G9900001' }),
    ];
    const calculation = createCalculation(definitions, calculationInput({}, { lists: { 局控辍1: records } }));
    expect(keys(calculation, 'LKC1-06')).toEqual(['LKC1-06@record-01', 'LKC1-06@record-03']);
  });
});

/** The shipped definitions with one more check in 教基3112. */
function withCheck(check: Partial<CheckDefinition> & { expr: string }): Definitions {
  const form = definitions.forms['教基3112'];
  if (form === undefined) throw new Error('no form');
  const added: CheckDefinition = { id: 'X1-01', severity: 'error', text: '试', ...check };
  return { ...definitions, forms: { ...definitions.forms, 教基3112: { ...form, checks: [added] } } };
}

describe('countRows', () => {
  it('counts the rows of the check, and shows the count as the left side', () => {
    const more = withCheck({ expr: 'countRows(r*c12 >= r*c13) >= 3', rows: '01-03' });
    const found = (cells: Record<string, number>) =>
      createCalculation(more, calculationInput(cells))
        .findings()
        .find(({ check }) => check === 'X1-01');
    const cells = { '教基3112!02.12': 5, '教基3112!02.13': 4, '教基3112!03.12': 1, '教基3112!03.13': 1 };
    expect(found(cells)).toBeUndefined();
    expect(found({ ...cells, '教基3112!03.13': 2 })).toMatchObject({ key: 'X1-01', left: '2', right: '3' });
  });
});

describe('back', () => {
  it('reads the number of the year named, not of the year before', () => {
    const more = withCheck({ expr: 'r02c09 = back(2, r02c09)' });
    const year = (schoolYear: number, value: number) => ({
      school: calculationInput().school,
      collection: { ...round2025, id: schoolYear, schoolYear },
      data: submissionData({ '教基3112!02.9': value }),
    });
    const found = (years: ReturnType<typeof year>[]) =>
      createCalculation(more, calculationInput({ '教基3112!02.9': 9 }, { previous: years }))
        .findings()
        .filter(({ check }) => check === 'X1-01')
        .map(({ left, right }) => [left, right]);
    expect(found([year(2025, 1), year(2024, 9)])).toEqual([]);
    expect(found([year(2025, 9), year(2024, 8)])).toEqual([['9', '8']]);
    expect(found([year(2025, 8)])).toEqual([]);
  });
});

describe('prevBalance', () => {
  const money = (received: number, spent: number) => ({ '局经费1!01.5': received, '局经费2!02.2': spent });
  const year = (schoolYear: number, received: number, spent: number) => ({
    school: calculationInput().school,
    collection: { ...round2026, id: schoolYear, schoolYear },
    data: submissionData(money(received, spent)),
  });
  const overspent = (previous: ReturnType<typeof year>[], received: number, spent: number) =>
    createCalculation(definitions, calculationInput(money(received, spent), { previous }))
      .findings()
      .find(({ check }) => check === 'LJF2-05');

  it('allows to spend what was left over in the years before', () => {
    expect(overspent([year(2025, 1000, 900), year(2024, 500, 450)], 1000, 1150)).toBeUndefined();
    expect(overspent([year(2025, 1000, 900), year(2024, 500, 450)], 1000, 1151)).toMatchObject({
      left: '1151',
      right: '1150',
      difference: '1',
    });
  });

  it('does not judge without last year, nor where more was spent than is known to have been there', () => {
    expect(overspent([], 1000, 5000)).toBeUndefined();
    expect(overspent([year(2025, 1000, 1500)], 1000, 5000)).toBeUndefined();
  });
});

describe('blank', () => {
  it('waits while everything is empty, unless the check judges emptiness itself', () => {
    const failing = (
      check: Partial<CheckDefinition> & { expr: string },
      cells = {},
      reviewed: string[] = [],
    ) =>
      createCalculation(withCheck(check), calculationInput(cells, { reviewed }))
        .findings()
        .some(({ check: id }) => id === 'X1-01');
    const expr = 'r02c09 > 0';
    expect(failing({ expr })).toBe(false);
    expect(failing({ expr }, {}, ['教基3112'])).toBe(true);
    expect(failing({ expr }, { '教基3112!03.9': 1 })).toBe(false);
    expect(failing({ expr, blank: 'counts' })).toBe(false);
    expect(failing({ expr, blank: 'counts' }, { '教基3112!03.9': 1 })).toBe(true);
  });
});
