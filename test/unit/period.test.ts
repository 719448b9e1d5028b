import { describe, expect, it } from 'vitest';
import { analysesOf } from '../../shared/analyses';
import { createCalculation } from '../../shared/calculation';
import { periodLabel } from '../../shared/period';
import { indicatorsSheet } from '../../shared/workbook-indicators';
import { shippedDefinitions } from '../support/definitions';
import { centre, figure, nineYears, of } from '../support/figure';
import { open } from '../support/opened';
import { calculationInput } from '../support/school';

const definitions = shippedDefinitions();

it('is the year that ended, the one that begins, or the calendar year', () => {
  expect(periodLabel('year', 2026)).toBe('2025—2026学年');
  expect(periodLabel('count', 2026)).toBe('2026—2027学年');
  expect(periodLabel('calendar', 2026)).toBe('2026年');
});

describe('every indicator says what it belongs to', () => {
  const of = (period: string) =>
    definitions.indicators.filter((indicator) => indicator.period === period).map(({ id }) => id);

  it('money is of the calendar year, and so is illiteracy', () => {
    const money = definitions.indicators.filter(({ theme }) => theme === '经费').map(({ id }) => id);
    expect(of('calendar').sort()).toEqual([...money, 'project_progress_rate', 'youth_literacy_rate'].sort());
  });

  it('who left, stayed and graduated is of the year that ended', () => {
    const left = definitions.indicators.filter(({ theme }) => theme === '控辍保学').map(({ id }) => id);
    expect(of('year')).toEqual(expect.arrayContaining(left));
    expect(of('year').filter((id) => /promotion|graduation/.test(id))).toHaveLength(4);
    expect(of('year').filter((id) => /^cv_|enrollment|per_student|class|area/.test(id))).toEqual([]);
  });

  it('the rest is as of the count date', () => {
    expect(of('year').length + of('calendar').length + of('count').length).toBe(103);
    expect(of('count').length).toBeGreaterThan(60);
  });
});

const cells = {
  ...of('教基3040', { '04.1': 612, '04.12': 4 }),
  ...of('教基2106', { '05.2': 2 }),
  ...of('教基3112', { '01.9': 90 }),
  ...of('局经费2', { '02.1': 95000, '06.1': 5000 }),
};

it('stands in the sheet and in the words of each figure', () => {
  const results = createCalculation(definitions, calculationInput(cells)).indicators();
  const periods = ['primary_dropout_rate', 'avg_class_size', 'training_fund_share'].map((id) => {
    const own = results.filter(({ indicator, value }) => indicator === id && value !== null);
    expect(own.length, id).toBeGreaterThan(0);
    const words = indicatorsSheet(own).cells.map(({ value }) => value.text);
    return words.filter((word) => /^\d{4}(—\d{4}学年|年)$/.test(word))[0];
  });
  expect(periods).toEqual(['2025—2026学年', '2026—2027学年', '2026年']);
  expect(open(cells).cell('局目标1', '02.4').text).toContain('；2025—2026学年');
  expect(open(cells).cell('局目标1', '12.4').text).toContain('；2026年');
  const enrolled = open(of('局入学1', { '02.1': 100, '02.4': 98 }));
  expect(enrolled.cell('局目标1', '01.4').text).toContain('；2026—2027学年');
});

it('goes with the figure of a township and of an analysis', () => {
  const literacy = figure(of('局普及1', { '03.1': 1000, '03.2': 960 }), 'youth_literacy_rate', {
    school: centre,
  });
  expect(literacy.period).toBe('2026年');
  const analyses = analysesOf(open(cells, { school: nineYears }));
  const periods = new Map(analyses.map(({ id, period }) => [id, period]));
  expect(periods.get('cohort_flow_primary')).toBe('2025—2026学年');
  expect(periods.get('funding_training')).toBe('2026年');
  expect(periods.get('special_needs_placement') ?? '2026—2027学年').toBe('2026—2027学年');
  expect(periods.get('cohort_path_primary') ?? null).toBeNull();
});
