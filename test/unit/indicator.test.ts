import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { decimal, divide } from '../../shared/decimal';
import { sidesText } from '../../shared/finding-text';
import { display } from '../../shared/indicator-result';
import { judge, lackingOf } from '../../shared/verdict';
import type { IndicatorResult } from '../../shared/indicator-result';
import { readReference, shippedDefinitions } from '../support/definitions';
import { calculationInput, changes } from '../support/school';

const definitions = shippedDefinitions();
interface Example {
  readonly id: string;
  readonly inputs: Record<string, number>;
  readonly expected: Record<string, number | boolean>;
}
const { examples } = readReference('worked-examples.json') as { examples: Example[] };
const example = (id: string): Example => {
  const found = examples.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return found;
};

const columns: Record<string, string> = {
  c1: '教基3040!04.1', c3: '教基3040!04.3', c4: '教基3040!04.4', c5: '教基3040!04.5', c6: '教基3040!04.7', c8: '教基3040!04.9',
  c10: '教基3040!04.11', c11: '教基3040!04.12', c12: '教基3040!04.13', c13: '教基3040!04.14', c14: '教基3040!04.16',
  c14_dropout: '局补充1!01.1', c13_unconfirmed: '局补充1!01.2', c10_not_returned: '局补充1!01.3',
}; // prettier-ignore

const calculationOf = (inputs: Record<string, number>) =>
  createCalculation(
    definitions,
    calculationInput(
      Object.fromEntries(
        Object.entries(columns).flatMap(([name, cell]) =>
          name in inputs ? [[cell, inputs[name] ?? 0]] : [],
        ),
      ),
    ),
  );
const result = (results: readonly IndicatorResult[], indicator: string, method: string): IndicatorResult => {
  const found = results.find((item) => item.indicator === indicator && item.method === method);
  if (found === undefined) throw new Error(`no ${indicator}/${method}`);
  return found;
};

describe('小学辍学率', () => {
  it('by the register is E03: 0.65 % misses the national 0.6 %', () => {
    const { inputs, expected } = example('E03');
    const found = result(calculationOf(inputs).indicators(), 'primary_dropout_rate', 'register');
    expect(found).toMatchObject({
      numerator: '4',
      denominator: '612',
      display: '0.65%(4/612)',
      isDefaultMethod: true,
    });
    expect(Number(found.value)).toBeCloseTo(Number(expected.exact), 12);
    expect(found.period).toBe('2025—2026学年');
    expect(found.targets[0]).toMatchObject({
      profile: 'cn_dropout_control_2017',
      op: '<=',
      value: '0.6',
      verdict: 'missed',
      gap: '-0.05',
    });
    expect(found.verdict).toBe('missed');
  });

  it('has other readings beside it: E04', () => {
    const { inputs, expected } = example('E04');
    const results = calculationOf(inputs).indicators();
    expect(result(results, 'primary_dropout_rate', 'netflow').display).toBe(
      `${String(expected.netflow)}%(9/612)`,
    );
    expect(result(results, 'primary_dropout_rate', 'netflow_with_return').display).toBe(
      `${String(expected.netflow_with_return)}%(8/612)`,
    );
  });

  it('names what it had to assume', () => {
    const { inputs } = example('E04');
    const results = calculationOf(inputs).indicators();
    expect(result(results, 'primary_dropout_rate', 'register').assumed).toHaveLength(3);
    expect(result(results, 'primary_dropout_rate', 'strict331').assumed).toEqual([]);
  });

  it('has no value while last year is unknown, however much was typed', () => {
    const results = calculationOf({ c5: 14, c13: 22 }).indicators();
    for (const method of ['raw', 'adjusted']) {
      expect(result(results, 'primary_annual_retention_rate', method)).toMatchObject({
        value: null,
        verdict: 'missing',
      });
    }
  });

  it('asks for data instead of judging a blank table', () => {
    expect(result(calculationOf({}).indicators(), 'primary_dropout_rate', 'register')).toMatchObject({
      verdict: 'missing',
      display: '—',
      value: null,
    });
  });
});

it('年巩固率 is E05, and its complement is the net outflow with returns', () => {
  const { inputs, expected } = example('E05');
  const results = calculationOf(inputs).indicators();
  const raw = result(results, 'primary_annual_retention_rate', 'raw');
  expect(raw.display).toBe(`${String(expected.value)}%(${String(expected.yearEnd)}/612)`);
  expect(raw.targets.map(({ profile, verdict }) => [profile, verdict])).toEqual([['baoding_2012', 'missed']]);
  const complement = result(results, 'primary_dropout_rate', 'netflow_with_return');
  expect(Number(raw.value) + Number(complement.value)).toBeCloseTo(100, 10);
  expect(result(results, 'primary_annual_retention_rate', 'adjusted')).toMatchObject({
    display: '99.34%(604/608)',
    verdict: 'met',
  });
});

