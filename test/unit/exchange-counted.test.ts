import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { readDocument } from '../../shared/exchange';
import { submissionDocument } from '../../shared/workbook-data';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput } from '../support/school';

const definitions = shippedDefinitions();

const document = {
  school: { code: '9900000001', type: '小学' },
  collection: { schoolYear: 2026 },
  edition: { id: 'jiaoji-2021' },
  forms: { 教基3112: { '01.9': 214 } },
};

describe('what rosters counted, in a document', () => {
  it('comes along and is the same finding there', () => {
    const counted = { 教基3112: { '01.9': 212, '02.9': 0 } };
    const content = readDocument(definitions, { ...document, counted });
    expect(content.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(content.data.counted).toEqual([
      { form: '教基3112', cell: '01.9', counted: '212' },
      { form: '教基3112', cell: '02.9', counted: '0' },
    ]);
    const calculation = createCalculation(definitions, { ...content, previous: [] });
    calculation.setReviewed('教基3112', true);
    expect(calculation.findings().find(({ check }) => check === 'ROSTER')).toMatchObject({
      ...{ key: 'ROSTER@教基3112!01.9', left: '214', right: '212' },
    });
  });

  it('is written for the forms that the school is asked for, and not at all where nothing was counted', () => {
    const input = calculationInput({ '教基3112!02.9': 30 });
    const counted = [
      { form: '教基3112', cell: '02.9', counted: '32' },
      { form: '基础基312', cell: '02.9', counted: '32' },
    ];
    const written = (data: typeof input.data) => {
      const calculation = createCalculation(definitions, { ...input, data });
      const [edition] = definitions.editions.filter(({ id }) => id === input.collection.edition);
      if (edition === undefined) throw new Error('no edition');
      const { editions } = definitions;
      return submissionDocument({ ...input, data, edition, editions, calculation, draft: true });
    };
    expect(written({ ...input.data, counted }).counted).toEqual({ 教基3112: { '02.9': 32 } });
    expect(written(input.data)).not.toHaveProperty('counted');
    expect(written({ ...input.data, counted: [] })).not.toHaveProperty('counted');
  });

  it('is left out where it is no count of a cell, and each is told', () => {
    const { data, problems } = readDocument(definitions, {
      ...document,
      counted: {
        教基3112: { '01.9': -1, '01.10': 1.5, '01.11': '7', '77.1': 3, '01.12': 9 },
        局控辍1: { c05: 1 },
        没有: { '01.1': 1 },
      },
    });
    expect(data.counted).toEqual([{ form: '教基3112', cell: '01.12', counted: '9' }]);
    expect(problems.filter(({ severity }) => severity === 'error').map(({ error }) => error.code)).toEqual([
      'document.wrongValue',
      'document.wrongValue',
      'document.wrongValue',
      'document.unknownCell',
      'document.listElsewhere',
      'document.unknownForm',
    ]);
  });

  it('is absent where there is none', () => {
    expect(readDocument(definitions, document).data).not.toHaveProperty('counted');
  });
});
