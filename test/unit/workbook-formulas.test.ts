import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { workbookPlan } from '../../shared/workbook';
import type { PlannedValue } from '../../shared/workbook-sheet';
import { calculationInput, round2025old, village } from '../support/school';
import { definitions, grades, valueAt } from './workbook-plans';

/** Value and formula at an address of a workbook whose totals are formulas. */
function formulasOf(input: CalculationInput): (sheet: string, address: string) => PlannedValue | undefined {
  const calculation = createCalculation(definitions, input);
  const of = { definitions, ...input, calculation, draft: true, totals: 'formulas' } as const;
  const plan = workbookPlan({ ...of, hashText: () => '' });
  return (sheet, address) => valueAt(plan, sheet, address);
}

test('a total adds the block of cells that it is the total of', () => {
  const at = formulasOf(calculationInput(grades));
  expect(at('教基3112_小学', 'I6')).toEqual({ kind: 'number', text: '303', formula: 'SUM(K6:P6)' });
  expect(at('教基3112_小学', 'K6')).toEqual({ kind: 'number', text: '100' });
});

test('a total of blanks stays blank, and has no formula that would show 0', () => {
  const at = formulasOf(calculationInput(grades));
  expect(at('教基3112_小学', 'D6')).toEqual({ kind: 'blank', text: '' });
});

test('a rate is rounded in its formula, and a formula stands only where it gives what the engine gives', () => {
  const at = formulasOf(calculationInput({ '局升学1!01.1': 3, '局升学1!01.3': 2 }));
  const sheet = '初中毕业生去向与升学率统计表';
  expect(at(sheet, 'C5')).toBeUndefined();
  const money = formulasOf(
    calculationInput({ '局经费1!01.1': 601, '局经费1!01.2': 720, '局经费1!01.5': 1000 }),
  );
  expect(money('生均公用经费拨付情况表', 'E6')).toMatchObject({ text: '432720.00', formula: 'C6*D6' });
  expect(money('生均公用经费拨付情况表', 'J6')).toMatchObject({
    text: '0.23',
    formula: 'ROUND(F6/E6*100,2)',
  });
});

test('what a text makes incomputable keeps no formula', () => {
  const input = calculationInput(grades);
  const cells = [
    ...input.data.cells,
    { form: '教基3112', cell: '01.12', content: { kind: 'raw' as const, text: '一百' } },
  ];
  const at = formulasOf({ ...input, data: { ...input.data, cells } });
  expect(at('教基3112_小学', 'I6')).toEqual({ kind: 'blank', text: '' });
  expect(at('教基3112_小学', 'N6')).toEqual({ kind: 'text', text: '一百' });
});

test('in the edition that prints text, figures become numbers and zeros stay apart from blanks', () => {
  const kindergarten = { ...village, type: '幼儿园' } as const;
  const cells = { '基础基311!02.2': 3, '基础基311!02.3': 0 };
  const at = formulasOf(calculationInput(cells, { collection: round2025old, school: kindergarten }));
  expect(at('基础基311', 'E8')).toEqual({ kind: 'number', text: '3' });
  expect(at('基础基311', 'F8')).toEqual({ kind: 'number', text: '0' });
  expect(at('基础基311', 'G8')).toEqual({ kind: 'blank', text: '' });
  expect(at('基础基311', 'D8')).toEqual({ kind: 'number', text: '3', formula: 'SUM(E8:H8)' });
});