describe('三类残疾儿童少年入学率', () => {
  const cells = (enrolled: number, out: number) => ({ '局特教1!01.2': enrolled, '局特教1!01.7': out });
  const judged = (enrolled: number, out: number) =>
    result(
      createCalculation(definitions, calculationInput(cells(enrolled, out))).indicators(),
      'three_disability_enrollment_rate',
      'standard',
    );

  it('shows both counts', () => {
    expect(judged(5, 1)).toMatchObject({ display: '83.33%(5/6)', verdict: 'missed' });
    expect(judged(19, 1)).toMatchObject({ display: '95.00%(19/20)', verdict: 'met' });
  });

  it('judges nobody where there are no such children', () => {
    expect(judged(0, 0)).toMatchObject({
      display: '—',
      verdict: 'not-applicable',
      numerator: '0',
      denominator: '0',
    });
  });

  it('warns by the unrounded figure, not by the cell', () => {
    const calculation = createCalculation(definitions, calculationInput(cells(5, 1)));
    const finding = calculation.findings().find(({ check }) => check === 'LTJ1-08');
    expect(finding).toMatchObject({ severity: 'warning', op: '>=', right: '95' });
    expect(finding?.left?.startsWith('83.3333333333')).toBe(true);
    expect(finding && sidesText(finding)).toBe(
      '应当左边 ≥ 右边；现在左边 约 83.3333，右边 95，差 约 11.6667',
    );
    calculation.setCells(changes({ '局特教1!01.2': 19 }));
    expect(calculation.findings().filter(({ check }) => check === 'LTJ1-08')).toEqual([]);
  });
});

describe('小学生均公用经费', () => {
  it('divides what was paid by the pupils there were, not by the hundred counted (E16)', () => {
    const cells = { '教基3040!04.1': 62, '局经费1!01.1': 720, '局经费1!01.5': 72000 };
    const calculation = createCalculation(definitions, calculationInput(cells));
    expect(calculation.cell('局经费1', '01.2')).toMatchObject({ text: '100', source: '100' });
    expect(calculation.cell('局经费1', '01.3').text).toBe('72000.00');
    const found = result(calculation.indicators(), 'per_pupil_public_funds_standard', 'paid_per_pupil');
    expect(found).toMatchObject({ display: '1161.29(72000/62)', verdict: 'met', unit: '元/生·年' });
    expect(found.targets[0]).toMatchObject({ profile: 'baoding_2012', value: '355' });
  });
});

describe('verdicts', () => {
  const threshold = { indicator: 'x', stage: '小学', op: '>=', value: 5, unit: '%' } as const;
  it('are 临界 where rounding would decide otherwise (E19)', () => {
    const share = divide(14319 * 100, 286400) ?? 0;
    expect(judge(threshold, share, 2)).toBe('borderline');
    expect(judge(threshold, 5, 2)).toBe('met');
    expect(judge(threshold, decimal('4.99'), 2)).toBe('missed');
  });

  it('need every pupil for 100 %', () => {
    const all = { ...threshold, op: '==' as const, value: 100 };
    expect(judge(all, divide(99999 * 100, 100000) ?? 0, 2)).toBe('borderline');
    expect(judge(all, 100, 2)).toBe('met');
  });

  it('never print people as 0.00 %', () => {
    expect(display({ unit: '%', decimals: 2 }, divide(100, 60000), 1, 60000)).toBe('<0.01%(1/60000)');
    expect(display({ unit: '%', decimals: 2 }, 0, 0, 60000)).toBe('0.00%(0/60000)');
  });

  it('exist only where a profile has a target', () => {
    const { inputs } = example('E03');
    const input = calculationInput();
    const calculation = createCalculation(definitions, {
      ...input,
      collection: { ...input.collection, targetProfiles: [] },
    });
    calculation.setCells(changes({ '教基3040!04.1': 612, '教基3040!04.12': inputs.c11 ?? 1 }));
    expect(result(calculation.indicators(), 'primary_dropout_rate', 'register').verdict).toBe('no-target');
    expect(calculation.skipped()).toContainEqual({
      check: 'LKC2-12',
      form: '局控辍2',
      reason: 'noTarget',
      detail: '',
    });
  });
});

describe('what the denominator lacks to get above a mark', () => {
  const gap = { unit: '个', decimals: 0, part: 'denominator' } as const;
  const lacking = (op: '>' | '>=', numerator: number, denominator: number, value: number) =>
    lackingOf(gap, 1, { value: divide(numerator, denominator), numerator, denominator }, { op, value });

  it('is one more where the value stands exactly at it', () => {
    expect(lacking('>', 400, 20, 20)).toEqual({ amount: '1', unit: '个' });
    expect(lacking('>', 400, 20, 25)).toEqual({ amount: '5', unit: '个' });
    expect(lacking('>=', 400, 20, 25)).toEqual({ amount: '4', unit: '个' });
  });

  it('is rounded up where the mark lies between two whole numbers', () => {
    expect(lacking('>', 400, 20, 24)).toEqual({ amount: '4', unit: '个' });
  });
});
