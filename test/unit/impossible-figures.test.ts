import { describe, expect, it } from 'vitest';
import { indicatorsSheet } from '../../shared/workbook-indicators';
import { figuresTablePlan } from '../../shared/workbook-figures-table';
import type { SheetPlan } from '../../shared/workbook-draft';
import { createCalculation } from '../../shared/calculation';
import { shippedDefinitions } from '../support/definitions';
import { centre, figure, judgedBy, nineYears, of } from '../support/figure';
import { keysOf, open, texts } from '../support/opened';
import { calculationInput, round2026, village } from '../support/school';

const literacy = of('局普及1', { '03.1': 1000, '03.2': 1000, '03.4': 20 });
const liangji = judgedBy('cn_liangji_1994');

describe('a value that cannot be', () => {
  it.each([
    ['youth_literacy_rate', literacy, { school: centre, collection: liangji }, '102.04%(1000/980)'],
    [
      'nine_year_retention_rate',
      of('局巩固1', { '05.1': 100, '05.13': 145 }),
      { school: nineYears, collection: judgedBy('cn_dropout_control_2017') },
      '145.00%(145/100)',
    ],
    [
      'primary_net_enrollment_rate',
      of('局入学1', { '02.1': 3000, '02.4': 3009 }),
      { collection: judgedBy('baoding_2012') },
      '100.30%(3009/3000)',
    ],
  ] as const)('%s is judged by no threshold, and all of them stay in sight', (id, cells, more, display) => {
    const found = figure(cells, id, more);
    expect(found).toMatchObject({ display, range: 'invalid', verdict: 'missing' });
    expect(found.targets.length).toBeGreaterThan(0);
    for (const target of found.targets)
      expect(target).toMatchObject({ verdict: 'missing', meets: null, gap: null, lacking: null });
  });

  const situation = { school: { ...village, ...centre }, collection: { ...round2026, ...liangji } };

  it('stands in the sheets as what it is', () => {
    const definitions = shippedDefinitions();
    const results = createCalculation(definitions, calculationInput(literacy, situation)).indicators();
    const own = results.filter(({ indicator }) => indicator === 'youth_literacy_rate');
    expect(wordsOf(indicatorsSheet(own))).toEqual(
      expect.arrayContaining(['102.04%(1000/980)', '≥95', '数值不可能']),
    );
    const plan = figuresTablePlan({ ...situation, results: own, profile: null }, new Map());
    const words = wordsOf(plan);
    expect(words).toContain('数值不可能');
    for (const word of ['达标', '未达标', '缺数据']) expect(words).not.toContain(word);
  });

  it('is not reported, nor compared by checks; the words say why', () => {
    const calculation = open(literacy, situation);
    expect(texts(calculation, '局目标1', ['07.2', '07.3'])).toEqual(['', '']);
    expect(calculation.cell('局目标1', '07.4').text).toMatch(/1000\/980；.*数值不可能，请核对/u);
    expect(keysOf(calculation, 'LMB1')).toEqual([]);
    const possible = open({ ...literacy, '局普及1!03.2': 960 }, situation);
    expect(texts(possible, '局目标1', ['07.2', '07.3'])).toEqual(['97.96', '达标']);
  });
});

const wordsOf = ({ cells }: Pick<SheetPlan, 'cells'>): readonly string[] =>
  cells.map(({ value }) => value.text);
