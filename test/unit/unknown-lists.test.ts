import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { Calculation } from '../../shared/calculation';
import { shippedDefinitions } from '../support/definitions';
import { keysOf } from '../support/opened';
import { calculationInput } from '../support/school';

/** A workbook leaves its name lists at the school: what counts them is unknown at the bureau, and no error. */

const definitions = shippedDefinitions();
const enrolled = { '局特教1!01.6': 6, '局特教1!01.3': 6 };

const open = (reviewed: string[], unknownLists?: string[]): Calculation => {
  const input = calculationInput(enrolled, { reviewed: ['局特教1', ...reviewed] });
  const data = { ...input.data, ...(unknownLists && { unknownLists }) };
  return createCalculation(definitions, { ...input, data });
};

const skipped = (calculation: Calculation): readonly string[] =>
  calculation.skipped().map(({ check }) => check);

describe('a list of which nothing is known', () => {
  it('leaves what counts its records undecided', () => {
    expect(keysOf(open([]), 'LTJ1-07')).toEqual(['LTJ1-07#1']);
    const unknown = open([], ['局特教2']);
    expect(keysOf(unknown, 'LTJ1-07')).toEqual([]);
    expect(skipped(unknown)).toContainEqual(expect.stringMatching(/^LTJ1-07/));
  });

  it('is empty once the clerk has marked it 已核对', () => {
    expect(keysOf(open(['局特教2'], ['局特教2']), 'LTJ1-07')).toEqual(['LTJ1-07#1']);
  });

  it('is known as soon as it has a record', () => {
    const calculation = open([], ['局特教2']);
    const change = { c03: '女', c06: '视力残疾', c08: '小学', c10: '随班就读' };
    const cells = Object.fromEntries(
      Object.entries(change).map(([key, text]) => [key, { kind: 'text', text } as const]),
    );
    calculation.setRecords([{ form: '局特教2', id: 'record-1', position: 1, cells }]);
    expect(keysOf(calculation, 'LTJ1-07')).toEqual(['LTJ1-07#1']);
  });
});
