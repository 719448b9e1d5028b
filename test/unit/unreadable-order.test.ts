import { expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { CellContent, ListRecord } from '../../shared/submission';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput } from '../support/school';

const definitions = shippedDefinitions();
const raw = (text: string): CellContent => ({ kind: 'raw', text });
const unreadable = (calculation: ReturnType<typeof createCalculation>) =>
  calculation
    .findings()
    .filter(({ check }) => check === 'CELL')
    .map(({ key }) => key);

it('texts that their cell cannot hold are told in the order of the form, however they were entered', () => {
  const calculation = createCalculation(definitions, calculationInput());
  const cells = ['02.9', '01.10', '10.9', '01.9', '02.11'];
  calculation.setCells(cells.map((cell) => ({ form: '教基3112', cell, content: raw('十二') })));
  const inOrder = ['01.9', '01.10', '02.9', '02.11', '10.9'].map((cell) => `CELL@教基3112!${cell}`);
  expect(unreadable(calculation)).toEqual(inOrder);

  const data = calculationInput().data;
  const reopened = cells.toReversed().map((cell) => ({ form: '教基3112', cell, content: raw('十二') }));
  const again = createCalculation(definitions, {
    ...calculationInput(),
    data: { ...data, cells: reopened },
  });
  expect(unreadable(again)).toEqual(inOrder);
});

it('those of a list stand by the position of their record, then by column', () => {
  const record = (id: string, position: number): ListRecord => ({
    id,
    position,
    cells: { c15: raw('三月'), c03: raw('南') },
  });
  const lists = { 局控辍1: [record('record-000b', 2), record('record-000a', 3), record('record-000c', 1)] };
  const calculation = createCalculation(definitions, calculationInput({}, { lists }));
  expect(unreadable(calculation)).toEqual(
    ['000c.c03', '000c.c15', '000b.c03', '000b.c15', '000a.c03', '000a.c15'].map(
      (cell) => `CELL@局控辍1!record-${cell}`,
    ),
  );
});
