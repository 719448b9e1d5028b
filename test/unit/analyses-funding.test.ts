import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../shared/analyses';
import { createCalculation } from '../../shared/calculation';
import type { School } from '../../shared/school';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2026, village } from '../support/school';

const definitions = shippedDefinitions();

/** Rows of an analysis by their labels, each cell as it is shown. */
function table(id: string, cells: Record<string, number>, school: Partial<School> = {}) {
  const input = calculationInput(cells, { school: { ...village, ...school }, collection: round2026 });
  const found = analysisOf(createCalculation(definitions, input), id);
  if (found === null) throw new Error(`no ${id}`);
  const columns = found.columns.map((column) => column.id);
  const flagged = found.rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => (cell.flagged ? [`${row.label} ${columns[index] ?? ''}`] : [])),
  );
  const row = (label: string) => {
    const own = found.rows.find((candidate) => candidate.label === label);
    if (own === undefined) throw new Error(`no ${label}`);
    return Object.fromEntries(columns.map((column, index) => [column, own.cells[index]?.text]));
  };
  return { labels: found.rows.map(({ label }) => label), unit: found.unit, flagged, row };
}

const nineYears = { type: '九年一贯制学校' } as const;

describe('公用经费核定额是怎样算出来的', () => {
  const cells = {
    '教基3040!04.1': 62, '局经费1!01.1': 720, '局经费1!03.1': 6000, '局经费1!03.2': 2, '局经费1!04.2': 12,
    '局补充2!27.3': 1000, '局经费1!06.1': 1000, '局经费1!06.2': 1,
  } as const; // prettier-ignore
  const { row, labels, unit } = table('funding_due', cells);

  it('has the lines of the bureau, of the stages that are taught', () => {
    expect(unit).toBe('元');
    expect(labels).toEqual(['小学', '特教、随班就读、送教上门', '小学寄宿生补助', '取暖费', '合计']);
  });

  it('shows both readings of a hundred, and what the bureau has more', () => {
    expect(row('小学')).toMatchObject({
      ...{ pupils: '62', special: '2', counted: '98', regular: '100', std: '720.00' },
      ...{ due: '70560.00', due_regular: '72000.00', form: '72000.00', more: '1440.00' },
    });
    expect(row('特教、随班就读、送教上门')).toMatchObject({
      due: '12000.00',
      form: '12000.00',
      more: '0.00',
    });
    expect(row('小学寄宿生补助')).toMatchObject({ std: '300.00', due: '3600.00' });
    expect(row('合计')).toMatchObject({ due: '87160.00', due_regular: '88600.00' });
  });

  it('adds up to the indicator', () => {
    const calculation = createCalculation(definitions, calculationInput(cells));
    const due = (method: string) =>
      calculation
        .indicators()
        .find(
          (result) =>
            result.indicator === 'per_pupil_public_funds_standard' &&
            result.stage === '小学' &&
            result.method === method,
        )?.display;
    expect([due('all'), due('regular_only')]).toEqual([row('合计').due, row('合计').due_regular]);
  });

  it('promises nothing where nobody was counted', () => {
    expect(table('funding_due', { '局经费1!01.1': 720 }).row('小学')).toMatchObject({
      due: '',
      due_regular: '',
    });
  });
});

it('公用经费应拨、实拨与到位率 names what has not come', () => {
  const { row, flagged, labels } = table(
    'funding_delivery',
    {
      '局经费1!01.1': 720, '局经费1!01.2': 200, '局经费1!01.5': 100000, '局经费1!01.6': 30000, '局经费1!01.7': 10000.01,
      '局经费1!02.1': 940, '局经费1!02.2': 100, '局经费1!02.6': 94000,
    },
    nineYears,
  ); // prettier-ignore
  expect(labels).toHaveLength(7);
  expect(row('小学')).toEqual({
    ...{
      due: '144000.00',
      paid: '140000.01',
      central: '100000.00',
      province: '30000.00',
      county: '10000.01',
    },
    ...{ short: '3999.99', rate: '97.22' },
  });
  expect(row('初中')).toMatchObject({ short: '0.00', rate: '100.00' });
  expect(row('合计')).toMatchObject({ due: '238000.00', paid: '234000.01', short: '3999.99', rate: '98.32' });
  expect(flagged).toEqual(['小学 short', '合计 short']);
});

describe('困难学生生活补助应发与实发', () => {
  const cells = {
    '局经费3!01.2': 12, '局经费3!01.3': 1250, '局经费3!01.5': 7500, '局经费3!02.2': 7, '局经费3!02.5': 5000,
    '局补充2!10.1': 3, '局补充2!10.2': 1, '局补充2!24.3': 1,
  } as const; // prettier-ignore

  it('counts each term to the cent', () => {
    const { row, flagged } = table('funding_subsidy', cells, nineYears);
    expect(row('小学寄宿生')).toMatchObject({ term: '625.00', terms: '1', due: '7500.00', short: '0.00' });
    expect(row('初中寄宿生')).toMatchObject({ std: '1500.00', term: '750.00', due: '5250.00', short: '250.00' });
    expect(row('寄宿生合计')).toMatchObject({ people: '19', due: '12750.00', paid: '12500.00', short: '250.00' });
    expect(row('小学非寄宿生')).toMatchObject({ std: '625.00', term: '312.50', due: '937.50', paid: '', short: '' });
    expect(row('初中非寄宿生')).toMatchObject({ term: '375.00', due: '375.00' });
    expect(row('非寄宿生合计')).toMatchObject({ people: '4', due: '1312.50', paid: '' });
    expect(flagged).toEqual(['初中寄宿生 short', '寄宿生合计 short']);
  }); // prettier-ignore

  it('takes two terms where none were told', () => {
    const { '局补充2!24.3': _terms, ...rest } = cells;
    expect(table('funding_subsidy', rest, nineYears).row('小学寄宿生')).toMatchObject({
      ...{ terms: '2', due: '15000.00', short: '7500.00' },
    });
  });
});

it('教师培训费够不够 5% tells the yuan that are missing or over', () => {
  const { row } = table('funding_training', {
    ...{ '局经费2!06.1': 14319, '局经费2!11.1': 272081, '局经费2!06.2': 15000, '局经费2!11.2': 235000 },
  });
  expect(row('预算')).toEqual({
    ...{ total: '286400.00', training: '14319.00', need: '14320.00', more: '-1.00', share: '5.00' },
  });
  expect(row('支出')).toMatchObject({ total: '250000.00', need: '12500.00', more: '2500.00', share: '6.00' });
});
