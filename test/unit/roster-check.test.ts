import { describe, expect, it } from 'vitest';
import { type Calculation, createCalculation } from '../../shared/calculation';
import { isStale, whatIsAsked } from '../../shared/explanation';
import { sidesText } from '../../shared/finding-text';
import type { SubmissionData } from '../../shared/submission';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, changes } from '../support/school';

const definitions = shippedDefinitions();

/** By `form!cell`, as cells are set. */
type Texts = Readonly<Record<string, number | string>>;

function countedOf(counts: Texts): NonNullable<SubmissionData['counted']> {
  return Object.entries(counts).map(([name, counted]) => {
    const [form = '', cell = ''] = name.split('!');
    return { form, cell, counted: String(counted) };
  });
}

/** Enough pupils that no part is more than its whole. */
const everybody = { '教基3112!01.9': 100, '教基3112!01.10': 100 };

function open(cells: Record<string, number | string>, counts: Texts): Calculation {
  const input = calculationInput({ ...everybody, ...cells });
  return createCalculation(definitions, { ...input, data: { ...input.data, counted: countedOf(counts) } });
}

const found = (calculation: Calculation) => calculation.findings().filter(({ check }) => check === 'ROSTER');
const names = (calculation: Calculation) => found(calculation).map(({ key }) => key);

describe('a number typed otherwise than the roster counted', () => {
  const calculation = open(
    { '教基3112!02.9': 30, '教基3112!02.10': 28 },
    { '教基3112!02.9': 32, '教基3112!02.10': 28 },
  );

  it('is a warning that says both numbers and offers reasons', () => {
    const [finding, ...others] = found(calculation);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      key: 'ROSTER@教基3112!02.9',
      severity: 'warning',
      cells: [{ form: '教基3112', cell: '02.9' }],
      values: { '教基3112!02.9': '30', left: '30', right: '32' },
    });
    if (finding === undefined) return;
    expect(sidesText(finding)).toBe('名册 32 / 填报 30，差 2');
    expect(finding.suggestions.length).toBeGreaterThan(1);
    expect(whatIsAsked(finding, undefined)).toBe('explanation');
  });

  it('is gone when the number of the roster is typed, and the reason is stale when another is', () => {
    const [finding] = found(calculation);
    if (finding === undefined) throw new Error('no finding');
    const explanation = { finding: finding.key, text: '转入 2 人', values: finding.values };
    calculation.setCells(changes({ '教基3112!02.9': 32 }));
    expect(names(calculation)).toEqual([]);
    calculation.setCells(changes({ '教基3112!02.9': 31 }));
    const [now] = found(calculation);
    expect(now && isStale(explanation, now)).toBe(true);
    calculation.setCells(changes({ '教基3112!02.9': 30 }));
    const [again] = found(calculation);
    expect(again && isStale(explanation, again)).toBe(false);
  });

  it('is asked about where a 0 stands, and where a number stands that nobody is counted for', () => {
    const zeros = open(
      { '教基3112!02.9': 0, '教基3112!02.10': 4 },
      { '教基3112!02.9': 32, '教基3112!02.10': 0 },
    );
    expect(names(zeros)).toEqual(['ROSTER@教基3112!02.9', 'ROSTER@教基3112!02.10']);
  });
});

describe('a blank', () => {
  it('is asked about once its form is 已核对; one where nobody is counted never', () => {
    const calculation = open({}, { '教基3112!02.9': 32, '教基3112!02.10': 0 });
    expect(names(calculation)).toEqual([]);
    calculation.setReviewed('教基3112', true);
    expect(names(calculation)).toEqual(['ROSTER@教基3112!02.9']);
    expect(found(calculation)[0]).toMatchObject({ left: '', right: '32', difference: '-32' });
    calculation.setReviewed('教基3112', false);
    expect(names(calculation)).toEqual([]);
  });
});

describe('a total', () => {
  const counts = { '教基3112!02.7': 60 };

  it('is asked about once its form is 已核对', () => {
    const calculation = open({ '教基3112!02.9': 30, '教基3112!02.10': 28 }, counts);
    expect(calculation.cell('教基3112', '02.7')).toMatchObject({ kind: 'computed', text: '58' });
    expect(names(calculation)).toEqual([]);
    calculation.setReviewed('教基3112', true);
    expect(names(calculation)).toEqual(['ROSTER@教基3112!02.7']);
    calculation.setCells(changes({ '教基3112!02.10': 30 }));
    expect(names(calculation)).toEqual([]);
  });

  it('is not asked about where one of its parts is', () => {
    const calculation = open(
      { '教基3112!02.9': 30, '教基3112!02.10': 28 },
      { ...counts, '教基3112!02.9': 32 },
    );
    calculation.setReviewed('教基3112', true);
    expect(names(calculation)).toEqual(['ROSTER@教基3112!02.9']);
  });
});

describe('what is said already', () => {
  it('is not said again: a text that is no number', () => {
    const calculation = open({}, { '教基3112!02.9': 32 });
    calculation.setCells([{ form: '教基3112', cell: '02.9', content: { kind: 'raw', text: '三十' } }]);
    expect(calculation.findings().map(({ key }) => key)).toContain('CELL@教基3112!02.9');
    expect(names(calculation)).toEqual([]);
  });

  it('is not said again: a number typed over a source', () => {
    const cells = { '教基3112!01.9': 95, '局控辍2!02.2': 90 };
    const calculation = open(cells, { '局控辍2!02.2': 92 });
    expect(calculation.findings().map(({ key }) => key)).toContain('PULLED@局控辍2!02.2');
    calculation.setReviewed('局控辍2', true);
    expect(names(calculation)).toEqual([]);
  });

  it('is said beside an error about the same cell: the roster tells which number is meant', () => {
    const cells = { '教基3112!01.9': 90, '教基3112!02.9': 99 };
    const calculation = open(cells, { '教基3112!02.9': 8 });
    const about = calculation
      .findings()
      .filter(({ cells: of }) => of.some(({ form, cell }) => form === '教基3112' && cell === '02.9'));
    expect(about.map(({ severity }) => severity)).toEqual(expect.arrayContaining(['error', 'warning']));
    expect(names(calculation)).toEqual(['ROSTER@教基3112!02.9']);
    expect(found(calculation)[0]).toMatchObject({ left: '99', right: '8', difference: '91' });
  });

  it('counts of cells that the school has not are passed over', () => {
    const calculation = open({ '教基3112!02.9': 30 }, { '教基9999!01.1': 3, '教基3112!99.1': 4 });
    expect(names(calculation)).toEqual([]);
  });
});
